"""A memo is made again from its own record; what changed since is found."""

import json
import re
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from alignment import api
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.report.formats import FORMATS
from alignment.report.formats.common import RECORD, inert
from alignment.report.memo.wish import Wish
from alignment.report.verify import Verification, verify
from alignment.report.verify_lines import verification_data, verification_lines
from alignment.text.speaker import Speaker
from tests.catalogue.bad import SMALL

TODAY = date(2026, 3, 1)
OWN = "memo: {money: {nl: Eigen geld}, to: {nl: Iedereen}}\n"
ODD = b"""
components: [{intervention: teaching, dose: 0.5}, {intervention: care, dose: 0.25}]
title: {nl: "<b>*x*</b> {{ 1 }} \xf0\x9f\x98\x80 -->", en: "=1+1 --> \\u0007 \xd7\xa9"}
full_delivery_eur: {teaching: 5, care: 3, income: 2}
priorities: {srgr-4: 2, srgr-1: 3}
threshold: 0.3
memo: {points: {en: "- a\\n- b\\n\\nc"}, decision: {nl: Eigen}}
"""


@pytest.fixture(scope="module")
def small() -> Catalogue:
    return api.open_catalogue(SMALL)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "copy"))


_WRITTEN: dict[tuple[Any, ...], bytes] = {}


def memo(catalogue: Catalogue, *scenarios: str, form: str = "md", **wish: Any) -> bytes:
    """A memo as a file; of the same catalogue written once."""
    key = (catalogue.fingerprint, scenarios, form, *sorted(wish.items()))
    if key not in _WRITTEN:
        found = [api.find_scenario(catalogue, each) for each in scenarios or ("mix",)]
        document = api.make_memo(catalogue, found, Wish(**{"draws": 200, **wish}), today=TODAY)
        _WRITTEN[key] = api.write_memo(document, form)
    return _WRITTEN[key]


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def codes(found: Verification) -> list[str]:
    return [each.code for each in found.changes]


def said(found: Verification, catalogue: Catalogue) -> str:
    """The sentences in both languages, free of holes; what is data can be written as JSON."""
    text = ""
    for lang in LANGUAGES:
        speaker = Speaker(catalogue, lang)
        text += "\n".join(verification_lines(found, speaker)) + "\n"
        json.dumps(verification_data(found, speaker), allow_nan=False)
    assert not re.search(r"None|Reason\(|\{[a-z]", text), text
    return text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex", "comparison"])
def test_every_format_and_kind_is_found_the_same(small: Catalogue, form: str, kind: str) -> None:
    scenarios = ("mix", "first") if kind == "comparison" else ("mix",)
    found = verify(small, "any name", memo(small, *scenarios, form=form, kind=kind, lang="en"))
    assert (found.format, found.kind, found.date, found.scenarios) == (form, kind, TODAY, scenarios)
    assert found.same
    assert (found.changes, found.count, found.problems) == ((), 0, ())
    said(found, small)


@pytest.mark.parametrize(
    "wish",
    [
        {"sections": ("points", "gaps")},
        {"sections": ()},
        {"frameworks": ("pact",)},
        {"stated_only": True},
        {"draws": 300, "seed": 9},
        {"lang": "en", "kind": "annex", "sections": ("figures",), "frameworks": ("bhos", "srgr")},
    ],
)
def test_every_wish_is_kept_in_the_record(small: Catalogue, wish: dict[str, Any]) -> None:
    found = verify(small, "memo", memo(small, **wish))
    assert (found.outcome, found.changes) == ("bytes", ())


@pytest.mark.parametrize("form", FORMATS)
def test_a_scenario_from_a_file_with_an_odd_name_and_odd_content(small: Catalogue, form: str) -> None:
    scenario = api.read_scenario(small, "Mijn <i>idee<i> -->.yaml", ODD)
    document = api.make_memo(small, [scenario], Wish(draws=200), today=TODAY)
    found = verify(small, "memo", api.write_memo(document, form))
    assert found.same
    assert codes(found) == ["scenario-absent"] * (codes(found) != [])
    assert found.scenarios == ("Mijn <i>idee<i> -->",)
    assert len(found.own) == 2
    said(found, small)


