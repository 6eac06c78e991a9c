"""The sections of the memo, each a pure function of the view."""

from dataclasses import dataclass
from functools import cached_property

from alignment import __version__
from alignment.model.result import Assessment, Contribution, Gap, TargetResult, Uncarried
from alignment.model.scenario import Programme
from alignment.report.markdown import Markdown, join
from alignment.report.memo_parts import Notes, Section, bullets, paragraphs, table
from alignment.report.sentences import (
    carriers,
    closes,
    missing_sentences,
    scope_sentence,
    tension_sentence,
    uncarried_sentences,
)
from alignment.text.format import capital, money, partial_date
from alignment.text.speaker import Speaker


@dataclass(frozen=True)
class View:
    """An assessment with what the sections share; `stated` is the same one with stated rules only."""

    assessment: Assessment
    stated: Assessment
    speaker: Speaker
    notes: Notes

    @cached_property
    def themes(self) -> list[TargetResult]:
        """The results that give gaps and scores: theme targets of policy frameworks."""
        return [result for result in self.assessment.targets if result.link == "theme"]

    @cached_property
    def pairs(self) -> list[Contribution]:
        """Every pair of component and theme target."""
        return [each for result in self.themes for each in result.contributions]

    @property
    def title(self) -> str:
        """The scenario's title."""
        scenario = self.assessment.scenario
        return self.speaker.text(scenario.title) or scenario.id or self.speaker.say("memo.untitled")

    @property
    def frameworks(self) -> str:
        """The frameworks by their short names."""
        return self.speaker.listed(self.speaker.framework(each.framework) for each in self.assessment.frameworks)

    def heading(self, name: str) -> str:
        """The heading of a section."""
        return self.speaker.say(f"memo.heading.{name}")

    def codes(self, results: list[TargetResult]) -> str:
        """Targets by framework and code, as a list."""
        return self.speaker.listed(self.speaker.target_code(each.target) for each in results)

    def names(self, interventions: list[str]) -> str:
        """Interventions by title, in lower case where the language does so, as a list."""
        return self.speaker.listed(_inline(self.speaker.intervention(each)) for each in interventions)


def _inline(title: str) -> str:
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def opening(view: View) -> list[str]:
    """The first lines: how many verdicts are stated and derived, what was not assessed, which doses are assumed."""
    speaker = view.speaker
    located = [each.located for each in view.pairs if each.located]
    stated = sum(each.rule.basis == "stated" for each in located)
    unassessed = len(view.pairs) - len(located)
    lines = [
        speaker.say("memo.verdicts", n=len(located), stated=stated, derived=len(located) - stated),
        speaker.say("memo.unassessed-pairs", n=unassessed, total=len(view.pairs)) if view.pairs else "",
    ]
    lines += [speaker.notice(each) for each in view.assessment.notices if each.code in ("assumed-doses", "stated-only")]
    return [line for line in lines if line]


def notices(view: View) -> Section:
    """What must be known first: validity of the policies, and where sources differ."""
    shown = [each for each in view.assessment.notices if each.code not in ("assumed-doses", "stated-only")]
    for notice in shown:
        view.notes.cite(notice.params.get("sources", ()))
    return Section(view.heading("notices"), bullets(view.speaker.notice(each) for each in shown))


def occasion(view: View) -> Section:
    """The question, and for a programme its period, countries and budget."""
    speaker, scenario = view.speaker, view.assessment.scenario
    sentences: list[str] = [speaker.say("memo.occasion", title=view.title, frameworks=view.frameworks)]
    if isinstance(scenario, Programme):
        period = scenario.period
        if period and period.start and period.until:
            ends = {"from": partial_date(period.start, speaker.lang), "until": partial_date(period.until, speaker.lang)}
            note = view.notes.facts("period", scenario.sources, speaker)
            sentences.append(join(speaker.say("memo.occasion-period", **ends), note))
        if scenario.country_count:
            count = scenario.country_count
            note = view.notes.facts("countries", (count.source,), speaker)
            sentences.append(join(speaker.say("memo.occasion-countries", n=count.count), note))
        elif scenario.context.countries:
            note = view.notes.facts("period", scenario.sources, speaker)
            countries = len(scenario.context.countries)
            sentences.append(join(speaker.say("memo.occasion-countries", n=countries), note))
        for index, budget in enumerate(scenario.budgets, start=1):
            key = "memo.occasion-budget-at-least" if budget.at_least else "memo.occasion-budget"
            amount = money(budget.amount, budget.currency, speaker.lang)
            note = view.notes.facts(f"budget-{index}", (budget.source,), speaker)
            sentences.append(join(speaker.say(key, amount=amount), note))
    return Section(view.heading("occasion"), paragraphs(Markdown(" ".join(join(each) for each in sentences))))


