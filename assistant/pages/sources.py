"""The sources of an answer as a list beside the chat: quote, file, where in the file."""

from pathlib import PurePath

from assistant.location import describe_place
from assistant.pages.escaping import escape_html
from assistant.records import Answer

FRAME = (
    '<section class="sources-panel" aria-label="依据" tabindex="0"><div class="sources-title">依据{count}</div>{body}</section>'
)
EMPTY = '<p class="sources-empty">{text}</p>'


def render_sources(answer: Answer | None) -> str:
    """The answer's citations as an ordered list of HTML; each is the quote as the source writes it, then file and place."""
    if answer is None:
        return FRAME.format(count="", body=EMPTY.format(text="回答之后，这里列出每个数字的原文和出处。"))
    if not answer.citations:
        return FRAME.format(count="", body=EMPTY.format(text="这个回答没有引用报告原文。"))
    items = "".join(render_citation(answer, number) for number in range(len(answer.citations)))
    return FRAME.format(count=f"（{len(answer.citations)} 处）", body=f'<ol class="sources">{items}</ol>')


def render_citation(answer: Answer, number: int) -> str:
    """One source: what was read there, the quote, the file, the place and the file's hash."""
    citation = answer.citations[number]
    read = "、".join(dict.fromkeys(value.label for value in answer.values if number in value.citations))
    where = " · ".join(part for part in (citation.section, describe_place(citation.place)) if part)
    digest = escape_html(citation.sha256)
    return (
        f'<li class="source" value="{number + 1}"><div class="source-read">{escape_html(read)}</div>'
        f"<blockquote>{escape_html(citation.quote)}</blockquote>"
        f'<div class="source-file" title="{escape_html(citation.source)}">{escape_html(PurePath(citation.source).name)}</div>'
        f'<div class="source-place">{escape_html(where)}</div>'
        f'<div class="source-hash" title="文件的 SHA-256：{digest}">{digest[:12]}</div></li>'
    )
