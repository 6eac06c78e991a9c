"""From what was found to a memo of one kind, section by section; the answer comes before the reasons."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from alignment.report.data import assessment_data
from alignment.report.document import Document, Line, Section, Source, refs_of
from alignment.report.memo import account, advising, annex, findings, occasion, surety, surroundings, versus
from alignment.report.memo.notes import Notes
from alignment.report.memo.own import own_fact, own_words
from alignment.report.memo.provenance import provenance
from alignment.report.memo.view import Found, View
from alignment.report.memo.wish import Wish
from alignment.text.speaker import Speaker

Sections = Iterable[Section]


def build_memo(found: Found, speaker: Speaker, wish: Wish) -> Document:
    """The memo that is wished, in the language of the speaker."""
    kind = wish.kind or "decision"
    notes = Notes(speaker)
    views = [View(found, speaker, notes, place) for place in range(len(found.assessments))]
    opening = occasion.opening(views[0]) if len(views) == 1 else occasion.openings(views)
    sections = [kept for each in _KINDS[kind](views) if (kept := _kept(views[0], each, wish)) is not None]
    sections.append(_with_own(views[0], account.account(views, wish)))
    used = dict.fromkeys(refs_of([*opening, *(block for each in sections for block in each.all_blocks())]))
    return Document(
        kind=kind,
        lang=speaker.lang,
        title=views[0].say(f"title.{kind}", title=views[0].title, frameworks=views[0].frameworks, n=len(views)),
        facts=tuple(_facts(views, kind)),
        opening=tuple(opening),
        sections=tuple(sections),
        footnotes=tuple(notes.footnotes[name] for name in used),
        provenance=provenance(views, wish),
        sources=tuple(_sources(notes, speaker)),
        data=lambda: [assessment_data(each, speaker) for each in found.assessments],
    )


def _sources(notes: Notes, speaker: Speaker) -> Iterable[Source]:
    for name, places in notes.cited.items():
        source = speaker.catalogue.sources[name]
        sections = tuple(each.at for each in source.sections if each.at in places)
        yield Source(name, speaker.text(source.short), speaker.text(source.title), sections)


def _facts(views: list[View], kind: str) -> list[tuple[str, Line]]:
    addressed = [fact for place in ("to", "from") if (fact := own_fact(views[0], place))]
    sort = (views[0].say("fact.kind"), Line((views[0].say(f"kind.{kind}"),)))
    return [*addressed, sort, *occasion.facts(views)]


def _kept(view: View, section: Section, wish: Wish) -> Section | None:
    """The section with the officer's words, less what is not wanted; null where nothing is left."""
    section = _with_own(view, section)
    if section.id == "explanation":
        inner = tuple(kept for each in section.sections if (kept := _kept(view, each, wish)) is not None)
        return replace(section, sections=inner) if inner or section.blocks else None
    return section if wish.has(section.id) and not section.empty else None


def _with_own(view: View, section: Section) -> Section:
    return replace(section, blocks=(*section.blocks, *own_words(view, section.id)))


def _decision(views: list[View]) -> Sections:
    view = views[0]
    explanation = (
        findings.fits(view),
        findings.fits_not(view, whole=False),
        findings.gaps(view, whole=False),
        findings.touched(view),
        surety.certainty(view, whole=False),
        surroundings.recommendations(view, whole=False),
    )
    yield occasion.occasion(view)
    yield advising.decision(view)
    yield advising.points(view)
    yield Section("explanation", view.say("heading.explanation"), sections=explanation)
    yield surroundings.politics(view, whole=False)
    yield surroundings.finances(view, whole=False)
    yield surroundings.people(view)


def _one_pager(views: list[View]) -> Sections:
    view = views[0]
    yield advising.decision(view)
    yield advising.points(view, picture=False)


def _comparison(views: list[View]) -> Sections:
    yield occasion.question(views)
    yield versus.answer(views)
    yield versus.matrix(views)
    yield versus.reasons(views)
    yield versus.scores(views)
    yield versus.alone(views)
    yield surety.decisive(views)


def _annex(views: list[View]) -> Sections:
    view = views[0]
    yield annex.figures(view)
    yield annex.fired(view)
    yield annex.silent(view)
    yield annex.unassessed(view)
    yield findings.fits_not(view)
    yield findings.gaps(view)
    yield annex.shares(view)
    yield surety.certainty(view)
    yield surroundings.recommendations(view)
    yield surroundings.politics(view)
    yield surroundings.finances(view)
    yield findings.touched(view)
    yield surety.differences(view)
    yield annex.method(view)


_KINDS: dict[str, Callable[[list[View]], Sections]] = {
    "decision": _decision,
    "one-pager": _one_pager,
    "comparison": _comparison,
    "annex": _annex,
}
