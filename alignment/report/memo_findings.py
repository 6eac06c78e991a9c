"""The sections of the memo with findings: where it fits, where it does not, and the gaps."""

from collections import defaultdict

from alignment.model.result import Gap, TargetResult
from alignment.report.markdown import join
from alignment.report.memo_parts import Section, bullets, paragraphs, table
from alignment.report.memo_view import View
from alignment.report.sentences import closes, scope_sentence, tension_sentence, uncarried_sentence
from alignment.text.format import capital


def fits(view: View) -> Section:
    """The targets with a direct or indirect alignment, with figures that lead to rules and sources."""
    speaker = view.speaker
    fitting = [each for each in view.themes if each.status in ("direct", "indirect")]
    if not fitting:
        return Section(view.heading("fits"), paragraphs(speaker.say("memo.fits-none")))
    header = view.header("target", "status", "coverage", "range", "covered", "by")
    explained = speaker.say("memo.fits-explained", threshold=speaker.score(view.assessment.threshold))
    blocks = paragraphs(explained) + table(header, [_fit_row(view, each) for each in fitting])
    return Section(view.heading("fits"), blocks + bullets(_framework_lines(view)))


def _fit_row(view: View, result: TargetResult) -> list[str]:
    speaker = view.speaker
    names = []
    for each in result.contributions:
        if each.fires and each.located:
            name = speaker.inline(each.intervention)
            derived = each.located.rule.basis == "derived"
            names.append(speaker.say("memo.by-derived", name=name) if derived else name)
    return [
        speaker.target(result.target),
        speaker.say(f"status.{result.status}"),
        join(speaker.score(result.coverage), view.notes.target(result)),
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
        word = speaker.targets_word(each.framework, each.targets)
        parts = [
            speaker.say("memo.footnote.part", target=speaker.target_code(r.target), coverage=speaker.score(r.coverage))
            for r in view.themes
            if r.framework == each.framework
        ]
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
        text = speaker.say("memo.footnote.framework", n=each.targets, word=word, parts="; ".join(parts))
        lines.append(join(line, view.notes.add(each.framework, text)))
    return lines


def fits_not(view: View) -> Section:
    """Components that no framework carries, targets out of reach here or not assessed, and those apart."""
    speaker = view.speaker
    items: list[str] = []
    for each in view.assessment.uncarried:
        pairs = [
            pair
            for result in view.themes
            if result.framework == each.framework
            for pair in result.contributions
            if pair.intervention == each.intervention
        ]
        title = speaker.intervention(each.intervention)
        note = view.notes.pairs(f"{each.framework}-{each.intervention}", pairs, title)
        items.append(join(uncarried_sentence(each, speaker), note))
    items += [tension_sentence(each, speaker) for each in view.assessment.tensions]
    items += [line for result in view.themes if (line := _not_line(view, result))]
    items += [_apart_line(view, each) for each in view.assessment.targets if each.link in ("none", "financing")]
    return Section(view.heading("fits-not"), bullets(items) or paragraphs(speaker.say("memo.fits-not-none")))


def _not_line(view: View, result: TargetResult) -> str:
    speaker, target = view.speaker, view.speaker.target(result.target)
    if result.status == "conditional":
        line = speaker.say("memo.not-conditional", target=target, details=_conditions(view, result))
    elif result.status == "unassessed":
        missing = [each.intervention for each in result.contributions if each.located is None]
        key = "memo.not-unassessed" if len(missing) < len(result.contributions) else "memo.not-unassessed-all"
        line = speaker.say(key, target=target, interventions=speaker.inlines(missing))
    elif result.status == "none" and view.assessment.doses:
        line = speaker.say("memo.not-none", target=target)
    else:
        return ""
    return join(line, view.notes.target(result))


def _conditions(view: View, result: TargetResult) -> str:
    """Which components would fit in which other situation, those with the same needs together."""
    speaker = view.speaker
    by_needs: dict[str, list[str]] = defaultdict(list)
    for each in result.contributions:
        if each.reason.code == "unmet":
            needs = speaker.needs(each.reason.params["needs"], each.reason.params["missing"])
            by_needs[needs].append(each.intervention)
    sentences = [
        capital(
            speaker.say("memo.not-conditional-one", n=len(names), interventions=speaker.inlines(names), needs=needs)
        )
        for needs, names in by_needs.items()
    ]
    return " ".join(sentences)


def _apart_line(view: View, result: TargetResult) -> str:
    speaker, target = view.speaker, view.speaker.catalogue.targets[result.target].target
    link, reason = speaker.say(f"link.{result.link}"), speaker.text(target.link_reason)
    line = speaker.say("memo.apart", target=speaker.target(result.target), link=link, reason=reason).strip()
    return join(line, view.notes.fact(result.target, target.sources))


def gaps(view: View) -> Section:
    """Each gap with its kind, severity, and what would close it; then what the kinds mean."""
    speaker = view.speaker
    if not view.assessment.gaps:
        return Section(view.heading("gaps"), paragraphs(speaker.say("memo.gaps-none")))
    header = view.header("target", "kind", "severity", "closes")
    explained = speaker.say("memo.gaps-explained")
    blocks = paragraphs(explained) + table(header, [_gap_row(view, gap) for gap in view.assessment.gaps])
    kinds = dict.fromkeys(gap.kind for gap in view.assessment.gaps)
    meanings = [
        speaker.say("memo.gap-kind", kind=capital(speaker.say(f"gap.{kind}")), why=speaker.say(f"gap-why.{kind}"))
        for kind in kinds
    ]
    return Section(view.heading("gaps"), blocks + bullets(meanings))


def _gap_row(view: View, gap: Gap) -> list[str]:
    speaker = view.speaker
    if gap.closes:
        closing = capital(closes(gap, speaker)) + "."
    elif gap.kind == "scope":
        closing = scope_sentence(gap, view.assessment, speaker)
    else:
        closing = speaker.say(f"memo.closes-{gap.kind}")
    severity = join(speaker.score(gap.severity), view.notes.target(view.assessment.target(gap.target)))
    return [speaker.target(gap.target), speaker.say(f"gap.{gap.kind}"), severity, closing]


def touched(view: View) -> Section:
    """What the scenario touches of commitments, models and lenses: never a gap, never a score."""
    speaker = view.speaker
    items: list[str] = []
    for name in dict.fromkeys(result.framework for result in view.assessment.targets):
        if speaker.catalogue.frameworks[name].kind == "policy":
            continue
        results = [result for result in view.assessment.targets if result.framework == name]
        met = [result for result in results if result.status in ("direct", "indirect")]
        parts = [
            join(
                speaker.say(
                    "memo.touched-one",
                    target=speaker.target(result.target),
                    status=speaker.say(f"status.{result.status}"),
                ),
                view.notes.target(result),
            )
            for result in met
        ]
        line = speaker.say("memo.touched", framework=speaker.framework(name), n=len(met), total=len(results))
        items.append(join(line, " ", *[join(part, "; " if part is not parts[-1] else "") for part in parts]))
    return Section(view.heading("touched"), bullets(items))


def recommendations(view: View) -> Section:
    """The study's recommendations, conditions and cautions, with their state and why; what is not met comes first."""
    speaker = view.speaker
    order = {"not-met": 0, "partly": 1, "unknown": 2, "met": 3}
    rows = [
        [
            speaker.text(each.recommendation.title),
            speaker.say(f"kind-of-advice.{each.recommendation.kind}"),
            speaker.say(f"state.{each.state}"),
            join(
                speaker.advice(each), view.notes.fact(f"advice-{each.recommendation.id}", each.recommendation.sources)
            ),
        ]
        for each in sorted(view.assessment.advice, key=lambda each: order[each.state])
    ]
    header = view.header("advice", "advice-kind", "state", "why")
    return Section(view.heading("recommendations"), table(header, rows))
