"""Three ways to open a scenario: a programme, a blank one, and a file; one with problems changes nothing."""

import streamlit as st

from alignment.text.problems import describe
from alignment.ui import address, frame
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import View
from alignment.ui.words import safe

MAX_MEGABYTES = 1
SHOWN = 100
"""So many problems are named; a file with more is no scenario file."""


def ways(view: View) -> None:
    """The three ways beside one another; each goes on to the page where the work starts."""
    onward, desk().onward = desk().onward, ""
    if onward:
        _go(onward)
    shows = (_programme, _blank, _file)
    for column, show in zip(st.columns(len(shows), gap="medium"), shows, strict=True):
        with column, st.container(border=True, height="stretch"):
            show(view)
    if desk().upload_problems:
        problems(view)


def _go(page: str) -> None:
    st.switch_page(frame.PAGES[page], query_params=address.link())


def _programme(view: View) -> None:
    put(heading(view.say("start.programme"), 3), paragraph(view.say("start.programme-help")))
    options = desks.options(view.catalogue)
    names = {option: frame.option_name(view.catalogue, view.speaker, option) for option in options}
    chosen = st.selectbox(
        view.say("start.programme-label"),
        options,
        index=options.index(desk().active),
        format_func=names.__getitem__,
        key=desks.key("start-programme"),
    )
    if st.button(view.say("start.open"), key=desks.key("start-open"), type="primary"):
        desks.choose(view.catalogue, chosen)
        _go("coverage")


def _blank(view: View) -> None:
    put(heading(view.say("start.blank"), 3), paragraph(view.say("start.blank-help")))
    if st.button(view.say("start.blank-open"), key=desks.key("start-blank")):
        desks.open_empty()
        _go("scenario")


def _file(view: View) -> None:
    put(heading(view.say("start.file"), 3), paragraph(view.say("start.file-help")))
    widget = f"upload-{desk().uploads}"
    st.file_uploader(
        view.say("start.file-label"), key=widget, on_change=_upload, args=(view, widget), max_upload_size=MAX_MEGABYTES
    )


def _upload(view: View, widget: str) -> None:
    state, file = desk(), st.session_state[widget]
    if file is None:
        return
    desks.open_file(view.catalogue, file.name, file.getvalue())
    state.uploads += 1
    if not state.upload_problems:
        state.onward = "coverage"


def problems(view: View) -> None:
    """What is wrong with the file that was not opened."""
    state = desk()
    count = len(state.upload_problems)
    lines = [f"**{safe(view.say('start.problems', n=count, name=state.upload_name))}**", ""]
    for problem in state.upload_problems[:SHOWN]:
        message, hint = describe(problem, view.speaker.lang)
        place = {"line": problem.line, "column": problem.column}
        lines.append(f"- {safe(view.say('start.problem', message=message, hint=hint, **place).strip())}")
    if count > SHOWN:
        lines.append(f"- {safe(view.say('start.more-problems', n=count - SHOWN))}")
    st.error("\n".join(lines))
