"""The JSON Schemas of the files of a catalogue, and where they are kept."""

import json
from contextlib import suppress
from pathlib import Path

from alignment.catalogue.json_schema import FOLDER, KINDS, pointer, schemas
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem

__all__ = ["FOLDER", "KINDS", "pointer", "renew_schemas", "schemas", "write_schemas"]

LANG = "nl"
"""The language of the schemas that are kept with a catalogue: that of its first readers."""


def write_schemas(catalogue: Catalogue, folder: Path, lang: str = LANG) -> list[str]:
    """Writes a file per kind into a folder, which is made where needed; gives what was written.

    A file that holds the same already is left alone. Raises InputError U04 where it cannot be written.
    """
    written = []
    path = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, each in schemas(catalogue, lang).items():
            path = folder / f"{name}.json"
            content = (json.dumps(each, ensure_ascii=False, indent=2) + "\n").encode()
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
            written.append(str(path))
    except (OSError, ValueError):
        raise InputError([Problem(str(path), 1, 1, "U04")]) from None
    return written


def renew_schemas(catalogue: Catalogue) -> None:
    """Brings the schemas that are kept with a catalogue up to date, where there are any and they can be written."""
    folder = Path(catalogue.root) / FOLDER
    if folder.is_dir():
        with suppress(InputError):
            write_schemas(catalogue, folder)
