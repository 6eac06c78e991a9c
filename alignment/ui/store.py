"""The store of this catalogue, opened once; the files as they are published; the scenarios that were saved."""

from datetime import datetime
from pathlib import Path

import streamlit as st

from alignment.api import workshop
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError
from alignment.ui import catalogue as catalogues
from alignment.ui.drafts import Draft

SAVED = workshop.SAVED
"""What the key of a saved scenario starts with."""


def workspace() -> workshop.Workspace:
    """The store; made on first use. Raises InputError where it cannot be opened."""
    folder = catalogues.root()
    return _open(str(folder), str(workshop.workspace_place(folder)))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(folder: str, place: str) -> workshop.Workspace:
    return workshop.open_workspace(Path(folder), Path(place))


def published() -> dict[str, bytes]:
    """The files of the catalogue as they are now, by path."""
    return workshop.read_contents(catalogues.root())[0]


def saved_drafts(catalogue: Catalogue) -> dict[str, Draft]:
    """The saved scenarios that can be opened with this catalogue, by key; none where the store cannot be used."""
    try:
        store = workspace()
        saved = tuple((each.id, each.revision, each.saved_at) for each in store.scenarios())
        return _drafts(store, catalogue, (catalogue.fingerprint, saved)) if saved else {}
    except InputError:
        return {}


@st.cache_resource(max_entries=4, show_spinner=False)
def _drafts(
    _store: workshop.Workspace, _catalogue: Catalogue, known: tuple[str, tuple[tuple[str, int, datetime], ...]]
) -> dict[str, Draft]:
    revisions = {name: revision for name, revision, _ in known[1]}
    found = workshop.saved_scenarios(_store, _catalogue)
    return {
        f"{SAVED}{name}": Draft(f"{SAVED}{name}", each, each, "saved", revisions[name]) for name, each in found.items()
    }
