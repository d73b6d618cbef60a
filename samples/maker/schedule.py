# ruff: noqa: E501 -- one report per line, like the table that this is
"""Which reports there are: the kind of file, the look, the writing of cells and the planted faults of each."""

from datetime import date

from samples.maker.places import BY_KEY
from samples.maker.records import FileKind, FormVersion, Plan

FIRST_YEAR, LAST_YEAR, NEW_FORM_YEAR = 2019, 2023, 2021
_DEFAULT_PARENTS = ("title",)
_TITLES = {
    "full": "{full}{year}年政府信息公开工作年度报告",
    "county": "{county}{name}{year}年政府信息公开工作年度报告",
    "county_full": "{county}{full}{year}年度政府信息公开工作年度报告",
    "year_first": "{year}年{name}政府信息公开工作年度报告",
    "year_county": "{year}年{county}{name}政府信息公开工作年度报告",
    "two_lines": "{county}{full}\n{year}年政府信息公开工作年度报告",
    "annual": "{name}{year}年度政府信息公开年度报告",
}


def _plan(
    key: str,
    year: int,
    form: FormVersion,
    file: tuple[FileKind, str, str],
    title: str,
    *,
    parents: tuple[str, ...] = _DEFAULT_PARENTS,
    published: tuple[int, int] = (1, 20),
    lag: int = 1,
    writings: tuple[str, ...] = (),
    faults: tuple[str, ...] = (),
    extras: tuple[str, ...] = (),
) -> Plan:
    agency, (kind, look, stem) = BY_KEY[key], file
    names = {"full": agency.full_name, "name": agency.name, "county": agency.county, "year": year}
    file_name = f"{stem.format(**names)}.{kind}"
    day = date(year + lag, *published)
    return Plan(agency, year, form, kind, look, file_name, _TITLES[title].format(**names), parents, day, writings, faults, extras)


_LONG = "{county}{name}{year}年政府信息公开工作年度报告"
_SHORT = "{name}{year}年政府信息公开工作年度报告"
_YEAR = "{year}年{name}政府信息公开工作年度报告"
_OFFICE = "{full}{year}年度政府信息公开年报"

