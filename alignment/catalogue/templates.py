"""Beginnings of new files, with every key and what belongs there in Dutch and English.

What has to be filled in holds an empty text or "?", which `check` reports, so that nothing is published unfilled. Keys
that may be left out stand behind a `#`.
"""

from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from alignment.catalogue.render import plain_scalar
from alignment.catalogue.splice import add_entry, change
from alignment.model.base import Id
from alignment.model.case import Case
from alignment.model.framework import Framework, Kind, Link
from alignment.model.rule import Alignment, Basis, Confidence, RulesFile
from alignment.model.scenario import Scenario

_RULES = """\
# nl: Regels van één interventietype: op welke doelen het aansluit, wanneer en waarom.
# en: Rules of one intervention type: which targets it aligns with, when and why.
# nl: id uit interventions/types.yaml, ook de bestandsnaam / en: id from interventions/types.yaml, the file's name
intervention: $name
rules: []
# nl: Een voorbeeld: haal [] hierboven weg en "# " voor de regels hieronder, en vul in wat leeg is of "?" is.
# en: An example: remove [] above and "# " before the lines below, and fill in what is empty or "?".
#   - target: "?"  # nl: id van het doel, bijv. srgr-1 / en: id of the target, e.g. srgr-1
#     alignment: "?"  # $alignment
#     # nl: alleen in deze situatie; mag weg / en: only in this situation; may be left out
#     # when: {settings: [humanitarian], groups: [girls], countries: ["NP"]}
#     # nl: bereikt alleen deze groepen; mag weg / en: reaches only these groups; may be left out
#     # groups: [girls, boys]
#     # nl: stated: de bron zegt het zo; derived: het volgt eruit / en: stated: the source says so; derived: it follows
#     basis: "?"  # $basis
#     confidence: "?"  # $confidence
#     rationale:  # nl: waarom; bij derived de redenering / en: why; with derived the reasoning
#       nl: ""
#       en: ""
#     sources:
#       - {source: "?", at: ""}  # nl: bron en paragraaf / en: source and section
#     reviewed: "?"  # nl: datum van beoordeling / en: date of review
#     # in_force: {from: "2027-01", until: null}  # nl: geldig van en tot; mag weg / en: valid from and until; optional
#     # confirmed_until: "2027-12"  # nl: bevestigd tot; mag weg / en: confirmed until; optional
"""

_FRAMEWORK = """\
# nl: Een beleidskader met zijn doelen. Het id van een doel is $name-<code>.
# en: A policy framework with its targets. The id of a target is $name-<code>.
framework: $name  # nl: gelijk aan de bestandsnaam / en: the same as the file's name
order: 1000  # nl: plaats in lijsten / en: place in lists
kind: "?"  # $kind
title:  # nl: volledige naam / en: full name
  nl: ""
  en: ""
short:  # nl: afkorting / en: abbreviation
  nl: ""
  en: ""
word:  # nl: eigen woord voor een doel, enkelvoud en meervoud / en: its own word for a target, singular and plural
  one: {nl: "", en: ""}
  other: {nl: "", en: ""}
# description: {nl: "", en: ""}  # nl: in enkele zinnen; mag weg / en: in a few sentences; optional
# in_force: {from: "2027-01", until: null}  # nl: geldig van en tot; mag weg / en: valid from and until; optional
# confirmed_until: "2027-12"  # nl: bevestigd tot; mag weg / en: confirmed until; optional
# headings: [{code: "1", title: {nl: "", en: ""}}]  # nl: kopjes die alleen ordenen / en: headings that only order
targets:
  - code: ""  # nl: nummer, tussen aanhalingstekens / en: number, between quotation marks
    # parent: "1"  # nl: code van het kopje of doel erboven; mag weg / en: code of the heading or target above; optional
    title:
      nl: ""
      en: ""
    # description: {nl: "", en: ""}  # nl: mag weg / en: optional
    # nl: raakvlak met het onderwerp; haal weg als kind geen policy is
    # en: what it has to do with the subject; remove unless kind is policy
    link: "?"  # $link
    # link_reason: {nl: "", en: ""}  # nl: waarom; mag weg / en: why; optional
    # nl: latere naam, met bron; mag weg / en: a later name, with its source; optional
    # later_names: [{from: "2030", title: {nl: "", en: ""}, source: {source: "?", at: ""}}]
    # nl: wat in de praktijk beleid is; mag weg / en: what is policy in practice; optional
    # practice: {instruments: [{text: {nl: "", en: ""}, sources: [{source: "?", at: ""}]}]}
    # in_force: {from: "2027-01", until: null}  # nl: mag weg / en: optional
    # confirmed_until: "2027-12"  # nl: mag weg / en: optional
    sources:
      - {source: "?", at: ""}  # nl: bron en paragraaf / en: source and section
# nl: bedragen, met jaar en bron; mag weg / en: amounts, with year and source; optional
# facts:
#   - {what: {nl: "", en: ""}, amount: 0, currency: EUR, year: "2027", status: draft, source: {source: "?", at: ""}}
sources:
  - {source: "?", at: ""}  # nl: bron en paragraaf / en: source and section
"""

