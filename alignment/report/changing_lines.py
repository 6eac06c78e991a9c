"""What a change of the catalogue does, as plain lines for a terminal."""

from collections.abc import Callable, Iterable, Iterator

from alignment.assessment.diff import CatalogueChange, FailingCase
from alignment.model.base import Period
from alignment.model.catalogue import LocatedRule
from alignment.model.change import RuleChange, ScenarioChange, TargetChange, TargetState
from alignment.model.result import FrameworkResult
from alignment.model.rule import Rule
from alignment.report.data import rule_place
from alignment.report.plain import case_lines, section
from alignment.text.format import partial_date
from alignment.text.speaker import Speaker


class Sides:
    """Names things that stand in only one of two catalogues: by the new one where that knows them, else by the old."""

    def __init__(self, old: Speaker, new: Speaker) -> None:
        """Two speakers of the same language."""
        self.old = old
        self.new = new

    def target(self, target: str) -> str:
        """A target by framework and code."""
        return (self.new if target in self.new.catalogue.targets else self.old).target_code(target)

    def intervention(self, intervention: str) -> str:
        """The title of an intervention type."""
        return (self.new if intervention in self.new.catalogue.interventions else self.old).intervention(intervention)

    def framework(self, framework: str) -> str:
        """The short name of a framework."""
        return (self.new if framework in self.new.catalogue.frameworks else self.old).framework(framework)

    def pair(self, each: RuleChange) -> str:
        """A changed rule by its intervention and target."""
        return self.new.say(
            "change.pair", intervention=self.intervention(each.intervention), target=self.target(each.target)
        )

    def title(self, each: ScenarioChange) -> str:
        """The title of a scenario, or its id."""
        return self.new.text(each.title) or each.scenario


def diff_lines(change: CatalogueChange, old: Speaker, new: Speaker) -> Iterator[str]:
    """What differs between two catalogues: a summary, then what changed, then what comes of it."""
    names, both = Sides(old, new), [each for each in change.scenarios if each.on_both_sides]
    yield new.say("change.same") if change.empty and not change.cases_failing else _summary(change, new)
    yield from section(new.say("change.heading-rules"), (rule_line(each, names) for each in change.rules))
    yield from section(new.say("change.heading-others"), _other_lines(change, new))
    yield from section(new.say("change.heading-scenarios"), _presence_lines(change, names))
    results = (result_line(each, target, change, names) for each in both for target in each.targets)
    yield from section(new.say("change.heading-results"), results)
    yield from section(new.say("change.heading-frameworks"), _framework_lines(both, names))
    closed = (_gap_line(each, target, target.old, names) for each in both for target in each.closed)
    yield from section(new.say("change.heading-closed"), closed)
    opened = (_gap_line(each, target, target.new, names) for each in both for target in each.opened)
    yield from section(new.say("change.heading-opened"), opened)
    yield from section(new.say("change.heading-carrying"), _carrying_lines(both, names))
    cases = (line for each in change.cases_failing for line in _failing_lines(each, new))
    yield from section(new.say("change.heading-cases"), cases)


def _summary(change: CatalogueChange, speaker: Speaker) -> str:
    moved = [each for each in change.scenarios if each.targets and each.on_both_sides]
    return speaker.say(
        "change.summary",
        rules=speaker.say("change.rules", n=len(change.rules)),
        others=speaker.say("change.others", n=len(change.others)),
        results=speaker.say("change.results", n=sum(len(each.targets) for each in moved)),
        scenarios=speaker.say("change.in-scenarios", n=len(moved)) if moved else "",
        failing=speaker.say("change.failing", n=len(change.cases_failing)),
    )


def rule_line(each: RuleChange, names: Sides) -> str:
    """A changed rule with what differs, or with its verdict where it came or went, and where it stands."""
    located = each.new or each.old
    speaker = names.new if each.new else names.old
    assert located
    details = _verdict(located, speaker)
    if each.old and each.new:
        details = "; ".join(_field(field, each.old.rule, each.new.rule, names) for field in each.fields)
    place = rule_place(located)
    return speaker.say(f"change.rule.{each.change}", name=names.pair(each), details=details, place=place)


def _verdict(located: LocatedRule, speaker: Speaker) -> str:
    when = speaker.condition(located.rule.when)
    return speaker.say(
        "change.verdict",
        alignment=speaker.say(f"alignment.{located.rule.alignment}"),
        basis=speaker.basis(located),
        when=f", {when}" if when else "",
    )


def _field(field: str, old: Rule, new: Rule, names: Sides) -> str:
    """What differs in a key: from what to what, or only its name where it holds a text."""
    name = names.new.say(f"change.field.{field}")
    if field not in _WORDS:
        return name
    say = _WORDS[field]
    return names.new.say("change.from-to", field=name, old=say(old, names.old), new=say(new, names.new))


def _dated(text: str | None, speaker: Speaker) -> str:
    return partial_date(text, speaker.lang) if text else "–"


