"""An answer as HTML: its text with every figure a button that opens its source, readings to choose from, what can be done."""

import re
from decimal import Decimal

from assistant.pages.escaping import escape_html, render_markdown
from assistant.pages.icons import draw_icon
from assistant.pages.session import Exchange
from assistant.records import Answer
from assistant.sheet import read_sheets
from index.feedback import Vote
from ingest.folding import fold_text

BADGES = {"no_data": "没有这项数据", "clarify": "请选择", "out_of_scope": "不在范围内"}

UNIT = r"(?:[A-Za-z]+(?: [A-Za-z]+)?|(?!年)[^\s\d<>\[\]&，。、；：（）()|]{0,6})"
CITED = re.compile(rf"(?P<figure>(?:<strong>)?[+-]?\d[\d,]*(?:\.\d+)?\s?{UNIT}(?:</strong>)?)?(?P<marks>(?:\[\d{{1,3}}\]–?)+)")
"""A figure with the numbers of its sources behind it, or such numbers alone, in rendered text."""

MARK = re.compile(r"\[(\d{1,3})\]")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
OPTION = re.compile(r"^- .*$", re.MULTILINE)


def render_reply(exchange: Exchange, turn: int, *, newest: bool) -> str:
    """What stands under a question that was worked on."""
    answer = exchange.answer
    if answer is None:
        actions = render_actions(exchange, turn, newest=newest)
        return f'<span class="badge failed">没能回答</span><p>{escape_html(exchange.failure)}</p>{actions}'
    mark = BADGES.get(answer.status)
    badge = f'<span class="badge {answer.status}">{mark}</span>' if mark else ""
    body = f"{badge}{render_text(answer, turn)}{render_options(answer, turn) if newest else ''}"
    return f'<div class="answer-body">{body}</div>{render_actions(exchange, turn, newest=newest)}'


def render_text(answer: Answer, turn: int) -> str:
    """The answer's text; the list of readings is left out where buttons stand for it."""
    text = OPTION.sub("", answer.text) if answer.options else answer.text
    rendered = CITED.sub(lambda found: render_cited(found, answer, turn), render_markdown(text))
    return rendered.replace("<table>", '<div class="table-scroll"><table>').replace("</table>", "</table></div>")


def render_cited(found: re.Match[str], answer: Answer, turn: int) -> str:
    """A figure and its sources as buttons; numbers that are no source of the answer stay text."""
    marks = found["marks"]
    if any(int(number) not in range(1, len(answer.citations) + 1) for number in MARK.findall(marks)):
        return found[0]
    figure = found["figure"]
    if figure is None:
        return MARK.sub(lambda mark: render_mark(int(mark[1]), turn), marks)
    number = choose_mark(figure, marks, answer)
    if number is None:
        return figure + MARK.sub(lambda mark: render_mark(int(mark[1]), turn), marks)
    label = escape_html(re.sub("<[^>]*>", "", figure))
    rest = MARK.sub(lambda mark: render_mark(int(mark[1]), turn), marks.replace(f"[{number}]", "", 1))
    return (
        f'<button type="button" class="cited" data-event="cite" data-turn="{turn}" data-number="{number - 1}"'
        f' title="查看出处 {number}" aria-label="{label}，查看出处 {number}">{figure}<sup>{number}</sup></button>{rest}'
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


def render_mark(number: int, turn: int) -> str:
    """The number of a source as a button."""
    return (
        f'<button type="button" class="mark" data-event="cite" data-turn="{turn}" data-number="{number - 1}"'
        f' aria-label="查看出处 {number}">{number}</button>'
    )


def render_options(answer: Answer, turn: int) -> str:
    """The readings to choose from, in full, as buttons."""
    buttons = "".join(
        f'<button type="button" class="option" data-event="choose" data-turn="{turn}" data-number="{number}">'
        f"{escape_html(option)}</button>"
        for number, option in enumerate(answer.options)
    )
    return f'<div class="options" role="group" aria-label="请选择一种理解">{buttons}</div>' if buttons else ""


def render_actions(exchange: Exchange, turn: int, *, newest: bool) -> str:
    """What can be done with a turn."""
    buttons = [render_action("again", "重新回答", turn)] if newest else []
    answer = exchange.answer
    if answer is not None:
        buttons.insert(0, render_action("copy", "复制", turn))
        buttons.append(render_action("share", "链接", turn, title="复制这个问题的链接"))
        buttons += [render_vote("up", "有用", turn, exchange.vote), render_vote("down", "没用", turn, exchange.vote)]
        if read_sheets(answer.text):
            buttons += [render_fetch("table", "csv", "CSV", turn), render_fetch("table", "xlsx", "XLSX", turn)]
        if answer.citations:
            buttons.append(render_fetch("pack", "pack", "证据包", turn))
    return f'<div class="doings" role="group" aria-label="对这个回答">{"".join(buttons)}</div>'


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


def render_fetch(icon: str, kind: str, text: str, turn: int) -> str:
    """A button that downloads a file."""
    strong = " strong" if kind == "pack" else ""
    title = "下载：回答、每个数字的出处、页面图片、查询和版本" if kind == "pack" else f"下载表格（{text}）"
    return (
        f'<button type="button" class="act{strong}" data-event="fetch" data-turn="{turn}" data-kind="{kind}" title="{title}">'
        f"{draw_icon(icon)}<span>{text}</span></button>"
    )
