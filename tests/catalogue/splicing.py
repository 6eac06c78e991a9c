"""Files of rules as anyone may write them, for the tests of splicing: every style, with comments everywhere."""

import json
import re
from typing import Any

from hypothesis import strategies as st

from alignment.catalogue.yaml12 import read

MARKER = re.compile(r"#c\d+;")
ODD = [
    "a: b", "x # y", " voor", "achter ", "'", '"', "\\", "- x", "{", "[x", "NO", "1.10", "2026", "2021-05-17", "null",
    "🎈 ballon", "a\u2028b", "een\ntwee", "een\n\n\n  twee\n", "\nx", "x\n", "x\n\n", "\tx", "a\r\nb", "x\x85y",
    "é\u00a0x", "woord " * 60 + "einde", "twee  blanks " * 20, "x" * 300, "lang woord " * 900, "# geen", "&a", "*a",
    "!a", "|", ">-", "%a", "@x", "`", "---", "...", "a,b", "x]", "yes", "~", "=", "<<", "?", "x:", ":x", "12:30",
    "\ufeffx",
    "\x07", "een " * 40 + "\n" + "twee " * 40, "0x1F", "1e3", "-", "- ", "a" + " " * 200 + "b",
]  # fmt: skip

characters = st.characters(exclude_categories=["Cs"])
texts = st.sampled_from(ODD) | st.text(characters, min_size=1, max_size=40)
words = st.sampled_from(["girls", "boys", "NO", "SE", "1.10", "humanitarian", "a b"])
short_lists = st.lists(words, min_size=1, max_size=4)
periods = st.sampled_from([{"from": "2018"}, {"from": "2018-05", "until": "2022-03"}, {"until": "2022"}])
citations = st.lists(
    st.fixed_dictionaries({"source": st.sampled_from(["report", "page"]), "at": st.sampled_from(["1", "4.4", "Slot"])}),
    min_size=1,
    max_size=4,
)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "target": st.sampled_from(["srgr-1", "bhos-3.1", "x"]),
    "alignment": st.sampled_from(["direct", "indirect", "none", "opposes"]),
    "when": st.dictionaries(st.sampled_from(["settings", "groups", "countries"]), short_lists, min_size=1),
    "groups": short_lists,
    "basis": st.sampled_from(["stated", "derived"]),
    "confidence": st.sampled_from(["high", "medium", "low"]),
    "rationale": st.fixed_dictionaries({"nl": texts, "en": texts}),
    "sources": citations,
    "reviewed": st.sampled_from(["2026-11-21", "2025", "2024-02"]),
    "in_force": periods,
    "confirmed_until": st.sampled_from(["2022-03", "2022-03-31"]),
}
OPTIONAL = ("when", "groups", "in_force", "confirmed_until")
rules = st.fixed_dictionaries(
    {key: each for key, each in FIELDS.items() if key not in OPTIONAL},
    optional={key: FIELDS[key] for key in OPTIONAL},
)
changes = st.dictionaries(st.sampled_from(list(FIELDS)), st.none(), min_size=1, max_size=4).flatmap(
    lambda chosen: st.fixed_dictionaries(
        {key: FIELDS[key] | st.none() if key in OPTIONAL else FIELDS[key] for key in chosen}
    )
)


