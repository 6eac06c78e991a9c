"""The commands `diff` and `health`: both languages, exact JSON, exit codes, and problems of both folders at once."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alignment.cli import main
from tests.assessment.copies import CASES, TEACHING, edited
from tests.catalogue.bad import SMALL

ROOT = Path(__file__).parents[1]
LANGUAGES = ["nl", "en"]
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    code = main(list(argv))
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def data(capsys: Capture, *argv: str) -> Any:
    code, out, err = run(capsys, *argv, "--json")
    assert (code, err) == (0, "")
    return json.loads(out)


@pytest.fixture
def new(tmp_path: Path) -> str:
    return edited(tmp_path, {TEACHING: ("alignment: direct", "alignment: indirect")}).root


def test_diff_gives_what_was_promised(new: str, capsys: Capture) -> None:
    found = data(capsys, "diff", str(SMALL), new)
    [rule] = found["rules"]
    assert (rule["intervention"], rule["target"], rule["change"]) == ("teaching", "srgr-1", "verdict")
    assert (rule["old"]["alignment"], rule["new"]["alignment"]) == ("direct", "indirect")
    first = next(each for each in found["results"] if (each["scenario"], each["target"]) == ("first", "srgr-1"))
    assert (first["old"]["status"], first["old"]["coverage"]) == ("direct", pytest.approx(0.8))
    assert (first["new"]["status"], first["new"]["coverage"]) == ("indirect", pytest.approx(0.4))
    [case] = found["cases_failing"]
    assert (case["path"], case["line"], case["failed_before"]) == (CASES, 1, False)
    assert {each["what"] for each in case["differences"]} >= {"status", "coverage"}


@pytest.mark.parametrize("command", ["diff", "health"])
def test_the_json_is_the_same_in_both_languages(command: str, new: str, capsys: Capture) -> None:
    argv = ["diff", str(SMALL), new] if command == "diff" else ["health", "--root", new]
    dutch, english = (data(capsys, *argv, "--lang", lang) for lang in LANGUAGES)
    assert dutch == english


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", ["diff", "same", "health"])
def test_the_commands_say_something_without_codes_or_holes(command: str, lang: str, new: str, capsys: Capture) -> None:
    argv = {
        "diff": ["diff", str(SMALL), new],
        "same": ["diff", str(SMALL), str(SMALL)],
        "health": ["health", "--root", new, "--months", "3"],
    }
    code, out, err = run(capsys, *argv[command], "--lang", lang)
    assert (code, err) == (0, "")
    assert out.endswith("\n")
    for hole in ("None", "{", "}", "Text(", " nan", "  :"):
        assert hole not in out, hole


def test_a_remark_or_another_order_is_no_difference(tmp_path: Path, capsys: Capture) -> None:
    same = edited(tmp_path, {TEACHING: ("rules:\n", "# a remark\nrules:\n")}).root
    found = data(capsys, "diff", str(SMALL), same)
    assert [found[each] for each in ("rules", "others", "scenarios", "results", "frameworks", "uncarried")] == [[]] * 6
    assert found["cases_failing"] == []
    assert run(capsys, "diff", str(SMALL), same)[1] == "Inhoudelijk verandert er niets.\n"


def test_problems_of_both_folders_come_at_once_with_the_folder_in_front(tmp_path: Path, capsys: Capture) -> None:
    folders = [tmp_path / name for name in ("old", "new")]
    for folder in folders:
        shutil.copytree(SMALL, folder)
    (folders[0] / TEACHING).write_text("intervention: teaching\nrules: [\n", encoding="utf-8")
    (folders[1] / "rules/scale.yaml").unlink()
    code, out, err = run(capsys, "diff", *map(str, folders))
    assert (code, out) == (1, "")
    first, second = err.splitlines()
    assert first.startswith(f"{folders[1].as_posix()}/rules/scale.yaml:1:1 [Y15] ")
    assert second.startswith(f"{folders[0].as_posix()}/{TEACHING}:")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_without_a_catalogue_is_named_as_given(lang: str, tmp_path: Path, capsys: Capture) -> None:
    code, out, err = run(capsys, "diff", str(SMALL), str(tmp_path), "--lang", lang)
    assert (code, out) == (1, "")
    assert err.startswith(f"{tmp_path}:1:1 [U03] ")


@pytest.mark.parametrize("argv", ["diff", "diff only-one", "health --months x", "health --months 1.5"])
def test_wrong_use_is_2(argv: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv.split())
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_health_gives_what_was_promised(new: str, capsys: Capture) -> None:
    found = data(capsys, "health", "--root", new)
    assert found["months"] == 12
    assert {each["target"] for each in found["rules"]} >= {"srgr-1", "pact-a"}
    assert set(found["derived"]) == {"high", "medium", "low"}
    assert {"intervention", "target", "direct", "indirect", "covered", "rise", "scenarios"} == set(
        found["unassessed"]["verdicts"][0]
    )
    assert data(capsys, "health", "--root", new, "--months", "1200")["stale"] == []


def test_two_processes_give_the_same_bytes(new: str) -> None:
    for argv in (["diff", str(SMALL), new, "--json"], ["health", "--json", "--root", new]):
        first, second = (
            subprocess.run(
                [sys.executable, "-m", "alignment", *argv],
                cwd=ROOT,
                capture_output=True,
                check=False,
                env=os.environ | {"PYTHONHASHSEED": seed},
            )
            for seed in ("1", "2")
        )
        assert first.returncode == 0, first.stderr
        assert first.stdout == second.stdout


def test_these_commands_leave_the_start_of_the_others_light() -> None:
    code = "import sys, alignment.cli.changing; print('alignment.assessment.diff' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "False\n", done.stderr
