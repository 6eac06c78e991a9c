"""docs/files.md names every key of every file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from alignment.model.case import CasesFile
from alignment.model.decision import DecisionsFile
from alignment.model.framework import Framework, SourcesFile
from alignment.model.intervention import ActorsFile, ChannelsFile, TypesFile
from alignment.model.recommendation import RecommendationsFile
from alignment.model.rule import RulesFile, Scale
from alignment.model.scenario import Programme, Scenario

FILES = [
    ActorsFile, CasesFile, ChannelsFile, DecisionsFile, Framework, Programme, RecommendationsFile, RulesFile, Scale,
    Scenario, SourcesFile, TypesFile,
]  # fmt: skip
PAGE = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from models_in(each)


def keys(model: type[BaseModel]) -> set[str]:
    """The keys of a model and of all models in it."""
    found: set[str] = set()
    for name, field in model.model_fields.items():
        if name != "root":
            found.add(field.alias or name)
        for inner in models_in(field.annotation):
            found |= keys(inner)
    return found


@pytest.mark.parametrize("model", FILES, ids=lambda model: model.__name__)
def test_every_key_is_named(model: type[BaseModel]) -> None:
    missing = {
        key for key in keys(model) if f"`{key}" not in PAGE and f"{{{key}:" not in PAGE and f" {key}:" not in PAGE
    }
    assert missing == set()
