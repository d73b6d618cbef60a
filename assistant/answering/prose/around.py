"""Answers with what stands around a report on its page: 索引号, 文号, the title."""

from dataclasses import replace

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import cite_place
from assistant.answering.basis.naming import name_file
from assistant.answering.quotes.quoting import finish_quotes
from assistant.records import Answer
from index.records import StoredReport
from ingest.records import Place

TITLE = "标题"


def compose_label(draft: Draft, label: str) -> Answer:
    """What each report's page gives under a label; that it gives none where it does not."""
    around = dict(draft.evidence.surroundings)
    told = []
    for report in draft.evidence.reports:
        subject = draft.names.report(report)
        found = _read_label(report, around.get(report.id, ()), label)
        if found:
            told.append(found)
            cited = draft.ledger.cite(cite_place(report, Place(quote=f"{label}：{found}")))
            marked = f"{found}{draft.mark([cited])}"
            draft.write("around.label", subject=subject, label=label, value=marked, file=name_file(report.source))
        else:
            draft.write("around.no_label", subject=subject, label=label)
    answer = replace(finish_quotes(draft), surroundings=tuple(told))
    return answer if told else replace(answer, status="no_data")


def _read_label(report: StoredReport, around: tuple[tuple[str, str], ...], label: str) -> str:
    if label == TITLE and report.title:
        return report.title
    return next((value for name, value in around if name == label), "")
