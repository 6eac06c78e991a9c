"""The memo: every figure leads to a rule and a section, and nothing that a person typed is executed."""

import re
from datetime import date

import pytest

from alignment.api import assess_scenario, open_catalogue, read_scenario, write_memo
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue

TODAY = date(2026, 11, 21)
PROGRAMME = "dtz-building-back-better"
RULE_PLACE = re.compile(r"rules/[a-z-]+\.yaml:(\d+)")
FIGURE = re.compile(r"\d[.,]\d\d(?!\d)")
HOSTILE = (
    "*bold* <script>alert(1)</script> | [x](http://a) `code` {{ 7*7 }} {% raw %} =1+1 $x$ # top & _it_ [^bhos-3.1]"
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def memo_of(catalogue: Catalogue, lang: str, scenario: str | bytes = PROGRAMME, *, stated_only: bool = False) -> str:
    found = catalogue.find(scenario) if isinstance(scenario, str) else read_scenario(catalogue, "test.yaml", scenario)
    assert found is not None
    return write_memo(catalogue, assess_scenario(catalogue, found, stated_only=stated_only, today=TODAY), lang)


def split(memo: str) -> tuple[str, dict[str, str]]:
    """The memo without its footnotes, and the footnotes by name."""
    notes = dict(re.findall(r"^\[\^([^\]]+)\]: (.+)$", memo, re.M))
    return re.sub(r"^\[\^[^\]]+\]: .+$", "", memo, flags=re.M), notes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_footnote_is_used_and_defined(catalogue: Catalogue, lang: str) -> None:
    body, notes = split(memo_of(catalogue, lang))
    assert set(re.findall(r"\[\^([^\]]+)\]", body)) == set(notes)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("programme", [PROGRAMME, "dtz-1.0"])
def test_every_row_with_a_figure_leads_to_a_rule_and_a_section(catalogue: Catalogue, lang: str, programme: str) -> None:
    body, notes = split(memo_of(catalogue, lang, programme))
    rows = [line for line in body.splitlines() if line.startswith("|") and FIGURE.search(line)]
    assert len(rows) > 8
    for row in rows:
        names = re.findall(r"\[\^([^\]]+)\]", row)
        assert names, row
        for name in names:
            places = RULE_PLACE.findall(notes[name])
            nothing_assessed = all(each.located is None for each in _contributions(catalogue, programme, name))
            assert places or nothing_assessed, notes[name]
            assert re.search(r"\d\.\d", notes[name])


def _contributions(catalogue: Catalogue, programme: str, target: str) -> tuple:
    scenario = catalogue.find(programme)
    assert scenario is not None
    return assess_scenario(catalogue, scenario, today=TODAY).target(target).contributions


def test_the_places_named_are_the_rules_of_that_target(catalogue: Catalogue) -> None:
    _, notes = split(memo_of(catalogue, "nl"))
    by_place = {f"{each.path}:{each.line}": each for each in catalogue.rules}
    for name in ("bhos-3.1", "srgr-4", "bhos-4.2"):
        places = re.findall(r"rules/[a-z-]+\.yaml:\d+", notes[name])
        assert places
        assert {by_place[place].rule.target for place in places} == {name}


@pytest.mark.parametrize(("lang", "stated", "derived"), [("nl", "vermeld", "afgeleid"), ("en", "stated", "derived")])
def test_first_lines_count_stated_and_derived_verdicts(
    catalogue: Catalogue, lang: str, stated: str, derived: str
) -> None:
    first = memo_of(catalogue, lang).splitlines()[2]
    scenario = catalogue.find(PROGRAMME)
    assert scenario is not None
    used = [
        each.located.rule.basis
        for result in assess_scenario(catalogue, scenario, today=TODAY).targets
        if result.link == "theme"
        for each in result.contributions
        if each.located
    ]
    assert f"{used.count('stated')} {stated}" in first
    assert f"{used.count('derived')} " in first
    assert derived in first
    assert "100%" in first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_reserved_words(catalogue: Catalogue, lang: str) -> None:
    words = r"doeltreffend|doelmatig|effectie|\beffect|\bimpact|efficien|effective|efficacy"
    for programme in catalogue.programmes:
        assert not re.search(words, memo_of(catalogue, lang, programme), re.I)


def test_hostile_title_stays_text(catalogue: Catalogue) -> None:
    title = HOSTILE.replace('"', "")
    scenario = f"title: {{nl: '{title}', en: '{title}'}}\ncomponents: [{{intervention: victim-care, dose: 1}}]\n"
    memo = memo_of(catalogue, "nl", scenario.encode())
    heading = memo.splitlines()[0]
    for raw in ("*bold*", "<script>", "`code`", "[x](", "| [", "_it_", "$x$"):
        assert raw not in heading.replace("\\", "\\\\") or f"\\{raw}" in heading
    assert "49" not in heading
    assert re.sub(r"\\([\\`*_\[\]<|~$&])", r"\1", heading).find(title) > 0
    assert not re.search(r"(?<!\\)<script", memo)


def test_empty_scenario_says_that_there_is_nothing_to_advise(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, "nl", b"title: {nl: Leeg, en: Empty}\ncomponents: []\n")
    assert "geen onderdelen" in memo
    assert "None" not in memo


def test_all_unassessed_never_says_cannot_carry(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, "nl", b"components: [{intervention: data-and-research, dose: 1}]\n")
    assert "wordt niet gedragen" not in memo
    assert "niet volledig beoordeeld" in memo


def test_stated_only_is_said_and_changes_the_count(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, "nl", stated_only=True)
    assert " 0 daaruit afgeleid" in memo.splitlines()[2]
    assert "(afgeleid)," not in memo


def test_same_input_same_bytes(catalogue: Catalogue) -> None:
    assert memo_of(catalogue, "nl") == memo_of(open_catalogue(), "nl")


def test_tables_have_as_many_cells_as_their_header(catalogue: Catalogue) -> None:
    lines = memo_of(catalogue, "en").splitlines()
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
