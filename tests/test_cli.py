"""The command line: every command, both languages, exit codes, exact JSON, and never a traceback."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from alignment.cli import main
from tests.catalogue.bad import SMALL

ROOT = Path(__file__).parents[1]
LANGUAGES = ["nl", "en"]
LISTS = ["check", "rules", "targets", "programmes", "actors", "channels", "recommendations", "sources"]
COMMANDS = [
    *([name] for name in LISTS),
    ["test"],
    ["assess", "mix"],
    ["assess", "mix", "--stated-only"],
    ["assess", "first"],
    ["explain", "mix", "srgr-1"],
    ["explain", "first", "bhos-3.1", "--stated-only"],
    ["compare", "mix", "first"],
    ["compare", "mix", "first", "part"],
    ["robustness", "mix"],
    ["robustness", "mix", "first", "part", "--draws", "500", "--independent"],
    ["attribution", "mix"],
    ["attribution", "first", "--stated-only"],
    ["allocate", "mix"],
    ["allocate", "part", "--stated-only"],
    ["crosswalk", "bhos", "srgr"],
    ["crosswalk", "bhos", "pact", "--stated-only"],
]
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *argv: str, root: Path = SMALL) -> tuple[int, str, str]:
    code = main([*argv, "--root", str(root)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def data(capsys: Capture, *argv: str, root: Path = SMALL) -> Any:
    code, out, err = run(capsys, *argv, "--json", root=root)
    assert (code, err) == (0, "")
    return json.loads(out)


# What a person's own environment has: output is buffered until the process ends.
BUFFERED = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}


def shell(*argv: str, root: Path = SMALL, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "alignment", *argv, "--root", str(root)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=BUFFERED | environment)


def scenario_file(folder: Path, text: str) -> str:
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_says_something_without_codes_or_holes(command: list[str], lang: str, capsys: Capture) -> None:
    code, out, err = run(capsys, *command, "--lang", lang)
    assert (code, err) == (0, "")
    assert out.endswith("\n")
    for hole in ("None", "{", "}", "Reason(", "Text(", " nan", "  :"):
        assert hole not in out, hole


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_gives_json_that_differs_by_language_only_in_sentences(
    command: list[str], capsys: Capture
) -> None:
    dutch, english = (data(capsys, *command, "--lang", lang) for lang in LANGUAGES)
    assert shape(dutch) == shape(english)


def shape(value: Any) -> Any:
    """The structure with all but sentences: a text with a space in it is a sentence."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value]
    return "…" if isinstance(value, str) and " " in value else value


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_languages_are_used(lang: str, capsys: Capture) -> None:
    _, out, _ = run(capsys, "assess", "mix", "--lang", lang)
    assert ("niet beoordeeld" in out, "not assessed" in out) == (lang == "nl", lang == "en")
    assert ("0,40" in out, "0.40" in out) == (lang == "nl", lang == "en")


def test_the_language_is_dutch_unless_asked(capsys: Capture) -> None:
    assert run(capsys, "assess", "mix") == run(capsys, "assess", "mix", "--lang", "nl")


WRONG_USE = ["", "nonsense", "assess", "explain mix", "compare mix", "check --lang fr", "check --nope"]