def test_what_was_edited_is_found_under_its_heading(small: Catalogue) -> None:
    text = memo(small).decode()
    point = next(line for line in text.splitlines() if line.startswith("- BHOS:"))
    changed = point.replace("0 van de 3", "3 van de 3")
    found = verify(small, "memo", text.replace(point, changed).encode())
    assert (found.outcome, found.same, found.changes, found.count) == ("edited", False, (), 1)
    [only] = found.differences
    assert (only.heading, only.file, only.again) == ("Kernpunten", changed[: len(only.file or "")], only.again)
    assert changed in said(found, small) or "3 van de 3" in said(found, small)

    found = verify(small, "memo", text.replace(point + "\n", "").encode())
    assert [(each.heading, each.file) for each in found.differences] == [("Kernpunten", None)]
    said(found, small)
    found = verify(small, "memo", text.replace(point, point + "\n\nMeer.").encode())
    assert [(each.heading, each.file, each.again) for each in found.differences] == [("Kernpunten", "Meer.", None)]
    said(found, small)


def test_white_space_and_line_ends_are_no_edits(small: Catalogue) -> None:
    text = memo(small).decode()
    found = verify(small, "memo", ("\ufeff" + text.replace("\n", "  \r\n")).encode())
    assert (found.outcome, found.same, found.count) == ("text", True, 0)
    said(found, small)


def test_a_text_too_long_to_lay_beside_the_memo_is_still_an_edit(small: Catalogue) -> None:
    text = memo(small).decode().replace("## Kernpunten", "## Kernpunten\n" + "lang\n" * 20_001)
    found = verify(small, "memo", text.encode())
    assert (found.outcome, found.count, found.differences) == ("edited", 1, ())
    said(found, small)


def resaved(form: str, content: bytes, word: str = "") -> bytes:
    """The file as another program writes it; with a word, that stands in it too."""
    import docx
    import openpyxl
    from odf.opendocument import load
    from odf.text import P
    from pypdf import PdfWriter

    target, source = BytesIO(), BytesIO(content)
    if form == "docx":
        document = docx.Document(source)
        if word:
            document.paragraphs[5].add_run(word)
        document.save(target)
    elif form == "odt":
        opened = load(source)
        if word:
            opened.getElementsByType(P)[3].addText(word)
        opened.save(target)
    elif form == "xlsx":
        book = openpyxl.load_workbook(source)
        if word:
            book.worksheets[-1]["B30"] = word
        book.save(target)
    else:
        writer = PdfWriter(clone_from=source)
        if word:
            writer.pages[0].rotate(0)
            writer.remove_page(0)
        writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize("form", ["docx", "odt", "xlsx", "pdf"])
def test_a_file_saved_by_another_program_says_the_same(small: Catalogue, form: str) -> None:
    content = resaved(form, memo(small, form=form))
    assert content != memo(small, form=form)
    found = verify(small, "memo", content)
    assert (found.outcome, found.count) == ("text", 0)


@pytest.mark.parametrize("form", ["docx", "odt", "xlsx", "pdf"])
def test_a_file_edited_in_another_program_is_found(small: Catalogue, form: str) -> None:
    found = verify(small, "memo", resaved(form, memo(small, form=form), "Erbij geschreven"))
    assert (found.outcome, found.same) == ("edited", False)
    assert found.count >= 1
    assert ("Erbij geschreven" in said(found, small)) == (form != "pdf")


@pytest.mark.parametrize("form", ["html", "json"])
def test_an_edit_of_a_text_format_is_found(small: Catalogue, form: str) -> None:
    content = memo(small, form=form).replace(b"Kernpunten", b"Hoofdzaken")
    found = verify(small, "memo", content)
    assert (found.outcome, found.changes) == ("edited", ())
    assert "Hoofdzaken" in said(found, small)


def test_a_record_that_was_changed_gives_itself_away(small: Catalogue) -> None:
    text = memo(small).decode()
    assert '"srgr-1":["direct",0.4' in text
    found = verify(small, "memo", text.replace('"srgr-1":["direct",0.4', '"srgr-1":["direct",0.9').encode())
    assert (found.outcome, codes(found)) == ("edited", ["record"])
    said(found, small)
    found = verify(small, "memo", text.replace('"seed":2022', '"seed":2023').encode())
    assert found.outcome == "edited"
    assert any("2023" in str(each.again) for each in found.differences)


