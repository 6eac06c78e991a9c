"""Loading the catalogue: all files read, all problems collected, all reported at once."""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from alignment.catalogue import consistency
from alignment.catalogue.contents import FOLDERS, catalogue_paths, fingerprint_of, read_contents, read_file
from alignment.catalogue.known import known_ids
from alignment.catalogue.memory import Memory
from alignment.catalogue.schema import validate
from alignment.catalogue.yaml12 import Document, read
from alignment.model.base import Known
from alignment.model.case import CasesFile
from alignment.model.catalogue import Catalogue, LocatedCase, LocatedRule
from alignment.model.decision import DecisionsFile
from alignment.model.framework import Framework, SourcesFile
from alignment.model.intervention import ActorsFile, ChannelsFile, TypesFile
from alignment.model.message import InputError, Problem
from alignment.model.recommendation import RecommendationsFile
from alignment.model.rule import RulesFile, Scale
from alignment.model.scenario import Programme, Scenario

__all__ = [
    "FOLDERS",
    "ROOT",
    "Memory",
    "catalogue_paths",
    "fingerprint_of",
    "load",
    "load_contents",
    "open_catalogue",
    "parse_scenario",
    "read_cases",
    "read_contents",
    "read_file",
]

M = TypeVar("M", bound=BaseModel)
Check = Callable[[Document], list[Problem]]

ROOT = Path(__file__).resolve().parents[2]
"""The repository, which holds the catalogue that is used where no other is named."""

REQUIRED = ("policies/sources.yaml", "interventions/types.yaml", "rules/scale.yaml")
_OTHER_FILES = {"policies": ("sources", "decisions"), "rules": ("scale", "recommendations")}


@dataclass
class _Files:
    """The documents of a catalogue by path relative to its root; null where a file cannot be used."""

    documents: dict[str, Document | None] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def in_folder(self, folder: str, skip: tuple[str, ...] = ()) -> Iterator[tuple[str, Document | None]]:
        """Name (without folder and ending) and document of each file directly in a folder."""
        for path, document in self.documents.items():
            parent, _, name = path.rpartition("/")
            stem = name.removesuffix(".yaml")
            if parent == folder and stem not in skip:
                yield stem, document


def open_catalogue(root: Path | str | None = None, memory: Memory | None = None) -> Catalogue:
    """Loads and checks a catalogue folder, by default this repository's. Raises InputError with all problems.

    `memory`: what was read before, so that only what changed is read and validated.
    """
    folder = Path(root) if root is not None else ROOT
    if not (folder / "rules").is_dir() and not (folder / "policies").is_dir():
        raise InputError([Problem(str(folder), 1, 1, "U03")])
    return load(folder, memory)


def load(root: Path, memory: Memory | None = None) -> Catalogue:
    """Reads and checks a catalogue folder. Raises InputError with all problems of all files."""
    contents, problems = read_contents(root)
    return load_contents(str(root), contents, memory, problems)


def load_contents(
    root: str, contents: Mapping[str, bytes], memory: Memory | None = None, unread: Iterable[Problem] = ()
) -> Catalogue:
    """Checks a catalogue from the contents of its files by path. Raises InputError with all problems.

    `root` only names it. `unread`: the problems of files that could not be read, which are told too.
    """
    memory = memory or Memory()
    with _without_collecting():
        files = _parse(contents, unread, memory)
        catalogue = _Loader(files, memory.same(_known(files)), memory).catalogue(root)
    if files.problems or catalogue is None:
        raise InputError(files.problems)
    return catalogue


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Garbage collection pauses: nothing is garbage yet, and looking for it takes half of the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def parse_scenario(name: str, content: bytes, known: Known) -> Scenario:
    """A scenario from the bytes of a file that may have any name. Raises InputError with all problems."""
    document, problems = read(name, content)
    scenario: Scenario | None = None
    if document:
        model = Programme if isinstance(document.value, dict) and "sources" in document.value else Scenario
        scenario, found = validate(model, document, known)
        problems += found + consistency.check_scenario(document)
    if scenario is None or problems:
        raise InputError(problems)
    return scenario


def read_cases(name: str, content: bytes, known: Known) -> tuple[list[LocatedCase], list[Problem]]:
    """The cases in the bytes of a file, with all problems."""
    document, problems = read(name, content)
    if document is None:
        return [], problems
    file, found = validate(CasesFile, document, known)
    problems += found + consistency.check_cases(document)
    return _located_cases(document, file), problems


def _located_cases(document: Document, file: CasesFile | None) -> list[LocatedCase]:
    cases = file.root if file else ()
    return [LocatedCase(case, document.path, document.place((index,))[0]) for index, case in enumerate(cases)]


def _parse(contents: Mapping[str, bytes], unread: Iterable[Problem], memory: Memory) -> _Files:
    files = _Files(contents=dict(contents), problems=list(unread))
    for problem in files.problems:
        if problem.code != "Y16":  # under another name it would not have been this file
            files.documents[problem.path] = None
    for shown in sorted(contents):
        document, problems = memory.read(shown, contents[shown])
        files.documents[shown] = document
        files.problems += problems
    files.documents = dict(sorted(files.documents.items()))
    for shown in REQUIRED:
        if shown not in files.documents:
            files.documents[shown] = None
            files.problems.append(Problem(shown, 1, 1, "Y15"))
    return files


