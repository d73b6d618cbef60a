"""The conversation as it is shown: each question with its answer, newest last."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.pages.escaping import escape_html, render_markdown
from assistant.records import Answer, Conversation

STEPS = ("理解问题", "查找", "核对")

CITED = re.compile(r"\[(\d{1,3})\]")
"""The number of a source in an answer's text."""

WELCOME = (
    '<div class="welcome"><b>问一个关于这些报告的问题。</b>'
    "<p>可以问一个镇某一年的数字、几年的变化、几个镇的比较和排名，也可以问报告里写了哪些问题和做法。</p>"
    "<p>回答里的每个数字都来自报告原文，右边列出原文和位置；报告里没有的，会直接说没有。</p></div>"
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what is shown under it, as HTML."""

    question: str
    reply: str


@dataclass(frozen=True, slots=True)
class Session:
    """What one visitor's browser session holds; it is shared with nobody."""

    conversation: Conversation = field(default_factory=Conversation)
    exchanges: tuple[Exchange, ...] = ()

    def add(self, question: str, reply: str) -> "Session":
        """The session with one exchange more."""
        return replace(self, exchanges=(*self.exchanges, Exchange(question, reply)))


def render_transcript(exchanges: Sequence[Exchange]) -> str:
    """The whole conversation; words of welcome before the first question."""
    if not exchanges:
        return WELCOME
    turns = "".join(
        f'<div class="turn"><div class="asked"><span class="sr-only">问：</span>{escape_html(exchange.question)}</div>'
        f'<div class="reply"><span class="sr-only">答：</span>{exchange.reply}</div></div>'
        for exchange in exchanges
    )
    return f'<div class="transcript" role="log" aria-live="polite" aria-label="对话">{turns}</div>'


def render_reply(answer: Answer) -> str:
    """An answer's text; what is no plain answer is marked with what it is."""
    mark = {"no_data": "没有这项数据", "clarify": "请选择", "out_of_scope": "不在范围内"}.get(answer.status)
    badge = f'<span class="badge {escape_html(answer.status)}">{mark}</span>' if mark else ""
    return badge + CITED.sub(r'<sup class="mark">\1</sup>', render_markdown(answer.text))


def render_failure(text: object) -> str:
    """What is shown where no answer could be given."""
    return f'<span class="badge failed">没能回答</span><p>{escape_html(text)}</p>'


def render_working() -> str:
    """What is shown under a question until its answer is there: the steps that it goes through."""
    steps = '<span class="arrow" aria-hidden="true">→</span>'.join(f'<span class="step">{step}</span>' for step in STEPS)
    return f'<div class="steps" role="status"><span class="sr-only">正在</span>{steps}</div>'
