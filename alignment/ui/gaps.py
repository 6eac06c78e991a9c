"""What is left open: gaps, components without a carrier, tensions, empty pathways and functions, targets set apart."""

import pandas as pd

from alignment.charts import tables
from alignment.model.result import Gap, Uncarried
from alignment.report.sentences import carriers, closes, scope_sentence, tension_sentence, uncarried_sentence
from alignment.text.format import capital
from alignment.ui.parts import bullets, grid, heading, listing, note, paragraph, put
from alignment.ui.view import View


def show(view: View) -> None:
    """The gaps, most severe first, then what is covered with a reservation."""
    gaps = [gap for gap in view.assessment.gaps if gap.severity > 0]
    doubts = [gap for gap in view.assessment.gaps if gap.severity <= 0]
    if gaps:
        rows = pd.DataFrame([_row(view, gap) for gap in gaps])
        pieces = [note(view.say("gaps.explained")), grid(rows, view.say("gaps.alt"))]
    else:
        pieces = [paragraph(view.say("gaps.none"))]
    if doubts:
        rows = pd.DataFrame([_doubt(view, gap) for gap in doubts])
        pieces += [heading(view.say("gaps.remarks"), 3), grid(rows, view.say("gaps.remarks-alt"))]
    put(*pieces)


def _row(view: View, gap: Gap) -> dict[str, str]:
    return {
        view.say("column.target"): view.speaker.target(gap.target),
        view.say("column.severity"): view.speaker.score(gap.severity),
        view.say("column.kind"): capital(view.speaker.say(f"gap.{gap.kind}")),
        view.say("column.why"): view.speaker.say(f"gap-why.{gap.kind}"),
        view.say("column.closes"): _closes(view, gap),
    }


def _closes(view: View, gap: Gap) -> str:
    if gap.closes:
        return capital(closes(gap, view.speaker))
    return view.say("gaps.closes-structural" if gap.kind == "structural" else "gaps.closes-nothing")


def _doubt(view: View, gap: Gap) -> dict[str, str]:
    why = view.speaker.say(f"gap-why.{gap.kind}")
    if gap.kind == "scope":
        why = f"{why} {scope_sentence(gap, view.assessment, view.speaker)}"
    return {
        view.say("column.target"): view.speaker.target(gap.target),
        view.say("column.kind"): capital(view.speaker.say(f"gap.{gap.kind}")),
        view.say("column.why"): why,
    }


def uncarried(view: View) -> None:
    """Components that a framework does not carry, apart from those of which that was not fully assessed."""
    found = view.assessment.uncarried
    if not found:
        put(paragraph(view.say("uncarried.none")))
        return
    pieces = [note(view.say("uncarried.explained"))]
    for assessed in (True, False):
        lines = [_uncarried(view, each) for each in found if each.assessed is assessed]
        if lines and not assessed:
            pieces.append(heading(view.say("uncarried.unassessed-heading"), 3))
        pieces.append(listing(lines))
    put(*pieces)


def _uncarried(view: View, uncarried: Uncarried) -> str:
    carried = "".join(f" {line}." for line in carriers(uncarried.intervention, view.speaker))
    return uncarried_sentence(uncarried, view.speaker) + carried


def tensions(view: View) -> None:
    """Components that a rule says oppose a target; nothing where there are none."""
    if view.assessment.tensions:
        put(
            heading(view.say("tensions.heading")),
            note(view.say("tensions.explained")),
            listing(tension_sentence(each, view.speaker) for each in view.assessment.tensions),
        )


def integral(view: View) -> None:
    """Which pathways and functions the scenario leaves empty, or that none is."""
    lines = []
    missing = {"pathways": view.assessment.missing_pathways, "functions": view.assessment.missing_functions}
    for kind, names in missing.items():
        label = view.say(f"integral.{kind}")
        if names:
            lines.append(view.say("integral.missing", kind=label, names=view.speaker.terms(kind, names)))
        else:
            lines.append(view.say("integral.complete", kind=label))
    bullets(lines)


def apart(view: View) -> None:
    """Targets without a point of contact, or with financing only, each with the reason."""
    found = tables.apart(view.assessment)
    if not found:
        return
    rows = [
        {
            view.say("column.target"): view.speaker.target(each.target),
            view.say("apart.link"): capital(view.speaker.say(f"link.{each.link}")),
            view.say("column.reason"): view.speaker.text(view.catalogue.targets[each.target].target.link_reason),
        }
        for each in found
    ]
    shown = grid(pd.DataFrame(rows), view.say("apart.alt"))
    put(heading(view.say("apart.heading")), note(view.say("apart.explained")), shown)