def _known(files: _Files) -> Known:
    """The ids in the documents; one whose list of entries is not there counts as unreadable."""
    singles = {}
    for name in ("types", "sources", "actors", "channels"):
        path = f"policies/{name}.yaml" if name == "sources" else f"interventions/{name}.yaml"
        found = files.documents.get(path)
        if path not in files.documents:
            found = Document(path, {name: []})
        singles[name] = found if found and _lists(found, name) else None
    programmes = [name for name, _ in files.in_folder("interventions/programmes")]
    frameworks = {
        name: document if document and _lists(document, "targets") else None
        for name, document in files.in_folder("policies", _OTHER_FILES["policies"])
    }
    return known_ids(frameworks, singles, programmes)


def _lists(document: Document, key: str) -> bool:
    return isinstance(document.value, dict) and isinstance(document.value.get(key), list)


class _Loader:
    """Validates each document and assembles the catalogue."""

    def __init__(self, files: _Files, known: Known, memory: Memory) -> None:
        self._files = files
        self._known = known
        self._memory = memory

    def _validate(self, model: type[M], document: Document | None, *checks: Check) -> M | None:
        if document is None:
            return None
        content = self._files.contents.get(document.path, b"")
        result, problems = self._memory.validate(model, document, content, self._known)
        self._files.problems += problems
        for check in checks:
            self._files.problems += check(document)
        return result

    def _single(self, model: type[M], path: str, *lists: str) -> M | None:
        checks = [partial(consistency.check_unique, key=key) for key in lists]
        return self._validate(model, self._files.documents.get(path), *checks)

    def catalogue(self, root: str) -> Catalogue | None:
        """The catalogue, or null where a file that everything rests on is missing or broken."""
        sources = self._single(SourcesFile, "policies/sources.yaml", "sources")
        types = self._single(TypesFile, "interventions/types.yaml", *TypesFile.model_fields)
        scale = self._single(Scale, "rules/scale.yaml")
        actors = self._single(ActorsFile, "interventions/actors.yaml", "actors") or ActorsFile(actors=())
        channels = self._single(ChannelsFile, "interventions/channels.yaml", "channels") or ChannelsFile(channels=())
        advice = self._single(RecommendationsFile, "rules/recommendations.yaml", "recommendations")
        decisions = self._single(DecisionsFile, "policies/decisions.yaml", "decisions")
        parts: dict[str, Any] = {
            "recommendations": {each.id: each for each in advice.recommendations} if advice else {},
            "decisions": decisions.decisions if decisions else (),
            "frameworks": self._frameworks(),
            "rules": self._rules(),
            "cases": self._cases(),
            "programmes": self._programmes(),
            "scenarios": self._scenarios(),
        }
        if sources is None or types is None or scale is None:
            return None
        return Catalogue(
            root=root,
            fingerprint=fingerprint_of(self._files.contents),
            known=self._known,
            sources={each.id: each for each in sources.sources},
            types=types,
            scale=scale,
            actors={each.id: each for each in actors.actors},
            channels={each.id: each for each in channels.channels},
            **parts,
        )

    def _named(self, model: type[M], folder: str, key: str, *checks: Check) -> Iterator[tuple[str, Document, M]]:
        """The valid files of a folder, in each of which `key` repeats the file's name."""
        for name, document in self._files.in_folder(folder, _OTHER_FILES.get(folder, ())):
            same_name = partial(consistency.check_name, key=key, expected=name)
            result = self._validate(model, document, same_name, *checks)
            if result is not None and document is not None:
                yield name, document, result

    def _frameworks(self) -> dict[str, Framework]:
        codes = partial(consistency.check_unique, key="targets", field="code")
        checks = (codes, consistency.check_parents, consistency.check_links, consistency.check_facts)
        named = self._named(Framework, "policies", "framework", *checks)
        found = [framework for _, _, framework in named]
        return {each.framework: each for each in sorted(found, key=lambda each: each.order)}

    def _rules(self) -> tuple[LocatedRule, ...]:
        return tuple(
            LocatedRule(file.intervention, rule, document.path, document.place(("rules", index))[0])
            for _, document, file in self._named(RulesFile, "rules", "intervention", consistency.check_rules)
            for index, rule in enumerate(file.rules)
        )

    def _cases(self) -> tuple[LocatedCase, ...]:
        located = []
        for _, document in self._files.in_folder("rules/cases"):
            file = self._validate(CasesFile, document, consistency.check_cases)
            if document:
                located += _located_cases(document, file)
        return tuple(located)

    def _programmes(self) -> dict[str, Programme]:
        folder = "interventions/programmes"
        readable = [(name, document) for name, document in self._files.in_folder(folder) if document]
        self._files.problems += consistency.check_parts(readable)
        named = self._named(Programme, folder, "id", consistency.check_scenario)
        return {name: programme for name, _, programme in named}

    def _scenarios(self) -> dict[str, Scenario]:
        required = partial(consistency.check_required, keys=("id", "title"))
        free = partial(
            consistency.check_free, taken=[name for name, _ in self._files.in_folder("interventions/programmes")]
        )
        named = self._named(Scenario, "interventions/scenarios", "id", required, free, consistency.check_scenario)
        return {name: scenario for name, _, scenario in named}
