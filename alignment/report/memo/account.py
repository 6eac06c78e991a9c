"""The end of a memo: its annexes, what it rests on, and the record by which it can be made again."""

from alignment import __version__
from alignment.report.document import Piece, Section, line, listing, paragraphs
from alignment.report.memo.view import View
from alignment.report.memo.wish import SECTIONS, Wish
from alignment.text.format import partial_date


def account(views: list[View], wish: Wish) -> Section:
    """The sources with the sections that the memo rests on, then where and how it was made."""
    view, made = views[0], _made(views, wish)
    first = paragraphs(view.say(f"annexes-intro.{wish.kind}"))
    told = " ".join(line(each).plain for each in made)
    if wish.kind == "one-pager":  # one page: the notes have the sections, the record has the rest
        said = f"{view.say('annexes-intro.one-pager')} {told}"
        return Section("annexes", view.say("heading.account"), paragraphs(said))
    if wish.kind == "decision":
        names = view.speaker.listed(view.speaker.source(name) for name in view.notes.cited)
        sources = paragraphs(view.say("account.names", names=names)) if names else ()
        return Section("annexes", view.say("heading.annexes"), (*first, *sources, *paragraphs(told)))
    inner = (
        Section("sources", view.say("heading.sources"), listing(_sources(view))),
        Section("account", view.say("heading.account"), listing(made)),
    )
    return Section("annexes", view.say("heading.annexes"), first, tuple(each for each in inner if not each.empty))


def _sources(view: View) -> list[Piece]:
    """Each source with the sections that the memo rests on."""
    cited = list[Piece]()
    for name, places in view.notes.cited.items():
        source = view.speaker.catalogue.sources[name]
        order = [section.at for section in source.sections]
        sections = ", ".join(sorted(places, key=order.index))
        short, title = view.speaker.text(source.short), view.speaker.text(source.title)
        cited.append(view.say("account.source", short=short, title=title, id=name, sections=sections))
    return cited


def _made(views: list[View], wish: Wish) -> list[Piece]:
    view, speaker = views[0], views[0].speaker
    items = list[Piece]()
    for each in views:
        name, on = each.scenario.id or each.title, speaker.day(each.assessment.on)
        threshold = speaker.score(each.assessment.threshold)
        items.append(view.say("account.scenario", id=name, on=on, threshold=threshold))
    if wish.kind == "one-pager":
        made = view.say("account.made", date=speaker.day(view.found.today), version=__version__)
        return [
            *items,
            view.say("account.catalogue", fingerprint=view.assessment.fingerprint),
            made,
            *_chosen(view, wish),
        ]
    versions = [_version(view, each.framework) for each in view.assessment.frameworks]
    sampling = view.found.certainty.robustness.sampling
    return [
        *items,
        view.say("account.policies", names="; ".join(versions)),
        view.say("account.catalogue", fingerprint=view.assessment.fingerprint),
        view.say("account.draws", draws=speaker.number(sampling.draws, 0), seed=sampling.seed),
        view.say("account.made", date=speaker.day(view.found.today), version=__version__),
        *_chosen(view, wish),
        view.say("account.verify"),
    ]


def _chosen(view: View, wish: Wish) -> list[Piece]:
    """What was left out by choice."""
    told = list[Piece]()
    if view.assessment.stated_only:
        told.append(view.say("account.stated-only"))
    if wish.sections is not None and wish.kind:
        left = [each for each in SECTIONS[wish.kind] if not wish.has(each)]
        names = view.speaker.listed(view.say(f"heading.{each}") for each in left)
        if left:
            told.append(view.say("account.left-out", names=names))
    return told


def _version(view: View, framework: str) -> str:
    found, lang = view.speaker.catalogue.frameworks[framework], view.speaker.lang
    start = found.in_force.start if found.in_force else None
    parts = [view.say("account.since", start=partial_date(start, lang))] if start else []
    if found.confirmed_until:
        parts.append(view.say("account.until", until=partial_date(found.confirmed_until, lang)))
    name = view.speaker.framework(framework)
    return f"{name} ({', '.join(parts)})" if parts else name
