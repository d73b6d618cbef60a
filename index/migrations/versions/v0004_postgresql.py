"""PostgreSQL orders text as SQLite does, and keeps what ranking passages by their words takes. SQLite stays as it is."""

import zlib

import sqlalchemy as sa
from alembic import op

from index.database.postgres_words import insert_words
from index.database.words import split_words, write_header

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BATCH = 200
_TEXT_COLUMNS = (
    "SELECT table_name, column_name FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND data_type = 'text' AND table_name <> 'alembic_version'"
)
_PASSAGES = (
    "SELECT p.number, p.heading, p.offset, p.length, r.year, a.name, t.body FROM passages AS p"
    " JOIN reports AS r ON r.id = p.report_id JOIN texts AS t ON t.report_id = r.id"
    " LEFT JOIN agencies AS a ON a.id = r.agency_id WHERE p.report_id = ANY(:chosen)"
)


def upgrade() -> None:
    """Change PostgreSQL's text columns, and make its full text anew."""
    if op.get_bind().dialect.name == "postgresql":
        _order_by_bytes()
        op.execute("DROP TABLE passage_words")
        op.execute(
            "CREATE TABLE passage_words (rowid bigint PRIMARY KEY, words tsvector NOT NULL, repeated tsvector NOT NULL,"
            " length integer NOT NULL)"
        )
        for column in ("words", "repeated"):  # kept in the row, so that the planner knows what reading all rows would cost
            op.execute(f"ALTER TABLE passage_words ALTER COLUMN {column} SET STORAGE MAIN")
        op.execute("CREATE INDEX ix_passage_words ON passage_words USING gin (words)")
        columns = 'word text COLLATE "C" NOT NULL, passages bigint NOT NULL, occurrences bigint NOT NULL'
        op.execute(f"CREATE TABLE passage_words_total ({columns}, PRIMARY KEY (word)) WITH (fillfactor = 70)")
        op.execute(f"CREATE TABLE passage_words_recent ({columns})")
        _fill_full_text()


def _order_by_bytes() -> None:
    columns: dict[str, list[str]] = {}
    for table, column in op.get_bind().execute(sa.text(_TEXT_COLUMNS)):
        columns.setdefault(table, []).append(column)
    for table, names in columns.items():
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in names)
        op.execute(f'ALTER TABLE "{table}" {changes}')


def _fill_full_text() -> None:
    connection = op.get_bind()
    report_ids = list(connection.execute(sa.text("SELECT id FROM reports ORDER BY id")).scalars())
    for start in range(0, len(report_ids), _BATCH):
        rows = connection.execute(sa.text(_PASSAGES), {"chosen": report_ids[start : start + _BATCH]})
        insert_words(connection, [(row.number, _split(row)) for row in rows])


def _split(row: sa.Row) -> tuple[str, ...]:
    body = zlib.decompress(row.body).decode()[row.offset : row.offset + row.length]
    return split_words(write_header(row.name, row.year, row.heading)) + split_words(body)
