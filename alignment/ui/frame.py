"""What every page has: title, links to the pages, language, the open scenario and what was changed in it."""

import streamlit as st

from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.model.result import Assessment
from alignment.text.messages import Messages, messages
from alignment.text.problems import describe
from alignment.text.speaker import Speaker
from alignment.ui import desk as desks
from alignment.ui.changes import changes
from alignment.ui.desk import desk
from alignment.ui.drafts import Draft
from alignment.ui.parts import bullets
from alignment.ui.shell import LANG_SCRIPTS
from alignment.ui.view import View
from alignment.ui.words import safe, title_of

PAGES = {
    name: f"views/{name}.py"
    for name in ("coverage", "certainty", "additions", "scenario", "memo", "library", "rules", "sources")
}


def top(texts: Messages) -> None:
    """The name of the tool, the links to the pages and the language."""
    with st.container(key="top", horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{safe(texts.say('ui.product'))}**", width="content")
        with st.container(key="links", horizontal=True, width="content"):
            for name, path in PAGES.items():
                st.page_link(path, label=texts.say(f"ui.page.{name}"), query_params=desks.link())
        if st.session_state.get("language") != desk().lang:
            st.session_state["language"] = desk().lang
        st.segmented_control(
            texts.say("ui.nav.language"),
            LANGUAGES,
            format_func=lambda lang: messages(lang).say("ui.nav.language-name"),
            key="language",
            required=True,
            on_change=_change_language,
            label_visibility="collapsed",
            width="content",
        )


def _change_language() -> None:
    desk().lang = st.session_state["language"]


def set_document_language() -> None:
    """Tells browser and screen reader which language the page is in."""
    st.html(f"<script>{LANG_SCRIPTS[desk().lang]}</script>", unsafe_allow_javascript=True)


def open_page(title: str, view: View) -> None:
    """The start of a page: the choice of a scenario, the title, what is open, and what was wrong with the link."""
    pick(view.catalogue, view.speaker)
    remarks(view.speaker)
    st.title(safe(title), anchor=False)
    banner(view.assessment, view.speaker)
    notices(view)


def notices(view: View) -> None:
    """What must be known first; where sources differ can be unfolded."""
    speaker = view.speaker
    told = [speaker.notice(each) for each in view.assessment.notices if each.code != "difference"]
    differences = [speaker.notice(each) for each in view.assessment.notices if each.code == "difference"]
    if told:
        lines = "\n".join(f"- {safe(line)}" for line in told)
        st.warning(f"**{view.say('notices.heading')}**\n\n{lines}")
    if differences:
        with st.expander(view.say("notices.differences", n=len(differences))):
            bullets(differences)


def pick(catalogue: Catalogue, speaker: Speaker) -> None:
    """The choice of a programme or scenario, and whether derived rules count."""
    with st.container(key="pick", horizontal=True, vertical_alignment="bottom", gap="medium"):
        options = desks.options(catalogue)
        names = {option: option_name(catalogue, speaker, option) for option in options}
        st.selectbox(
            speaker.say("ui.nav.pick"),
            options,
            format_func=names.__getitem__,
            key=desks.seeded("pick", desk().active),
            on_change=_pick,
            args=(catalogue,),
            help=speaker.say("ui.nav.pick-help"),
        )
        st.toggle(
            speaker.say("ui.nav.stated-only"),
            key=desks.seeded("stated-only", desk().stated_only),
            on_change=_change_stated_only,
            help=speaker.say("ui.nav.stated-only-help"),
        )


def option_name(catalogue: Catalogue, speaker: Speaker, option: str) -> str:
    """The name of an option; it stays the same while the scenario changes, or the widget would lose its value."""
    draft = desk().drafts.get(option) or desk().kept.get(option) or desks.catalogue_draft(catalogue, option)
    shown = speaker.say(f"ui.nav.option.{draft.origin}", title=title_of(draft.opened, speaker))
    kind, _, number = option.partition(":")
    return f"{shown} {number}" if kind in ("file", "empty") and number != "1" else shown


def _pick(catalogue: Catalogue) -> None:
    chosen = desks.value_of("pick")
    if chosen in desk().kept:
        desks.open_saved(chosen)
    elif chosen in desk().drafts:
        desk().show(chosen)
    elif catalogue.find(chosen):
        desks.open_from_catalogue(catalogue, chosen)


def _change_stated_only() -> None:
    desk().stated_only = desks.value_of("stated-only")


def remarks(speaker: Speaker) -> None:
    """What was wrong with the link, in words."""
    title = title_of(desk().draft.opened, speaker)
    for key, value in desk().remarks:
        st.warning(safe(speaker.say(key, value=value, title=title)))


def banner(assessment: Assessment, speaker: Speaker) -> None:
    """Which scenario is open, on which date it was assessed, what was changed, and the way back."""
    draft = desk().draft
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        on = speaker.say("ui.banner.on", on=speaker.day(assessment.on), threshold=speaker.score(assessment.threshold))
        st.markdown(f"{_state(draft, speaker)} {safe(on)}", width="stretch")
        if draft.changed:
            st.button(speaker.say("ui.banner.reset"), key=desks.key("reset"), on_click=_reset)


def _state(draft: Draft, speaker: Speaker) -> str:
    kind = speaker.say(f"ui.banner.kind.{draft.origin}")
    told = changes(draft, speaker)
    if not told:
        return safe(speaker.say("ui.banner.unchanged", kind=kind))
    sentence = speaker.say("ui.banner.changed", kind=kind, n=len(told), changes="; ".join(told))
    return f"**{safe(sentence)}**"


def _reset() -> None:
    desk().open(desk().draft.reset())


def broken(error: InputError, lang: str) -> None:
    """All problems of the catalogue, as a list that can be read without knowing a program."""
    texts = messages(lang)
    lines = [f"**{safe(texts.say('ui.broken.title'))}**", safe(texts.say("ui.broken.intro", n=len(error.problems)))]
    for problem in error.problems:
        message, hint = describe(problem, lang)
        place = texts.say("ui.broken.place", path=problem.path, line=problem.line, column=problem.column)
        lines.append(f"- **{safe(place)}** \\[{problem.code}\\]: {safe(message)} {safe(hint)}")
    st.error("\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:]))
