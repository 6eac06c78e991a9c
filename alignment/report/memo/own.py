"""What the officer wrote in the memo: kept with the scenario, shown as theirs."""

import re

from alignment.report.document import Line, Listing, Own, Paragraph, line
from alignment.report.memo.view import View

_BULLET = re.compile(r"^\s*[-*•]\s+")


def own_words(view: View, place: str) -> tuple[Own, ...]:
    """The officer's words for a section, in the memo's language, else in the other one, said to be so."""
    found = _found(view, place)
    if found is None:
        return ()
    text, lang = found
    label = view.say("own" if lang == view.speaker.lang else "own-other", language=view.speaker.say(f"language.{lang}"))
    return (Own(label, tuple(_blocks(text)), lang),)


def own_fact(view: View, place: str) -> tuple[str, Line] | None:
    """The addressee or the sender, as the officer wrote it."""
    found = _found(view, place)
    return (view.say(f"fact.{place}"), line(found[0])) if found else None


def _found(view: View, place: str) -> tuple[str, str] | None:
    """The words and their language; a comparison, which is about several scenarios, has none."""
    if len(view.found.assessments) > 1:
        return None
    words = {str(name): each for name, each in view.scenario.memo.items()}.get(place)
    if words is None:
        return None
    texts = {"nl": words.nl, "en": words.en}
    lang = view.speaker.lang if texts[view.speaker.lang] else ("en" if view.speaker.lang == "nl" else "nl")
    return texts[lang] or "", lang


def _blocks(text: str) -> list[Paragraph | Listing]:
    """Paragraphs between blank lines; lines that start with a dash are a list. Nothing else is read in it."""
    blocks: list[Paragraph | Listing] = []
    for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        items: list[Line] = []
        words: list[str] = []
        for row in part.split("\n"):
            if _BULLET.match(row):
                blocks += _paragraph(words)
                words = []
                items.append(line(_BULLET.sub("", row)))
            elif items:
                items[-1] = line(items[-1], " ", row)
            else:
                words.append(row)
        blocks += _paragraph(words)
        if items:
            blocks.append(Listing(tuple(items)))
    return blocks


def _paragraph(words: list[str]) -> list[Paragraph | Listing]:
    said = line(" ".join(words).strip())
    return [Paragraph(said)] if said else []
