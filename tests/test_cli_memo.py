"""The command `memo`: kinds, formats, files that are written whole or not at all, and verifying."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from alignment.cli import main
from alignment.report.formats import FORMATS
from alignment.report.formats.reading import recognise
from tests.catalogue.bad import SMALL
from tests.test_cli import LANGUAGES, Capture, run, shell

DATED = ("--date", "2026-03-01", "--draws", "200")


def memo(capsys: Capture, *argv: str) -> str:
    code, out, err = run(capsys, "memo", *argv, *DATED)
    assert (code, err) == (0, "")
    return out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "asked", ["mix", "first --stated-only", "mix --kind annex", "mix first", "mix --kind one-pager"]
)
def test_a_memo_is_printed_or_written(asked: str, lang: str, tmp_path: Path, capsys: Capture) -> None:
    printed = memo(capsys, *asked.split(), "--lang", lang)
    assert printed.startswith("# ")
    assert printed.endswith("\n")
    for hole in ("None", "Reason(", "Text(", " nan", "  :"):
        assert hole not in printed, hole
    path = tmp_path / "memo.md"
    assert str(path) in memo(capsys, *asked.split(), "--lang", lang, "-o", str(path))
    assert path.read_text(encoding="utf-8") == printed
    assert [each.name for each in tmp_path.iterdir()] == ["memo.md"]


@pytest.mark.parametrize(
    ("name", "asked", "form"),
    [
        ("memo.html", [], "html"),
        ("memo.JSON", [], "json"),
        ("memo.xlsx", [], "xlsx"),
        ("memo.txt", [], "md"),
        ("memo", [], "md"),
        ("memo.html", ["--format", "md"], "md"),
        ("memo.md", ["--json"], "json"),
        ("memo.md", ["--format", "docx"], "docx"),
    ],
)
def test_the_format_is_asked_for_or_the_end_of_the_name(
    name: str, asked: list[str], form: str, tmp_path: Path, capsys: Capture
) -> None:
    memo(capsys, "mix", *asked, "-o", str(tmp_path / name))
    assert recognise((tmp_path / name).read_bytes()) == form


def test_json_is_the_format_json(capsys: Capture) -> None:
    printed = memo(capsys, "mix", "--json")
    assert printed == memo(capsys, "mix", "--format", "json")
    assert json.loads(printed)["kind"] == "decision"


def test_sections_frameworks_date_and_seed_are_used(capsys: Capture) -> None:
    printed = memo(capsys, "mix", "--sections", "points, money", "--frameworks", "srgr", "--seed", "7", "--lang", "en")
    assert "1 March 2026" in printed
    assert "seed 7" in printed
    assert "SRHR" in printed
    assert "BHOS" not in printed
    assert [line for line in printed.splitlines() if line.startswith("## ")][:2] == ["## Key points", "## Finance"]


@pytest.mark.parametrize("form", ["md", "docx", "xlsx"])
def test_two_processes_give_the_same_bytes(form: str) -> None:
    argv = ("memo", "first", "--format", form, *DATED)
    first, second = (shell(*argv, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert recognise(first.stdout) == form


def test_every_format_at_once_with_progress(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "new" / "memos"
    code, out, err = run(capsys, "memo", "mix", "--format", "all", "-o", str(folder), *DATED)
    assert code == 0
    assert sorted(each.name for each in folder.iterdir()) == sorted(f"memo-mix-nl.{form}" for form in FORMATS)
    assert {recognise(each.read_bytes()) for each in folder.iterdir()} == set(FORMATS)
    assert len(err.splitlines()) == len(out.splitlines()) == len(FORMATS)
    assert err.startswith("Schrijven: md (1 van 7)")


@pytest.mark.parametrize("form", ["docx", "odt", "pdf", "xlsx"])
def test_a_terminal_gets_no_binary_file(form: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    code, out, err = run(capsys, "memo", "mix", "--format", form, *DATED)
    assert (code, out) == (1, "")
    assert err.startswith("--format:1:1 [U21] ")


def test_everything_that_is_wrong_is_said_at_once(capsys: Capture) -> None:
    code, out, err = run(
        capsys, "memo", "mixx", "--format", "doc", "--sections", "x", "--frameworks", "srgl", "--date", "today"
    )
    assert (code, out) == (1, "")
    assert [line.split("]")[0] for line in err.splitlines()] == [
        "--date:1:1 [U20",
        "--format:1:1 [U19",
        "--frameworks:1:1 [R05",
        "--sections:1:1 [U18",
        "mixx:1:1 [U01",
    ]


@pytest.mark.parametrize(
    "argv",
    [
        "memo",
        "memo mix -o",
        "memo mix --verify x",
        "memo --verify x --kind annex",
        "memo --verify x -o y",
        "memo --verify x --stated-only",
        "memo mix --json --format md",
        "memo mix --draws many",
    ],
)
def test_wrong_use_is_2(argv: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv.split())
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_a_file_is_replaced_whole_and_keeps_its_rights(tmp_path: Path, capsys: Capture) -> None:
    path, link = tmp_path / "memo.md", tmp_path / "link.md"
    path.write_text("earlier", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    memo(capsys, "mix", "-o", str(link))
    assert link.is_symlink()
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert {each.name for each in tmp_path.iterdir()} == {"memo.md", "link.md"}


def test_what_fails_while_it_is_written_leaves_the_file_as_it_was(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "memo.md"
    path.write_text("earlier", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("os.fsync", full)
    code, out, err = run(capsys, "memo", "mix", "-o", str(path), *DATED)
    assert (code, out) == (1, "")
    assert err.startswith(f"{path}:1:1 [U04]")
    assert path.read_text(encoding="utf-8") == "earlier"
    assert [each.name for each in tmp_path.iterdir()] == ["memo.md"]


@pytest.mark.parametrize("name", [".", "nowhere/memo.md", "x" * 300 + ".md", "a\0b.md"])
def test_a_place_that_cannot_be_written_is_said(name: str, tmp_path: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "memo", "mix", "-o", f"{tmp_path}/{name}", *DATED)
    assert (code, out) == (1, "")
    assert "[U04]" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="has no such files")
def test_a_device_is_written_to_and_never_replaced(capsys: Capture) -> None:
    memo(capsys, "mix", "-o", os.devnull)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_verifying_says_whether_it_still_comes_out(lang: str, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "memo.html"
    memo(capsys, "mix", "-o", str(path), "--lang", "en")
    code, out, err = run(capsys, "memo", "--verify", str(path), "--lang", lang)
    assert (code, err) == (0, "")
    assert out.startswith(f"{path}: ")
    path.write_text(path.read_text(encoding="utf-8").replace("Key points", "Key point"), encoding="utf-8")
    code, out, err = run(capsys, "memo", "--verify", str(path), "--lang", lang)
    assert (code, err) == (1, "")
    assert "Key point”" in out
    code, out, err = run(capsys, "memo", "--verify", str(path), "--lang", lang, "--json")
    found = json.loads(out)
    assert (code, found["same"], found["outcome"], found["format"]) == (1, False, "edited", "html")
    assert found["differences"][0]["file"] == "Key point"


@pytest.mark.parametrize("name", ["nowhere.md", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_said(name: str, tmp_path: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "memo", "--verify", f"{tmp_path}/{name}")
    assert (code, out) == (1, "")
    assert "[Y01]" in err


def test_a_scenario_from_a_file_can_be_verified_without_it(tmp_path: Path, capsys: Capture) -> None:
    scenario, path = tmp_path / "Mijn idee.txt", tmp_path / "memo.md"
    text = (SMALL / "interventions/scenarios/mix.yaml").read_text(encoding="utf-8")
    scenario.write_text(text.replace("id: mix\n", ""), encoding="utf-8")
    memo(capsys, str(scenario), "-o", str(path))
    scenario.unlink()
    code, out, _ = run(capsys, "memo", "--verify", str(path), "--lang", "en")
    assert code == 0
    assert "Mijn idee" in out
