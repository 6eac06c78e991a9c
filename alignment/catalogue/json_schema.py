"""JSON Schemas of the files, so that an editor completes ids, explains keys and marks mistakes as one types.

They are draft 7, which the YAML extension of VS Code reads best. Explanations come from the text area `schema`, ids
from the catalogue. What a schema cannot say (a period that ends before it starts, two rules for one pair) is found
by `check` only.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Protocol, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from alignment.model import base
from alignment.model.case import CasesFile
from alignment.model.catalogue import Catalogue
from alignment.model.decision import DecisionsFile
from alignment.model.framework import Framework, SourcesFile
from alignment.model.intervention import ActorsFile, ChannelsFile, TypesFile
from alignment.model.recommendation import RecommendationsFile
from alignment.model.rule import RulesFile, Scale
from alignment.model.scenario import Programme, Scenario
from alignment.text.messages import Messages, messages

Schema = dict[str, Any]

FOLDER = "docs/schema"
"""Where the schemas of a catalogue are kept, within it; the first line of each file points there."""

DRAFT = "http://json-schema.org/draft-07/schema#"


@dataclass(frozen=True)
class Kind:
    """A kind of file: its name, which files of a catalogue are of that kind, and what they hold."""

    name: str
    files: str
    model: type[BaseModel]


KINDS = (
    Kind("rules", "rules/*.yaml", RulesFile),
    Kind("scale", "rules/scale.yaml", Scale),
    Kind("recommendations", "rules/recommendations.yaml", RecommendationsFile),
    Kind("cases", "rules/cases/*.yaml", CasesFile),
    Kind("policies", "policies/*.yaml", Framework),
    Kind("sources", "policies/sources.yaml", SourcesFile),
    Kind("decisions", "policies/decisions.yaml", DecisionsFile),
    Kind("types", "interventions/types.yaml", TypesFile),
    Kind("actors", "interventions/actors.yaml", ActorsFile),
    Kind("channels", "interventions/channels.yaml", ChannelsFile),
    Kind("programme", "interventions/programmes/*.yaml", Programme),
    Kind("scenario", "interventions/scenarios/*.yaml", Scenario),
)

_DATE = r"^(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
_NOT_BLANK = r"\S"
_PATTERNS = {
    _DATE: "date",
    _NOT_BLANK: "text",
    r"^[a-z0-9][a-z0-9.\-]*$": "id",
    r"^[A-Z]{2}$": "country",
    r"^[A-Z]{3}$": "currency",
}
_REFERENCES = {
    "target": base.TargetRef,
    "framework": base.FrameworkRef,
    "intervention": base.InterventionRef,
    "source": base.SourceRef,
    "actor": base.ActorRef,
    "channel": base.ChannelRef,
    "programme": base.ProgrammeRef,
    "setting": base.SettingRef,
    "group": base.GroupRef,
    "pathway": base.PathwayRef,
    "function": base.FunctionRef,
    "evidence": base.EvidenceRef,
}


def kind_of(path: str) -> Kind:
    """The kind of a file by its path within a catalogue; a single file's own kind goes before that of its folder.

    Raises ValueError for a path that is no file of a catalogue.
    """
    for kind in sorted(KINDS, key=lambda each: "*" in each.files):
        if PurePosixPath(path).match(kind.files):
            return kind
    raise ValueError(path)


def pointer(path: str) -> str:
    """The first line of a file, by which an editor finds its schema. Raises ValueError as `kind_of`."""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{FOLDER}/{kind_of(path).name}.json\n"


def schemas(catalogue: Catalogue, lang: str) -> dict[str, Schema]:
    """The schema of every kind of file, with this catalogue's ids, explained in `nl` or `en`."""
    writer = _Writer(catalogue, messages(lang))
    return {kind.name: writer.schema(kind.model) for kind in KINDS}


