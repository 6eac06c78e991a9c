"""A chart as SVG that stands in a page of HTML: one picture with its finding as its name, and nothing that acts."""

import re
from xml.etree import ElementTree

_SHAPES = """
svg g path line rect circle ellipse polygon polyline text tspan defs clipPath linearGradient stop
"""
_LOOKS = """
viewBox width height transform d x y x1 x2 y1 y2 cx cy r rx ry dx dy points offset gradientUnits clip-path clip-rule
fill fill-rule fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap
stroke-linejoin stroke-miterlimit opacity display visibility font-size font-weight font-style text-anchor
dominant-baseline stop-color stop-opacity
"""
_ELEMENTS, _ATTRIBUTES = frozenset(_SHAPES.split()), frozenset(_LOOKS.split())
_LINK = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def inline_svg(svg: str, name: str, label: str) -> str:
    """SVG as drawn, made fit to stand in a page; raises ElementTree.ParseError where it is not XML.

    `name`: what its ids start with, so that two drawings in one page differ; `label`: what a screen reader says.
    Of a drawing only shapes, text and how they look are kept: no scripts, links, styles or images. Its parts have no
    names of their own, since a picture is read as one thing, and its font is that of the page.
    """
    root = ElementTree.fromstring(svg)
    _keep_shapes(root, name)
    root.attrib.update({"role": "img", "aria-label": label, "focusable": "false"})
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _keep_shapes(element: ElementTree.Element, name: str) -> None:
    element.tag = _local(element.tag)
    element.attrib = {key: _LINK.sub(rf"url(#{name}-\1)", value) for key, value in _kept(element, name)}
    for child in list(element):
        if _local(child.tag) in _ELEMENTS:
            _keep_shapes(child, name)
        else:
            element.remove(child)


def _kept(element: ElementTree.Element, name: str) -> list[tuple[str, str]]:
    kept = [(key, value) for key, value in element.attrib.items() if key in _ATTRIBUTES and _stays(value)]
    return [*kept, ("id", f"{name}-{element.attrib['id']}")] if "id" in element.attrib else kept


def _stays(value: str) -> bool:
    """Whether a value refers to nothing but a part of the drawing itself."""
    return "url(" not in _LINK.sub("", value)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
