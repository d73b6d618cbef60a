"""A local server that speaks as OpenAI's chat completions do, over real HTTP, and says what a test wants it to say."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.models.chat_model import ChatModel
from assistant.service import Assistant
from index.settings import Settings
from index.store import Store

KEY = "sk-a-key-that-nobody-may-see"


@dataclass
class Stub:
    """What the server says and what it was asked.

    ``fills`` is the JSON that fills a form, ``writes`` the text of a plain request; either may be made from the request's
    last message. ``pause_seconds`` is waited before each piece of a reply.
    """

    fills: str | Callable[[str], str] = "{}"
    writes: str | Callable[[str], str] = ""
    status: int = 200
    pause_seconds: float = 0.0
    refuses: bool = False
    asked: list[dict] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    url: str = ""

    @property
    def questions(self) -> list[str]:
        """The last message of each request."""
        return [request["messages"][-1]["content"] for request in self.asked]

    def say(self, request: dict) -> dict:
        """The message with which the server answers."""
        said = self.fills if "tools" in request else self.writes
        text = said if isinstance(said, str) else said(request["messages"][-1]["content"])
        if self.refuses:
            return {"role": "assistant", "content": "抱歉，我不能回答这个问题。", "refusal": "no"}
        if "tools" not in request:
            return {"role": "assistant", "content": text}
        call = {"id": "1", "type": "function", "function": {"name": request["tools"][0]["function"]["name"], "arguments": text}}
        return {"role": "assistant", "content": None, "tool_calls": [call]}


def build_handler(stub: Stub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            stub.asked.append(request)
            stub.keys.append(self.headers.get("Authorization", ""))
            try:
                self.reply(request)
            except OSError:
                return  # the client hung up, as it should on a slow server

        def reply(self, request: dict) -> None:
            streaming = bool(request.get("stream"))
            self.send_response(stub.status)
            self.send_header("Content-Type", "text/event-stream" if streaming else "application/json")
            self.end_headers()
            if stub.status != 200:
                self.wfile.write(json.dumps({"error": {"message": f"wrong key {KEY}"}}).encode())
                return
            message = stub.say(request)
            whole = {"id": "1", "object": "chat.completion", "created": 1, "model": "stub"}
            if not streaming:
                time.sleep(stub.pause_seconds)
                choice = {"index": 0, "message": message, "finish_reason": "stop"}
                self.wfile.write(json.dumps({**whole, "choices": [choice]}).encode())
                return
            text = message["content"] or ""
            for piece in [text[i : i + 5] for i in range(0, len(text), 5)]:
                time.sleep(stub.pause_seconds)
                self.send_piece({**whole, "choices": [{"index": 0, "delta": {"role": "assistant", "content": piece}}]})
            self.wfile.write(b"data: [DONE]\n\n")

        def send_piece(self, piece: dict) -> None:
            self.wfile.write(f"data: {json.dumps({**piece, 'object': 'chat.completion.chunk'})}\n\n".encode())
            self.wfile.flush()

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@pytest.fixture
def serve() -> Iterator[Callable[..., Stub]]:
    """Starts a stub with the given manners; all are stopped at the end."""
    servers: list[ThreadingHTTPServer] = []

    def start(**manners: object) -> Stub:
        stub = Stub(**manners)
        server = ThreadingHTTPServer(("127.0.0.1", 0), build_handler(stub))
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        stub.url = f"http://127.0.0.1:{server.server_port}/v1"
        return stub

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def reach() -> Callable[..., ChatModel]:
    """A model at a stub's address."""

    def open_stub(stub: Stub, **settings: object) -> ChatModel:
        given = {"model": "stub", "model_url": stub.url, "model_key": KEY, "model_timeout_seconds": 10, **settings}
        return ChatModel(Settings(_env_file=None, **given))

    return open_stub


@pytest.fixture
def consult(town_store: Store, reach: Callable[..., ChatModel]) -> Callable[..., Assistant]:
    """An assistant over the invented townships that has a stub for its model."""
    return lambda stub, **settings: Assistant(town_store, reach(stub, **settings))
