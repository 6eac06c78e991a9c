"""What was changed in a scenario since it was opened, in words."""

from collections.abc import Iterator

from alignment.model.scenario import Component, Scenario
from alignment.text.speaker import Speaker
from alignment.ui.drafts import Draft

_TOLD = {"components", "context", "frameworks", "threshold", "priorities", "title", "full_delivery_eur", "memo"}


def dose_words(component: Component, scenario: Scenario, speaker: Speaker) -> str:
    """The dose of a component as a percentage; one with a budget counts as its share of full delivery."""
    return speaker.percent(dose_of(component, scenario))


def dose_of(component: Component, scenario: Scenario) -> float:
    """The dose of a component, 0 to 1."""
    if component.dose is not None:
        return component.dose
    full = scenario.full_delivery_eur.get(component.intervention)
    return min(1.0, (component.budget_eur or 0.0) / full) if full else 0.0


def changes(draft: Draft, speaker: Speaker) -> list[str]:
    """Every change, in the order of the page."""
    old, new = draft.opened, draft.current
    told = [
        *_components(old, new, speaker),
        *_context(old, new, speaker),
        *_measure(old, new, speaker),
        *_costs(old, new, speaker),
    ]
    if old.title != new.title:
        told.append(speaker.say("ui.change.title", new=speaker.text(new.title)))
    fields = set(type(new).model_fields) - _TOLD
    if any(getattr(old, name) != getattr(new, name) for name in fields):
        told.append(speaker.say("ui.change.elsewhere"))
    return told


def _components(old: Scenario, new: Scenario, speaker: Speaker) -> Iterator[str]:
    before, after = _doses(old), _doses(new)
    for intervention in dict.fromkeys([*before, *after]):
        name = speaker.inline(intervention)
        was, now = before.get(intervention), after.get(intervention)
        if was is None and now == 0:
            yield speaker.say("ui.change.candidate", intervention=name)
        elif was is None and now is not None:
            yield speaker.say("ui.change.added", intervention=name, dose=speaker.percent(now))
        elif was is not None and now is None:
            yield speaker.say("ui.change.removed", intervention=name)
        elif was is not None and now is not None and was != now:
            old_dose, new_dose = speaker.percent(was), speaker.percent(now)
            yield speaker.say("ui.change.dose", intervention=name, old=old_dose, new=new_dose)


def _doses(scenario: Scenario) -> dict[str, float]:
    doses: dict[str, float] = {}
    for each in scenario.components:
        doses[each.intervention] = min(1.0, doses.get(each.intervention, 0.0) + dose_of(each, scenario))
    return doses


def _context(old: Scenario, new: Scenario, speaker: Speaker) -> Iterator[str]:
    for kind, empty in (("settings", "no-settings"), ("groups", "all-groups")):
        was, now = getattr(old.context, kind), getattr(new.context, kind)
        if was != now:
            names = [speaker.terms(kind, each) or speaker.say(f"ui.change.{empty}") for each in (was, now)]
            yield speaker.say(f"ui.change.{kind}", old=names[0], new=names[1])


def _costs(old: Scenario, new: Scenario, speaker: Speaker) -> Iterator[str]:
    """Of how many interventions the cost of full delivery was given, changed or taken away."""
    names = dict.fromkeys([*old.full_delivery_eur, *new.full_delivery_eur])
    moved = sum(old.full_delivery_eur.get(name) != new.full_delivery_eur.get(name) for name in names)
    if moved:
        yield speaker.say("ui.change.costs", n=moved)


def _measure(old: Scenario, new: Scenario, speaker: Speaker) -> Iterator[str]:
    if old.frameworks != new.frameworks:
        names = [speaker.listed(speaker.framework(name) for name in each.frameworks) for each in (old, new)]
        yield speaker.say("ui.change.frameworks", old=names[0], new=names[1])
    if old.threshold != new.threshold:
        usual = speaker.catalogue.scale.threshold
        values = [speaker.score(each.threshold if each.threshold is not None else usual) for each in (old, new)]
        yield speaker.say("ui.change.threshold", old=values[0], new=values[1])
    for target in dict.fromkeys([*old.priorities, *new.priorities]):
        weights = [each.priorities.get(target, 1.0) for each in (old, new)]
        if weights[0] != weights[1]:
            code, was, now = speaker.target_code(target), speaker.number(weights[0]), speaker.number(weights[1])
            yield speaker.say("ui.change.priority", target=code, old=was, new=now)
