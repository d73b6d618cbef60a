"""The stored reports of one kind or level of agency, where a question about the stock keeps to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.stores.inventory import LISTED, find_ending
from assistant.records import Answer
from index.records import StoredReport

_HIGHER = re.compile(
    r"(?:^|有|无|了|包括|哪些|缺|里)(?P<kind>[省市县区])(?:一?级|本级|(?:人民)?政府)[^,，。?？]{0,6}(?:报告|年报|$|[?？])"
)
"""How a question asks for the reports of a county or a city itself."""


_PROVINCES = re.compile(
    r"北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|"
    r"四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)


def find_province(question: str) -> str:
    """The province whose reports a question about the stock asks for; empty where it names none."""
    found = _PROVINCES.search(question)
    return found.group() if found is not None else ""


def keep_kind(draft: Draft, reports: Sequence[StoredReport]) -> Sequence[StoredReport]:
    """The reports of the kind of agency that a question names; all where it names agencies or no kind."""
    if draft.query.agencies:
        return reports
    if province := find_province(draft.query.question):
        reports = tuple(report for report in reports if report.agency and province in "".join(report.agency.parents))
    higher = _HIGHER.search(draft.query.question)
    ends = higher["kind"] if higher else "" if draft.query.stock not in ("", "list") else find_ending(draft.query.question)
    return tuple(report for report in reports if report.agency and report.agency.name.endswith(ends)) if ends else reports


def compose_no_kind(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """That no report is of the kind of agency asked for."""
    higher = _HIGHER.search(draft.query.question)
    if province := find_province(draft.query.question):
        draft.write("reports.no_province", place=province)
    elif higher:
        draft.write("reports.no_higher", kind=higher["kind"])
    else:
        draft.write("reports.no_agencies")
    return replace(draft.finish("no_data"), available=list_available(reports[:LISTED]))
