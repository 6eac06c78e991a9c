"""The annex: every figure, every rule that fired with its reasoning, what was not assessed, and the method."""

from alignment.model.catalogue import LocatedRule
from alignment.model.result import Contribution, TargetResult
from alignment.report.certain import frequency
from alignment.report.data import rule_place
from alignment.report.document import Block, Cell, Piece, Section, figure, line, listing, paragraphs, table
from alignment.report.memo.advising import framework_line
from alignment.report.memo.figures import coverage_chart
from alignment.report.memo.view import View
from alignment.report.shares import drop_words, ranked
from alignment.text.speaker import CONDITIONS


def figures(view: View) -> Section:
    """All figures of every target with a point of contact, and per framework."""
    header = view.columns("target", "status", "coverage", "range", "bounds", "draws", "share", "covered")
    rows = table(
        "figures", view.say("caption.figures"), header, [_figures(view, each) for each in view.themes], range(2, 7)
    )
    lines = [framework_line(view, each.framework) for each in view.assessment.frameworks if each.targets]
    threshold = view.speaker.score(view.assessment.threshold)
    explained = paragraphs(line(view.say("figures-explained", threshold=threshold), view.notes.scale()))
    blocks: tuple[Block, ...] = (*explained, *rows, *listing(lines), *coverage_chart(view))
    return Section("figures", view.say("heading.figures"), blocks if rows else paragraphs(view.say("figures-none")))


def _figures(view: View, result: TargetResult) -> list[Cell]:
    speaker, found = view.speaker, view.certainty.target(result.target)
    return [
        speaker.target(result.target),
        speaker.say(f"status.{result.status}"),
        figure(line(speaker.score(result.coverage), view.notes.target(result)), result.coverage),
        view.between(result.low, result.high),
        view.between(*result.bounds),
        view.between(found.low, found.upper),
        figure(frequency(found.p_covered, speaker, "share"), found.p_covered),
        speaker.say(f"yes-no.{'yes' if result.covered else 'no'}"),
    ]


def fired(view: View) -> Section:
    """Per target every rule that fired: what it adds, its basis, its sources, its place and its reasoning."""
    sections = list[Section]()
    for result in view.assessment.targets:
        firing = [(each, each.located) for each in result.contributions if each.fires and each.located]
        if firing:
            header = view.columns("intervention", "share-of", "basis", "rule", "reasoning")
            heading = view.speaker.target(result.target)
            rows = [_fired(view, each, located) for each, located in firing]
            blocks = table(f"rules-{result.target}", view.say("caption.fired", target=heading), header, rows)
            sections.append(Section(f"rules-{result.target}", heading, blocks))
    first = paragraphs(view.say("fired-intro" if sections else "fired-none"))
    return Section("rules", view.say("heading.rules"), first, tuple(sections))


def _fired(view: View, each: Contribution, located: LocatedRule) -> list[Cell]:
    speaker = view.speaker
    strength = speaker.catalogue.scale.strength(located.rule.alignment)
    step = view.say(
        "step",
        alignment=speaker.say(f"alignment.{each.alignment}"),
        dose=speaker.percent(each.dose),
        strength=speaker.score(strength),
        value=speaker.score(each.value),
    )
    place = view.say("rule-place", sources=view.notes.sources(located.rule.sources), place=rule_place(located))
    reasoning = speaker.text(located.rule.rationale)
    counted = figure(step, each.dose, strength, each.value)
    return [speaker.intervention(each.intervention), counted, speaker.basis(located), place, reasoning]


def silent(view: View) -> Section:
    """The rules that were looked at and do not fire: no alignment, opposed, or only elsewhere."""
    pairs = [(each, each.located) for each in view.pairs if each.located and not each.fires]
    header = view.columns("target", "intervention", "verdict", "basis", "rule")
    rows = [_silent(view, each, located) for each, located in pairs]
    blocks = table("silent", view.say("caption.silent"), header, rows)
    return Section("silent", view.say("heading.silent"), blocks or paragraphs(view.say("silent-none")))


def _silent(view: View, each: Contribution, located: LocatedRule) -> list[Piece]:
    speaker = view.speaker
    verdict = speaker.say(f"alignment.{each.alignment}")
    if each.reason.code == "unmet":
        needs = speaker.needs(each.reason.params["needs"], CONDITIONS)
        verdict = view.say("only-if", alignment=verdict, needs=needs)
    place = view.say("rule-place", sources=view.notes.sources(located.rule.sources), place=rule_place(located))
    target, intervention = speaker.target_code(each.target), speaker.intervention(each.intervention)
    return [target, intervention, verdict, speaker.basis(located), place]


def unassessed(view: View) -> Section:
    """Per target the components that nobody has assessed."""
    items = list[Piece]()
    for result in view.themes:
        missing = [each.intervention for each in result.contributions if each.located is None]
        if missing:
            target, names = view.speaker.target(result.target), view.speaker.inlines(missing)
            items.append(line(view.say("unassessed-line", target=target, n=len(missing), names=names)))
    blocks = listing(items) or paragraphs(view.say("unassessed-none"))
    return Section("unassessed", view.say("heading.unassessed"), blocks)


def shares(view: View) -> Section:
    """What each component carries of each framework."""
    speaker, rows = view.speaker, list[list[Cell]]()
    for framework in view.attribution.frameworks:
        for each in ranked(framework.shares):
            lost = speaker.listed(map(speaker.target_code, each.loses)) or view.say("nothing")
            name, value = speaker.intervention(each.intervention), speaker.score(each.value)
            note = view.notes.component(framework.framework, each.intervention, view.themes)
            share, drop = figure(line(value, note), each.value), drop_words(each.leave_one_out, speaker)
            rows.append([speaker.framework(framework.framework), name, share, figure(drop, each.leave_one_out), lost])
    header = view.columns("framework", "intervention", "share-value", "drop", "loses")
    blocks = table("shares", view.say("caption.shares"), header, rows, numbers=(2, 3))
    first = paragraphs(view.say("shares-explained" if rows else "shares-none"))
    return Section("shares", view.say("heading.shares"), (*first, *blocks))


def method(view: View) -> Section:
    """How the figures come about, in words."""
    scale, speaker = view.speaker.catalogue.scale, view.speaker
    strengths = {name: speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    names = ("rules", "coverage", "covered", "gap", "interval", "draws", "shares", "limits")
    threshold = speaker.score(view.assessment.threshold)
    widths = {name: speaker.number(scale.half_width_of(name)) for name in ("high", "medium", "low")}
    items: list[Piece] = [
        line(view.say(f"method.{name}", threshold=threshold, **strengths, **widths), view.notes.scale())
        for name in names
    ]
    return Section("method", view.say("heading.method"), listing(items))
