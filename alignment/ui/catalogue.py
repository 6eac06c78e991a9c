"""The catalogue of the dashboard: loaded once, and again when one of its files changes."""

import os
from pathlib import Path

import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue

Stamp = tuple[tuple[str, int, int], ...]

FOLDERS = ("policies", "interventions", "rules")
ROOT_VARIABLE = "ALIGNMENT_ROOT"


def root() -> Path:
    """The folder of the catalogue: the one that `ALIGNMENT_ROOT` names, else this repository's."""
    return Path(os.environ.get(ROOT_VARIABLE) or api.ROOT)


def stamp(folder: Path) -> Stamp:
    """Path, time and size of every YAML file: it changes when a file does."""
    found = []
    for name in FOLDERS:
        for path in sorted((folder / name).rglob("*.y*ml")):
            try:
                known = path.stat()
            except OSError:
                continue
            found.append((str(path), known.st_mtime_ns, known.st_size))
    return tuple(found)


def open_catalogue() -> Catalogue:
    """The catalogue as its files are now. Raises InputError with all problems."""
    folder = root()
    return _load(str(folder), repr(stamp(folder)))  # one text is hashed faster than many numbers


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(folder: str, stamped: str) -> Catalogue:
    del stamped  # only part of the cache's key
    return api.open_catalogue(folder)