def explanation(model: type[BaseModel], key: str, lang: str) -> str:
    """What a key of a file model holds, in a sentence or two; `key` as it stands in the file. Raises MissingText."""
    texts = messages(lang)
    owner = next((each for each in model.__mro__ if texts.has(f"schema.{each.__name__}.{key}")), model)
    return texts.say(f"schema.{owner.__name__}.{key}")


def _check_of(annotated: Any) -> Callable[..., Any]:
    """The function that checks an annotated type, by which its places in a model are known."""
    check: Callable[..., Any] = get_args(annotated)[-1].func
    return check


_MARKS: dict[Any, Schema] = {
    _check_of(base.Line): {"pattern": _NOT_BLANK},
    _check_of(base.DateText): {
        "type": ["string", "integer"],
        "pattern": _DATE,
        "minimum": 1000,
        "maximum": 9999,
    },
    **{_check_of(each): {"reference": kind} for kind, each in _REFERENCES.items()},
}


class _Generator(GenerateJsonSchema):
    """Pydantic's own schema, in which dates, texts and references are told from other strings."""

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        return {**super().function_after_schema(schema), **_MARKS.get(schema["function"]["function"], {})}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        return {**super().function_before_schema(schema), **_MARKS.get(schema["function"]["function"], {})}


class _Titled(Protocol):
    """An entry of the catalogue with an id and a title in both languages."""

    @property
    def id(self) -> str: ...
    @property
    def title(self) -> base.Text: ...


def _titles(catalogue: Catalogue, lang: str) -> dict[str, dict[str, str]]:
    """The ids of each kind with their titles."""
    types = catalogue.types
    listed: dict[str, tuple[_Titled, ...]] = {
        "setting": types.settings,
        "group": types.groups,
        "pathway": types.pathways,
        "function": types.functions,
        "evidence": types.evidence,
        "intervention": types.types,
        "channel": tuple(catalogue.channels.values()),
        "source": tuple(catalogue.sources.values()),
    }
    english = lang == "en"
    return {
        **{kind: {each.id: each.title.in_language(lang) for each in entries} for kind, entries in listed.items()},
        "framework": {name: each.title.in_language(lang) for name, each in catalogue.frameworks.items()},
        "programme": {name: each.title.in_language(lang) for name, each in catalogue.programmes.items()},
        "actor": {name: (english and each.english_name) or each.name for name, each in catalogue.actors.items()},
        "target": {
            name: f"{each.framework.short.in_language(lang)}: {each.target.title.in_language(lang)}"
            for name, each in catalogue.targets.items()
        },
    }


def _models(model: type[BaseModel] = base.Model) -> dict[str, type[BaseModel]]:
    """Every file model by name."""
    found: dict[str, type[BaseModel]] = {}
    for each in model.__subclasses__():
        found |= {each.__name__: each, **_models(each)}
    return found


