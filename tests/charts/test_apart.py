"""Work in a process of its own gives what it gives here, and its failure is one error."""

from collections.abc import Iterator

import pytest

from alignment.charts import apart, drawing, pictures

SPEC = {
    "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
    "data": {"values": [{"x": 0.4}]},
    "mark": "point",
    "encoding": {"x": {"field": "x", "type": "quantitative"}},
}


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing drawn before, and nothing left of it."""
    monkeypatch.setattr(apart, "_use", [False])
    pictures.forget()
    yield
    pictures.forget()


@pytest.mark.usefixtures("anew")
def test_a_picture_drawn_apart_is_the_same() -> None:
    here = pictures.svg(SPEC), pictures.png(SPEC)
    pictures.forget()
    apart.prefer()
    assert apart.preferred()
    assert (pictures.svg(SPEC), pictures.png(SPEC)) == here


def test_what_cannot_be_drawn_is_one_error() -> None:
    with pytest.raises(apart.ApartError):
        apart.run(drawing.__name__, "svg", given=b"no specification")


def test_a_module_that_is_not_there_is_one_error() -> None:
    with pytest.raises(apart.ApartError):
        apart.run("alignment.nowhere", given=b"")
