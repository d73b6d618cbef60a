"""The tables, as they are now; ``migrations`` brings an older store here. Nothing here reads or writes a row.

Sizes rule the shapes. A report has about 250 cells, so a cell is one narrow row: no row for an absent cell, no text that
another column already says, a packed place. A report's text is stored once, compressed; sections and passages are
stretches of it.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    false,
    text,
)

from index.database.columns import Integer, SmallInteger, Text

SCHEMA_VERSIONS: Final = ("0001", "0002", "0003", "0004")
"""Every schema version that this program knows, oldest first; the last is the one it works with."""

DOUBTFUL: Final = "state = 3 OR read_by = 3"
"""Cells that are unreadable or read by text recognition, by their places in ``rows``; few, so that an index is small."""

CORRECTED: Final = "corrected IS NOT NULL"
"""Cells in which a person's reading stands."""

metadata = MetaData()

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
"""``content``: the fingerprint of what is stored. ``embedding``: the fingerprint of the model behind the vectors.
``roster``: the fingerprint of the roster that was settled last."""

agencies = Table(
    "agencies",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("parents", Text, nullable=False),  # from large to small, joined by "/"
    Column("name", Text, nullable=False),
    Column("full_name", Text),
    Column("aliases", Text, nullable=False),  # a JSON array
    Column("rostered", Boolean, nullable=False, server_default=false()),  # the roster lists it
    UniqueConstraint("parents", "name", name="uq_agencies_parents_name"),
    Index("ix_agencies_name", "name"),
    sqlite_autoincrement=True,
)

reports = Table(
    "reports",
    metadata,
    Column("id", Integer, primary_key=True),  # never reused; a later id was ingested later
    Column("sha256", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("agency_id", Integer, ForeignKey("agencies.id")),
    Column("year", SmallInteger),
    Column("form", Text),
    Column("title", Text),
    Column("published_on", Date),
    Column("answers", Boolean, nullable=False),
    Column("header", Text, nullable=False),  # JSON: agency, agency_full and parents as this report's text has them
    Column("metadata", Text, nullable=False),  # JSON pairs
    Column("notes", Text, nullable=False),  # a JSON array
    Column("cells", Integer, nullable=False),
    Column("passages", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("digest", Text, nullable=False),  # of everything that was read from the file
    Index("ix_reports_agency_year", "agency_id", "year"),
    Index("ix_reports_year", "year"),
    sqlite_autoincrement=True,
)

sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", Text, nullable=False, unique=True),
    Column("report_id", Integer, ForeignKey("reports.id"), nullable=False),
    Index("ix_sources_report", "report_id"),
    sqlite_autoincrement=True,
)
"""Every path under which a stored report was given."""

rejections = Table(
    "rejections",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", Text),
    Column("kind", Text, nullable=False),
    Column("error", Text, nullable=False),
    Column("conditions", Text),  # what else the refusal hung on
)

cell_names = Table(
    "cell_names",
    metadata,
    Column("code", SmallInteger, primary_key=True, autoincrement=False),
    Column("cell", Text, nullable=False, unique=True),
)

cells = Table(
    "cells",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("cell", SmallInteger, primary_key=True, autoincrement=False),
    Column("rank_year", SmallInteger, nullable=False),  # 0 while the report enters no ranking
    Column("state", SmallInteger, nullable=False),
    Column("micro", BigInteger),  # the value in the form's unit, in millionths; null if not stated
    Column("value", Text),  # only where micro does not render it
    Column("raw", Text),  # only where it is not the value
    Column("unit", Text),
    Column("assumed", Text),  # only where it is not what the form gives; "" for none
    Column("normalised", Text),  # "value unit"
    Column("read_by", SmallInteger, nullable=False),
    Column("place", LargeBinary),
    Column("corrected", Text),  # who read the cell where a person's reading stands for the program's
    Index("ix_cells_rank", "cell", "rank_year", "micro", "report_id"),
    Index("ix_cells_doubtful", "report_id", "cell", sqlite_where=text(DOUBTFUL), postgresql_where=text(DOUBTFUL)),
    Index("ix_cells_corrected", "report_id", "cell", sqlite_where=text(CORRECTED), postgresql_where=text(CORRECTED)),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("rank_year", SmallInteger, nullable=False),  # 0 while the report enters no ranking, or the figure is not primary
    Column("figure", Text),
    Column("label", Text, nullable=False),
    Column("micro", BigInteger),
    Column("value", Text),
    Column("unit", Text),
    Column("approx", Boolean, nullable=False),
    Column("main", Boolean, nullable=False),
    Column("place", LargeBinary),
    Index("ix_figures_rank", "figure", "rank_year", "micro", "report_id"),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),  # zlib of UTF-8
)

