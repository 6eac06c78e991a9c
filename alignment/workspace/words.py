"""Own words in memos: every text is kept, and who writes over an unseen one is told first."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, desc, func, insert, select

from alignment.workspace.acting import Act, changed_meanwhile, readable, require
from alignment.workspace.models import MemoWords, Person
from alignment.workspace.tables import memo_words

_PLACE = (memo_words.c.key, memo_words.c.section, memo_words.c.lang)


def listed(connection: Connection, key: str) -> list[MemoWords]:
    """The newest words of a memo, by section and language; one that was let go keeps its revision, without text."""
    readable(_path(key), key)
    newest = select(*_PLACE, func.max(memo_words.c.revision).label("revision")).where(memo_words.c.key == key)
    part = newest.group_by(*_PLACE).subquery()
    same = [memo_words.c[each.name] == part.c[each.name] for each in (*_PLACE, memo_words.c.revision)]
    rows = connection.execute(select(memo_words).where(*same).order_by(memo_words.c.section, memo_words.c.lang))
    return [_words(row) for row in rows]


def put(act: Act, key: str, place: tuple[str, str], text: str, expected: int) -> MemoWords:
    """Keeps words for a (section, language) over the revision that their writer saw, 0 where there were none.

    Raises InputError W01 where another was first, Y02 or Y03 for a text that no file can hold.
    """
    path = _path(require(_path(key), "scenario-name", key))
    for each in (*place, text):
        readable(path, each)
    last = _last(act.connection, key, place)
    if last is not None and last.revision != expected:
        changed_meanwhile(path, Person(last.by_key, last.by_name), last.at)
    return _write(act, key, place, text, (last.revision if last is not None else 0) + 1)


def let_go(act: Act, key: str) -> None:
    """Takes all words off a memo, for a scenario that is gone; their texts stay in the store."""
    for each in listed(act.connection, key):
        if each.text is not None:
            _write(act, key, (each.section, each.lang), None, each.revision + 1)


def _path(key: str) -> str:
    return f"memo/{key}"


def _last(connection: Connection, key: str, place: Sequence[str]) -> Row[Any] | None:
    wanted = [column == value for column, value in zip(_PLACE, (key, *place), strict=True)]
    query = select(memo_words).where(*wanted).order_by(desc(memo_words.c.revision)).limit(1)
    return connection.execute(query).first()


def _write(act: Act, key: str, place: tuple[str, str], text: str | None, revision: int) -> MemoWords:
    section, lang = place
    values = {"key": key, "section": section, "lang": lang, "revision": revision, "text": text, "at": act.at}
    act.connection.execute(insert(memo_words).values(**values, **act.person_as("by")))
    action = "words-let-go" if text is None else "words-written"
    act.note(action, _path(key), section=section, lang=lang, revision=revision)
    return MemoWords(section, lang, text, revision, act.at, act.person)


def _words(row: Row[Any]) -> MemoWords:
    return MemoWords(row.section, row.lang, row.text, row.revision, row.at, Person(row.by_key, row.by_name))
