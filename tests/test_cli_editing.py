"""The commands for who edits the files: the schemas, and the check that follows every change."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest

from alignment.catalogue.json_schema import KINDS
from alignment.catalogue.load import catalogue_paths
from alignment.cli import main
from tests.catalogue.bad import SMALL

ROOT = Path(__file__).parents[1]
NAMES = [each.name for each in KINDS]
Capture = pytest.CaptureFixture[str]


def run(capsys: Capture, *argv: str) -> tuple[int, str, str]:
    code = main([*argv, "--root", str(SMALL)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_kinds_are_listed_with_their_files(lang: str, capsys: Capture) -> None:
    code, out, err = run(capsys, "schema", "--lang", lang)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.partition(":")[0] for line in lines] == NAMES
    assert all(kind.files in line and "{" not in line for kind, line in zip(KINDS, lines, strict=True))
    assert main(["schema", "--lang", lang]) == 0
    assert "docs/schema/rules.json" in capsys.readouterr().out


@pytest.mark.parametrize(("lang", "word"), [("nl", "Het beleidsdoel"), ("en", "The policy target")])
def test_the_schemas_as_json_in_the_language_asked(lang: str, word: str, capsys: Capture) -> None:
    code, out, err = run(capsys, "schema", "--json", "--lang", lang)
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert list(found) == NAMES
    rule = found["rules"]["definitions"]["Rule"]["properties"]
    assert rule["target"]["description"].startswith(word)


def test_the_schemas_as_files_are_the_same_and_can_be_written_again(tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "new" / "schema"
    _, printed, _ = run(capsys, "schema", "--json")
    for _ in range(2):
        code, out, err = run(capsys, "schema", "-o", str(folder))
        assert (code, err) == (0, "")
        assert [line.partition(": ")[2] for line in out.splitlines()] == [
            str(folder / f"{name}.json") for name in NAMES
        ]
    written = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}
    assert written == json.loads(printed)
    code, out, _ = run(capsys, "schema", "-o", str(folder), "--json")
    assert json.loads(out) == {"written": [str(folder / f"{name}.json") for name in NAMES]}


@pytest.mark.parametrize("name", ["file", "file/deeper", "a\0b"])
def test_a_folder_that_cannot_be_written_is_a_problem(name: str, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, out, err = run(capsys, "schema", "-o", str(tmp_path / name))
    assert (code, out) == (1, "")
    assert "[U04]" in err
    assert len(err.splitlines()) == 1


class Watching:
    """A running `check --watch`, whose lines come in as they are printed."""

    def __init__(self, root: Path, *options: str) -> None:
        command = [sys.executable, "-m", "alignment", "check", "--watch", "--root", str(root), "--lang", "en", *options]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        self.lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self) -> str:
        """The next line; raises Empty where none comes."""
        return self.lines.get(timeout=60)

    def stop(self) -> tuple[int, str]:
        """Ends it as Ctrl-C does; gives the exit code and what went to standard error."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=60)
        self.reader.join(timeout=60)
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            return code, stream.read()

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "catalogue"))


@pytest.fixture
def watching(root: Path, request: pytest.FixtureRequest) -> Iterator[Watching]:
    started = Watching(root, *getattr(request, "param", ()))
    yield started
    started.close()


def test_a_watching_check_follows_every_change(root: Path, watching: Watching) -> None:
    assert "All in order: " in watching.line()
    path = root / "rules" / "teaching.yaml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("direct", "nearly", 1), encoding="utf-8")
    assert watching.line().endswith(" 1 problem:")
    assert watching.line().startswith("rules/teaching.yaml:4:16 [S05] ")
    path.write_text(good, encoding="utf-8")
    assert "All in order: " in watching.line()
    assert watching.stop() == (0, "")
    assert watching.lines.empty()


def test_a_check_that_is_stopped_while_a_problem_stands_is_1(root: Path, watching: Watching) -> None:
    assert "All in order: " in watching.line()
    (root / "rules" / "scale.yaml").unlink()
    assert watching.line().endswith(":")
    assert "[Y15]" in watching.line()
    assert watching.stop() == (1, "")


@pytest.mark.parametrize("watching", [["--json"]], indirect=True)
def test_each_check_as_one_line_of_json_and_a_folder_that_vanishes_and_comes_back(
    root: Path, watching: Watching
) -> None:
    first = document(watching)
    assert (first["problems"], first["files"]) == ([], len(catalogue_paths(SMALL)))
    assert first["catalogue"].startswith("sha256:")
    root.rename(root.with_name("elsewhere"))
    [problem] = document(watching)["problems"]
    assert (problem["path"], problem["code"]) == (str(root), "U03")
    root.with_name("elsewhere").rename(root)
    assert {**document(watching), "time": first["time"]} == first
    assert watching.stop() == (0, "")


def document(watching: Watching) -> dict[str, Any]:
    found = json.loads(watching.line())
    assert isinstance(found, dict)
    assert len(found["time"].split(":")) == 3
    return found
