"""The middleware around Streamlit: headers on everything, pages in their language, other answers untouched."""

import asyncio
import base64
import hashlib
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alignment.ui.shell import (
    LANG_SCRIPTS,
    LONGEST,
    SCRIPTS,
    Shell,
    content_security_policy,
    page_in_language,
    shortened,
)

PAGE = '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head><body><noscript>No</noscript></body></html>'


def answer(path: str, query: str = "", body: bytes = PAGE.encode(), kind: str = "text/html; charset=utf-8") -> Any:
    sent: list[dict[str, Any]] = []
    seen: dict[str, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)
        headers = [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode()), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:10], "more_body": True})
        await send({"type": "http.response.body", "body": body[10:], "more_body": False})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {}

    scope = {
        "type": "http",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"accept-encoding", b"gzip"), (b"if-none-match", b"x"), (b"host", b"h")],
    }
    asyncio.run(Shell(app)(scope, receive, send))
    start = sent[0]
    return seen, dict(start["headers"]), b"".join(each.get("body", b"") for each in sent[1:])


@pytest.mark.parametrize(("query", "lang"), [("", "nl"), ("lang=en", "en"), ("lang=xx", "nl"), ("a=b&lang=en", "en")])
def test_page_is_in_its_language(query: str, lang: str) -> None:
    seen, headers, body = answer("/scenario", query)
    assert f'<html lang="{lang}">'.encode() in body
    assert b"<title>Streamlit" not in body
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert [name for name, _ in seen["headers"]] == [b"host"]


def test_other_answers_are_left_alone() -> None:
    seen, headers, body = answer("/static/js/a.js", body=b"let streamlit = 1;", kind="text/javascript")
    assert body == b"let streamlit = 1;"
    assert headers[b"etag"] == b"x"
    assert (b"accept-encoding", b"gzip") in seen["headers"]
    assert b"content-security-policy" in headers


def test_policy_names_no_other_host_and_no_eval() -> None:
    policy = content_security_policy()
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert scripts.count("sha256-") == 1 + len(SCRIPTS) + len(LANG_SCRIPTS)


@pytest.mark.parametrize("script", SCRIPTS)
def test_rewritten_page_has_the_scripts_that_the_policy_allows(script: str) -> None:
    assert f"<script>{script}</script>" in page_in_language(PAGE, "nl")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in content_security_policy()


def test_websockets_pass() -> None:
    passed: list[str] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope["type"])

    asyncio.run(Shell(app)({"type": "websocket"}, None, None))  # type: ignore[arg-type]
    assert passed == ["websocket"]


@pytest.mark.parametrize("name", ["changes", "scenario", "frameworks", "a" * 500])
def test_a_very_long_address_leads_to_a_shorter_one(name: str) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("the page is not asked for")

    query = f"lang=en&{name}={'x' * 100_000}"
    asyncio.run(Shell(app)({"type": "http", "path": "/coverage", "query_string": query.encode()}, None, send))  # type: ignore[arg-type]
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 303
    assert headers[b"location"].startswith(b"/coverage?lang=en&")
    assert len(headers[b"location"]) < 1_000
    assert b"content-security-policy" in headers


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=300), st.text(min_size=1, max_size=3_000)), max_size=40),
    st.text(max_size=20),
)
def test_a_shortened_address_is_never_shortened_again_and_stays_here(asked: list[tuple[str, str]], path: str) -> None:
    sent: list[dict[str, Any]] = []

    async def send(message: Any) -> None:
        sent.append(message)

    query = urlencode([*asked, ("filling", "x" * LONGEST)])
    assert len(shortened(query)) <= LONGEST
    asyncio.run(Shell(None)({"type": "http", "path": "/" + path, "query_string": query.encode()}, None, send))  # type: ignore[arg-type]
    place = dict(sent[0]["headers"])[b"location"].decode("ascii")
    assert place.startswith("/")
    assert not place.startswith("//")


def test_a_long_scenario_still_travels_whole() -> None:
    _, _, body = answer("/coverage", "changes=" + "x" * 16_000)
    assert b"<html" in body
