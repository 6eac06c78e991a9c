"""Text for the page: what people typed is shown as typed, never read as Markdown, HTML or a Streamlit directive."""

import re

from alignment.model.scenario import Scenario
from alignment.report.markdown import escape
from alignment.text.speaker import Speaker

_DIRECTIVE = re.compile(r":(?=[A-Za-z_])")


def safe(text: object) -> str:
    """One line that shows exactly these characters."""
    return _DIRECTIVE.sub(r"\\:", escape(text))


def title_of(scenario: Scenario, speaker: Speaker) -> str:
    """A scenario's title, else its id; plain text."""
    return speaker.text(scenario.title) or scenario.id or speaker.say("ui.untitled")
