"""The memo: every figure leads to a rule and a section, and nothing that a person typed is executed."""

import re

import pytest

from alignment.api import assess_scenario, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from tests.report.memo.memos import PROGRAMME, TODAY, document_of, memo_of, split

RULE_PLACE = re.compile(r"rules/[a-z-]+\.yaml")
FIGURE = re.compile(r"\d[.,]\d\d(?!\d)|€ ?\d|\d+%")
HOSTILE = (
    "*bold* <script>alert(1)</script> | [x](http://a) `code` {{ 7*7 }} {% raw %} =1+1 $x$ # top & _it_ [^bhos-3.1]"
)
MEMOS = [
    ("decision", (PROGRAMME,)),
    ("decision", ("dtz-1.0",)),
    ("decision", ("sufasec",)),
    ("one-pager", (PROGRAMME,)),
    ("annex", (PROGRAMME,)),
    ("annex", ("iwf-portals",)),
    ("comparison", ("sufasec", "tdh-asia")),
    ("comparison", ("dtz-1.0", "sufasec", "iwf-portals")),
]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def cites(catalogue: Catalogue, text: str, lang: str) -> bool:
    """Whether a text names a source and one of its sections."""
    return any(
        each.short.in_language(lang) in text and any(section.at in text for section in each.sections)
        for each in catalogue.sources.values()
    )


def with_figures(body: str, lang: str) -> list[str]:
    """The lines with a figure, less the record of how the memo was made and what was assumed of all doses."""
    account = {"nl": "Bijlagen en|Hoe deze memo", "en": "Annexes and|How this memo"}[lang]
    told = re.split(f"^## (?:{account})", body, flags=re.M)[0]
    assumed = {"nl": "De inzet van", "en": "The dose"}[lang]
    return [line for line in told.splitlines() if FIGURE.search(line) and assumed not in line]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_every_figure_leads_to_a_rule_or_a_section(
    catalogue: Catalogue, lang: str, kind: str, scenarios: tuple[str, ...]
) -> None:
    body, notes = split(memo_of(catalogue, *scenarios, kind=kind, lang=lang))
    lines = with_figures(body, lang)
    assert len(lines) >= 2
    for line in lines:
        names = re.findall(r"\[\^([^\]]+)\]", line)
        in_itself = RULE_PLACE.search(line) and cites(catalogue, line, lang)
        assert names or in_itself, line
        for name in names:
            assert RULE_PLACE.search(notes[name]) or cites(catalogue, notes[name], lang) or name == "draws", notes[name]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_every_footnote_is_used_and_defined(
    catalogue: Catalogue, lang: str, kind: str, scenarios: tuple[str, ...]
) -> None:
    body, notes = split(memo_of(catalogue, *scenarios, kind=kind, lang=lang))
    assert set(re.findall(r"\[\^([^\]]+)\]", body)) == set(notes)


@pytest.mark.parametrize("kind", ["decision", "annex"])
def test_the_places_named_are_the_rules_of_that_target(catalogue: Catalogue, kind: str) -> None:
    _, notes = split(memo_of(catalogue, kind=kind))
    by_place = {f"{each.path}:{each.line}": each for each in catalogue.rules}
    for name in ("bhos-3.1", "srgr-4", "bhos-4.2"):
        places = re.findall(r"rules/[a-z-]+\.yaml:\d+", notes[name])
        assert places
        assert {by_place[place].rule.target for place in places} == {name}


def test_the_annex_has_every_rule_that_fired_with_its_reasoning(catalogue: Catalogue) -> None:
    text = re.sub(r"\\(.)", r"\1", memo_of(catalogue, kind="annex", lang="en"))
    scenario = catalogue.programmes[PROGRAMME]
    assessment = assess_scenario(catalogue, scenario, today=TODAY)
    fired = [each.located for result in assessment.targets for each in result.contributions if each.fires]
    assert len(fired) > 30
    for located in fired:
        assert located
        assert f"{located.path}:{located.line}" in text
        assert " ".join(located.rule.rationale.en.split()) in text


