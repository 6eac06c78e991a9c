"""Problems and reasons: codes with parameters. The sentences live in `alignment.text`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Problem:
    """Something wrong with the input, at a place; `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Sorting key: path, line, column, code."""
        return (self.path, self.line, self.column, self.code)


class InputError(Exception):
    """The input has problems; carries all of them, sorted."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep the problems, each once, sorted by place."""
        once = {(problem.place, repr(sorted(problem.params.items(), key=str))): problem for problem in problems}
        super().__init__(f"{len(once)} problems")
        self.problems = sorted(once.values(), key=lambda problem: problem.place)


@dataclass(frozen=True)
class Reason:
    """Why a result is as it is: a code with parameters (ids and numbers, never sentences)."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
