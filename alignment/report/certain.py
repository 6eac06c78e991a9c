"""How sure a result is, in sentences that memo, pages and terminal share."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, groupby
from typing import Literal

from alignment.assessment.aggregation import Alternative
from alignment.assessment.certainty import Certainty
from alignment.assessment.flipping import Change, Flip
from alignment.assessment.ranking import Ordinal
from alignment.assessment.robustness import (
    Duel,
    FrameworkCertainty,
    Ranks,
    Robustness,
    ScenarioCertainty,
    TargetCertainty,
)
from alignment.model.result import Assessment, TargetResult
from alignment.text.speaker import Speaker

Word = Literal["holds", "firm", "likely", "unsure", "short", "far", "indirect", "nothing", "unassessed"]

NEARLY_ALWAYS = 0.95
SELDOM = 0.05


def word(result: TargetResult, certainty: TargetCertainty, sure: float) -> Word:
    """What the draws say of a target, as a word; `sure`: from which share on it is likely (the scale's certainty)."""
    if result.status == "direct":
        if result.covered:
            return _leaning(certainty, sure)
        return "short" if certainty.p_covered > SELDOM else "far"
    if result.status == "unassessed":
        return "unassessed"
    return "indirect" if result.status == "indirect" else "nothing"


def _leaning(certainty: TargetCertainty, sure: float) -> Word:
    if certainty.p_covered >= NEARLY_ALWAYS:
        return "holds" if certainty.p_covered == 1.0 else "firm"
    return "likely" if certainty.p_covered >= sure else "unsure"


def may_change(result: TargetResult, certainty: TargetCertainty) -> bool:
    """Whether pairs that nobody has assessed could still make a target covered."""
    return not result.covered and certainty.p_possible > certainty.p_covered


def frequency(share: float, speaker: Speaker, kind: Literal["hundred", "share"] = "hundred") -> str:
    """A share of the draws as so many of a hundred; what is not quite all or none is not shown as all or none."""
    if share in (0.0, 1.0):
        return speaker.say(f"certainty.{kind}-{'all' if share else 'none'}")
    if share >= 0.995 or share < 0.01:
        return speaker.say(f"certainty.{kind}-{'nearly-all' if share >= 0.5 else 'hardly'}")
    return speaker.say(f"certainty.{kind}", n=int(share * 100 + 0.5))


def target_says(result: TargetResult, certainty: TargetCertainty, speaker: Speaker) -> str:
    """How sure it is that a target is covered, or is not."""
    found = word(result, certainty, speaker.catalogue.scale.certainty)
    said = speaker.say(f"certainty.says.{found}", hundred=frequency(certainty.p_covered, speaker))
    open_ = may_change(result, certainty) and found != "unassessed"
    return f"{said} {speaker.say('certainty.says.open')}" if open_ else said


def target_interval(certainty: TargetCertainty, speaker: Speaker) -> str:
    """Between what the coverage of a target mostly lies; empty where nothing fires."""
    return _interval("certainty.interval", certainty, speaker) if certainty.upper > 0 else ""


def framework_interval(certainty: FrameworkCertainty, speaker: Speaker) -> str:
    """Between what the score of a framework mostly lies."""
    return _interval("certainty.framework", certainty, speaker, framework=speaker.framework(certainty.framework))


def _interval(key: str, found: TargetCertainty | FrameworkCertainty, speaker: Speaker, **names: str) -> str:
    numbers = {"low": found.low, "upper": found.upper, "mean": found.mean, "high": found.high}
    said = {name: speaker.score(value) for name, value in numbers.items()}
    point = "-point" if said["low"] == said["upper"] else ""
    open_end = "-open" if said["high"] != said["upper"] else ""
    return speaker.say(f"{key}{point}{open_end}", **said, **names)


def summary(assessment: Assessment, certainty: ScenarioCertainty, speaker: Speaker) -> str:
    """The answer: for which targets it is certain, likely, uncertain or only just short."""
    words: dict[str, list[str]] = {}
    for result in assessment.targets:
        if result.link == "theme":
            found = word(result, certainty.target(result.target), speaker.catalogue.scale.certainty)
            words.setdefault(found, []).append(speaker.target_code(result.target))
    firm = [*words.get("holds", ()), *words.get("firm", ())]
    if not words:
        return speaker.say("certainty.summary.no-policy")
    covered = [*firm, *words.get("likely", ()), *words.get("unsure", ())]
    if not covered:
        return _nothing_covered(assessment, certainty, words.get("short", ()), speaker)
    if len(firm) == len(covered):
        told = [speaker.say("certainty.summary.all-hold", n=len(covered), names=speaker.listed(covered))]
    else:
        kinds = {"some-hold": firm, "likely": words.get("likely", ()), "unsure": words.get("unsure", ())}
        told = [
            speaker.say(f"certainty.summary.{key}", names=speaker.listed(names))
            for key, names in kinds.items()
            if names
        ]
    if "short" in words:
        told.append(speaker.say("certainty.summary.short", names=speaker.listed(words["short"])))
    rest = sum(len(words.get(found, ())) for found in ("far", "indirect", "nothing", "unassessed"))
    if rest:
        told.append(speaker.say("certainty.summary.rest", n=rest))
    return " ".join(told)


def _nothing_covered(
    assessment: Assessment, certainty: ScenarioCertainty, short: Sequence[str], speaker: Speaker
) -> str:
    found = [(each, certainty.target(each.target)) for each in assessment.targets if each.link == "theme"]
    sometimes = any(each.p_covered > 0 for _, each in found)
    key = "possible" if short else "hardly-covered" if sometimes else "nothing-covered"
    said = speaker.say(f"certainty.summary.{key}", names=speaker.listed(short))
    return f"{said} {speaker.say('certainty.says.open')}" if any(may_change(*each) for each in found) else said


def method(robustness: Robustness, speaker: Speaker) -> str:
    """How often, with what seed, and what moves together."""
    key = "certainty.method" if robustness.sampling.shared else "certainty.method-apart"
    return speaker.say(key, draws=speaker.number(robustness.draws, 0), seed=robustness.sampling.seed)


def grouped(flips: Iterable[Flip]) -> list[list[Flip]]:
    """Steps that say the same of several interventions, together; in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Flip]] = {}
    for flip in flips:
        alone = () if flip.kind in ("verdict", "assessment") else (flip.intervention,)
        groups.setdefault((flip.kind, flip.target, flip.old, flip.new, flip.changes, *alone), []).append(flip)
    return list(groups.values())


def flip_sentences(flips: Iterable[Flip], titles: dict[str, str], speaker: Speaker) -> list[str]:
    """Each step with what it would change; `titles` of the scenarios by id."""
    return [_flip(group, titles, speaker) for group in grouped(flips)]


def _flip(group: Sequence[Flip], titles: dict[str, str], speaker: Speaker) -> str:
    flip = group[0]
    names = [speaker.inline(each.intervention) for each in group if each.intervention]
    key: str = flip.kind
    if flip.kind == "priority":
        key = "priority-up" if float(flip.new) > float(flip.old or 0) else "priority-down"
    elif flip.kind == "verdict" and len(group) > 1:
        key = "verdict-any"
    elif flip.kind == "assessment" and flip.new == "none":
        key = "assessment-none"
    said = speaker.say(
        f"certainty.flip.{key}",
        interventions=speaker.listed(dict.fromkeys(names), alternatives=True),
        target=speaker.target_code(flip.target) if flip.target else "",
        old=_step(flip, flip.old, speaker),
        new=_step(flip, flip.new, speaker),
        changes=speaker.listed(change_words(flip.changes, titles, speaker, flip.target)),
    )
    if flip.located and len(group) == 1:
        said += " " + speaker.say("certainty.flip.verdict-basis", basis=speaker.basis(flip.located))
    return said


def _step(flip: Flip, value: str | float | None, speaker: Speaker) -> str:
    if value is None or flip.kind == "priority":
        return ""  # of a priority only twice or half is said
    if isinstance(value, str):
        return speaker.say(f"alignment.{value}")
    return speaker.percent(value) if flip.kind == "dose" else speaker.number(value)


def change_words(
    changes: Iterable[Change], titles: dict[str, str], speaker: Speaker, named: str | None = None
) -> list[str]:
    """What changes, the most telling for each target: whether it is covered, else its status, else its gap.

    `named`: the target that the sentence has named already.
    """
    told = []
    for _, group in groupby(changes, key=lambda change: (change.place, change.kind in ("order", "first-gap"))):
        change = min(group, key=lambda change: _TELLING.index(change.kind))
        target = speaker.target_code(change.place)
        place = speaker.say(f"certainty.place.{'there' if change.place == named else 'at'}", target=target)
        told.append(_order(change, titles, speaker) if change.kind == "order" else _change(change, place, speaker))
    return told


_TELLING = ("covered", "status", "gap", "first-gap", "order")


def _order(change: Change, titles: dict[str, str], speaker: Speaker) -> str:
    assert isinstance(change.new, tuple)
    order = order_words(change.new, titles, speaker)
    return speaker.say("certainty.change.order", framework=speaker.framework(change.place), order=order)


def _change(change: Change, place: str, speaker: Speaker) -> str:
    if change.kind == "covered":
        return speaker.say(f"certainty.change.covered-{'won' if change.new else 'lost'}", place=place)
    if change.kind == "status":
        old, new = (speaker.say(f"status.{each}") for each in (change.old, change.new))
        return speaker.say("certainty.change.status", place=place, old=old, new=new)
    if change.kind == "first-gap":
        return speaker.say("certainty.change.first-gap", target=speaker.target_code(change.place))
    new = speaker.say(f"gap.{change.new}") if change.new else ""
    return speaker.say(f"certainty.change.{_gap_key(change)}", place=place, new=new)


def _gap_key(change: Change) -> str:
    if change.new is None:
        return {"certainty": "gap-surer", "scope": "gap-wider"}.get(str(change.old), "gap-closed")
    if change.old is None:
        return {"certainty": "gap-unsure", "scope": "gap-narrower"}.get(str(change.new), "gap-new")
    return f"gap-becomes.{change.new}"


def order_words(order: Sequence[Sequence[str]], titles: dict[str, str], speaker: Speaker) -> str:
    """The scenarios from first to last: 1. A, 2. B en C (gelijk)."""
    told, place = [], 1
    for group in order:
        names = speaker.listed(titles.get(each, each) for each in group)
        if len(group) > 1:
            names = speaker.say("certainty.rank-tied", names=names)
        told.append(speaker.say("certainty.rank", place=place, names=names))
        place += len(group)
    return "; ".join(told)


def alternative_sentences(
    alternatives: Iterable[Alternative], titles: dict[str, str], speaker: Speaker
) -> Iterator[str]:
    """Whether another formula would say something else."""
    for each in alternatives:
        formula = speaker.say(f"certainty.formula.{each.formula}")
        changes = change_words(each.changes, titles, speaker)
        if changes:
            yield speaker.say("certainty.alternative-differs", formula=formula, changes=speaker.listed(changes))
        else:
            yield speaker.say("certainty.alternative-same", formula=formula)


def ordinal_sentence(ordinal: Ordinal, titles: dict[str, str], speaker: Speaker) -> str:
    """Which of two scenarios aligns more strongly, by statuses alone."""
    partly = "-open" if ordinal.relation == "equal" and ordinal.unknown else ""
    said = speaker.say(
        f"certainty.words.{ordinal.relation}{partly}",
        first=titles[ordinal.first],
        second=titles[ordinal.second],
        framework=speaker.framework(ordinal.framework),
        better=speaker.listed(map(speaker.target_code, ordinal.better)),
        worse=speaker.listed(map(speaker.target_code, ordinal.worse)),
    )
    if not ordinal.unknown:
        return said
    return (
        f"{said} {speaker.say('certainty.words.open', names=speaker.listed(map(speaker.target_code, ordinal.unknown)))}"
    )


def differences(assessments: Sequence[Assessment], speaker: Speaker) -> Iterator[str]:
    """What makes scenarios hard to compare: other weights, thresholds, dates or contexts."""
    kinds: dict[str, Callable[[Assessment], object]] = {
        "priorities": lambda each: tuple(sorted(each.scenario.priorities.items())),
        "threshold": lambda each: each.threshold,
        "date": lambda each: each.on,
        "context": lambda each: (frozenset(each.scenario.context.settings), frozenset(each.scenario.context.groups)),
    }
    for kind, value in kinds.items():
        if any(value(first) != value(second) for first, second in combinations(assessments, 2)):
            yield speaker.say(f"certainty.differs.{kind}")


def ranks_sentence(ranks: Ranks, titles: dict[str, str], speaker: Speaker) -> str:
    """How often a scenario takes each place."""
    shares = [
        speaker.say("certainty.rank-share", place=place, share=frequency(share, speaker, "share"))
        for place, share in enumerate(ranks.p_rank, 1)
        if share > 0
    ]
    name = titles[ranks.scenario]
    framework = speaker.framework(ranks.framework)
    return speaker.say("certainty.ranks", framework=framework, title=name, shares=speaker.listed(shares))


def duel_sentence(duel: Duel, titles: dict[str, str], speaker: Speaker) -> str:
    """How often one scenario comes out higher than another, and whether what is not assessed could reverse it."""
    names = {"first": titles[duel.first], "second": titles[duel.second]}
    share, other = duel.p_first, round(1.0 - duel.p_first - duel.p_equal, 12)
    if other > share:
        names = {"first": names["second"], "second": names["first"]}
        share = other
    framework = speaker.framework(duel.framework)
    if duel.p_equal == 1.0:
        said = speaker.say("certainty.duel-equal", framework=framework, **names)
    else:
        said = speaker.say("certainty.duel", framework=framework, share=frequency(share, speaker, "share"), **names)
    if duel.p_least < 0.5 <= duel.p_most:
        said += " " + speaker.say("certainty.duel-open")
    return said


def titles_of(certainty: Certainty, speaker: Speaker) -> dict[str, str]:
    """The titles of the scenarios by id."""
    return {
        str(each.scenario.id): speaker.text(each.scenario.title) or str(each.scenario.id)
        for each in certainty.assessments
    }
