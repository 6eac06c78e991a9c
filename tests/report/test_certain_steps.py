"""Decisive steps in sentences: each is whole, and steps told together lose nothing."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.flipping import Change, Flip
from alignment.model.base import LANGUAGES
from alignment.report import certain
from alignment.text.format import small
from alignment.text.speaker import Speaker
from tests.report.certain_cases import CATALOGUE, TITLES, assert_sentence


@pytest.fixture(params=LANGUAGES)
def speaker(request: pytest.FixtureRequest) -> Speaker:
    return Speaker(CATALOGUE, request.param)


RULE = CATALOGUE.rules[0]
SOME_CHANGES = [
    Change("covered", "srgr-1", True, False),
    Change("covered", "srgr-1", False, True),
    Change("status", "srgr-1", "direct", "indirect"),
    Change("status", "srgr-1", "unassessed", "none"),
    *[
        Change("gap", "srgr-1", old, new)
        for old in ("unassessed", "structural", "context", "allocation", "certainty", "scope", None)
        for new in ("unassessed", "structural", "context", "allocation", "certainty", "scope", None)
        if old != new
    ],
    Change("first-gap", "srgr-3", "srgr-1", "srgr-3"),
    Change("order", "srgr", (("a",), ("b",)), (("b", "a"),)),
    Change("order", "srgr", (("a",), ("b", "c")), (("b", "c"), ("a",))),
]
SOME_FLIPS = [
    ("verdict", "teaching", "srgr-1", "direct", "indirect"),
    ("verdict", "income", "srgr-1", "none", "indirect"),
    ("verdict", "policing", "srgr-3", "opposes", "none"),
    ("assessment", "care", "srgr-1", None, "direct"),
    ("assessment", "care", "srgr-1", None, "none"),
    ("dose", "teaching", None, 1.0, 0.75),
    ("dose", "care", None, 1.0, 0.75),
    ("dose", "teaching", None, 0.25, 0.0),
    ("threshold", None, None, 0.6, 0.7),
    ("priority", None, "srgr-1", 1.0, 2.0),
    ("priority", None, "srgr-1", 1e300, 5e299),
]


@pytest.mark.parametrize("shape", SOME_FLIPS, ids=str)
def test_every_step_and_change_is_a_whole_sentence(shape: tuple[Any, ...], speaker: Speaker) -> None:
    for change in SOME_CHANGES:
        located = RULE if shape[0] == "verdict" else None
        [said] = certain.flip_sentences([Flip(*shape, (change,), located)], TITLES, speaker)
        assert_sentence(said)
        if shape[1]:
            assert speaker.inline(shape[1]) in said
        if change.kind == "order":
            assert all(TITLES[name] in said for group in change.new for name in group)  # type: ignore[union-attr]


def test_of_one_target_the_most_telling_change_is_told_and_of_each_other_its_own(speaker: Speaker) -> None:
    changes = (
        Change("covered", "srgr-1", True, False),
        Change("status", "srgr-1", "direct", "indirect"),
        Change("gap", "srgr-1", None, "structural"),
        Change("gap", "srgr-3", "certainty", None),
        Change("order", "srgr", (("a",), ("b",)), (("b",), ("a",))),
    )
    told = certain.change_words(changes, TITLES, speaker, "srgr-1")
    assert len(told) == 3
    assert told[0] == certain.change_words(changes[:1], TITLES, speaker, "srgr-1")[0]
    assert speaker.target_code("srgr-1") not in told[0]
    assert speaker.target_code("srgr-3") in told[1]
    assert "1. Beleid; 2. Aanpak" in told[2]


def test_the_order_counts_on_after_those_that_are_equal(speaker: Speaker) -> None:
    said = certain.order_words((("a", "b"), ("c",)), TITLES, speaker)
    assert [int(each) for each in re.findall(r"(\d)\. ", said)] == [1, 3]


some_flips = st.lists(
    st.builds(
        lambda shape, change: Flip(*shape, (change,), RULE if shape[0] == "verdict" else None),
        st.sampled_from(SOME_FLIPS)
        | st.tuples(
            st.just("verdict"), st.sampled_from(list(CATALOGUE.interventions)), st.just("srgr-1"), st.just("none"),
            st.just("indirect"),
        ),
        st.sampled_from(SOME_CHANGES[:4]),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=80)
@given(some_flips, st.sampled_from(LANGUAGES))
def test_grouped_steps_keep_every_step_and_every_intervention(flips: list[Flip], lang: str) -> None:
    groups = certain.grouped(flips)
    assert sorted(map(id, flips)) == sorted(id(each) for group in groups for each in group)
    assert [group[0] for group in groups] == sorted((group[0] for group in groups), key=flips.index)
    speaker = Speaker(CATALOGUE, lang)
    told = certain.flip_sentences(flips, TITLES, speaker)
    assert len(told) == len(groups)
    for group, said in zip(groups, told, strict=True):
        assert_sentence(said)
        for each in group:
            assert (each.kind, each.target, each.old, each.new, each.changes) == (
                group[0].kind, group[0].target, group[0].old, group[0].new, group[0].changes
            )  # fmt: skip
            assert each.kind in ("verdict", "assessment") or each.intervention == group[0].intervention
            if each.intervention:
                assert small(speaker.intervention(each.intervention)) in said


def test_doses_are_told_one_by_one(speaker: Speaker) -> None:
    flips = [Flip("dose", name, None, 1.0, 0.75, (SOME_CHANGES[0],)) for name in ("teaching", "care")]
    assert certain.grouped(flips) == [[flips[0]], [flips[1]]]
    told = certain.flip_sentences(flips, TITLES, speaker)
    assert [speaker.inline(each.intervention or "") in said for each, said in zip(flips, told, strict=True)] == [
        True
    ] * 2


def test_the_basis_is_told_of_a_verdict_that_stands_alone(speaker: Speaker) -> None:
    shapes = [("verdict", name, "srgr-1", "none", "indirect") for name in ("income", "care")]
    alone, other = [Flip(*shape, (SOME_CHANGES[1],), RULE) for shape in shapes]  # type: ignore[arg-type]
    assert speaker.basis(RULE) in certain.flip_sentences([alone], TITLES, speaker)[0]
    assert speaker.basis(RULE) not in certain.flip_sentences([alone, other], TITLES, speaker)[0]
