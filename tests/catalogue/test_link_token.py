"""A token gives back the data in it, or one problem: never another error, never more than a bounded text."""

import json
import zlib
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from alignment.catalogue.link_token import MAX_TEXT, MAX_TOKEN, pack, seal, unpack
from alignment.catalogue.link_words import WORDS
from alignment.catalogue.yaml12 import read
from alignment.model.message import InputError
from tests.catalogue.test_fuzz import check_problems

TOKEN = pack({"from": "", "current": {"components": [], "title": {"nl": "Méér", "en": "More"}}})
CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=20,
)


def deflated(text: bytes, words: bytes = WORDS) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15, 8, zlib.Z_DEFAULT_STRATEGY, words)
    return packer.compress(text) + packer.flush()


def codes(token: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        unpack(token)
    check_problems(caught.value.problems, ["link"])
    return [each.code for each in caught.value.problems]


def check(token: str) -> None:
    """There is something in it, or a problem that can be said."""
    try:
        assert isinstance(unpack(token), dict)
    except InputError:
        assert set(codes(token)) <= {"U27", "U28", "U29", "U30"}


@given(st.dictionaries(st.text(), values, max_size=5))
@example({"x": [-0.0, 1e16, 1e300, 5e-324, 0.1 + 0.2]})
@example({"\U0001f388": "\x00\x7f\x85\u2028\ufeff"})
def test_what_is_packed_can_be_unpacked(payload: dict[str, Any]) -> None:
    token = pack(payload)
    assert set(token) <= set(CHARACTERS)
    found = unpack(token)
    assert found == payload
    assert pack(found) == token


@given(st.text() | st.text(CHARACTERS, max_size=300) | st.text(CHARACTERS, max_size=300).map("1".__add__))
@example("")
@example("1")
@example("1AAAAA")
@example("²AAAAAAAA")
@example(f"{TOKEN}\n")
@example(f" {TOKEN}")
@example(f"{TOKEN}=")
def test_any_text_is_refused(token: str) -> None:
    assert codes(token) == ["U28"]


@given(st.binary(max_size=200))
def test_any_bytes_under_a_true_checksum_are_read_or_refused(content: bytes) -> None:
    check(seal(content))
    check(seal(deflated(content)))


@given(values)
def test_any_data_under_a_true_checksum_is_read_or_refused(value: Any) -> None:
    check(seal(deflated(json.dumps(value).encode())))


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from(CHARACTERS))
def test_one_other_character_is_noticed(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    assert changed == TOKEN or codes(changed) == ["U28"]


@pytest.mark.parametrize("end", range(len(TOKEN)))
def test_a_token_that_was_cut_off_is_refused(end: int) -> None:
    assert codes(TOKEN[:end]) == ["U28"]
    assert codes(TOKEN[len(TOKEN) - end :]) == ["U28"]


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"null",
        b"[]",
        b'"x"',
        b"{",
        b"[" * 90_000,
        b'{"x":' * 15_000,
        b'{"x":' + b"[" * 900 + b"]" * 900 + b"}",
        b'{"x":' + b"[" * 45 + b"]" * 45 + b"}",
        b'{"x":1,"x":1}',
        b'{"x":{"y":1,"y":2}}',
        b'{"x":NaN}',
        b'{"x":-Infinity}',
        b'{"x":"\\ud800"}',
        b'{"\\udfff":1}',
        '{"x":"é"}'.encode(),
        b'{"x":"\x00"}',
        b"\xff\xfe",
        b'{"x":1}{"x":1}',
    ],
    ids=lambda text: repr(text[:12]),
)
def test_nonsense_under_a_true_checksum_holds_nothing(text: bytes) -> None:
    token = seal(deflated(text))
    try:
        assert unpack(token) == {}
    except InputError:
        assert codes(token) == ["U28"]


@pytest.mark.parametrize("number", ["9" * 400, "9" * 5000, "1e400"])
def test_a_number_without_end_is_read_as_in_a_file(number: str) -> None:
    assert unpack(seal(deflated(b'{"x":%s}' % number.encode()))) == {"x": float("inf")}
    document, _ = read("x.yaml", f"x: {number}".encode())
    assert document
    assert document.value == {"x": float("inf")}


def test_more_than_a_bounded_text_is_not_unpacked() -> None:
    full = b'{"x":"' + b"a" * (MAX_TEXT - 8) + b'"}'
    assert unpack(seal(deflated(full)))
    assert codes(seal(deflated(full + b" "))) == ["U30"]
    assert codes(seal(deflated(b"[" + b" " * 11_000_000))) == ["U30"]
    assert codes(seal(b"\x00" * 40)) == ["U28"]


def test_what_does_not_fit_is_not_written() -> None:
    with pytest.raises(InputError) as caught:
        pack({"x": "a" * MAX_TEXT})
    assert [each.code for each in caught.value.problems] == ["U30"]
    noise = "".join(sha256(b"%d" % each).hexdigest() for each in range(600))
    with pytest.raises(InputError) as caught:
        pack({"x": noise})
    (problem,) = caught.value.problems
    assert problem.code == "U27"
    assert problem.params["size"] > problem.params["limit"] == MAX_TOKEN


def test_a_long_token_is_refused_before_it_is_read() -> None:
    assert codes("1" * (MAX_TOKEN + 1)) == ["U27"]
    assert codes("1" * 100_000) == ["U27"]


def test_a_newer_version_is_told_from_nonsense() -> None:
    assert codes(seal(b"whatever", "2")) == ["U29"]
    assert codes("2" + TOKEN[1:]) == ["U28"]


def test_more_after_the_end_is_refused() -> None:
    assert codes(seal(deflated(b"{}") + b"x")) == ["U28"]
    assert codes(seal(deflated(b"{}")[:-1])) == ["U28"]
