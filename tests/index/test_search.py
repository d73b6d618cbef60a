import itertools

import pytest

from index.database.full_text import WordRow, insert_words, rank_by_words
from index.database.many_words import choose_leading, count_holders, count_passages, score_rows, weigh_word
from index.database.passage_rows import select_passages
from index.database.schema import passages
from index.database.words import split_words
from index.intake.build import ingest_paths
from index.lookup.reports import filter_reports, has_more_reports, list_agencies, list_reports
from index.lookup.search import fuse_scores, search_passages, weigh_words
from index.store import open_store
from ingest.errors import ModelError

CANAL = ("渠道清淤和堤坝加固的招标结果在村口贴了七天。",)
CLINIC = ("卫生院搬了新址，接种时间表印在挂历上送到每户。",)
LIBRARY = ("农家书屋周末开门，借书登记簿由志愿者看管。",)


@pytest.fixture
def filled(settings, shelf, make_report):
    shelf.put("a.txt", make_report(year=2022, prose=CANAL + CLINIC))
    shelf.put("b.txt", make_report("桥头镇", 2023, prose=LIBRARY + CANAL))
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    with open_store(settings) as store:
        yield store


@pytest.mark.parametrize("hybrid", [True, False])
@pytest.mark.parametrize(
    ("question", "passage"), [("书屋周末开门吗", LIBRARY[0]), ("接种时间表怎么送", CLINIC[0]), ("衛生院搬到哪裡", CLINIC[0])]
)
def test_the_passage_that_shares_rare_words_comes_first(filled, question, passage, hybrid):
    assert passage == search_passages(filled, question, hybrid=hybrid)[0].passage.text


def test_filters_narrow_what_is_searched(filled):
    agency = next(agency.id for agency in list_agencies(filled) if agency.name == "桥头镇")
    report = next(report.id for report in list_reports(filled) if report.year == 2022)
    for filters, names in (
        ({"agency_ids": [agency]}, {"桥头镇"}),
        ({"years": [2022]}, {"柳溪镇"}),
        ({"report_ids": [report]}, {"柳溪镇"}),
        ({"topics": ["problems"]}, {"柳溪镇", "桥头镇"}),
        ({"topics": ["overview"]}, set()),
        ({"report_ids": []}, set()),
    ):
        found = search_passages(filled, "清淤招标", **filters)
        assert names == {item.report.agency.name for item in found}, filters


def test_whether_there_are_more_reports_is_told_of_all_and_of_a_year(filled):
    assert (True, False) == (has_more_reports(filled, 1), has_more_reports(filled, 2))
    assert (True, False) == (has_more_reports(filled, 0, years=[2022]), has_more_reports(filled, 1, years=[2022]))


def test_without_a_text_passages_come_as_they_stand(filled):
    found = search_passages(filled, "", years=[2022])
    assert [(CANAL[0], 0.0), (CLINIC[0], 0.0)] == [(item.passage.text, item.score) for item in found]


def test_the_limit_holds_and_scores_fall(filled):
    found = search_passages(filled, "清淤和书屋", limit=3)
    assert 3 == len(found)
    assert sorted((item.score for item in found), reverse=True) == [item.score for item in found]


def test_the_same_search_gives_the_same_passages(filled):
    assert search_passages(filled, "村口贴了什么") == search_passages(filled, "村口贴了什么")


def test_words_of_query_syntax_are_only_words(filled):
    assert search_passages(filled, 'NOT "书屋" OR (NEAR', hybrid=False)[0].passage.text == LIBRARY[0]


@pytest.mark.usefixtures("filled")
def test_an_older_file_is_not_found(settings, shelf, make_report):
    shelf.put("c.txt", make_report("桥头镇", 2023, prose=("换了一份没有书的正文。",)))
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    with open_store(settings) as store:
        assert LIBRARY[0] not in {item.passage.text for item in search_passages(store, "农家书屋周末开门")}


@pytest.mark.usefixtures("filled")
def test_vectors_of_another_model_are_not_searched(settings, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "modules.json").write_text("[]")
    with open_store(settings.model_copy(update={"embedding": str(other)})) as store, pytest.raises(ModelError, match="另一个"):
        search_passages(store, "书屋")


def test_an_empty_store_finds_nothing(settings):
    with open_store(settings) as store:
        assert () == search_passages(store, "书屋")


