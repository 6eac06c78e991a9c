"""Random small worlds for Hypothesis: a catalogue, a scenario and a date, built in memory.

Small on purpose: a few interventions and targets, so that brute force can be the judge. Numbers are often round
(0, a quarter, 1), where thresholds are met exactly, and sometimes arbitrary. What can be listed beforehand (rules,
frameworks) is drawn from a list, which is many times faster than drawing every field.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from hypothesis import strategies as st

from alignment.model.base import Citation, Known, Period, Text
from alignment.model.catalogue import Catalogue, LocatedRule
from alignment.model.framework import Framework, Target, Word
from alignment.model.intervention import GroupTerm, InterventionType, Term, TypesFile
from alignment.model.rule import Condition, ConfidenceFactors, Rule, Scale, Strengths
from alignment.model.scenario import Component, Context, Scenario

SETTINGS = ("development", "humanitarian", "refugee-hosting")
GROUPS = ("girls", "boys", "women")
CHILDREN = ("girls", "boys")
COUNTRIES = ("NO", "TH")
PATHWAYS = ("children", "government")
FUNCTIONS = ("prevention", "care")
SERVES = {
    "teaching": (("children",), ("prevention",)),
    "income": ((), ("prevention", "care")),
    "policing": (("government",), ()),
    "care": (("children", "government"), ("care",)),
}

TEXT = Text(nl="tekst", en="text")
SOURCES = (Citation(source="report", at="1"),)

RuleSpec = tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class World:
    """All that an assessment takes."""

    catalogue: Catalogue
    scenario: Scenario
    on: date

    def __repr__(self) -> str:
        """Short enough to read in a failure."""
        rules = [f"{each.intervention}: {each.rule.model_dump(exclude=_DULL)}" for each in self.catalogue.rules]
        links = {name: [each.link for each in one.targets] for name, one in self.catalogue.frameworks.items()}
        scale = self.catalogue.scale.model_dump(exclude={"note"})
        shown = [*rules, links, scale, self.scenario.model_dump(exclude_defaults=True), self.on]
        return "World(\n  " + "\n  ".join(map(str, shown)) + ")"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


_DULL = {"rationale", "sources", "reviewed", "confirmed_until"}


def period(start: str | None, until: str | None) -> Period:
    return Period.model_validate({"from": start, "until": until})


def make_rule(target: str, **changes: Any) -> Rule:
    """A rule with the usual values where nothing else is asked."""
    usual: dict[str, Any] = {
        "alignment": "direct",
        "basis": "stated",
        "confidence": "high",
        "rationale": TEXT,
        "sources": SOURCES,
        "reviewed": "2026",
    }
    return Rule(target=target, **{**usual, **changes})


def _specs(**values: Sequence[Any]) -> list[RuleSpec]:
    return [tuple(zip(values, each, strict=True)) for each in product(*values.values())]


_ALIGNMENTS = ("direct", "indirect", "none", "opposes", "direct", "indirect")
_CONFIDENCES = ("high", "medium", "low")
_WHEN = (
    None,
    None,
    None,
    Condition(settings=("development",)),
    Condition(settings=("humanitarian", "refugee-hosting")),
    Condition(groups=("women",)),
    Condition(groups=("boys", "women")),
    Condition(settings=("humanitarian",), countries=("TH",)),
)
_REACHES = (None, None, None, ("girls",), ("girls", "women"), ("women",))
PLAIN = _specs(alignment=_ALIGNMENTS, basis=("stated", "derived"), confidence=_CONFIDENCES)
# A rule that both asks for groups and reaches only some is left out: test_gaps.py has a test of its own for it.
SINGLE = [
    spec
    for spec in _specs(
        alignment=_ALIGNMENTS, basis=("stated", "derived"), confidence=_CONFIDENCES, when=_WHEN, groups=_REACHES
    )
    if not (dict(spec)["groups"] and dict(spec)["when"] and dict(spec)["when"].groups)
]
_TWO_SETTINGS = (Condition(settings=("development",)), Condition(settings=("humanitarian", "refugee-hosting")))
_TWO_PERIODS = (period(None, "2019-12"), period("2020-11", None))


@cache
def _built(target: str, spec: RuleSpec) -> Rule:
    return make_rule(target, **dict(spec))


@st.composite
def rules_of_pair(draw: st.DrawFn, target: str) -> list[Rule]:
    """None, one, one per setting, or one per period: what the check of the catalogue lets through."""
    shape = draw(st.integers(0, 9))
    if shape < 4:
        return []
    if shape < 8:
        return [_built(target, draw(st.sampled_from(SINGLE)))]
    key, values = ("when", _TWO_SETTINGS) if shape == 8 else ("in_force", _TWO_PERIODS)
    return [_built(target, (*draw(st.sampled_from(PLAIN)), (key, value))) for value in values]


@cache
def make_framework(name: str, links: tuple[str | None, ...]) -> Framework:
    """A policy framework with these links, or a commitment where there are none."""
    return Framework.model_validate(
        {
            "framework": name,
            "kind": "policy" if any(links) else "commitment",
            "title": TEXT,
            "short": TEXT,
            "word": Word(one=TEXT, other=TEXT),
            "targets": tuple(
                Target(code=str(number), title=TEXT, link=link, sources=SOURCES)  # type: ignore[arg-type]
                for number, link in enumerate(links, start=1)
            ),
            "sources": SOURCES,
        }
    )


_POLICIES = (("theme",), ("theme", "theme"), ("theme", "none", "theme"), ("financing", "theme"), ("none",))


@cache
def make_scale(direct: float = 0.8, indirect: float = 0.4, half_width: float = 0.2) -> Scale:
    return Scale(
        strengths=Strengths(direct=direct, indirect=indirect, none=0.0),
        half_width=half_width,
        confidence=ConfidenceFactors(high=1.0, medium=1.25, low=1.5),
        threshold=0.6,
        certainty=0.8,
        note=TEXT,
    )


_SCALES = (
    make_scale(),
    make_scale(),
    make_scale(1.0, 0.5),
    make_scale(0.7, 0.6),
    make_scale(0.3, 0.1, 0.5),
    make_scale(0.8, 0.4, 0.0),
)


def _terms(ids: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term(id=each, title=TEXT) for each in ids)


@cache
def make_types(count: int = len(SERVES)) -> TypesFile:
    return TypesFile(
        settings=_terms(SETTINGS),
        groups=tuple(GroupTerm(id=each, title=TEXT, child=each in CHILDREN) for each in GROUPS),
        pathways=_terms(PATHWAYS),
        functions=_terms(FUNCTIONS),
        evidence=_terms(["not-graded"]),
        types=tuple(
            InterventionType(
                id=name,
                title=TEXT,
                description=TEXT,
                full_delivery=TEXT,
                pathways=pathways,
                functions=functions,
                evidence="not-graded",
                sources=SOURCES,
            )
            for name, (pathways, functions) in list(SERVES.items())[:count]
        ),
    )


def make_catalogue(
    located: Sequence[LocatedRule],
    policies: Sequence[Framework] = (make_framework("one", ("theme",)),),
    scale: Scale | None = None,
    types: TypesFile | None = None,
) -> Catalogue:
    return Catalogue(
        root="memory",
        fingerprint="sha256:test",
        known=Known(),
        frameworks={each.framework: each for each in policies},
        sources={},
        types=types or make_types(),
        scale=scale or make_scale(),
        rules=tuple(located),
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    types = make_types(draw(st.integers(1, len(SERVES))))
    links = draw(st.sampled_from(_POLICIES)), draw(st.sampled_from(_POLICIES))
    found = [make_framework("one", links[0]), make_framework("two", links[1]), make_framework("pact", (None,))]
    targets = [f"{each.framework}-{target.code}" for each in found for target in each.targets]
    located = [
        LocatedRule(each.id, rule, "rules/x.yaml", 1)
        for each in types.types
        for target in targets
        for rule in draw(rules_of_pair(target))
    ]
    return make_catalogue(located, found, draw(st.sampled_from(_SCALES)), types)


def subsets(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True).map(tuple)


def shares() -> st.SearchStrategy[float]:
    return st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]) | st.floats(0, 1)


@st.composite
def components(draw: st.DrawFn, names: Sequence[str]) -> Component:
    name = draw(st.sampled_from(names))
    if draw(st.integers(0, 4)) == 4:
        return Component(intervention=name, budget_eur=draw(st.sampled_from([0.0, 2.5e5, 1e6, 3e6])))
    return Component(intervention=name, dose=draw(shares()))


@st.composite
def scenarios(draw: st.DrawFn, catalogue: Catalogue) -> Scenario:
    names = list(catalogue.interventions)
    weighed = draw(st.sampled_from([[], *([each] for each in catalogue.targets), list(catalogue.targets)]))
    return Scenario(
        id="scenario",
        components=tuple(draw(st.lists(components(names), max_size=4))),
        full_delivery_eur=dict.fromkeys(names, 1e6),
        context=Context(
            settings=draw(subsets(SETTINGS)), groups=draw(subsets(GROUPS)), countries=draw(subsets(COUNTRIES))
        ),
        frameworks=draw(st.sampled_from([("one",), ("one", "two"), ("one", "pact"), ("two", "one", "pact")])),
        priorities={each: draw(st.sampled_from([0.5, 2.0, 3.0])) for each in weighed},
        threshold=draw(st.sampled_from([None, None, 0.4, 0.8, 1.0]) | st.floats(0.05, 1)),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    catalogue = draw(catalogues())
    on = date.fromordinal(date(2019, 6, 1).toordinal() + draw(st.integers(0, 900)))
    return World(catalogue, draw(scenarios(catalogue)), on)


@st.composite
def crowded_worlds(draw: st.DrawFn) -> World:
    """One target for which nearly every intervention has a fitting rule, and a threshold that is hard to reach."""
    fitting = [spec for spec in SINGLE if dict(spec)["alignment"] in ("direct", "indirect")]
    located = [
        LocatedRule(name, _built("one-1", spec), "rules/x.yaml", 1)
        for name in SERVES
        for spec in draw(st.lists(st.sampled_from(fitting), min_size=int(name != "care"), max_size=1))
    ]
    scenario = Scenario(
        components=tuple(draw(st.lists(components(list(SERVES)), max_size=3))),
        full_delivery_eur=dict.fromkeys(SERVES, 1e6),
        context=Context(settings=draw(subsets(SETTINGS)), groups=draw(subsets(GROUPS))),
        frameworks=("one",),
        threshold=draw(st.sampled_from([0.6, 0.85, 0.9, 0.97])),
    )
    return World(make_catalogue(located), scenario, date(2021, 1, 1))
