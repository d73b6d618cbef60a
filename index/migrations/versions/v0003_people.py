"""What people add: corrections, verdicts and votes; a cell says whose reading it is."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables, a column that costs existing rows nothing, and indexes of the few cells that people look at."""
    op.add_column("cells", sa.Column("corrected", sa.Text()))
    for name, condition in (("doubtful", "state = 3 OR read_by = 3"), ("corrected", "corrected IS NOT NULL")):
        where = sa.text(condition)
        op.create_index(f"ix_cells_{name}", "cells", ["report_id", "cell"], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.Text()),
        sa.Column("undone_at", sa.Text()),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_corrections_sha256", "corrections", ["sha256"])
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_verdicts_fingerprint", "verdicts", ["fingerprint"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer_status", sa.Text(), nullable=False),
        sa.Column("vote", sa.SmallInteger(), nullable=False),
        sa.Column("store_version", sa.Text(), nullable=False),
        sqlite_autoincrement=True,
    )
