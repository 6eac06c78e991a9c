"""What was read and validated before, so that checking a change of one file takes the time of that file."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from pydantic import BaseModel

from alignment.catalogue.schema import validate
from alignment.catalogue.yaml12 import Document, read
from alignment.model.base import Known
from alignment.model.message import Problem

M = TypeVar("M", bound=BaseModel)

KEPT = 400
"""Contents that are remembered, a few catalogues' worth."""


@dataclass
class _Reading:
    """One content of one file: its document, and the model that it made with the ids known then."""

    document: Document | None
    problems: list[Problem]
    validated: tuple[type[BaseModel], Known, BaseModel | None, list[Problem]] | None = None


@dataclass
class Memory:
    """Remembers by path and content; may be shared between threads, since nothing that it hands out is changed."""

    _readings: OrderedDict[tuple[str, bytes], _Reading] = field(default_factory=OrderedDict)
    _known: Known | None = None
    _lock: Lock = field(default_factory=Lock)

    def read(self, path: str, content: bytes) -> tuple[Document | None, list[Problem]]:
        """As `yaml12.read`."""
        with self._lock:
            found = self._readings.get((path, content))
            if found is not None:
                self._readings.move_to_end((path, content))
                return found.document, found.problems
        document, problems = read(path, content)
        with self._lock:
            self._readings[path, content] = _Reading(document, problems)
            while len(self._readings) > KEPT:
                self._readings.popitem(last=False)
        return document, problems

    def same(self, known: Known) -> Known:
        """The ids of the last time where they are equal, so that what was validated with them still holds."""
        with self._lock:
            if self._known is None or self._known != known:
                self._known = known
            return self._known

    def validate(
        self, model: type[M], document: Document, content: bytes, known: Known
    ) -> tuple[M | None, list[Problem]]:
        """As `schema.validate`."""
        reading = self._readings.get((document.path, content))
        before = reading.validated if reading else None
        if before and before[0] is model and before[1] is known and (before[2] is None or isinstance(before[2], model)):
            return before[2], before[3]
        result, problems = validate(model, document, known)
        if reading:
            reading.validated = (model, known, result, problems)
        return result, problems
