"""The sections of the memo around the findings: opening, occasion, advice, whom to involve, certainty, account."""

from alignment import __version__
from alignment.model.base import Citation
from alignment.model.message import Reason
from alignment.model.scenario import Programme
from alignment.report.markdown import Markdown, join
from alignment.report.memo_parts import Section, bullets, paragraphs
from alignment.report.memo_view import View
from alignment.report.sentences import carriers, closes, missing_sentences, scope_sentence
from alignment.text.format import money, partial_date

_OPENING = ("assumed-doses", "stated-only")


def opening(view: View) -> list[str]:
    """The first lines: how many verdicts are stated and derived, what was not assessed, which doses are assumed."""
    speaker = view.speaker
    located = [each.located for each in view.pairs if each.located]
    stated = sum(each.rule.basis == "stated" for each in located)
    unassessed = len(view.pairs) - len(located)
    lines = [speaker.say("memo.verdicts", n=len(located), stated=stated, derived=len(located) - stated)]
    if view.pairs:
        lines.append(speaker.say("memo.unassessed-pairs", n=unassessed, total=len(view.pairs)))
    return lines + [speaker.notice(each) for each in view.assessment.notices if each.code in _OPENING]


def _notices(view: View, *, differences: bool) -> list[Reason]:
    return [
        each
        for each in view.assessment.notices
        if each.code not in _OPENING and (each.code == "difference") is differences
    ]


def notices(view: View) -> Section:
    """What must be known first: whether the policies were in force and are still confirmed."""
    shown = _notices(view, differences=False)
    return Section(view.heading("notices"), bullets(view.speaker.notice(each) for each in shown))


def differences(view: View) -> Section:
    """Where the sources of a programme differ."""
    items = []
    for notice in _notices(view, differences=True):
        sources: tuple[Citation, ...] = notice.params["sources"]
        items.append(
            view.speaker.say(
                "memo.difference",
                text=view.speaker.text(notice.params["text"]).rstrip("."),
                sources=view.notes.sources(sources),
            )
        )
    return Section(view.heading("differences"), bullets(items))


def occasion(view: View) -> Section:
    """The question, and for a programme its period, countries and budget."""
    scenario = view.assessment.scenario
    sentences: list[str] = [view.speaker.say("memo.occasion", title=view.title, frameworks=view.frameworks)]
    if isinstance(scenario, Programme):
        sentences += _facts(view, scenario)
    return Section(view.heading("occasion"), paragraphs(Markdown(" ".join(join(each) for each in sentences))))


def _facts(view: View, programme: Programme) -> list[str]:
    speaker = view.speaker
    facts: list[str] = []
    period = programme.period
    if period and period.start:
        ends = {"from": partial_date(period.start, speaker.lang)}
        if period.until:
            ends["until"] = partial_date(period.until, speaker.lang)
        key = "memo.occasion-period" if period.until else "memo.occasion-start"
        facts.append(join(speaker.say(key, **ends), view.notes.fact("programme", programme.sources)))
    named = len(programme.context.countries)
    if named:
        note = view.notes.fact("programme", programme.sources)
        facts.append(join(speaker.say("memo.occasion-countries", n=named), note))
    if programme.country_count and programme.country_count.count != named:
        count = programme.country_count
        note = view.notes.fact("countries", (count.source,))
        facts.append(join(speaker.say("memo.occasion-country-count", n=count.count), note))
    for index, budget in enumerate(programme.budgets, start=1):
        key = "memo.occasion-budget-at-least" if budget.at_least else "memo.occasion-budget"
        amount = money(budget.amount, budget.currency, speaker.lang)
        facts.append(join(speaker.say(key, amount=amount), view.notes.fact(f"budget-{index}", (budget.source,))))
    return facts


def advice(view: View) -> Section:
    """What to do, most important first."""
    speaker = view.speaker
    if not view.assessment.doses:
        return Section(view.heading("advice"), bullets([speaker.say("memo.advice.empty")]))
    items = _target_advice(view) + _carrier_advice(view)
    for gap in view.assessment.gaps:
        target = speaker.target_code(gap.target)
        if gap.closes:
            items.append(speaker.say("memo.advice.closes", target=target, names=closes(gap, speaker)))
        elif gap.kind == "scope":
            sentence = scope_sentence(gap, view.assessment, speaker)
            items.append(speaker.say("memo.advice.scope", target=target, sentence=sentence))
    return Section(view.heading("advice"), bullets(items))


def _target_advice(view: View) -> list[str]:
    speaker = view.speaker
    covered = [each for each in view.themes if each.covered]
    groups = {
        "direct-short": [each for each in view.themes if each.status == "direct" and not each.covered],
        "indirect": [each for each in view.themes if each.status == "indirect"],
        "conditional": [each for each in view.themes if each.status == "conditional"],
    }
    first = "memo.advice.covered" if covered else "memo.advice.none-covered"
    items = [speaker.say(first, targets=view.codes(covered))]
    items += _single_advice(view)
    for key, found in groups.items():
        if found:
            items.append(speaker.say(f"memo.advice.{key}", n=len(found), targets=view.codes(found)))
    return items


