"""Which ids exist, taken from the raw documents before they are validated."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from alignment.catalogue.yaml12 import Document
from alignment.model.base import Known


class OpenIds(Collection[str]):
    """A set of ids in which every id of an unreadable file counts as known, so that it is not reported again."""

    def __init__(self, ids: Iterable[str], unreadable: Iterable[str] = ()) -> None:
        """`unreadable`: prefixes (framework ids) whose ids cannot be known."""
        self._ids = dict.fromkeys(ids)
        self._prefixes = tuple(f"{each}-" for each in unreadable)

    def __contains__(self, item: object) -> bool:
        """Known, or of a file that could not be read."""
        return item in self._ids or (isinstance(item, str) and bool(self._prefixes) and item.startswith(self._prefixes))

    def __eq__(self, other: object) -> bool:
        """The same ids, known and unknowable."""
        return isinstance(other, OpenIds) and (self._ids, self._prefixes) == (other._ids, other._prefixes)

    def __hash__(self) -> int:
        """By the ids, which never change."""
        return hash((tuple(self._ids), self._prefixes))

    def __iter__(self) -> Iterator[str]:
        """The ids themselves."""
        return iter(self._ids)

    def __len__(self) -> int:
        """How many ids are known by name."""
        return len(self._ids)


def entries(document: Document | None, key: str) -> list[dict[str, Any]]:
    """The mappings in a list of a document, whatever else is wrong with it."""
    value = document.value if document else None
    listed = value.get(key) if isinstance(value, dict) else None
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _texts(items: Iterable[dict[str, Any]], key: str) -> list[str]:
    return [each[key] for each in items if isinstance(each.get(key), str)]


def known_ids(
    frameworks: Mapping[str, Document | None],
    singles: Mapping[str, Document | None],
    programmes: Iterable[str],
) -> Known:
    """The ids in the documents; kinds whose file could not be read are left out, hence not checked.

    `frameworks`: framework id -> document, null where unreadable. `singles`: "types", "sources", "actors",
    "channels" -> document, null where unreadable. `programmes`: the names of the programme files.
    """
    ids: dict[str, Collection[str]] = {"framework": list(frameworks), "programme": list(programmes)}
    targets = [
        f"{name}-{code}"
        for name, document in frameworks.items()
        for code in _texts(entries(document, "targets"), "code")
    ]
    ids["target"] = OpenIds(targets, [name for name, document in frameworks.items() if document is None])
    types = singles.get("types")
    if types is not None:
        for kind, key in {
            "intervention": "types",
            "setting": "settings",
            "group": "groups",
            "pathway": "pathways",
            "function": "functions",
            "evidence": "evidence",
        }.items():
            ids[kind] = _texts(entries(types, key), "id")
    for kind in ("actor", "channel", "source"):
        document = singles.get(f"{kind}s")
        if document is not None:
            ids[kind] = _texts(entries(document, f"{kind}s"), "id")
    sections = {
        each["id"]: _texts([s for s in each.get("sections") or [] if isinstance(s, dict)], "at")
        for each in entries(singles.get("sources"), "sources")
        if isinstance(each.get("id"), str) and isinstance(each.get("sections"), list)
    }
    return Known(ids, sections)
