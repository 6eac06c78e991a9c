"""The findings: where it fits, where it does not, the gaps, and what else it touches."""

from collections import defaultdict
from collections.abc import Iterable

from alignment.model.result import Contribution, Gap, TargetResult
from alignment.report.document import Block, Cell, Piece, Section, figure, line, listing, paragraphs, table
from alignment.report.memo.view import View
from alignment.report.sentences import closes, scope_sentence, tension_sentence, uncarried_sentence
from alignment.text.format import capital

FITTING = ("direct", "indirect")
SEVERAL = 3
"""From more than so many components that nobody has assessed on, a decision memo names them together."""


def fits(view: View) -> Section:
    """The targets with a direct or indirect alignment, with figures that lead to rules and sources."""
    heading = view.say("heading.fits")
    fitting = [each for each in view.themes if each.status in FITTING]
    if not fitting:
        return Section("fits", heading, paragraphs(view.say("fits-none")))
    header = view.columns("target", "status", "coverage", "range", "covered")
    explained = line(
        view.say("fits-explained", threshold=view.speaker.score(view.assessment.threshold)), view.notes.scale()
    )
    rows = table("fits", view.say("caption.fits"), header, [_fit_row(view, each) for each in fitting], numbers=(2, 3))
    return Section("fits", heading, (*paragraphs(explained), *rows))


def _fit_row(view: View, result: TargetResult) -> list[Cell]:
    speaker = view.speaker
    return [
        speaker.target(result.target),
        speaker.say(f"status.{result.status}"),
        figure(line(speaker.score(result.coverage), view.notes.target(result)), result.coverage),
        view.between(result.low, result.high),
        speaker.say(f"yes-no.{'yes' if result.covered else 'no'}"),
    ]


def fits_not(view: View, *, whole: bool = True) -> Section:
    """Components that no framework carries, targets out of reach here or not assessed, and those apart.

    `whole`: each of the last with its reason.
    """
    speaker, items = view.speaker, list[Piece]()
    for framework in dict.fromkeys(each.framework for each in view.assessment.uncarried):
        items += _uncarried(view, framework, whole=whole)
    items += [tension_sentence(each, speaker) for each in view.assessment.tensions]
    items += [said for result in view.themes if (said := _not_line(view, result))]
    apart = [each for each in view.assessment.targets if each.link in ("none", "financing")]
    items += [_apart_line(view, each) for each in apart] if whole else _apart_short(view, apart)
    blocks = listing(items) or paragraphs(view.say("fits-not-none"))
    return Section("fits-not", view.say("heading.fits-not"), blocks)


def _uncarried(view: View, framework: str, *, whole: bool) -> list[Piece]:
    """The components that a framework does not carry; many that nobody has assessed are one line, unless `whole`."""
    speaker, items = view.speaker, list[Piece]()
    found = [each for each in view.assessment.uncarried if each.framework == framework]
    unknown = [each.intervention for each in found if not each.assessed]
    grouped = [] if whole or len(unknown) <= SEVERAL else unknown
    for each in found:
        if each.intervention not in grouped:
            pairs = _pairs(view, framework, [each.intervention])
            note = view.notes.pairs(f"{framework}-{each.intervention}", pairs, speaker.intervention(each.intervention))
            items.append(line(uncarried_sentence(each, speaker), note))
    if grouped:
        name = speaker.framework(framework)
        said = speaker.say("uncarried.unassessed", intervention=speaker.inlines(grouped), framework=name)
        note = view.notes.pairs(f"{framework}-unassessed", _pairs(view, framework, grouped), name)
        items.append(line(capital(said), note))
    return items


def _pairs(view: View, framework: str, interventions: list[str]) -> list[Contribution]:
    """The pairs of components with the theme targets of a framework."""
    results = [each for each in view.themes if each.framework == framework]
    return [pair for each in results for pair in each.contributions if pair.intervention in interventions]


def _not_line(view: View, result: TargetResult) -> Piece:
    target = view.speaker.target(result.target)
    if result.status == "conditional":
        said = view.say("not-conditional", target=target, details=_conditions(view, result))
    elif result.status == "unassessed":
        missing = [each.intervention for each in result.contributions if each.located is None]
        key = "not-unassessed" if len(missing) < len(result.contributions) else "not-unassessed-all"
        said = view.say(key, target=target, interventions=view.speaker.inlines(missing))
    elif result.status == "none" and view.assessment.doses:
        said = view.say("not-none", target=target)
    else:
        return ""
    return line(said, view.notes.target(result))