def advice(view: View) -> Section:
    """What to do, most important first."""
    speaker = view.speaker
    if not view.assessment.doses:
        return Section(view.heading("advice"), bullets([speaker.say("memo.advice.empty")]))
    covered = [each for each in view.themes if each.covered]
    groups = {
        "direct-short": [each for each in view.themes if each.status == "direct" and not each.covered],
        "indirect": [each for each in view.themes if each.status == "indirect"],
        "conditional": [each for each in view.themes if each.status == "conditional"],
    }
    items = []
    if covered:
        items.append(speaker.say("memo.advice.covered", targets=view.codes(covered)))
    else:
        items.append(speaker.say("memo.advice.none-covered"))
    items += [speaker.say(f"memo.advice.{key}", targets=view.codes(found)) for key, found in groups.items() if found]
    items += _carrier_advice(view)
    for gap in view.assessment.gaps:
        if gap.closes:
            target = speaker.target_code(gap.target)
            items.append(speaker.say("memo.advice.closes", target=target, names=closes(gap, speaker)))
        elif gap.kind == "scope":
            sentence = scope_sentence(gap, view.assessment, speaker)
            items.append(speaker.say("memo.advice.scope", target=speaker.target_code(gap.target), sentence=sentence))
    return Section(view.heading("advice"), bullets(items))


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
                name = view.speaker.framework(framework.framework)
                items.append(
                    view.speaker.say(f"memo.advice.{key}", framework=name, interventions=view.names(found))
                )
    return items


def fits(view: View) -> Section:
    """The targets with a direct or indirect alignment, with figures that lead to rules and sources."""
    speaker = view.speaker
    fitting = [each for each in view.themes if each.status in ("direct", "indirect")]
    threshold = speaker.score(view.assessment.threshold)
    if not fitting:
        return Section(view.heading("fits"), paragraphs(speaker.say("memo.fits-none")))
    header = [speaker.say(f"memo.column.{key}") for key in ("target", "status", "coverage", "range", "covered", "by")]
    rows = [_fit_row(view, each) for each in fitting]
    blocks = paragraphs(speaker.say("memo.fits-explained", threshold=threshold)) + table(header, rows)
    return Section(view.heading("fits"), blocks + bullets(_framework_lines(view)))


def _fit_row(view: View, result: TargetResult) -> list[str]:
    speaker = view.speaker
    names = []
    for each in result.contributions:
        if each.fires and each.located:
            name = _inline(speaker.intervention(each.intervention))
            derived = each.located.rule.basis == "derived"
            names.append(speaker.say("memo.by-derived", name=name) if derived else name)
    return [
        speaker.target(result.target),
        speaker.say(f"status.{result.status}"),
        join(speaker.score(result.coverage), view.notes.target(result, speaker)),
        speaker.say("memo.range", low=speaker.score(result.low), high=speaker.score(result.high)),
        speaker.say(f"yes-no.{'yes' if result.covered else 'no'}"),
        speaker.listed(names),
    ]


