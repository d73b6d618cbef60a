"""What is to be done: what a question says, else what the turn before did, else what fits what it names."""

import re
from dataclasses import replace

from assistant.records import Operation, Query
from assistant.understanding.frame import Frame, Task
from assistant.understanding.prose.topics import find_subject
from assistant.understanding.signs.shapes import asks_bare_count
from assistant.understanding.signs.subjects import ADDED
from assistant.understanding.turns.conversation import carry_operation, find_place
from assistant.understanding.words.cues import Cues

_BRIEF = 8
_OVERVIEW = re.compile(
    r"总结|概括|概述|综述|简述|梳理|介绍|摘要|主要内容|summar|overview|"
    r"(?:key|main|basic) (?:figures|numbers|data|facts)"
)
_HOW = re.compile(
    r"^\x00*(?:的)?(?:总体|整体|基本|大概|大致|工作|信息公开|政务公开|公开)*(?:情况|表现|数据)?"
    r"(?:怎么样|怎样|如何|咋样|好不好)[?。呢啊吗\x00]*$|"
    r"^\x00*(?:的|这份|报告|年报|里面?|中)*(?:主要|大致|大概|都|究竟|到底)*(?:讲|说|写|谈)(?:了|的)?(?:些|是)?(?:什么|啥|哪些内容)[?。呢啊]*$"
)


def choose_operation(frame: Frame, base: Query | None, task: Task, cues: Cues, *, specific: bool, several: bool) -> Operation:
    """What is to be done: what the question says, else what the turn before did, else what fits what it names."""
    brief = base is not None and base.operation == "mentions" and frame.leaning and len(frame.masked) <= _BRIEF
    if brief and frame.prose:
        return "mentions"
    if frame.prose and task.operation not in ("check", "mentions", "provenance", "reports"):
        return "text"
    if task.operation is not None:
        return task.operation
    if base is None:
        return "lookup" if frame.measures else _read_bare(frame, cues)
    if adds_agencies(frame, several=several):
        return "sum"
    certain = specific and (frame.named or find_place(frame) is not None)
    return carry_operation(frame, base, cues, specific=certain)


def adds_agencies(frame: Frame, *, several: bool) -> bool:
    """Whether 它们加起来 adds up the agencies that the turn before spoke of."""
    return several and not frame.names.mentions and ADDED.search(frame.masked) is not None


def _read_bare(frame: Frame, cues: Cues) -> Operation:
    """What a question without a figure's name wants: the stock for a name alone, which figure for 多少, else the prose."""
    if not frame.names.known:
        return "lookup" if asks_bare_count(frame) else "text"
    if not frame.masked.strip("\x00的?。!"):
        return "reports"
    if frame.prose or not frame.numeric:
        return "text"
    subject = find_subject(frame.names.bare, frame.language, cues)
    return "text" if subject.terms or subject.topics else "lookup"


def sums_report_up(frame: Frame, cues: Cues, *, named: bool) -> bool:
    """Whether a question wants a report summed up, and nothing in particular of it."""
    if not (named or frame.sources):
        return False
    if _HOW.match(frame.names.bare):
        return True
    if not _OVERVIEW.search(frame.names.bare):
        return False
    if not re.search(r"报告|年报|数据|数字|report|figures", frame.names.bare):
        return False
    return not find_subject(frame.names.bare, frame.language, cues).terms


def turn_task(frame: Frame, base: Query | None) -> Task:
    """The task of a question that leans on a change over years: 百分比呢 is then its growth."""
    if base is not None and base.operation in ("rank", "compare") and find_place(frame) is not None:
        return Task()
    changing = base is not None and base.operation in ("difference", "growth", "trend") and not frame.measures
    changing = changing and "占" not in frame.masked  # 占比 is a share of the whole
    return (
        replace(frame.task, operation="growth", wants_growth=True) if changing and frame.task.operation == "share" else frame.task
    )
