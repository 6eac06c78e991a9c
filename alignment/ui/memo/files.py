"""The memo as a document and as files. What was made is kept: a page that runs again, or another visitor, has it."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue
from alignment.model.scenario import Scenario
from alignment.report.document import Document
from alignment.report.formats import FORMATS
from alignment.report.memo.wish import Wish
from alignment.ui.memo import wishing
from alignment.ui.parts import heading, paragraph, put
from alignment.ui.view import View

START = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive, so that the same memo gives the same archive."""
ALL = "zip"

Key = tuple[str, ...]


def key_of(catalogue: Catalogue, scenarios: Sequence[Scenario], wish: Wish) -> Key:
    """What a memo depends on; two that agree in it are the same."""
    asked = (catalogue.fingerprint, repr(wish), date.today().isoformat())
    return (*asked, *(each.model_dump_json() for each in scenarios))


def document(view: View, scenarios: Sequence[Scenario], wish: Wish, key: Key) -> Document:
    """The memo that is wished. Raises InputError."""
    return _document(view.catalogue, scenarios, wish, key)


@st.cache_resource(max_entries=16, show_spinner=False)
def _document(_catalogue: Catalogue, _scenarios: Sequence[Scenario], _wish: Wish, key: Key) -> Document:
    del key  # only the cache's key
    return api.make_memo(_catalogue, _scenarios, _wish)


@st.cache_resource(max_entries=64, show_spinner=False)
def _file(_document: Document, key: Key, name: str) -> bytes:
    del key
    return FORMATS[name].write(_document)


def write(found: Document, key: Key, name: str) -> bytes:
    """The memo in a format, or in all of them as one archive."""
    if name != ALL:
        return _file(found, key, name)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in FORMATS:
            archive.writestr(zipfile.ZipInfo(f"memo.{each}", START), _file(found, key, each), zipfile.ZIP_DEFLATED)
    return held.getvalue()


def downloads(view: View, found: Document, key: Key) -> None:
    """A button for each format; the file is made when it is asked for."""
    put(heading(view.say("memo.download")), paragraph(view.say("memo.download-help")))
    name = f"memo-{wishing.scenarios(view)[0].id}-{found.kind}-{found.lang}"
    with st.container(horizontal=True, gap="small", key="memo-files"):
        for each in (*FORMATS, ALL):
            st.download_button(
                view.say(f"memo.format.{each}"),
                partial(write, found, key, each),
                file_name=f"{name}.{each}",
                mime=FORMATS[each].mime if each in FORMATS else "application/zip",
                key=f"download-memo-{each}",
                on_click="ignore",
            )
