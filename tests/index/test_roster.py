"""The roster settles names, completes parents and says who could have reported."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, insert, select

from index import migrations
from index.database.schema import SCHEMA_VERSIONS, agencies, meta
from index.intake.build import ingest_paths, remove_reports
from index.keeping.regrouping import settle_roster
from index.keeping.roster import Roster, RosterEntry, read_roster
from index.lookup.findings import list_findings
from index.lookup.record import load_record
from index.lookup.reports import list_agencies, list_reports, store_version
from index.lookup.search import search_passages
from index.store import open_store
from index.vectors.embedding import fingerprint_model
from index.vectors.outbox import count_waiting
from index.vectors.passages import open_vectors
from ingest.errors import UsageError

ROSTER = """机关,上级,别名,曾用名,备注
柳溪镇人民政府,云川省/青禾市/临川县,柳溪,柳溪乡,
石渡街道,云川省/青禾市/临川县,,石渡镇/北关镇,由镇改设
榆林镇,云川省/青禾市/临川县,,,
柳溪镇,云川省/青禾市/望山县,,,
"""
LINCHUAN = ("云川省", "青禾市", "临川县")
WANGSHAN = ("云川省", "青禾市", "望山县")


@pytest.fixture
def write_roster(settings):
    def write(text: str = ROSTER) -> None:
        settings.data.mkdir(exist_ok=True)
        settings.roster_path.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def ingest(settings, shelf):
    return lambda: list(ingest_paths(settings, [shelf.folder], read=shelf.read))


def list_owners(settings):
    with open_store(settings) as store:
        return {report.year: (report.agency.parents, report.agency.name) for report in list_reports(store, answering=False)}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ROSTER, "utf-8"),
        (ROSTER, "utf-8-sig"),
        (ROSTER, "gb18030"),
        (ROSTER.replace(",", "\t"), "utf-8"),
        (ROSTER.replace(",", ";"), "utf-8"),
        (ROSTER.replace("机关,上级,别名,曾用名", "Agency,parents,Aliases,former_names"), "utf-8"),
        (ROSTER.replace("/", "、").replace("\n", "\r\n"), "utf-8"),
    ],
)
def test_a_roster_is_read_as_spreadsheets_write_it(tmp_path, text, encoding):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    assert (
        RosterEntry("柳溪镇", LINCHUAN, ("柳溪", "柳溪乡")),
        RosterEntry("石渡街道", LINCHUAN, ("石渡镇", "北关镇")),
        RosterEntry("榆林镇", LINCHUAN),
        RosterEntry("柳溪镇", WANGSHAN),
    ) == read_roster(path).entries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "第一行应是列名"),
        ("名称,县\n柳溪镇,临川县\n", "第一行应是列名"),
        ("机关,上级\n", "没有机关"),
        ("机关,上级\n柳溪镇,临川县\n,临川县\n", "第 3 行没有写机关名称"),
        ("机关,上级\n柳溪镇,临川县\n柳溪镇人民政府,临川县\n", "第 3 行：“柳溪镇”与第 2 行重复"),
        ("机关,上级,别名\n柳溪镇,临川县,溪\n石渡镇,临川县,溪\n", "第 3 行：别名“溪”与第 2 行重复"),
        ('机关,上级\n"柳溪镇,临川县\n', "不是完整的 CSV"),
    ],
)
def test_a_mistake_in_a_roster_is_named_with_its_line(tmp_path, text, words):
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=words):
        read_roster(path)


@pytest.mark.parametrize(
    ("name", "parents", "expected"),
    [
        ("柳溪镇", ("临川县",), LINCHUAN),
        ("柳溪镇", ("青禾市", "望山县"), WANGSHAN),
        ("柳溪镇", ("青禾市",), None),
        ("柳溪镇", (), None),
        ("柳溪镇", ("别处县",), None),
        ("柳溪乡", (), LINCHUAN),
        ("石渡镇", ("临川县",), LINCHUAN),
        ("桥头镇", (), None),
    ],
)
def test_a_name_means_the_one_agency_that_bears_it_under_its_parents(tmp_path, name, parents, expected):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    entry = read_roster(path).find(name, parents)
    assert expected == (entry.parents if entry else None)


def test_a_name_that_one_has_and_another_had_means_the_one_that_has_it():
    roster = Roster((RosterEntry("石渡镇", ("临川县",)), RosterEntry("石渡街道", ("临川县",), ("石渡镇",))))
    assert "石渡镇" == roster.find("石渡镇", ("临川县",)).name


def test_reports_are_filed_under_the_rosters_names_and_two_of_one_name_never_mix(
    settings, shelf, make_report, write_roster, ingest
):
    write_roster()
    for year, name, parents in (
        (2019, "柳溪乡", ("临川县",)),
        (2020, "柳溪镇", ("青禾市", "临川县")),
        (2021, "柳溪镇", ("望山县",)),
        (2022, "石渡镇", ()),
        (2023, "柳溪镇", ()),
    ):
        shelf.put(f"{year}.txt", make_report(name, year, parents=parents))
    ingest()
    owners = list_owners(settings)
    assert [(LINCHUAN, "柳溪镇"), (LINCHUAN, "柳溪镇"), (WANGSHAN, "柳溪镇"), (LINCHUAN, "石渡街道"), ((), "柳溪镇")] == [
        owners[year] for year in (2019, 2020, 2021, 2022, 2023)
    ]
    with open_store(settings) as store:
        former = next(report for report in list_reports(store) if report.year == 2019)
        assert any("按机关名录即云川省青禾市临川县柳溪镇" in note for note in load_record(store, former.id).notes)
        town = former.agency
    assert ("柳溪镇人民政府", True) == (town.full_name, town.rostered)
    assert {"柳溪", "柳溪乡", "柳溪乡人民政府"} == set(town.aliases)


def test_agencies_of_the_roster_are_listed_before_they_report_and_after_their_reports_go(
    settings, shelf, make_report, write_roster, ingest
):
    write_roster()
    shelf.put("a.txt", make_report(parents=("临川县",)))
    ingest()
    remove_reports(settings, agency="临川县/柳溪镇")
    with open_store(settings) as store:
        listed = list_agencies(store)
    assert ["柳溪镇", "榆林镇", "石渡街道", "柳溪镇"] == [agency.name for agency in listed]
    assert all(agency.rostered for agency in listed)


def test_a_roster_that_comes_later_gives_the_store_that_one_from_the_start_gives(
    settings, shelf, make_report, write_roster, tmp_path
):
    for name, report in (
        ("a.txt", make_report("柳溪乡", 2020, parents=("临川县",))),
        ("b.txt", make_report("柳溪镇", 2020, parents=("临川县",), cells={"requests.new.total": "9"})),
        ("c.txt", make_report("柳溪镇", 2021, parents=("临川县",))),
        ("d.txt", make_report("桥头镇", 2021, parents=("远山县",))),
    ):
        shelf.put(name, report)
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    assert {"柳溪镇", "柳溪乡", "桥头镇"} >= {name for _, name in list_owners(settings).values()}
    write_roster()
    list(ingest_paths(settings, [shelf.folder], read=shelf.read))
    early = settings.model_copy(update={"data": tmp_path / "early"})
    early.data.mkdir()
    early.roster_path.write_text(ROSTER, encoding="utf-8")
    list(ingest_paths(early, [shelf.folder], read=shelf.read))
    assert describe(early) == describe(settings)
    with open_store(settings) as store:
        assert 0 == count_waiting(store)


def describe(settings):
    """What is stored, the agencies' row numbers apart."""
    with open_store(settings) as store:
        stored = list_reports(store, answering=False)
        found = search_passages(store, "栏目更新慢", limit=20)
        return (
            store_version(store),
            [(report.source, report.agency.parents, report.agency.name, report.year, report.answers) for report in stored],
            {(agency.parents, agency.name, agency.full_name, frozenset(agency.aliases)) for agency in list_agencies(store)},
            [load_record(store, report.id) for report in stored],
            sorted((finding.rule, finding.source) for finding in list_findings(store)),
            sorted((item.report.source, item.passage.ordinal) for item in found),
            open_vectors(settings, fingerprint_model(settings)).list_ids(),
        )