@pytest.mark.parametrize(("lang", "stated", "derived"), [("nl", "vermeld", "afgeleid"), ("en", "stated", "derived")])
def test_first_lines_count_stated_and_derived_verdicts(
    catalogue: Catalogue, lang: str, stated: str, derived: str
) -> None:
    first = memo_of(catalogue, lang=lang).split("\n## ")[0]
    assessment = assess_scenario(catalogue, catalogue.programmes[PROGRAMME], today=TODAY)
    used = [
        each.located.rule.basis
        for result in assessment.targets
        if result.link == "theme"
        for each in result.contributions
        if each.located
    ]
    assert f"{used.count('stated')} {stated}" in first
    assert f"{used.count('derived')} " in first
    assert derived in first
    assert "100%" in first


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex"])
def test_no_reserved_words(catalogue: Catalogue, lang: str, kind: str) -> None:
    words = r"doeltreffend|doelmatig|effectie|\beffect|\bimpact|efficien|effective|efficacy"
    for programme in catalogue.programmes:
        body, notes = split(memo_of(catalogue, programme, kind=kind, lang=lang))
        assert not re.search(words, body, re.I)
        assert not re.search(words, " ".join(notes.values()), re.I)


@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex"])
def test_hostile_title_stays_text(catalogue: Catalogue, kind: str) -> None:
    title = HOSTILE.replace('"', "")
    scenario = f"title: {{nl: '{title}', en: '{title}'}}\ncomponents: [{{intervention: victim-care, dose: 1}}]\n"
    memo = memo_of(catalogue, scenario.encode(), kind=kind)
    heading = memo.splitlines()[0]
    for raw in ("*bold*", "<script>", "`code`", "[x](", "| [", "_it_", "$x$"):
        assert raw not in heading.replace("\\", "\\\\") or f"\\{raw}" in heading
    assert "49" not in heading
    assert re.sub(r"\\([\\`*_\[\]<|~$&^:#!@.])", r"\1", heading).find(title) > 0
    assert not re.search(r"(?<!\\)<script", memo)


def test_empty_scenario_says_that_there_is_nothing_to_advise(catalogue: Catalogue) -> None:
    for kind in ("decision", "one-pager", "annex"):
        memo = memo_of(catalogue, b"title: {nl: Leeg, en: Empty}\ncomponents: []\n", kind=kind)
        assert "None" not in memo
        assert kind == "annex" or "geen onderdelen" in memo


def test_all_unassessed_never_says_cannot_carry(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, b"components: [{intervention: data-and-research, dose: 1}]\n")
    assert "wordt niet gedragen" not in memo
    assert "niet volledig beoordeeld" in memo


def test_stated_only_is_said_and_changes_the_count(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, stated_only=True)
    assert " 0 daaruit afgeleid" in memo.split("\n## ")[0]
    assert "Alleen wat de bron zelf vermeldt telt mee" in memo
    assert "derived" not in {
        each.located.rule.basis
        for result in assess_scenario(catalogue, catalogue.programmes[PROGRAMME], stated_only=True, today=TODAY).targets
        for each in result.contributions
        if each.located
    }


@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_same_input_same_document(catalogue: Catalogue, kind: str, scenarios: tuple[str, ...]) -> None:
    first = document_of(catalogue, *scenarios, kind=kind)
    assert first == document_of(open_catalogue(), *scenarios, kind=kind)
    assert memo_of(catalogue, *scenarios, kind=kind) == memo_of(open_catalogue(), *scenarios, kind=kind)


@pytest.mark.parametrize(("kind", "scenarios"), MEMOS)
def test_tables_have_as_many_cells_as_their_header(catalogue: Catalogue, kind: str, scenarios: tuple[str, ...]) -> None:
    lines = memo_of(catalogue, *scenarios, kind=kind, lang="en").splitlines()
    for index, line in enumerate(lines):
        if line.startswith("| ---"):
            width = line.count("|")
            rows = [lines[index - 1]]
            for row in lines[index + 1 :]:
                if not row.startswith("|"):
                    break
                rows.append(row)
            assert len(rows) > 1
            assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {width}