sections = Table(
    "sections",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("heading", Text, nullable=False),
    Column("topic", SmallInteger, nullable=False),
    Column("heading_start", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("offset", Integer, nullable=False),  # in the report's text
    Column("length", Integer, nullable=False),
    Column("place", LargeBinary),
    sqlite_with_rowid=False,
)

sentences = Table(
    "sentences",
    metadata,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True, autoincrement=False),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("digest", BigInteger, nullable=False),
    Column("length", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("place", LargeBinary),
    Index("ix_sentences_digest", "digest"),
    sqlite_with_rowid=False,
)
"""Sentences by what they say when numbers and names are masked, to find copied text."""

passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True),  # also the row of the full text
    Column("id", Text, nullable=False, unique=True),  # made from the content
    Column("report_id", Integer, ForeignKey("reports.id"), nullable=False),
    Column("ordinal", SmallInteger, nullable=False),
    Column("heading", Text, nullable=False),
    Column("topic", SmallInteger, nullable=False),
    Column("start", Integer, nullable=False),
    Column("offset", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("place", LargeBinary),
    Index("ix_passages_report", "report_id"),
)

findings = Table(
    "findings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("report_id", Integer, ForeignKey("reports.id"), nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("severity", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("fault_why", Text, nullable=False),
    Column("other_source", Text),
    Column("other_report_id", Integer),  # the finding goes when this report goes
    Column("detail", Text, nullable=False),
    Column("cells", Text, nullable=False),  # a JSON array
    Column("places", Text, nullable=False),  # a JSON array
    UniqueConstraint("report_id", "fingerprint", name="uq_findings_report_fingerprint"),
    Index("ix_findings_rule", "rule"),
    Index("ix_findings_other", "other_report_id"),
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("passage", Text, nullable=False),
    Column("report_id", Integer),  # null: the passage's vector goes
    sqlite_autoincrement=True,
)
"""What the vector store still has to do; written with the rows, cleared when it is done."""

corrections = Table(
    "corrections",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text, nullable=False),  # of the file; other bytes leave the correction without effect
    Column("source", Text, nullable=False),
    Column("subject", Text, nullable=False),  # a cell id, or "header" for agency and year
    Column("reading", Text, nullable=False),  # JSON: what the person read
    Column("before", Text, nullable=False),  # JSON: what the program read
    Column("who", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", Text, nullable=False),  # ISO 8601 in UTC, as all times here
    Column("undone_by", Text),
    Column("undone_at", Text),
    Index("ix_corrections_sha256", "sha256"),
    sqlite_autoincrement=True,
)
"""What people read where the program could not, or may have read wrongly; a log, the newest one not undone counts."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("verdict", Text, nullable=False),  # confirmed, dismissed, or open where one is taken back
    Column("note", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Index("ix_verdicts_fingerprint", "fingerprint"),
    sqlite_autoincrement=True,
)
"""Auditors' verdicts on findings; a log, the newest one of a fingerprint counts."""

feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asked_at", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("answer_status", Text, nullable=False),
    Column("vote", SmallInteger, nullable=False),  # 1 or -1
    Column("store_version", Text, nullable=False),
    sqlite_autoincrement=True,
)
"""What readers thought of answers."""
