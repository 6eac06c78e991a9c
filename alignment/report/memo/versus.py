"""The comparison of scenarios: side by side, differences first, and why they differ."""

from alignment.assessment.compare import ComparedTarget, Parted, compare, part
from alignment.model.result import FrameworkResult, TargetResult
from alignment.report.certain import differences, duel_sentence, ordinal_sentence, ranks_sentence
from alignment.report.comparing import worth
from alignment.report.document import Cell, Column, Measure, Piece, Section, figure, line, listing, paragraphs, table
from alignment.report.memo.figures import framework_note
from alignment.report.memo.view import View
from alignment.text.format import capital


def answer(views: list[View]) -> Section:
    """Which scenario aligns more strongly in words, and how often by score."""
    view, found = views[0], views[0].found.certainty
    words: list[Piece] = [capital(ordinal_sentence(each, view.titles, view.speaker)) for each in found.ordinals]
    note = view.notes.draws(found.robustness)
    duels = [line(duel_sentence(each, view.titles, view.speaker), note) for each in found.robustness.duels]
    cautions = list(differences(found.assessments, view.speaker))
    return Section("decision", view.say("heading.answer"), listing([*words, *duels, *cautions]))


def matrix(views: list[View]) -> Section:
    """Status and coverage of every target in each scenario, differences first."""
    view = views[0]
    found = _parted(views)
    shared = [each for each in (*found.differing, *found.shifted, *found.alike) if _theme(each)]
    apart = sum(map(_theme, (*found.differing, *found.shifted)))
    rows = [
        [view.speaker.target(each.target), *_cells(views, each)] for each in (*shared, *filter(_theme, found.alone))
    ]
    header = [*view.columns("target"), *[_column(each) for each in views]]
    counted = view.say("matrix-intro", n=apart, total=len(shared))
    said = counted if shared else view.speaker.say("compare.nothing-shared")
    return Section(
        "matrix",
        view.say("heading.matrix"),
        (*paragraphs(said), *table("matrix", view.say("caption.matrix"), header, rows)),
    )


def _parted(views: list[View]) -> Parted:
    return part(compare([each.assessment for each in views]))


def _theme(compared: ComparedTarget) -> bool:
    return any(each is not None and each.link == "theme" for each in compared.results)


def _column(view: View) -> Column:
    name = capital(view.name)
    measure = Measure(f"coverage-{view.place + 1}", view.say("measure.coverage-in", scenario=name), "score")
    return Column(name, (measure,))


def _cells(views: list[View], compared: ComparedTarget) -> list[Cell]:
    return [_cell(view, place, each) for place, (view, each) in enumerate(zip(views, compared.results, strict=True), 1)]


def _cell(view: View, place: int, result: TargetResult | None) -> Cell:
    if result is None:
        return view.say("not-looked-at")
    status, enough = view.speaker.say(f"status.{result.status}"), "enough" if result.covered else "short"
    if result.status == "unassessed":
        return line(status, view.notes.target(result, str(place)))
    said = view.say(f"matrix-cell.{enough}", status=status, coverage=view.speaker.score(result.coverage))
    return figure(line(said, view.notes.target(result, str(place))), result.coverage)


def reasons(views: list[View]) -> Section:
    """For each target that differs, which components make it so."""
    view, items = views[0], list[Piece]()
    parted = _parted(views)
    for compared in filter(_theme, (*parted.differing, *parted.shifted)):
        for other, changes in zip(views[1:], compared.changes, strict=True):
            told = [
                view.say(
                    "why-one",
                    name=view.speaker.inline(c.intervention),
                    first=worth(c.first, view.speaker),
                    other=worth(c.other, view.speaker),
                )
                for c in changes
            ]
            if told:
                target = view.speaker.target(compared.target)
                said = view.say(
                    "why-differs", target=target, first=view.name, other=other.name, changes="; ".join(told)
                )
                pairs = ((view, compared.results[0]), (other, compared.results[other.place]))
                notes = [each.notes.target(found, str(each.place + 1)) for each, found in pairs if found]
                items.append(line(capital(said), *notes))
    return Section("why", view.say("heading.why"), listing(items) or paragraphs(view.say("why-none")))


def scores(views: list[View]) -> Section:
    """Score, covered and not assessed per framework for each scenario, and how often each comes out where."""
    view, rows = views[0], list[list[Cell]]()
    for framework in dict.fromkeys(found.framework for each in views for found in each.assessment.frameworks):
        rows += [
            _score(each, found)
            for each in views
            for found in each.assessment.frameworks
            if found.framework == framework
        ]
    header = view.columns("framework", "scenario", "covered-count", "score", "range", "unassessed")
    found = view.found.certainty.robustness
    ranks = [line(ranks_sentence(each, view.titles, view.speaker), view.notes.draws(found)) for each in found.ranks]
    blocks = table("scores", view.say("caption.scores"), header, rows, numbers=(2, 3, 4, 5))
    return Section("scores", view.say("heading.scores"), (*blocks, *listing(ranks)))


def _score(view: View, result: FrameworkResult) -> list[Cell]:
    return [
        view.speaker.framework(result.framework),
        capital(view.name),
        figure(view.say("covered-of", n=result.covered, total=result.targets), result.covered, result.targets),
        figure(line(view.speaker.score(result.score), framework_note(view, result)), result.score),
        view.between(result.low, result.high),
        figure(str(result.unassessed), result.unassessed),
    ]


def alone(views: list[View]) -> Section:
    """Per scenario what no framework carries."""
    items = list[Piece]()
    for view in views:
        names: dict[bool, list[str]] = {True: [], False: []}
        for each in view.assessment.uncarried:
            names[each.assessed].append(
                f"{view.speaker.inline(each.intervention)} ({view.speaker.framework(each.framework)})"
            )
        told = [
            view.say(f"alone.{'uncarried' if kind else 'open'}", names=view.speaker.listed(found))
            for kind, found in names.items()
            if found
        ]
        items.append(view.say("alone.line", title=capital(view.name), told=" ".join(told) or view.say("alone.none")))
    return Section("alone", views[0].say("heading.alone"), listing(items))
