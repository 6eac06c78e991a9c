"""What could be added: the least that is needed, and the best for a budget."""

from alignment.ui import adding, divided, dividing, frame
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import current_view
from alignment.ui.words import title_of


def additions_page() -> None:
    """Without money first; then, with costs and a budget, the best division."""
    view = current_view()
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("additions.title", title=title), view)
    if not view.assessment.frameworks:
        put(paragraph(view.say("additions.no-policy")))
        return
    put(heading(view.say("additions.least")))
    adding.least(view)
    put(heading(view.say("additions.divide")), paragraph(view.say("additions.divide-explained")))
    dividing.costs(view)
    dividing.question(view)
    divided.result(view)


additions_page()
