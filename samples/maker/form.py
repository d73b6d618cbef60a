"""The labels of the national form as printed, both versions, kept here so that the maker depends on no reader.

Sources: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
"""

from samples.maker.records import FormVersion

HEADINGS = {
    1: "一、总体情况",
    2: "二、主动公开政府信息情况",
    3: "三、收到和处理政府信息公开申请情况",
    4: "四、政府信息公开行政复议、行政诉讼情况",
    5: "五、存在的主要问题及改进情况",
    6: "六、其他需要报告的事项",
}

# clause of article 20 → columns (id, label) → rows (id, label)
_ITEMS = (("previous_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量"))
_DECISIONS = (("decisions", "本年处理决定数量"),)
ACTIVE = {
    "2019": (
        (
            "第二十条第（一）项",
            (("made", "本年新制作数量"), ("published", "本年新公开数量"), ("published_total", "对外公开总数量")),
            (("rules", "规章"), ("normative_documents", "规范性文件")),
        ),
        ("第二十条第（五）项", _ITEMS, (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项"))),
        ("第二十条第（六）项", _ITEMS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
        ("第二十条第（八）项", _ITEMS[:2], (("fees", "行政事业性收费"),)),
        ("第二十条第（九）项", (("items", "采购项目数量"), ("amount", "采购总金额")), (("procurement", "政府集中采购"),)),
    ),
    "2021": (
        (
            "第二十条第（一）项",
            (("made", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
            (("rules", "规章"), ("normative_documents", "行政规范性文件")),
        ),
        ("第二十条第（五）项", _DECISIONS, (("licensing", "行政许可"),)),
        ("第二十条第（六）项", _DECISIONS, (("penalties", "行政处罚"), ("coercion", "行政强制"))),
        ("第二十条第（八）项", (("amount", "本年收费金额（单位：万元）"),), (("fees", "行政事业性收费"),)),
    ),
}

APPLICANTS = (
    ("natural_person", "自然人"),
    ("business", "商业企业"),
    ("research", "科研机构"),
    ("public_interest", "社会公益组织"),
    ("legal_services", "法律服务机构"),
    ("other", "其他"),
)

DENIED = (
    ("denied_state_secret", "1.属于国家秘密"),
    ("denied_law_prohibited", "2.其他法律行政法规禁止公开"),
    ("denied_three_securities", "3.危及“三安全一稳定”"),
    ("denied_third_party", "4.保护第三方合法权益"),
    ("denied_internal_affairs", "5.属于三类内部事务信息"),
    ("denied_process_information", "6.属于四类过程性信息"),
    ("denied_enforcement_files", "7.属于行政执法案卷"),
    ("denied_inquiry_matters", "8.属于行政查询事项"),
)
UNAVAILABLE = (
    ("unavailable_not_held", "1.本机关不掌握相关政府信息"),
    ("unavailable_needs_creation", "2.没有现成信息需要另行制作"),
    ("unavailable_unclear", "3.补正后申请内容仍不明确"),
)
DECLINED = (
    ("declined_petition", "1.信访举报投诉类申请"),
    ("declined_repeated", "2.重复申请"),
    ("declined_publication", "3.要求提供公开出版物"),
    ("declined_excessive", "4.无正当理由大量反复申请"),
    ("declined_reissue", "5.要求行政机关确认或重新出具已获取信息"),
)
OTHER_2021 = (
    ("other_uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other_rest", "3.其他"),
)

# group label (empty: the row stands alone under 三、本年度办理结果) → its rows
RESULTS: dict[str, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = {
    version: (
        ("", (("granted", "（一）予以公开"),)),
        ("", (("partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),)),
        ("（三）不予公开", DENIED),
        ("（四）无法提供", UNAVAILABLE),
        ("（五）不予处理", DECLINED),
        ("", (("other", "（六）其他处理"),)) if version == "2019" else ("（六）其他处理", OTHER_2021),
        ("", (("total", "（七）总计"),)),
    )
    for version in ("2019", "2021")
}

DISPUTES = (("review", "行政复议"), ("direct_suit", "未经复议直接起诉"), ("suit_after_review", "复议后起诉"))
OUTCOMES = (("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"), ("total", "总计"))


def list_result_rows(version: FormVersion) -> tuple[str, ...]:
    """The ids of the result rows whose sum is （七）总计."""
    return tuple(row for _, rows in RESULTS[version] for row, _ in rows if row != "total")


def list_cells(version: FormVersion) -> tuple[str, ...]:
    """Every cell id of one version, in the form's order."""
    active = [f"active.{row}.{column}" for _, columns, rows in ACTIVE[version] for row, _ in rows for column, _ in columns]
    rows = ("new", "carried_in", *list_result_rows(version), "total", "carried_out")
    kinds = (*(kind for kind, _ in APPLICANTS), "total")
    requests = [f"requests.{row}.{kind}" for row in rows for kind in kinds]
    disputes = [f"disputes.{group}.{outcome}" for group, _ in DISPUTES for outcome, _ in OUTCOMES]
    return (*active, *requests, *disputes)
