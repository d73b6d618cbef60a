"""Vectors follow rows: what the vector store still has to do is written with the rows and done after them.

A crash between the two leaves the outbox full; the next writer empties it. Doing a thing twice does no harm, since a
passage's id is made from its content.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from index.database.bulk import insert_many
from index.database.engine import Store
from index.database.meta import read_meta, write_meta
from index.database.passage_rows import select_passages
from index.database.rows import TOPICS
from index.database.schema import agencies, outbox, passages, reports
from index.database.words import write_header
from index.vectors.embedding import Vector, fingerprint_model, open_model
from index.vectors.passages import (
    PassageVectors,
    VectorTags,
    confirm_state,
    open_vectors,
)
from index.vectors.ready import MadeVectors, embed_once

_BATCH: Final = 1000
_HEADER_WEIGHT: Final = 0.8
"""How much a passage's header line counts beside its text; embedded in one piece, it would drown in it."""

_PIECES: Final = (
    select(passages.c.id, passages.c.report_id, passages.c.heading, passages.c.topic)
    .add_columns(reports.c.year, reports.c.agency_id, agencies.c.name)
    .join_from(passages, reports, reports.c.id == passages.c.report_id)
    .outerjoin(agencies, agencies.c.id == reports.c.agency_id)
    .where(passages.c.id.in_(bindparam("wanted", expanding=True)))
    .order_by(passages.c.number)
)


def queue_report(connection: Connection, report_id: int) -> None:
    """Ask for the vectors of a report's passages."""
    wanted = select(passages.c.id, passages.c.report_id).where(passages.c.report_id == report_id).order_by(passages.c.number)
    connection.execute(insert(outbox).from_select(["passage", "report_id"], wanted))


def queue_passages(connection: Connection, report_id: int, passage_ids: Sequence[str]) -> None:
    """Ask for the vectors of passages just stored."""
    insert_many(connection, outbox, ("passage", "report_id"), [(passage_id, report_id) for passage_id in passage_ids])


def queue_removals(connection: Connection, report_id: int, passage_ids: Sequence[str]) -> None:
    """Ask for the removal of a report's vectors, in place of anything asked for it before."""
    connection.execute(delete(outbox).where(outbox.c.report_id == report_id))
    if passage_ids:
        connection.execute(insert(outbox), [{"passage": passage_id, "report_id": None} for passage_id in passage_ids])


def count_waiting(store: Store) -> int:
    """How many passages' vectors are not yet where the rows are."""
    with store.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(outbox)).scalar_one())


def deliver_vectors(store: Store, made: MadeVectors | None = None) -> None:
    """Do what the outbox asks for, in batches; each is struck off once the vector store has it.

    ``made`` are vectors that need not be made again; those that are stored are taken out of it.
    """
    ahead = made or MadeVectors()
    while True:
        with store.connect() as connection:
            items = connection.execute(select(outbox).order_by(outbox.c.id).limit(_BATCH)).mappings().all()
            if not items:
                return
            wanted = {item["passage"]: item["report_id"] for item in items}  # the last word on a passage counts
            pieces = _select_pieces(connection, [passage_id for passage_id, owner in wanted.items() if owner is not None], ahead)
            state = read_meta(connection, "vectors")
            following = str(int(state or 0) + 1)
        vectors = open_vectors(store.settings, fingerprint_model(store.settings), state)
        vectors.delete([passage_id for passage_id, report_id in wanted.items() if report_id is None])
        _add_vectors(store, vectors, pieces, ahead)
        with store.begin() as connection:
            connection.execute(delete(outbox).where(outbox.c.id <= items[-1]["id"]))
            write_meta(connection, "vectors", following)
        confirm_state(store.settings, following)
        ahead.drop(wanted)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage as the vector store needs it; its ``text`` only where no vector of it was made ahead."""

    id: str
    header: str
    tags: VectorTags
    text: str | None


def _select_pieces(connection: Connection, wanted: Sequence[str], made: MadeVectors) -> list[_Piece]:
    unread = [passage_id for passage_id in wanted if passage_id not in made.texts]
    read = {row.id: row.passage.text for row in select_passages(connection, passages.c.id.in_(unread))} if unread else {}
    rows = connection.execute(_PIECES, {"wanted": list(wanted)}).mappings() if wanted else ()
    return [
        _Piece(
            row["id"],
            write_header(row["name"], row["year"], row["heading"]),
            VectorTags(row["report_id"], row["agency_id"], row["year"], TOPICS[row["topic"]]),
            read.get(row["id"]),
        )
        for row in rows
    ]


def _add_vectors(store: Store, vectors: PassageVectors, pieces: Sequence[_Piece], made: MadeVectors) -> None:
    if not pieces:
        return
    lines = [piece.header for piece in pieces if piece.header not in made.headers]
    unread = [piece.text for piece in pieces if piece.text is not None]
    more = embed_once(open_model(store.settings), [*lines, *unread]) if lines or unread else {}
    embedded = [
        join_vectors(
            made.headers[piece.header] if piece.header in made.headers else more[piece.header],
            made.texts[piece.id] if piece.text is None else more[piece.text],
        )
        for piece in pieces
    ]
    vectors.upsert([piece.id for piece in pieces], embedded, [piece.tags for piece in pieces])


def join_vectors(header: Vector, body: Vector) -> Vector:
    """The vector of a passage, of those of its header line and its text."""
    return body + _HEADER_WEIGHT * header
