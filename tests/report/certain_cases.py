"""Results of the small catalogue on which sentences and data are tried: from nothing at all to three scenarios."""

import re
from datetime import date
from functools import cache
from itertools import product
from typing import Any

from alignment import api
from alignment.assessment.certainty import Certainty
from alignment.model.base import Text
from alignment.model.scenario import Component, Context, Scenario
from tests.catalogue.bad import SMALL

TODAY = date(2021, 6, 1)
DRAWS = 300
TITLES = {"a": "Aanpak", "b": "Beleid", "c": "Combinatie"}
HOLE = re.compile(r"[{}]|None|\bnan\b|\binf\b|  |\(\)|‘’| [,.;:]|\.\.|,,|: *\.$")
CATALOGUE = api.open_catalogue(SMALL)


EMERGENCY, GIRLS = Context(settings=("humanitarian",)), Context(groups=("girls",))


def scenario(name: str, title: str | None = None, **changes: Any) -> Scenario:
    doses = changes.pop("doses", {})
    parts = tuple(Component(intervention=each, dose=dose) for each, dose in doses.items())
    return Scenario(id=name, title=Text(nl=title, en=title) if title else None, components=parts, **changes)


SCENARIOS = {
    "empty": [scenario("empty", "Leeg")],
    "candidate": [scenario("candidate", "Kandidaat", doses={"teaching": 0.0})],
    "unassessed": [scenario("unassessed", doses={"policing": 1.0}, frameworks=("bhos",))],
    "indirect": [scenario("indirect", doses={"income": 1.0}, frameworks=("bhos",))],
    "just": [scenario("just", "Net aan", doses={"teaching": 0.75, "care": 0.7, "income": 0.33}, threshold=0.6)],
    "weighed": [scenario("weighed", doses={"teaching": 0.7}, priorities={"srgr-4": 1e300, "srgr-3": 9e299})],
    "pact": [scenario("pact", doses={"policing": 1.0}, frameworks=("pact", "srgr"))],
    "two": [
        scenario("one", "Eerste keus", doses={"teaching": 0.5}, frameworks=("srgr",)),
        scenario("other", "Andere keus", doses={"policing": 0.7}, threshold=0.5),
    ],
    "three": [
        scenario("all", "Alles", doses=dict.fromkeys(CATALOGUE.interventions, 1.0), context=EMERGENCY),
        scenario("girls", "Meisjes", doses={"care": 1.0, "teaching": 0.2}, context=GIRLS, on="2026-01-01"),
        scenario("none", "Geen", frameworks=("srgr",), priorities={"srgr-4": 3.0}),
    ],
    "same": [scenario("s1", "Een", doses={"teaching": 1.0}), scenario("s2", "Twee", doses={"teaching": 1.0})],
}


CASES = list(product(SCENARIOS, (True, False)))
"""A name of the above, and whether the rules move together."""


@cache
def examined(name: str, shared: bool = True) -> Certainty:
    *_, last = api.examine(CATALOGUE, SCENARIOS[name], draws=DRAWS, today=TODAY, shared=shared)
    return last


def assert_sentence(said: str) -> None:
    assert not HOLE.search(said), said
    assert said[0].isupper() or said[0].isdigit(), said
    assert said.endswith("."), said
