"""Interface texts: the same in both languages, complete, and free of words that law reserves."""

import re
import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from alignment.model.base import LANGUAGES
from alignment.text.messages import AREAS, Messages, MissingText, messages

ROOT = Path(__file__).parents[2]
KEYS = messages("nl").keys()
RESERVED = re.compile(r"doeltreffend|doelmatig|effecti|\beffect|\bimpact|effici[eë]n|efficac", re.IGNORECASE)


def forms(lang: str, key: str) -> dict[str, str]:
    raw = messages(lang).raw(key)
    return dict(raw) if isinstance(raw, Mapping) else {"": raw}


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert messages("nl").keys() == messages("en").keys()


def test_every_file_of_texts_is_read_and_exists_in_both_languages() -> None:
    for lang in LANGUAGES:
        found = {path.stem for path in (ROOT / "alignment" / "text" / lang).iterdir()}
        assert found <= set(AREAS)
    assert {path.name for path in (ROOT / "alignment/text/nl").iterdir()} == {
        path.name for path in (ROOT / "alignment/text/en").iterdir()
    }


@pytest.mark.parametrize("key", KEYS)
def test_both_languages_have_the_same_forms_and_placeholders(key: str) -> None:
    dutch, english = forms("nl", key), forms("en", key)
    assert dutch.keys() == english.keys()
    assert dutch.keys() in ({""}, {"one", "other"}, {"zero", "one", "other"})
    shared = set.union(*(placeholders(each) for each in dutch.values()))
    assert shared == set.union(*(placeholders(each) for each in english.values()))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_can_be_filled_in(lang: str) -> None:
    for key in KEYS:
        for template in forms(lang, key).values():
            names = placeholders(template)
            assert all(re.fullmatch(r"[a-z_]+", name) for name in names), (key, template)
            assert template.format(**dict.fromkeys(names, "‹x›")), (key, template)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_parameter_hides_a_name_of_the_method_that_fills_texts_in(lang: str) -> None:
    """`say(key, **params)`: a text with a placeholder {key} or {self} cannot be said with an ordinary call."""
    for key in KEYS:
        names = set.union(*(placeholders(each) for each in forms(lang, key).values()))
        said = messages(lang).say(key, **dict.fromkeys(names, 1), **({} if "n" in names else {"n": 1}))
        assert "{" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_interface_text_holds_a_reserved_word(lang: str) -> None:
    found = [(key, each) for key in KEYS for each in forms(lang, key).values() if RESERVED.search(each)]
    assert found == []


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_in(each)


def content_files() -> list[Path]:
    return sorted(path for folder in ("rules", "policies", "interventions") for path in (ROOT / folder).rglob("*.yaml"))


@pytest.mark.parametrize("path", content_files(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_rule_policy_or_programme_holds_a_reserved_word(path: Path) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    assert [each for each in texts_in(content) if RESERVED.search(each)] == []


def test_no_template_holds_a_reserved_word() -> None:
    for path in (ROOT / "exports" / "templates").rglob("*"):
        if path.suffix in (".j2", ".html", ".md", ".txt", ".typ"):
            assert not RESERVED.search(path.read_text(encoding="utf-8")), path


RESERVED_ONES = (
    "doeltreffendheid Doelmatigheid effectief effecten effect impact effective efficiënt efficiency effectiveness "
    "efficacy impactful"
)


@pytest.mark.parametrize("word", RESERVED_ONES.split())
def test_the_reserved_words_are_recognised(word: str) -> None:
    assert RESERVED.search(f"zeer {word}, dit")


@pytest.mark.parametrize("word", ["treffend", "compact", "reflectie", "doelgroep"])
def test_other_words_are_not(word: str) -> None:
    assert not RESERVED.search(f"zeer {word}, dit")


def test_every_key_that_the_code_names_exists() -> None:
    used = {
        (path.name, key)
        for path in (ROOT / "alignment").rglob("*.py")
        for key in re.findall(r"\b(?:say|raw|has)\(\s*\"([a-z0-9.\-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert used
    known = set(KEYS)
    missing = {(name, key) for name, key in used if known.isdisjoint((key, f"ui.{key}", f"memo.{key}"))}
    assert missing == set()


def test_plural_chooses_the_form() -> None:
    texts = messages("nl")
    assert texts.say("cli.untouched", n=0, names="") == "Elke regel komt in een voorbeeldtoets voor."
    assert texts.say("cli.untouched", n=1, names="x").startswith("1 regel komt")
    assert texts.say("cli.untouched", n=2, names="x").startswith("2 regels komen")
    assert texts.say("cli.tested", n=0, failed=0).startswith("0 voorbeeldtoetsen")


def test_a_missing_text_and_a_missing_language_are_errors() -> None:
    with pytest.raises(MissingText):
        messages("nl").say("no.such.key")
    with pytest.raises(ValueError, match="fr"):
        Messages("fr")


WORDS = {
    "status.direct": ("direct", "direct"),
    "status.indirect": ("indirect", "indirect"),
    "status.conditional": ("niet in deze situatie", "not in this situation"),
    "status.none": ("geen", "none"),
    "status.unassessed": ("niet beoordeeld", "not assessed"),
    "alignment.opposes": ("strijdig", "opposes"),
    "link.none": ("geen raakvlak", "no point of contact"),
    "kind-of-framework.policy": ("beleidskader", "policy framework"),
    "kind.evidence": ("bewijskracht", "evidence strength"),
    "cli.heading-gaps": ("Lacunes", "Gaps"),
    "cli.heading-uncarried": ("Niet gedragen onderdelen", "Components without a carrier"),
    "cli.heading-tensions": ("Spanningen", "Tensions"),
}


@pytest.mark.parametrize("key", WORDS)
def test_the_fixed_words(key: str) -> None:
    assert (messages("nl").say(key), messages("en").say(key)) == WORDS[key]
