"""The catalog: agencies under every spelling of their names, counties, years and forms."""

import pytest

from assistant.understanding.names.catalog import Catalog
from assistant.understanding.names.naming import strip_kind, strip_region
from index.records import StoredAgency, StoredReport

LINHE, YUNLING = ("青川市", "临河县"), ("南原市", "云岭县")
STONE, OTHER_STONE = StoredAgency(1, "石桥镇", "石桥镇人民政府", LINHE), StoredAgency(2, "石桥镇", "石桥镇人民政府", YUNLING)
LAKE = StoredAgency(3, "望湖街道", "临河县望湖街道办事处", LINHE, ("湖东街道",))
HUI = StoredAgency(4, "青禾回族乡", None, LINHE)


def report(number, agency, year, form, *, answers=True):
    return StoredReport(number, f"{number}.txt", str(number), "text", agency, year, form, None, None, answers=answers)


CATALOG = Catalog(
    (STONE, OTHER_STONE, LAKE, HUI),
    (
        report(1, STONE, 2020, "2019"),
        report(2, STONE, 2022, "2021"),
        report(3, OTHER_STONE, 2022, "2021"),
        report(4, LAKE, 2021, None, answers=False),
        report(5, None, 2023, "2021"),
    ),
)


@pytest.mark.parametrize(
    ("name", "agencies"),
    [
        ("石桥镇", (STONE, OTHER_STONE)),
        ("石桥镇人民政府", (STONE, OTHER_STONE)),
        ("石桥", (STONE, OTHER_STONE)),
        ("望湖街道", (LAKE,)),
        ("望湖街道办事处", (LAKE,)),
        ("望湖办事处", (LAKE,)),
        ("望湖街办", (LAKE,)),
        ("湖东街道", (LAKE,)),
        ("临河县望湖街道办事处", (LAKE,)),
        ("青禾乡", (HUI,)),
        ("青禾", (HUI,)),
        ("石橋鎮", (STONE, OTHER_STONE)),
        ("木桥镇", ()),
        ("乡", ()),
    ],
)
def test_agencies_are_found_by_every_spelling(name, agencies):
    assert agencies == CATALOG.find_agencies(name)


def test_counties_are_found_with_and_without_their_kind():
    assert (("临河县",), ("临河县",)) == (CATALOG.regions["临河县"], CATALOG.regions["临河"])


def test_only_reports_that_answer_give_years():
    assert ((2020, 2022), (2022,)) == (CATALOG.list_years([STONE]), CATALOG.list_years([OTHER_STONE]))
    assert () == CATALOG.list_years([LAKE])
    assert (2020, 2022) == CATALOG.years


def test_forms_are_those_of_the_reports_named():
    assert frozenset({"2019"}) == CATALOG.list_forms([STONE], [2020])
    assert frozenset({"2019", "2021"}) == CATALOG.list_forms([STONE], [])
    assert frozenset() == CATALOG.list_forms([STONE], [2015])


def test_a_shared_name_is_written_with_its_county():
    assert ("云岭县石桥镇", "望湖街道") == (CATALOG.name_agency(OTHER_STONE), CATALOG.name_agency(LAKE))


@pytest.mark.parametrize(
    ("name", "stem"), [("轩辕镇", "轩辕"), ("镇", "镇"), ("东街街道", "东街"), ("古镇镇", "古镇"), ("县街街道", "县街")]
)
def test_kinds_are_stripped_once(name, stem):
    assert stem == strip_kind(name)


@pytest.mark.parametrize(("name", "stem"), [("临河县", "临河"), ("青川市", "青川"), ("郊区", "郊区"), ("云山自治县", "云山")])
def test_short_regions_keep_their_kind(name, stem):
    assert stem == strip_region(name)
