"""What a visitor sees: both themes can be read, charts follow the system, paper, forced colours, spacing and focus."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from alignment.charts.palette import DRAWN, light
from alignment.ui import frame
from tests.browser.conftest import SETTLE_SECONDS, settled
from tests.browser.looking import Eyes, charted
from tests.charts.test_palette import THEMES as SCHEMES
from tests.charts.test_palette import contrast, of

Visit = Callable[..., Page]
PROGRAMME = "scenario=dtz-building-back-better"
A4 = (595.28, 841.89)

COLOURS = """(selector) => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  // What is seen where half-transparent colours lie on one another, the lowest first.
  const painted = (layers) => {
    for (const layer of layers) {
      brush.fillStyle = layer;
      brush.fillRect(0, 0, 1, 1);
    }
    const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
    return "#" + [r, g, b].map((each) => each.toString(16).padStart(2, "0")).join("");
  };
  const grounds = (node) => {
    const found = [];
    for (let each = node; each; each = each.parentElement) found.unshift(getComputedStyle(each).backgroundColor);
    return found;
  };
  return [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => {
    const style = getComputedStyle(each);
    const under = grounds(each);
    return {
      text: each.textContent.trim().slice(0, 40),
      colour: painted([...under, each instanceof SVGElement ? style.fill : style.color]),
      edge: painted([...under, style.borderTopColor]),
      ground: painted(under),
    };
  });
}"""

WORDS = {
    "title": "h1",
    "headings": "h2, h3",
    "text": ".stMainBlockContainer :is(p, li):not([data-testid=stSliderThumbValue] p)",
    "captions": ".note, [data-testid=stCaptionContainer] p",
    "alerts": "[data-testid=stAlertContainer] p, [data-testid=stAlertContainer] li",
    "heads of tables": ".grid thead th",
    "cells of tables": ".grid tbody :is(td, th)",
    "links": "[data-testid=stPageLink] p",
    "the page one is at": ".st-key-links [aria-current=page] p",
    "labels": "[data-testid=stWidgetLabel] p",
    "buttons": "button:not(:disabled)",
    "fields": ":is(input[type=text], input[type=number], textarea):not(:disabled)",
    "chosen": "[data-tag] span",
    "folds": "summary",
    "charts": "[data-testid=stVegaLiteChart] svg text[fill]:not([stroke])",
}


BOXES = ".stMultiSelect [role=group]:has(input), .stButton button, .stSelectbox [role=group]:has(input)"


@pytest.fixture
def eyes(page: Page) -> Eyes:
    return Eyes(page, page.context.new_cdp_session(page))


def colours(page: Page, selector: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(COLOURS, selector)
    return found


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("address", ["/", "/scenario", "/coverage", "/certainty", "/rules", "/memo"])
def test_words_can_be_read_and_fields_be_seen_in_both_themes(visit: Visit, eyes: Eyes, address: str) -> None:
    page = visit(f"{address}?lang=nl&{PROGRAMME}")
    expect(page.locator("h1")).to_be_visible()
    for scheme in SCHEMES:
        in_theme(page, scheme)
        seen = 0
        for name, selector in WORDS.items():
            for each in colours(page, selector):
                seen += 1
                least = 4.5 if each["text"] or name == "fields" else 3  # A button with only a picture on it.
                assert contrast(each["colour"], each["ground"]) >= least, (scheme, name, each)
        assert seen > 50
        for each in colours(page, BOXES):
            assert contrast(each["edge"], of("ground", scheme)) >= 3, (scheme, each)
    assert [each for each in eyes.violations() if "contrast" in each] == []


def in_theme(page: Page, scheme: str) -> None:
    """Changes the visitor's system, and waits until the page has followed."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    ground = as_rgb(of("ground", scheme))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", ground, timeout=SETTLE_SECONDS * 1000)
    settled(page)


