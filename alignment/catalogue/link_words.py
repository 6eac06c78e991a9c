"""What a link need not spell out: words that nearly every scenario holds. They only make a link shorter.

Whatever is not among them travels in full, so that ids may come and go in the catalogue. A link can be read only with
the very words it was made with: these are those of version 1 and never change; other words need another version.
"""

_COUNTRIES = "AT BD BG BO BR CO DO EE ES GT HR ID IN IT JO KE KH LA LK MM MT NI NL NP PE PH PT RO TH TZ UG"

_GROUPS = """
children-of-diverse-gender-identity children-of-diverse-sexual-orientation children-with-disabilities
street-connected-children migrant-displaced-and-refugee-children children-in-refugee-camps
minority-and-indigenous-children children-with-vulnerable-health children-without-parental-care
children-in-institutions
children-in-detention children-in-poverty socially-isolated-children children-without-access-to-education
children-facing-racial-discrimination children-with-earlier-experience-of-violence women girls boys
"""

_FRAMEWORKS = """
bhos-goals gender human-rights sdg treaties inspire unicef-toc weprotect-mnr un-good-practices risk-factors
"""

_CHANNELS = """
multilateral bilateral-government platforms-and-funds non-financial-instruments other-ministries other-donors
ngo-alliance
"""

_ACTORS = """
crc-asia conexion ministry-of-justice-and-security plan-international save-the-children child-helpline-international
ijm icmec inhope iwf eurochild unicef interpol ilo who unodc weprotect end-violence sida norad uk-aid oak-foundation
down-to-zero terre-des-hommes-nl plan-international-nl defence-for-children-ecpat-nl free-a-girl icco
ecpat-international ministry-of-foreign-affairs
"""

_INTERVENTIONS = """
life-skills-and-resilience safe-environments child-friendly-justice data-and-research perpetrator-prevention
victim-identification-and-rescue cross-border-cooperation helplines-and-reporting sexual-education economic-support
law-enforcement-training private-sector-engagement victim-care shelter-and-reintegration srh-services
legal-and-policy-reform awareness-and-norm-change parent-and-caregiver-support access-to-education
child-and-youth-participation child-protection-systems civil-society-capacity
"""


def _listed(ids: str) -> str:
    return "".join(f'"{each}",' for each in ids.split())


def _component(intervention: str) -> str:
    return f'{{"intervention":"{intervention}","dose":1,"dose_basis":"assumed"}},'


# What comes last is the cheapest to refer to.
WORDS = "".join(
    (
        '{"opened":{"id":"own-scenario","title":{"nl":"Eigen scenario","en":"Own scenario"},"components":[]',
        '"description":{"nl":"","en":""},"note":{"nl":"","en":""},"sources":[{"source":"study-2022","at":"',
        '"note":null,"sources":[]},"like":1},"like":null},"on":"2025-01-01","threshold":0.75,"budget_eur":10000000,',
        '"full_delivery_eur":{},"priorities":{"bhos-":2,"srgr-":2},',
        f'"context":{{"settings":["humanitarian","refugee-hosting","conflict-affected"],"groups":[{_listed(_GROUPS)}',
        f'"frameworks":[{_listed(_FRAMEWORKS)}"channels":[{_listed(_CHANNELS)}"actors":[{_listed(_ACTORS)}',
        '"dose":0.05,0.15,0.25,0.35,0.45,0.55,0.65,0.75,0.85,0.95,"dose_basis":"estimate"},{"intervention":"',
        "".join(_component(each) for each in _INTERVENTIONS.split()),
        '"title":{"nl":"","en":""},"frameworks":["bhos","srgr"],"context":{"settings":["development"],"countries":[',
        f'{_listed(_COUNTRIES)}]}},"period":{{"from":"2021-05","until":"2022-12"}},"channels":["ngo-alliance"],"actors":[',
        '"}],"from":"","current":{"components":[{"intervention":"',
    )
).encode("ascii")
"""The words, as a link writes them; some 5,000 bytes."""
