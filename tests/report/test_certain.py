"""How sure results are, in sentences and as data: no holes, the right forms, and nearly all is never said as all."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignment.assessment.certainty import Certainty
from alignment.assessment.draws import Sampling
from alignment.assessment.ranking import Ordinal
from alignment.assessment.robustness import (
    Duel,
    FrameworkCertainty,
    Ranks,
    Robustness,
    ScenarioCertainty,
    TargetCertainty,
)
from alignment.model.base import LANGUAGES
from alignment.model.result import Assessment, TargetResult
from alignment.report import certain
from alignment.report.certain_lines import certainty_lines
from alignment.text.speaker import Speaker
from tests.report.certain_cases import CASES, CATALOGUE, HOLE, TITLES, assert_sentence, examined

NEARLY = [1e-9, 1e-7, 0.004, 0.005, 0.0099, 0.01, 0.5, 0.99, 0.994, 0.9949, 0.995, 0.9999999, 1 - 1e-9]


@pytest.fixture(params=LANGUAGES)
def speaker(request: pytest.FixtureRequest) -> Speaker:
    return Speaker(CATALOGUE, request.param)


def sentences(found: Certainty, speaker: Speaker) -> Iterator[str]:
    """Every sentence that this module can say of a result."""
    titles = certain.titles_of(found, speaker)
    assert list(titles) == [str(each.scenario.id) for each in found.assessments]
    columns = zip(found.assessments, found.robustness.scenarios, found.flips, found.alternatives, strict=True)
    for assessment, each, flips, alternatives in columns:
        yield certain.summary(assessment, each, speaker)
        yield from (certain.framework_interval(one, speaker) for one in each.frameworks)
        for result in assessment.targets:
            yield certain.target_says(result, each.target(result.target), speaker)
            interval = certain.target_interval(each.target(result.target), speaker)
            assert bool(interval) == (result.status in ("direct", "indirect"))
            yield from [interval] if interval else []
        for steps in (flips.steps, flips.unassessed):
            yield from certain.flip_sentences(steps, titles, speaker)
        yield from certain.alternative_sentences(alternatives, titles, speaker)
    yield from (certain.ordinal_sentence(each, titles, speaker) for each in found.ordinals)
    yield from certain.differences(found.assessments, speaker)
    yield from (certain.ranks_sentence(each, titles, speaker) for each in found.robustness.ranks)
    yield from (certain.duel_sentence(each, titles, speaker) for each in found.robustness.duels)
    yield certain.method(found.robustness, speaker)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_everything_that_is_said_is_a_whole_sentence(case: tuple[str, bool], speaker: Speaker) -> None:
    told = list(sentences(examined(*case), speaker))
    assert len(told) > 8
    for said in told:
        assert_sentence(said)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_lines_of_the_terminal_have_no_holes(case: tuple[str, bool], speaker: Speaker) -> None:
    lines = list(certainty_lines(examined(*case), speaker))
    assert not any(HOLE.search(line.strip()) for line in lines)
    assert certain.method(examined(*case).robustness, speaker) == lines[-1]


ALL_AND_NONE = {
    ("nl", "hundred"): ("in alle doorrekeningen", "in geen enkele doorrekening"),
    ("en", "hundred"): ("in all recalculations", "in no recalculation at all"),
    ("nl", "share"): ("altijd", "nooit"),
    ("en", "share"): ("always", "never"),
}


@pytest.mark.parametrize("kind", ["hundred", "share"])
def test_all_and_none_are_said_only_of_exactly_all_and_none(speaker: Speaker, kind: Any) -> None:
    whole, nothing = ALL_AND_NONE[speaker.lang, kind]
    assert certain.frequency(1.0, speaker, kind) == whole
    assert certain.frequency(0.0, speaker, kind) == nothing
    for share in NEARLY:
        said = certain.frequency(share, speaker, kind)
        assert said not in (whole, nothing)
        assert not re.search(r"^(in )?(0|100) (van|of|out|times)", said), said


@settings(max_examples=100)
@given(st.floats(0, 1), st.sampled_from(LANGUAGES))
def test_a_frequency_is_rounded_to_a_whole_number_of_a_hundred(share: float, lang: str) -> None:
    said = certain.frequency(share, Speaker(CATALOGUE, lang))
    numbers = [int(each) for each in re.findall(r"\d+", said)]
    if share in (0.0, 1.0):
        assert numbers == []
    elif share < 0.01:
        assert numbers == [1, 100]
        assert re.search("minder dan|fewer than", said)
    elif share >= 0.995:
        assert numbers == [99, 100]
        assert re.search("meer dan|more than", said)
    else:
        assert numbers[1] == 100
        assert 1 <= numbers[0] <= 99
        assert abs(numbers[0] - share * 100) <= 0.5 + 1e-9


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (0.0, "in geen enkele doorrekening", "in no recalculation at all"),
        (1e-9, "in minder dan 1 van de 100 doorrekeningen", "in fewer than 1 of 100 recalculations"),
        (0.005, "in minder dan 1 van de 100 doorrekeningen", "in fewer than 1 of 100 recalculations"),
        (0.01, "in 1 van de 100 doorrekeningen", "in 1 of 100 recalculations"),
        (0.5, "in 50 van de 100 doorrekeningen", "in 50 of 100 recalculations"),
        (0.994, "in 99 van de 100 doorrekeningen", "in 99 of 100 recalculations"),
        (0.9949, "in 99 van de 100 doorrekeningen", "in 99 of 100 recalculations"),
        (0.995, "in meer dan 99 van de 100 doorrekeningen", "in more than 99 of 100 recalculations"),
        (1 - 1e-9, "in meer dan 99 van de 100 doorrekeningen", "in more than 99 of 100 recalculations"),
        (1.0, "in alle doorrekeningen", "in all recalculations"),
    ],
)
def test_frequencies_as_they_are_said(share: float, dutch: str, english: str) -> None:
    assert [certain.frequency(share, Speaker(CATALOGUE, lang)) for lang in ("nl", "en")] == [dutch, english]


def test_once_is_singular_in_english() -> None:
    assert certain.frequency(0.01, Speaker(CATALOGUE, "en"), "share") == "1 time out of 100"
    assert certain.frequency(0.02, Speaker(CATALOGUE, "en"), "share") == "2 times out of 100"


ASSESSMENT = examined("just").assessments[0]


def result_of(status: Any, covered: bool = False, target: str = "srgr-1") -> TargetResult:
    return dataclasses.replace(ASSESSMENT.target(target), status=status, covered=covered)


def certainty_of(p_covered: float, p_possible: float | None = None, target: str = "srgr-1") -> TargetCertainty:
    possible = p_covered if p_possible is None else p_possible
    return TargetCertainty(target, 0.6, 0.01, 0.4, 0.8, 0.8, p_covered, possible)


@pytest.mark.parametrize(
    ("status", "covered", "share", "expected"),
    [
        ("direct", True, 1.0, "holds"),
        ("direct", True, 0.999999, "firm"),
        ("direct", True, 0.95, "firm"),
        ("direct", True, 0.9499, "likely"),
        ("direct", True, 0.8, "likely"),
        ("direct", True, 0.7999, "unsure"),
        ("direct", True, 0.0, "unsure"),
        ("direct", False, 0.6, "short"),
        ("direct", False, 0.0501, "short"),
        ("direct", False, 0.05, "far"),
        ("direct", False, 0.0, "far"),
        ("indirect", False, 0.0, "indirect"),
        ("conditional", False, 0.0, "nothing"),
        ("none", False, 0.0, "nothing"),
        ("unassessed", False, 0.0, "unassessed"),
    ],
)
def test_the_word_for_a_target(status: str, covered: bool, share: float, expected: str, speaker: Speaker) -> None:
    result, found = result_of(status, covered), certainty_of(share)
    assert certain.word(result, found, 0.8) == expected
    assert speaker.say(f"certainty.word.{expected}")
    assert_sentence(certain.target_says(result, found, speaker))


@pytest.mark.parametrize("share", NEARLY)
@pytest.mark.parametrize("covered", [True, False])
def test_of_a_target_all_or_none_is_never_said_too_much(share: float, covered: bool, speaker: Speaker) -> None:
    said = certain.target_says(result_of("direct", covered), certainty_of(share), speaker)
    assert not any(each in said for pair in ALL_AND_NONE.values() for each in pair)


def test_what_is_not_assessed_can_change_only_what_is_not_covered(speaker: Speaker) -> None:
    may = speaker.say("certainty.says.open")
    for status, covered, possible, expected in (
        ("indirect", False, 0.3, True), ("unassessed", False, 1.0, True), ("direct", False, 0.2, True),
        ("direct", True, 1.0, False), ("none", False, 0.0, False), ("direct", False, 0.1, False),
    ):  # fmt: skip
        found = certainty_of(0.1 if status == "direct" else 0.0, possible)
        result = result_of(status, covered)
        assert certain.may_change(result, found) == expected
        said = certain.target_says(result, found, speaker)
        assert (may in said) == (expected and status != "unassessed")  # that says it in so many words


def test_an_interval_names_the_highest_only_where_that_says_more(speaker: Speaker) -> None:
    plain = TargetCertainty("srgr-1", 0.6, 0.01, 0.4, 0.8, 0.8, 1.0, 1.0)
    numbers = ["0,40", "0,80", "0,60"] if speaker.lang == "nl" else ["0.40", "0.80", "0.60"]
    assert re.findall(r"\d[.,]\d\d", certain.target_interval(plain, speaker)) == numbers
    higher = dataclasses.replace(plain, high=0.95)
    assert len(re.findall(r"\d[.,]\d\d", certain.target_interval(higher, speaker))) == 4
    hardly = dataclasses.replace(plain, high=0.8 + 1e-9)
    assert certain.target_interval(hardly, speaker) == certain.target_interval(plain, speaker)
    assert certain.target_interval(dataclasses.replace(plain, upper=0.0, high=1.0), speaker) == ""
    score = FrameworkCertainty("srgr", 0.6, 0.4, 0.9999999, 1.0)
    assert ("> 0,99" if speaker.lang == "nl" else "> 0.99") in certain.framework_interval(score, speaker)


def summary_of(speaker: Speaker, **words: int) -> str:
    """The summary of so many targets of each word, by the word."""
    shapes: dict[str, tuple[str, bool, float, float]] = {
        "holds": ("direct", True, 0.97, 0.97), "likely": ("direct", True, 0.9, 0.9),
        "unsure": ("direct", True, 0.5, 0.5), "short": ("direct", False, 0.3, 0.3),
        "far": ("direct", False, 0.0, 0.0), "sometimes": ("direct", False, 0.01, 0.01),
        "nothing": ("none", False, 0.0, 0.0), "unassessed": ("unassessed", False, 0.0, 1.0),
    }  # fmt: skip
    results, found = [], []
    for word, count in words.items():
        status, covered, share, possible = shapes[word]
        for number in range(count):
            name = f"{word}-{number}"
            results.append(dataclasses.replace(result_of(status, covered), target=name))
            found.append(certainty_of(share, possible, name))
    assessment = dataclasses.replace(ASSESSMENT, targets=tuple(results))
    return certain.summary(assessment, ScenarioCertainty("just", tuple(found), ()), speaker)


@settings(max_examples=100)
@given(st.lists(st.integers(0, 2), min_size=8, max_size=8), st.sampled_from(LANGUAGES))
def test_the_summary_names_what_is_enough_and_what_is_just_short(counts: list[int], lang: str) -> None:
    names = ("holds", "likely", "unsure", "short", "far", "sometimes", "nothing", "unassessed")
    words = dict(zip(names, counts, strict=True))
    said = summary_of(Speaker(CATALOGUE, lang), **words)
    assert_sentence(said)
    for word in ("holds", "likely", "unsure", "short"):
        assert all(said.count(f"{word}-{number}") == 1 for number in range(words[word]))
    covered = words["holds"] + words["likely"] + words["unsure"]
    rest = sum(words[word] for word in ("far", "sometimes", "nothing", "unassessed"))
    if covered and rest:
        assert re.search(rf"\b{rest} (ander doel|other target) " if rest == 1 else rf"\b{rest} (andere|other) ", said)
    if not covered and words["unassessed"]:
        assert said.endswith(Speaker(CATALOGUE, lang).say("certainty.says.open"))


def test_summaries_of_none_one_and_many() -> None:
    dutch, english = Speaker(CATALOGUE, "nl"), Speaker(CATALOGUE, "en")
    assert "verandert daar niets aan." in summary_of(dutch, far=1, nothing=1)
    assert "verandert daar vrijwel niets aan." in summary_of(dutch, sometimes=1, nothing=1)
    assert summary_of(dutch, unassessed=1, nothing=1).endswith(dutch.say("certainty.says.open"))
    assert "hardly changes" in summary_of(english, sometimes=1)
    assert "for short-0 and short-1 it is" in summary_of(english, short=2)
    assert summary_of(dutch, holds=1).startswith("Het ene doel waarbij")
    assert summary_of(dutch, holds=2).startswith("De 2 doelen waarbij")
    assert "1 other target " in summary_of(english, holds=1, far=1)
    assert "2 other targets " in summary_of(english, holds=1, far=1, nothing=1)


@pytest.mark.parametrize("relation", ["better", "worse", "equal", "mixed", "unknown"])
@pytest.mark.parametrize("unknown", [(), ("srgr-3",), ("srgr-3", "srgr-4")])
def test_comparisons_in_words(relation: Any, unknown: tuple[str, ...], speaker: Speaker) -> None:
    better = ("srgr-1",) if relation in ("better", "mixed") else ()
    worse = ("srgr-4",) if relation in ("worse", "mixed") else ()
    said = certain.ordinal_sentence(Ordinal("srgr", "a", "b", relation, better, worse, unknown), TITLES, speaker)
    assert_sentence(said)
    assert all(speaker.target_code(target) in said for target in (*better, *worse, *unknown))


def duel(first: float, equal: float, least: float = 1.0, most: float = 1.0) -> Duel:
    return Duel("srgr", "a", "b", first, equal, least, most)


@pytest.mark.parametrize(
    ("found", "dutch"),
    [
        (duel(1.0, 0.0), "SRGR: Aanpak komt altijd hoger uit dan Beleid."),
        (duel(0.0, 0.0), "SRGR: Beleid komt altijd hoger uit dan Aanpak."),
        (duel(0.3, 0.0), "SRGR: Beleid komt 70 van de 100 keer hoger uit dan Aanpak."),
        (duel(0.5, 0.0), "SRGR: Aanpak komt 50 van de 100 keer hoger uit dan Beleid."),
        (duel(0.1, 0.45), "SRGR: Beleid komt 45 van de 100 keer hoger uit dan Aanpak."),
        (duel(0.0, 0.6), "SRGR: Beleid komt 40 van de 100 keer hoger uit dan Aanpak."),
        (duel(0.0, 1.0), "SRGR: Aanpak en Beleid komen altijd even hoog uit."),
        (duel(1e-7, 0.0), "SRGR: Beleid komt meer dan 99 van de 100 keer hoger uit dan Aanpak."),
        (duel(1 - 1e-7, 0.0), "SRGR: Aanpak komt meer dan 99 van de 100 keer hoger uit dan Beleid."),
    ],
)
def test_of_two_scenarios_the_one_that_comes_first_most_often_is_named_first(found: Duel, dutch: str) -> None:
    assert certain.duel_sentence(found, TITLES, Speaker(CATALOGUE, "nl")) == dutch


def test_what_is_not_assessed_may_turn_the_order(speaker: Speaker) -> None:
    may = speaker.say("certainty.duel-open")
    for least, most, expected in ((0.2, 0.9, True), (0.6, 0.9, False), (0.1, 0.4, False)):
        assert (may in certain.duel_sentence(duel(0.7, 0.1, least, most), TITLES, speaker)) == expected


def test_ranks_leave_out_the_places_that_never_come(speaker: Speaker) -> None:
    said = certain.ranks_sentence(Ranks("a", "srgr", (0.0, 1.0, 0.0)), TITLES, speaker)
    assert_sentence(said)
    assert ALL_AND_NONE[speaker.lang, "share"][0] in said
    assert re.findall(r"\b[123]\b", said) == ["2"]
    nearly = certain.ranks_sentence(Ranks("a", "srgr", (1 - 1e-7, 1e-7, 0.0)), TITLES, speaker)
    assert not any(word in nearly for word in ALL_AND_NONE[speaker.lang, "share"])


def test_what_makes_scenarios_hard_to_compare_is_told_once_each(speaker: Speaker) -> None:
    plain = examined("same").assessments
    assert list(certain.differences(plain, speaker)) == []
    three: Sequence[Assessment] = examined("three").assessments
    told = [speaker.say(f"certainty.differs.{kind}") for kind in ("priorities", "date", "context")]
    assert list(certain.differences(three, speaker)) == told
    other_threshold = speaker.say("certainty.differs.threshold")
    assert list(certain.differences(examined("two").assessments, speaker)) == [other_threshold]


@pytest.mark.parametrize("shared", [True, False])
def test_the_method_names_draws_and_seed(shared: bool, speaker: Speaker) -> None:
    said = certain.method(Robustness(Sampling(7, 20_000, shared), 12_288, (), (), ()), speaker)
    assert_sentence(said)
    assert ("12.288" if speaker.lang == "nl" else "12,288") in said
    assert " 7." in said
