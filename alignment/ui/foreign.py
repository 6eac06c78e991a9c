"""What Streamlit says in English whatever the language of the page; assets/translate.js puts it in Dutch."""

import json
from dataclasses import dataclass

from alignment.text.messages import messages


@dataclass(frozen=True)
class Foreign:
    """One text of Streamlit: the end of its key under `streamlit`, which elements say it, and in which attribute.

    Without an attribute it is the text of the element itself. A name in braces in a text stands for a name or a number.
    """

    key: str
    selector: str
    attribute: str = ""


FILE = "[data-testid=stFileChip]"
FOREIGN = (
    Foreign("skip", "[data-testid=stSkipToContent]"),
    Foreign("help", 'button[aria-label^="Help for "]', "aria-label"),
    Foreign("open", "button[aria-label=Open]", "aria-label"),
    Foreign("choose", "input[placeholder]", "placeholder"),
    Foreign("available", "[data-live-announcer] div"),
    Foreign("one-available", "[data-live-announcer] div"),
    Foreign("nothing-found", "[data-testid$=Dropdown] span"),
    Foreign("dismiss", "button[aria-label=Dismiss]", "aria-label"),
    Foreign("remove", 'button[aria-label^="Remove "]', "aria-label"),
    Foreign("clear", 'button[aria-label="Clear all"]', "aria-label"),
    Foreign("less", "[aria-label=Decrement]", "aria-label"),
    Foreign("more", "[aria-label=Increment]", "aria-label"),
    Foreign("upload", "[data-testid=stFileUploaderDropzone] button p"),
    Foreign("file-upload", "[data-testid=stFileUploaderDropzoneInput]", "aria-label"),
    Foreign("add-files", 'button[aria-label="Add files"]', "aria-label"),
    Foreign("icon", "[data-testid=stFileUploaderDropzone] span"),
    Foreign("tabs-left", "[data-testid=stTabsScrollLeft]", "aria-label"),
    Foreign("tabs-right", "[data-testid=stTabsScrollRight]", "aria-label"),
    Foreign("error", f"{FILE} [role=alert]"),
    Foreign("too-large", f"{FILE} [role=alert]"),
    Foreign("size", f"{FILE} div"),
    Foreign("file-size", FILE, "aria-label"),
    *(
        Foreign(each, "[data-testid=stVegaLiteChart] [aria-roledescription]", "aria-roledescription")
        for each in ("chart", "groups", "symbols", "point")
    ),
    Foreign("chart", "[data-testid=stVegaLiteChart]", "aria-roledescription"),
    Foreign("lost", "[role=dialog] *"),
    Foreign("lost-why", "[role=dialog] *"),
    Foreign("close", "[role=dialog] button", "aria-label"),
    Foreign("no-page", "[role=dialog] *"),
    Foreign("no-page-why", "[role=dialog] *"),
)
"""All of them; tests/browser/test_languages.py finds no others on a page."""


def dictionary() -> str:
    """What the browser needs, as JSON: selector, attribute, the English text and the Dutch one."""
    english, dutch = messages("en"), messages("nl")
    rows = [
        [each.selector, each.attribute, english.raw(f"streamlit.{each.key}"), dutch.raw(f"streamlit.{each.key}")]
        for each in FOREIGN
    ]
    return json.dumps(rows, ensure_ascii=True).replace("<", "\\u003c")
