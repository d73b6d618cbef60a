"""What readers thought of answers, kept beside the reports; it changes nothing in what is answered."""

from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import insert, select

from index.database.engine import Store
from index.database.schema import feedback

Vote = Literal["up", "down"]

_NUMBERS: Final[dict[Vote, int]] = {"up": 1, "down": -1}


def keep_vote(store: Store, *, question: str, status: str, vote: Vote, version: str) -> None:
    """Note a vote on the answer to a question; ``version`` is the store's content that was asked."""
    row = {"question": question, "answer_status": status, "vote": _NUMBERS[vote], "store_version": version}
    with store.begin() as connection:
        connection.execute(insert(feedback), {**row, "asked_at": datetime.now(UTC).isoformat(timespec="seconds")})


def list_votes(store: Store) -> tuple[tuple[str, Vote], ...]:
    """Question and vote, the oldest first."""
    with store.connect() as connection:
        rows = connection.execute(select(feedback.c.question, feedback.c.vote).order_by(feedback.c.id))
        return tuple((question, "up" if vote > 0 else "down") for question, vote in rows)
