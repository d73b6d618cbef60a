"""Both stores brought to agree: every stored passage has its vector, and no other passage has one.

What was begun stands in the outbox (``index.vectors.outbox``). What was lost with the vector store itself is found here.
"""

from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, delete, func, insert, select

from index.database.engine import Store
from index.database.meta import read_meta, write_meta
from index.database.schema import outbox, passages
from index.vectors.embedding import fingerprint_model
from index.vectors.outbox import deliver_vectors
from index.vectors.passages import delete_other_vectors, discard_vectors, has_vectors, open_vectors
from ingest.errors import BrokenVectors


def reconcile_vectors(store: Store) -> None:
    """Bring the vectors to where the rows are: finish what was begun, make what is missing, take away what is too many.

    All are made again if the model changed, or if the folder is gone or damaged.

    Raises:
        ModelError: the model that the settings name cannot be loaded.
    """
    fingerprint = fingerprint_model(store.settings)
    with store.begin() as connection:
        before = read_meta(connection, "embedding")
        if before != fingerprint:
            _queue_differences(connection, set())
            write_meta(connection, "embedding", fingerprint)
    known = _list_known(store, fingerprint)
    if known is not None:
        with store.begin() as connection:
            _queue_differences(connection, known)
        deliver_vectors(store)
    if before not in (None, fingerprint):
        delete_other_vectors(store.settings, fingerprint)


def _list_known(store: Store, fingerprint: str) -> AbstractSet[str] | None:
    """The passages that have vectors once what waits is delivered; None where they are as many as they should be."""
    if has_vectors(store.settings):
        try:
            deliver_vectors(store)
            with store.connect() as connection:
                wanted = connection.execute(select(func.count()).select_from(passages)).scalar_one()
                vectors = open_vectors(store.settings, fingerprint, read_meta(connection, "vectors"))
            return None if vectors.probe() == wanted else vectors.list_ids()
        except BrokenVectors:
            if store.settings.chroma_url:  # a server that does not answer may still hold everything
                raise
    discard_vectors(store.settings)
    return set()


def _queue_differences(connection: Connection, known: AbstractSet[str]) -> None:
    """Ask for the vectors that passages lack and for the removal of those that no passage has."""
    connection.execute(delete(outbox))
    everything = select(passages.c.id, passages.c.report_id).order_by(passages.c.number)
    if not known:
        connection.execute(insert(outbox).from_select(["passage", "report_id"], everything))
        return
    rows = connection.execute(everything).all()
    missing = [{"passage": row.id, "report_id": row.report_id} for row in rows if row.id not in known]
    strays = [{"passage": passage_id, "report_id": None} for passage_id in sorted(known - {row.id for row in rows})]
    if missing or strays:
        connection.execute(insert(outbox), missing + strays)
