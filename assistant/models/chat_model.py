"""The door to language models: any provider that langchain knows and any OpenAI-compatible endpoint, by settings.

langchain is loaded when a model is first asked, never by a question that the rules answer. Whatever a provider raises leaves
this module as ``ModelError``, whose text holds nothing of a request or a reply: either may name the key.
"""

import json
import re
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from assistant.models.prompts import Prompt
from index.settings import Settings
from ingest.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

T = TypeVar("T")

NO_KEY = "none"
"""Sent to a named server where no key is set, so that a key of another one in the environment never goes there."""

REMEMBERED = 256
"""So many replies are kept: the same request gets the same reply for as long as the program runs."""

MALFORMED = "语言模型的答复不合格式"

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_TROUBLES: tuple[tuple[str, str], ...] = (
    ("Timeout", "语言模型没有在规定的时间内答复"),
    ("Connect", "连接不上语言模型"),
    ("Authentication", "语言模型的服务器不接受密钥"),
    ("PermissionDenied", "语言模型的服务器不接受密钥"),
    ("NotFound", "语言模型的服务器上没有这个模型或地址"),
    ("RateLimit", "语言模型的服务器太忙"),
    ("Refusal", "语言模型拒绝答复"),
    ("ModuleNotFound", "没有安装这个语言模型所需的软件包"),
    ("ImportError", "没有安装这个语言模型所需的软件包"),
)
"""What is said of a provider's error, by a part of its class's name: providers have no classes in common."""


class LanguageModel(Protocol):
    """What the assistant asks of a language model."""

    def fill(self, prompt: Prompt, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """An object of a JSON schema, as the model fills it in; nothing in it is to be trusted.

        Raises:
            ModelError: There is no reply in time, or none that is an object.
        """

    def write(self, prompt: Prompt) -> Iterator[str]:
        """The pieces of a reply as they come.

        Raises:
            ModelError: The reply does not come, or breaks off.
        """


@dataclass(frozen=True, slots=True)
class _Fault:
    error: Exception


class ChatModel:
    """The language model that the settings name. Several threads may ask it; it keeps nothing of a conversation."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._chat: BaseChatModel | None = None
        self._replies: dict[Hashable, Any] = {}

    def fill(self, prompt: Prompt, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """As in ``LanguageModel``."""
        request = (prompt, json.dumps(schema, sort_keys=True))
        if request in self._replies:
            return self._replies[request]
        chat = self._open().with_structured_output(dict(schema), method=self._settings.model_output, include_raw=True)
        (reply,) = run_within(self._settings.model_timeout_seconds, lambda: [dict(chat.invoke(list_messages(prompt)))])
        filled = reply["parsed"] if isinstance(reply["parsed"], dict) else read_object(reply["raw"].text)
        if not filled.keys() >= set(schema.get("required", ())):
            raise ModelError(MALFORMED)
        return self._remember(request, filled)

    def write(self, prompt: Prompt) -> Iterator[str]:
        """As in ``LanguageModel``."""
        if prompt in self._replies:
            yield self._replies[prompt]
            return
        chat = self._open()
        pieces: list[str] = []
        for chunk in run_within(self._settings.model_timeout_seconds, lambda: chat.stream(list_messages(prompt))):
            pieces.append(chunk.text)
            yield pieces[-1]
        self._remember(prompt, "".join(pieces))

    def _open(self) -> "BaseChatModel":
        with self._lock:
            if self._chat is None:
                self._chat = open_chat(self._settings)
            return self._chat

    def _remember(self, request: Hashable, reply: T) -> T:
        with self._lock:
            while len(self._replies) >= REMEMBERED:
                del self._replies[next(iter(self._replies))]
            self._replies[request] = reply
        return reply


def open_model(settings: Settings) -> ChatModel | None:
    """The model that the settings name; None where they name none."""
    return ChatModel(settings) if settings.model else None


def open_chat(settings: Settings) -> "BaseChatModel":
    """The model as langchain gives it.

    Raises:
        ModelError: The provider is unknown, its package is not installed, or it refuses the settings.
    """
    key = settings.model_key.get_secret_value()
    given: dict[str, Any] = {"timeout": settings.model_timeout_seconds, "temperature": settings.model_temperature}
    if settings.model_url:
        given |= {"base_url": settings.model_url, "api_key": key or NO_KEY}
    elif key:
        given["api_key"] = key
    provider = settings.model_provider or ("openai" if settings.model_url else None)
    try:
        from langchain.chat_models import init_chat_model

        return init_chat_model(settings.model, model_provider=provider, max_retries=0, **given)
    except Exception as error:  # noqa: BLE001  providers share no base class; none of their errors may pass this door
        raise ModelError(describe_trouble(error)) from None


def list_messages(prompt: Prompt) -> list[tuple[str, str]]:
    """A prompt as langchain takes it."""
    return [("system", prompt.system), ("user", prompt.user)]


def run_within(seconds: float, produce: Callable[[], Iterable[T]]) -> Iterator[T]:
    """What ``produce`` gives, as it comes, for ``seconds`` at most in all; a server that drips is cut off too.

    Raises:
        ModelError: The time is over, or ``produce`` fails.
    """
    deadline = monotonic() + seconds
    arrived: SimpleQueue[tuple[T] | _Fault | None] = SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        try:
            for item in produce():
                arrived.put((item,))
                if stopped.is_set():
                    return
            arrived.put(None)
        except Exception as error:  # noqa: BLE001  a thread's error has to be carried over, whatever it is
            arrived.put(_Fault(error))

    threading.Thread(target=work, daemon=True, name="language model").start()
    try:
        while True:
            try:
                found = arrived.get(timeout=max(0.0, deadline - monotonic()))
            except Empty:
                raise ModelError(_TROUBLES[0][1]) from None
            if found is None:
                return
            if isinstance(found, _Fault):
                raise ModelError(describe_trouble(found.error)) from None
            yield found[0]
    finally:
        stopped.set()


def describe_trouble(error: Exception) -> str:
    """What went wrong, in one line that holds nothing of the error's own text."""
    names = [kind.__name__ for kind in type(error).__mro__]
    for part, trouble in _TROUBLES:
        if any(part in name for name in names):
            return trouble
    return f"语言模型出错（{names[0]}）"


def read_object(text: str) -> Mapping[str, Any]:
    """The JSON object inside a reply that should have been one, with thoughts and fences around it left out.

    Raises:
        ModelError: There is none.
    """
    match = _OBJECT.search(_THOUGHT.sub("", text))
    if match is not None:
        with suppress(ValueError, RecursionError):
            found = json.loads(match.group())
            if isinstance(found, dict):
                return found
    raise ModelError(MALFORMED)
