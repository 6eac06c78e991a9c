"""What could be added, in sentences that memo, pages and terminal share, and as plain data."""

from collections.abc import Iterator, Sequence

from alignment.assessment.additions.result import Allocated, Allocation, FrontierPoint
from alignment.model.message import Reason
from alignment.model.result import Assessment
from alignment.report.data import Data
from alignment.report.plain import section
from alignment.text.format import money, percent_up
from alignment.text.speaker import Speaker


def allocation_data(allocation: Allocation) -> Data:
    """The allocation; `doses` holds every intervention with a dose above 0."""
    return {
        "objective": allocation.objective,
        "budget": allocation.budget,
        "spent": allocation.spent,
        "value": allocation.value,
        "bound": allocation.bound,
        "proven": allocation.proven,
        "doses": [
            {"intervention": each.intervention, "dose": each.dose, "cost_eur": each.cost_eur, "present": each.present}
            for each in allocation.doses
        ],
        "covered": list(allocation.covered),
        "reachable": list(allocation.reachable),
        "unreachable": list(allocation.unreachable),
        "score": allocation.score,
        "score_before": allocation.score_before,
        "sets": [list(each) for each in allocation.sets],
        "more_sets": allocation.more_sets,
        "clash": [{"what": each.code, **each.params} for each in allocation.clash],
    }


def frontier_data(points: Sequence[FrontierPoint]) -> list[Data]:
    """What each budget can reach."""
    return [{"budget": each.budget, "value": each.value, "spent": each.spent} for each in points]


def added(allocation: Allocation) -> list[Allocated]:
    """What is new or has a higher dose than now."""
    return [each for each in allocation.doses if each.dose > each.present]


def euros(amount: float | None, speaker: Speaker) -> str:
    """An amount in euros; a dash where it is not known."""
    return "–" if amount is None else money(amount, "EUR", speaker.lang)


def dose_words(each: Allocated, speaker: Speaker) -> str:
    """An intervention with its dose, and from what it was raised."""
    name, dose = speaker.inline(each.intervention), percent_up(each.dose, speaker.lang)
    if each.present > 0:
        return speaker.say("addition.raise", intervention=name, present=speaker.percent(each.present), dose=dose)
    return speaker.say("addition.dose", intervention=name, dose=dose)


def sentences(allocation: Allocation, speaker: Speaker) -> list[str]:
    """The answer, the most important first; where limits clash, which."""
    if allocation.clash:
        return [speaker.say("addition.clash.heading"), *clash_sentences(allocation, speaker)]
    if not (allocation.reachable or allocation.unreachable):
        return [speaker.say("addition.no-policy")]
    if allocation.objective == "fewest":
        return list(_fewest(allocation, speaker))
    return list(_budget(allocation, speaker))


def _fewest(allocation: Allocation, speaker: Speaker) -> Iterator[str]:
    if not allocation.reachable:
        yield speaker.say("addition.nothing-reachable")
        return
    new = added(allocation)
    yield speaker.say("addition.fewest", n=len(new), names=speaker.listed(dose_words(each, speaker) for each in new))
    if new:
        won = [each for each in allocation.covered if each not in allocation.covered_before]
        yield speaker.say("addition.wins", n=len(won), names=speaker.listed(map(speaker.target_code, won)))
        key = "addition.ways-many" if allocation.more_sets else "addition.ways"
        yield speaker.say(key, n=len(allocation.sets))
    yield from _unreachable("addition.unreachable", allocation, speaker)


def _budget(allocation: Allocation, speaker: Speaker) -> Iterator[str]:
    total = len(allocation.reachable) + len(allocation.unreachable)
    before: dict[str, str | int] = {
        "score": speaker.score(allocation.score_before),
        "covered": len(allocation.covered_before),
        "weakest": speaker.score(allocation.weakest_before),
    }
    budget, spent = euros(allocation.budget, speaker), euros(allocation.spent, speaker)
    if not added(allocation) and allocation.budget is not None:
        yield speaker.say("addition.same", budget=budget, spent=spent)
    else:
        yield speaker.say(
            f"addition.{allocation.objective}",
            budget=budget,
            before=before.get(allocation.objective, ""),
            value=measure(allocation, allocation.value, speaker),
            spent=spent,
            total=total,
        )
        if allocation.spent_before:
            yield speaker.say("addition.kept", spent=euros(allocation.spent_before, speaker))
    if allocation.proven:
        yield speaker.say("addition.proven")
    elif allocation.bound is not None:
        yield speaker.say("addition.bound", bound=measure(allocation, allocation.bound, speaker))
    else:
        yield speaker.say("addition.quick")
    yield from _unreachable("addition.unreachable-own", allocation, speaker)


def _unreachable(key: str, allocation: Allocation, speaker: Speaker) -> Iterator[str]:
    if allocation.unreachable and allocation.reachable:
        yield speaker.say(key, names=speaker.listed(map(speaker.target_code, allocation.unreachable)))


def measure(allocation: Allocation, amount: float | None, speaker: Speaker) -> str:
    """A value or bound in the unit of the objective."""
    if allocation.objective == "cost":
        return euros(amount, speaker)
    if allocation.objective in ("covered", "fewest"):
        return speaker.number(amount or 0.0, 0)
    return speaker.score(amount or 0.0)


def clash_sentences(allocation: Allocation, speaker: Speaker) -> list[str]:
    """What cannot go together, and from which amount it can."""
    return [_clash(each, speaker) for each in allocation.clash]


def _clash(reason: Reason, speaker: Speaker) -> str:
    params = dict(reason.params)
    for name in ("value", "cost"):
        if name in params:
            params[name] = euros(params[name], speaker)
    if "intervention" in params:
        params["intervention"] = speaker.inline(params["intervention"])
    if "limit" in params:
        params["limit"] = speaker.percent(params["limit"])
    if "targets" in params:
        params["n"] = len(params["targets"])
        params["names"] = speaker.listed(map(speaker.target_code, params["targets"]))
    return speaker.say(f"addition.clash.{reason.code}", **params)


def allocation_lines(
    assessment: Assessment, allocation: Allocation, points: Sequence[FrontierPoint], speaker: Speaker
) -> Iterator[str]:
    """The answer, the doses with their costs, every way with as few additions, and what other budgets reach."""
    title = speaker.text(assessment.scenario.title) or str(assessment.scenario.id)
    yield speaker.say("addition.title", title=title)
    yield from sentences(allocation, speaker)
    yield from section(speaker.say("cli.heading-notices"), map(speaker.notice, assessment.notices))
    if allocation.clash:
        return
    doses = (
        speaker.say("addition.step", name=dose_words(each, speaker), cost=euros(each.cost_eur, speaker))
        if each.cost_eur is not None
        else dose_words(each, speaker)
        for each in (allocation.doses if allocation.spent is not None else added(allocation))
    )
    yield from section(speaker.say("addition.heading-doses"), doses)
    if len(allocation.sets) > 1:
        yield from section(speaker.say("addition.heading-ways"), map(speaker.inlines, allocation.sets))
    curve = (
        speaker.say("addition.frontier", budget=euros(each.budget, speaker), value=speaker.score(each.value))
        for each in points
    )
    yield from section(speaker.say("addition.heading-frontier"), curve)