_CASES = """\
# nl: Voorbeeldtoetsen over $name: wat de regels van een scenario moeten zeggen. Alleen wat er staat wordt vergeleken.
# en: Cases on $name: what the rules must say of a scenario. Only what is given is compared.
- name:  # nl: wat de toets laat zien, als zin / en: what the case shows, as a sentence
    nl: ""
    en: ""
  source: {source: "?", at: ""}  # nl: waar de bron dit zegt / en: where the source says this
  # stated_only: true  # nl: zonder afgeleide regels; mag weg / en: without derived rules; optional
  scenario:  # nl: zoals in een scenario / en: as in a scenario
    components:
      - {intervention: "?", dose: 1}  # nl: inzet, 0 tot 1 / en: dose, 0 to 1
    # context: {settings: [humanitarian], groups: [girls], countries: ["NP"]}  # nl: mag weg / en: optional
    frameworks: ["?"]  # nl: beleidskaders, bijv. srgr / en: policy frameworks, e.g. srgr
  expect:
    targets:  # nl: id van het doel en wat ervoor uitkomt / en: id of the target and what is found for it
      "?": {status: "?"}  # direct | indirect | conditional | unassessed | none
      # nl: mag ook: / en: possible too:
      # srgr-1: {covered: true, coverage: 0.8, gap: no-gap, closes: []}
    # frameworks: {srgr: {covered: 1, unassessed: 0, weakest: srgr-3}}  # nl: mag weg / en: optional
    # uncarried: []  # nl: niet gedragen onderdelen; mag weg / en: components without a carrier; optional
    # not_assessed: []  # nl: niet beoordeelde onderdelen; mag weg / en: components not assessed; optional
"""

_SCENARIO = """\
# nl: Een scenario (beleidsoptie): welke interventies, waar, voor wie en met welke inzet.
# en: A scenario (policy option): which interventions, where, for whom and at what dose.
id: $name  # nl: gelijk aan de bestandsnaam / en: the same as the file's name
title:
  nl: ""
  en: ""
# description: {nl: "", en: ""}  # nl: mag weg / en: optional
components:
  - {intervention: "?", dose: 1}  # nl: inzet, 0 tot 1 / en: dose, 0 to 1
  # nl: of met een bedrag en een toelichting / en: or with an amount and a note
  # - {intervention: "?", budget_eur: 400000, note: {nl: "", en: ""}, sources: [{source: "?", at: ""}]}
  # nl: dose_basis: estimate als de inzet een schatting is / en: dose_basis: estimate where the dose is an estimate
  # - {intervention: "?", dose: 0.5, dose_basis: estimate}
# nl: wat volledige uitvoering kost, nodig bij budget_eur / en: cost of full delivery, needed with budget_eur
# full_delivery_eur: {economic-support: 1000000}
# context: {settings: [development], groups: [girls], countries: ["NP"]}  # nl: mag weg / en: optional
# period: {from: "2027-01", until: "2028-12"}  # nl: mag weg / en: optional
# channels: []  # nl: ids uit channels.yaml; mag weg / en: ids from channels.yaml; optional
# actors: []  # nl: ids uit actors.yaml; mag weg / en: ids from actors.yaml; optional
# on: "2027-01-01"  # nl: welke versies van het beleid gelden; mag weg / en: which policy versions apply; optional
# frameworks: [bhos, srgr]  # nl: zonder deze regel bhos en srgr / en: without this line bhos and srgr
# priorities: {srgr-4: 2}  # nl: gewicht van een doel, anders 1 / en: weight of a target, otherwise 1
# threshold: 0.6  # nl: vanaf welke mate van aansluiting een doel telt / en: coverage from which a target counts
# memo: {decision: {nl: "", en: ""}}  # nl: eigen woorden in de memo; mag weg / en: own words in the memo; optional
"""