@pytest.mark.parametrize("argv", WRONG_USE)
def test_wrong_use_is_2(argv: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(argv.split())
    assert caught.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage:" in printed.err
    assert "Traceback" not in printed.err


def test_help_is_0(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(name in out for name in [*LISTS, "test", "assess", "explain", "compare", "crosswalk", "memo"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("argv", "suggestion"),
    [
        (["assess", "mixx"], "mix"),
        (["memo", "frist"], "first"),
        (["compare", "mix", "pard"], "part"),
        (["explain", "mixx", "srgr-1"], "mix"),
        (["explain", "mix", "srgr1"], "srgr-1"),
        (["crosswalk", "bhos", "srgl"], "srgr"),
    ],
    ids=" ".join,
)
def test_an_unknown_id_is_1_and_the_nearest_is_suggested(
    argv: list[str], suggestion: str, lang: str, capsys: Capture
) -> None:
    code, out, err = run(capsys, *argv, "--lang", lang)
    assert (code, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert f"‘{suggestion}’" in err


def test_an_id_unlike_any_gets_a_hint(capsys: Capture) -> None:
    code, out, err = run(capsys, "assess", "zzzzzzzz")
    assert (code, out) == (1, "")
    assert err.startswith("zzzzzzzz:1:1 [U01] ")
    assert "python -m alignment programmes" in err


@pytest.mark.parametrize("name", ["", ".", "/", "x" * 5000, "a\0b", "~", "-1", "ü/\n"])
def test_odd_names_of_scenarios_are_1_and_never_unforeseen(name: str, capsys: Capture) -> None:
    code, out, err = run(capsys, "assess", f"./{name}" if name.startswith("-") else name)
    assert (code, out) == (1, "")
    assert "[U01]" in err or "[Y01]" in err, err


def test_problems_go_to_stderr_one_a_line(tmp_path: Path, capsys: Capture) -> None:
    path = scenario_file(tmp_path, "components: [{intervention: teching, dose: 2}]\nframeworks: [srgl]\n")
    code, out, err = run(capsys, "assess", path, "--lang", "en")
    assert (code, out) == (1, "")
    assert [line.split(" ")[:2] for line in err.splitlines()] == [
        [f"{path}:1:29", "[R02]"],
        [f"{path}:1:44", "[S06]"],
        [f"{path}:2:14", "[R05]"],
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_case_is_1_with_expected_and_found_and_the_trace(lang: str, tmp_path: Path, capsys: Capture) -> None:
    path = scenario_file(
        tmp_path,
        "- name: {nl: Fout, en: Wrong}\n  source: {source: report, at: '4.4'}\n"
        "  scenario: {components: [{intervention: teaching, dose: 1}], frameworks: [srgr]}\n"
        "  expect: {targets: {srgr-1: {status: indirect, coverage: 0.5}}, uncarried: [teaching]}\n",
    )
    code, out, err = run(capsys, "test", path, "--lang", lang)
    assert (code, err) == (1, "")
    expected, found = ("verwacht", "gevonden") if lang == "nl" else ("expected", "found")
    assert f"{expected} indirect, {found} direct" in out
    half, most = ("0,5", "0,8") if lang == "nl" else ("0.5", "0.8")
    assert f"{expected} {half}, {found} {most}" in out
    assert "rules/teaching.yaml:3" in out
    assert f"{path}:1" in out

    code, out, _ = run(capsys, "test", path, "--json")
    assert code == 1
    [result] = json.loads(out)["results"]
    assert result["passed"] is False
    assert [(each["where"], each["what"], each["expected"], each["found"]) for each in result["differences"]] == [
        ("srgr-1", "status", "indirect", "direct"),
        ("srgr-1", "coverage", 0.5, pytest.approx(0.8)),
        (None, "uncarried", ["teaching"], []),
    ]


def test_a_case_file_that_cannot_be_read_is_1(capsys: Capture) -> None:
    code, out, err = run(capsys, "test", "no-such-file.yaml")
    assert (code, out) == (1, "")
    assert err.startswith("no-such-file.yaml:1:1 [Y01]")


@pytest.mark.parametrize("size", ["short", "long"])
def test_a_reader_that_stops_reading_is_no_error(size: str) -> None:
    argv = ["check"] if size == "short" else ["rules", "--json"]
    command = [sys.executable, "-m", "alignment", *argv, "--root", str(SMALL if size == "short" else ROOT)]
    process = subprocess.Popen(command, cwd=ROOT, env=BUFFERED, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    stderr = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=60) == 0, stderr
    assert stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_gives_no_traceback() -> None:
    command = [sys.executable, "-m", "alignment", "check", "--root", str(SMALL)]
    with Path("/dev/full").open("w") as full:
        process = subprocess.run(command, cwd=ROOT, env=BUFFERED, stdout=full, stderr=subprocess.PIPE, check=False)
    assert process.returncode == 1
    assert b"Traceback" not in process.stderr
    assert b"Exception ignored" not in process.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_output_is_utf_8_whatever_the_terminal_says(encoding: str) -> None:
    done = shell("assess", "mix", "--lang", "en", PYTHONIOENCODING=encoding, LC_ALL="C")
    assert done.returncode == 0, done.stderr
    assert "–" in done.stdout.decode("utf-8")


def test_an_unforeseen_error_is_said_in_a_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("alignment.catalogue.load.open_catalogue", fail)
    monkeypatch.delenv("ALIGNMENT_DEBUG", raising=False)
    code, out, err = run(capsys, "check")
    assert (code, out) == (1, "")
    assert "RuntimeError" in err
    assert "Traceback" not in err
    assert "secret" not in err


@pytest.mark.parametrize("argv", ["assess first --json", "compare mix first --json", "test --json"])
def test_two_processes_give_the_same_bytes(argv: str) -> None:
    first, second = (shell(*argv.split(), PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


def test_a_scenario_from_a_file_is_assessed_like_any_other(tmp_path: Path, capsys: Capture) -> None:
    path = scenario_file(tmp_path, (SMALL / "interventions/scenarios/mix.yaml").read_text(encoding="utf-8"))
    assert data(capsys, "assess", path) == data(capsys, "assess", "mix")
    path = scenario_file(tmp_path, "components: [{intervention: care, dose: 0.75}]\nframeworks: [srgr]\non: 2020\n")
    found = data(capsys, "assess", path)
    assert (found["scenario"], found["on"]) == ("mine", "2020-01-01")
    assert {each["target"]: each["coverage"] for each in found["targets"]}["srgr-3"] == pytest.approx(0.6)


def test_what_must_be_known_first_comes_first(capsys: Capture) -> None:
    _, out, _ = run(capsys, "assess", "first")
    headings = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert headings[0].startswith("Eerste")
    assert headings[1:4] == ["Let op", "Aansluiting", "Kaders"]


def test_check_gives_problems_as_data_too(tmp_path: Path, capsys: Capture) -> None:
    root = tmp_path / "copy"
    shutil.copytree(SMALL, root)
    (root / "rules" / "care.yaml").write_text("intervention: care\nrules: [\n", encoding="utf-8")
    code, out, err = run(capsys, "check", "--json", root=root)
    assert code == 1
    [problem] = json.loads(out)["problems"]
    assert (problem["path"], problem["code"]) == ("rules/care.yaml", "Y06")
    assert err.startswith(f"rules/care.yaml:{problem['line']}:{problem['column']} [Y06] {problem['message']}")


PRICED = """
title: {nl: Met kosten, en: With costs}
components:
  - {intervention: teaching, dose: 0.5}
  - {intervention: care, dose: 0}
  - {intervention: income, dose: 0}
full_delivery_eur: {teaching: 1000000, care: 400000, income: 300000}
"""


def test_robustness_gives_what_was_promised(capsys: Capture) -> None:
    found = data(capsys, "robustness", "mix", "first", "--draws", "2000", "--seed", "7")
    assert (found["seed"], found["draws"]) == (7, 2000)
    assert [each["scenario"] for each in found["scenarios"]] == ["mix", "first"]
    for scenario in found["scenarios"]:
        for each in [*scenario["targets"], *scenario["frameworks"]]:
            assert 0 <= each["low"] <= each["mean"] <= each["high"] <= 1
        assert all(0 <= each["p_covered"] <= 1 for each in scenario["targets"])
        assert {"what", "from", "to", "changes"} <= set(scenario["flips"][0])
        assert all(each["changes"] for each in scenario["flips"])
    assert {each["framework"] for each in found["ranks"]} == {"bhos", "srgr"}
    assert all(sum(each["p_rank"]) == pytest.approx(1.0) for each in found["ranks"])
    assert found == data(capsys, "robustness", "mix", "first", "--draws", "2000", "--seed", "7")
    assert found != data(capsys, "robustness", "mix", "first", "--draws", "2000", "--seed", "8")


def test_attribution_adds_up(capsys: Capture) -> None:
    found = data(capsys, "attribution", "first")
    for each in found["targets"]:
        assert sum(share["value"] for share in each["shares"]) == pytest.approx(each["coverage"])
    for each in found["frameworks"]:
        assert sum(share["value"] for share in each["shares"]) == pytest.approx(each["score"])
    assert {"intervention", "value", "leave_one_out"} <= set(found["targets"][0]["shares"][0])


def test_allocate_without_costs_adds_the_fewest(capsys: Capture) -> None:
    found = data(capsys, "allocate", "mix")
    assert (found["objective"], found["budget"]) == ("fewest", None)
    assert found["value"] == found["bound"] == sum(each["dose"] > each["present"] for each in found["doses"])
    assert set(found["covered"]) == set(found["reachable"])


@pytest.mark.parametrize("objective", ["score", "covered", "weakest", "cost"])
def test_allocate_divides_a_budget_and_proves_it(objective: str, capsys: Capture, tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, PRICED)
    asked = ["allocate", scenario, "--budget", "1200000", "--objective", objective]
    quick, proven = data(capsys, *asked), data(capsys, *asked, "--exact")
    for found in (quick, proven):
        assert found["objective"] == objective
        assert found["spent"] == sum(each["cost_eur"] for each in found["doses"]) <= 1_200_000
        assert {each["intervention"]: each["dose"] for each in found["doses"]}["teaching"] >= 0.5
    assert proven["proven"]
    assert proven["bound"] == pytest.approx(proven["value"])
    sign = -1 if objective == "cost" else 1
    assert sign * quick["value"] <= sign * proven["value"] + 1e-9


def test_allocate_keeps_to_limits_and_levels_and_draws_the_curve(capsys: Capture, tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, PRICED)
    found = data(
        capsys, "allocate", scenario, "--budget", "2e6", "--levels", "0,0.3,0.9", "--max", "care=0.4",
        "--min", "income=0.2", "--frontier",
    )  # fmt: skip
    doses = {each["intervention"]: each["dose"] for each in found["doses"]}
    assert doses == {"teaching": 0.9, "care": 0.4, "income": doses["income"]}
    assert doses["income"] in (0.2, 0.3, 0.9)
    values = [each["value"] for each in found["frontier"]]
    assert values == sorted(values)
    assert any(each["budget"] == 2e6 for each in found["frontier"])


def test_limits_that_clash_are_an_answer_with_exit_code_1(capsys: Capture, tmp_path: Path) -> None:
    scenario = scenario_file(tmp_path, PRICED)
    code, out, err = run(capsys, "allocate", scenario, "--budget", "100000", "--json")
    assert (code, err) == (1, "")
    found = json.loads(out)
    assert found["value"] is None
    assert [each["what"] for each in found["clash"]] == ["budget", "stays", "least"]
    code, out, _ = run(capsys, "allocate", scenario, "--budget", "100000")
    assert code == 1
    assert "€ 100.000" in out
