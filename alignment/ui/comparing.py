"""The open scenario beside others: what differs first, why, then scores, components and what was reckoned with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from alignment import api
from alignment.assessment.compare import ComparedTarget, Parted, part
from alignment.assessment.ranking import compare_words
from alignment.charts import comparing as tables
from alignment.model.result import Assessment
from alignment.report import certain as sentences
from alignment.report import comparing as said
from alignment.text.format import capital
from alignment.ui import address, certain, frame
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import fold, grid, heading, listing, note, paragraph, put, strong, table, terms
from alignment.ui.view import View
from alignment.ui.words import safe

FEW = 12
"""So many lines of reasons are shown without unfolding."""


@dataclass(frozen=True)
class Beside:
    """The scenarios of one run of the page; the first is the one that is open."""

    view: View
    assessments: tuple[Assessment, ...]

    @cached_property
    def parted(self) -> Parted:
        """The targets by whether the scenarios differ."""
        return part(api.compare_scenarios(self.assessments))

    @cached_property
    def headings(self) -> list[str]:
        """What stands above the columns."""
        return tables.headings(self.assessments, self.view.speaker)

    @property
    def letters(self) -> list[str]:
        """What each scenario is called in short."""
        return list(tables.LETTERS[: len(self.assessments)])

    @property
    def frameworks(self) -> list[str]:
        """The frameworks with a score in any of the scenarios, in order."""
        return list(dict.fromkeys(name for each in self.assessments for name in said.scored(each)))


def beside(view: View) -> Beside:
    """The open scenario with those that were chosen, each assessed by itself."""
    return Beside(view, (view.assessment, *(view.assess(each) for each in certain.rivals(view))))


def cautions(found: Beside) -> None:
    """What must be known before the scenarios are compared; every notice on each of them can be unfolded."""
    view, speaker = found.view, found.view.speaker
    lines = list(said.cautions(found.assessments, found.letters, speaker))
    if lines:
        listed = "\n".join(f"- {safe(line)}" for line in lines)
        st.warning(f"**{safe(view.say('notices.heading'))}**\n\n{listed}\n\n{safe(view.say('compare.where'))}")
    told = said.remarks(found.assessments, found.letters, speaker)
    if told:
        put(fold(view.say("compare.remarks", n=len(told)), listing(told)))


def answer(found: Beside) -> None:
    """At how many targets the scenarios differ, and at how many each is enough; then the way to the memo."""
    view, lines = found.view, []
    first, *others = tables.titles(found.assessments, view.speaker)
    titles = [view.say("compare.open", title=first), *others]
    for title, each in zip(titles, found.assessments, strict=True):
        told = said.enough(each, found.frameworks, view.speaker) if said.scored(each) else ""
        lines.append(view.say(f"compare.{'enough' if told else 'no-policy'}", title=title, told=told))
    with st.container(key="answer", border=True):
        put(paragraph(strong(said.headline(found.parted, view.speaker))), listing(lines))
    if st.button(view.say("compare.memo"), key=desks.key("comparison-memo")):
        desk().memo.kind = "comparison"
        st.switch_page(frame.PAGES["memo"], query_params=address.link())


def differences(found: Beside) -> None:
    """The targets that differ, framework by framework, with the reasons; the others in a fold."""
    view = found.view
    put(heading(view.say("compare.differences")))
    targets_that_differ = (*found.parted.differing, *found.parted.shifted)
    if targets_that_differ:
        put(note(view.say("compare.explained")))
        for framework, targets in tables.by_framework(targets_that_differ).items():
            _framework(found, framework, targets)
    else:
        put(paragraph(view.say("compare.no-differences")))
    _fold(found, "alike", found.parted.alike)
    _fold(found, "single", found.parted.alone)


def _framework(found: Beside, framework: str, targets: Sequence[ComparedTarget]) -> None:
    view, name = found.view, found.view.speaker.framework(framework)
    shown = tables.matrix(targets, found.headings, view.speaker)
    put(
        heading(name, 3),
        listing(_in_words(found, framework)),
        grid(shown, view.say("compare.table", framework=name)),
    )
    for kind, parted in (("differing", found.parted.differing), ("shifted", found.parted.shifted)):
        _why(found, framework, kind, [each for each in targets if each in parted])


def _why(found: Beside, framework: str, kind: str, targets: Sequence[ComparedTarget]) -> None:
    """The reasons, target by target; unfolded where the verdict differs and there are few."""
    speaker = found.view.speaker
    told = {
        speaker.target_code(each.target): list(said.reasons(each, found.assessments, found.letters, speaker))
        for each in targets
    }
    if told:
        name = speaker.framework(framework)
        label = found.view.say(f"compare.why-{kind}", framework=name, n=len(targets))
        few = len(told) + sum(map(len, told.values())) <= FEW
        reasons = terms((code, listing(lines)) for code, lines in told.items())
        put(fold(label, reasons, open_=kind == "differing" and few))


def _in_words(found: Beside, framework: str) -> list[str]:
    """How the open scenario stands to each other one in a framework, by words alone, and who does not look at it."""
    first, *others = found.assessments
    names = {
        str(each.scenario.id): found.view.speaker.say("memo.letter", letter=letter)
        for letter, each in zip(found.letters, found.assessments, strict=True)
    }
    lines = [
        capital(sentences.ordinal_sentence(ordinal, names, found.view.speaker))
        for other in others
        for ordinal in compare_words(first, other)
        if ordinal.framework == framework and framework in found.frameworks
    ]
    unseen = [
        letter
        for letter, each in zip(found.letters, found.assessments, strict=True)
        if framework not in each.scenario.frameworks
    ]
    if unseen:
        lines.append(found.view.say("compare.unseen", names=found.view.speaker.listed(unseen)))
    return lines


def _fold(found: Beside, kind: str, targets: Sequence[ComparedTarget]) -> None:
    if targets:
        shown = tables.matrix(targets, found.headings, found.view.speaker)
        title = found.view.say(f"compare.{kind}", n=len(targets))
        put(fold(title, grid(shown, found.view.say(f"compare.{kind}-table"))))


def scores(found: Beside) -> None:
    """The scores beside one another, and between which the order is not certain."""
    view = found.view
    put(heading(view.say("compare.scores")))
    if not found.frameworks:
        put(paragraph(view.say("compare.no-scores")))
        return
    put(
        note(view.say("compare.scores-explained")),
        grid(tables.scores(found.assessments, found.headings, view.speaker), view.say("compare.scores-table")),
        listing(said.overlaps(found.assessments, found.letters, view.speaker)),
    )
    label = view.say("compare.certainty")
    st.page_link(frame.PAGES["certainty"], label=label, query_params=address.link())


def components(found: Beside) -> None:
    """Which interventions each scenario has, with doses: differences first."""
    view = found.view
    put(heading(view.say("compare.components")))
    different, same = tables.components(found.assessments, found.headings, view.speaker)
    if different.empty and same.empty:
        put(paragraph(view.say("compare.no-components")))
        return
    put(note(view.say("compare.components-explained")))
    if not different.empty:
        table(different, view.say("compare.components-table"))
    if not same.empty:
        title = view.say("compare.same-components", n=len(same))
        put(fold(title, grid(same, view.say("compare.same-components-table"))))


def circumstances(found: Beside) -> None:
    """With what each scenario was assessed."""
    view = found.view
    put(
        heading(view.say("compare.circumstances")),
        note(view.say("compare.circumstances-explained")),
        grid(
            tables.circumstances(found.assessments, found.headings, view.speaker),
            view.say("compare.circumstances-table"),
        ),
    )