def _framework_lines(view: View) -> list[str]:
    speaker = view.speaker
    lines: list[str] = []
    for each in view.assessment.frameworks:
        if not each.targets:
            continue
        results = [result for result in view.themes if result.framework == each.framework]
        parts = [
            speaker.say("memo.footnote.part", target=speaker.target_code(r.target), coverage=speaker.score(r.coverage))
            for r in results
        ]
        word = speaker.targets_word(each.framework, each.targets)
        text = speaker.say("memo.footnote.framework", n=each.targets, word=word, parts="; ".join(parts))
        line = speaker.say(
            "memo.framework-line",
            framework=speaker.framework(each.framework),
            covered=each.covered,
            targets=each.targets,
            word=word,
            score=speaker.score(each.score),
            low=speaker.score(each.low),
            high=speaker.score(each.high),
            unassessed=each.unassessed,
            weakest=speaker.target_code(each.weakest) if each.weakest else speaker.say("memo.no-weakest"),
        )
        lines.append(join(line, view.notes.add(each.framework, text)))
    return lines


def fits_not(view: View) -> Section:
    """Components that no framework carries, targets out of reach here or not assessed, and those apart."""
    speaker = view.speaker
    items: list[str] = []
    for uncarried in view.assessment.uncarried:
        sentence = " ".join(uncarried_sentences(uncarried, speaker))
        items.append(join(sentence, _uncarried_note(view, uncarried)))
    items += [tension_sentence(each, speaker) for each in view.assessment.tensions]
    items += [line for result in view.themes for line in _not_line(view, result)]
    for result in view.assessment.targets:
        located = speaker.catalogue.targets[result.target]
        if result.link in ("none", "financing"):
            view.notes.cite(located.target.sources)
            link, reason = speaker.say(f"link.{result.link}"), speaker.text(located.target.link_reason)
            items.append(speaker.say("memo.apart", target=speaker.target(result.target), link=link, reason=reason).strip())
    return Section(view.heading("fits-not"), bullets(items) or paragraphs(speaker.say("memo.fits-not-none")))


def _uncarried_note(view: View, uncarried: Uncarried) -> Markdown:
    """A footnote with the verdict of each pair of the component within the framework."""
    speaker, steps = view.speaker, []
    for result in view.themes:
        for each in result.contributions:
            if result.framework != uncarried.framework or each.intervention != uncarried.intervention:
                continue
            verdict = speaker.say("status.unassessed")
            if each.located:
                verdict = speaker.say(
                    "memo.footnote.uncarried-rule",
                    alignment=speaker.say(f"alignment.{each.alignment}"),
                    basis=speaker.basis(each.located),
                    sources=view.notes.sources(each.located, speaker),
                    place=f"{each.located.path}:{each.located.line}",
                )
            target = speaker.target_code(result.target)
            steps.append(speaker.say("memo.footnote.uncarried-step", target=target, verdict=verdict))
    name = speaker.intervention(uncarried.intervention)
    text = speaker.say("memo.footnote.uncarried", intervention=name, steps="; ".join(steps)) + "."
    return view.notes.add(f"{uncarried.framework}-{uncarried.intervention}", text)


def _not_line(view: View, result: TargetResult) -> list[str]:
    speaker = view.speaker
    if result.status == "conditional":
        details = [
            speaker.say(
                "memo.not-conditional-one",
                intervention=speaker.intervention(each.intervention),
                needs=speaker.needs(each.reason.params["needs"], each.reason.params["missing"]),
            )
            for each in result.contributions
            if each.reason.code == "unmet"
        ]
        return [speaker.say("memo.not-conditional", target=speaker.target(result.target), details=" ".join(details))]
    if result.status == "unassessed":
        missing = [each.intervention for each in result.contributions if each.located is None]
        target = speaker.target(result.target)
        return [speaker.say("memo.not-unassessed", target=target, interventions=view.names(missing))]
    if result.status == "none":
        return [speaker.say("memo.not-none", target=speaker.target(result.target))]
    return []


def gaps(view: View) -> Section:
    """Each gap with its kind, severity, why, and what would close it."""
    speaker = view.speaker
    if not view.assessment.gaps:
        return Section(view.heading("gaps"), paragraphs(speaker.say("memo.gaps-none")))
    header = [speaker.say(f"memo.column.{key}") for key in ("target", "kind", "severity", "why", "closes")]
    rows = [_gap_row(view, gap) for gap in view.assessment.gaps]
    return Section(view.heading("gaps"), paragraphs(speaker.say("memo.gaps-explained")) + table(header, rows))