def _single_advice(view: View) -> list[str]:
    """That no target carries the whole scenario, and which carries most of it (study 5.2.1)."""
    speaker, total = view.speaker, len(view.assessment.doses)
    carried = {each.target: sum(pair.fires for pair in each.contributions) for each in view.themes}
    highest = max(carried.values(), default=0)
    if total < 2 or highest in (0, total):
        return []
    most = [target for target, count in carried.items() if count == highest]
    key = "memo.advice.no-single" if len(most) == 1 else "memo.advice.no-single-tie"
    return [speaker.say(key, target=speaker.target_code(most[0]), count=highest, total=total)]


def _carrier_advice(view: View) -> list[str]:
    items = []
    for framework in view.assessment.frameworks:
        for assessed, key in ((True, "uncarried"), (False, "not-assessed")):
            found = [
                each.intervention
                for each in view.assessment.uncarried
                if each.framework == framework.framework and each.assessed is assessed
            ]
            if found:
                name, names = view.speaker.framework(framework.framework), view.speaker.inlines(found)
                items.append(view.speaker.say(f"memo.advice.{key}", framework=name, interventions=names))
    return items


def involve(view: View) -> Section:
    """Actors and channels of the scenario, and who else could carry what has no carrier."""
    speaker, catalogue, scenario = view.speaker, view.speaker.catalogue, view.assessment.scenario
    items: list[str] = []
    if scenario.actors:
        actors = [catalogue.actors[each] for each in scenario.actors]
        note = view.notes.fact("actors", [source for each in actors for source in each.sources])
        items.append(join(speaker.say("memo.actors", names=speaker.listed(map(speaker.actor, actors))), note))
    for name in scenario.channels:
        channel = catalogue.channels[name]
        title, description = speaker.text(channel.title), speaker.text(channel.description)
        line = speaker.say("memo.channel", name=title, description=description)
        items.append(join(line, view.notes.fact(f"channel-{name}", channel.sources)))
    for intervention in dict.fromkeys(each.intervention for each in view.assessment.uncarried):
        sources = [source for each in catalogue.interventions[intervention].other_carriers for source in each.sources]
        for carrier in carriers(intervention, speaker):
            line = speaker.say("memo.carrier", intervention=speaker.inline(intervention), carrier=carrier)
            items.append(join(line, view.notes.fact(f"carrier-{intervention}", sources)))
    blocks = paragraphs("" if scenario.actors or scenario.channels else speaker.say("memo.involve-none"))
    return Section(view.heading("involve"), blocks + bullets(items))


def certainty(view: View) -> Section:
    """How many verdicts are derived, what holds on stated rules alone, and what the ranges mean."""
    speaker, scale = view.speaker, view.speaker.catalogue.scale
    rules = [each.located.rule for each in view.pairs if each.located]
    derived = [rule for rule in rules if rule.basis == "derived"]
    low = sum(rule.confidence == "low" for rule in derived)
    items = [
        speaker.say("memo.certainty.basis", stated=len(rules) - len(derived), derived=len(derived), low=low),
        _stated_line(view),
        speaker.say("memo.certainty.range"),
    ]
    for result in view.themes:
        if result.covered and result.probability < 1.0:
            target, chance = speaker.target_code(result.target), speaker.percent(result.probability)
            line = speaker.say("memo.certainty.probability", target=target, probability=chance)
            items.append(join(line, view.notes.target(result)))
    assumed = next((each.params["n"] for each in view.assessment.notices if each.code == "assumed-doses"), 0)
    items.append(speaker.say("memo.certainty.doses", n=assumed))
    strengths = {name: speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    items += [speaker.say("memo.certainty.scale", **strengths), speaker.say("memo.certainty.meaning")]
    return Section(view.heading("certainty"), bullets(item for item in items if item))


def _stated_line(view: View) -> str:
    covered = [each for each in view.themes if each.covered]
    if view.assessment.stated_only or not covered:
        return ""
    still = {each.target for each in view.stated.targets if each.covered}
    lost = [each for each in covered if each.target not in still]
    if not lost:
        return view.speaker.say("memo.certainty.stated-same")
    return view.speaker.say("memo.certainty.stated-less", targets=view.codes(lost))


def integral(view: View) -> Section:
    """Which pathways and functions are empty, or that none is."""
    lines = list(missing_sentences(view.assessment, view.speaker))
    return Section(view.heading("integral"), paragraphs(*(lines or [view.speaker.say("memo.integral-complete")])))


def account(view: View) -> Section:
    """Provenance, and the sources with the sections that the memo rests on."""
    speaker, assessment = view.speaker, view.assessment
    items = [
        speaker.say("memo.account.scenario", id=assessment.scenario.id or view.title),
        speaker.say("memo.account.on", on=speaker.day(assessment.on)),
        speaker.say("memo.account.threshold", threshold=speaker.score(assessment.threshold)),
        speaker.say("memo.account.catalogue", fingerprint=assessment.fingerprint),
        speaker.say("memo.account.tool", version=__version__),
    ]
    cited = []
    for name, places in view.notes.cited.items():
        source = speaker.catalogue.sources[name]
        order = [section.at for section in source.sections]
        sections = ", ".join(sorted(places, key=order.index))
        short, title = speaker.text(source.short), speaker.text(source.title)
        cited.append(speaker.say("memo.account.source", short=short, title=title, id=name, sections=sections))
    heading = paragraphs(speaker.say("memo.account.sources")) if cited else []
    return Section(view.heading("account"), bullets(items) + heading + bullets(cited))