def test_without_the_roster_reports_go_by_their_own_names_again(settings, shelf, make_report, write_roster, ingest):
    shelf.put("a.txt", make_report("柳溪乡", 2020, parents=("临川县",)))
    shelf.put("b.txt", make_report("柳溪镇", 2021, parents=("临川县",)))
    ingest()
    before = describe(settings)
    write_roster()
    ingest()
    assert {(LINCHUAN, "柳溪镇")} == set(list_owners(settings).values())
    assert before != describe(settings)
    settings.roster_path.unlink()
    ingest()
    assert before == describe(settings)


def test_a_mistaken_roster_stops_before_anything_changes(settings, shelf, make_report, write_roster, ingest):
    shelf.put("a.txt", make_report())
    ingest()
    before = describe(settings)
    write_roster("机关\n\n")
    with pytest.raises(UsageError):
        ingest()
    assert before == describe(settings)


def test_settling_the_same_roster_again_changes_nothing(settings, shelf, make_report, write_roster, ingest):
    write_roster()
    shelf.put("a.txt", make_report(parents=("临川县",)))
    ingest()
    before = describe(settings)
    with open_store(settings, writable=True) as store:
        settle_roster(store)
    assert before == describe(settings)


def test_a_folder_of_the_first_schema_is_brought_here_with_its_agencies(settings):
    settings.data.mkdir()
    config = Config()
    config.set_main_option("script_location", migrations.__path__[0])
    engine = create_engine(settings.database_url or f"sqlite:///{settings.sqlite_path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, SCHEMA_VERSIONS[0])
        row = {"id": 7, "parents": "青禾市/临川县", "name": "柳溪镇", "full_name": None, "aliases": "[]"}
        connection.execute(insert(agencies), [row])
    engine.dispose()
    with open_store(settings) as store, store.connect() as connection:
        assert (("青禾市", "临川县"), False) == (list_agencies(store)[0].parents, list_agencies(store)[0].rostered)
        assert [] == connection.execute(select(meta).where(meta.c.key == "roster")).all()
