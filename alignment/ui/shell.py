"""What is around the pages: security headers, the language and title of the document, no request to other hosts."""

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlencode

from streamlit import file_util

from alignment.text.messages import messages
from alignment.ui.foreign import dictionary
from alignment.ui.looks import ASSETS, sheet

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

BASE_SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL(".",location.href).href}'
"""Tells Streamlit's page where its server is: pages lie directly under it, so it need not try (two 404s a visit)."""

SCRIPTS = (BASE_SCRIPT, *((ASSETS / name).read_text(encoding="utf-8").strip() for name in ("page.js", "translate.js")))
"""What the page needs beside Streamlit; the policy allows these texts."""

_SET_LANG = '(page=>{if(page.lang!=="{0}")page.lang="{0}"})(document.documentElement)'
LANG_SCRIPTS = {lang: _SET_LANG.replace("{0}", lang) for lang in ("nl", "en")}
"""The scripts that set the language of the document on toggle; the policy allows these texts and no others."""

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_CHANGED = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
_CONDITIONAL = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
LONGEST = 20_000
"""Bytes of an address's parameters: a longer one is cut, as browsers send it along with all that the page asks for."""
CUT = 80
"""Characters that are kept of each name and value of such an address; each takes twelve bytes at most."""
KEPT = 10
"""How many parameters are kept of it; the dashboard has nine."""
_INTERNAL = ("/static/", "/_stcore/", "/media/", "/component/")


def _sha256(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def content_security_policy() -> str:
    """The policy: this host only, and no script but Streamlit's own and those of this page."""
    index = Path(file_util.get_static_dir(), "index.html").read_text(encoding="utf-8")
    scripts = [*_INLINE_SCRIPT.findall(index), *SCRIPTS, *LANG_SCRIPTS.values()]
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' blob: {' '.join(map(_sha256, scripts))}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        ]
    )


@cache
def _security_headers() -> Headers:
    named = {
        "content-security-policy": content_security_policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    return [(name.encode(), value.encode()) for name, value in named.items()]


def page_in_language(page: str, lang: str) -> str:
    """Streamlit's index.html with our title, language and looks, and our word for people without JavaScript."""
    texts = messages(lang)
    page = page.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    words = f'\n    <script type="application/json" id="streamlit-words">{dictionary()}</script>'
    scripts = words + "".join(f"\n    <script>{each}</script>" for each in SCRIPTS)
    head = f"<title>{texts.say('ui.product')}</title>{scripts}"
    page = _TITLE.sub(lambda _: head, page, count=1)
    said = "".join(f' data-{each}="{messages(each).say("ui.busy")}"' for each in LANG_SCRIPTS)
    # At the end, so that it comes after Streamlit's own rules; not as an element of the page, which would arrive late.
    page = page.replace("</body>", f'<div id="busy" role="status"{said}></div><style>{sheet()}</style></body>', 1)
    return _NOSCRIPT.sub(f"<noscript><p>{texts.say('ui.no-script')}</p></noscript>", page, count=1)


def shortened(query: str) -> str:
    """The first parameters with every name and value cut, so that the page can say what is wrong with them.

    What comes out is never so long that it would be cut again.
    """
    return urlencode([(name[:CUT], value[:CUT]) for name, value in parse_qsl(query)[:KEPT]])


def _language(scope: Scope) -> str:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", ["nl"])[-1]
    return asked if asked in LANG_SCRIPTS else "nl"


class Shell:
    """ASGI middleware around Streamlit."""

    def __init__(self, app: Application) -> None:
        """Wraps the app that answers the requests."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Adds the headers to every answer; a page is also rewritten."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        page = not scope["path"].startswith(_INTERNAL)
        if page and len(scope.get("query_string", b"")) > LONGEST:
            await _redirect(scope, send)
            return
        if page:
            kept = [each for each in scope["headers"] if each[0].lower() not in _CONDITIONAL]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(send, _language(scope) if page else None))


async def _redirect(scope: Scope, send: Send) -> None:
    """Leads to the same page at a shorter address."""
    path = quote("/" + scope["path"].lstrip("/"))  # two slashes would lead to another host
    place = f"{path}?{shortened(scope['query_string'].decode('latin-1'))}"
    headers = [(b"location", place.encode("latin-1")), (b"content-length", b"0"), *_security_headers()]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


class _Answer:
    """Sends an answer with our headers; the body of a page is held back until it is whole, then rewritten."""

    def __init__(self, send: Send, lang: str | None) -> None:
        """Without a language it is no page: a memo that is downloaded as HTML stays as it is."""
        self._send = send
        self._lang = lang
        self._held: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._start(message)
        elif self._held is not None and message["type"] == "http.response.body":
            await self._collect(message)
        else:
            await self._send(message)

    async def _start(self, message: Message) -> None:
        headers: Headers = [*message["headers"], *_security_headers()]
        kind = dict(message["headers"]).get(b"content-type", b"")
        message = {**message, "headers": headers}
        if self._lang and message["status"] == 200 and kind.startswith(b"text/html"):
            self._held = message
        else:
            await self._send(message)

    async def _collect(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body") or self._held is None:
            return
        page = page_in_language(self._body.decode("utf-8"), self._lang or "nl") if self._body else ""
        body = page.encode("utf-8")
        kept = [each for each in self._held["headers"] if each[0].lower() not in _CHANGED]
        length = [(b"content-length", str(len(body)).encode())] if body else []
        await self._send({**self._held, "headers": kept + length})
        await self._send({"type": "http.response.body", "body": body})