class _Writer:
    """Turns pydantic's schemas into those for an editor, in one language."""

    def __init__(self, catalogue: Catalogue, texts: Messages) -> None:
        self._catalogue = catalogue
        self._texts = texts
        self._titles = _titles(catalogue, texts.lang)
        self._models: dict[str, type[BaseModel]] = {**_models(), CasesFile.__name__: CasesFile}
        self._extra = {"Citation": self._sections(), "Component": _DOSE_OR_BUDGET, "Framework": _LINKS}
        self._used: set[str] = set()

    def schema(self, model: type[BaseModel]) -> Schema:
        """The schema of one file model."""
        self._used = set()
        raw = model.model_json_schema(by_alias=True, ref_template="#/definitions/{model}", schema_generator=_Generator)
        parts = raw.pop("$defs", {})
        root = self._described(model.__name__, raw)
        definitions = {name: self._described(name, part) for name, part in parts.items()}
        definitions |= {f"{kind}-id": self._ids(kind) for kind in sorted(self._used)}
        return {"$schema": DRAFT, **root, "definitions": definitions}

    def _described(self, name: str, raw: Schema) -> Schema:
        """A model's schema with its explanations, and with what pydantic does not say of it."""
        model = self._models[name]
        plain = self._plain(raw)
        for key, value in plain.get("properties", {}).items():
            text = explanation(model, key, self._texts.lang)
            plain["properties"][key] = {"title": key, "description": text, **self._choices(model, key, value)}
        title = self._texts.say(f"definition.{name}.title")
        about = self._texts.say(f"definition.{name}.about")
        return {"title": title, "description": about, **plain, **self._extra.get(name, {})}

    def _choices(self, model: type[BaseModel], key: str, value: Schema) -> Schema:
        """A property whose value is one of a few words, with what each word means."""
        if "anyOf" in value:
            return {**value, "anyOf": [self._choices(model, key, each) for each in value["anyOf"]]}
        if "enum" not in value:
            return value
        said = [self._texts.say(f"choice.{model.__name__}.{key}.{word}") for word in value["enum"]]
        return {**value, "enumDescriptions": said}

    def _plain(self, node: Any) -> Any:
        """Pydantic's schema without its English titles and its defaults, with references as references."""
        if isinstance(node, list):
            return [self._plain(each) for each in node]
        if not isinstance(node, dict):
            return node
        if "reference" in node:
            self._used.add(node["reference"])
            return {"$ref": f"#/definitions/{node['reference']}-id"}
        done: Schema = {}
        for key, value in node.items():
            if key == "properties":
                done[key] = {name: self._plain(each) for name, each in value.items()}
            elif key == "propertyNames" and "reference" in value:
                done |= self._keys(value["reference"], self._plain(node["additionalProperties"]))
            elif key not in ("title", "description", "default"):
                done.setdefault(key, self._plain(value))
        if "pattern" in done:
            done["patternErrorMessage"] = self._texts.say(f"pattern.{_PATTERNS[done['pattern']]}")
        return _with_null(done)

    def _keys(self, kind: str, value: Schema) -> Schema:
        """A mapping by ids: each id as a key of its own, which editors complete and explain."""
        keys = {name: {"description": title, **value} for name, title in self._titles[kind].items()}
        return {"properties": keys, "additionalProperties": False}

    def _ids(self, kind: str) -> Schema:
        """The ids of a kind as a closed list, each with its title."""
        name = self._texts.say(f"kind.{kind}")
        titles = self._titles[kind]
        return {
            "title": name,
            "description": self._texts.say("definition.ids", kind=name),
            "type": "string",
            "enum": list(titles),
            "enumDescriptions": list(titles.values()),
        }

    def _sections(self) -> Schema:
        """Which sections a citation may name: those of its source."""
        return {
            "allOf": [
                {
                    "if": {"properties": {"source": {"const": source.id}}, "required": ["source"]},
                    "then": {"properties": {"at": self._section_ids(source.sections)}},
                }
                for source in self._catalogue.sources.values()
            ]
        }

    def _section_ids(self, sections: Any) -> Schema:
        titles = {each.at: each.title.in_language(self._texts.lang) for each in sections}
        return {"enum": list(titles), "enumDescriptions": list(titles.values())}


def _with_null(node: Schema) -> Schema:
    """A choice between one plain type and nothing as a single type, which editors explain better."""
    options: list[Schema] = node.get("anyOf", [])
    if len(options) != 2 or options[1] != {"type": "null"} or "type" not in options[0] or "enum" in options[0]:
        return node
    kind = options[0]["type"]
    kinds = [kind] if isinstance(kind, str) else kind
    return {**options[0], "type": [*kinds, "null"]}


def _given(key: str) -> Schema:
    return {"required": [key], "properties": {key: {"type": "number"}}}


_DOSE_OR_BUDGET: Mapping[str, Any] = {"oneOf": [_given("dose"), _given("budget_eur")]}

_LINKS: Mapping[str, Any] = {
    "if": {"properties": {"kind": {"const": "policy"}}, "required": ["kind"]},
    "then": {
        "properties": {
            "targets": {"items": {"required": ["link"], "properties": {"link": {"type": "string"}}}},
        }
    },
}
