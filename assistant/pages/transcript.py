"""The conversation as it is shown: each question with its answer, newest last."""

from collections.abc import Sequence

from assistant.pages.escaping import escape_html
from assistant.pages.replies import render_reply, render_text
from assistant.pages.session import Exchange
from assistant.records import Answer, Step
from index.records import StoredReport

STEPS: dict[Step, str] = {"understand": "理解问题", "look_up": "查找", "check": "核对"}

WELCOME = (
    '<div class="welcome"><p class="lead">问一个关于这些报告的问题。</p>'
    "<p>一个镇某一年的数字，几年的变化，几个镇的比较和排名，报告里写了哪些问题和做法——都可以用平常的话问。</p>"
    "<p>回答里的每个数字都可以点开，右边就是它在原件里的位置；报告里没有的，会直接说没有。</p>{stock}</div>"
)


def render_transcript(exchanges: Sequence[Exchange], working: str = "") -> str:
    """The whole conversation. ``working`` is what stands under the last question while it is worked on, as HTML."""
    last = len(exchanges) - 1
    turns = (
        render_turn(exchange, turn, working if working and turn == last else render_reply(exchange, turn, newest=turn == last))
        for turn, exchange in enumerate(exchanges)
    )
    return f'<div class="transcript" role="log" aria-live="off" aria-label="对话">{"".join(turns)}</div>'


def render_welcome(reports: Sequence[StoredReport]) -> str:
    """What stands there before the first question: what may be asked, and of how many reports."""
    years = sorted({report.year for report in reports if report.year is not None})
    agencies = {report.agency.id for report in reports if report.agency is not None}
    span = f"，{years[0]}–{years[-1]} 年" if len(years) > 1 else f"，{years[0]} 年" if years else ""
    held = f"现有 {len(reports)} 份报告：{len(agencies)} 个机关{span}。" if reports else "还没有报告，先到“导入”里放几份。"
    return WELCOME.format(stock=f'<p class="stock">{held}</p>')


def render_turn(exchange: Exchange, turn: int, reply: str) -> str:
    """A question and what stands under it."""
    return (
        f'<article class="turn" data-turn="{turn}"><h2 class="asked"><span class="sr-only">问：</span>'
        f'<span class="asked-text">{escape_html(exchange.question)}</span></h2><div class="reply">{reply}</div></article>'
    )


def render_working(step: Step, answer: Answer | None = None, turn: int = 0) -> str:
    """The steps of the work, the present one marked, and the answer as far as it has grown."""
    names = list(STEPS)
    shown = '<span class="arrow" aria-hidden="true"></span>'.join(
        f'<span class="step {name_state(names.index(name) - names.index(step))}">{text}</span>' for name, text in STEPS.items()
    )
    grown = f'<div class="answer-body">{render_text(answer, turn)}</div>' if answer is not None else ""
    return f'<div class="steps">{shown}</div>{grown}'


def name_state(distance: int) -> str:
    """Whether a step is done, is being done, or comes later."""
    return "now" if distance == 0 else "done" if distance < 0 else "later"


def announce_step(step: Step) -> str:
    """The step for screen readers."""
    return render_status(f"正在{STEPS[step]}")


def announce_answer(answer: Answer) -> str:
    """The beginning of an answer for screen readers."""
    first = next((line for line in answer.text.splitlines() if line.strip() and not line.startswith("|")), "")
    return render_status(f"回答：{first.replace('**', '')}")


def render_status(text: str) -> str:
    """A line that is read out when it changes."""
    return f'<div class="sr-only" role="status" aria-live="polite">{escape_html(text)}</div>'
