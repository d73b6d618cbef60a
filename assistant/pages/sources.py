"""The sources of an answer as a list beside the chat; each opens its evidence."""

from collections.abc import Sequence
from pathlib import PurePath

from assistant.pages.escaping import escape_html
from assistant.pages.labels import Label
from assistant.pages.words import Words
from assistant.records import Answer
from ingest.folding import make_readable


def render_sources(words: Words, answer: Answer | None, turn: int = 0, labels: Sequence[Label] = ()) -> str:
    """The answer's citations as an ordered list of HTML; each is the quote as the source writes it, then file and place."""
    if answer is None:
        return render_panel(words, f'<p class="panel-empty">{words("source.before")}</p>')
    if not answer.citations:
        return render_panel(words, f'<p class="panel-empty">{words("source.none")}</p>')
    items = "".join(
        render_citation(words, answer, number, turn, labels[number] if labels else Label())
        for number in range(len(answer.citations))
    )
    count = f'<span class="count-of">{words("source.count", count=len(answer.citations))}</span>'
    return render_panel(words, f'<ol class="sources">{items}</ol>', count)


def render_panel(words: Words, body: str, count: str = "") -> str:
    """The panel beside the conversation."""
    return (
        f'<section class="panel" aria-label="{words("source.sources")}" tabindex="-1"><div class="panel-head">'
        f'<h2>{words("source.sources")}</h2>{count}</div><div class="panel-body">{body}</div></section>'
    )


def render_citation(words: Words, answer: Answer, number: int, turn: int, label: Label) -> str:
    """One source: what was read there, the quote, the file, the place and the file's hash."""
    citation = answer.citations[number]
    own = words("piece.list").join(dict.fromkeys(value.label for value in answer.values if number in value.citations))
    read, quote = escape_html(own or label.read), escape_html(make_readable(citation.quote))
    where = " · ".join(part for part in (citation.section or label.section, words.place(citation.place)) if part)
    digest = escape_html(citation.sha256)
    return (
        f'<li class="source"><button type="button" data-event="cite" data-turn="{turn}" data-number="{number}">'
        f'<span class="source-number" aria-hidden="true">{number + 1}</span>'
        f'<span class="sr-only">{words("source.read_out", number=number + 1)}</span>'
        f'<span class="source-read">{read}</span><span class="source-quote">{quote}</span>'
        f'<span class="source-file" title="{escape_html(citation.source)}">{escape_html(PurePath(citation.source).name)}</span>'
        f'<span class="source-place">{escape_html(where)}</span>'
        f'<span class="source-hash" title="{words("source.hash", digest=digest)}">{digest[:12]}</span></button></li>'
    )
