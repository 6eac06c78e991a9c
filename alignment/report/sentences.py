"""Sentences about results that memo, pages and terminal share."""

from collections.abc import Iterator

from alignment.model.result import Assessment, Gap, Tension, Uncarried
from alignment.text.format import capital
from alignment.text.speaker import Speaker


def closes(gap: Gap, speaker: Speaker) -> str:
    """What would close a gap, as a list in a sentence; empty where nothing can."""
    together = any(each.together for each in gap.closes)
    names = speaker.listed((speaker.closing(each) for each in gap.closes), alternatives=not together)
    if together:
        return speaker.say("closing.together", names=names)
    return names


def scope_sentence(gap: Gap, assessment: Assessment, speaker: Speaker) -> str:
    """Whom the rules of a covered target leave out."""
    if not assessment.scenario.context.groups:
        return speaker.say("scope.all", reached=speaker.terms("groups", gap.reached))
    return speaker.say("scope.groups", left_out=speaker.terms("groups", gap.left_out))


def tension_sentence(tension: Tension, speaker: Speaker) -> str:
    """A tension with the reasoning of its rule."""
    sentence = speaker.say(
        "tension.sentence",
        intervention=speaker.intervention(tension.intervention),
        target=speaker.target(tension.target),
    )
    return f"{sentence} {speaker.text(tension.located.rule.rationale)}"


def uncarried_sentence(uncarried: Uncarried, speaker: Speaker) -> str:
    """That a framework does not carry a component (or that this was not assessed), and what else could."""
    key = "uncarried.assessed" if uncarried.assessed else "uncarried.unassessed"
    name, framework = speaker.inline(uncarried.intervention), speaker.framework(uncarried.framework)
    sentence = capital(speaker.say(key, intervention=name, framework=framework))
    if uncarried.within:
        names = speaker.listed(speaker.elsewhere(each) for each in uncarried.within)
        sentence += " " + speaker.say("uncarried.within", names=names)
    if uncarried.elsewhere:
        names = speaker.listed(speaker.elsewhere(each) for each in uncarried.elsewhere)
        sentence += " " + speaker.say("uncarried.elsewhere", names=names)
    elif uncarried.assessed and not uncarried.within:
        sentence += " " + speaker.say("uncarried.nowhere")
    return sentence


def carriers(intervention: str, speaker: Speaker) -> list[str]:
    """Who else could carry an intervention, each marked stated or derived."""
    found = speaker.catalogue.interventions[intervention]
    return [
        speaker.say(
            "uncarried.carrier",
            who=speaker.text(each.who),
            what=speaker.text(each.what).rstrip("."),
            basis=speaker.say(f"basis.{each.basis}"),
        )
        for each in found.other_carriers
    ]


def missing_sentences(assessment: Assessment, speaker: Speaker) -> Iterator[str]:
    """Which pathways and functions the scenario leaves empty."""
    for kind, missing in (("pathways", assessment.missing_pathways), ("functions", assessment.missing_functions)):
        if missing:
            yield speaker.say(f"cli.missing-{kind}", names=speaker.terms(kind, missing))
