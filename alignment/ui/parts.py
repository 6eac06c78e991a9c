"""Small parts that the pages share: headings, text, lists and tables as HTML in which every text is escaped.

An element of Streamlit costs the browser as much as a screen of HTML, and a table of it ten times that. So what follows
one another is written as one element: `put(heading(…), note(…), grid(…))`. Streamlit cleans it once more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit.delta_generator import DeltaGenerator


def put(*pieces: Markup, where: DeltaGenerator | None = None) -> None:
    """Puts pieces on the page, below one another, as one element; nothing where all are empty.

    `where`: a place that may be written again; an empty one is kept for that.
    """
    if any(pieces):
        (where or st).html(Markup('<div class="text">{}</div>').format(Markup("").join(pieces)))
    elif where:
        where.empty()


def heading(text: str, level: int = 2) -> Markup:
    """A heading; that of the page is level 1."""
    return Markup("<h{0}>{1}</h{0}>").format(level, text)


def strong(text: str) -> Markup:
    """Words that stand out, within a line."""
    return Markup("<strong>{}</strong>").format(text)


def paragraph(*words: str) -> Markup:
    """A paragraph of words and what stands out among them, with spaces between."""
    return Markup("<p>{}</p>").format(Markup(" ").join(words))


def note(text: str) -> Markup:
    """An explanation in small print."""
    return Markup('<p class="note">{}</p>').format(text)


def listing(lines: Iterable[str]) -> Markup:
    """Lines as a list; nothing where there are none."""
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup("<ul>{}</ul>").format(items) if items else items


def code(text: str) -> Markup:
    """A place in a file, or what stands there, within a line."""
    return Markup("<code>{}</code>").format(text)


def terms(pairs: Iterable[tuple[str, str]]) -> Markup:
    """Pairs of a term and what is said of it, as a list; what is HTML already, such as a list, stays so."""
    items = (Markup("<li><strong>{}:</strong> {}</li>").format(term, text) for term, text in pairs)
    return Markup("<ul>{}</ul>").format(Markup("").join(items))


def fold(title: str, *pieces: Markup, open_: bool = False) -> Markup:
    """What is shown only when its title is pressed, or from the start."""
    whole = Markup('<details class="fold"{}><summary>{}</summary>{}</details>')
    return whole.format(Markup(" open") if open_ else "", title, Markup("").join(pieces))


def opened(title: str, key: str, *, at_once: bool = False) -> DeltaGenerator | None:
    """Where to draw what is drawn only when its title is pressed; None until then. For inputs, and for what is long.

    `title`: Markdown; `at_once`: it is open until it is closed. It stays as it is while key and title stay the same.
    """
    if at_once and key not in st.session_state:
        st.session_state[key] = True
    box = st.expander(title, key=key, on_change="rerun")
    return box if box.open else None


@dataclass(frozen=True)
class Drawn:
    """A column of a table that holds drawings: its heading, its place counted from 0, and a drawing for each row."""

    heading: str
    place: int
    cells: Sequence[Markup]


def grid(frame: pd.DataFrame, alt: str, drawn: Drawn | None = None) -> Markup:
    """A table; `alt` is its name. Every cell shows exactly its characters, or is drawn."""
    heads = [str(each) for each in frame.columns]
    rows: list[list[str]] = [[str(cell) for cell in row] for row in frame.itertuples(index=False, name=None)]
    if drawn is not None:
        heads.insert(drawn.place, drawn.heading)
        for row, cell in zip(rows, drawn.cells, strict=True):
            row.insert(drawn.place, cell)
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(each) for each in heads)
    body = Markup("").join(map(_row, rows))
    return Markup(
        '<div class="grid"><table aria-label="{}"><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(alt, head, body)


def begun(frame: pd.DataFrame, alt: str, first: int, more: Callable[[int], str]) -> Markup:
    """The first rows of a table; the rest under a title that says how many there are."""
    rest = len(frame) - first
    shown = grid(frame.head(first), alt)
    return shown + fold(more(rest), grid(frame.iloc[first:], alt)) if rest > 0 else shown


def _row(cells: Sequence[str]) -> Markup:
    """The first cell names the row, if anything is in it."""
    first, *rest = cells
    named = Markup('<th scope="row">{}</th>' if first else "<td>{}</td>").format(first)
    data = Markup("").join(Markup("<td{}>{}</td>").format(_FIGURES if _figures(each) else "", each) for each in rest)
    return Markup("<tr>{}{}</tr>").format(named, data)


_FIGURES = Markup(' class="figures"')
_FEW = 24


def _figures(cell: str) -> bool:
    """Whether a cell holds nothing but numbers, which are kept on one line."""
    return len(cell) <= _FEW and any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell))


def table(frame: pd.DataFrame, alt: str) -> None:
    """A table by itself."""
    put(grid(frame, alt))


def bullets(lines: Iterable[str]) -> None:
    """A list by itself."""
    put(listing(lines))