@pytest.mark.parametrize(
    ("words", "vectors", "best"),
    [
        ({1: 9.0, 2: 8.0, 3: 1.0}, {1: 0.9, 3: 0.8}, [1, 2, 3]),
        ({1: 2.0}, {2: 0.9}, [1, 2]),
        ({}, {5: 0.9, 4: 0.8}, [5, 4]),
        ({7: 9.0, 8: 8.0}, {8: 0.5}, [8, 7]),
    ],
)
def test_a_passage_that_both_rankings_have_goes_before(words, vectors, best):
    assert best == list(fuse_scores(words, vectors, 0.6, 5))


def test_words_decide_where_they_explain_the_question_and_vectors_where_a_word_matches_by_chance():
    assert (0.95, 0.2) == (weigh_words({1: 6.0}, ("书屋", "周末", "开门")), weigh_words({1: 0.2}, ("书屋", "周末", "开门")))
    assert 0.2 == weigh_words({}, ("书屋",))


@pytest.fixture
def crowded(filled, monkeypatch):
    """The same store, taken for one of very many passages."""
    monkeypatch.setattr("index.database.full_text.MANY", 0)
    return filled


@pytest.mark.parametrize(("few", "spare"), [(0, 0), (0, 4), (1000, 4)])
def test_among_very_many_passages_the_same_ones_come_first(crowded, monkeypatch, few, spare):
    monkeypatch.setattr("index.database.many_words._FEW", few)
    monkeypatch.setattr("index.database.many_words._SPARE", spare)
    for question, passage in (("书屋周末开门吗", LIBRARY[0]), ("接种时间表怎么送", CLINIC[0])):
        assert passage == search_passages(crowded, question, hybrid=False)[0].passage.text
    assert ["桥头镇"] == [item.report.agency.name for item in search_passages(crowded, "清淤招标", years=[2023], hybrid=False)]
    assert () == search_passages(crowded, "航天火箭", hybrid=False)


def test_words_that_very_many_passages_have_choose_no_candidates_beside_rarer_ones():
    assert ["书屋", "清淤"] == choose_leading({"公开": 900_000, "书屋": 12, "清淤": 300_000})
    assert ["书屋", "清淤"] == choose_leading({"招标": 300_001, "书屋": 12, "清淤": 300_000})
    assert ["公开"] == choose_leading({"公开": 900_000, "信息": 950_000})


@pytest.mark.usefixtures("sqlite_only")
def test_the_year_named_chooses_no_candidates_among_the_passages_of_that_year(settings, shelf, make_report, monkeypatch):
    for name, number in {"index.database.full_text.MANY": 0, "_FEW": 0, "_BUDGET": 0, "_BEST": 1, "_SPARE": 1}.items():
        monkeypatch.setattr(name if "." in name else f"index.database.many_words.{name}", number)
    shelf.put(
        "a.txt", make_report(year=2022, prose=("2022年初到2022年末，一切照旧。", "到2022年末，2022年的书借完了。", LIBRARY[0]))
    )
    shelf.put(
        "b.txt", make_report("桥头镇", 2023, prose=(*LIBRARY, "书屋修好了。", "书屋添了书架。", "书屋又开门了。", "书屋满了。"))
    )
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    with open_store(settings) as store, store.connect() as connection:
        best = list(rank_by_words(connection, split_words("2022年书屋"), filter_reports(years=[2022]), 1, [2022]))
        assert [LIBRARY[0]] == [row.passage.text for row in select_passages(connection, passages.c.number.in_(best))]
        assert {} == rank_by_words(connection, split_words("2022年航天"), filter_reports(years=[2022]), 1, [2022])


@pytest.mark.usefixtures("sqlite_only")
def test_how_many_have_a_rare_word_is_counted_and_of_a_frequent_one_judged_by_a_part(settings, monkeypatch):
    monkeypatch.setattr("index.database.many_words._EXACT", 100)
    with open_store(settings, writable=True) as store, store.begin() as connection:
        rows = (("公开", "清淤") if number == 77 else ("公开", "书屋") if number % 5 else ("公开",) for number in range(1, 6401))
        insert_words(connection, itertools.starmap(WordRow, enumerate(rows, 1)))
        held = count_holders(connection, ["公开", "书屋", "清淤", "航天"], 6400)
    assert {"公开": 6400, "书屋": pytest.approx(5119, rel=0.01), "清淤": 1} == held


@pytest.mark.usefixtures("sqlite_only")
def test_scores_are_those_of_the_database(filled):
    words = split_words("渠道清淤的招标结果")
    with filled.connect() as connection:
        ranked = rank_by_words(connection, words, [], 10)
        total = count_passages(connection)
        weights = {word: weigh_word(held, total) for word, held in count_holders(connection, words, total).items()}
        scored = score_rows(select_passages(connection), weights)
    assert ranked == pytest.approx({number: scored[number] for number in ranked})
