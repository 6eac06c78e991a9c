"""The rule workshop for pages and notebooks: checking changed files, what they do, and the store of proposals.

Apart from `alignment.api`, since the store brings SQLAlchemy along and most commands do without it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from alignment.api.schemas import FOLDER as SCHEMAS
from alignment.api.schemas import pointer, renew_schemas
from alignment.assessment.assess import assess
from alignment.assessment.diff import CatalogueChange, diff_catalogues
from alignment.assessment.setup import assessment_date
from alignment.catalogue import templates
from alignment.catalogue.contents import read_contents
from alignment.catalogue.load import Memory, load_contents, parse_scenario
from alignment.catalogue.splice import CannotSplice, add_rule, change_rule, remove_rule
from alignment.catalogue.yaml12 import read
from alignment.model.catalogue import Catalogue
from alignment.model.message import InputError, Problem
from alignment.model.result import FrameworkResult
from alignment.model.rule import Alignment, Basis, Confidence
from alignment.model.scenario import Scenario
from alignment.workspace.basing import clashes, digest, holds, overlay
from alignment.workspace.database import place_of as workspace_place
from alignment.workspace.merging import merge
from alignment.workspace.models import (
    SAVED,
    Clash,
    Entry,
    MemoWords,
    Person,
    Proposal,
    ProposalState,
    Publication,
    SavedScenario,
    State,
)
from alignment.workspace.workspace import Workspace, open_workspace, restore

__all__ = [
    "SAVED",
    "CannotSplice",
    "CatalogueChange",
    "Checked",
    "Clash",
    "Entry",
    "MemoWords",
    "NewFile",
    "Person",
    "Proposal",
    "ProposalState",
    "Publication",
    "SavedScenario",
    "State",
    "StateScores",
    "Workspace",
    "add_rule",
    "begin_file",
    "change_rule",
    "check_contents",
    "clashes",
    "compare_with",
    "completions",
    "digest",
    "holds",
    "merge",
    "open_workspace",
    "overlay",
    "publish",
    "read_contents",
    "remove_rule",
    "restore",
    "rules_of",
    "saved_scenarios",
    "score_history",
    "workspace_place",
]

NewFile = Literal["intervention", "framework", "cases", "scenario"]
PLACES: dict[NewFile, str] = {
    "intervention": "rules",
    "framework": "policies",
    "cases": "rules/cases",
    "scenario": "interventions/scenarios",
}
TYPES = "interventions/types.yaml"


@dataclass(frozen=True)
class Checked:
    """A catalogue made from contents, or null with all problems."""

    catalogue: Catalogue | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class StateScores:
    """The scores of one scenario at one state of the catalogue; none where it could not be assessed then."""

    state: State
    scenario: str
    frameworks: tuple[FrameworkResult, ...]


def check_contents(root: Path, contents: Mapping[str, bytes], memory: Memory | None = None) -> Checked:
    """Whether the contents of files make a catalogue; nothing is written."""
    try:
        return Checked(load_contents(str(root), contents, memory))
    except InputError as error:
        return Checked(None, tuple(error.problems))


def saved_scenarios(workspace: Workspace, catalogue: Catalogue) -> dict[str, Scenario]:
    """The saved scenarios that can be read with a catalogue, by id."""
    found = {}
    for saved in workspace.scenarios():
        try:
            scenario = parse_scenario(f"{saved.id}.yaml", saved.text.encode(), catalogue.known)
        except InputError:
            continue
        found[saved.id] = scenario if scenario.id else scenario.model_copy(update={"id": saved.id})
    return found


def compare_with(workspace: Workspace, old: Catalogue, new: Catalogue, today: date | None = None) -> CatalogueChange:
    """What a changed catalogue does, for programmes, scenarios of the catalogue and saved ones, and for cases."""
    saved = saved_scenarios(workspace, old)
    return diff_catalogues(old, new, today or date.today(), saved.values())


def rules_of(text: str) -> list[dict[str, Any]] | None:
    """The rules in the text of a file as plain values; null where it cannot be read as such a file.

    An entry without anything in it is no rule: it has no lines that could be rewritten.
    """
    document, problems = read("", text.encode("utf-8", "replace"))
    value = document.value if document and not problems else None
    listed = value.get("rules") if isinstance(value, dict) else None
    if not isinstance(listed, list) or not all(isinstance(each, dict) and each for each in listed):
        return None
    return listed


def completions(catalogue: Catalogue) -> dict[str, list[str]]:
    """The allowed values of keys whose values are known: ids of the catalogue, words of the model."""
    known = catalogue.known.ids
    plural = {
        "target": ("target", "weakest"),
        "intervention": ("intervention", "closes", "uncarried", "not_assessed"),
        "framework": ("framework", "frameworks"),
        "setting": ("settings",),
        "group": ("groups",),
        "pathway": ("pathways",),
        "function": ("functions",),
        "evidence": ("evidence",),
        "actor": ("actors",),
        "channel": ("channels",),
        "source": ("source",),
        "programme": ("part_of",),
    }
    found = {key: sorted(known[kind]) for kind, keys in plural.items() if kind in known for key in keys}
    found["at"] = list(dict.fromkeys(at for sections in catalogue.known.sections.values() for at in sections))
    words = {"alignment": Alignment, "basis": Basis, "confidence": Confidence}
    return found | {key: list(get_args(literal)) for key, literal in words.items()}


def begin_file(workspace: Workspace, person: Person, number: int, kind: NewFile, name: str) -> list[str]:
    """Puts a new file from a template in a proposal; gives the paths to fill in, first what comes first.

    A new intervention also gets an entry in `interventions/types.yaml`, unless it has one. Raises InputError: C04 where
    the file is there already, S10 where the name can be no id, the problems of the types where these cannot be read,
    Y06 where they are no list to add to, and as `Workspace.put`.
    """
    proposal = workspace.proposal(number)
    present = workspace.present()
    contents = overlay(proposal, present)
    path = f"{PLACES[kind]}/{name}.yaml"
    if path in contents:
        raise InputError([Problem(path, 1, 1, "C04", {"value": name})])
    try:
        made = {path: templates.new_file("rules" if kind == "intervention" else kind, name)}
    except ValueError:
        raise InputError([Problem(path, 1, 1, "S10", {"value": name, "name": "id"})]) from None
    if (workspace.root / SCHEMAS).is_dir():
        made[path] = pointer(path) + made[path]
    if kind == "intervention":
        made |= _types_with(contents, name)
    for each, text in sorted(made.items()):
        workspace.put(person, number, each, text, _revision(proposal, each), present)
    return sorted(made)


def _types_with(contents: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The types with an entry for a new intervention; nothing where it has one. Raises InputError."""
    if TYPES not in contents:
        raise InputError([Problem(TYPES, 1, 1, "Y15")])
    document, problems = read(TYPES, contents[TYPES])
    if document is None or problems:
        raise InputError(problems)
    listed = document.value.get("types") if isinstance(document.value, dict) else None
    if isinstance(listed, list) and any(isinstance(each, dict) and each.get("id") == name for each in listed):
        return {}
    try:
        return {TYPES: templates.add_intervention(contents[TYPES].decode(), name)}
    except CannotSplice:
        raise InputError([Problem(TYPES, 1, 1, "Y06", {"kind": "other"})]) from None


