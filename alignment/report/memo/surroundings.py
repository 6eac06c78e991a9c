"""What stands around the alignment: what parliament decided, money and channels, whom to involve, and the advice."""

from alignment.model.base import Citation, Remark
from alignment.model.decision import Decision
from alignment.model.intervention import Channel
from alignment.model.result import Advice
from alignment.model.scenario import Programme
from alignment.report.document import Block, Cell, Line, Piece, Ref, Section, figure, line, listing, paragraphs, table
from alignment.report.memo.occasion import budgets
from alignment.report.memo.view import View
from alignment.report.sentences import carriers
from alignment.text.format import capital, money, partial_date

POLITICAL = ("amendment", "motion", "letter")
RECENT = 3
"""How many decisions of parliament and minister a decision memo names; the annex names all."""

_STATES = ("not-met", "partly", "unknown", "met")


def politics(view: View, *, whole: bool = True) -> Section:
    """What parliament asked and the minister answered, newest first; a decision memo has the last few."""
    decisions = [each for each in view.speaker.catalogue.decisions if each.kind in POLITICAL]
    found = sorted(decisions, key=lambda each: each.date or "", reverse=True)
    shown = found if whole else found[:RECENT]
    left = len(found) - len(shown)
    more = paragraphs(view.say("politics-more", n=left)) if left else ()
    items = [_decision(view, each) for each in shown]
    blocks = (*paragraphs(view.say("politics-intro", n=len(found))), *listing(items), *more)
    return Section("politics", view.say("heading.politics"), blocks)


def _decision(view: View, decision: Decision) -> Line:
    speaker = view.speaker
    date = capital(partial_date(decision.date, speaker.lang)) if decision.date else view.say("no-date")
    title, outcome = speaker.text(decision.title), speaker.text(decision.outcome)
    said = view.say("decision-line", date=date, title=title.rstrip("."), outcome=outcome)
    return line(said, view.notes.fact(f"decision-{decision.id}", decision.sources, decision.document or ""))


def finances(view: View, *, whole: bool = True) -> Section:
    """The money that sources or the officer name, and the channels side by side."""
    told = budgets(view, view.scenario) if isinstance(view.scenario, Programme) else []
    costed = [each for each in view.scenario.components if each.budget_eur is not None]
    total = sum(each.budget_eur or 0.0 for each in costed)
    if costed:
        told.append(view.say("money-scenario", n=len(costed), amount=money(total, "EUR", view.speaker.lang)))
    blocks = [
        *listing(told or [view.say("money-none")]),
        *(_amounts(view) if whole else ()),
        *paragraphs(view.say("channels-intro" if whole else "channels-intro-short")),
    ]
    return Section("money", view.say("heading.money"), (*blocks, *_channels(view, whole=whole)))


def _amounts(view: View) -> tuple[Block, ...]:
    """Every amount, of the whole programme and by component."""
    rows = list[list[Cell]]()
    for index, each in enumerate(view.scenario.budgets if isinstance(view.scenario, Programme) else (), start=1):
        note = view.notes.fact(f"budget-{index}", (each.source,))
        name = line(view.say("money-row-at-least" if each.at_least else "money-row"), note)
        rows.append(_amount(view, name, each.amount, each.currency))
    for part in view.scenario.components:
        if part.budget_eur is not None:
            notes = [view.notes.fact(f"money-{part.intervention}", part.sources)] if part.sources else []
            rows.append(
                _amount(view, line(view.speaker.intervention(part.intervention), *notes), part.budget_eur, "EUR")
            )
    return table("money", view.say("caption.money"), view.columns("money", "amount", "currency"), rows, numbers=(1,))


def _amount(view: View, name: Line, amount: float, currency: str) -> list[Cell]:
    return [name, figure(view.speaker.number(amount, 0), amount), currency]


def _channels(view: View, *, whole: bool) -> tuple[Block, ...]:
    rows = [_channel(view, each, whole=whole) for each in view.speaker.catalogue.channels.values()]
    header = view.columns("channel", "here", "advantages", "drawbacks")
    return table("channels", view.say("caption.channels"), header, rows)


def _channel(view: View, channel: Channel, *, whole: bool) -> list[Piece]:
    note = view.notes.fact(f"channel-{channel.id}", [*channel.sources, *_sources(channel)])
    here = view.speaker.say(f"yes-no.{'yes' if channel.id in view.scenario.channels else 'no'}")
    name = line(view.speaker.text(channel.title), note)
    return [name, here, _remarks(view, channel.advantages, whole=whole), _remarks(view, channel.drawbacks, whole=whole)]


def _sources(channel: Channel) -> list[Citation]:
    remarks = [*channel.advantages, *channel.drawbacks]
    return [source for remark in remarks for source in remark.sources]


def _remarks(view: View, remarks: tuple[Remark, ...], *, whole: bool) -> str:
    """What the study says for or against, in a decision memo only the first of it."""
    shown = remarks if whole else remarks[:1]
    return " ".join(view.speaker.text(each.text) for each in shown) or view.say("nothing-named")


def people(view: View) -> Section:
    """Actors and channels of the scenario, and who else could carry what has no carrier."""
    speaker, catalogue = view.speaker, view.speaker.catalogue
    items = list[Piece]()
    if view.scenario.actors:
        actors = [catalogue.actors[each] for each in view.scenario.actors]
        note = view.notes.fact("actors", [source for each in actors for source in each.sources])
        items.append(line(view.say("actors", names=speaker.listed(map(speaker.actor, actors))), note))
    for intervention in dict.fromkeys(each.intervention for each in view.assessment.uncarried):
        sources = [source for each in catalogue.interventions[intervention].other_carriers for source in each.sources]
        for carrier in carriers(intervention, speaker):
            said = view.say("carrier", intervention=speaker.inline(intervention), carrier=carrier)
            items.append(line(said, view.notes.fact(f"carrier-{intervention}", sources)))
    first = paragraphs("" if view.scenario.actors or view.scenario.channels else view.say("involve-none"))
    return Section("people", view.say("heading.people"), (*first, *listing(items)))


def recommendations(view: View, *, whole: bool = True) -> Section:
    """The study's recommendations, conditions and cautions with their state and why; what is not met comes first.

    A decision memo tells of those that are not met and names the rest; the annex tells of all.
    """
    found = sorted(view.assessment.advice, key=lambda each: _STATES.index(each.state))
    shown = found if whole else [each for each in found if each.state == "not-met"]
    header = view.columns("advice", "advice-kind", "state", "why")
    caption = view.say("caption.advice" if whole else "caption.advice-open")
    rows = table("advice", caption, header, [_advice(view, each) for each in shown])
    rest = list[Piece]()
    for state in _STATES:
        left = [each for each in found if each.state == state and each not in shown]
        if left:
            notes = [_advice_note(view, each) for each in left]
            names = view.speaker.listed(view.speaker.text(each.recommendation.title) for each in left)
            rest.append(
                line(view.say("advice-rest", state=capital(view.speaker.say(f"state.{state}")), names=names), *notes)
            )
    return Section("advice", view.say("heading.advice"), (*rows, *listing(rest)))


def _advice_note(view: View, each: Advice) -> Ref:
    return view.notes.fact(f"advice-{each.recommendation.id}", each.recommendation.sources)


def _advice(view: View, each: Advice) -> list[Piece]:
    return [
        line(view.speaker.text(each.recommendation.title), _advice_note(view, each)),
        view.speaker.say(f"kind-of-advice.{each.recommendation.kind}"),
        view.speaker.say(f"state.{each.state}"),
        view.speaker.advice(each),
    ]
