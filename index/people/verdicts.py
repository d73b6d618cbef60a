"""Auditors' verdicts on findings, kept by the finding's fingerprint, so that they outlive the report's being read again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import func, insert, select

from index.database.engine import Store
from index.database.schema import verdicts
from index.people.corrections import tell_time
from ingest.errors import UsageError

Ruling = Literal["confirmed", "dismissed", "open"]
"""``open`` takes an earlier one back."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an auditor says of a finding; ``made_at`` is ISO 8601 in UTC."""

    fingerprint: str
    ruling: Ruling
    note: str
    who: str
    made_at: str


def record_verdict(store: Store, fingerprint: str, ruling: Ruling, who: str, note: str = "") -> Judgement:
    """Store a verdict; it takes the place of earlier ones, which stay in the log.

    Raises:
        UsageError: nobody is named, or there is no such ruling.
        ReadOnly: the store was opened for reading.
    """
    if not who.strip():
        raise UsageError("请写明是谁的结论")
    if ruling not in get_args(Ruling):
        raise UsageError("结论只有：成立、不成立、撤回")
    made = Judgement(fingerprint, ruling, note.strip(), who.strip(), tell_time())
    row = {"fingerprint": fingerprint, "verdict": ruling, "note": made.note, "who": made.who, "made_at": made.made_at}
    with store.begin() as connection:
        connection.execute(insert(verdicts), row)
    return made


def list_verdicts(store: Store, fingerprints: Iterable[str] | None = None) -> dict[str, Judgement]:
    """The verdict that counts, by fingerprint; one that was taken back is left out."""
    newest = select(func.max(verdicts.c.id)).group_by(verdicts.c.fingerprint)
    statement = select(verdicts).where(verdicts.c.id.in_(newest), verdicts.c.verdict != "open")
    if fingerprints is not None:
        statement = statement.where(verdicts.c.fingerprint.in_(list(fingerprints)))
    with store.connect() as connection:
        rows = connection.execute(statement.order_by(verdicts.c.id)).mappings().all()
    return {
        row["fingerprint"]: Judgement(row["fingerprint"], row["verdict"], row["note"], row["who"], row["made_at"]) for row in rows
    }


def list_rulings(store: Store, fingerprint: str) -> tuple[Judgement, ...]:
    """Everything that was said of a finding, oldest first."""
    statement = select(verdicts).where(verdicts.c.fingerprint == fingerprint).order_by(verdicts.c.id)
    with store.connect() as connection:
        return tuple(
            Judgement(row["fingerprint"], row["verdict"], row["note"], row["who"], row["made_at"])
            for row in connection.execute(statement).mappings()
        )
