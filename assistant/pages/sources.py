"""The sources of an answer as a list beside the chat; each opens its evidence."""

from pathlib import PurePath

from assistant.location import describe_place
from assistant.pages.escaping import escape_html
from assistant.records import Answer

FRAME = (
    '<section class="panel" aria-label="依据" tabindex="-1"><div class="panel-head"><h2>依据</h2>{count}</div>'
    '<div class="panel-body">{body}</div></section>'
)
BEFORE = "回答之后，这里列出每个数字的原文和出处；点一个数字，就看到它在原件里的位置。"
EMPTY = '<p class="panel-empty">{text}</p>'


def render_sources(answer: Answer | None, turn: int = 0) -> str:
    """The answer's citations as an ordered list of HTML; each is the quote as the source writes it, then file and place."""
    if answer is None:
        return FRAME.format(count="", body=EMPTY.format(text=BEFORE))
    if not answer.citations:
        return FRAME.format(count="", body=EMPTY.format(text="这个回答没有引用报告原文。"))
    items = "".join(render_citation(answer, number, turn) for number in range(len(answer.citations)))
    count = f'<span class="count-of">{len(answer.citations)} 处</span>'
    return FRAME.format(count=count, body=f'<ol class="sources">{items}</ol>')


def render_citation(answer: Answer, number: int, turn: int) -> str:
    """One source: what was read there, the quote, the file, the place and the file's hash."""
    citation = answer.citations[number]
    read = "、".join(dict.fromkeys(value.label for value in answer.values if number in value.citations))
    where = " · ".join(part for part in (citation.section, describe_place(citation.place)) if part)
    digest = escape_html(citation.sha256)
    return (
        f'<li class="source"><button type="button" data-event="cite" data-turn="{turn}" data-number="{number}">'
        f'<span class="source-number" aria-hidden="true">{number + 1}</span><span class="sr-only">出处 {number + 1}：</span>'
        f'<span class="source-read">{escape_html(read)}</span><span class="source-quote">{escape_html(citation.quote)}</span>'
        f'<span class="source-file" title="{escape_html(citation.source)}">{escape_html(PurePath(citation.source).name)}</span>'
        f'<span class="source-place">{escape_html(where)}</span>'
        f'<span class="source-hash" title="文件的 SHA-256：{digest}">{digest[:12]}</span></button></li>'
    )
