"""The palette: it can be read in both themes and by colour-blind eyes, and it is the same wherever colours stand."""

import json
import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest

from alignment.charts import coverage, frontier, history
from alignment.charts.palette import DRAWN, PALETTE, SERIES, STATUSES, Colour, light

ROOT = Path(__file__).parents[2]
THEMES = ("light", "dark")
GROUNDS = ("ground", "raised", "warning-ground", "error-ground", "success-ground", *STATUSES)
MARKS = ("edge", "blue", "interval-edge", "threshold", "before", "warning", "error", "success", *SERIES)

SEEN = {
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What eyes make of red, green and blue light (Machado, Oliveira and Fernandes 2009, severity 1)."""

LINES_APART = 18.0
GROUNDS_APART = 8.0
"""Distances in CIELAB; 2.3 can just be noticed side by side. Grounds always carry a symbol and a word as well."""


def of(name: str, theme: str) -> str:
    colour: Colour = PALETTE[name]
    return colour.light if theme == "light" else colour.dark


def linear(colour: str) -> tuple[float, ...]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def contrast(first: str, second: str) -> float:
    dark, bright = sorted(sum(map(float.__mul__, (0.2126, 0.7152, 0.0722), linear(each))) for each in (first, second))
    return (bright + 0.05) / (dark + 0.05)


def lab(colour: str, eyes: str) -> tuple[float, ...]:
    light = [min(1.0, max(0.0, sum(map(float.__mul__, row, linear(colour))))) for row in SEEN[eyes]]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    relative = [
        sum(map(float.__mul__, row, light)) / white for row, white in zip(to_xyz, (0.9505, 1, 1.089), strict=True)
    ]
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in relative)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(first: str, second: str, eyes: str) -> float:
    pairs = zip(lab(first, eyes), lab(second, eyes), strict=True)
    return float(sum((one - other) ** 2 for one, other in pairs) ** 0.5)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert apart("#ffffff", "#000000", "no red") == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(ground: str, theme: str) -> None:
    assert contrast(of("ink", theme), of(ground, theme)) >= 4.5
    if ground not in ("direct", "opposes"):
        assert contrast(of("quiet", theme), of(ground, theme)) >= 4.5
    if ground in ("ground", "raised", "warning-ground", "error-ground", "success-ground"):
        for text in ("link", "blue", "warning", "error", "success", "threshold"):
            assert contrast(of(text, theme), of(ground, theme)) >= 4.5, text


@pytest.mark.parametrize("theme", THEMES)
def test_marks_and_edges_stand_out(theme: str) -> None:
    for mark in MARKS:
        assert contrast(of(mark, theme), of("ground", theme)) >= 3, mark
    assert contrast(of("edge", theme), of("raised", theme)) >= 3
    assert contrast(of("blue", theme), of("interval", theme)) >= 3
    assert contrast(of("threshold", theme), of("interval", theme)) >= 3
    assert contrast(of("ink", theme), of("interval", theme)) >= 4.5
    assert contrast(of("ground", theme), of("blue", theme)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eyes", SEEN)
@pytest.mark.parametrize(("names", "least"), [(SERIES, LINES_APART), (STATUSES, GROUNDS_APART)])
def test_no_two_look_alike_to_any_eyes(names: tuple[str, ...], least: float, eyes: str, theme: str) -> None:
    for one, other in combinations(names, 2):
        assert apart(of(one, theme), of(other, theme), eyes) >= least, (one, other)


def test_colours_of_charts_are_known_by_their_light_colour() -> None:
    found = [light(name) for name in DRAWN]
    assert len(set(found)) == len(found)


def test_charts_have_no_other_colours() -> None:
    words = coverage.Words("as", "drempel", 0.6, comma=True)
    specs = [
        coverage.spec(words, 3),
        frontier.spec("as", "as", 1.0, comma=True),
        history.spec("as", "as", comma=True),
    ]
    for spec in specs:
        used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", json.dumps(spec)))
        assert used
        assert used <= {light(name) for name in DRAWN}


def test_the_theme_of_streamlit_has_the_same_colours() -> None:
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert "base" not in theme
    known = {
        "primaryColor": "blue",
        "textColor": "ink",
        "backgroundColor": "ground",
        "secondaryBackgroundColor": "raised",
        "linkColor": "link",
        "borderColor": "edge",
        "dataframeBorderColor": "rule",
        "grayTextColor": "quiet",
        "codeTextColor": "ink",
        "codeBackgroundColor": "raised",
        "blueBackgroundColor": "raised",
    }
    for name, meaning in {"red": "error", "yellow": "warning", "green": "success", "blue": "blue"}.items():
        known |= {f"{name}Color": meaning, f"{name}TextColor": meaning}
        known.setdefault(f"{name}BackgroundColor", f"{meaning}-ground")
    for each in THEMES:
        assert theme[each] == {key: of(name, each) for key, name in known.items()}


def test_the_memo_has_the_same_colours() -> None:
    style = (ROOT / "exports" / "templates" / "memo.css").read_text(encoding="utf-8")
    names = {"ground": "ground", "raised": "raised", "ink": "ink", "soft": "quiet", "rule": "rule", "link": "link"}
    found = re.findall(r"--(\w+): (#\w+);", style.split("@media print")[0])
    both = [dict(found[:7]), dict(found[7:])]
    for theme, colours in zip(THEMES, both, strict=True):
        shown = {name: "#ffffff" if colour == "#fff" else colour for name, colour in colours.items()}
        assert shown == {name: of(meaning, theme) for name, meaning in (names | {"mark": "blue"}).items()}
