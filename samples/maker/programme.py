# ruff: noqa: E501 -- one report per line, like the table that this is
"""Which reports the second set has: every layout and file kind of real reports, and every rule's fault once more."""

from datetime import date

from samples.maker.districts import DISTRICTS
from samples.maker.records import FileKind, FormVersion, Plan
from samples.maker.schedule import NEW_FORM_YEAR

_TITLES = {
    "full": "{full}{year}年政府信息公开工作年度报告",
    "county": "{county}{name}{year}年政府信息公开工作年度报告",
    "county_full": "{county}{full}{year}年度政府信息公开工作年度报告",
    "year_first": "{year}年{name}政府信息公开工作年度报告",
    "year_county": "{year}年{county}{name}政府信息公开年度报告",
    "two_lines": "{county}{full}\n{year}年政府信息公开工作年度报告",
    "broken": "{county}{name}{year}\n年政府信息公开工作年度报告",
    "annual": "{name}{year}年度政府信息公开年报",
    "wording": "{name}{year}年度政府信息公开年度工作报告",
    "nameless": "{year}年政府信息公开工作年度报告",
    "yearless": "{county}{name}政府信息公开工作年度报告",
}
_STEM = "{name}{year}年政府信息公开工作年度报告"
_NO_YEAR = "{name}政府信息公开年报"


def _plan(
    key: str,
    year: int,
    look: str,
    title: str = "county",
    *,
    form: FormVersion | None = None,
    parents: tuple[str, ...] = ("title",),
    published: tuple[int, int] = (1, 18),
    writings: tuple[str, ...] = (),
    faults: tuple[str, ...] = (),
    extras: tuple[str, ...] = (),
    stem: str = _STEM,
    container: str | None = None,
    lag: int = 1,
) -> Plan:
    agency = DISTRICTS[key]
    kind, layout = look.split("/")
    names = {"full": agency.full_name, "name": agency.name, "county": agency.county, "year": year}
    file_name = f"{stem.format(**names)}.{kind}"
    version: FormVersion | None = form or ("2019" if year < NEW_FORM_YEAR else "2021")
    if "freeform" in extras:
        version = None
    day = date(year + lag, *published)
    file_kind: FileKind = kind  # type: ignore[assignment]
    return Plan(
        agency,
        year,
        version,
        file_kind,
        layout,
        file_name,
        _TITLES[title].format(**names),
        parents,
        day,
        writings,
        faults,
        extras,
        container,
    )


_PORTAL = ("title", "breadcrumb")
_COUNTY_ZIP = "沱岭苗族自治县街前镇年报三年合集.zip"
_BANNER_ZIP = "苏林塔旗敦达泊苏木年报.zip"

