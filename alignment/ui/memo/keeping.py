"""Own words in the store: kept by scenario, and put back into it whenever it is open."""

from hashlib import sha256

from alignment import api
from alignment.api import workshop
from alignment.model.message import InputError
from alignment.ui.drafts import Draft, with_words
from alignment.ui.store import workspace

Kept = dict[tuple[str, str], workshop.MemoWords]


def key_of(draft: Draft, person: str) -> str:
    """Under what the words of a scenario are kept, the same over reloads and restarts; empty where that is unknown.

    Of the catalogue and of saved ones everybody shares the words. A file, or a scenario in a link, is known by its
    content. An empty scenario is somebody's own: `person`, the key of who is at work.
    """
    if draft.origin in ("file", "link"):
        return f"file:{sha256(api.scenario_yaml(draft.opened).encode()).hexdigest()[:32]}"
    if draft.origin == "empty":
        return f"{draft.key}:{person}" if person else ""
    return draft.key


def kept(key: str) -> Kept:
    """The newest words by section and language. Raises InputError where the store cannot be used."""
    return {(each.section, each.lang): each for each in workspace().words(key)} if key else {}


def with_kept(draft: Draft, person: str) -> Draft:
    """The draft with the words that are kept; as it is where the store cannot be used, or nothing can be known."""
    key = key_of(draft, person)
    try:
        found = kept(key)
    except InputError:
        return draft
    if not key or (not found and draft.current.memo == draft.opened.memo):
        return draft
    fresh = draft.update(memo=draft.opened.memo)
    for (section, lang), words in found.items():
        if words.text is not None:
            fresh = with_words(fresh, section, lang, words.text)
    return draft if fresh.current.memo == draft.current.memo else fresh


def let_go(draft: Draft, person: workshop.Person) -> None:
    """What was written in an empty scenario goes with it when it is saved under a name. Raises InputError."""
    if draft.origin == "empty":
        workspace().let_words_go(person, key_of(draft, person.key))
