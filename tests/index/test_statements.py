"""Statements written down while they run, and votes kept."""

from pathlib import Path

import pytest

from index.database.statements import record_statements
from index.lookup.reports import list_agencies, store_version
from index.people.feedback import keep_vote, list_votes
from index.settings import Settings
from index.store import open_store
from ingest.errors import ReadOnly


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(data=tmp_path / "data")
    open_store(made, writable=True).close()
    return made


def test_statements_of_a_block_are_written_down_once_and_later_ones_are_not(settings: Settings) -> None:
    with open_store(settings) as store:
        with record_statements(store) as record:
            list_agencies(store)
            list_agencies(store)
        store_version(store)
    assert [True] == ["FROM agencies" in statement.sql for statement in record]


def test_parameters_stand_beside_their_statement(settings: Settings) -> None:
    with open_store(settings) as store, record_statements(store) as record:
        store_version(store)
    assert [("content",)] == [statement.parameters for statement in record]


def test_votes_are_kept_and_change_nothing_that_is_answered(settings: Settings) -> None:
    with open_store(settings, writable=True) as store:
        before = store_version(store)
        keep_vote(store, question="甲？", status="answered", vote="up", version=before)
        keep_vote(store, question="乙？", status="no_data", vote="down", version=before)
        assert before == store_version(store)
    with open_store(settings) as store:
        assert (("甲？", "up"), ("乙？", "down")) == list_votes(store)


def test_reader_cannot_vote(settings: Settings) -> None:
    with open_store(settings) as store, pytest.raises(ReadOnly):
        keep_vote(store, question="甲？", status="answered", vote="up", version="")