class Writer:
    """Writes rules in styles that are drawn one by one; every comment has its own number."""

    def __init__(self, draw: st.DrawFn, step: int, dash: int) -> None:
        self._draw, self._step, self._dash = draw, step, dash
        self._comments = 0

    def _chance(self, parts: int = 4) -> bool:
        return self._draw(st.integers(1, parts)) == 1

    def comment(self) -> str:
        self._comments += 1
        return f"#c{self._comments}; {self._draw(st.sampled_from(['waarom', 'a: b', '- x', '{', 'é 🎈']))}"

    def between(self, indent: int) -> list[str]:
        """Comments and empty lines before an entry."""
        lines = [" " * indent + self.comment()] if self._chance(5) else []
        return [*lines, ""] if self._chance(10) else lines

    def trailing(self) -> str:
        return "  " + self.comment() if self._chance(5) else ""

    def scalar(self, value: Any) -> str:
        styles = [json.dumps(value, ensure_ascii=False)]
        for odd in "\x85\u2028\u2029\ufeff\x7f":
            styles[0] = styles[0].replace(odd, f"\\u{ord(odd):04x}")
        styles[0] = re.sub("[\x80-\x9f\ufffe\uffff]", lambda found: f"\\u{ord(found[0]):04x}", styles[0])
        plain = [each for each in (value, f"'{value}'") if value.isprintable() and reads_as(f"[{each}]", [value])]
        styles += [each for each in plain if reads_as(f"x: {each}", {"x": value})]  # a dash alone is no text there
        return self._draw(st.sampled_from(styles))

    def flow(self, value: Any, indent: int) -> str:
        wide = self._chance(5)
        comma = f",{{}}\n{' ' * (indent + 1)}" if wide else ", "
        if not isinstance(value, dict | list):
            return self.scalar(value)
        pairs = value.items() if isinstance(value, dict) else [(None, each) for each in value]
        shown = [("" if key is None else f"{key}: ") + self.flow(each, indent + 1) for key, each in pairs]
        body = shown[0]
        for each in shown[1:]:
            body += comma.format(self.trailing()) if wide else comma
            body += each
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        return opening + body + ("," if self._chance(6) else "") + closing

    def value(self, value: Any, indent: int, key_indent: int) -> list[str]:
        """A value behind a key or dash: the rest of that line, and the lines after it."""
        if isinstance(value, str):
            blocks = [each for each in block_texts(value, indent) if self._chance(2)]
            if blocks:
                head, *body = self._draw(st.sampled_from(blocks))
                return [f" {head}{self.trailing()}", *body]
        if isinstance(value, dict | list) and not self._chance(3):
            place = indent if isinstance(value, dict) else key_indent + self._dash
            return [self.trailing(), *self.block(value, place)]
        return [f" {self.flow(value, indent)}{self.trailing()}"]

    def block(self, value: Any, indent: int) -> list[str]:
        lines = []
        pairs = list(value.items()) if isinstance(value, dict) else [(None, each) for each in value]
        for key, each in pairs:
            lines += self.between(indent)
            if key is not None:
                first, *after = self.value(each, indent + self._step, indent)
                lines += [" " * indent + f"{key}:{first}", *after]
            elif isinstance(each, dict) and not self._chance(3):
                lines += self._item(each, indent)
            else:
                lines += [f"{' ' * indent}- {self.flow(each, indent + 3)}{self.trailing()}"]
        return lines

    def _item(self, value: dict[str, Any], indent: int) -> list[str]:
        lines = self.block(value, indent + 2)
        first = next(number for number, line in enumerate(lines) if line.strip() and not line.strip().startswith("#c"))
        lines[first] = " " * indent + "- " + lines[first][indent + 2 :]
        return lines


def reads_as(text: str, value: Any) -> bool:
    if any("\ud800" <= each <= "\udfff" for each in text):
        return False
    document, problems = read("", text.encode())
    return bool(document and not problems and document.value == value)


def block_texts(value: str, indent: int) -> list[list[str]]:
    """A text as literal and folded block scalars, as far as these give it back."""
    lines = [" " * indent + line if line else "" for line in value.split("\n")]
    folded = [part for line in lines for part in (line, "")][:-1]
    options = [[head, *body] for head, body in (("|-", lines), ("|", lines), ("|+", lines), (">-", folded))]
    return [each for each in options if reads_as("x: " + "\n".join(each) + "\n", {"x": value})]


@st.composite
def files(draw: st.DrawFn, least: int = 1) -> str:
    """The text of a file of rules."""
    writer = Writer(draw, draw(st.sampled_from([2, 4])), draw(st.sampled_from([0, 2])))
    content = {"intervention": "care", "rules": draw(st.lists(rules, min_size=least, max_size=3))}
    for rule in content["rules"]:
        order = draw(st.permutations(list(rule))) if draw(st.booleans()) else list(rule)
        entries = {key: rule[key] for key in order}
        rule.clear()
        rule.update(entries)
    lines = [*writer.between(0), "intervention: care", *writer.block({"rules": content["rules"]}, 0)]
    text = "\n".join([*lines, *writer.between(draw(st.sampled_from([0, 2])))])
    text += draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
