"""Every broken input gives exactly the expected problems: code, place, parameters, in both languages."""

import re
from pathlib import Path
from typing import Any

import pytest

from alignment.model.message import Problem
from alignment.text import problems as texts
from alignment.text.messages import messages
from tests.catalogue.bad import BadCase, bad_cases, found_problems, run_command

CASES = {case.folder.name: case for case in bad_cases()}
READ = [pytest.param(case, id=name) for name, case in CASES.items() if not case.command]
RUN = [pytest.param(case, id=name) for name, case in CASES.items() if case.command]
LINE = re.compile(r"(?P<path>.+?):(?P<line>\d+):(?P<column>\d+) \[(?P<code>[A-Z]\d\d)\] (?P<text>.+)")
DOCS = Path(__file__).parents[2] / "docs" / "problems.md"


def codes() -> list[str]:
    keys = messages("nl").keys()
    return sorted({match[1] for key in keys if (match := re.match(r"problem\.([A-Z]\d\d)\.", key))})


def shown(problem: Problem) -> tuple[str, int, int, str]:
    return problem.place


def expected(entry: dict[str, Any], tmp: Path) -> tuple[str, int, int, str]:
    return (entry["path"].replace("{tmp}", str(tmp)), entry["line"], entry["column"], entry["code"])


@pytest.mark.parametrize("case", READ)
def test_a_broken_file_gives_exactly_these_problems(case: BadCase, tmp_path: Path) -> None:
    found = found_problems(case, tmp_path)
    assert [shown(each) for each in found] == [expected(each, tmp_path) for each in case.problems]
    for problem, entry in zip(found, case.problems, strict=True):
        wanted = entry.get("params", {})
        assert {key: problem.params.get(key) for key in wanted} == wanted
        for lang in ("nl", "en"):
            assert_said_well(texts.line(problem, lang), problem.params.get("suggestion"))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("case", RUN)
def test_a_broken_command_gives_exactly_these_problems(
    case: BadCase, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(case, tmp_path, lang) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = [match for line in printed.err.splitlines() if (match := LINE.fullmatch(line))]
    assert len(lines) == len(printed.err.splitlines()), printed.err
    found = [(each["path"], int(each["line"]), int(each["column"]), each["code"]) for each in lines]
    assert found == [expected(each, tmp_path) for each in case.problems]
    for line, entry in zip(lines, case.problems, strict=True):
        assert_said_well(line.string, entry.get("params", {}).get("suggestion"))


def assert_said_well(line: str, suggestion: str | None) -> None:
    assert LINE.fullmatch(line), line
    assert "{" not in re.sub(r"\(.*\)", "", line), line
    assert "‘’" not in line, f"a problem names nothing: {line}"
    if suggestion:
        assert line.endswith(f"‘{suggestion}’?"), line


@pytest.mark.parametrize("code", codes())
def test_every_code_has_an_example(code: str) -> None:
    folders = [name for name in CASES if name.startswith(f"{code}_")]
    assert folders
    for name in folders:
        assert code in {entry["code"] for entry in CASES[name].problems}


@pytest.mark.parametrize("code", codes())
def test_every_code_has_its_line_in_the_documentation(code: str) -> None:
    lines = [line for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith(f"| {code} |")]
    assert len(lines) == 1
    assert all(cell.strip() for cell in lines[0].strip("|").split("|"))


def test_the_documentation_lists_no_code_that_does_not_exist() -> None:
    listed = re.findall(r"^\| ([A-Z]\d\d) \|", DOCS.read_text(encoding="utf-8"), flags=re.M)
    assert listed == [code for code in sorted(listed, key=order) if code in codes()]


def order(code: str) -> tuple[int, str]:
    return "YSRCUW".index(code[0]), code


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("code", codes())
def test_every_code_has_message_and_hint(code: str, lang: str) -> None:
    for part in ("message", "hint"):
        text = messages(lang).raw(f"problem.{code}.{part}")
        assert isinstance(text, str)
        assert text.endswith((".", "?")), text


def test_every_code_that_the_package_reports_has_a_text() -> None:
    package = Path(__file__).parents[2] / "alignment"
    used = {
        code
        for path in package.rglob("*.py")
        for code in re.findall(r'"([YSRCUW]\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert used == set(codes())
