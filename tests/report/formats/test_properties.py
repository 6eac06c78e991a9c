"""The record of a memo in the properties of a file, in pieces that Office keeps."""

import json
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.report.formats.archive import Unreadable
from alignment.report.formats.properties import pieces, record_in

records = st.dictionaries(st.text(), st.none() | st.text() | st.floats(allow_nan=False, allow_infinity=False))


def properties(found: list[tuple[str, str]]) -> bytes:
    rows = "".join(f'<property name="{name}"><lpwstr>{escape(value)}</lpwstr></property>' for name, value in found)
    return f'<Properties><property name="language"><lpwstr>nl</lpwstr></property>{rows}</Properties>'.encode()


@given(records)
def test_the_record_comes_back(record: dict[str, object]) -> None:
    assert json.loads(record_in(properties(list(pieces(json.dumps(record))))) or "") == record


@given(st.text(min_size=300))
def test_pieces_are_short_plain_and_without_outer_space(text: str) -> None:
    found = list(pieces(json.dumps({"text": text}, ensure_ascii=False)))
    assert len(found) > 1
    assert all(len(value) <= 255 and value.isascii() and value == value.strip() for _, value in found)
    assert len({name for name, _ in found}) == len(found)


def test_order_in_the_file_does_not_matter() -> None:
    record = {"text": "x " * 2000}
    assert json.loads(record_in(properties(list(pieces(json.dumps(record)))[::-1])) or "") == record


def test_whole_record_in_one_property() -> None:
    record = json.dumps({"text": "é" * 2000}, ensure_ascii=False)
    assert record_in(properties([("alignment-memo", f"\n {record} ")])) == record


def test_no_record() -> None:
    assert record_in(b"") is None
    assert record_in(properties([])) is None
    assert record_in(properties([("alignment-memo-2", "{}")])) is None
    with pytest.raises(Unreadable):
        record_in(b"<Properties>")
