"""Scenarios side by side, in sentences: what sets them apart, why, and what can be said of an order."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from alignment.assessment.compare import ComparedTarget, Parted
from alignment.assessment.setup import TOLERANCE
from alignment.model.result import Assessment, Contribution, FrameworkResult
from alignment.report.certain import differences
from alignment.text.speaker import Speaker

QUIET = {"none", "conditional", "unassessed"}
"""The statuses of targets where nothing fires."""
POLICY = {"not-yet", "no-longer", "not-confirmed"}
"""Notices that the policy may read differently on the day of the assessment."""


def worth(contribution: Contribution | None, speaker: Speaker) -> str:
    """What a component is worth to a target, in words; null where it is no part of the scenario."""
    if contribution is None:
        return speaker.say("memo.worth-absent")
    if contribution.located is None:
        return speaker.say("status.unassessed")
    alignment = speaker.say(f"alignment.{contribution.alignment}")
    return speaker.say("memo.worth", alignment=alignment, value=speaker.score(contribution.value))


def headline(parted: Parted, speaker: Speaker) -> str:
    """At how many targets the scenarios differ: policy targets, then those of commitments, models and lenses."""
    said = []
    for kind in ("policy", "other"):
        counts = [
            sum(_is_policy(each) is (kind == "policy") for each in targets)
            for targets in (parted.differing, parted.shifted, parted.alike)
        ]
        differing, shifted, total = counts[0], counts[1], sum(counts)
        if total:
            said.append(speaker.say(f"compare.{kind}", n=differing + shifted, total=total))
        if differing and shifted:
            said.append(speaker.say("compare.of-these", n=differing))
        elif shifted:
            said.append(speaker.say("compare.only-coverage"))
    return " ".join(said) or speaker.say("compare.nothing-shared")


def _is_policy(compared: ComparedTarget) -> bool:
    return any(each is not None and each.link == "theme" for each in compared.results)


def enough(assessment: Assessment, frameworks: Sequence[str], speaker: Speaker) -> str:
    """At how many targets of each policy framework a scenario is enough; empty where there is no such framework."""
    results = scored(assessment)
    told = []
    for each in frameworks:
        found, name = results.get(each), speaker.framework(each)
        if found:
            told.append(speaker.say("compare.enough", framework=name, n=found.covered, total=found.targets))
        else:
            told.append(speaker.say("compare.not-looked", framework=name))
    return speaker.listed(told)


def scored(assessment: Assessment) -> dict[str, FrameworkResult]:
    """The frameworks of an assessment that have a score, by id."""
    return {each.framework: each for each in assessment.frameworks if each.targets}


def cautions(assessments: Sequence[Assessment], names: Sequence[str], speaker: Speaker) -> Iterator[str]:
    """What must be known before the scenarios are compared: what was not assessed alike, and on what nothing rests.

    `names`: what each scenario is called in the sentences.
    """
    yield from differences(assessments, speaker)
    if len({frozenset(each.scenario.frameworks) for each in assessments}) > 1:
        yield speaker.say("compare.other-frameworks")
    for key, codes in (("policy", POLICY), ("empty", {"no-components"})):
        having = [
            name
            for name, each in zip(names, assessments, strict=True)
            if codes & {notice.code for notice in each.notices}
        ]
        if having:
            yield speaker.say(f"compare.caution.{key}", names=speaker.listed(having))


def remarks(assessments: Sequence[Assessment], names: Sequence[str], speaker: Speaker) -> list[str]:
    """Every notice, once, with the scenarios that it is about."""
    found: dict[str, list[str]] = {}
    for name, each in zip(names, assessments, strict=True):
        for notice in each.notices:
            found.setdefault(speaker.notice(notice), []).append(name)
    return [
        speaker.say("compare.remark", names=speaker.listed(letters), remark=said) for said, letters in found.items()
    ]


def overlaps(assessments: Sequence[Assessment], names: Sequence[str], speaker: Speaker) -> Iterator[str]:
    """For each framework with a score, of which scenarios the intervals overlap, so that their order is not certain."""
    results = [scored(each) for each in assessments]
    for framework in dict.fromkeys(name for each in results for name in each):
        pairs = list(combinations([place for place, each in enumerate(results) if framework in each], 2))
        meeting = [(one, two) for one, two in pairs if _meet(results[one][framework], results[two][framework])]
        if pairs:
            key = "none" if not meeting else "all" if len(meeting) == len(pairs) else "some"
            told = (speaker.listed([names[one], names[two]]) for one, two in meeting)
            yield speaker.say(f"compare.overlap.{key}", framework=speaker.framework(framework), pairs="; ".join(told))


def _meet(first: FrameworkResult, second: FrameworkResult) -> bool:
    return first.low <= second.high + TOLERANCE and second.low <= first.high + TOLERANCE


def reasons(
    compared: ComparedTarget, assessments: Sequence[Assessment], names: Sequence[str], speaker: Speaker
) -> list[str]:
    """Why the scenarios that look at a target come out differently there, a sentence for each kind of reason.

    `names`: what each scenario is called in the sentences.
    """
    looking = {place: result for place, result in enumerate(compared.results) if result is not None}
    parts = {
        place: {each.intervention: each for each in result.contributions if each.dose > 0}
        for place, result in looking.items()
    }
    every = len({each.status for each in looking.values()} & QUIET) > 1
    found: dict[str, list[str]] = {}
    for intervention in dict.fromkeys(name for each in parts.values() for name in each):
        having = {place: each[intervention] for place, each in parts.items() if intervention in each}
        if _matters(having, len(looking), every=every):
            key, item = _reason(having, len(looking), names, speaker)
            found.setdefault(key, []).append(item)
    said = [speaker.say("compare.why.line", why=why, items="; ".join(items)) for why, items in found.items()]
    thresholds = {assessments[place].threshold for place in looking}
    if len({each.covered for each in looking.values()}) > 1 and len(thresholds) > 1:
        told = {place: speaker.score(assessments[place].threshold) for place in looking}
        why = speaker.say("compare.why.threshold")
        said.append(speaker.say("compare.why.line", why=why, items=_each(told, names, speaker)))
    return said


def _matters(having: Mapping[int, Contribution], looking: int, *, every: bool) -> bool:
    """Whether a component tells scenarios apart; one that fires nowhere only where nothing else could (`every`)."""
    if not any(each.fires for each in having.values()):
        return every and (len(having) < looking or len({each.reason.code for each in having.values()}) > 1)
    values = [each.value for each in having.values()]
    verdicts = {(each.fires, each.alignment) for each in having.values()}
    return len(having) < looking or len(verdicts) > 1 or max(values) - min(values) > TOLERANCE


def _reason(
    having: Mapping[int, Contribution], looking: int, names: Sequence[str], speaker: Speaker
) -> tuple[str, str]:
    """The kind of reason in words, and the component with what it is worth in each scenario."""
    name = speaker.inline(next(iter(having.values())).intervention)
    firing = {place: each for place, each in having.items() if each.fires}
    unmet = next((each for each in having.values() if each.reason.code == "unmet"), None)
    if len(having) < looking:
        why = speaker.say("compare.why.only", names=speaker.listed(names[place] for place in having))
        told = {place: _worth(each, speaker) for place, each in having.items()}
        item = next(iter(told.values())) if len(set(told.values())) == 1 else _each(told, names, speaker)
    elif firing and unmet and len(firing) < looking:
        why = speaker.say("compare.why.condition", names=speaker.listed(names[place] for place in firing))
        needs = speaker.needs(unmet.reason.params["needs"], unmet.reason.params["missing"])
        item = speaker.say("compare.why.needs", needs=needs)
    elif len(firing) == looking and len({each.alignment for each in firing.values()}) == 1:
        why = speaker.say("compare.why.dose")
        item = _each({place: speaker.percent(each.dose) for place, each in having.items()}, names, speaker)
    else:
        why = speaker.say("compare.why.verdict")
        item = _each({place: _worth(each, speaker) for place, each in having.items()}, names, speaker)
    return why, speaker.say("compare.why.item", intervention=name, told=item)


def _worth(contribution: Contribution, speaker: Speaker) -> str:
    """As `worth`, but what fails on a condition is said to."""
    if contribution.reason.code == "unmet":
        return speaker.say("status.conditional")
    return worth(contribution, speaker)


def _each(told: Mapping[int, str], names: Sequence[str], speaker: Speaker) -> str:
    return ", ".join(speaker.say("compare.why.in", name=names[place], told=each) for place, each in told.items())
