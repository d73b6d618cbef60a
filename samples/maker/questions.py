# ruff: noqa: E501 -- a question and its answer on one line
"""Conversations over the sample reports with the answers that the truths give."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from samples.maker.library import Entry, Library, Truth, round_percent
from samples.maker.talk import (
    ask_absent,
    ask_checks,
    ask_clarifications,
    ask_english,
    ask_follow_ups,
    ask_meta,
    ask_scope,
    ask_texts,
    ask_typos,
)
from samples.maker.turns import Conversation, answer, wrap

_PUBLISHED = "published.total"
_NEW = "requests.new.total"
_PENALTIES = "active.penalties.decisions"
_LICENCES = "active.licensing.decisions"
_SUITS = ("disputes.direct_suit.total", "disputes.suit_after_review.total")


def ask_questions(truths: Iterable[Truth]) -> Iterator[dict[str, object]]:
    """Every conversation, numbered in order, in the form of the question files."""
    library = Library(truths)
    askers = (
        ask_lookups, ask_absent, ask_trends, ask_shares, ask_comparisons, ask_rankings, ask_aggregates, ask_texts, ask_checks,
        ask_meta, ask_scope, ask_clarifications, ask_follow_ups, ask_typos, ask_english,
    )  # fmt: skip
    conversations = (conversation for ask in askers for conversation in ask(library))
    for number, (kind, turns) in enumerate(conversations, 1):
        yield {"id": f"m{number:03d}", "kind": kind, "turns": turns}


# agency, year, question, cells (one value each), narrative figures
_LOOKUPS: tuple[tuple[str, int, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("yanquan", 2021, "砚泉镇2021年作出了多少件行政处罚决定？", (_PENALTIES,), ()),
    ("luzhu", 2022, "鹭渚街道2022年办了多少件行政许可？", (_LICENCES,), ()),
    ("tinglan", 2020, "汀岚镇2020年新收到几件政府信息公开申请？", (_NEW,), ()),
    ("xiyuan-liqiao", 2020, "溪源县栎桥镇2020年集中采购做了几个项目，花了多少钱？", ("active.procurement.items", "active.procurement.amount"), ()),
    ("luzhu", 2021, "鹭渚街道2021年在微信公众号上发布了多少条政府信息？", (), ("published.wechat",)),
    ("yanquan", 2022, "砚泉镇2022年办理的12345热线工单有多少件？", (), ("hotline.handled",)),
    ("tinglan", 2022, "汀岚镇2022年有几名专职人员做政务公开？", (), ("staff.full_time",)),
    ("shanwu", 2023, "2023年杉坞乡有没有人申请政府信息公开？", (_NEW,), ()),
    ("yanquan", 2023, "砚泉镇2023年由自然人提出的新申请是几件？", ("requests.new.natural_person",), ()),
    ("yanquan", 2019, "砚泉镇2019年行政复议里结果纠正的有几件？", ("disputes.review.corrected",), ()),
    ("luzhu", 2021, "鹭渚街道2021年有多少申请结转到下一年继续办？", ("requests.carried_out.total",), ()),
    ("xiyuan-liqiao", 2022, "溪源县栎桥镇2022年行政事业性收费收了多少万元？", ("active.fees.amount",), ()),
    ("wushan-liqiao", 2021, "梧山县栎桥镇2021年底现行有效的行政规范性文件有几件？", ("active.normative_documents.in_force",), ()),
    ("yanquan", 2021, "砚泉镇2021年收取了多少信息处理费？", (), ("fees.information",)),
    ("wushan-liqiao", 2022, "梧山县栎桥镇2022年通过政府网站公开的信息是多少条？", (), ("published.website",)),
    ("xiyuan-liqiao", 2023, "2023年溪源县栎桥镇一共主动公开了多少条信息？", (), (_PUBLISHED,)),
    ("luzhu", 2020, "2020年鹭渚街道因为本机关不掌握信息而无法提供的申请有几件？", ("requests.unavailable_not_held.total",), ()),
    ("tinglan", 2021, "汀岚镇2021年行政处罚的处理决定数量是多少？", (_PENALTIES,), ()),
)  # fmt: skip


def ask_lookups(library: Library) -> Iterator[Conversation]:
    """Single figures."""
    for key, year, question, cells, figures in _LOOKUPS:
        entry = library.find(key, year)
        values = [entry.cell(cell) for cell in cells] + [entry.figure(figure) for figure in figures]
        yield wrap("lookup", answer(question, values, [entry]))
    entry = library.find("yanquan", 2021)
    yield wrap("lookup", answer("砚泉镇2021年共有几件行政诉讼？", [entry.cell(*_SUITS)], [entry]))


def ask_trends(library: Library) -> Iterator[Conversation]:
    """One agency over years."""
    first, last = library.find("xiyuan-liqiao", 2019), library.find("xiyuan-liqiao", 2023)
    a, b = first.figure(_PUBLISHED), last.figure(_PUBLISHED)
    question = "溪源县栎桥镇2023年公开的信息总数比2019年多了还是少了？差多少条，变化百分之几？"
    yield wrap("trend", answer(question, [a, b, b - a, round_percent(b - a, a)], [first, last]))
    every = library.list_agency("luzhu")
    yield wrap("trend", answer("鹭渚街道这几年行政处罚数量是怎么变化的？", [e.cell(_PENALTIES) for e in every], every))
    every = library.list_agency("yanquan")
    yield wrap("trend", answer("砚泉镇历年新收的信息公开申请各是多少件？", [e.cell(_NEW) for e in every], every))
    first, last = library.find("yanquan", 2021), library.find("yanquan", 2022)
    a, b = first.cell(_LICENCES), last.cell(_LICENCES)
    yield wrap("trend", answer("砚泉镇2022年的行政许可数量比上一年增加还是减少了多少？", [a, b, b - a], [first, last]))
    first, last = library.find("luzhu", 2022), library.find("luzhu", 2023)
    a, b = first.cell(_NEW), last.cell(_NEW)
    yield wrap("trend", answer("鹭渚街道2023年新收申请量同比增长率是多少？", [a, b, round_percent(b - a, a)], [first, last]))


def ask_shares(library: Library) -> Iterator[Conversation]:
    """One figure in percent of another of the same report."""
    entry = library.find("xiyuan-liqiao", 2021)
    part, whole = entry.figure("published.website"), entry.figure(_PUBLISHED)
    yield wrap(
        "share",
        answer(
            "溪源县栎桥镇2021年公开的信息中，政府网站的占几成？请给百分比", [part, whole, round_percent(part, whole)], [entry]
        ),
    )
    entry = library.find("luzhu", 2021)
    part, whole = entry.figure("published.wechat"), entry.figure(_PUBLISHED)
    yield wrap(
        "share",
        answer("2021年鹭渚街道公开的信息有百分之多少是通过微信发的？", [part, whole, round_percent(part, whole)], [entry]),
    )
    entry = library.find("yanquan", 2022)
    part, whole = entry.cell("requests.granted.total"), entry.cell("requests.total.total")
    yield wrap(
        "share", answer("砚泉镇2022年办结的申请里予以公开的比例有多高？", [part, whole, round_percent(part, whole)], [entry])
    )
    entry = library.find("luzhu", 2022)
    part, whole = entry.cell("requests.new.natural_person"), entry.cell(_NEW)
    yield wrap("share", answer("鹭渚街道2022年新收申请中自然人占百分之几？", [part, whole, round_percent(part, whole)], [entry]))


def ask_comparisons(library: Library) -> Iterator[Conversation]:
    """Two agencies side by side."""
    a, b = library.find("yanquan", 2021), library.find("luzhu", 2021)
    yield wrap(
        "compare",
        answer(
            "砚泉镇和鹭渚街道2021年谁公开的信息更多？",
            [a.figure(_PUBLISHED), b.figure(_PUBLISHED)],
            [a, b],
            any_of=[_larger(a, b, _PUBLISHED).name],
        ),
    )
    a, b = library.find("xiyuan-liqiao", 2021), library.find("wushan-liqiao", 2021)
    counts = [a.cell(_NEW), b.cell(_NEW)]
    yield wrap(
        "compare", answer("溪源县栎桥镇跟梧山县栎桥镇2021年新收到的申请各有多少？", counts, [a, b], all_of=["溪源县", "梧山县"])
    )
    a, b = library.find("yanquan", 2022), library.find("tinglan", 2022)
    counts = [a.cell(_PENALTIES), b.cell(_PENALTIES)]
    yield wrap("compare", answer("2022年砚泉镇的行政处罚比汀岚镇多多少件？", [*counts, counts[0] - counts[1]], [a, b]))
    a, b = library.find("shanwu", 2021), library.find("tinglan", 2021)
    yield wrap(
        "compare",
        answer("把杉坞乡和汀岚镇2021年主动公开的条数放在一起比一比", [a.figure(_PUBLISHED), b.figure(_PUBLISHED)], [a, b]),
    )


def _larger(a: Entry, b: Entry, figure: str) -> Entry:
    return a if a.figure(figure) > b.figure(figure) else b


def ask_rankings(library: Library) -> Iterator[Conversation]:
    """Agencies in order of a figure; none of these has a tie at the place that is asked for."""
    for year, question, cell in (
        (2021, "2021年哪个乡镇或街道的行政许可最多？", _LICENCES),
        (2022, "2022年行政处罚决定最多的是哪个地方？", _PENALTIES),
        (2023, "2023年新收信息公开申请数量排第一的是谁？", _NEW),
    ):
        best = max(library.list_year(year), key=lambda e: e.cell(cell))
        yield wrap("rank", answer(question, [best.cell(cell)], [best], any_of=[best.name]))
    ranked = sorted(library.list_year(2021), key=lambda e: -e.figure(_PUBLISHED))
    yield wrap(
        "rank",
        answer(
            "按主动公开的信息数量给2021年的各乡镇街道排个名次",
            [e.figure(_PUBLISHED) for e in ranked],
            ranked,
            all_of=[e.name for e in ranked],
        ),
    )
    top = sorted(library.list_year(2023), key=lambda e: -e.cell(_PENALTIES))[:3]
    yield wrap("rank", answer("2023年行政处罚数量前三名是哪几个？", [e.cell(_PENALTIES) for e in top], top))
    least = min(library.list_year(2021), key=lambda e: e.figure(_PUBLISHED))
    yield wrap("rank", answer("2021年公开信息最少的乡镇是哪个？", [least.figure(_PUBLISHED)], [least], any_of=[least.name]))


def ask_aggregates(library: Library) -> Iterator[Conversation]:
    """Totals, averages and counts over agencies."""
    every = library.list_year(2021)
    yield wrap("aggregate", answer("2021年全部乡镇街道合计新收了多少件信息公开申请？", [_total(every, _NEW)], every))
    county = library.list_year(2022, "溪源县")
    yield wrap("aggregate", answer("溪源县2022年各乡镇街道的行政处罚加起来是多少件？", [_total(county, _PENALTIES)], county))
    pair = [library.find("yanquan", 2021), library.find("xiyuan-liqiao", 2021)]
    mean = sum((e.figure(_PUBLISHED) for e in pair), Decimal(0)) / 2
    yield wrap("aggregate", answer("砚泉镇与溪源县栎桥镇2021年主动公开条数平均是多少？", [mean], pair))
    none = [e for e in library.list_year(2023) if e.cell(_NEW) == 0]
    yield wrap(
        "aggregate", answer("2023年有几个乡镇街道一件申请都没收到？", [Decimal(len(none))], none, any_of=[e.name for e in none])
    )
    middle = median(e.cell(_LICENCES) for e in every)
    yield wrap("aggregate", answer("2021年各乡镇街道行政许可数量的中位数是多少？", [middle], every))
    years = library.list_agency("yanquan")
    yield wrap("aggregate", answer("砚泉镇从2019年到2023年一共新收了多少件申请？", [_total(years, _NEW)], years))


def _total(entries: Sequence[Entry], cell: str) -> Decimal:
    return sum((entry.cell(cell) for entry in entries), Decimal(0))
