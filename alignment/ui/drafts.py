"""A scenario as it was opened and as it is now, and every way to change it. No widgets here."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from alignment.assessment.setup import summed_doses
from alignment.model.base import ID_LENGTH, ID_PATTERN, LANGUAGES, Text
from alignment.model.scenario import Component, MemoPlace, OwnWords, Scenario

Origin = Literal["programme", "scenario", "saved", "file", "link", "empty"]

CHANGED = "-changed"
REMARK = Text(nl=" (gewijzigd)", en=" (changed)")
ADDED_DOSE = 1.0


@dataclass(frozen=True)
class Draft:
    """A scenario that is open: `opened` never changes, `current` carries the officer's changes.

    `revision`: which one of a saved scenario was opened.
    """

    key: str
    opened: Scenario
    current: Scenario
    origin: Origin
    revision: int | None = None

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was opened; own words do not count: they are the memo's."""
        return self.current.model_copy(update={"memo": self.opened.memo}) != self.opened

    def reset(self) -> "Draft":
        """The draft as it was opened, with the own words as they are now."""
        return self._with(self.opened.model_copy(update={"memo": self.current.memo}))

    def _with(self, scenario: Scenario) -> "Draft":
        return replace(self, current=self.opened if scenario == self.opened else scenario)

    def update(self, **fields: Any) -> "Draft":
        """The draft with fields of its scenario replaced."""
        return replace(self, current=self.current.model_copy(update=fields))


def named(draft: Draft) -> Scenario:
    """The scenario to assess, write up and save: a changed one does not pass for the one that was opened."""
    scenario = draft.current
    if not draft.changed or draft.origin == "empty" or (scenario.id or "").endswith(CHANGED):
        return scenario
    fields: dict[str, Any] = {"id": f"{scenario.id}{CHANGED}"}
    if scenario.title and scenario.title == draft.opened.title:
        fields["title"] = Text(
            nl=scenario.title.nl.removesuffix(REMARK.nl) + REMARK.nl,
            en=scenario.title.en.removesuffix(REMARK.en) + REMARK.en,
        )
    return scenario.model_copy(update=fields)


def with_dose(draft: Draft, index: int, dose: float) -> Draft:
    """Another dose for a component: the officer's estimate, unless it is the one that was opened."""
    component = _dosed(draft.current.components[index], dose)
    return _with_component(draft, index, component)


def _dosed(component: Component, dose: float) -> Component:
    return component.model_copy(update={"dose": dose, "budget_eur": None, "dose_basis": "estimate"})


def _with_component(draft: Draft, index: int, component: Component) -> Draft:
    for opened in draft.opened.components:
        if opened.dose == component.dose and _dosed(opened, component.dose or 0.0) == component:
            component = opened
    components = list(draft.current.components)
    components[index] = component
    return draft.update(components=tuple(components))


def without(draft: Draft, index: int) -> Draft:
    """The draft without a component."""
    kept = [each for place, each in enumerate(draft.current.components) if place != index]
    return draft.update(components=tuple(kept))


def with_added(draft: Draft, intervention: str) -> Draft:
    """The draft with an intervention added: as it was opened where it was part of it, else at full delivery."""
    added = [each for each in draft.opened.components if each.intervention == intervention]
    if not added:
        added = [Component(intervention=intervention, dose=ADDED_DOSE, dose_basis="estimate")]
    return draft.update(components=_in_order(draft, [*draft.current.components, *added]))


def _in_order(draft: Draft, components: list[Component]) -> tuple[Component, ...]:
    """What was opened keeps its place; the rest follows."""
    order = [each.intervention for each in draft.opened.components]
    return tuple(sorted(components, key=lambda each: _place(order, each.intervention)))


def _place(order: list[str], intervention: str) -> int:
    return order.index(intervention) if intervention in order else len(order)


def with_context(draft: Draft, **lists: Iterable[str]) -> Draft:
    """Other settings, groups or countries."""
    context = draft.current.context.model_copy(update={name: tuple(values) for name, values in lists.items()})
    return draft.update(context=context)


def with_title(draft: Draft, title: str) -> Draft:
    """A title of the officer's own, the same in both languages; empty brings back the opened one."""
    text = " ".join(title.split())
    if not text or (draft.opened.title and text in (draft.opened.title.nl, draft.opened.title.en)):
        return draft.update(title=draft.opened.title)
    return draft.update(title=Text(nl=text, en=text))


def with_priority(draft: Draft, target: str, weight: float) -> Draft:
    """Another weight for a target; 1 is what counts where nothing is given."""
    priorities = {**draft.current.priorities, target: weight}
    if weight == 1 and target not in draft.opened.priorities:
        del priorities[target]
    ordered = {name: priorities[name] for name in draft.opened.priorities if name in priorities}
    return draft.update(priorities=ordered | priorities)


def with_words(draft: Draft, place: str, lang: str, text: str) -> Draft:
    """Own words for a place in the memo, in a language; blank takes them away. An unknown place is left as it is."""
    if place not in get_args(MemoPlace):
        return draft
    memo = {str(name): words for name, words in draft.current.memo.items()}
    before = memo.pop(place, None)
    texts = {each: getattr(before, each, None) for each in LANGUAGES} | {lang: text if text.strip() else None}
    if any(texts.values()):
        memo[place] = OwnWords(**texts)
    return draft.update(memo={name: memo[name] for name in get_args(MemoPlace) if name in memo})


def slider_step(scenario: Scenario) -> int:
    """Steps of 5 % for the sliders, or of 1 % where a dose lies between them."""
    shares = [(each.dose or 0.0) * 100 for each in scenario.components]
    return 5 if all(abs(share / 5 - round(share / 5)) < 1e-9 for share in shares) else 1


def with_candidate(draft: Draft, intervention: str) -> Draft:
    """The draft with an intervention of dose 0: no part of the scenario, but it may be added when money is divided."""
    candidate = Component(intervention=intervention, dose=0.0)
    return draft.update(components=_in_order(draft, [*draft.current.components, candidate]))


def with_cost(draft: Draft, intervention: str, cost: float | None) -> Draft:
    """Another cost of full delivery, in EUR; null takes it away, unless a budget of the scenario rests on it."""
    costs = {name: value for name, value in draft.current.full_delivery_eur.items() if name != intervention}
    resting = any(
        each.intervention == intervention and each.budget_eur is not None for each in draft.current.components
    )
    if cost:
        costs[intervention] = cost
    elif resting:
        return draft
    ordered = {name: costs[name] for name in draft.opened.full_delivery_eur if name in costs}
    return draft.update(full_delivery_eur=ordered | costs)


def with_doses(draft: Draft, doses: dict[str, float]) -> Draft:
    """The draft with these total doses; an intervention that it has in several parts gets one more part."""
    parts: dict[str, list[int]] = {}
    for index, component in enumerate(draft.current.components):
        parts.setdefault(component.intervention, []).append(index)
    present = summed_doses(draft.current)
    for intervention, dose in doses.items():
        indexes = parts.get(intervention, [])
        if len(indexes) == 1:
            draft = with_dose(draft, indexes[0], dose)
            continue
        extra = round(dose - present.get(intervention, 0.0), 12)
        added = Component(intervention=intervention, dose=extra, dose_basis="estimate")
        draft = draft.update(components=(*draft.current.components, added))
    return draft


def slug(title: str) -> str:
    """An id made from a title: small letters, digits and dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "scenario"


def as_id(name: str) -> str:
    """A name as it is where it can be an id, else an id made from it."""
    return name if len(name) <= ID_LENGTH and re.fullmatch(ID_PATTERN, name) else slug(name)
