"""Vectors follow rows: what the vector store still has to do is written with the rows and done after them.

A crash between the two leaves the outbox full; the next writer empties it. Doing a thing twice does no harm, since a
passage's id is made from its content.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select

from index.embedding import Embedder, Vector, fingerprint_model, open_model
from index.engine import Store
from index.meta import read_meta, write_meta
from index.passage_rows import PassageRow, select_passages
from index.passages import PassageVectors, VectorTags, confirm_state, delete_other_vectors, open_vectors
from index.schema import outbox, passages

_BATCH: Final = 1000
_HEADER_WEIGHT: Final = 0.8
"""How much a passage's header line counts beside its text; embedded in one piece, it would drown in it."""


def queue_report(connection: Connection, report_id: int) -> None:
    """Ask for the vectors of a report's passages."""
    wanted = select(passages.c.id, passages.c.report_id).where(passages.c.report_id == report_id).order_by(passages.c.number)
    connection.execute(insert(outbox).from_select(["passage", "report_id"], wanted))


def queue_removals(connection: Connection, report_id: int, passage_ids: Sequence[str]) -> None:
    """Ask for the removal of a report's vectors, in place of anything asked for it before."""
    connection.execute(delete(outbox).where(outbox.c.report_id == report_id))
    if passage_ids:
        connection.execute(insert(outbox), [{"passage": passage_id, "report_id": None} for passage_id in passage_ids])


def reconcile_vectors(store: Store) -> None:
    """Bring the vectors to where the rows are: finish what was begun, begin again if the model changed or all are gone.

    Raises:
        ModelError: the model that the settings name cannot be loaded.
    """
    fingerprint = fingerprint_model(store.settings)
    with store.begin() as connection:
        lost = not store.settings.chroma_url and not store.settings.chroma_path.exists()
        before = read_meta(connection, "embedding")
        if lost or before != fingerprint:
            connection.execute(delete(outbox))
            everything = select(passages.c.id, passages.c.report_id).order_by(passages.c.number)
            connection.execute(insert(outbox).from_select(["passage", "report_id"], everything))
            write_meta(connection, "embedding", fingerprint)
    deliver_vectors(store)
    if before not in (None, fingerprint):
        delete_other_vectors(store.settings, fingerprint)


def count_waiting(store: Store) -> int:
    """How many passages' vectors are not yet where the rows are."""
    with store.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(outbox)).scalar_one())


def deliver_vectors(store: Store) -> None:
    """Do what the outbox asks for, in batches; each is struck off once the vector store has it."""
    while True:
        with store.connect() as connection:
            items = connection.execute(select(outbox).order_by(outbox.c.id).limit(_BATCH)).mappings().all()
            if not items:
                return
            wanted = {item["passage"]: item["report_id"] for item in items}  # the last word on a passage counts
            added = [passage_id for passage_id, report_id in wanted.items() if report_id is not None]
            rows = select_passages(connection, passages.c.id.in_(added)) if added else ()
            state = read_meta(connection, "vectors")
            following = str(int(state or 0) + 1)
        vectors = open_vectors(store.settings, fingerprint_model(store.settings), state)
        vectors.delete([passage_id for passage_id, report_id in wanted.items() if report_id is None])
        _add_vectors(store, vectors, rows)
        with store.begin() as connection:
            connection.execute(delete(outbox).where(outbox.c.id <= items[-1]["id"]))
            write_meta(connection, "vectors", following)
        confirm_state(store.settings, following)


def _add_vectors(store: Store, vectors: PassageVectors, rows: Sequence[PassageRow]) -> None:
    if not rows:
        return
    model = open_model(store.settings)
    headers = _embed_once(model, [row.header for row in rows])
    texts = _embed_once(model, [row.passage.text for row in rows])
    embedded = [texts[row.passage.text] + _HEADER_WEIGHT * headers[row.header] for row in rows]
    tags = [VectorTags(row.report_id, row.agency_id, row.year, row.passage.topic) for row in rows]
    vectors.upsert([row.id for row in rows], embedded, tags)


def _embed_once(model: Embedder, texts: Sequence[str]) -> dict[str, Vector]:
    distinct = list(dict.fromkeys(texts))
    return dict(zip(distinct, model.embed(distinct), strict=True))
