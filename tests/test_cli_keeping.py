"""The commands about the store, and finding rules: what officers do without a browser."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from alignment.api import workshop
from alignment.cli import main
from tests.catalogue.bad import SMALL

Capture = pytest.CaptureFixture[str]
ANNA = workshop.Person("anna", "Anna")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a saved scenario and a proposal."""
    monkeypatch.setenv("ALIGNMENT_WORKSPACE", str(tmp_path / "store"))
    with workshop.open_workspace(SMALL) as workspace:
        workspace.save_scenario(ANNA, "mine", "components: []\n", None)
        workspace.start(ANNA, "Care")
    return tmp_path / "store" / "workspace.db"


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    code = main([*argv, "--root", str(SMALL)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def trail(capsys: Capture, *argv: str) -> Any:
    code, out, err = run(capsys, "trail", "--json", *argv)
    assert (code, err) == (0, "")
    return json.loads(out)


def test_the_trail_tells_who_did_what_newest_first(place: Path, capsys: Capture) -> None:
    told = trail(capsys)
    assert told["broken_at"] is None
    assert [(each["action"], each["subject"], each["who"]) for each in told["entries"]][:2] == [
        ("proposal-started", "proposal/1", "Anna"),
        ("scenario-saved", "scenario/mine", "Anna"),
    ]
    assert len(trail(capsys, "-n", "1")["entries"]) == 1
    assert len(trail(capsys, "-n", "0")["entries"]) == len(told["entries"])
    for lang, words in (("nl", "voorstel begonnen, voorstel 1 (titel: Care)"), ("en", "proposal begun, proposal 1")):
        _, out, _ = run(capsys, "trail", "--lang", lang)
        assert words in out.splitlines()[0]


def test_a_trail_that_was_tampered_with_is_told(place: Path, capsys: Capture) -> None:
    with sqlite3.connect(place) as connection:
        connection.execute("DROP TRIGGER trail_no_update")
        connection.execute("UPDATE trail SET who_name = 'Piet' WHERE seq = 2")
    connection.close()
    code, out, _ = run(capsys, "trail", "--lang", "en")
    assert code == 1
    assert "From number 2 on" in out


def test_a_backup_comes_back_and_the_store_as_it_was_stays(place: Path, tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "copy.db"
    assert run(capsys, "backup", str(copy))[0] == 0
    with workshop.open_workspace(SMALL) as workspace:
        workspace.remove_scenario(ANNA, "mine", 1)
        assert workspace.scenarios() == []
    code, out, err = run(capsys, "restore", str(copy), "--by", " Piet ", "--json")
    assert (code, err) == (0, "")
    aside = Path(json.loads(out)["aside"])
    assert aside.parent == place.parent
    with workshop.open_workspace(SMALL) as workspace:
        assert [each.id for each in workspace.scenarios()] == ["mine"]
        assert workspace.trail(1)[0].who == workshop.Person("piet", "Piet")
    with workshop.open_workspace(SMALL, aside) as workspace:
        assert workspace.scenarios() == []


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_is_no_backup_is_refused_and_changes_nothing(
    place: Path, tmp_path: Path, capsys: Capture, lang: str
) -> None:
    before = place.read_bytes()
    other = tmp_path / "notes.txt"
    other.write_text("no backup")
    for name in (str(other), str(tmp_path / "absent.db")):
        code, out, err = run(capsys, "restore", name, "--by", "Piet", "--lang", lang)
        assert (code, out) == (1, "")
        assert f"{name}:1:1 [W12]" in err
    assert run(capsys, "restore", str(other), "--by", "  ", "--lang", lang)[2].count("[W14]") == 1
    assert place.read_bytes() == before


def test_the_store_needs_no_catalogue_that_is_in_order(tmp_path: Path, place: Path, capsys: Capture) -> None:
    """A broken catalogue is just when somebody wants to look back."""
    broken = tmp_path / "broken"
    (broken / "rules").mkdir(parents=True)
    (broken / "rules" / "scale.yaml").write_text(": :")
    assert main(["trail", "--root", str(broken)]) == 0
    assert "Anna" in capsys.readouterr().out


def test_rules_are_found_by_what_they_say(capsys: Capture) -> None:
    def found(*argv: str) -> list[dict[str, Any]]:
        code, out, err = run(capsys, "rules", "--json", *argv)
        assert (code, err) == (0, "")
        listed: list[dict[str, Any]] = json.loads(out)
        return listed

    everything = found()
    for name in ("intervention", "target", "alignment", "basis", "confidence"):
        for value in {each[name] for each in everything}:
            assert found(f"--{name}", value) == [each for each in everything if each[name] == value]
    assert found("--framework", "srgr") == [each for each in everything if each["target"].startswith("srgr-")]
    assert found("--months", "1200") == []
    code, _, err = run(capsys, "rules", "--intervention", "teachin", "--target", "srgr-11", "--basis", "said")
    assert code == 1
    assert [line.partition(" ")[2][:5] for line in err.splitlines()] == ["[S05]", "[R01]", "[R02]"]
