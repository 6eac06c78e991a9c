"""Charts of a memo: the picture, and in words what it shows."""

from typing import Any

from alignment.model.result import FrameworkResult
from alignment.report.document import Chart, Mark, Ref, line
from alignment.report.memo.notes import part
from alignment.report.memo.view import View

WIDTH = 620


def coverage_chart(view: View) -> tuple[Chart, ...]:
    """Coverage per theme target with its interval and the threshold; nothing where there is nothing to show."""
    if not view.themes or not view.assessment.doses:
        return ()

    def draw() -> dict[str, Any]:
        from alignment.charts import coverage  # Altair comes late: Markdown does without it

        return coverage.still(view.assessment, view.themes, view.speaker, WIDTH)

    caption = view.say("caption.chart", threshold=view.speaker.score(view.assessment.threshold))
    notes = [framework_note(view, each) for each in view.assessment.frameworks if each.targets]
    source = line(view.say("chart.source"), *notes, view.notes.scale())
    marks = tuple(
        Mark(view.speaker.target(each.target), each.low, each.high, each.coverage, str(each.status))
        for each in view.themes
    )
    return (Chart("coverage", caption, _finding(view), source, marks, view.assessment.threshold, draw),)


def framework_note(view: View, found: FrameworkResult) -> Ref:
    """The footnote to the score of a framework."""
    word = view.speaker.targets_word(found.framework, found.targets)
    results = [each for each in view.themes if each.framework == found.framework]
    many = len(view.found.assessments) > 1
    return view.notes.framework(found, results, word, str(view.place + 1) if many else "")


def _finding(view: View) -> str:
    covered = [each for each in view.themes if each.covered]
    rest = [each for each in view.themes if not each.covered]
    kind = "some" if covered and rest else "all" if covered else "none"
    said = view.say(f"chart.{kind}", title=view.title, covered=view.codes(covered), rest=view.codes(rest))
    numbers = "; ".join(part(each, view.speaker) for each in view.themes)
    return f"{said} {view.say('chart.numbers', numbers=numbers)}"