def _gap_row(view: View, gap: Gap) -> list[str]:
    speaker = view.speaker
    why = speaker.say(f"gap-why.{gap.kind}")
    if gap.kind == "scope":
        why += " " + scope_sentence(gap, view.assessment, speaker)
    if gap.closes:
        closing = capital(closes(gap, speaker)) + "."
    elif gap.severity == 0:
        closing = speaker.say("memo.closes-doubt")
    else:
        closing = speaker.say("memo.closes-structural" if gap.kind == "structural" else "memo.closes-nothing")
    result = view.assessment.target(gap.target)
    severity = join(speaker.score(gap.severity), view.notes.target(result, speaker))
    return [speaker.target(gap.target), speaker.say(f"gap.{gap.kind}"), severity, why, closing]


def involve(view: View) -> Section:
    """Actors and channels of the scenario, and who else could carry what has no carrier."""
    speaker, catalogue, scenario = view.speaker, view.speaker.catalogue, view.assessment.scenario
    items = []
    for name in scenario.actors:
        actor = catalogue.actors[name]
        view.notes.cite(actor.sources)
        items.append(speaker.say("memo.actor", name=actor.name, description=speaker.text(actor.description)))
    for name in scenario.channels:
        channel = catalogue.channels[name]
        view.notes.cite(channel.sources)
        title, description = speaker.text(channel.title), speaker.text(channel.description)
        items.append(speaker.say("memo.channel", name=title, description=description))
    for intervention in dict.fromkeys(each.intervention for each in view.assessment.uncarried):
        for carrier in carriers(intervention, speaker):
            items.append(f"{speaker.intervention(intervention)}: {carrier}.")
    blocks = paragraphs("" if scenario.actors or scenario.channels else speaker.say("memo.involve-none"))
    return Section(view.heading("involve"), blocks + bullets(items))


def certainty(view: View) -> Section:
    """How many verdicts are derived, what holds on stated rules alone, and what the ranges mean."""
    speaker, assessment, scale = view.speaker, view.assessment, view.speaker.catalogue.scale
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
            items.append(speaker.say("memo.certainty.probability", target=target, probability=chance))
    assumed = sum(each.dose_basis == "assumed" for each in assessment.scenario.components)
    items.append(speaker.say("memo.certainty.doses", n=assumed))
    strengths = {name: speaker.score(scale.strength(name)) for name in ("direct", "indirect")}
    items += [speaker.say("memo.certainty.scale", **strengths), speaker.say("memo.certainty.meaning")]
    return Section(view.heading("certainty"), bullets(items))


def _stated_line(view: View) -> str:
    if view.assessment.stated_only:
        return view.speaker.say("memo.certainty.stated-only")
    still = {each.target for each in view.stated.targets if each.covered}
    lost = [each for each in view.themes if each.covered and each.target not in still]
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
    order = {source.id: [section.at for section in source.sections] for source in speaker.catalogue.sources.values()}
    items = [
        speaker.say("memo.account.scenario", id=assessment.scenario.id or view.title),
        speaker.say("memo.account.on", on=speaker.day(assessment.on)),
        speaker.say("memo.account.threshold", threshold=speaker.score(assessment.threshold)),
        speaker.say("memo.account.catalogue", fingerprint=assessment.fingerprint),
        speaker.say("memo.account.tool", version=__version__),
    ]
    cited = []
    for source, sections in view.notes.cited.items():
        title = speaker.text(speaker.catalogue.sources[source].title)
        listed = ", ".join(sorted(sections, key=order[source].index))
        cited.append(speaker.say("memo.account.source", title=title, id=source, sections=listed))
    heading = paragraphs(speaker.say("memo.account.sources") + ":") if cited else []
    return Section(view.heading("account"), bullets(items) + heading + bullets(cited))
