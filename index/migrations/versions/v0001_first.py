"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "agencies",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("parents", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text()),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.UniqueConstraint("parents", "name", name="uq_agencies_parents_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agencies_name", "agencies", ["name"])
    op.create_table(
        "cell_names",
        sa.Column("code", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("cell", sa.Text(), nullable=False, unique=True),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("value", sa.Text(), nullable=False),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("passage", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Integer()),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "rejections",
        sa.Column("path", sa.Text(), primary_key=True),
        sa.Column("sha256", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sha256", sa.Text(), nullable=False, unique=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), sa.ForeignKey("agencies.id")),
        sa.Column("year", sa.SmallInteger()),
        sa.Column("form", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("published_on", sa.Date()),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("header", sa.Text(), nullable=False),
        sa.Column("metadata", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("cells", sa.Integer(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reports_agency_year", "reports", ["agency_id", "year"])
    op.create_index("ix_reports_year", "reports", ["year"])
    op.create_table(
        "cells",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("cell", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("rank_year", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), nullable=False),
        sa.Column("micro", sa.BigInteger()),
        sa.Column("value", sa.Text()),
        sa.Column("raw", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("assumed", sa.Text()),
        sa.Column("normalised", sa.Text()),
        sa.Column("read_by", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_cells_rank", "cells", ["cell", "rank_year", "micro", "report_id"])
    op.create_table(
        "figures",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("ordinal", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("rank_year", sa.SmallInteger(), nullable=False),
        sa.Column("figure", sa.Text()),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("micro", sa.BigInteger()),
        sa.Column("value", sa.Text()),
        sa.Column("unit", sa.Text()),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("place", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_figures_rank", "figures", ["figure", "rank_year", "micro", "report_id"])
    op.create_table(
        "findings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("severity", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("fault_why", sa.Text(), nullable=False),
        sa.Column("other_source", sa.Text()),
        sa.Column("other_report_id", sa.Integer()),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("places", sa.Text(), nullable=False),
        sa.UniqueConstraint("report_id", "fingerprint", name="uq_findings_report_fingerprint"),
    )
    op.create_index("ix_findings_other", "findings", ["other_report_id"])
    op.create_index("ix_findings_rule", "findings", ["rule"])
    op.create_table(
        "sentences",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("ordinal", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.BigInteger(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_sentences_digest", "sentences", ["digest"])
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("id", sa.Text(), nullable=False, unique=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("ordinal", sa.SmallInteger(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("topic", sa.SmallInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary()),
    )
    op.create_index("ix_passages_report", "passages", ["report_id"])
    op.create_table(
        "sections",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("ordinal", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("topic", sa.SmallInteger(), nullable=False),
        sa.Column("heading_start", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("place", sa.LargeBinary()),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("path", sa.Text(), nullable=False, unique=True),
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_sources_report", "sources", ["report_id"])
    op.create_table(
        "texts",
        sa.Column("report_id", sa.Integer(), sa.ForeignKey("reports.id"), primary_key=True, autoincrement=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
    )
    _create_full_text()


def _create_full_text() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE passage_words USING fts5(words, content='', tokenize='unicode61 remove_diacritics 0')")
        return
    op.execute("CREATE TABLE passage_words (rowid BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
    op.execute("CREATE INDEX ix_passage_words ON passage_words USING GIN (words)")
