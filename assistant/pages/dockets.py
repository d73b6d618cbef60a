"""Findings and people's readings as tables to take away."""

from collections.abc import Sequence

from assistant.answering.basis.details import word_detail, word_reason
from assistant.exports.sheet import Sheet
from assistant.pages.words import Words
from index.people.corrections import HEADER, Correction
from index.people.docket import Case

CASE_HEAD = (
    *("agency", "parents", "year", "rule", "severity", "verdict", "fault", "why", "detail", "place", "source", "other"),
    *("ruling", "who", "when", "note", "rule_id", "fingerprint"),
)
READING_HEAD = (
    *("source", "subject", "before", "reading", "reader", "time", "note", "state", "undone_by", "undone_at", "cell_id", "hash"),
)
"""The columns, by their words in the room ``docket``."""


def list_case_rows(words: Words, cases: Sequence[Case]) -> Sheet:
    """A row per finding with its verdict."""
    head = tuple(words(f"docket.{name}") for name in CASE_HEAD)
    return Sheet(words("docket.cases"), head, tuple(describe_case(words, case) for case in cases))


def describe_case(words: Words, case: Case) -> tuple[str, ...]:
    """One finding in words."""
    finding, agency, judged = case.finding, case.report.agency, case.judgement
    where = words("piece.semicolon").join(filter(None, (words.place(place) for place in finding.places)))
    said = (words(f"ruling.{judged.ruling}"), judged.who, judged.made_at, judged.note) if judged else ("", "", "", "")
    return (
        agency.name if agency else "",
        "".join(agency.parents) if agency else "",
        str(case.report.year or ""),
        words.rule(finding.rule),
        words(f"severity.{finding.severity}"),
        words(f"verdict.{finding.verdict}"),
        words(f"fault.{finding.fault}"),
        word_reason(finding.fault_why, words.language),
        word_detail(finding, words.language),
        where,
        finding.source,
        finding.other_source or "",
        *said,
        finding.rule,
        finding.fingerprint,
    )


def list_reading_rows(words: Words, corrections: Sequence[Correction]) -> Sheet:
    """A row per reading of a person."""
    head = tuple(words(f"docket.{name}") for name in READING_HEAD)
    return Sheet(words("docket.readings"), head, tuple(describe_reading(words, entry) for entry in corrections))


def describe_reading(words: Words, entry: Correction) -> tuple[str, ...]:
    """One reading in words."""
    state = describe_state(words, entry)
    return (
        entry.source,
        name_subject(words, entry),
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


def name_subject(words: Words, entry: Correction) -> str:
    """What was read: a cell by its labels, or agency and year."""
    return words("review.header") if entry.subject == HEADER else words.cell(entry.subject)


def describe_state(words: Words, entry: Correction) -> str:
    """Whether a reading counts."""
    return words("review.is_undone" if entry.undone_at else "review.is_stale" if entry.stale else "review.is_active")