def _conditions(view: View, result: TargetResult) -> str:
    """Which components would fit in which other situation, those with the same needs together."""
    by_needs: dict[str, list[str]] = defaultdict(list)
    for each in result.contributions:
        if each.reason.code == "unmet":
            needs = view.speaker.needs(each.reason.params["needs"], each.reason.params["missing"])
            by_needs[needs].append(each.intervention)
    sentences = [
        capital(view.say("not-conditional-one", n=len(names), interventions=view.speaker.inlines(names), needs=needs))
        for needs, names in by_needs.items()
    ]
    return " ".join(sentences)


def _apart_line(view: View, result: TargetResult) -> Piece:
    target = view.speaker.catalogue.targets[result.target].target
    link, reason = view.speaker.say(f"link.{result.link}"), view.speaker.text(target.link_reason)
    said = view.say("apart", target=view.speaker.target(result.target), link=link, reason=reason).strip()
    return line(said, view.notes.fact(result.target, target.sources))


def _apart_short(view: View, apart: list[TargetResult]) -> list[Piece]:
    """The targets without a point of contact on one line each kind."""
    items = list[Piece]()
    for link in dict.fromkeys(each.link for each in apart):
        found = [each for each in apart if each.link == link]
        targets = view.speaker.catalogue.targets
        notes = [view.notes.fact(each.target, targets[each.target].target.sources) for each in found]
        said = view.say("apart-short", link=capital(view.speaker.say(f"link.{link}")), targets=view.codes(found))
        items.append(line(said, *notes))
    return items


def gaps(view: View, *, whole: bool = True) -> Section:
    """Each gap with its kind, severity, and what would close it; then what the kinds mean.

    `whole`: those that nothing closes have a row of their own, else one line for all.
    """
    heading = view.say("heading.gaps")
    if not view.assessment.gaps:
        return Section("gaps", heading, paragraphs(view.say("gaps-none")))
    apart = [] if whole else [gap for gap in view.assessment.gaps if gap.kind == "structural"]
    rest = [gap for gap in view.assessment.gaps if gap not in apart]
    header = view.columns("target", "kind", "severity", "closes")
    rows = table("gaps", view.say("caption.gaps"), header, [_gap_row(view, gap) for gap in rest], numbers=(2,))
    explained = paragraphs(view.say("gaps-explained")) if rows else ()
    meanings = _meanings(view, dict.fromkeys(gap.kind for gap in rest))
    return Section("gaps", heading, (*explained, *rows, *meanings, *_structural(view, apart)))


def _structural(view: View, found: list[Gap]) -> tuple[Block, ...]:
    """On one line the gaps that nothing closes, with their severity."""
    pieces = list[Piece]()
    for gap in found:
        note = view.notes.target(view.assessment.target(gap.target))
        name, severity = view.speaker.target_code(gap.target), view.speaker.score(gap.severity)
        pieces += [", " if pieces else "", view.say("gap-structural", target=name, severity=severity), note]
    return paragraphs(line(view.say("gaps-structural"), " ", *pieces, ".")) if found else ()


def _meanings(view: View, kinds: Iterable[str]) -> tuple[Block, ...]:
    return listing(
        view.say("gap-kind", kind=capital(view.speaker.say(f"gap.{kind}")), why=view.speaker.say(f"gap-why.{kind}"))
        for kind in kinds
    )


def _gap_row(view: View, gap: Gap) -> list[Cell]:
    speaker = view.speaker
    if gap.closes:
        closing = capital(closes(gap, speaker)) + "."
    elif gap.kind == "scope":
        closing = scope_sentence(gap, view.assessment, speaker)
    else:
        closing = view.say(f"closes-{gap.kind}")
    severity = line(speaker.score(gap.severity), view.notes.target(view.assessment.target(gap.target)))
    return [speaker.target(gap.target), speaker.say(f"gap.{gap.kind}"), figure(severity, gap.severity), closing]


def touched(view: View) -> Section:
    """What the scenario touches of commitments, models and lenses: never a gap, never a score."""
    speaker, items = view.speaker, list[Piece]()
    for name in dict.fromkeys(result.framework for result in view.assessment.targets):
        if speaker.catalogue.frameworks[name].kind == "policy":
            continue
        results = [result for result in view.assessment.targets if result.framework == name]
        met = [result for result in results if result.status in FITTING]
        said = view.say("touched", framework=speaker.framework(name), n=len(met), total=len(results))
        parts = [piece for each in met for piece in (" ", _touched(view, each), ";")][:-1]
        items.append(line(said, *parts))
    return Section("touched", view.say("heading.touched"), listing(items))


def _touched(view: View, result: TargetResult) -> Piece:
    status = view.speaker.say(f"status.{result.status}")
    said = view.say("touched-one", target=view.speaker.target(result.target), status=status)
    return line(said, view.notes.target(result))
