"""Nothing that is stored, ranked or answered hangs on the database."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select, text

from assistant.records import Conversation
from assistant.service import Assistant
from assistant.wire import answer_to_json
from index.database import postgres_words
from index.database.full_text import rank_by_words
from index.database.schema import metadata
from index.database.words import split_words
from index.intake.build import ingest_paths, remove_reports
from index.lookup.findings import list_findings
from index.lookup.reports import filter_reports, list_reports
from index.people.corrections import correct_cell
from index.people.headers import correct_header
from index.people.verdicts import record_verdict
from index.store import Store, open_store

ASKED = Path(__file__).resolve().parents[3] / "samples" / "questions.jsonl"
TIMES = re.compile(r"_at$")
FILTERS = ({}, {"years": [2021, 2022]}, {"agency_ids": [1, 2]})


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the times at which people wrote."""
    rows = {}
    with store.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [column for column in table.columns if not TIMES.search(column.name)]
            rows[table.name] = sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)
    return rows


def read_turns() -> Iterator[Sequence[str]]:
    for line in ASKED.read_text(encoding="utf-8").splitlines():
        yield [turn["ask"] for turn in json.loads(line)["turns"]]


def answer_all(store: Store) -> list[dict[str, object]]:
    assistant = Assistant(store)
    answers = []
    for turns in read_turns():
        conversation = Conversation()
        answers += [answer_to_json(assistant.ask(turn, conversation)) for turn in turns]
    return answers


def test_the_samples_give_the_same_rows(sample_stores):
    one, other = (dump(store) for store in sample_stores.values())
    assert [] == [name for name, rows in one.items() if rows != other[name]]
    assert 25 < len(one["reports"])


def test_the_questions_on_the_samples_get_the_same_answers(sample_stores):
    one, other = (answer_all(store) for store in sample_stores.values())
    for expected, given in zip(one, other, strict=True):
        assert expected == given


@pytest.mark.parametrize(("budgets", "few", "limit"), [((4000,), 1000, 50), ((4000,), 0, 50), ((3, 30, 4000), 0, 5)])
def test_the_full_text_ranks_alike(sample_stores, monkeypatch, budgets, few, limit):
    monkeypatch.setattr(postgres_words, "_BUDGETS", budgets)
    monkeypatch.setattr(postgres_words, "_FEW", few)
    queries = [split_words(turn) for turns in read_turns() for turn in turns] + [split_words("12.5万元 2023年 3.5 12 5")]
    with sample_stores["sqlite"].connect() as one, sample_stores["postgresql"].connect() as other:
        for words in queries:
            for filters in FILTERS:
                conditions = filter_reports(**filters)
                expected = rank_by_words(one, words, conditions, limit)
                given = rank_by_words(other, words, conditions, limit)
                assert list(expected.items()) == list(given.items()), words


@pytest.fixture
def live(shelf, make_report, make_finding):
    """Lets everything happen to a store that can, one after the other."""

    def run(settings) -> None:
        def take_in() -> None:
            assert list(ingest_paths(settings, [shelf.folder], read=shelf.read))

        for year in (2021, 2022, 2023):
            shelf.put(f"{year}.txt", make_report(year=year, cells={"requests.new.total": str(year)}))
            prose = ("预算12.5万元，公开12、5条。", f"{year}年的渠道清淤。")
            shelf.put(f"石桥镇/{year}.txt", make_report("石桥乡", year, prose=prose))
        shelf.put("z.txt", make_report(None, None, findings=(make_finding(make_report()),)))
        shelf.put("bad.txt", None)
        take_in()
        shelf.put("2022.txt", make_report(year=2022, cells={"requests.new.total": None}))
        shelf.put("2023 again.txt", make_report(year=2023, cells={"requests.new.total": "9"}))
        settings.roster_path.write_text("机关,上级,曾用名\n石桥镇,青禾市/临川县,石桥乡\n", encoding="utf-8")
        take_in()
        with open_store(settings, writable=True) as store:
            unplaced = next(report for report in list_reports(store) if report.agency is None)
            correct_cell(store, unplaced.id, "requests.new.total", "5", who="李审")
            correct_header(store, unplaced.id, agency="青石镇", parents=("青禾市",), year=2020, who="李审")
            record_verdict(store, list_findings(store)[0].fingerprint, "dismissed", "王审")
        remove_reports(settings, source=str(shelf.folder / "石桥镇"))
        take_in()
        for path in list(shelf.folder.rglob("*.txt")):
            path.unlink()

    return run


def test_a_store_with_a_long_life_is_the_same_everywhere(open_both, live):
    dumps = []
    for settings in open_both.values():
        live(settings)
        with open_store(settings) as store:
            dumps.append(dump(store))
    one, other = dumps
    assert [] == [name for name, rows in one.items() if rows != other[name]]


@pytest.mark.parametrize("settled", [1, 7, 500])
def test_what_is_counted_of_words_is_what_passages_have(open_both, live, monkeypatch, settled):
    monkeypatch.setattr(postgres_words, "_SETTLED", settled)
    live(open_both["postgresql"])
    counted = (
        "SELECT word, sum(passages) FROM (SELECT * FROM passage_words_total UNION ALL SELECT * FROM passage_words_recent) AS c"
        " GROUP BY word HAVING sum(passages) <> 0"
    )
    had = "SELECT lexeme, count(*) FROM passage_words, unnest(words) GROUP BY lexeme"
    with open_store(open_both["postgresql"]) as store, store.connect() as connection:
        passages = connection.execute(text("SELECT count(*) FROM passage_words")).scalar_one()
        expected = {"": passages, **dict(connection.execute(text(had)).all())}
        assert expected == dict(connection.execute(text(counted)).all())
