"""What stays as it is when judgements count for more or less, target by target."""

from functools import partial
from itertools import count

import pandas as pd
import streamlit as st

from alignment import api
from alignment.assessment.certainty import Certainty
from alignment.charts import tables
from alignment.model.base import LANGUAGES, Text
from alignment.model.result import TargetResult
from alignment.model.scenario import Scenario
from alignment.report import certain as sentences
from alignment.text.messages import messages
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.drafts import named
from alignment.ui.parts import Drawn, grid, heading, note, opened, paragraph, put, strong, table
from alignment.ui.running import run
from alignment.ui.tracks import Track, drawn
from alignment.ui.view import View
from alignment.ui.words import safe

AS_OPENED = "as-opened"
DRAWS = (1_000, 10_000, 100_000, 1_000_000)


def examined(view: View) -> Certainty:
    """The open scenario, and those that it is compared with, over as many draws as asked."""
    found = (view.assessment.scenario, *rivals(view))
    scenarios = tuple(each.model_copy(update={"memo": {}}) for each in found)  # own words change no figure
    state = desk()
    key = (scenarios, state.stated_only, state.draws, view.catalogue.fingerprint, view.assessment.on)
    start = partial(api.examine, view.catalogue, scenarios, draws=state.draws, stated_only=state.stated_only)
    work = run(view, "certainty", key, start, lambda found: found.robustness.draws / state.draws)
    assert work.found is not None
    return work.found


def rivals(view: View) -> tuple[Scenario, ...]:
    """The scenarios to compare with, in the order chosen; each gets an id that no other has."""
    taken, found = {view.assessment.scenario.id}, []
    for key in desk().against:
        scenario = _rival(view, key)
        if scenario is None:
            continue
        numbers = (f"{scenario.id}-{number}" for number in count(2))
        name = next(name for name in (scenario.id, *[next(numbers) for _ in taken]) if name not in taken)
        taken.add(name)
        found.append(scenario.model_copy(update={"id": name}))
    return tuple(found)


def _rival(view: View, key: str) -> Scenario | None:
    draft = desk().draft
    if key == AS_OPENED:
        if not draft.changed:
            return None
        said = {
            lang: messages(lang).say("ui.certainty.as-opened", title=_title(draft.opened, lang)) for lang in LANGUAGES
        }
        return draft.opened.model_copy(update={"title": Text(**said)})
    if key == desk().active:
        return None
    other = desk().drafts.get(key) or desk().kept.get(key)
    return named(other) if other else view.catalogue.find(key)


def _title(scenario: Scenario, lang: str) -> str:
    return scenario.title.in_language(lang) if scenario.title else str(scenario.id)


def answer(view: View, found: Certainty) -> None:
    """For which targets it is certain, likely, uncertain or just short, in one paragraph."""
    flips = found.flips[0].steps
    breaking = sum(any(change.kind == "covered" and not change.new for change in flip.changes) for flip in flips)
    summary = sentences.summary(view.assessment, found.robustness.scenarios[0], view.speaker)
    more = f"{view.speaker.say('certainty.flips', n=len(flips))} {view.speaker.say('certainty.breaks', n=breaking)}"
    with st.container(key="answer", border=True):
        put(paragraph(strong(summary)), *([paragraph(more)] if view.assessment.doses else []))


def targets(view: View, found: Certainty) -> None:
    """A chart and a table for each framework."""
    put(
        heading(view.speaker.say("certainty.heading-targets")),
        paragraph(sentences.method(found.robustness, view.speaker)),
        note(view.say("certainty.chart-explained", threshold=view.speaker.score(view.assessment.threshold))),
    )
    for framework in view.assessment.frameworks:
        _framework(view, found, framework.framework)


def _framework(view: View, found: Certainty, framework: str) -> None:
    results = tables.themes(view.assessment, framework)
    if not results:
        return
    scenario = found.robustness.scenarios[0]
    words = [_word(view, found, result) for result in results]
    score = next(each for each in scenario.frameworks if each.framework == framework)
    name, draws = view.speaker.framework(framework), [scenario.target(each.target) for each in results]
    bars = [
        Track(draw.low, draw.upper, result.coverage, str(result.status))
        for result, draw in zip(results, draws, strict=True)
    ]
    rows = [_row(view, found, result, told) for result, told in zip(results, words, strict=True)]
    above = view.say("chart.track", threshold=view.speaker.score(view.assessment.threshold))
    put(
        heading(name, 3),
        paragraph(sentences.framework_interval(score, view.speaker)),
        grid(
            pd.DataFrame(rows),
            view.say("certainty.table-alt", framework=name),
            Drawn(above, 1, drawn(bars, view.assessment.threshold)),
        ),
    )


def _word(view: View, found: Certainty, result: TargetResult) -> str:
    certainty = found.robustness.scenarios[0].target(result.target)
    word = sentences.word(result, certainty, view.catalogue.scale.certainty)
    return view.speaker.say(f"certainty.word.{word}")


def _row(view: View, found: Certainty, result: TargetResult, word: str) -> dict[str, str]:
    certainty = found.robustness.scenarios[0].target(result.target)
    says = sentences.target_says(result, certainty, view.speaker)
    return {
        view.say("column.target"): f"{tables.code(result.target, view.speaker)} "
        f"{view.speaker.text(view.catalogue.targets[result.target].target.title)}",
        view.say("certainty.how-sure"): word,
        view.say("certainty.meaning"): says,
    }


def behind(view: View, found: Certainty) -> None:
    """The statistics, for who asks."""
    box = opened(view.say("certainty.behind"), desks.steady("behind"))
    if box is None:
        return
    with box:
        put(paragraph(view.say("certainty.behind-explained")))
        st.selectbox(
            view.say("certainty.draws"),
            DRAWS,
            format_func=lambda count: view.speaker.number(count, 0),
            key=desks.seeded("draws", desk().draws),
            on_change=_draws,
        )
        done = found.robustness.draws
        if done < desk().draws:
            st.info(safe(view.say("certainty.stopped", n=view.speaker.number(done, 0))))
        rows = [_numbers(view, found, each) for each in view.assessment.targets if each.link == "theme"]
        table(pd.DataFrame(rows), view.say("certainty.behind-alt"))


def _draws() -> None:
    desk().draws = desks.value_of("draws")


def _numbers(view: View, found: Certainty, result: TargetResult) -> dict[str, str]:
    each, speaker = found.robustness.scenarios[0].target(result.target), view.speaker
    return {
        view.say("column.target"): speaker.target_code(result.target),
        view.say("certainty.mean"): speaker.number(each.mean, 4),
        view.say("certainty.deviation"): speaker.number(each.variance**0.5, 4),
        view.say("certainty.nine-in-ten"): f"{speaker.number(each.low, 4)}–{speaker.number(each.upper, 4)}",
        view.say("certainty.with-unassessed"): speaker.number(each.high, 4),
        view.say("certainty.p-covered"): speaker.number(each.p_covered, 4),
        view.say("certainty.p-possible"): speaker.number(each.p_possible, 4),
    }
