"""How a page begins: in which language a visitor gets it, and what its first lines tell the browser.

The library sends one and the same frame for every page: its language is the browser's, and it names the scripts of the parts
one after the other. Here the frame learns the page's language, and names at once what the page is made of.
"""

import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from http.cookies import CookieError, SimpleCookie
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, urlencode

from assistant.pages.preloading import name_files
from assistant.pages.shelf import find_asset, send_asset
from assistant.pages.words import LANGUAGES, LOCALES, Language

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

COOKIE = "wenbao-language"
YEAR_SECONDS = 365 * 24 * 3600


def name_path(language: Language) -> str:
    """Where a language's page stands below the site's path: Chinese at its root."""
    return "" if language == "zh" else f"/{language}"


def split_language(path: str) -> tuple[Language, str]:
    """Whose page a path below the site's is of, and the path below that page."""
    for language in LANGUAGES:
        start = name_path(language)
        if start and (path == start or path.startswith(f"{start}/")):
            return language, path.removeprefix(start)
    return "zh", path


class Opening:
    """An ASGI layer around the site that gives each visitor the page in the language chosen before, or in the address."""

    def __init__(self, site: App, base: str) -> None:
        self._site = site
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Sends a visitor to the right page, or lets the request through."""
        path = scope.get("path", "").removeprefix(self._base)
        language, rest = split_language(path)
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._site(scope, receive, send)
            return
        asset = find_asset(rest, scope["headers"]) if scope["method"] == "GET" else None
        if asset is not None:
            await send_asset(send, *asset)
            return
        if rest != "/":
            await self._site(scope, receive, send)
            return
        query = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        asked = [value for name, value in query if name == "lang" and value in LANGUAGES]
        wanted = asked[-1] if asked else language if name_path(language) else read_cookie(scope)
        if not asked and wanted in (None, language):
            await self._site(scope, receive, write_frame(send, language))
            return
        kept = urlencode([pair for pair in query if pair[0] != "lang"])
        await redirect(send, f"{step(language, wanted)}{'?' if kept else ''}{kept}", wanted if asked else None)


def read_cookie(scope: Scope) -> str | None:
    """The language that the browser remembers."""
    header = next((value for name, value in scope["headers"] if name == b"cookie"), b"")
    try:
        morsel = SimpleCookie(header.decode("latin-1")).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel is not None and morsel.value in LANGUAGES else None


def step(here: str, wanted: str | None) -> str:
    """From one page's address to another's; relative, so that it holds behind any proxy."""
    if here == wanted:
        return "./"
    return "../" if wanted == "zh" else f"{wanted}/"


async def redirect(send: Send, location: str, remembered: str | None) -> None:
    """Sends the browser on, and lets it remember the language that was chosen."""
    headers = [(b"location", location.encode()), (b"cache-control", b"no-store"), (b"content-length", b"0")]
    if remembered:
        cookie = f"{COOKIE}={remembered}; Path=/; Max-Age={YEAR_SECONDS}; SameSite=Lax"
        headers.append((b"set-cookie", cookie.encode()))
    await send({"type": "http.response.start", "status": 307, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def write_frame(send: Send, language: Language) -> Send:
    """A way of sending that puts the page's own first lines into the library's frame."""
    held: list[Any] = []

    async def send_on(message: Any) -> None:
        if message["type"] not in ("http.response.start", "http.response.body"):
            await send(message)
            return
        held.append(message)
        if message["type"] == "http.response.start" or message.get("more_body"):
            return
        start, *parts = held
        headers = [pair for pair in start.get("headers", ()) if pair[0] != b"content-length"]
        whole = b"".join(part.get("body", b"") for part in parts)
        kind = next((value for name, value in headers if name == b"content-type"), b"")
        body = fit_frame(whole.decode(), language).encode() if kind.startswith(b"text/html") else whole
        await send({**start, "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

    return send_on


def fit_frame(frame: str, language: Language) -> str:
    """The frame in the page's language, for the library too, with the page's scripts and style sheets named at once."""
    locale = LOCALES[language]
    told = f"Object.defineProperty(navigator, 'language', {{ value: '{locale}', configurable: true }});"
    head = f"<head>\n<script>{told}\n{read_listening()}</script>\n{name_files(language)}"
    return re.sub(r'(<html\s+lang=)"[^"]*"', rf'\1"{locale}"', frame, count=1).replace("<head>", head, 1)


@cache
def read_listening() -> str:
    """The script that keeps a quick visitor's question from being lost between two streams of messages."""
    return files("assistant.pages").joinpath("listening.js").read_text(encoding="utf-8")