# fmt: off
PLANS = (
    _plan("xiyuan-liqiao", 2019, "2019", ("txt", "pipe_cells", _LONG), "county", published=(1, 19), extras=("staff",)),
    _plan("xiyuan-liqiao", 2020, "2019", ("pdf", "reportlab", _LONG), "county_full", published=(1, 15), writings=("slash", "four_decimals"), faults=("text_parts",), extras=("hotline",)),
    _plan("xiyuan-liqiao", 2021, "2021", ("pdf", "libreoffice", _LONG), "two_lines", published=(1, 24), writings=("four_decimals",), extras=("share", "decoy")),
    _plan("xiyuan-liqiao", 2022, "2021", ("docx", "plain", _LONG), "county", published=(1, 12), writings=("wan_yuan",), faults=("copied_last_year",), extras=("staff", "hotline")),
    _plan("xiyuan-liqiao", 2023, "2021", ("html", "portal", _LONG), "year_county", parents=("title", "breadcrumb"), published=(3, 18), writings=("yuan",), faults=("published_late",), extras=("decoy",)),
    _plan("tinglan", 2019, "2019", ("html", "gbk", _YEAR), "year_first", parents=("breadcrumb",), published=(1, 22), writings=("blank_procurement",), faults=("table_lost",), extras=("channels_only",)),
    _plan("tinglan", 2020, "2019", ("txt", "cell_lines", _SHORT), "full", parents=("contact",), published=(1, 27), faults=("text_vs_table",), extras=("decoy", "hotline")),
    _plan("tinglan", 2021, "2019", ("docx", "plain", _SHORT), "full", parents=("signature",), published=(1, 18), writings=("dash", "slash", "wan_yuan"), faults=("form_outdated",), extras=("silent_disputes",)),
    _plan("tinglan", 2022, "2021", ("pdf", "chromium_radicals", _SHORT), "county", published=(1, 10), writings=("blank_coercion",), extras=("staff", "decoy")),
    _plan("tinglan", 2023, "2021", ("pdf", "reportlab_landscape", _YEAR), "year_county", published=(1, 26), writings=("wide",), faults=("carry_over",), extras=("share",)),
    _plan("luzhu", 2020, "2019", ("pdf", "libreoffice", _OFFICE), "county_full", published=(1, 28), writings=("thousands", "four_decimals"), faults=("disputes_total",), extras=("hotline", "decoy")),
    _plan("luzhu", 2021, "2021", ("html", "word", _OFFICE), "county_full", parents=("title", "breadcrumb"), published=(1, 25), writings=("thousands",), extras=("staff",)),
    _plan("luzhu", 2022, "2021", ("txt", "pipe_rows", _SHORT), "full", parents=("opening",), published=(1, 17), writings=("thousands",), faults=("all_closed",), extras=("hotline",)),
    _plan("luzhu", 2023, "2021", ("docx", "paragraphs", _OFFICE), "county", published=(1, 30), writings=("thousands", "yuan"), faults=("percentage",), extras=("decoy",)),
    _plan("wushan-liqiao", 2019, "2019", ("docx", "plain", _LONG), "county_full", published=(1, 21), writings=("blank_publication", "sign", "yuan"), extras=("silent_disputes",)),
    _plan("wushan-liqiao", 2020, "2019", ("html", "portal", _LONG), "county", parents=("title", "breadcrumb"), published=(1, 14), writings=("dash", "four_decimals"), faults=("foreign_name",), extras=("approximate", "decoy")),
    _plan("wushan-liqiao", 2021, "2021", ("txt", "glued", _LONG), "year_county", published=(1, 20), extras=("hotline",)),
    _plan("wushan-liqiao", 2022, "2021", ("pdf", "reportlab", _LONG), "two_lines", published=(1, 13), faults=("results_total",), extras=("channels_only", "staff")),
    _plan("wushan-liqiao", 2023, "2021", ("pdf", "chromium", _LONG), "county", published=(1, 16), writings=("four_decimals",), faults=("copied_between",), extras=("decoy",)),
    _plan("shanwu", 2019, "2019", ("txt", "spaces", _SHORT), "full", parents=("opening",), published=(1, 8)),
    _plan("shanwu", 2020, "2019", ("docx", "paragraphs", _SHORT), "county", published=(1, 11), writings=("blank_procurement", "dash"), faults=("year_mismatch",), extras=("silent_disputes",)),
    _plan("shanwu", 2021, "2021", ("txt", "tabs", _SHORT), "county_full", published=(1, 29), writings=("slash",)),
    _plan("shanwu", 2023, "2021", ("html", "portal", _YEAR), "year_first", parents=("breadcrumb",), published=(1, 9), writings=("padded",), faults=("impossible_value",), extras=("decoy",)),
    _plan("yanquan", 2019, "2019", ("pdf", "libreoffice", _SHORT), "county", published=(1, 23), writings=("sign", "yuan"), extras=("decoy", "hotline")),
    _plan("yanquan", 2020, "2019", ("docx", "plain", _SHORT), "two_lines", published=(1, 26), writings=("blank_coercion",), faults=("balance", "published_stock"), extras=("share",)),
    _plan("yanquan", 2021, "2021", ("html", "word", _SHORT), "county_full", parents=("title", "breadcrumb"), published=(1, 19), writings=("slash", "wan_yuan"), faults=("fee_unexplained",), extras=("staff",)),
    _plan("yanquan", 2022, "2021", ("txt", "radicals", _SHORT), "county", published=(1, 31), faults=("stock_flow",), extras=("hotline", "decoy")),
    _plan("yanquan", 2023, "2021", ("txt", "traditional", _YEAR), "year_county", published=(1, 12), faults=("applicants_total",), extras=("staff",)),
)
