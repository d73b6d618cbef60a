"""Answers to what files the stored reports are in, and of which format these are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.basis.findings import cite_whole
from assistant.answering.basis.naming import name_file
from assistant.records import Answer
from index.records import StoredReport

LISTED = 60
"""As many files are named."""

_FILES = re.compile(
    r"文件名|(?:来自|出自|存在|是|在)(?:哪一?个|什么|哪份)文件|(?:什么|哪种|哪些)(?:文件)?格式|(?:是|有|为)[^,。?]{0,6}(?:pdf|word|docx?|html?|txt|网页|文本)",
    re.IGNORECASE,
)
"""How a question asks for files."""

_FORMATS: Mapping[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "word": (".docx", ".doc"),
    "doc": (".docx", ".doc"),
    "htm": (".html", ".htm"),
    "网页": (".html", ".htm"),
    "txt": (".txt",),
    "文本": (".txt",),
}


def asks_files(draft: Draft) -> bool:
    """Whether a question about the stock is after files or names one."""
    return bool(draft.query.sources) or _FILES.search(draft.query.question) is not None


def compose_files(draft: Draft, reports: Sequence[StoredReport]) -> Answer:
    """Each report with its file; of one format where the question names one, and yes or no where it asks for no more."""
    asked = draft.query.question.lower()
    endings = () if draft.query.sources else next((endings for word, endings in _FORMATS.items() if word in asked), ())
    single = len(reports) == 1
    found = [report for report in reports if not endings or PurePath(report.source).suffix.lower() in endings]
    if endings and single:
        draft.write("reports.is_format" if found else "reports.not_format", subject=draft.names.report(reports[0]))
    elif endings:
        count = derive_count(len(found), (), draft.say("reports.count_label"), "份报告")
        draft.ledger.add(count)
        draft.write("reports.with_format", count=draft.amount(count))
    shown = reports if single else found
    draft.add("\n".join(tell_file(draft, report) for report in shown[:LISTED]))
    if len(shown) > LISTED:
        draft.write("reports.cut")
    return replace(draft.finish("answered"), available=list_available(shown[:LISTED]))


def tell_file(draft: Draft, report: StoredReport) -> str:
    """A report and the name of its file; what a file that names no agency is known by is its year."""
    if report.agency is None:
        return "- " + draft.say("reports.nameless_file", file=name_file(report.source), year=draft.names.year(report.year))
    marks = draft.mark(cite_whole(draft, report))
    return "- " + draft.say("reports.file", subject=draft.names.report(report), file=name_file(report.source), marks=marks)
