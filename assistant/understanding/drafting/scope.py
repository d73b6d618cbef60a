"""Whether a question is about these reports at all, and not about other matters or an order to the program."""

import re

from assistant.records import Operation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.prose.ordinals import read_ordinals
from assistant.understanding.prose.sayings import asks_law
from assistant.understanding.signs.outside import asks_advice
from assistant.understanding.signs.shapes import asks_bare_count
from assistant.understanding.words.cues import Cues

_CREATIVE = re.compile(
    r"改写成|润色|扩写|缩写成|写成(?:新闻|通稿|报道|文章)|用(?:英文|英语|日语)(?:怎么)?说|写(?:一|个|首|篇|段|封|点|份)|作(?:一)?首|编(?:一)?个|讲个|唱|翻译|(?:起草|草拟|拟写|撰写|代写|代拟|拟)(?:一|个|份|篇|封|张)|"
    r"write (?:me )?an? (?:poem|"
    r"story|song|essay|letter|program)|translate"
)
_ABILITY = re.compile(
    r"(?:怎么|怎样|如何|该怎么|咋)(?:去|来)?(?:问|提问|查询?)(?:你|您|这个系统|问题)|(?:怎么|怎样|如何|咋)(?:向|跟|和)(?:你|您)(?:提问|问|说)|"
    r"(?:怎么|怎样|如何|咋)(?:提问|发问)|"
    r"你.{0,4}(?:能|会|可以).{0,4}(?:回答|做|干|答|查|问).{0,3}(?:什么|哪些|啥)|能(?:回答|答|问|查).{0,3}(?:什么|哪些)问题"
)
GREETING = 8
_OWN = ("公开", "年报", "报告", "政务", "政府信息", "依申请", "report", "disclos", "publish")
_REWRITE = re.compile(
    r"(?:把|将|请把).+(?:改成|改为|修改为|修改成|设为|设成|写成|调成|更新为)\x00*\d+(?!年)|(?:删掉|删除|清空|抹掉)(?!了)"
)


def judge_scope(frame: Frame, previous: Query | None, cues: Cues) -> Operation | None:
    """``out_of_scope`` or ``help`` where the question is not one about the reports; None where it is."""
    if refuses_plainly(frame, cues):
        return "out_of_scope"
    if _asks_help(frame, cues):
        return "help"
    return None if _is_about_reports(frame, cues) or (previous is not None and _goes_on(frame)) else "out_of_scope"


def refuses_plainly(frame: Frame, cues: Cues) -> bool:
    """Whether the words themselves say that the question is none for these reports; otherwise it may only be unheard of."""
    return _is_instruction(frame, cues) or _is_foreign(frame, cues) or asks_law(frame) or asks_advice(frame)


def _is_instruction(frame: Frame, cues: Cues) -> bool:
    """Whether the words are orders to the program, or ask it to write something."""
    injected = cues.match("injection", frame.text, frame.language) or cues.match("injection", frame.question.lower(), "en")
    rewriting = frame.language == "zh" and _REWRITE.search(frame.text) is not None
    return injected or rewriting or _CREATIVE.search(frame.names.masked) is not None


def _is_foreign(frame: Frame, cues: Cues) -> bool:
    """Whether it is about other matters, and no figure, mention or word of the reports says otherwise."""
    text, language = frame.names.masked, frame.language
    about = (bool(frame.measures) and (frame.numeric or frame.named)) or any(word in text for word in _OWN)
    mentioned = frame.task.operation == "mentions" or cues.match("mentions", text, language)
    return cues.match("foreign", frame.names.bare, language) and not about and not mentioned


def _asks_help(frame: Frame, cues: Cues) -> bool:
    text, language = frame.names.masked, frame.language
    able = (cues.match("help", text, language) or _ABILITY.search(text)) and not frame.measures and not frame.names.mentions
    return bool(able) or (cues.match("greeting", text, language) and len(text) < GREETING and not frame.named)


def _is_about_reports(frame: Frame, cues: Cues) -> bool:
    named = bool(frame.names.known or frame.measures or frame.names.everyone or frame.names.regions or frame.sources)
    named = named or frame.task.operation in ("mentions", "check", "provenance", "reports") or bool(frame.task.stock)
    text = frame.names.masked
    return (
        named
        or asks_bare_count(frame)
        or cues.match("reports", frame.text if frame.language == "en" else text, frame.language)
        or cues.match("report_words", text, frame.language)
    )


def _goes_on(frame: Frame) -> bool:
    """Whether a question that says little by itself may go on with the turn before."""
    told = frame.task.operation is not None or frame.task.threshold is not None
    return frame.leaning or frame.correcting or frame.named or frame.dated or told or bool(read_ordinals(frame.question))
