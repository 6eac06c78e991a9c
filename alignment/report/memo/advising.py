"""What the memo advises, and in a few lines why."""

from alignment.report.document import Piece, Section, line, listing, paragraphs
from alignment.report.memo.figures import coverage_chart, framework_note
from alignment.report.memo.surety import deciding, sure
from alignment.report.memo.view import View
from alignment.report.sentences import missing_sentences, scope_sentence
from alignment.text.format import percent_up

CLOSING = 3
"""How many interventions that close gaps a memo names; the table of gaps has all."""


def decision(view: View) -> Section:
    """What to decide, most important first."""
    items = advice(view)
    blocks = (*paragraphs(view.say("decision-intro", n=len(items))), *listing(items, ordered=True))
    return Section("decision", view.say("heading.decision"), blocks)


def advice(view: View) -> list[Piece]:
    """Each piece of advice, with a reference to what it rests on."""
    if not view.assessment.doses:
        return [view.say("advice.empty")]
    items = _target_advice(view) + _carrier_advice(view) + _closing_advice(view)
    for gap in view.assessment.gaps:
        if gap.kind == "scope":
            target = view.speaker.target_code(gap.target)
            sentence = scope_sentence(gap, view.assessment, view.speaker)
            note = view.notes.target(view.assessment.target(gap.target))
            items.append(line(view.say("advice.scope", target=target, sentence=sentence), note))
    return items


def _closing_advice(view: View) -> list[Piece]:
    """Which interventions each close most gaps by themselves, and which gaps only several close together."""
    alone: dict[str, list[tuple[str, float]]] = {}
    together = list[str]()
    for gap in view.assessment.gaps:
        for each in gap.closes:
            if each.together and gap.target not in together:
                together.append(gap.target)
            elif not each.together and each.when is None:
                alone.setdefault(each.intervention, []).append((gap.target, each.dose))
    best = sorted(alone.items(), key=lambda item: (-len(item[1]), max(dose for _, dose in item[1])))[:CLOSING]
    items = list[Piece]()
    if best:
        named = view.speaker.listed([_closing(view, *each) for each in best], alternatives=True)
        targets = dict.fromkeys(target for _, closed in best for target, _ in closed)
        notes = [view.notes.target(view.assessment.target(each)) for each in targets]
        items.append(line(view.say("advice.closes", n=len(best), names=named), *notes))
    if together:
        items.append(view.say("advice.together", n=len(together), targets=_codes(view, together)))
    return items


def _closing(view: View, intervention: str, closed: list[tuple[str, float]]) -> str:
    return view.say(
        "advice.closing",
        intervention=view.speaker.inline(intervention),
        dose=percent_up(max(dose for _, dose in closed), view.speaker.lang),
        targets=_codes(view, [target for target, _ in closed]),
    )


def _codes(view: View, targets: list[str]) -> str:
    return view.codes([each for each in view.themes if each.target in targets])


def _target_advice(view: View) -> list[Piece]:
    covered = [each for each in view.themes if each.covered]
    groups = {
        "direct-short": [each for each in view.themes if each.status == "direct" and not each.covered],
        "indirect": [each for each in view.themes if each.status == "indirect"],
        "conditional": [each for each in view.themes if each.status == "conditional"],
    }
    first = "advice.covered" if covered else "advice.none-covered"
    items: list[Piece] = [view.say(first, targets=view.codes(covered)), *_single_advice(view)]
    for key, found in groups.items():
        if found:
            items.append(view.say(f"advice.{key}", n=len(found), targets=view.codes(found)))
    return items


def _single_advice(view: View) -> list[Piece]:
    """That no target carries the whole scenario, and which carries most of it (study 5.2.1)."""
    total = len(view.assessment.doses)
    carried = {each.target: sum(pair.fires for pair in each.contributions) for each in view.themes}
    highest = max(carried.values(), default=0)
    if total < 2 or highest in (0, total):
        return []
    most = [target for target, count in carried.items() if count == highest]
    key = "advice.no-single" if len(most) == 1 else "advice.no-single-tie"
    said = view.say(key, target=view.speaker.target_code(most[0]), count=highest, total=total)
    return [line(said, *[view.notes.target(view.assessment.target(each)) for each in most])]


def _carrier_advice(view: View) -> list[Piece]:
    items = list[Piece]()
    for framework in view.assessment.frameworks:
        for assessed, key in ((True, "uncarried"), (False, "not-assessed")):
            found = [
                each.intervention
                for each in view.assessment.uncarried
                if each.framework == framework.framework and each.assessed is assessed
            ]
            if found:
                name, names = view.speaker.framework(framework.framework), view.speaker.inlines(found)
                items.append(view.say(f"advice.{key}", framework=name, interventions=names))
    return items


def points(view: View, *, picture: bool = True) -> Section:
    """The few things that matter, and a picture of them."""
    items: list[Piece] = [framework_line(view, each.framework) for each in view.assessment.frameworks if each.targets]
    if view.assessment.doses:
        items += [sure(view), *deciding(view, 1)]
        items += list(missing_sentences(view.assessment, view.speaker)) or [view.say("integral-complete")]
        items += _advice_count(view)
    if not picture:
        items.append(view.say("certainty.meaning"))
    return Section("points", view.say("heading.points"), (*listing(items), *(coverage_chart(view) if picture else ())))


def _advice_count(view: View) -> list[Piece]:
    states = [each.state for each in view.assessment.advice]
    if not states:
        return []
    counts = {state.replace("-", "_"): states.count(state) for state in ("met", "partly", "not-met", "unknown")}
    return [view.say("points-advice", n=len(states), **counts)]


def framework_line(view: View, framework: str) -> Piece:
    """How a framework does: covered, score, interval, not assessed, weakest; the parts in a footnote."""
    speaker = view.speaker
    each = next(found for found in view.assessment.frameworks if found.framework == framework)
    word = speaker.targets_word(each.framework, each.targets)
    said = view.say(
        "framework-line",
        framework=speaker.framework(each.framework),
        covered=each.covered,
        targets=each.targets,
        word=word,
        score=speaker.score(each.score),
        low=speaker.score(each.low),
        high=speaker.score(each.high),
        unassessed=each.unassessed,
        weakest=speaker.target_code(each.weakest) if each.weakest else view.say("no-weakest"),
    )
    return line(said, framework_note(view, each))
