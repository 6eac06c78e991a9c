"""Sources and method: what rests on each section, how results come about, and where frameworks meet."""

from alignment.ui import evidence, frame, overview
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import current_view


def sources_page() -> None:
    """The sources first, then the method, then the crosswalk."""
    view = current_view()
    frame.open_page(view.say("page.sources"), view, outcome=False)
    put(paragraph(view.say("sources.intro")))
    evidence.follow(view)
    put(heading(view.say("sources.method")))
    overview.legend(view)
    put(heading(view.say("sources.crosswalk")))
    evidence.crosswalk(view)


sources_page()
