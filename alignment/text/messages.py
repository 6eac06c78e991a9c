"""The texts of the interface by key, read from the YAML files beside this module."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import yaml

from alignment.model.base import LANGUAGES

AREAS = (
    "terms",
    "results",
    "cli",
    "problems",
    "memo",
    "certainty",
    "addition",
    "pages",
    "ui",
    "start",
    "matrix",
    "compare",
    "accessibility",
    "streamlit",
    "schema",
    "change",
    "editor",
    "workshop",
)

_FORMS = {"zero", "one", "other"}
"""The forms of a text that counts; `other` is always there."""


class _Plain(yaml.CSafeLoader):
    """Reads every scalar as text, so that keys such as `on` and `no` stay words."""


_Plain.yaml_implicit_resolvers = {}


class MissingText(KeyError):
    """No text for a key in a language."""


class Messages:
    """All texts of one language, read area by area when they are needed. Keys are dotted: `status.direct`."""

    def __init__(self, lang: str) -> None:
        """The texts of `nl` or `en`."""
        if lang not in LANGUAGES:
            raise ValueError(lang)
        self.lang = lang
        self._texts: dict[str, str | Mapping[str, str]] = {}
        self._unread = list(AREAS)
        self._lock = Lock()

    def has(self, key: str) -> bool:
        """Whether there is a text for a key."""
        if key in self._texts:
            return True
        with self._lock:
            while key not in self._texts and self._unread:
                _read(self.lang, self._unread.pop(0), self._texts)
        return key in self._texts

    def keys(self) -> list[str]:
        """All keys, sorted."""
        self.has("")
        return sorted(self._texts)

    def raw(self, key: str) -> str | Mapping[str, str]:
        """The text as written: a template, or templates for `zero`, `one` and `other`. Raises MissingText."""
        if not self.has(key):
            raise MissingText(f"{self.lang}: {key}")
        return self._texts[key]

    def say(self, key: str, /, **params: Any) -> str:
        """The text with its parameters filled in; the parameter `n` chooses singular or plural."""
        template = self.raw(key)
        if isinstance(template, Mapping):
            count = params["n"]
            form = "zero" if count == 0 and "zero" in template else "one" if count == 1 else "other"
            template = template[form]
        return template.format(**params)


@cache
def messages(lang: str) -> Messages:
    """The texts of a language, each area read once."""
    return Messages(lang)


def _read(lang: str, area: str, into: dict[str, str | Mapping[str, str]]) -> None:
    with (Path(__file__).parent / lang / f"{area}.yaml").open(encoding="utf-8") as stream:
        _flatten(yaml.load(stream, Loader=_Plain) or {}, "", into)


def _flatten(value: Mapping[str, Any], prefix: str, into: dict[str, str | Mapping[str, str]]) -> None:
    for key, each in value.items():
        name = f"{prefix}{key}"
        if isinstance(each, str) or (isinstance(each, dict) and "other" in each and each.keys() <= _FORMS):
            into[name] = each
        else:
            _flatten(each, f"{name}.", into)