def drawn(page: Page) -> set[tuple[str, str, str]]:
    """What the elements of charts are given as colour, and what is seen: attribute, given, seen."""
    found: list[list[str]] = page.get_by_test_id("stVegaLiteChart").evaluate_all(
        """(charts) => charts.flatMap((chart) => ["fill", "stroke"].flatMap((kind) =>
          [...chart.querySelectorAll(`svg [${kind}^="#"]`)].map(
            (each) => [kind, each.getAttribute(kind), getComputedStyle(each)[kind]])))"""
    )
    return {(kind, given, seen) for kind, given, seen in found}


def as_rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.usefixtures("quiet")
def test_charts_follow_the_system_without_a_run(page: Page, visit: Visit) -> None:
    by_light = {light(name): name for name in DRAWN}
    charted(visit)
    for scheme in (*SCHEMES, "light"):
        in_theme(page, scheme)
        found = drawn(page)
        assert len({given for _, given, _ in found}) >= 5
        for _, given, seen in found:
            assert seen == as_rgb(of(by_light[given], scheme))
        texts = colours(page, WORDS["charts"])
        assert texts
        for each in texts:
            assert contrast(each["colour"], each["ground"]) >= 4.5, (scheme, each)


@pytest.mark.usefixtures("quiet")
def test_tracks_stand_out_in_both_themes(page: Page, visit: Visit) -> None:
    visit(f"/coverage?{PROGRAMME}")
    expect(page.locator(".track").first).to_be_visible()
    for scheme in (*SCHEMES, "light"):
        in_theme(page, scheme)
        for name, selector in (("blue", ".mark:not(.none)"), ("interval-edge", ".range"), ("threshold", ".threshold")):
            found = page.locator(f".track > {selector}")
            side = "border-left-color" if name == "threshold" else "border-top-color"
            expect(found.first).to_have_css(side, as_rgb(of(name, scheme)))
            assert contrast(of(name, scheme), of("ground", scheme)) >= 3
    page.emulate_media(forced_colors="active")
    for selector in (".mark", ".range", ".threshold"):
        edges = page.locator(f".track > {selector}").evaluate_all(
            "all => [...new Set(all.map(each => getComputedStyle(each).borderLeftColor))]"
        )
        assert len(edges) == 1


@pytest.mark.usefixtures("quiet")
def test_the_visitors_own_colours_win(page: Page, visit: Visit) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    charted(visit)
    canvas, text = page.evaluate(
        """() => ["Canvas", "CanvasText"].map((name) => {
          const each = document.body.appendChild(document.createElement("i"));
          each.style.color = name;
          const seen = getComputedStyle(each).color;
          each.remove();
          return seen;
        })"""
    )
    assert canvas != text
    seen = {seen for _, _, seen in drawn(page)}
    assert text in seen
    assert seen <= {canvas, text}
    assert (
        page.locator("[data-testid=stAlertContainer]").first.evaluate("e => getComputedStyle(e).borderTopStyle")
        == "solid"
    )


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("name", frame.PAGES)
def test_a_page_prints_on_a4(page: Page, visit: Visit, name: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 680, "height": 962})  # What is left of A4 within the margins.
    visit(f"/{'' if name == 'start' else name}?lang=nl&{PROGRAMME}")
    expect(page.locator("h1")).to_be_visible()
    title = page.locator("h1").inner_text()
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in printed.pages:
        assert (float(sheet.mediabox.width), float(sheet.mediabox.height)) == pytest.approx(A4, abs=1)
    words = re.sub(r"\s+", "", "".join(sheet.extract_text() for sheet in printed.pages))
    assert re.sub(r"\s+", "", title) in words
    page.emulate_media(media="print", color_scheme="dark")
    settled(page)
    nothing_is_cut_off(page)
    for selector in (".st-key-links", ".st-key-language", ".st-key-copy-link", "[data-testid=stTooltipIcon]"):
        for each in page.locator(selector).all():
            expect(each).to_be_hidden()
    for each in colours(page, "h1, .stMainBlockContainer p, .grid td, [data-testid=stAlertContainer]"):
        assert contrast(each["colour"], "#ffffff") >= 4.5, each
        assert contrast(each["ground"], "#ffffff") < 1.5, each


