"""The officer's own words: what is typed waits in the browser until it is in the store, and is never written over."""

from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from alignment.api import workshop
from alignment.model.message import InputError
from alignment.report.lines import changed_lines
from alignment.ui import address
from alignment.ui import desk as desks
from alignment.ui.desk import desk
from alignment.ui.editor import editor, received, words_of
from alignment.ui.memo.keeping import kept, key_of
from alignment.ui.memo.wishing import sections_of
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.store import workspace
from alignment.ui.view import View
from alignment.ui.words import safe
from alignment.ui.workshop import who
from alignment.ui.workshop.telling import tell, tell_now
from alignment.ui.workshop.work import CONFLICT
from alignment.ui.workshop.writing import differences

ENDS = ("to", "from")
"""The places under the title: addressee and sender."""
LOW, HIGH = 42, 200
"""Pixels."""


@dataclass(frozen=True)
class Field:
    """One place for words, in one language, as the store has it now. `text` is what counts, `revision` its number."""

    view: View
    person: workshop.Person
    key: str
    place: str
    lang: str
    opened: str

    @property
    def name(self) -> str:
        """Names the document in the browser, over restarts: what was typed and not kept waits there under it."""
        return f"{self.view.catalogue.root}:memo:{self.key}:{self.place}:{self.lang}"

    @property
    def widget(self) -> str:
        """The widget's key."""
        return f"own-{sha256(self.name.encode()).hexdigest()[:16]}"

    @property
    def label(self) -> str:
        """What the field is called."""
        name = _named(self.view, self.place)
        language = self.view.speaker.say(f"language.{self.lang}")
        return self.view.say("memo.own-label", name=name, language=language)

    def stored(self) -> tuple[str, int]:
        """The text as it is kept and its revision, 0 where it is the scenario's own. Raises InputError."""
        words = kept(self.key).get((self.place, self.lang))
        if words is None:
            return self.opened, 0
        return self.opened if words.text is None else words.text, words.revision


def show(view: View, lang: str) -> None:
    """Addressee, sender and the words for one section; all of it is in the memo as soon as the typing stops."""
    put(heading(view.say("memo.own")))
    places = sections_of(desk().memo.kind)
    if not places:
        put(paragraph(view.say("memo.own-none")))
        return
    put(paragraph(view.say("memo.own-help")))
    person = who.ask(view)
    if person is None:
        put(paragraph(view.say("memo.own-who")))
        return
    place = _choose(view, person, places, lang)
    fields = [_field(view, person, each, lang) for each in (*ENDS, place)]
    tell_now()
    try:
        for column, each in zip(st.columns(2), fields[: len(ENDS)], strict=True):
            with column:
                _draw(each, LOW)
        _draw(fields[-1], HIGH)
    except InputError as error:
        tell(view, error)
        tell_now()


def take(view: View, lang: str) -> None:
    """Keeps what was typed since the last run in any field, so that the memo has it."""
    person = who.person()
    if person is not None:
        for place in (*ENDS, desk().memo.place):
            if place:
                _take(_field(view, person, place, lang))


def _choose(view: View, person: workshop.Person, places: tuple[str, ...], lang: str) -> str:
    asked = desk().memo
    if asked.place not in places:
        asked.place = _usual(person, places)
    memo = {str(name): words for name, words in desk().draft.current.memo.items()}
    written = [each for each in places if each in memo and getattr(memo[each], lang)]
    names = {
        each: view.say("memo.own-written", name=_named(view, each)) if each in written else _named(view, each)
        for each in places
    }
    st.selectbox(
        view.say("memo.own-place"),
        list(names),
        format_func=names.__getitem__,
        key=desks.named("own-place", asked.place),
        on_change=_place,
        args=(places,),
    )
    return asked.place


def _usual(person: workshop.Person, places: tuple[str, ...]) -> str:
    """Where somebody wrote last, also before a reload: what waits in the browser is most likely there."""
    try:
        found = kept(key_of(desk().draft, person.key)).values()
    except InputError:
        found = {}.values()
    own = sorted((each for each in found if each.by.key == person.key), key=lambda each: each.at)
    written = [each.section for each in own if each.section in places]
    return next(reversed(written), "points" if "points" in places else places[0])


def _place(places: tuple[str, ...]) -> None:
    chosen = desks.value_of("own-place")
    if chosen in places:
        desk().memo.place = chosen


def _named(view: View, place: str) -> str:
    return view.speaker.say(f"memo.fact.{place}" if place in ENDS else f"memo.heading.{place}")


def _field(view: View, person: workshop.Person, place: str, lang: str) -> Field:
    draft = desk().draft
    words = {str(name): each for name, each in draft.opened.memo.items()}.get(place)
    return Field(view, person, key_of(draft, person.key), place, lang, getattr(words, lang, None) or "")


def _take(field: Field) -> None:
    """Keeps what was typed; on another text than there is now, both are shown to choose from."""
    try:
        text, revision = field.stored()
        typed = received(field.name, text, key=field.widget)
        if typed is None:
            return
        if typed.revision != revision:
            desk().memo.refused[field.name] = (typed.text, CONFLICT)
        else:
            _put(field, typed.text, revision)
    except InputError as error:
        tell(field.view, error)


def _put(field: Field, text: str, revision: int) -> None:
    try:
        workspace().put_words(field.person, field.key, field.place, field.lang, text, revision)
    except InputError as error:
        desk().memo.refused[field.name] = (text, error.problems[0].code)
        tell(field.view, error)
    else:
        desk().memo.refused.pop(field.name, None)
        address.put_words_back()


def _draw(field: Field, height: int) -> None:
    text, revision = field.stored()
    with st.container(key=f"reasoning-label-{field.widget}"):
        put(paragraph(field.label))
    _refused(field, text, revision)
    editor(
        field.name,
        text,
        revision,
        markers=(),
        words=words_of(field.view.speaker.messages),
        completions={},
        label=field.label,
        key=field.widget,
        height=height,
        plain=True,
        settled=desk().memo.settled.get(field.name, 0),
        on_typed=lambda: _take(field),
    )


def _refused(field: Field, text: str, revision: int) -> None:
    """A text that could not be kept, beside what is stored, to choose from."""
    if field.name not in desk().memo.refused:
        return
    view, (mine, code) = field.view, desk().memo.refused[field.name]
    key = "conflict" if code == CONFLICT else "not-kept"
    st.warning(safe(view.say(f"memo.own-{key}")))
    differences(view, changed_lines(text, mine))
    ways = {"mine": _mine, "theirs": _theirs} if code == CONFLICT else {"mine": _mine}
    with st.container(horizontal=True, gap="small"):
        for way, step in ways.items():
            name = desks.key(f"own-{way}-{field.place}")
            st.button(view.say(f"edit.{key}-{way}"), key=name, on_click=step, args=(field, revision))


def _mine(field: Field, seen: int) -> None:
    """Over the text that was shown with it; where another came since, it is refused again."""
    _put(field, desk().memo.refused[field.name][0], seen)


def _theirs(field: Field, seen: int) -> None:
    del desk().memo.refused[field.name]
    desk().memo.settled[field.name] = seen
