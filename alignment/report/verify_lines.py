"""What verifying a memo gave, as sentences and as plain data."""

from collections.abc import Iterator
from typing import Any

from alignment.model.message import Reason
from alignment.report.differing import Difference
from alignment.report.verify import Verification
from alignment.text import problems
from alignment.text.format import partial_date
from alignment.text.speaker import Speaker


def verification_data(found: Verification, speaker: Speaker) -> dict[str, Any]:
    """All of it as data; only problems hold sentences."""
    return {
        "file": found.name,
        "format": found.format,
        "kind": found.kind,
        "date": found.date.isoformat(),
        "scenarios": list(found.scenarios),
        "same": found.same,
        "outcome": found.outcome,
        "changes": [{"code": each.code, **each.params} for each in found.changes],
        "count": found.count,
        "differences": [
            {"heading": each.heading, "file": each.file, "again": each.again} for each in found.differences
        ],
        "own": list(found.own),
        "problems": [problems.data(each, speaker.lang) for each in found.problems],
    }


def verification_lines(found: Verification, speaker: Speaker) -> Iterator[str]:
    """The answer first, then what changed since, where the text differs, and what the author wrote."""
    yield speaker.say(f"verify.outcome.{found.outcome}", name=found.name)
    yield speaker.say(
        "verify.made",
        kind=speaker.say(f"memo.kind.{found.kind}"),
        format=found.format,
        date=speaker.day(found.date),
        names=speaker.listed(found.scenarios),
    )
    if found.changes:
        yield speaker.say("verify.heading-changes")
        yield from (f"  {_change(each, speaker)}" for each in found.changes)
    if found.differences:
        yield speaker.say("verify.heading-differences", n=found.count)
        yield from (f"  {_difference(each, speaker)}" for each in found.differences)
        if found.count > len(found.differences):
            yield "  " + speaker.say("verify.more", n=found.count - len(found.differences))
    if found.own:
        yield speaker.say("verify.own", names=speaker.listed(f"‘{each}’" for each in found.own))
    yield from (f"  {problems.line(each, speaker.lang)}" for each in found.problems)


def _change(change: Reason, speaker: Speaker) -> str:
    params = dict(change.params)
    if change.code == "policy":
        params["framework"] = speaker.framework(params["framework"])
        params |= {each: _policy(params[each], speaker) for each in ("before", "after")}
    elif change.code == "result":
        params["target"] = speaker.target_code(params["target"])
        params |= {each: _result(params[each], speaker) for each in ("before", "after")}
    for each in ("fields", "places"):
        if each in params:
            params["names"] = speaker.listed(params[each])
    return speaker.say(f"verify.change.{change.code}", **params)


def _result(result: tuple[str, float] | None, speaker: Speaker) -> str:
    if result is None:
        return speaker.say("cli.absent")
    status, coverage = result
    return speaker.say("verify.result", status=speaker.say(f"status.{status}"), coverage=speaker.score(coverage))


def _policy(dates: dict[str, str | None] | None, speaker: Speaker) -> str:
    if dates is None:
        return speaker.say("cli.absent")
    said = [
        speaker.say(f"verify.policy.{name}", date=partial_date(date, speaker.lang))
        for name, date in dates.items()
        if date
    ]
    return speaker.listed(said) or speaker.say("verify.policy.none")


def _difference(difference: Difference, speaker: Speaker) -> str:
    kind = "added" if difference.again is None else "missing" if difference.file is None else "other"
    said = speaker.say(f"verify.difference.{kind}", file=difference.file, again=difference.again)
    return speaker.say("verify.under", heading=difference.heading, said=said) if difference.heading else said
