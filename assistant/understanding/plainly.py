"""How a question was understood, in plain Chinese, for people who check an answer."""

from collections.abc import Iterator

from assistant.records import Query

OPERATIONS = {
    "lookup": "查一个或几个数",
    "compare": "并列比较",
    "trend": "看历年变化",
    "rank": "排名",
    "threshold": "找出超过或低于某数的",
    "sum": "合计",
    "average": "平均数",
    "median": "中位数",
    "maximum": "最大值",
    "minimum": "最小值",
    "count": "计数",
    "share": "占比",
    "difference": "差",
    "growth": "增长率",
    "multiple": "倍数",
    "text": "查正文写了什么",
    "mentions": "查哪些报告提到",
    "check": "核查数字是否相符",
    "provenance": "查出处",
    "reports": "查存有哪些报告",
    "help": "使用说明",
    "out_of_scope": "与报告无关",
}


def describe_query(query: Query) -> tuple[str, ...]:
    """What was looked for, a line each: the kind of question, whose reports, which years, which figures."""
    return tuple(f"{name}：{text}" for name, text in list_parts(query) if text)


def list_parts(query: Query) -> Iterator[tuple[str, str]]:
    """The parts of a query by name; empty where the question did not say."""
    yield "问题", query.question
    yield "要做的事", OPERATIONS[query.operation]
    names = "、".join("".join((*agency.parents[-1:], agency.name)) for agency in query.agencies)
    yield "机关", names or (f"{query.parent}的全部机关" if query.parent else "全部机关" if query.all_agencies else "")
    yield "没有存的机关", "、".join(query.unknown_agencies)
    yield "年度", "、".join(f"{year}年" for year in query.years) or ("全部年度" if query.all_years else "")
    yield "数字", "、".join(f"{measure.label}（{measure.unit}）" for measure in query.measures)
    yield (
        "数字的构成",
        "；".join(f"{measure.label} = {' + '.join(measure.cells)}" for measure in query.measures if measure.cells),
    )
    yield "词", "、".join(query.terms)
    yield "界限", f"{query.threshold.comparison} {format(query.threshold.value, 'f')}" if query.threshold else ""
    yield "取前几名", str(query.limit) if query.limit else ""
    yield "次序", "从小到大" if query.ascending else ""
    yield "核查规则", "、".join(query.rules)
    yield "取的读法", "；".join(query.assumed)
