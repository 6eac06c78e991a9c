"""Problems as sentences for people who do not program: what is wrong, where, what to do."""

from typing import Any

from alignment.model.base import Text
from alignment.model.message import Problem
from alignment.text import format as formats
from alignment.text.messages import messages


def describe(problem: Problem, lang: str) -> tuple[str, str]:
    """The message and the hint of a problem; the hint names the nearest known word where there is one."""
    texts = messages(lang)
    key = f"problem.{problem.code}"
    params: dict[str, Any] = {"kind": "", **problem.params}
    params |= {name: each.in_language(lang) for name, each in params.items() if isinstance(each, Text)}
    for name in ("expected", "found"):
        if texts.has(f"shape.{params.get(name)}"):
            params[name] = texts.say(f"shape.{params[name]}")
    if params.get("kind") and texts.has(f"kind.{params['kind']}"):
        params["kind"] = texts.say(f"kind.{params['kind']}")
    if "language" in params:
        params["language"] = texts.say(f"language.{params['language']}")
    if "options" in params:
        params["options"] = ", ".join(params["options"])
    if "bound" in params:
        limit = formats.number(params["limit"], lang)
        params["range"] = texts.say(f"bound.{params['bound']}", limit=limit)
    special = f"{key}.hint-{problem.params.get('kind')}"
    if params.get("suggestion"):
        hint = texts.say("problem.suggestion", suggestion=params["suggestion"])
    else:
        hint = texts.say(special if texts.has(special) else f"{key}.hint", **params)
    top = not params.get("name") and texts.has(f"{key}.message-top")
    return texts.say(f"{key}.message-top" if top else f"{key}.message", **params), hint


def line(problem: Problem, lang: str) -> str:
    """A problem on one line: `path:line:column [CODE] message. hint`."""
    message, hint = describe(problem, lang)
    return f"{problem.path}:{problem.line}:{problem.column} [{problem.code}] {message} {hint}".rstrip()


def data(problem: Problem, lang: str) -> dict[str, Any]:
    """A problem as plain data, with message and hint as sentences."""
    message, hint = describe(problem, lang)
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": message,
        "hint": hint,
    }
