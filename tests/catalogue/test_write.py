"""A scenario written as YAML and read again is the same scenario, whatever stands in it."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from alignment.catalogue.load import parse_scenario
from alignment.catalogue.write import scenario_yaml
from alignment.model.base import Known, Text
from alignment.model.scenario import Component, Context, Scenario

ODD = [
    "1e3", "NO", "0o17", "0x1F", "~", "null", "true", "4.4", ".inf", "2021-05", "2021-05-17", "12:30", "=", "<<", "- x",
    "a: b", "x # y", "'", '"', "\\", "&a", "*a", "!a", "%a", "@a", "`a`", "|", ">", "{", "[", "?", "---", "...",
    "1_000", " voor", "achter ", "\tx", "x\n\ty", "een\ntwee", "een\n\n\n  twee\n", "\nx", "🎈 ballon", "é\u0301",
    "\u2028x",
    "\ufeffx", "\x07", "x\x00y", "\u00a0x", "x" * 300, "woord " * 60, "de 'a' en de \"b\"", "# geen", "null\n", "1\n",
]  # fmt: skip

NEXT_LINE = "\x85"  # has a test of its own below: YAML's readers take it for a line break
characters = st.characters(exclude_categories=["Cs"], exclude_characters=NEXT_LINE)
texts = st.sampled_from(ODD) | st.text(characters, min_size=1)
lines = texts.filter(str.strip)
ids = st.sampled_from(["1e3", "0o17", "null", "no", "2021-05", "12", "1.0", "a.b-c"]) | st.from_regex(
    r"[a-z0-9][a-z0-9.\-]{0,12}", fullmatch=True
)
dates = st.sampled_from(["2021", "2021-05", "2021-05-17", "0001", "1999-12"])
numbers = st.floats(0, 1) | st.sampled_from([0.0, 1.0, 5e-324, 1e-7, 0.1 + 0.2])
amounts = st.floats(0, 1e300, exclude_min=True) | st.sampled_from([5e-324, 1e16, 123456789.0])


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    names = draw(st.lists(texts, min_size=1, max_size=3, unique=True))
    bilingual = st.builds(Text, nl=lines, en=lines)
    parts = [
        Component(
            intervention=name,
            **draw(st.sampled_from([{"dose": draw(numbers)}, {"budget_eur": draw(amounts)}])),
            note=draw(st.none() | bilingual),
        )
        for name in names
    ]
    start, until = sorted(draw(st.tuples(dates, dates)), key=lambda each: each[:4])
    raw: dict[str, Any] = {
        "id": draw(st.none() | ids),
        "title": draw(st.none() | bilingual),
        "components": parts,
        "full_delivery_eur": {name: draw(amounts) for name in names},
        "context": Context(settings=tuple(draw(st.lists(texts, max_size=2))), countries=("NO", "NP")),
        "period": draw(st.sampled_from([None, {"from": start, "until": None}, {"from": None, "until": until}])),
        "on": draw(st.none() | dates),
        "frameworks": draw(st.lists(texts, min_size=1, max_size=2)),
        "priorities": {draw(texts): draw(amounts)},
        "threshold": draw(st.none() | st.floats(0, 1, exclude_min=True)),
    }
    return Scenario.model_validate(raw)


@given(scenarios())
def test_a_scenario_is_read_back_as_it_was_written(scenario: Scenario) -> None:
    written = scenario_yaml(scenario).encode()
    assert parse_scenario("scenario.yaml", written, Known()) == scenario


@pytest.mark.parametrize("text", ODD)
def test_every_odd_text_survives(text: str) -> None:
    shown = text if text.strip() else f"x{text}"
    scenario = Scenario(title=Text(nl=shown, en="x"), components=(Component(intervention=text, dose=1.0),))
    assert parse_scenario("scenario.yaml", scenario_yaml(scenario).encode(), Known()) == scenario


def test_the_character_next_line_survives() -> None:
    scenario = Scenario(title=Text(nl=f"een{NEXT_LINE}twee", en="x"), components=())
    assert parse_scenario("scenario.yaml", scenario_yaml(scenario).encode(), Known()) == scenario


@given(lines)
@example("een\ntwee\n")
def test_other_programs_read_the_same_text(text: str) -> None:
    scenario = Scenario(title=Text(nl=text, en="x"), components=())
    assert yaml.safe_load(scenario_yaml(scenario))["title"]["nl"] == text


def test_what_has_its_default_is_left_out() -> None:
    assert scenario_yaml(Scenario(components=())) == "components: []\n"


def test_a_scenario_is_written_in_the_order_of_the_design_and_readably() -> None:
    scenario = Scenario(
        id="mix",
        title=Text(nl="Mengsel", en="Mix"),
        components=(Component(intervention="teaching", dose=0.5),),
        context=Context(settings=("development",)),
        on="2021-06-01",
        threshold=0.7,
    )
    written = scenario_yaml(scenario)
    keys = [line.split(":")[0].strip("'\"") for line in written.splitlines() if line[0] not in " -"]
    assert keys == ["id", "title", "components", "context", "on", "threshold"]
    assert "  nl: Mengsel\n" in written
    assert "- intervention: teaching\n  dose: 0.5\n" in written
    assert "'2021-06-01'" in written or '"2021-06-01"' in written or "on: 2021-06-01\n" in written
