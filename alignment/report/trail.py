"""The trail of the store in words and as plain data."""

from typing import Any

from alignment.text.format import day
from alignment.text.messages import Messages
from alignment.workspace.models import TOOL, Entry, Person

SUBJECTS = ("proposal", "scenario", "memo", "state", "store")
DETAILS = ("path", "title", "reason", "comment", "alone")
"""What is told of an act; the rest are long codes."""


def entry_data(entry: Entry) -> dict[str, Any]:
    """One act with all its details."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who.name,
        "action": entry.action,
        "subject": entry.subject,
        "details": dict(entry.details),
        "digest": entry.digest,
    }


def entry_line(entry: Entry, texts: Messages) -> str:
    """One act on a line."""
    told = subject(entry, texts)
    details = f" ({each})" if (each := detail(entry, texts)) else ""
    when = f"{day(entry.at.astimezone().date(), texts.lang)} {entry.at.astimezone():%H:%M:%S}"
    return f"{entry.seq}. {when}, {person(entry.who, texts)}: {action(entry, texts)}, {told}{details}"


def person(who: Person, texts: Messages) -> str:
    """A person's name; what the tool did itself says so."""
    return texts.say("ui.who.tool") if who == TOOL else who.name


def action(entry: Entry, texts: Messages) -> str:
    """What was done."""
    return texts.say(f"ui.history.action.{entry.action}")


def subject(entry: Entry, texts: Messages) -> str:
    """What it was about: `proposal/3` is proposal 3."""
    kind, _, name = entry.subject.partition("/")
    return texts.say(f"ui.history.subject.{kind}", name=name) if kind in SUBJECTS else entry.subject


def detail(entry: Entry, texts: Messages) -> str:
    """What goes with it."""
    told = []
    for name in DETAILS:
        value = entry.details.get(name)
        if value not in (None, "", False):
            told.append(texts.say(f"ui.history.detail.{name}") + ("" if value is True else f": {value}"))
    return "; ".join(told)
