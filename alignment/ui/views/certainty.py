"""How sure the answer is, what decides it, who carries it, and how scenarios compare."""

from alignment.ui import carriers, certain, deciding, frame, rivals
from alignment.ui.parts import paragraph, put
from alignment.ui.view import current_view
from alignment.ui.words import title_of


def certainty_page() -> None:
    """The answer in words first; the numbers behind it last."""
    view = current_view()
    title = title_of(view.assessment.scenario, view.speaker)
    frame.open_page(view.say("certainty.title", title=title), view)
    if not view.assessment.frameworks:
        put(paragraph(view.say("certainty.no-policy")))
        return
    found = certain.examined(view)
    certain.answer(view, found)
    certain.targets(view, found)
    deciding.flips(view, found)
    deciding.unassessed(view, found)
    carriers.show(view)
    deciding.alternatives(view, found)
    rivals.compare(view, found)
    certain.behind(view, found)


certainty_page()
