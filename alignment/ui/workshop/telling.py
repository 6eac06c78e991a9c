"""Telling what the steps of a visitor came to."""

from collections.abc import Callable
from itertools import groupby
from operator import itemgetter

import streamlit as st

from alignment.model.message import InputError, Problem
from alignment.text.problems import describe
from alignment.ui.desk import desk
from alignment.ui.view import View
from alignment.ui.words import safe

FAILING_CASE = "W10"
"""The only problem of a step that lies in a file; all other problems of files have other letters."""


def attempt(view: View, step: Callable[[], object]) -> bool:
    """Takes a step; where it is refused, the reasons are told when the page is drawn, and nothing is lost."""
    try:
        step()
    except InputError as error:
        tell(view, error)
        return False
    return True


def tell(view: View, error: InputError) -> None:
    """Keeps the reasons why a step was refused for when the page is drawn."""
    for problem in error.problems:
        desk().bench.tell("error", sentence(problem, view.speaker.lang))


def tell_now() -> None:
    """Draws what the last steps came to."""
    shown = {"success": st.success, "warning": st.warning, "error": st.error}
    for kind, told in groupby(desk().bench.told, key=itemgetter(0)):
        lines = [safe(each) for _, each in told]
        shown[kind](lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))
    desk().bench.told = []


def sentence(problem: Problem, lang: str) -> str:
    """A problem of a step as a sentence with what to do, after its place where it lies in a file."""
    message, hint = describe(problem, lang)
    if problem.code[0] == "W" and problem.code != FAILING_CASE:
        return f"{message} {hint}".strip()
    place = f":{problem.line}:{problem.column} " if (problem.line, problem.column) != (1, 1) else ": "
    return f"{problem.path}{place}{message} {hint}".strip()
