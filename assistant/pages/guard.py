"""What stands before every request to the page: who it is, how often they ask, whether they may, and a line in the log."""

import base64
import binascii
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from hashlib import sha256
from time import monotonic
from typing import Any

from assistant.pages.logs import log_request
from assistant.pages.opening import split_language
from assistant.pages.words import Words
from assistant.passwords import check_password, read_users
from index.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Site = Callable[[Scope, Receive, Send], Awaitable[None]]

USER = "wenbao.user"
"""The key under which a request's scope names its user."""

HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    # The page's library builds functions at run time and sets styles in place; everything else comes from this address alone.
    "content-security-policy": "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
}

FAILURES = 10
"""Wrong passwords a minute from one address; then it has to wait."""

KEPT = 4096
"""Clients whose rates are remembered; the longest unseen are forgotten."""


class Rates:
    """Tokens by client: each has ``per_minute`` of them, and they grow back evenly."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str, count: int = 1) -> bool:
        """Whether the client has a token left, which is then taken; ``count`` 0 only looks."""
        now = monotonic()
        tokens, since = self._held.get(client, (float(self._per_minute), now))
        tokens = min(float(self._per_minute), tokens + (now - since) * self._per_minute / 60)
        allowed = tokens >= 1
        self._held[client] = (tokens - count if allowed else tokens, now)
        self._held.move_to_end(client)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)
        return allowed


class Guard:
    """An ASGI layer around the site. ``/health`` is open to everyone; everything else asks for a user where there are any."""

    def __init__(self, site: Site, settings: Settings) -> None:
        self._site = site
        self._users = read_users(settings.users)
        self._base = settings.base_path
        self._imports = settings.accepts_changes
        self._rates = Rates(settings.requests_per_minute)
        self._failures = Rates(FAILURES)
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._key = secrets.token_bytes(16)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it here."""
        if scope["type"] != "http":
            await self._site(scope, receive, send)
            return
        language, path = split_language(scope["path"].removeprefix(self._base))
        started, number, status = monotonic(), secrets.token_hex(4), 0

        async def send_on(message: Any) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                extra = {**HEADERS, "x-request-id": number}
                message["headers"] = [*message.get("headers", []), *((k.encode(), v.encode()) for k, v in extra.items())]
            await send(message)

        refusal = self._judge(scope, path)
        if refusal is None:
            await self._site(scope, receive, send_on)
        else:
            await refuse(send_on, refusal[0], Words(language)(refusal[1]))
        log_request(number, scope, path, status, monotonic() - started)

    def _judge(self, scope: Scope, path: str) -> tuple[int, str] | None:
        """Status and word of a refusal; None where the request may go on. Names the user in the scope."""
        if path == "/health":
            return None
        client = (scope.get("client") or ("", 0))[0]
        if self._users:
            refusal = self._ask_password(scope, path, client)
            if refusal is not None:
                return refusal
            client = scope[USER]
        if path == "/gradio_api/upload" and not self._imports:
            return (403, "guard.closed")
        if counts_request(scope["method"], path) and not self._rates.take(client):
            return (429, "guard.hasty")
        return None

    def _ask_password(self, scope: Scope, path: str, client: str) -> tuple[int, str] | None:
        if not self._failures.take(client, 0):
            return (429, "guard.guessing")
        if path == "/logout":  # only a refusal lets a browser forget the password that it sends
            return (401, "guard.logged_out")
        user = self._identify(scope)
        if user is None:
            if find_header(scope, b"authorization"):
                self._failures.take(client)
            return (401, "guard.log_in")
        scope[USER] = user
        return None

    def _identify(self, scope: Scope) -> str | None:
        """The user whom the request's basic authentication names with the right password."""
        header = find_header(scope, b"authorization")
        kind, _, encoded = header.partition(b" ")
        if kind.lower() != b"basic":
            return None
        digest = hmac.digest(self._key, encoded, sha256)
        if digest in self._known:
            return self._known[digest]
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return None
        hashed = self._users.get(name)
        if hashed is None or not check_password(hashed, password):
            return None
        self._known[digest] = name
        if len(self._known) > KEPT:
            self._known.popitem(last=False)
        return name


def find_header(scope: Scope, wanted: bytes) -> bytes:
    """A header's value, empty where the request has none."""
    return next((value for name, value in scope["headers"] if name == wanted), b"")


def counts_request(method: str, path: str) -> bool:
    """Whether a request is work: an event of the page, an upload, a question to the API; not a picture or a script."""
    return (method == "POST" and path.startswith("/gradio_api/")) or (path.startswith("/api/") and not path.endswith(".png"))


async def refuse(send: Send, status: int, text: str) -> None:
    """A plain answer of one line."""
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    if status == 401:  # noqa: PLR2004
        headers.append((b"www-authenticate", b'Basic realm="wenbao", charset="UTF-8"'))
    if status == 429:  # noqa: PLR2004
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
