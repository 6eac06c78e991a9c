"""The state of the rules, as plain lines for a terminal."""

from collections.abc import Iterable, Iterator

from alignment.model.catalogue import LocatedRule
from alignment.model.health import FirstVerdict, Lapse, RuleHealth
from alignment.model.message import Reason
from alignment.report.changing import CONFIDENCES
from alignment.report.data import rule_place
from alignment.report.plain import section
from alignment.text.format import partial_date
from alignment.text.speaker import Speaker

MOST = 20
"""So many unassessed pairs are shown in a terminal."""


def health_lines(health: RuleHealth, speaker: Speaker) -> Iterator[str]:
    """What is old, what is derived, what nobody assessed, what is not confirmed, what no case shows."""
    yield speaker.say("health.title", n=len(health.ages), on=speaker.day(health.on))
    stale = list(_stale(health, speaker)) or [speaker.say("health.nothing")]
    yield from section(speaker.say("health.heading-stale", n=health.months), stale)
    future = (
        speaker.say(
            "health.future",
            name=_name(each.located, speaker),
            reviewed=_reviewed(each.located, speaker),
            place=rule_place(each.located),
        )
        for each in health.future
    )
    yield from section(speaker.say("health.heading-future"), future)
    yield from section(speaker.say("health.heading-derived"), _derived(health, speaker))
    yield from section(speaker.say("health.heading-verdicts"), _verdicts(health, speaker))
    yield from section(speaker.say("health.heading-lapses"), (_lapse(each, health, speaker) for each in health.lapses))
    untouched = speaker.say("cli.untouched", n=len(health.untouched), names=_names(health.untouched))
    yield from section(speaker.say("health.heading-untouched"), [untouched])


def _stale(health: RuleHealth, speaker: Speaker) -> Iterator[str]:
    for each in health.stale:
        yield speaker.say(
            "health.stale",
            name=_name(each.located, speaker),
            reviewed=_reviewed(each.located, speaker),
            age=speaker.say("health.age", n=each.months),
            place=rule_place(each.located),
        )


def _name(located: LocatedRule, speaker: Speaker) -> str:
    return _pair(*located.pair, speaker)


def _pair(intervention: str, target: str, speaker: Speaker) -> str:
    names = {"intervention": speaker.intervention(intervention), "target": speaker.target_code(target)}
    return speaker.say("change.pair", **names)


def _reviewed(located: LocatedRule, speaker: Speaker) -> str:
    return partial_date(located.rule.reviewed, speaker.lang)


def _names(rules: Iterable[LocatedRule]) -> str:
    """Many rules by their ids, as the list of rules that no case touches has them."""
    return ", ".join(f"{each.intervention} → {each.rule.target}" for each in rules)


def _derived(health: RuleHealth, speaker: Speaker) -> Iterator[str]:
    for confidence in CONFIDENCES:
        found, word = health.derived(confidence), speaker.say(f"confidence.{confidence}")
        yield speaker.say("health.derived", n=len(found), confidence=word, names=_names(found))


def _verdicts(health: RuleHealth, speaker: Speaker) -> Iterator[str]:
    telling = [each for each in health.verdicts if each.scenarios]
    yield speaker.say("health.without-rule", n=health.without_rule, used=len(telling))
    yield from (_verdict(each, speaker) for each in telling[:MOST])
    if len(telling) > MOST:
        yield speaker.say("health.more", n=len(telling) - MOST)


def _verdict(each: FirstVerdict, speaker: Speaker) -> str:
    return speaker.say(
        "health.verdict",
        name=_pair(each.intervention, each.target, speaker),
        direct=each.direct,
        indirect=each.indirect,
        covered=each.covered,
        rise=speaker.score(each.rise),
    )


def _lapse(each: Lapse, health: RuleHealth, speaker: Speaker) -> str:
    """The same sentence that an assessment on that date begins with."""
    ends = {"from": each.date, "until": each.date}
    return speaker.notice(Reason(each.state, {"kind": each.kind, "id": each.id, "on": health.on, **ends}))