# fmt: off
PROGRAMME = (
    _plan("arbo", 2019, "txt/lone_pipes", published=(1, 20)),
    _plan("arbo", 2020, "txt/tabs_lost_labels", "full", parents=("contact",), published=(1, 11), extras=("decoy",)),
    _plan("arbo", 2021, "txt/tabs_lost_other", "year_county", published=(1, 17), extras=("staff",)),
    _plan("arbo", 2022, "md/markdown", "county_full", published=(1, 9), writings=("slash",), extras=("hotline",)),
    _plan("arbo", 2023, "docx/nested", published=(1, 22), writings=("wan_yuan",)),
    _plan("arbo", 2024, "txt/truncated", "two_lines", published=(1, 15), extras=("truncated", "channels_only")),
    _plan("baiyu", 2019, "txt/broken_labels", published=(1, 14), extras=("staff",)),
    _plan("baiyu", 2020, "txt/gb18030", "county_full", published=(1, 19), writings=("no_procurement",), faults=("foreign_name",)),
    _plan("baiyu", 2021, "txt/pipe_before", published=(12, 24), lag=0, faults=("published_early",), extras=("decoy",)),
    _plan("baiyu", 2022, "txt/truncated", "year_county", published=(1, 20), extras=("truncated", "hotline")),
    _plan("baiyu", 2023, "doc/word97", published=(1, 23), writings=("yuan",), extras=("staff",)),
    _plan("baiyu", 2024, "html/attachments", "annual", parents=("breadcrumb",), published=(1, 16), writings=("padded",), extras=("decoy",)),
    _plan("hari", 2019, "txt/pipe_before", published=(1, 17), writings=("slash",)),
    _plan("hari", 2020, "txt/spaces", "full", parents=("signature",), published=(1, 25), extras=("share",)),
    _plan("hari", 2021, "pdf/reportlab_split", published=(1, 12), writings=("dash",), extras=("staff",)),
    _plan("hari", 2022, "txt/lost_characters", published=(1, 13), extras=("period", "lost_characters", "hotline")),
    _plan("hari", 2023, "html/layout", "county_full", parents=_PORTAL, published=(1, 11), writings=("four_decimals",), extras=("decoy",)),
    _plan("hari", 2024, "txt/gb18030", published=(1, 21), faults=("stock_flow",), extras=("share",)),
    _plan("aolun", 2019, "html/gbk", parents=_PORTAL, published=(1, 19), writings=("blank_procurement",), extras=("decoy",)),
    _plan("aolun", 2020, "txt/padded_rows", "broken", published=(1, 21), writings=("blank_procurement", "dash")),
    _plan("aolun", 2021, "txt/tabs_lost_other", published=(1, 14), extras=("hotline",)),
    _plan("aolun", 2022, "txt/broken_labels", "two_lines", published=(1, 16), extras=("decoy",)),
    _plan("aolun", 2023, "txt/glued", "wording", parents=("opening",), published=(1, 8)),
    _plan("aolun", 2024, "docx/split_tables", published=(1, 17), writings=("no_fees",), extras=("staff",)),
    _plan("dunda", 2019, "txt/pipe_rows", published=(1, 20), writings=("sign",), container=_BANNER_ZIP),
    _plan("dunda", 2020, "docx/plain", published=(1, 22), writings=("dash",), container=_BANNER_ZIP),
    _plan("dunda", 2021, "html/portal", parents=_PORTAL, published=(1, 24), faults=("wrong_self",), container=_BANNER_ZIP, extras=("decoy",)),
    _plan("dunda", 2022, "txt/two_reports", published=(1, 12), stem="两镇年报合订", container="两地年报合订.txt", extras=("staff",)),
    _plan("dunda", 2023, "doc/word97", "full", parents=("contact",), published=(1, 18), writings=("blank_coercion",)),
    _plan("dunda", 2024, "md/markdown", "yearless", published=(1, 19), faults=("impossible_value",), extras=("period", "no_year"), stem=_NO_YEAR),
    _plan("huohan", 2019, "docx/tracked", "county_full", published=(1, 15), writings=("thousands",), extras=("decoy",)),
    _plan("huohan", 2020, "pdf/libreoffice_unruled", published=(1, 20), writings=("yuan",), extras=("hotline",)),
    _plan("huohan", 2021, "pdf/chromium_lost_rule", published=(1, 13), faults=("applicants_total",)),
    _plan("huohan", 2022, "docx/textbox", published=(1, 26), writings=("words",), faults=("unreadable",), extras=("share",)),
    _plan("huohan", 2023, "html/nested_layout", "year_county", parents=_PORTAL, published=(1, 17), faults=("carry_over",)),
    _plan("huohan", 2024, "txt/pipe_rows", published=(1, 22), extras=("decoy", "staff")),
    _plan("duzhen", 2019, "txt/pinyin", published=(1, 10), extras=("staff",)),
    _plan("duzhen", 2020, "pdf/reportlab_background", "county_full", published=(1, 21), writings=("no_procurement",), extras=("hotline",)),
    _plan("duzhen", 2021, "pdf/libreoffice_split", published=(1, 25), faults=("percentage",)),
    _plan("duzhen", 2022, "docx/split_tables", published=(1, 11), extras=("hybrid", "decoy")),
    _plan("duzhen", 2023, "txt/page_numbers", "annual", parents=("signature",), published=(1, 16), faults=("balance",)),
    _plan("duzhen", 2024, "pdf/scan_bilevel", published=(1, 14)),
    _plan("tongwu", 2020, "txt/tabs_lost_labels", published=(1, 9), extras=("hotline",)),
    _plan("tongwu", 2021, "txt/pipe_rows", "nameless", parents=(), published=(1, 13), extras=("nameless",), stem="存档甲-{year}年政府信息公开年报"),
    _plan("tongwu", 2022, "html/attachments", parents=_PORTAL, published=(1, 12), extras=("staff",)),
    _plan("tongwu", 2023, "txt/wrapped", published=(1, 15), extras=("decoy",)),
    _plan("tongwu", 2024, "pdf/scan_gray", "county_full", published=(1, 20)),
    _plan("nianqi", 2019, "pdf/reportlab_unruled", "county_full", published=(1, 22), extras=("decoy",)),
    _plan("nianqi", 2020, "txt/repeated_label", published=(1, 18), faults=("all_closed",), extras=("staff",)),
    _plan("nianqi", 2021, "docx/nested", published=(1, 20), faults=("disputes_total",)),
    _plan("nianqi", 2022, "pdf/reportlab_landscape", "two_lines", published=(1, 24), faults=("table_lost",), extras=("hotline",)),
    _plan("nianqi", 2023, "txt/tabs", published=(1, 11), writings=("words",), faults=("unreadable",), extras=("share",)),
    _plan("nianqi", 2024, "html/undeclared", parents=_PORTAL, published=(1, 17), writings=("wide",), faults=("copied_last_year",)),
    _plan("kaifaqu", 2019, "txt/cell_lines", published=(1, 15), extras=("decoy",)),
    _plan("kaifaqu", 2020, "html/layout", "full", parents=("breadcrumb",), published=(1, 20), writings=("wan_yuan",), faults=("published_stock",)),
    _plan("kaifaqu", 2021, "docx/plain", "full", parents=("contact",), form="2019", published=(1, 21), faults=("form_outdated",), extras=("staff",)),
    _plan("kaifaqu", 2022, "txt/pipe_cells", published=(1, 10), extras=("hybrid", "hotline")),
    _plan("kaifaqu", 2023, "pdf/chromium_background", published=(1, 19), writings=("four_decimals",), faults=("text_parts",)),
    _plan("kaifaqu", 2024, "txt/lost_characters", "full", parents=("signature",), published=(1, 15), faults=("fraction",), extras=("period", "lost_characters")),
    _plan("jieqian", 2019, "html/undeclared", "year_first", parents=("breadcrumb",), published=(1, 16), extras=("approximate", "decoy")),
    _plan("jieqian", 2020, "docx/textbox", "nameless", parents=(), published=(1, 14), extras=("contact_only",), stem="存档乙-{year}年政府信息公开年报"),
    _plan("jieqian", 2021, "txt/traditional", published=(1, 22)),
    _plan("jieqian", 2022, "txt/spaces", published=(1, 20), container=_COUNTY_ZIP),
    _plan("jieqian", 2023, "docx/paragraphs", published=(1, 18), faults=("results_total",), container=_COUNTY_ZIP, extras=("decoy",)),
    _plan("jieqian", 2024, "html/word", parents=_PORTAL, published=(1, 21), writings=("blank_disputes",), faults=("table_blank",), container=_COUNTY_ZIP),
    _plan("yunya", 2019, "txt/wrapped", "county_full", published=(1, 9), extras=("staff",)),
    _plan("yunya", 2020, "txt/spaces", "nameless", parents=(), published=(1, 13), extras=("contact_only",), stem="存档丙-{year}年政府信息公开年报"),
    _plan("yunya", 2021, "docx/paragraphs", "nameless", parents=(), published=(1, 12), extras=("nameless",), stem="存档丁-{year}年政府信息公开年报"),
    _plan("yunya", 2022, "txt/padded_rows", form="2019", published=(1, 19), writings=("no_fees", "slash"), faults=("form_outdated",)),
    _plan("yunya", 2023, "txt/page_numbers", published=(1, 17), faults=("title_year",), extras=("period", "title_year")),
    _plan("yunya", 2024, "txt/cell_lines", "yearless", published=(1, 16), extras=("period", "no_year"), stem=_NO_YEAR),
    _plan("shilai", 2019, "txt/pinyin", published=(1, 16)),
    _plan("shilai", 2021, "pdf/libreoffice_split", "county_full", published=(1, 20), faults=("year_mismatch",)),
    _plan("shilai", 2022, "txt/two_reports", published=(1, 14), stem="两镇年报合订之二", container="两地年报合订.txt"),
    _plan("shilai", 2023, "docx/two_reports", published=(1, 12), stem="石濑镇合订一", container="石濑镇两年年报合订.docx"),
    _plan("shilai", 2024, "docx/two_reports", published=(1, 13), stem="石濑镇合订二", container="石濑镇两年年报合订.docx"),
    _plan("xutou", 2019, "txt/repeated_label", published=(1, 23), extras=("decoy",)),
    _plan("xutou", 2020, "docx/tracked", published=(1, 15), faults=("text_vs_table",)),
    _plan("xutou", 2021, "html/nested_layout", parents=_PORTAL, published=(1, 19), writings=("dash",), extras=("hotline",)),
    _plan("xutou", 2022, "txt/lone_pipes", published=(1, 18), faults=("copied_between",)),
    _plan("xutou", 2023, "txt/radicals", published=(3, 6), faults=("published_late",), extras=("staff",)),
    _plan("xutou", 2024, "pdf/reportlab_split", "annual", parents=("signature",), published=(1, 22), faults=("fee_unexplained",)),
    _plan("shilai", 2020, "pdf/reportlab_unruled", published=(1, 15), writings=("blank_procurement",), extras=("hotline",)),
)

OLD_REPORTS = (
    _plan("hari", 2011, "html/freeform", parents=_PORTAL, published=(1, 30), extras=("freeform", "decoy")),
    _plan("arbo", 2016, "txt/freeform", "wording", parents=("opening",), published=(1, 12), extras=("freeform", "channels_only")),
    _plan("nianqi", 2018, "docx/freeform", "county_full", published=(1, 25), extras=("freeform", "hotline")),
    _plan("tongwu", 2019, "txt/freeform", published=(1, 20), extras=("freeform",)),
)
"""Reports without the form's tables; that of 2019 is legal, the form being only encouraged in its first year."""
