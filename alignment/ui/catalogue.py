"""The catalogue of the dashboard: loaded once, and again when one of its files changes."""

import os
from pathlib import Path

import streamlit as st

from alignment import api
from alignment.model.catalogue import Catalogue

ROOT_VARIABLE = "ALIGNMENT_ROOT"


def root() -> Path:
    """The folder of the catalogue: the one that `ALIGNMENT_ROOT` names, else this repository's."""
    return Path(os.environ.get(ROOT_VARIABLE) or api.ROOT)


def open_catalogue() -> Catalogue:
    """The catalogue as its files are now. Raises InputError with all problems."""
    folder = root()
    return _load(str(folder), repr(api.stamp(folder)))  # one text is hashed faster than many numbers


@st.cache_resource(max_entries=2, show_spinner=False)
def _load(folder: str, stamped: str) -> Catalogue:
    del stamped  # only part of the cache's key
    return api.open_catalogue(folder, memory())


@st.cache_resource(show_spinner=False)
def memory() -> api.Memory:
    """What was read and validated before, shared by all visitors."""
    return api.Memory()
