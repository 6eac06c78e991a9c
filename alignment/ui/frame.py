"""What every page has: title, links to the pages, language, the open scenario and what was changed in it."""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from alignment import __version__
from alignment.model.base import LANGUAGES
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.text.format import small
from alignment.text.messages import Messages, messages
from alignment.text.problems import describe
from alignment.text.speaker import Speaker
from alignment.ui import address
from alignment.ui import desk as desks
from alignment.ui.changes import changes
from alignment.ui.copying import copy_link
from alignment.ui.desk import desk
from alignment.ui.drafts import Draft
from alignment.ui.parts import bullets, fold, listing, paragraph, put, strong
from alignment.ui.shell import LANG_SCRIPTS
from alignment.ui.view import View
from alignment.ui.words import safe, title_of

GROUPS = {
    "scenario": ("start", "scenario"),
    "outcome": ("coverage", "gaps", "compare", "certainty", "additions", "memo"),
    "reference": ("library", "rules", "sources"),
}
"""The pages in the order of the work."""

HOME = "start"
"""Where a visitor arrives."""

STATEMENT = "accessibility"
"""The page that is linked from the foot of every other."""

PAGES = {name: f"views/{name}.py" for name in (*(name for names in GROUPS.values() for name in names), STATEMENT)}

FEW = 4
"""So many changes are named in one sentence; more can be unfolded."""