def publish(workspace: Workspace, person: Person, number: int, memory: Memory | None = None) -> Publication:
    """Publishes a proposal, as `Workspace.publish`; then the schemas beside the catalogue know its new ids."""
    publication = workspace.publish(person, number)
    catalogue = check_contents(workspace.root, workspace.present(), memory).catalogue
    if catalogue:
        renew_schemas(catalogue)
    return publication


def _revision(proposal: Proposal, path: str) -> int:
    file = proposal.files.get(path)
    return file.revision if file else 0


def score_history(
    workspace: Workspace, scenarios: Iterable[str], memory: Memory | None = None, today: date | None = None
) -> list[StateScores]:
    """The scores of programmes and scenarios of the catalogue at every known state, oldest first.

    At each state the scenario is taken as that catalogue had it. A state that cannot be read any more gives none.
    """
    today = today or date.today()
    wanted = list(scenarios)
    found = []
    for state in workspace.states():
        catalogue = check_contents(workspace.root, workspace.contents(state.id), memory).catalogue
        for name in wanted:
            scenario = catalogue.find(name) if catalogue else None
            results: tuple[FrameworkResult, ...] = ()
            if catalogue and scenario:
                results = assess(catalogue, scenario, assessment_date(scenario, today)).frameworks
            found.append(StateScores(state, name, results))
    return found
