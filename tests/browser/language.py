"""Which words and numbers on a page belong to the other language, also in names that only a screen reader speaks."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from babel import Locale
from playwright.sync_api import Page
from pydantic import BaseModel

from alignment import __version__
from alignment.api import open_catalogue
from alignment.model.base import Text
from alignment.text.messages import messages
from alignment.ui.foreign import FOREIGN

OTHER = {"nl": "en", "en": "nl"}

TYPICAL = {
    "nl": "aan als andere bij dan dat deze dit een geen heeft het ik kan maar meer naar niet nog ook om te uit van "
    "voor wat wordt worden zich zijn zonder januari februari maart juni juli augustus oktober",
    "en": "and are because been but by each for from has have if not or that the their these they this to what when "
    "where which with without you your january february march may june july august october",
}
"""Frequent words of a language that the other does not have."""

NAMES = {
    "Down to Zero": "a programme",
    "Building Back Better in Times of Covid-19": "the name of a programme on a page of its own",
    "Voice for Change": "a programme",
    "Step Up the Fight": "a programme, shortened",
    "Stepping Up the Fight": "the same programme, as a source calls it",
    "Defence for Children": "an organisation",
    "Global Partnership for Education": "an organisation",
    "Leading from the South": "a fund",
    "Global Fund for Women": "a fund",
    "Access to Image Databases": "a part of a model that exists in English only",
    "Research, Analysis and Monitoring": "the same",
    "Judiciary and Prosecutors": "the same",
    "nobody": "what the broken link of test_every_page.py asks for",
    "SRGR Partnerschap Fonds": "a fund that has no English name in the sources",
    "Besluit digitale toegankelijkheid overheid": "a Dutch decree, named in the accessibility statement",
    "College voor de Rechten van de Mens": "an organisation, named beside its English name",
    "Nationale ombudsman": "an office, named beside its English name",
    "Language of Parts": "the name of a success criterion",
    "Negeren": "an invisible button of a dialog, which follows the language of the browser",
    "Nederlands": "the button that changes the language is named in the language it leads to",
    "English": "the same button",
    "Word (docx)": "a file format",
    "OpenDocument (odt)": "a file format",
}
"""What stays in its own language, and why. Names in the catalogue that are the same in both languages are added."""

CODE = re.compile(
    r"[\w./~-]*/[\w./~:-]+|[\w-]+\.ya?ml(:\d+)?|\b[a-z]+(?:-[a-z0-9.]+)+\b|\bpython -m .*|\bsha256:\w+|\w+…"
    r"|\b\d\d\.\d\d uur\b"
)
"""Paths, files, ids, commands, words that are cut off: the same in both languages. A Dutch time has a point."""

COLLECT = r"""() => {
  const NAMES = ["label", "description", "roledescription", "valuetext"].map((each) => `aria-${each}`);
  const ATTRIBUTES = [...NAMES, "title", "placeholder", "alt"];
  const BLOCK = "p,li,td,th,h1,h2,h3,h4,h5,h6,label,button,summary,a,caption,text,title,desc,option,div,section,[lang]";
  const OUT = "script,style,noscript,template,[data-testid=stIconMaterial],[data-testid=stCode],.cm-editor";
  const found = [], blocks = new Map();
  const language = (each) => each.closest("[lang]").lang;
  const seen = (each) => !each.closest(OUT) && each.checkVisibility();
  for (const each of document.querySelectorAll("body *")) {
    if (!seen(each)) continue;
    for (const name of ATTRIBUTES)
      if (each.getAttribute(name)?.trim()) found.push([name, each.getAttribute(name), language(each)]);
    for (const place of ["::before", "::after"]) {
      const content = getComputedStyle(each, place).content;
      if (/^"[^"]*[a-z]/i.test(content)) found.push([place, content.slice(1, -1), language(each)]);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !seen(parent)) continue;
    const block = parent.closest(BLOCK);
    if (!blocks.has(block)) {
      blocks.set(block, ["text", "", language(block)]);
      found.push(blocks.get(block));
    }
    blocks.get(block)[1] += ` ${texts.currentNode.data}`;
  }
  return found;
}"""
"""Every text and name on a page, with the language it is in. Code and files are left out: they hold both languages."""


class Said(NamedTuple):
    """Something on a page; `kind` is `text` or the attribute that holds it."""

    kind: str
    text: str
    lang: str


def said_on(page: Page) -> list[Said]:
    """All that a page says, once each."""
    found = {Said(kind, " ".join(text.split()), lang) for kind, text, lang in page.evaluate(COLLECT)}
    return sorted(found)


def astray(page: Page, lang: str) -> list[str]:
    """What is in the other language without being marked as such, and numbers as the other language writes them."""
    return [
        f"{said.kind}: {', '.join(sorted(wrong))} in ‘{said.text[:200]}’"
        for said in said_on(page)
        if (wrong := {*strangers(said.text, said.lang), *wrong_numbers(said.text, said.lang)})
    ]


@cache
def _streamlit(lang: str) -> dict[str, re.Pattern[str]]:
    """What Streamlit says, by the end of its key."""
    raw = {each.key: str(messages(lang).raw(f"streamlit.{each.key}")).strip() for each in FOREIGN}
    wanted = {key: re.sub(r"\\{\w+\\}", ".+", re.escape(text)) for key, text in raw.items()}
    return {key: re.compile(rf"(?<!\w){pattern}(?!\w)") for key, pattern in wanted.items()}


def unheard(texts: set[str], lang: str) -> list[str]:
    """The keys of what Streamlit says that is not among these texts."""
    return [key for key, pattern in _streamlit(lang).items() if not any(pattern.search(each) for each in texts)]


def strangers(text: str, lang: str) -> set[str]:
    """The words of a text that this language does not have in the interface or the catalogue."""
    words = set(_words(CODE.sub(" ", _without_names(text, lang))))
    return {each for each in words if each not in _lexicon(lang)} | words & set(TYPICAL[OTHER[lang]].split())


def wrong_numbers(text: str, lang: str) -> set[str]:
    """Numbers with the decimal sign of the other language; section numbers and codes have points in both."""
    text = _without_names(text, lang)
    if lang == "en":
        return {each for each in re.findall(r"\d+(?:,\d+)+", text) if not re.fullmatch(r"\d{1,3}(,\d{3})+", each)}
    found = set(re.findall(r"\d+(?:\.\d+)+", CODE.sub(" ", text)))
    return {each for each in found if each not in _codes() and not re.fullmatch(r"\d{1,3}(\.\d{3})+", each)}


def _without_names(text: str, lang: str) -> str:
    return _names(lang).sub(" ", text)


def _words(text: str) -> Iterator[str]:
    yield from re.findall(r"[^\W\d_]{2,}", text.lower())


@cache
def _lexicon(lang: str) -> frozenset[str]:
    """All words of the interface, of the catalogue and of the names of countries and months in a language."""
    locale = Locale.parse(lang)
    told = [*_interface(lang), *_content(lang), *(each.name for each in open_catalogue().actors.values())]
    told += [*locale.territories.values(), *locale.months["format"]["wide"].values()]
    return frozenset(word for each in told for word in _words(each))


def _interface(lang: str) -> list[str]:
    """Every text of the interface, without the parameters."""
    texts = messages(lang)
    raw = [texts.raw(key) for key in texts.keys()]  # noqa: SIM118 (a method that lists, not a mapping)
    forms = [form for each in raw for form in (each.values() if isinstance(each, Mapping) else [each])]
    return [re.sub(r"{[^}]*}", " ", each) for each in forms]


@cache
def _texts() -> tuple[Text | str, ...]:
    catalogue = open_catalogue()
    kept = (catalogue.interventions, catalogue.frameworks, catalogue.sources, catalogue.programmes, catalogue.scenarios)
    rest = (catalogue.channels, catalogue.recommendations, catalogue.decisions, catalogue.types, catalogue.scale)
    located = [*(each.rule for each in catalogue.rules), *(each.case for each in catalogue.cases)]
    people = [each.model_copy(update={"name": each.id, "english_name": None}) for each in catalogue.actors.values()]
    return tuple(_texts_in([*kept, *rest, *located, *people]))


def _texts_in(value: Any) -> Iterator[Text | str]:
    """Bilingual texts, and plain strings that are no ids, wherever they are."""
    if isinstance(value, Text) or (isinstance(value, str) and not re.fullmatch(r"[a-z0-9.-]+", value)):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts_in(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _texts_in(list(value.values()))
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts_in(each)


def _content(lang: str) -> list[str]:
    return [each.in_language(lang) if isinstance(each, Text) else each for each in _texts()]


@cache
def _names(lang: str) -> re.Pattern[str]:
    """What keeps its name in this language, the longest first: the sections of a source are in the source's own."""
    same = {each.nl for each in _texts() if isinstance(each, Text) and each.nl == each.en}
    actors = open_catalogue().actors.values()
    people = {(each.english_name if lang == "en" else None) or each.name for each in actors}
    sections = {each.at for source in open_catalogue().sources.values() for each in source.sections}
    headings = {each for each in sections if re.search(r"[^\W\d_]{3}", each)}
    longest_first = sorted({*NAMES, *same, *people, *headings}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in longest_first))


@cache
def _codes() -> frozenset[str]:
    """Numbers with points that are no decimals: sections of sources, codes of targets, criteria, and this version."""
    catalogue = open_catalogue()
    told = [each.at for source in catalogue.sources.values() for each in source.sections]
    told += [each.target.code for each in catalogue.targets.values()]
    told += _interface("nl")
    return frozenset({__version__, *(code for each in told for code in re.findall(r"\d+(?:\.\d+)+", each))})
