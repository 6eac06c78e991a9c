"""How sure it is, what decides it, and where the sources differ."""

from alignment.model.base import Citation
from alignment.report.certain import flip_sentences, grouped, method, summary
from alignment.report.document import Block, Line, Piece, Section, line, listing, paragraphs
from alignment.report.memo.occasion import notices
from alignment.report.memo.view import View
from alignment.text.format import capital

DECIDING = 4
"""How many steps that change the outcome a decision memo names; the annex names all."""


def certainty(view: View, *, whole: bool = True) -> Section:
    """How sure the outcome is, what would decide otherwise, and what the ranges mean.

    `whole`: with every step that would decide otherwise, and how it was calculated.
    """
    speaker, scale = view.speaker, view.speaker.catalogue.scale
    items = list[Piece]()
    if view.assessment.doses:
        items.append(sure(view))
    items += [_basis(view), _stated_line(view)]
    assumed = next((each.params["n"] for each in view.assessment.notices if each.code == "assumed-doses"), 0)
    items.append(view.say("certainty.doses", n=assumed))
    strengths = {name: speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    told: list[Piece] = [
        line(view.say("certainty.scale", **strengths), view.notes.scale()),
        view.say("certainty.range"),
        view.say("certainty.meaning"),
    ]
    if view.assessment.doses:
        told.append(method(view.found.certainty.robustness, speaker))
    shown = listing(
        each for each in [*items, *(told if whole else [*_differences(view), view.say("certainty.meaning")])] if each
    )
    return Section("certainty", view.say("heading.certainty"), (*shown, *_deciding(view, whole=whole)))


def decisive(views: list[View]) -> Section:
    """Of several scenarios: how sure each is, and how that was calculated."""
    items = list[Piece]()
    for view in views:
        if view.assessment.doses:
            said = summary(view.assessment, view.certainty, view.speaker)
        else:
            said = view.say("advice.empty")
        note = view.notes.draws(view.found.certainty.robustness)
        items.append(line(view.say("certainty.of", title=capital(view.name), says=said), note))
    last = [views[0].say("certainty.meaning"), method(views[0].found.certainty.robustness, views[0].speaker)]
    return Section("certainty", views[0].say("heading.certainty"), listing([*items, *last]))


def sure(view: View) -> Line:
    """The answer to how sure it is."""
    said = summary(view.assessment, view.certainty, view.speaker)
    return line(said, view.notes.draws(view.found.certainty.robustness))


def deciding(view: View, most: int | None = None) -> list[Line]:
    """The steps that would change the outcome, the weightiest first, each with the targets that it is about."""
    told = []
    for group in grouped(view.flips.steps)[:most]:
        known = {each.target: each for each in view.assessment.targets}
        named = [group[0].target, *(each.place for each in group[0].changes)]
        notes = [view.notes.target(known[each]) for each in dict.fromkeys(named) if each in known]
        told.append(line(flip_sentences(group, view.titles, view.speaker)[0], *notes))
    return told


def _deciding(view: View, *, whole: bool) -> list[Block]:
    if not view.assessment.doses:
        return []
    count = len(grouped(view.flips.steps))
    if not count:
        return list(paragraphs(view.say("certainty.nothing-decides")))
    left = 0 if whole else max(0, count - DECIDING)
    more = paragraphs(view.say("certainty.more-decides", n=left)) if left else ()
    first = paragraphs(view.say("certainty.decides", n=count))
    return [*first, *listing(deciding(view, None if whole else DECIDING)), *more]


def _basis(view: View) -> str:
    rules = [each.located.rule for each in view.pairs if each.located]
    derived = [rule for rule in rules if rule.basis == "derived"]
    low = sum(rule.confidence == "low" for rule in derived)
    return view.say("certainty.basis", derived=len(derived), stated=len(rules) - len(derived), low=low)


def _stated_line(view: View) -> str:
    covered = [each for each in view.themes if each.covered]
    if view.assessment.stated_only or not covered:
        return ""
    still = {each.target for each in view.stated.targets if each.covered}
    lost = [each for each in covered if each.target not in still]
    if not lost:
        return view.say("certainty.stated-same")
    return view.say("certainty.stated-less", targets=view.codes(lost))


def _differences(view: View) -> list[Piece]:
    """How many differences between the sources the annex names."""
    notes = [
        view.notes.fact(f"difference-{place}", each.params["sources"])
        for place, each in enumerate(notices(view, differences=True), 1)
    ]
    return [line(view.say("differences-count", n=len(notes)), *notes)] if notes else []


def differences(view: View) -> Section:
    """Where the sources of a programme differ."""
    items = list[Line]()
    for notice in notices(view, differences=True):
        sources: tuple[Citation, ...] = notice.params["sources"]
        text = view.speaker.text(notice.params["text"])
        items.append(line(text, view.notes.fact(f"difference-{len(items) + 1}", sources)))
    return Section("differences", view.say("heading.differences"), listing(items))
