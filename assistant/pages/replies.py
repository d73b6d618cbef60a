"""An answer as HTML: its text with every figure a button that opens its source, readings to choose from, what can be done."""

import re
from decimal import Decimal

from assistant.exports.sheet import read_sheets
from assistant.pages.escaping import escape_html, render_markdown
from assistant.pages.icons import draw_icon
from assistant.pages.session import Exchange
from assistant.pages.words import Words, use_singular
from assistant.records import Answer
from index.people.feedback import Vote
from ingest.folding import fold_text

BADGES = ("no_data", "clarify", "out_of_scope")
"""States of an answer that are said above it."""

VOTES: tuple[Vote, ...] = ("up", "down")

UNIT = r"(?:[A-Za-z]+(?: [A-Za-z]+)?(?: \([^\s()]{1,3}\))?|(?!年)[^\s\d<>\[\]&，。、；：（）()|]{0,6})"
CITED = re.compile(rf"(?P<figure>(?:<strong>)?[+-]?\d[\d,]*(?:\.\d+)?\s?{UNIT}(?:</strong>)?)?(?P<marks>(?:\[\d{{1,3}}\]–?)+)")
"""A figure with the numbers of its sources behind it, or such numbers alone, in rendered text."""

MARK = re.compile(r"\[(\d{1,3})\]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
AUDIT = re.compile(r"(?<=[^\x00-\x7f]) wenbao audit|wenbao audit")
"""The command to which an answer sends for the whole list; on the page a tab has it."""

OPTION = re.compile(r"^- .*$", re.MULTILINE)


def render_reply(words: Words, exchange: Exchange, turn: int, *, newest: bool) -> str:
    """What stands under a question that was worked on."""
    answer = exchange.answer
    if answer is None:
        actions = render_actions(words, exchange, turn, newest=newest)
        return f'<span class="badge failed">{words("ask.failed")}</span><p>{escape_html(exchange.failure)}</p>{actions}'
    shown = answer.status in BADGES
    badge = f'<span class="badge {answer.status}">{words(f"ask.{answer.status}")}</span>' if shown else ""
    body = f"{badge}{render_text(words, answer, turn)}{render_options(words, answer, turn) if newest else ''}"
    return f'<div class="answer-body">{body}</div>{render_actions(words, exchange, turn, newest=newest)}'


def render_text(words: Words, answer: Answer, turn: int) -> str:
    """The answer's text; the list of readings is left out where buttons stand for it."""
    text = OPTION.sub("", answer.text) if answer.options else answer.text
    text = use_singular(AUDIT.sub(words("ask.checks_tab"), text))
    rendered = CITED.sub(lambda found: render_cited(words, found, answer, turn), render_markdown(text))
    return rendered.replace("<table>", '<div class="table-scroll"><table>').replace("</table>", "</table></div>")


def render_cited(words: Words, found: re.Match[str], answer: Answer, turn: int) -> str:
    """A figure and its sources as buttons; numbers that are no source of the answer stay text."""
    marks = found["marks"]
    if any(int(number) not in range(1, len(answer.citations) + 1) for number in MARK.findall(marks)):
        return found[0]
    figure = found["figure"]
    if figure is None:
        return MARK.sub(lambda mark: render_mark(words, int(mark[1]), turn), marks)
    number = choose_mark(figure, marks, answer)
    if number is None:
        return figure + MARK.sub(lambda mark: render_mark(words, int(mark[1]), turn), marks)
    label, opens = escape_html(re.sub("<[^>]*>", "", figure)), words("ask.show_source", number=number)
    rest = MARK.sub(lambda mark: render_mark(words, int(mark[1]), turn), marks.replace(f"[{number}]", "", 1))
    return (
        f'<button type="button" class="cited" data-event="cite" data-turn="{turn}" data-number="{number - 1}"'
        f' title="{opens}" aria-label="{label}{words("piece.comma")}{opens}">{figure}<sup>{number}</sup></button>{rest}'
    )


def choose_mark(figure: str, marks: str, answer: Answer) -> int | None:
    """The source that a figure opens: the first whose quote writes the number, the only one otherwise (a denial writes no 0).

    None where several sources stand behind a figure that none of them writes: it was computed from them.
    """
    numbers = [int(number) for number in MARK.findall(marks)]
    written = find_numbers(re.sub("<[^>]*>", "", figure))[:1]
    naming = [number for number in numbers if written and written[0] in find_numbers(answer.citations[number - 1].quote)]
    exact = [number for number in naming if len(find_numbers(answer.citations[number - 1].quote)) == 1]
    fitting = exact or naming or (numbers if len(numbers) == 1 else [])
    return fitting[0] if fitting else None


def find_numbers(text: str) -> list[Decimal]:
    """The numbers that a text writes in digits."""
    return [Decimal(number.replace(",", "")) for number in NUMBER.findall(fold_text(text).text)]


def render_mark(words: Words, number: int, turn: int) -> str:
    """The number of a source as a button."""
    return (
        f'<button type="button" class="mark" data-event="cite" data-turn="{turn}" data-number="{number - 1}"'
        f' aria-label="{words("ask.show_source", number=number)}">{number}</button>'
    )


def render_options(words: Words, answer: Answer, turn: int) -> str:
    """The readings to choose from, in full, as buttons."""
    buttons = "".join(
        f'<button type="button" class="option" data-event="choose" data-turn="{turn}" data-number="{number}">'
        f"{escape_html(option)}</button>"
        for number, option in enumerate(answer.options)
    )
    return f'<div class="options" role="group" aria-label="{words("ask.readings")}">{buttons}</div>' if buttons else ""


def render_actions(words: Words, exchange: Exchange, turn: int, *, newest: bool) -> str:
    """What can be done with a turn."""
    buttons = [render_action("again", words("ask.again"), turn)] if newest else []
    answer = exchange.answer
    if answer is not None:
        buttons.insert(0, render_action("copy", words("ask.copy"), turn))
        buttons.append(render_action("share", words("ask.share"), turn, title=words("ask.share_hint")))
        buttons += [render_vote(vote, words(f"ask.{vote}"), turn, exchange.vote) for vote in VOTES]
        if read_sheets(answer.text):
            buttons += [render_fetch(words, kind, turn) for kind in ("csv", "xlsx")]
        if answer.citations:
            buttons.append(render_fetch(words, "pack", turn))
    return f'<div class="doings" role="group" aria-label="{words("ask.doings")}">{"".join(buttons)}</div>'


def render_action(event: str, text: str, turn: int, title: str = "") -> str:
    """A button with an icon and a word."""
    hint = f' title="{title}"' if title else ""
    return (
        f'<button type="button" class="act" data-event="{event}" data-turn="{turn}"{hint}>'
        f"{draw_icon(event)}<span>{text}</span></button>"
    )


def render_vote(vote: Vote, text: str, turn: int, given: Vote | None) -> str:
    """A thumb; the one given is pressed."""
    pressed = "true" if given == vote else "false"
    return (
        f'<button type="button" class="act" data-event="vote" data-turn="{turn}" data-kind="{vote}" aria-pressed="{pressed}">'
        f"{draw_icon(vote)}<span>{text}</span></button>"
    )


def render_fetch(words: Words, kind: str, turn: int) -> str:
    """A button that downloads a file: the pack, or a table as CSV or XLSX."""
    packed = kind == "pack"
    text = words("ask.pack") if packed else kind.rpartition("-")[2].upper()
    title = words("ask.pack_hint") if packed else words("ask.table_hint", kind=text)
    return (
        f'<button type="button" class="act{" strong" if packed else ""}" data-event="fetch" data-turn="{turn}" data-kind="{kind}"'
        f' title="{title}">{draw_icon("pack" if packed else "table")}<span>{text}</span></button>'
    )
