"""Findings and people's readings as tables to take away."""

from collections.abc import Sequence

from assistant.location import describe_place
from assistant.pages.reading import FAULTS, RULINGS, SEVERITIES, VERDICTS, name_cell, name_rule
from assistant.sheet import Sheet
from index.corrections import HEADER, Correction
from index.docket import Case

CASE_HEAD = (
    *("机关", "上级", "年度", "规则", "轻重", "判断", "出在哪里", "理由", "内容", "位置", "来源文件", "另一份文件"),
    *("审核结论", "审核人", "审核时间", "说明", "规则编号", "指纹"),
)
READING_HEAD = (
    "来源文件",
    "项目",
    "程序读作",
    "人工读作",
    "读数人",
    "时间",
    "说明",
    "状态",
    "撤回人",
    "撤回时间",
    "编号",
    "文件哈希",
)


def list_case_rows(cases: Sequence[Case]) -> Sheet:
    """A row per finding with its verdict."""
    return Sheet("核查", CASE_HEAD, tuple(describe_case(case) for case in cases))


def describe_case(case: Case) -> tuple[str, ...]:
    """One finding in words."""
    finding, agency, judged = case.finding, case.report.agency, case.judgement
    where = "；".join(filter(None, (describe_place(place) for place in finding.places)))
    said = (RULINGS[judged.ruling], judged.who, judged.made_at, judged.note) if judged else ("", "", "", "")
    return (
        agency.name if agency else "",
        "".join(agency.parents) if agency else "",
        str(case.report.year or ""),
        name_rule(finding.rule),
        SEVERITIES[finding.severity],
        VERDICTS[finding.verdict],
        FAULTS[finding.fault],
        finding.fault_why,
        finding.detail,
        where,
        finding.source,
        finding.other_source or "",
        *said,
        finding.rule,
        finding.fingerprint,
    )


def list_reading_rows(corrections: Sequence[Correction]) -> Sheet:
    """A row per reading of a person."""
    return Sheet("人工读数", READING_HEAD, tuple(describe_reading(entry) for entry in corrections))


def describe_reading(entry: Correction) -> tuple[str, ...]:
    """One reading in words."""
    state = describe_state(entry)
    return (
        entry.source,
        name_subject(entry),
        entry.before,
        entry.reading,
        entry.who,
        entry.made_at,
        entry.note,
        state,
        entry.undone_by or "",
        entry.undone_at or "",
        entry.subject,
        entry.sha256,
    )


def name_subject(entry: Correction) -> str:
    """What was read: a cell by its labels, or agency and year."""
    return "机关和年度" if entry.subject == HEADER else name_cell(entry.subject)


def describe_state(entry: Correction) -> str:
    """Whether a reading counts."""
    return "已撤回" if entry.undone_at else "原件已变，不再有效" if entry.stale else "有效"