def _period(period: Period | None, speaker: Speaker) -> str:
    if period is None or not (period.start or period.until):
        return speaker.say("change.always")
    ends = "both" if period.start and period.until else "from" if period.start else "until"
    start, until = _dated(period.start, speaker), _dated(period.until, speaker)
    return speaker.say(f"change.period.{ends}", start=start, until=until)


_WORDS: dict[str, Callable[[Rule, Speaker], str]] = {
    "alignment": lambda rule, speaker: speaker.say(f"alignment.{rule.alignment}"),
    "basis": lambda rule, speaker: speaker.say(f"basis.{rule.basis}"),
    "confidence": lambda rule, speaker: speaker.say(f"confidence.{rule.confidence}"),
    "when": lambda rule, speaker: speaker.condition(rule.when) or speaker.say("change.always"),
    "groups": lambda rule, speaker: speaker.terms("groups", rule.groups or ()) or speaker.say("change.everyone"),
    "in_force": lambda rule, speaker: _period(rule.in_force, speaker),
    "confirmed_until": lambda rule, speaker: _dated(rule.confirmed_until, speaker),
    "reviewed": lambda rule, speaker: _dated(rule.reviewed, speaker),
}


def _other_lines(change: CatalogueChange, speaker: Speaker) -> Iterator[str]:
    for each in change.others:
        kind = speaker.say(f"change.kind.{each.kind}")
        yield speaker.say(f"change.entry.{each.change}", kind=kind, id=each.id, fields=", ".join(each.fields))


def _presence_lines(change: CatalogueChange, names: Sides) -> Iterator[str]:
    """The scenarios that one of the catalogues does not have, or cannot assess."""
    for each in change.scenarios:
        title = names.title(each)
        if "absent" in (each.old.presence, each.new.presence):
            way = "added" if each.old.presence == "absent" else "removed"
            yield names.new.say(f"change.scenario.{way}", title=title)
        for name, side in (("old", each.old), ("new", each.new)):
            if side.missing:
                gone = names.new.listed(missing for _, missing in side.missing)
                yield names.new.say(f"change.scenario.unknown-{name}", title=title, names=gone)


def result_line(each: ScenarioChange, target: TargetChange, change: CatalogueChange, names: Sides) -> str:
    """A target of a scenario before and after, with the changed rules behind it."""
    pairs = dict.fromkeys(names.pair(change.rules[place]) for place in target.rules)
    return names.new.say(
        "change.result",
        title=names.title(each),
        target=names.target(target.target),
        old=_state(target.old, names.new),
        new=_state(target.new, names.new),
        why=names.new.say("change.why", names=names.new.listed(pairs)) if pairs else "",
    )


def _state(state: TargetState | None, speaker: Speaker) -> str:
    if state is None:
        return speaker.say("cli.absent")
    gap = ""
    if state.gap:
        key = "change.gap" if state.open_gap else "change.doubt"
        gap = speaker.say(key, kind=speaker.say(f"gap.{state.gap}"), severity=speaker.score(state.severity or 0.0))
    return speaker.say(
        "change.state",
        status=speaker.say(f"status.{state.status}"),
        coverage=speaker.score(state.coverage),
        low=speaker.score(state.low),
        high=speaker.score(state.high),
        covered=speaker.say("cli.covered") if state.covered else "",
        gap=gap,
    )


def _framework_lines(scenarios: Iterable[ScenarioChange], names: Sides) -> Iterator[str]:
    for each in scenarios:
        for found in each.frameworks:
            old, new = _score(found.old, names.new), _score(found.new, names.new)
            framework = names.framework(found.framework)
            yield names.new.say("change.score", title=names.title(each), framework=framework, old=old, new=new)


def _score(result: FrameworkResult | None, speaker: Speaker) -> str:
    if result is None:
        return speaker.say("cli.absent")
    numbers = {name: speaker.score(getattr(result, name)) for name in ("score", "low", "high")}
    return speaker.say("change.score-of", **numbers, covered=result.covered, targets=result.targets)


def _gap_line(each: ScenarioChange, target: TargetChange, state: TargetState | None, names: Sides) -> str:
    assert state
    return names.new.say(
        "change.gap-line",
        title=names.title(each),
        target=names.target(target.target),
        kind=names.new.say(f"gap.{state.gap}"),
        severity=names.new.score(state.severity or 0.0),
    )


def _carrying_lines(scenarios: Iterable[ScenarioChange], names: Sides) -> Iterator[str]:
    for each in scenarios:
        for found in each.carrying:
            yield names.new.say(
                "change.carrying",
                title=names.title(each),
                framework=names.framework(found.framework),
                intervention=names.intervention(found.intervention),
                old=names.new.say(f"change.carried-as.{found.old}"),
                new=names.new.say(f"change.carried-as.{found.new}"),
            )


def _failing_lines(each: FailingCase, speaker: Speaker) -> Iterator[str]:
    trace = "    "  # how the numbers came about is for `test` and `explain`
    yield from (line for line in case_lines(each.result, speaker) if not line.startswith(trace))
    if each.failed_before:
        yield "  " + speaker.say("change.failed-before")