def nothing_is_cut_off(page: Page) -> None:
    """Nothing lies beyond the right edge of the paper, and no box scrolls."""
    out = page.locator(".stMainBlockContainer *").evaluate_all(
        "all => all.filter(each => each.checkVisibility() && each.getBoundingClientRect().right > 682)"
        ".map(each => each.outerHTML.slice(0, 120))"
    )
    assert out == []
    assert page.get_by_test_id("stMain").evaluate("each => getComputedStyle(each).overflowY") == "visible"


@pytest.mark.usefixtures("quiet")
def test_more_room_between_letters_and_lines_cuts_nothing_off(page: Page, visit: Visit) -> None:
    visit(f"/scenario?lang=nl&{PROGRAMME}")
    expect(page.get_by_role("slider").first).to_be_visible()
    page.add_style_tag(
        content="* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
        " p { margin-bottom: 2em !important; }"
    )
    for width in (1280, 640):
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        cut = (
            page.locator(".stMainBlockContainer")
            .locator("p, li, h1, h2, h3, th, td, summary")
            .evaluate_all(
                """all => all.filter(each => each.checkVisibility()).filter(each => {
              const style = getComputedStyle(each);
              const hides = [style.overflowX, style.overflowY].some((each) => ["hidden", "clip"].includes(each));
              return hides && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
            }).map(each => each.outerHTML.slice(0, 160))"""
            )
        )
        assert cut == []
        main = page.get_by_test_id("stMain")
        assert main.evaluate("each => each.scrollWidth - each.clientWidth") <= 1


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_focus_can_always_be_seen(page: Page, visit: Visit, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    visit(f"/certainty?lang=nl&{PROGRAMME}")
    expect(page.locator("summary").first).to_be_visible()
    ground = of("ground", scheme)
    met: set[str] = set()
    for _ in range(24):
        page.keyboard.press("Tab")
        tag, shown = page.evaluate(
            """() => {
              const at = document.activeElement;
              const rings = [at, at.parentElement, at.parentElement?.parentElement, at.closest("label, [role=group]")];
              const near = at.closest("label")?.querySelectorAll("div") ?? [];
              return [at.tagName, [...rings, ...near].filter(Boolean).map((each) => {
                const style = getComputedStyle(each);
                return [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor, style.boxShadow,
                        parseFloat(style.outlineOffset) < 0 ? style.backgroundColor : ""];
              })];
            }"""
        )
        met.add(tag)
        assert any(_stands_out(each, ground) for each in shown), (tag, shown)
    assert {"A", "BUTTON", "INPUT", "SUMMARY"} <= met


def _stands_out(ring: list[Any], ground: str) -> bool:
    style, width, colour, shadow, inside = ring
    seen = [colour] if style != "none" and width >= 2 else []
    seen += re.findall(r"rgb\([^)]*\)", shadow) if shadow != "none" else []
    return any(contrast(_hex(each), _hex(inside) if inside else ground) >= 3 for each in seen)


def _hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"[0-9]+", colour)[:3])


@pytest.mark.usefixtures("quiet")
def test_nothing_moves_for_who_wants_no_motion(page: Page, visit: Visit) -> None:
    visit(f"/scenario?{PROGRAMME}")
    expect(page.get_by_role("slider").first).to_be_visible()
    longest = page.locator(".stMainBlockContainer *").evaluate_all(
        """all => Math.max(...all.map(each => getComputedStyle(each))
          .flatMap(each => [each.animationDuration, each.transitionProperty === "none" ? "0s" : each.transitionDuration]
            .join().split(",")).map(parseFloat))"""
    )
    assert longest <= 0.01