def top(texts: Messages) -> None:
    """The name of the tool, the language, and the links to the pages."""
    with st.container(key="top", gap="small"):
        with st.container(key="name", horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{safe(texts.say('ui.product'))}**", width="content")
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
        with st.container(key="links", horizontal=True):
            for group, names in GROUPS.items():
                with st.container(key=f"links-{group}", horizontal=True, width="content"):
                    for name in names:
                        link_to(texts, name)


def link_to(texts: Messages, name: str, what: str = "") -> None:
    """A link to a page, with what is there if that is told.

    assets/page.js puts the address's parameters in it, which change too often to be sent along.
    """
    title = texts.say(f"ui.page.{name}")
    st.page_link(PAGES[name], label=f"**{safe(title)}** – {safe(what)}" if what else title)


def foot(texts: Messages) -> None:
    """What stands below every page: the accessibility statement and the version."""
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        link_to(texts, STATEMENT)
        st.caption(safe(texts.say("ui.foot", version=__version__)), width="content")


def _change_language() -> None:
    desk().lang = st.session_state["language"]


def set_document_language() -> None:
    """Tells browser and screen reader the language of the page; before the page, so that it stays with the next."""
    with st.container(key="document-language"):
        st.html(f"<script>{LANG_SCRIPTS[desk().lang]}</script>", unsafe_allow_javascript=True)


@dataclass(frozen=True)
class Places:
    """Where a page says what changes with the open scenario: it can be said anew without the rest of the page."""

    banner: DeltaGenerator
    all_changes: DeltaGenerator
    notices: DeltaGenerator


def open_page(title: str, view: View, *, outcome: bool = True, later: bool = False) -> Places:
    """The start of a page: what is open, what was wrong with the link, and the title.

    `outcome`: the page is about the assessment, so what must be known first stands below its title.
    `later`: a part of the page calls `tell` for the places that are returned, each time that it runs.
    """
    line, all_changes = _banner(view)
    remarks(view.speaker)
    st.title(safe(title), anchor=False)
    places = Places(line, all_changes, st.container())
    if not later:
        tell(view, places, outcome=outcome)
    if outcome:
        _differences(view)
    return places


def tell(view: View, places: Places, *, outcome: bool = True) -> None:
    """Says what changes with the open scenario."""
    _changes(view, places.banner, places.all_changes)
    if outcome:
        _cautions(view, places.notices)


def _cautions(view: View, place: DeltaGenerator) -> None:
    """What must be known first."""
    told = [view.speaker.notice(each) for each in view.assessment.notices if each.code != "difference"]
    lines = "\n".join(f"- {safe(line)}" for line in told)
    if told:
        place.warning(f"**{view.say('notices.heading')}**\n\n{lines}")
    else:
        place.empty()


def _differences(view: View) -> None:
    """Where sources differ; can be unfolded."""
    differences = [view.speaker.notice(each) for each in view.assessment.notices if each.code == "difference"]
    if differences:
        put(fold(view.say("notices.differences", n=len(differences)), listing(differences)))


def pick(catalogue: Catalogue, speaker: Speaker) -> None:
    """The choice of a programme or scenario, and whether derived rules count."""
    with st.container(key="pick", horizontal=True, vertical_alignment="bottom", gap="medium"):
        options = desks.options(catalogue)
        names = {option: option_name(catalogue, speaker, option) for option in options}
        st.selectbox(
            speaker.say("ui.nav.pick"),
            options,
            format_func=names.__getitem__,
            key=desks.seeded("pick", desk().active, desks.lasting),
            on_change=_pick,
            args=(catalogue,),
            help=speaker.say("ui.nav.pick-help"),
        )
        st.toggle(
            speaker.say("ui.nav.stated-only"),
            key=desks.seeded("stated-only", desk().stated_only, desks.lasting),
            on_change=_change_stated_only,
            help=speaker.say("ui.nav.stated-only-help"),
        )


def option_name(catalogue: Catalogue, speaker: Speaker, option: str) -> str:
    """The name of an option; it stays the same while the scenario changes, or the widget would lose its value."""
    draft = desk().drafts.get(option) or desk().kept.get(option) or desks.catalogue_draft(catalogue, option)
    shown = speaker.say(f"ui.nav.option.{draft.origin}", title=title_of(draft.opened, speaker))
    kind, _, number = option.partition(":")
    return f"{shown} {number}" if kind in ("file", "link", "empty") and number != "1" else shown


def _pick(catalogue: Catalogue) -> None:
    desks.choose(catalogue, desks.value_of("pick", desks.lasting))


def _change_stated_only() -> None:
    desk().stated_only = desks.value_of("stated-only", desks.lasting)


def remarks(speaker: Speaker) -> None:
    """What was wrong with the link, in words."""
    title = title_of(desk().draft.opened, speaker)
    lines = [safe(speaker.say(key, value=value, title=title)) for key, value in desk().remarks]
    lines += [safe(" ".join(describe(each, speaker.lang)).strip()) for each in desk().link_problems]
    if lines:
        st.warning(lines[0] if len(lines) == 1 else "\n".join(f"- {line}" for line in lines))


def banner(view: View) -> None:
    """Which scenario is open, on which date it was assessed, what was changed, the way back, and the link."""
    _changes(view, *_banner(view))


def _banner(view: View) -> tuple[DeltaGenerator, DeltaGenerator]:
    """The buttons, with room for the line before them and for all changes below it."""
    with st.container(key="banner", horizontal=True, vertical_alignment="center"):
        line = st.container()
        if desk().draft.changed:
            st.button(view.speaker.say("ui.banner.reset"), key=desks.key("reset"), on_click=_reset)
        if address.fits():
            copy_link(view)
        else:
            st.caption(safe(view.speaker.say("ui.link.too-large")), width="content")
    return line, st.container()


def _changes(view: View, line: DeltaGenerator, below: DeltaGenerator) -> None:
    """What is open and what was changed in it; more than a few changes can be unfolded."""
    draft, speaker, assessment = desk().draft, view.speaker, view.assessment
    told = changes(draft, speaker)
    on = speaker.say("ui.banner.on", on=speaker.day(assessment.on), threshold=speaker.score(assessment.threshold))
    state = _state(draft, told, speaker)
    put(paragraph(strong(title_of(draft.current, speaker)), "–", strong(state) if told else state, on), where=line)
    if len(told) > FEW:
        with below.expander(speaker.say("ui.banner.all", n=len(told))):
            bullets(told)
    else:
        below.empty()


def _state(draft: Draft, told: list[str], speaker: Speaker) -> str:
    kind = small(speaker.say(f"ui.banner.kind.{draft.origin}"))
    if not told:
        return speaker.say("ui.banner.unchanged", kind=kind)
    if len(told) > FEW:
        return speaker.say("ui.banner.changed-much", kind=kind, n=len(told))
    return speaker.say("ui.banner.changed", kind=kind, n=len(told), changes="; ".join(told))


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
