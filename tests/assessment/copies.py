"""Copies of the small catalogue with something edited."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from alignment.catalogue.load import open_catalogue
from alignment.model.catalogue import Catalogue
from tests.catalogue.bad import SMALL

Edits = Mapping[str, tuple[str, str]]
"""By file: what to replace, once, and by what; a new file replaces nothing."""

TEACHING, CASES = "rules/teaching.yaml", "rules/cases/basics.yaml"
MIX, FIRST = "interventions/scenarios/mix.yaml", "interventions/programmes/first.yaml"


def edited(folder: Path, edits: Edits) -> Catalogue:
    root = folder / "new"
    shutil.copytree(SMALL, root)
    for path, (before, after) in edits.items():
        text = (root / path).read_text(encoding="utf-8") if before else ""
        assert before in text
        (root / path).write_text(text.replace(before, after, 1), encoding="utf-8")
    return open_catalogue(root)