def test_another_rule_changes_results_from_what_to_what(copy: Path) -> None:
    old = api.open_catalogue(copy)
    content = memo(old)
    replaced(copy / "rules/teaching.yaml", "alignment: direct", "alignment: none")
    new = api.open_catalogue(copy)
    found = verify(new, "memo", content)
    assert (found.outcome, found.same) == ("changed", False)
    assert codes(found)[0] == "catalogue"
    results = {each.params["target"]: each.params for each in found.changes if each.code == "result"}
    assert results["srgr-1"]["before"] == ("direct", pytest.approx(0.4))
    assert results["srgr-1"]["after"] == ("none", 0.0)
    assert found.count == len(found.differences) or found.count > 20
    text = said(found, new)
    assert "SRGR 1: direct (0,40); nu geen (0,00)" in text
    assert "SRHR 1: direct (0.40); now none (0.00)" in text


def test_a_change_elsewhere_leaves_the_content_as_it_was(copy: Path) -> None:
    content = memo(api.open_catalogue(copy))
    (copy / "interventions/scenarios/other.yaml").write_text(
        "id: other\ntitle: {nl: Ander, en: Other}\ncomponents: []\n", encoding="utf-8"
    )
    found = verify(api.open_catalogue(copy), "memo", content)
    assert (found.outcome, codes(found), found.same) == ("mark", ["catalogue"], False)
    said(found, api.open_catalogue(copy))


@pytest.mark.parametrize("form", FORMATS)
def test_another_version_of_the_tool_is_told(small: Catalogue, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignment.report.memo.provenance.__version__", "0.0.9")
    monkeypatch.setattr("alignment.report.memo.account.__version__", "0.0.9")
    document = api.make_memo(small, [api.find_scenario(small, "mix")], Wish(draws=200), today=TODAY)
    content = api.write_memo(document, form)
    monkeypatch.undo()
    found = verify(small, "memo", content)
    assert (found.outcome, codes(found)) == ("mark", ["tool"])
    assert "0.0.9" in said(found, small)


def test_what_changed_in_the_scenario_and_its_words_is_named(copy: Path) -> None:
    scenario = copy / "interventions/scenarios/mix.yaml"
    scenario.write_text(scenario.read_text(encoding="utf-8") + OWN, encoding="utf-8")
    content = memo(api.open_catalogue(copy))
    replaced(scenario, "Eigen geld", "Ander geld")
    scenario.write_text(scenario.read_text(encoding="utf-8") + "threshold: 0.2\n", encoding="utf-8")
    new = api.open_catalogue(copy)
    found = verify(new, "memo", content)
    assert found.outcome == "mark"
    changes = {each.code: each.params for each in found.changes}
    assert changes["scenario"]["fields"] == ["threshold"]
    assert changes["words"]["places"] == ["money"]
    assert found.own == ("Financieel",)
    assert "Financieel" in said(found, new)
    scenario.unlink()
    found = verify(api.open_catalogue(copy), "memo", content)
    assert [each.code for each in found.changes] == ["catalogue", "scenario-absent"]
    said(found, new)


def test_a_policy_confirmed_for_longer_is_told(copy: Path) -> None:
    content = memo(api.open_catalogue(copy))
    path = copy / "policies/srgr.yaml"
    assert "confirmed_until:" in path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"^confirmed_until: .*$", 'confirmed_until: "2030-01"', path.read_text(encoding="utf-8"), flags=re.M),
        encoding="utf-8",
    )
    new = api.open_catalogue(copy)
    found = verify(new, "memo", content)
    [policy] = [each.params for each in found.changes if each.code == "policy"]
    assert (policy["framework"], policy["after"]["confirmed_until"]) == ("srgr", "2030-01")
    assert "januari 2030" in said(found, new)


def test_a_memo_that_cannot_be_made_any_more_says_why(small: Catalogue) -> None:
    found = verify(api.open_catalogue(), "memo", memo(small))
    assert (found.outcome, found.same) == ("impossible", False)
    assert {each.code for each in found.problems} >= {"R02"}
    assert {each.path for each in found.problems} == {"memo"}
    said(found, small)


