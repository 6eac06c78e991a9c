"""A document as CommonMark with pipe tables and footnotes (GitHub's flavour, pandoc, markdown-it)."""

import re
from collections.abc import Iterable

from alignment.report.document import Block, Chart, Document, Line, Listing, Own, Paragraph, Ref, Strong, Table
from alignment.report.formats.common import Numbering, record_comment, template
from alignment.report.markdown import escape, escape_inline
from alignment.text.messages import Messages, messages


def write(document: Document) -> bytes:
    """The document as a file in UTF-8."""
    return markdown(document).encode("utf-8")


def markdown(document: Document) -> str:
    """The whole document; the same document gives the same text."""
    words, numbering = messages(document.lang), Numbering(document)

    def said(found: Iterable[Block], *, after_list: bool = False) -> str:
        return _blocks(found, numbering, words, after_list=after_list)

    return template("memo.md.j2").render(
        document=document,
        blocks=said,
        line=md_line,
        escape=_typed,
        heading=_heading,
        record=record_comment(document.provenance),
    )


def md_line(line: Line) -> str:
    """A line; what it shows is what it says."""
    said = ""
    for run in line:
        if isinstance(run, Ref):
            said = f"{_ended(said)}[^{run.name}]"
        elif isinstance(run, Strong):
            said = _joined(said, _strong(run.text, starts=not said))
        elif said:
            said += _inline(run)
        else:
            said = _typed(run) + (" " if run.endswith(" ") else "")
    return said.rstrip()


_EMOJI = re.compile(r":(?=[\w+-]+:)")
_ADDRESS = re.compile(r"\^$|(?<=https):(?=//\S*$)|(?<=http):(?=//\S*$)|(?<=\bwww)\.(?=\S*$)", re.IGNORECASE)
_CORE = re.compile(r"([\W_]*)(.*?)([\W_]*)", re.DOTALL)


def _typed(text: object) -> str:
    return _EMOJI.sub(r"\\:", escape(text))


def _inline(text: str) -> str:
    return _EMOJI.sub(r"\\:", escape_inline(text))


def _heading(text: str) -> str:
    """The text of a heading; a last `#` would be read as its end."""
    return re.sub(r"(?<=[ #])#$", r"\\#", _typed(text))


def _ended(said: str) -> str:
    """What was said before a footnote; an address or a `^` at its end would else take the footnote in."""
    return _ADDRESS.sub(r"\\\g<0>", said)


def _strong(text: str, *, starts: bool) -> str:
    """Strong words: from their first letter or number to their last, since marks beside others are not always read."""
    found = _CORE.fullmatch(text)
    before, core, after = found.groups() if found else ("", text, "")
    head = _typed(before) + (" " if before.endswith(" ") else "") if starts else _inline(before)
    return f"{head}**{_inline(core)}**{_inline(after)}" if core else head


def _joined(said: str, strong: str) -> str:
    """Strong words after others: side by side they are one stretch."""
    return said[:-2] + strong[2:] if said.endswith("**") and strong.startswith("**") else said + strong


def _blocks(found: Iterable[Block], numbering: Numbering, words: Messages, *, after_list: bool = False) -> str:
    """Blocks after each other; `after_list`: they follow a list with dashes."""
    texts: list[str] = []
    last: Block | None = Listing(()) if after_list else None
    other = False
    for block in found:
        if isinstance(block, Listing):
            other = not other if isinstance(last, Listing) else False
            texts.append(_listing(block, other=other))
        else:
            texts.append(_block(block, numbering, words))
        last = block
    return "\n\n".join(texts)


def _block(block: Paragraph | Table | Chart | Own, numbering: Numbering, words: Messages) -> str:
    if isinstance(block, Paragraph):
        return md_line(block.line)
    if isinstance(block, Table):
        return _table(block, numbering, words)
    if isinstance(block, Chart):
        label = words.say("format.figure", n=numbering.of(block))
        caption = _strong(f"{label} {block.caption}.", starts=True)
        return f"{caption} {_inline(block.alt)} {md_line(block.source)}".rstrip()
    return _own(block, numbering, words)


def _listing(block: Listing, *, other: bool) -> str:
    """A list; `other`: with other marks, which keep it apart from the list before it."""
    numbered, dash = (")", "*") if other else (".", "-")
    marks = (f"{place}{numbered}" if block.ordered else dash for place in range(1, len(block.items) + 1))
    return "\n".join(f"{mark} {md_line(item)}".rstrip() for mark, item in zip(marks, block.items, strict=True))


def _table(block: Table, numbering: Numbering, words: Messages) -> str:
    caption = _strong(f"{words.say('format.table', n=numbering.of(block))} {block.caption}.", starts=True)
    rules = ["---:" if place in block.numbers else "---" for place in range(len(block.header))]
    rows = [[_typed(cell) for cell in block.header], rules, *[[md_line(cell) for cell in row] for row in block.rows]]
    return "\n".join([caption, "", *["| " + " | ".join(row) + " |" for row in rows]])


def _own(block: Own, numbering: Numbering, words: Messages) -> str:
    text = "\n\n".join(filter(None, [_strong(block.label, starts=True), _blocks(block.blocks, numbering, words)]))
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))
