"""The page Memo: what is asked is what comes out, and own words stay with their scenario."""

import re
import zipfile
from collections.abc import Iterable
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from alignment import api
from alignment.api import open_catalogue, workshop
from alignment.model.base import LANGUAGES
from alignment.report.document import Document
from alignment.report.formats import FORMATS, Format
from alignment.report.memo.wish import KINDS, SECTIONS, Wish
from alignment.text.messages import messages
from alignment.ui.memo import files
from alignment.ui.store import workspace
from tests.report.memo.memos import document_of
from tests.ui.conftest import SMALL, Open, blank, desk, move, turn_to, unfold
from tests.ui.conftest import upload as upload_file
from tests.ui.workshop.visiting import FULL, NASTY, Visitor, limited

PROGRAMME = "dtz-building-back-better"


class Writer(Visitor):
    """Somebody at the page Memo."""

    @property
    def preview(self) -> str:
        """The memo as HTML, without its notes."""
        return "".join(str(each.value) for each in self.app.html if 'class="memo"' in str(each.value))

    @property
    def words(self) -> str:
        return unescape(re.sub(r"<[^>]+>", "", self.preview))

    def _told(self, place: str) -> dict[str, Any]:
        (told,) = [each for each in self.editors() if each["name"].split(":")[-2] == place]
        return told

    def shown(self, place: str) -> str:
        """The text in the field of a place."""
        return str(self._told(place)["text"])

    def revision(self, place: str) -> int:
        return int(self._told(place)["revision"])

    def writes(self, place: str, text: str, revision: int | None = None) -> "Writer":
        """Types in the field of a place, on the text that it shows or an older one."""
        told = self._told(place)
        self._send(f"own-{sha256(told['name'].encode()).hexdigest()[:16]}", told, text, revision)
        return self


def arrive(open_page: Open, name: str = "Anna", **link: str) -> Writer:
    writer = Writer(open_page("memo", **{"scenario": "mix", **link}))
    if name:
        writer.fill("who", name)
    return writer


@pytest.fixture
def anna(open_page: Open, catalogue_copy: Path) -> Writer:
    return arrive(open_page)


def lines_of(document: Document) -> Iterable[str]:
    yield document.title
    yield from (each.heading for each in document.sections)
    yield from (each.alt for each in document.charts)


