"""The broken inputs of tests/data/bad: one folder each, with `case.yaml` and the broken files.

case.yaml:
  what       what is wrong, in a sentence
  files      {path in the catalogue: file in this folder}, laid over the catalogue of tests/data/small
  make       {path in the catalogue: recipe}, for what cannot be a committed file (see `_make`)
  scenario   instead: a file in this folder, read as a scenario against the small catalogue
  link       instead: what makes the token of a link, as in `make`, read with the small catalogue; `opened`: the id of
             what it refers to
  command    instead: a command line; {tmp} stands for a folder that is empty but for what `make` puts there
  absent     with a command: places in the package that hold the path of a file of the tool itself, which is not there
  workshop   instead: steps in the workshop of the small catalogue, the last of which is refused; they are in
             tests/workspace/steps.py
  problems   all that must be reported, in order: code, path, line, column and the parameters that matter
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import yaml

from alignment import api
from alignment.cli import main
from alignment.model.message import InputError, Problem
from tests.workspace.steps import refused

DATA = Path(__file__).parents[1] / "data"
SMALL = DATA / "small"
BAD = DATA / "bad"


@dataclass(frozen=True)
class BadCase:
    folder: Path
    what: str
    problems: list[dict[str, Any]]
    files: dict[str, str] = field(default_factory=dict)
    make: dict[str, dict[str, Any]] = field(default_factory=dict)
    scenario: str | None = None
    link: dict[str, Any] | None = None
    opened: str | None = None
    command: list[str] | None = None
    absent: list[str] = field(default_factory=list)
    workshop: list[dict[str, Any]] | None = None


def bad_cases() -> Iterator[BadCase]:
    for path in sorted(BAD.glob("*/case.yaml")):
        yield BadCase(folder=path.parent, **yaml.safe_load(path.read_text(encoding="utf-8")))


def build(case: BadCase, root: Path) -> None:
    """Lays the broken content over a copy of the small catalogue."""
    shutil.copytree(SMALL, root)
    for shown, name in case.files.items():
        (root / shown).write_bytes((case.folder / name).read_bytes())
    for shown, recipe in case.make.items():
        _make(root / shown, recipe)


def _make(path: Path, recipe: dict[str, Any]) -> None:
    path.unlink(missing_ok=True)
    if "directory" in recipe:
        path.mkdir()
    elif "link" in recipe:
        path.symlink_to(recipe["link"])
    elif "repeat" in recipe:
        path.write_text(_repeated(recipe), encoding="utf-8")
    elif "text" in recipe:
        path.write_bytes(recipe["text"].encode(recipe.get("encoding", "utf-8")))
    else:
        assert "missing" in recipe, recipe


def _repeated(recipe: dict[str, Any]) -> str:
    before, unit, times, after = recipe["repeat"]
    return str(before + unit * times + after)


def found_problems(case: BadCase, tmp: Path) -> list[Problem]:
    """What is reported of a case that is read in this process."""
    root = tmp / "catalogue"
    build(case, root)
    if case.workshop is not None:
        return refused(root, case.workshop)
    try:
        catalogue = api.open_catalogue(root)
        if case.link is not None:
            token = _repeated(case.link) if "repeat" in case.link else case.link["text"]
            api.read_link(catalogue, token, catalogue.find(case.opened) if case.opened else None)
        assert case.scenario, "the catalogue was loaded without a problem"
        content = (case.folder / case.scenario).read_bytes()
        api.read_scenario(catalogue, case.scenario, content)
    except InputError as error:
        return error.problems
    return []


def run_command(case: BadCase, tmp: Path, lang: str) -> int:
    """Runs the command of a case on the small catalogue; gives its exit code."""
    assert case.command
    for shown, recipe in case.make.items():
        _make(tmp / shown, recipe)
    command = [each.replace("{tmp}", str(tmp)) for each in case.command]
    root = [] if "--root" in command else ["--root", str(SMALL)]
    with ExitStack() as stack:
        for place in case.absent:
            stack.enter_context(patch(place, tmp / "absent" / "file"))
        return main([*command, *root, "--lang", lang])
