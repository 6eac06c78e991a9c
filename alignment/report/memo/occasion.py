"""What stands before the answer: the facts under the title, what must be known first, and the question."""

from alignment.model.message import Reason
from alignment.model.scenario import Programme
from alignment.report.document import Block, Line, Piece, Section, line, listing, paragraphs
from alignment.report.memo.view import View
from alignment.text.format import capital, money, partial_date

_ASSUMED = ("assumed-doses", "stated-only")


def facts(views: list[View]) -> list[tuple[str, Line]]:
    """What stands under the title, as (label, text)."""
    view = views[0]
    about = (
        view.title
        if len(views) == 1
        else "; ".join(each.say("named", name=each.name, title=each.title) for each in views)
    )
    return [
        (view.say("fact.subject"), line(view.say("fact.subject-is", title=about, frameworks=view.frameworks))),
        (view.say("fact.date"), line(view.speaker.day(view.found.today))),
        (
            view.say("fact.policy"),
            line(view.speaker.listed(dict.fromkeys(view.speaker.day(e.assessment.on) for e in views))),
        ),
    ]


def opening(view: View) -> list[Block]:
    """The first lines: what holds of the policy, and what the verdicts rest on."""
    speaker = view.speaker
    first = [speaker.notice(each) for each in notices(view, differences=False)]
    located = [each.located for each in view.pairs if each.located]
    stated = sum(each.rule.basis == "stated" for each in located)
    told = [view.say("verdicts", n=len(located), stated=stated, derived=len(located) - stated)]
    if view.pairs:
        told.append(view.say("unassessed-pairs", n=len(view.pairs) - len(located), total=len(view.pairs)))
    told += [speaker.notice(each) for each in view.assessment.notices if each.code in _ASSUMED]
    return [*listing(first), *paragraphs(" ".join(told))]


def openings(views: list[View]) -> list[Block]:
    """The first lines of a comparison: what holds of the policy for each scenario."""
    items = [
        each.say("notice-of", title=capital(each.name), notice=each.speaker.notice(notice))
        for each in views
        for notice in each.assessment.notices
        if notice.code != "difference"
    ]
    return [*listing(items)]


def question(views: list[View]) -> Section:
    """The question of a comparison."""
    names = views[0].speaker.listed(each.name for each in views)
    said = views[0].say("question", names=names, frameworks=views[0].frameworks)
    return Section("occasion", views[0].say("heading.occasion"), paragraphs(said))


def notices(view: View, *, differences: bool) -> list[Reason]:
    """What must be known of the policy, or where the sources of a programme differ."""
    return [
        each
        for each in view.assessment.notices
        if each.code not in _ASSUMED and (each.code == "difference") is differences
    ]


def occasion(view: View) -> Section:
    """The question, and for a programme its period, countries and budget."""
    told: list[Piece] = [view.say("occasion", title=view.title, frameworks=view.frameworks)]
    description = view.speaker.text(view.scenario.description)
    if isinstance(view.scenario, Programme):
        told = [line(description, view.notes.fact("programme", view.scenario.sources)), *told] if description else told
        told += _facts(view, view.scenario)
    elif description:
        told.append(description)
    spaced: list[Piece] = [piece for each in told for piece in (" ", each)]
    return Section("occasion", view.say("heading.occasion"), paragraphs(line(*spaced[1:])))


def _facts(view: View, programme: Programme) -> list[Piece]:
    lang, told = view.speaker.lang, list[Piece]()
    period = programme.period
    if period and period.start:
        ends = {"from": partial_date(period.start, lang)}
        if period.until:
            ends["until"] = partial_date(period.until, lang)
        key = "occasion-period" if period.until else "occasion-start"
        told.append(line(view.say(key, **ends), view.notes.fact("programme", programme.sources)))
    named = len(programme.context.countries)
    if named:
        told.append(line(view.say("occasion-countries", n=named), view.notes.fact("programme", programme.sources)))
    count = programme.country_count
    if count and count.count != named:
        note = view.notes.fact("countries", (count.source,))
        told.append(line(view.say("occasion-country-count", n=count.count), note))
    return told + budgets(view, programme)


def budgets(view: View, programme: Programme) -> list[Piece]:
    """The budgets that sources name, each with its source."""
    told = list[Piece]()
    for index, budget in enumerate(programme.budgets, start=1):
        key = "occasion-budget-at-least" if budget.at_least else "occasion-budget"
        amount = money(budget.amount, budget.currency, view.speaker.lang)
        told.append(line(view.say(key, amount=amount), view.notes.fact(f"budget-{index}", (budget.source,))))
    return told