def kept(key: str = "mix") -> dict[tuple[str, str], str | None]:
    return {(each.section, each.lang): each.text for each in workspace().words(key)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", [each for each in KINDS if each != "comparison"])
def test_the_preview_is_the_memo_of_the_api(open_page: Open, kind: str, lang: str) -> None:
    writer = Writer(open_page("memo", lang=lang, scenario=PROGRAMME))
    writer.fill("memo-kind", kind)
    for line in lines_of(document_of(open_catalogue(), PROGRAMME, kind=kind, lang=lang)):
        assert line in writer.words
    assert writer.app.title[0].value == "Memo"


def test_the_memo_has_a_language_of_its_own_and_says_so(anna: Writer) -> None:
    anna.fill("memo-language", "en")
    assert '<div class="memo" lang="en">' in anna.preview
    assert "Key points" in anna.words
    anna.speak("en").fill("memo-language", "nl")
    assert '<div class="memo" lang="nl">' in anna.preview
    assert "Kernpunten" in anna.words


@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex"])
def test_every_section_can_be_left_out_and_comes_back(anna: Writer, kind: str) -> None:
    anna.fill("memo-kind", kind)
    unfold(anna.app, "memo-sections")
    whole = anna.preview
    for section in SECTIONS[kind]:
        heading = f">{messages('nl').say(f'memo.heading.{section}')}</h"
        if section == "annexes" or heading not in whole:
            continue
        anna.fill(f"memo-section-{section}", False)
        assert heading not in anna.preview
        anna.fill(f"memo-section-{section}", True)
        assert anna.preview == whole


def test_other_frameworks_count_for_the_memo_alone(anna: Writer) -> None:
    unfold(anna.app, "memo-sections")
    before = anna.preview
    anna.fill("memo-frameworks", ["srgr"])
    assert "op SRGR" in anna.words
    assert not desk(anna.app).draft.changed
    anna.fill("memo-frameworks", [])
    assert anna.preview == before


def test_stated_only_counts_in_the_memo(open_page: Open) -> None:
    writer = Writer(open_page("memo", scenario=PROGRAMME))
    before = writer.words
    writer.fill("stated-only", True)
    assert writer.words != before
    assert document_of(open_catalogue(), PROGRAMME, stated_only=True).title in writer.words


def test_a_comparison_asks_with_what_and_has_no_own_words(anna: Writer) -> None:
    anna.writes("points", "Alleen hier.").fill("memo-kind", "comparison")
    assert anna.say("memo.alone") in anna.text
    assert not anna.preview
    assert not anna.editors()
    anna.fill("against", ["first"])
    assert "Scenario A" in anna.words
    assert "Alleen hier." not in anna.words
    turn_to(anna.app, "certainty")
    assert desk(anna.app).against == ("first",)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", ["decision", "one-pager", "annex"])
def test_an_empty_scenario_has_a_memo(open_page: Open, kind: str, lang: str) -> None:
    app = blank(open_page(lang=lang))
    writer = Writer(turn_to(app, "memo"))
    writer.fill("memo-kind", kind)
    assert messages(lang).say(f"memo.kind.{kind}") in writer.words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_who_gives_a_name_can_write(open_page: Open, catalogue_copy: Path, lang: str) -> None:
    writer = arrive(open_page, "", lang=lang)
    assert writer.say("memo.own-who") in writer.text
    assert not writer.editors()


def test_own_words_are_in_the_memo_at_once_and_kept(anna: Writer, open_page: Open) -> None:
    anna.writes("points", "Let op.\n\n- een\n- twee").writes("to", "De directeur")
    assert "Let op." in anna.words
    assert "<li>twee</li>" in anna.preview
    assert "Aan: De directeur" in anna.words
    assert kept() == {("points", "nl"): "Let op.\n\n- een\n- twee", ("to", "nl"): "De directeur"}
    assert anna.revision("points") == 1
    again = arrive(open_page, "")
    assert "<li>twee</li>" in again.preview


def test_own_words_are_no_change_of_the_scenario(anna: Writer) -> None:
    anna.writes("points", "Let op.")
    assert not anna.app.warning
    assert "ongewijzigd" in anna.text
    assert "gewijzigd)" not in anna.words
    assert desk(anna.app).draft.current.memo["points"].nl == "Let op."


def test_own_words_outlive_page_language_scenario_and_undoing(anna: Writer) -> None:
    anna.writes("points", "Blijft staan.")
    turn_to(turn_to(anna.app, "coverage"), "memo")
    assert anna.shown("points") == "Blijft staan."
    anna.speak("en")
    assert anna.shown("points") == ""
    assert "Blijft staan." in anna.words  # in the other language, and said to be so
    anna.speak("nl").fill("pick", "first")
    assert "Blijft staan." not in anna.words
    anna.fill("pick", "mix")
    move(turn_to(anna.app, "scenario"), 0, 80)
    anna.run().press("reset")
    turn_to(anna.app, "memo")
    assert anna.shown("points") == "Blijft staan."
    assert "Blijft staan." in anna.words


def test_own_words_for_another_section_and_language(anna: Writer) -> None:
    anna.fill("own-place", "gaps").fill("memo-language", "en")
    anna.writes("gaps", "Mind the gap.")
    assert kept() == {("gaps", "en"): "Mind the gap."}
    assert "Mind the gap." in anna.words
    anna.writes("gaps", "")
    assert "Mind the gap." not in anna.words
    assert desk(anna.app).draft.current.memo == {}


def test_who_comes_back_is_where_they_wrote_last(anna: Writer, open_page: Open) -> None:
    anna.fill("own-place", "gaps").writes("gaps", "Een gat.")
    assert arrive(open_page).shown("gaps") == "Een gat."
    assert arrive(open_page, "Bram").shown("points") == ""


@pytest.mark.parametrize("mine", [True, False])
def test_two_who_write_at_once_lose_nothing(anna: Writer, open_page: Open, mine: bool) -> None:
    bram = arrive(open_page, "Bram")
    anna.writes("points", "Van Anna.")
    bram.writes("points", "Van Bram.", 0)
    assert kept() == {("points", "nl"): "Van Anna."}
    assert bram.say("memo.own-conflict") in bram.text
    assert re.search(r"^-.*Van Anna\.\n\+.*Van Bram\.$", bram.text, re.M)
    bram.press("own-mine-points" if mine else "own-theirs-points")
    text = "Van Bram." if mine else "Van Anna."
    assert kept() == {("points", "nl"): text}
    assert bram.shown("points") == text
    assert not bram.app.warning
    assert bram._told("points")["settled"] == (0 if mine else 1)


def test_a_choice_between_two_texts_does_not_run_over_a_third(anna: Writer, open_page: Open) -> None:
    bram = arrive(open_page, "Bram")
    anna.writes("points", "Van Anna.")
    bram.writes("points", "Van Bram.", 0)
    workspace().put_words(workshop.Person("carla", "Carla"), "mix", "points", "nl", "Van Carla.", 1)
    bram.press("own-mine-points")
    assert kept() == {("points", "nl"): "Van Carla."}
    assert "Carla" in bram.errors
    assert "Van Bram." in bram.text


def test_a_store_that_is_full_is_told_and_loses_nothing(anna: Writer) -> None:
    long = "Te lang om te passen. " * 2000
    with limited(FULL):
        anna.writes("points", long)
        assert anna.app.error
        assert anna.say("memo.own-not-kept") in anna.text
    assert kept() == {}
    anna.press("own-mine-points")
    assert kept() == {("points", "nl"): long}
    assert not anna.app.warning


def test_saving_keeps_the_words_with_the_scenario(anna: Writer, open_page: Open) -> None:
    anna.writes("points", "Bij het scenario.")
    turn_to(anna.app, "scenario")
    anna.press("keep")
    (saved,) = workspace().scenarios()
    assert "Bij het scenario." in saved.text
    bram = arrive(open_page, "Bram", scenario=f"saved:{saved.id}")
    assert bram.shown("points") == "Bij het scenario."
    bram.writes("points", "Van Bram.")
    assert kept(f"saved:{saved.id}") == {("points", "nl"): "Van Bram."}
    assert kept() == {("points", "nl"): "Bij het scenario."}
    turn_to(anna.run().app, "memo")
    assert anna.shown("points") == "Van Bram."


def test_a_scenario_taken_off_the_list_keeps_its_words_here_and_leaves_none(anna: Writer, open_page: Open) -> None:
    turn_to(anna.app, "scenario")
    anna.press("keep")
    turn_to(anna.app, "memo")
    anna.writes("points", "Na het bewaren.")
    turn_to(anna.app, "scenario")
    anna.press("keep-remove")
    turn_to(anna.app, "memo")
    assert "Na het bewaren." in anna.words
    workspace().save_scenario(workshop.Person("bram", "Bram"), "mengsel", (SMALL_MIX).read_text(), None)
    assert arrive(open_page, "Bram", scenario="saved:mengsel").shown("points") == ""


SMALL_MIX = SMALL / "interventions" / "scenarios" / "mix.yaml"


def test_words_in_a_file_come_back_with_it(anna: Writer, open_page: Open) -> None:
    content = SMALL_MIX.read_bytes() + b"memo: {points: {nl: Uit het bestand.}}\n"

    def upload(writer: Writer) -> Writer:
        upload_file(writer.app, "plan.yaml", content)
        turn_to(writer.app, "memo")
        return writer

    assert "Uit het bestand." in upload(anna).words
    anna.writes("points", "Daarna getypt.")
    assert upload(arrive(open_page)).shown("points") == "Daarna getypt."
    content += b"# edited by hand\n"
    content = content.replace(b"Uit het bestand.", b"Met de hand.")
    assert upload(arrive(open_page)).shown("points") == "Met de hand."


def test_words_in_an_empty_scenario_are_ones_own(open_page: Open, catalogue_copy: Path) -> None:
    def begin(name: str) -> Writer:
        app = blank(open_page(scenario="mix"))
        writer = Writer(turn_to(app, "memo"))
        writer.fill("who", name)
        return writer

    anna = begin("Anna").writes("points", "Mijn idee.")
    assert begin("Bram").shown("points") == ""
    assert begin("Anna").shown("points") == "Mijn idee."
    turn_to(anna.app, "scenario")
    anna.press("keep")
    assert "Mijn idee." in workspace().scenarios()[0].text
    assert begin("Anna").shown("points") == ""


@pytest.mark.parametrize(
    "words", [NASTY, "</div><script>alert(1)</script>", "{{ 7 * 7 }} #let x = 1 =1+1", "x" * 10_000]
)
def test_what_is_typed_is_shown_as_typed(anna: Writer, words: str) -> None:
    anna.writes("points", words).writes("to", words)
    assert words.replace("\n", " ") in anna.words
    assert "<script" not in anna.preview
    assert "<img" not in anna.preview
    turn_to(anna.app, "scenario").text_input[0].set_value(words)
    anna.run()
    turn_to(anna.app, "memo")
    assert words[:60] in anna.words
    assert "<script" not in anna.preview


def test_files_are_made_once_and_held_together(anna: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def write(self: Format, document: Document) -> bytes:
        made.append(self.name)
        return f"{self.name} {document.title}".encode()

    monkeypatch.setattr(Format, "write", write)
    catalogue = open_catalogue(SMALL)
    scenario = api.find_scenario(catalogue, "first")
    key = files.key_of(catalogue, [scenario], Wish(lang="nl"))
    document = api.make_memo(catalogue, [scenario])
    whole = files.write(document, key, files.ALL)
    assert files.write(document, key, files.ALL) == whole
    assert files.write(document, key, "pdf") == f"pdf {document.title}".encode()
    assert made == list(FORMATS)
    with zipfile.ZipFile(BytesIO(whole)) as archive:
        assert archive.namelist() == [f"memo.{each}" for each in FORMATS]
        assert archive.read("memo.md").decode() == f"md {document.title}"


def test_every_format_has_a_button(anna: Writer) -> None:
    labels = [each.proto.label for each in anna.app.get("download_button")]
    assert labels == [anna.say(f"memo.format.{each}") for each in (*FORMATS, files.ALL)]


def test_a_run_without_a_change_makes_no_memo_anew(anna: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = api.make_memo
    monkeypatch.setattr(api, "make_memo", lambda *args: made.append(args) or make(*args))
    anna.run()
    assert not made
    anna.writes("points", f"Nog niet gezien: {id(made)}")
    assert len(made) == 1


def key_of(app: AppTest, wish: Wish) -> tuple[str, ...]:
    catalogue = open_catalogue(SMALL)
    return files.key_of(catalogue, [desk(app).draft.current], wish)


def test_another_wish_or_another_word_is_another_memo(anna: Writer) -> None:
    first = key_of(anna.app, Wish(lang="nl"))
    assert key_of(anna.app, Wish(lang="nl")) == first
    assert key_of(anna.app, Wish(lang="en")) != first
    assert key_of(anna.app, Wish(lang="nl", sections=("points",))) != first
    anna.writes("points", "Anders.")
    assert key_of(anna.app, Wish(lang="nl")) != first
