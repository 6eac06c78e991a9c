"""Whether the same inputs still give a memo: made again from its own record, and what differs since."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from alignment import __version__
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem, Reason
from alignment.model.scenario import Scenario
from alignment.report.differing import Difference, differences_of
from alignment.report.document import Document, Own, Section
from alignment.report.formats import FORMATS
from alignment.report.formats.archive import Unreadable
from alignment.report.formats.reading import MAX_BYTES, recognise, record_of, text_of
from alignment.report.memo.building import build_memo
from alignment.report.memo.finding import find
from alignment.report.memo.wish import settle
from alignment.report.record import PolicyState, Record, parse_record, scenarios_of
from alignment.text.speaker import Speaker

Outcome = Literal["bytes", "text", "mark", "edited", "changed", "impossible"]
"""`bytes`: not a byte differs; `text`: what it says is the same; `mark`: only the mark of the catalogue or the version
of the tool differs; `edited`: the file was changed after it was made; `changed`: catalogue or tool changed and
something else comes out; `impossible`: it cannot be made again."""


@dataclass(frozen=True)
class Verification:
    """What came out: `changes` since it was made as codes; `count` differences in the text, the first in `differences`.

    `own`: the headings under which the author wrote own words. `problems`: why it cannot be made again.
    """

    name: str
    format: str
    kind: str
    date: date
    scenarios: tuple[str, ...]
    outcome: Outcome
    changes: tuple[Reason, ...] = ()
    count: int = 0
    differences: tuple[Difference, ...] = ()
    own: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def same(self) -> bool:
        """Whether the same comes out, to the letter."""
        return self.outcome in ("bytes", "text")


def verify(catalogue: Catalogue, name: str, content: bytes) -> Verification:
    """Makes the memo in a file again with the catalogue of today and compares; `name` is only for messages.

    Raises InputError U22 for a file that is too large, U23 for one that is no memo, U24 where its record cannot be
    read, U25 where that is of a newer version.
    """
    form, record, data = read_memo(name, content)
    ids = tuple(each.id or "" for each in record.scenarios)
    told = Verification(name, form, record.kind, record.date, ids, "impossible")
    try:
        scenarios = scenarios_of(name, record, catalogue.known)
        document = _make(catalogue, scenarios, record)
    except InputError as error:
        changes = tuple(_stamps(record, catalogue.fingerprint))
        return replace(told, changes=changes, problems=tuple(error.problems))
    again = FORMATS[form].write(document)
    changes = tuple(_changes(catalogue, record, data, document, scenarios))
    if content == again:
        return replace(told, outcome="bytes", changes=changes, own=tuple(_own(document.sections)))
    texts = _texts(name, form, content, again)
    outcome = _outcome(record, catalogue.fingerprint, changes, texts)
    count, differences = (0, ()) if texts[0] == texts[1] else differences_of(document, *texts)
    own = tuple(_own(document.sections))
    return replace(told, outcome=outcome, changes=changes, count=count, differences=differences, own=own)


def read_memo(name: str, content: bytes) -> tuple[str, Record, dict[str, Any]]:
    """The format of a file, and the record in it as a model and as plain data. Raises InputError as `verify` does."""
    if len(content) > MAX_BYTES:
        raise InputError([Problem(name, 1, 1, "U22", {"size": len(content), "limit": MAX_BYTES})])
    try:
        form = recognise(content)
        text = record_of(form, content) if form else None
    except Unreadable:
        raise InputError([Problem(name, 1, 1, "U24")]) from None
    if form is None or text is None:
        raise InputError([Problem(name, 1, 1, "U23")])
    return (form, *parse_record(name, text))


def _make(catalogue: Catalogue, scenarios: Sequence[Scenario], record: Record) -> Document:
    wish = settle(record.wish, len(scenarios), catalogue.frameworks)
    return build_memo(find(catalogue, scenarios, wish, record.date), Speaker(catalogue, wish.lang), wish)


Texts = tuple[list[str], list[str]]


def _texts(name: str, form: str, content: bytes, again: bytes) -> Texts:
    """What the file says and what the memo made again says."""
    try:
        return text_of(form, content), text_of(form, again)
    except Unreadable:
        raise InputError([Problem(name, 1, 1, "U24")]) from None


def _outcome(record: Record, fingerprint: str, changes: Sequence[Reason], texts: Texts) -> Outcome:
    unchanged = (record.tool, record.catalogue) == (__version__, fingerprint)
    if unchanged and any(each.code == "record" for each in changes):
        return "edited"
    if texts[0] == texts[1]:
        return "text"
    if unchanged:
        return "edited"
    return "mark" if _marked(texts[0], record, fingerprint) == _marked(texts[1], record, fingerprint) else "changed"


def _marked(lines: list[str], record: Record, fingerprint: str) -> str:
    """The text without what names the catalogue and the version of the tool, and without spaces."""
    text = "".join("".join(lines).split())
    for each in (record.catalogue, fingerprint):
        text = text.replace(each, "")
    for each in (record.tool, __version__):
        text = re.sub(rf"(?<![\d.]){re.escape(each)}(?!\d|\.\d)", "", text)
    return text


def _stamps(record: Record, fingerprint: str) -> Iterator[Reason]:
    if record.tool != __version__:
        yield Reason("tool", {"before": record.tool, "after": __version__})
    if record.catalogue != fingerprint:
        yield Reason("catalogue", {"before": record.catalogue, "after": fingerprint})


def _changes(
    catalogue: Catalogue, record: Record, data: dict[str, Any], document: Document, scenarios: Sequence[Scenario]
) -> Iterator[Reason]:
    """What changed since: tool, catalogue, policies, scenarios, results; or that the record itself was changed."""
    stamps = list(_stamps(record, catalogue.fingerprint))
    new = json.loads(document.provenance)
    if not stamps and new != data:
        yield Reason("record")
        return
    yield from stamps
    again = Record.model_validate(new)
    for framework in sorted({*record.policies, *again.policies}):
        yield from _policy(framework, record.policies.get(framework), again.policies.get(framework))
    for scenario in scenarios:
        yield from _scenario(catalogue, record, scenario)
    for old, made in zip(record.scenarios, again.scenarios, strict=True):
        for target in dict.fromkeys([*made.results, *old.results]):
            before, after = old.results.get(target), made.results.get(target)
            if before != after:
                yield Reason("result", {"scenario": old.id, "target": target, "before": before, "after": after})


def _policy(framework: str, before: PolicyState | None, after: PolicyState | None) -> Iterator[Reason]:
    if before != after:
        dates = {"before": _dates(before), "after": _dates(after)}
        yield Reason("policy", {"framework": framework, **dates})


def _dates(state: PolicyState | None) -> dict[str, str | None] | None:
    return state.model_dump(by_alias=True) if state else None


def _scenario(catalogue: Catalogue, record: Record, scenario: Scenario) -> Iterator[Reason]:
    """How the scenario of the catalogue differs from the one in the record."""
    now = catalogue.find(scenario.id or "")
    if now is None:
        yield Reason("scenario-absent", {"scenario": scenario.id})
        return
    if record.frameworks:
        now = now.model_copy(update={"frameworks": record.frameworks})
    names = list(dict.fromkeys([*type(now).model_fields, *type(scenario).model_fields]))
    differ = [each for each in names if getattr(now, each, None) != getattr(scenario, each, None)]
    if fields := [each for each in differ if each != "memo"]:
        yield Reason("scenario", {"scenario": scenario.id, "fields": fields})
    if "memo" in differ:
        places = [str(each) for each in {**scenario.memo, **now.memo} if scenario.memo.get(each) != now.memo.get(each)]
        yield Reason("words", {"scenario": scenario.id, "places": places})


def _own(sections: Sequence[Section]) -> Iterator[str]:
    for each in sections:
        if any(isinstance(block, Own) for block in each.blocks):
            yield each.heading
        yield from _own(each.sections)
