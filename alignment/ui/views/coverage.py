"""The page Coverage: where the scenario fits and where not, and why."""

from alignment.ui import frame, gaps, matrix, overview
from alignment.ui.view import current_view
from alignment.ui.words import title_of


def coverage_page() -> None:
    """The answer, the matrix with its reasons, then each target and what stands apart."""
    view = current_view()
    names = view.speaker.listed(map(view.speaker.framework, dict.fromkeys(view.assessment.scenario.frameworks)))
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("answer.title", title=title, frameworks=names), view)
    overview.answer(view)
    overview.legend(view)
    matrix.show()
    overview.targets(view)
    overview.others(view)
    gaps.apart(view)


coverage_page()