NONSENSE = {
    "empty": (b"", "U23"),
    "text": (b"# Just a text", "U23"),
    "bytes": (bytes(range(256)), "U23"),
    "zip": (b"PK\x03\x04nonsense", "U24"),
    "pdf": (b"%PDF-1.7 nonsense", "U24"),
    "list": (b'{"record": []}', "U24"),
    "json": (b'{"record": ', "U24"),
    "deep": (b'{"record": ' + b"[" * 100_000, "U24"),
    "other": (b'{"kind": "decision"}', "U23"),
    "html": (b"<!doctype html><p>alignment-memo</p>", "U23"),
    "number": (b"<!-- alignment-memo 7 -->", "U24"),
    "huge": (b"<!-- alignment-memo " + b" " * 10 + b"[" * 4_000_001 + b" -->", "U24"),
    "no": (b'<!-- alignment-memo {"memo": true} -->', "U24"),
}


@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_gives_one_problem(small: Catalogue, name: str) -> None:
    content, code = NONSENSE[name]
    with pytest.raises(InputError) as caught:
        verify(small, name, content)
    assert [(each.path, each.code) for each in caught.value.problems] == [(name, code)]


@pytest.mark.parametrize("form", [each for each in FORMATS if each != "html"])
@pytest.mark.parametrize("part", [0.2, 0.5, 0.9, 0.99])
def test_a_memo_cut_off_is_never_unforeseen(small: Catalogue, form: str, part: float) -> None:
    content = memo(small, form=form)
    with pytest.raises(InputError) as caught:
        verify(small, "memo", content[: int(len(content) * part)])
    assert {each.code for each in caught.value.problems} <= {"U23", "U24"}


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_page_cut_off_after_its_record_counts_as_edited(small: Catalogue, part: float) -> None:
    content = memo(small, form="html")
    found = verify(small, "memo", content[: int(len(content) * part)])
    assert (found.outcome, found.changes) == ("edited", ())
    assert found.count >= 1


BROKEN: list[dict[str, Any]] = [
    {"tool": "\x1b[31m"},
    {"kind": "letter"},
    {"lang": "fr"},
    {"date": "gisteren"},
    {"draws": "many"},
    {"seed": None},
    {"catalogue": "sha256:0"},
    {"scenarios": []},
    {"policies": {"srgr": {"from": "2018", "until": None, "confirmed_until": "soon"}}},
    {"sections": ["\x07"]},
    {"stated_only": 1},
]


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_a_record_with_a_wrong_value_is_refused(small: Catalogue, change: dict[str, Any]) -> None:
    with pytest.raises(InputError) as caught:
        verify(small, "memo", with_record(memo(small), change))
    assert [each.code for each in caught.value.problems] == ["U24"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"draws": 20_000_000}, "U11"),
        ({"seed": -1}, "U12"),
        ({"sections": ["figures"]}, "U18"),
        ({"kind": "comparison"}, "U17"),
        ({"frameworks": ["nowhere"]}, "R05"),
    ],
)
def test_a_record_that_asks_for_what_cannot_be_is_not_made(small: Catalogue, change: dict[str, Any], code: str) -> None:
    found = verify(small, "memo", with_record(memo(small), change))
    assert found.outcome == "impossible"
    assert code in {each.code for each in found.problems}


def with_record(content: bytes, change: dict[str, Any]) -> bytes:
    text = content.decode()
    before, _, rest = text.partition(f"<!-- {RECORD} ")
    record = json.loads(rest.rpartition(" -->")[0]) | change
    return f"{before}<!-- {RECORD} {inert(json.dumps(record))} -->\n".encode()


def test_a_document_type_and_a_bomb_are_refused(small: Catalogue) -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Properties>&b;</Properties>'
    bomb = BytesIO()
    with ZipFile(bomb, "w", compression=8) as archive:
        archive.writestr("word/document.xml", "")
        with archive.open("docProps/custom.xml", "w") as part:
            for _ in range(110):
                part.write(b" " * 1_000_000)
    for content in (with_part(memo(small, form="docx"), "docProps/custom.xml", evil), bomb.getvalue()):
        assert len(content) < 1_000_000
        with pytest.raises(InputError) as caught:
            verify(small, "memo", content)
        assert [each.code for each in caught.value.problems] == ["U24"]


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w") as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
    return target.getvalue()