_INTERVENTION = """\
- id: $name
  title:
    nl: ""
    en: ""
  description:  # nl: wat het werk is / en: what the work is
    nl: ""
    en: ""
  full_delivery:  # nl: wat inzet 1 betekent / en: what dose 1 means
    nl: ""
    en: ""
  pathways: ["?"]  # nl: tot wie het zich richt, zie pathways hierboven / en: whom it addresses, see pathways above
  functions: ["?"]  # nl: wat het werk doet, zie functions hierboven / en: what the work does, see functions above
  evidence: "?"  # promising | not-graded
  # evidence_sources: [{source: "?", at: ""}]  # nl: bij promising / en: with promising
  # nl: wie dit werk anders kan dragen; mag weg / en: who else could carry this work; optional
  # other_carriers:
  #   - who: {nl: "", en: ""}
  #     what: {nl: "", en: ""}
  #     basis: derived
  #     sources: [{source: "?", at: ""}]
  sources:
    - {source: "?", at: ""}  # nl: bron en paragraaf / en: source and section
"""

_FILES: dict[str, tuple[str, type[BaseModel], tuple[int, ...]]] = {
    "rules": (_RULES, RulesFile, ()),
    "framework": (_FRAMEWORK, Framework, ()),
    "cases": (_CASES, Case, (0,)),
    "scenario": (_SCENARIO, Scenario, ()),
}
_CHOICES = {"alignment": Alignment, "basis": Basis, "confidence": Confidence, "kind": Kind, "link": Link}
KINDS = tuple(_FILES)
"""The kinds of files that `new_file` begins."""


def new_file(kind: str, name: str, /, **given: Any) -> str:
    """A new file of one of the KINDS for an id; `given` fills in keys of the file (in cases: of the first case).

    Raises ValueError where the kind or a given key does not exist, or where the name cannot be an id.
    """
    if kind not in _FILES:
        raise ValueError(f"no kind of file: {kind}")
    template, model, path = _FILES[kind]
    unknown = sorted(set(given) - set(model.model_fields))
    if unknown:
        raise ValueError(f"no keys of {kind}: {', '.join(unknown)}")
    return change(_filled(template, name), path, given)


def new_intervention_entry(name: str) -> str:
    """An entry for the list `types` of interventions/types.yaml. Raises ValueError where the name cannot be an id."""
    return _filled(_INTERVENTION, name)


def add_intervention(types_text: str, name: str) -> str:
    """The text of interventions/types.yaml with an entry for a new intervention type at the end of its list.

    All else stays. Raises ValueError where the name cannot be an id, CannotSplice where the list is not in block style.
    """
    return add_entry(types_text, "types", new_intervention_entry(name))


def _filled(template: str, name: str) -> str:
    try:
        TypeAdapter(Id).validate_python(name)
    except ValidationError:
        raise ValueError(f"not an id: {name}") from None
    for key, choices in _CHOICES.items():
        template = template.replace(f"${key}\n", " | ".join(get_args(choices)) + "\n")
    head, first, rest = template.partition(": $name")
    shown = first.replace("$name", plain_scalar(name, flow=False))
    return f"{head}{shown}{rest}".replace("$name", name)
