"""Kinds of memo: which sections they have, what can be left out, and how they read with none, one and many."""

import json
import re

import pytest

from alignment.api import InputError, open_catalogue
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.report.document import Chart, Kind, Own, Table, lines_of
from alignment.report.memo.wish import KINDS, SECTIONS, Wish, settle
from tests.report.memo.memos import PROGRAMME, document_of, memo_of, sections_of, split

HEADINGS = {
    "nl": ["Aanleiding", "Geadviseerd besluit", "Kernpunten", "Toelichting", "Politieke context", "Financieel"],
    "en": ["Background", "Recommended decision", "Key points", "Explanation", "Political context", "Finance"],
}
LAST = {
    "nl": ["Communicatie en samenwerking", "Bijlagen en verantwoording"],
    "en": ["Communication and cooperation", "Annexes and basis"],
}
EMPTY = b"title: {nl: Leeg, en: Empty}\ncomponents: []\n"
ONE = b"title: {nl: Een, en: One}\ncomponents: [{intervention: victim-care, dose: 1}]\nframeworks: [srgr]\n"
TWO = ("sufasec", "tdh-asia")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return open_catalogue()


def scenarios_for(kind: Kind) -> tuple[str, ...]:
    return TWO if kind == "comparison" else (PROGRAMME,)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_decision_memo_has_the_headings_of_officials(catalogue: Catalogue, lang: str) -> None:
    found = [each.heading for each in document_of(catalogue, lang=lang).sections]
    assert found == [*HEADINGS[lang], *LAST[lang]]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_section_has_content_and_an_id_of_its_own(catalogue: Catalogue, kind: Kind, lang: str) -> None:
    document = document_of(catalogue, *scenarios_for(kind), kind=kind, lang=lang)
    sections = [each for section in document.sections for each in (section, *section.sections)]
    assert not [each.id for each in sections if each.empty]
    assert len({each.id for each in sections}) == len(sections)
    named = {each.id for each in sections} - {"explanation", "sources", "account"}
    assert {each for each in named if not each.startswith("rules-")} <= set(SECTIONS[kind])
    blocks = list(document.blocks())
    names = [each.name for each in blocks if isinstance(each, Table | Chart)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", KINDS)
def test_a_section_that_is_not_wanted_is_gone_and_said_to_be(catalogue: Catalogue, kind: Kind) -> None:
    whole = document_of(catalogue, *scenarios_for(kind), kind=kind)
    present = [each for each in SECTIONS[kind] if _find(whole, each)]
    for left in present[:-1]:
        wanted = tuple(each for each in SECTIONS[kind] if each != left)
        document = document_of(catalogue, *scenarios_for(kind), kind=kind, sections=wanted)
        assert not _find(document, left)
        heading = _find(whole, left)
        told = " ".join(row.plain for block in document.sections[-1].all_blocks() for row in lines_of(block))
        assert heading is not None
        assert kind == "comparison" or heading in told or left == "decision"
        rest = [each for each in present if each != left]
        assert [each for each in present if _find(document, each)] == rest


def _find(document: object, section: str) -> str | None:
    sections = getattr(document, "sections", ())
    for each in sections:
        if each.id == section:
            return str(each.heading)
        inner = _find(each, section)
        if inner:
            return inner
    return None


def test_the_record_cannot_be_left_out(catalogue: Catalogue) -> None:
    document = document_of(catalogue, sections=("decision",))
    assert [each.id for each in document.sections] == ["decision", "annexes"]


def test_wishes_that_do_not_go_together_are_refused_all_at_once() -> None:
    known = ["bhos", "srgr"]
    with pytest.raises(InputError) as error:
        settle(Wish(kind="letter"), 1, known)  # type: ignore[arg-type]  # a kind that there is not
    assert [each.code for each in error.value.problems] == ["U16"]
    with pytest.raises(InputError) as error:
        settle(Wish(kind="decision", sections=("decision", "method"), frameworks=("bohs",)), 2, known)
    assert sorted(each.code for each in error.value.problems) == ["R05", "U17", "U18"]
    with pytest.raises(InputError) as error:
        settle(Wish(), 6, known)
    assert [each.code for each in error.value.problems] == ["U17"]
    with pytest.raises(InputError):
        settle(Wish(kind="comparison"), 1, known)
    assert settle(Wish(), 1, known).kind == "decision"
    assert settle(Wish(), 5, known).kind == "comparison"
    assert settle(Wish(sections=("gaps", "decision")), 1, known).sections == ("decision", "gaps")


def test_other_frameworks_can_be_chosen(catalogue: Catalogue) -> None:
    memo = memo_of(catalogue, frameworks=("gender",), lang="en")
    assert "BHOS 3.1" not in split(memo)[0].split("### Where it does not fit")[0]
    record = json.loads(document_of(catalogue, frameworks=("gender",), lang="en").provenance)
    assert record["frameworks"] == ["gender"]
    assert list(record["policies"]) == ["gender"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex"])
def test_an_empty_scenario_gives_a_memo_that_reads_well(catalogue: Catalogue, kind: str, lang: str) -> None:
    body, _ = split(memo_of(catalogue, EMPTY, kind=kind, lang=lang))
    _reads_well(body)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_has_a_hole(catalogue: Catalogue, kind: Kind, lang: str) -> None:
    for scenarios in ((ONE,), (PROGRAMME,), ("iwf-portals",)) if kind != "comparison" else (TWO, (ONE, "sufasec")):
        _reads_well(split(memo_of(catalogue, *scenarios, kind=kind, lang=lang))[0])


def _reads_well(body: str) -> None:
    assert not re.search(r"\bNone\b(?! of)", body)
    for line in body.splitlines():
        text = re.sub(r"\[\^[^\]]+\]", "", line)
        assert not re.search(r"\.\.(?!\.)| ,| \.(?!\d)| ;|: \.|\(\)|  +\S|: ;|\bnull\b", text.strip(" >-|")), line
    for heading, text in sections_of(body).items():
        assert heading.strip()
        assert text.strip() or heading in ("Toelichting", "Explanation", "Bijlagen", "Annexes"), heading


def test_one_of_a_kind_is_said_in_the_singular(catalogue: Catalogue) -> None:
    dutch, english = (memo_of(catalogue, ONE, lang=lang) for lang in LANGUAGES)
    assert "1 regels" not in dutch
    assert "1 rules" not in english
    assert not re.search(r"\b1 (oordelen|onderdelen|doelen|beleidsdoelen|aanbevelingen|besluiten|wijzigingen)\b", dutch)
    assert not re.search(r"\b1 (verdicts|components|targets|recommendations|decisions|changes)\b", english)


def test_the_one_pager_is_short(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes:
        body, _ = split(memo_of(catalogue, programme, kind="one-pager"))
        told = body.split("## Hoe deze memo", maxsplit=1)[0]
        told = re.sub(r"^\*\*Figuur.*$", "", told, flags=re.M)
        assert len(told.split()) < 600, programme


def test_own_words_stand_in_their_section_marked_and_as_typed(catalogue: Catalogue) -> None:
    words = "Eerste *alinea* met {{ 7*7 }}.\\n\\n- een\\n- <b>twee</b>\\n  en verder\\nslot"
    scenario = (
        "title: {nl: Mijn, en: Mine}\ncomponents: [{intervention: victim-care, dose: 1}]\n"
        f'memo: {{decision: {{nl: "{words}"}}, to: {{nl: De directeur}}, money: {{en: Only in English}}}}\n'
    ).encode()
    document = document_of(catalogue, scenario)
    assert document.facts[0] == ("Aan", ("De directeur",))
    decision = next(each for each in document.sections if each.id == "decision")
    own = decision.blocks[-1]
    assert isinstance(own, Own)
    assert own.lang == "nl"
    assert [type(each).__name__ for each in own.blocks] == ["Paragraph", "Listing"]
    assert own.blocks[0].line.plain == "Eerste *alinea* met {{ 7*7 }}."  # type: ignore[union-attr]
    assert [each.plain for each in own.blocks[1].items] == ["een", "<b>twee</b> en verder slot"]  # type: ignore[union-attr]
    money = next(each for each in document.sections if each.id == "money").blocks[-1]
    assert isinstance(money, Own)
    assert (money.lang, "Engels" in money.label) == ("en", True)
    memo = memo_of(catalogue, scenario)
    assert "> Eerste \\*alinea\\* met {{ 7\\*7 }}." in memo
    assert "> - \\<b>twee\\</b> en verder slot" in memo


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_says_all_that_it_takes(catalogue: Catalogue, kind: Kind) -> None:
    record = json.loads(document_of(catalogue, *scenarios_for(kind), kind=kind, seed=7, draws=500).provenance)
    assert (record["kind"], record["lang"], record["seed"], record["draws"]) == (kind, "nl", 7, 500)
    assert record["catalogue"] == catalogue.fingerprint
    assert [each["id"] for each in record["scenarios"]] == list(scenarios_for(kind))
    assert record["policies"]["bhos"] == {"from": "2018-05", "until": None, "confirmed_until": "2022-03"}
    assert record["scenarios"][0]["results"]["bhos-3.1"][0] == "direct"


def test_what_was_not_assessed_has_no_number(catalogue: Catalogue) -> None:
    chart = document_of(catalogue, "sufasec").charts[0]
    assert "BHOS 3 niet beoordeeld;" in chart.alt
    assert "SRGR 3 niet beoordeeld;" in chart.alt
    memo = memo_of(catalogue, *TWO)
    assert "| niet beoordeeld[^" in memo
    assert "niet beoordeeld (0" not in memo


def test_many_components_that_nobody_assessed_are_one_line_in_a_decision_memo(catalogue: Catalogue) -> None:
    parts = ", ".join(f"{{intervention: {each}, dose: 1}}" for each in catalogue.interventions)
    scenario = f"components: [{parts}]\nframeworks: [human-rights]\n".encode()
    decision, annex = (memo_of(catalogue, scenario, kind=kind) for kind in ("decision", "annex"))
    said = "is niet of niet volledig beoordeeld: "
    (line,) = [each for each in decision.splitlines() if said in each]
    names = [each for each in catalogue.interventions.values() if f"{each.title.nl[1:]}" in line]
    assert len(names) == sum(said in each for each in annex.splitlines()) > 3
