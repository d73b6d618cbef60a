"""What one item costs on average (平均每个采购项目多少钱): the money of an item of the form divided by how many there were."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.signs.fitting import SUMS
from assistant.understanding.words.vocabulary import load_vocabulary

_EACH = re.compile(
    r"平均(?:每|一)[个项件笔次宗份]|(?:每|单)一?[个项件笔次宗份](?!月|季|单位|镇|乡|街道|机关|人)[^,。?\x00]{0,12}平均|平均单价|单价|项目的?平均(?:金额|花费|价|费用)|平均项目金额|"
    r"[个项件笔次宗]均|每[个项件笔次宗](?:采购|项目|处罚|收费|许可|罚|花)|单[个项件笔](?:采购|项目|处罚|收费|许可)|"
    r"per (?:item|project|penalty|fee|licen[cs]e)|average (?:cost|price|amount) (?:of|per)|each (?:item|project) on average"
)
_AGENCIES = re.compile(r"平均每一?个?(?:单位|镇|乡|街道|机关|县|地方|年|月|季|天|份?报告)|per (?:agency|town|year|month|report)")
_MONEY = re.compile(r"多少钱|金额|罚款|罚(?=多少|了?几|$)|花|单价|费用|价|多少元|多少万|cost|price|money|amount|yuan|spen[dt]")


def set_apiece(query: Query, frame: Frame) -> Query:
    """The query as money divided by number where its question asks for one item's; else as it is."""
    text = frame.masked
    if _AGENCIES.search(text) or not _EACH.search(text) or not _MONEY.search(text) or not query.measures:
        return query
    items = {measure.id.rpartition(".")[0] for measure in query.measures}
    known = load_vocabulary().measures
    item = next(iter(items))
    amount, number = known.get(f"{item}.amount"), known.get(f"{item}.items")
    if len(items) != 1 or not item.startswith("active."):
        return query
    if amount is None or number is None or amount.unit not in SUMS:
        return replace(query, unread=(_name(frame),))
    query = replace(query, measures=(amount, number), apiece=True, wants_growth=False, wants_difference=False, threshold=None)
    single = len(query.agencies) == 1
    query = replace(query, operation="lookup" if single else "average", together=False, limit=None, position=None)
    return query if single or query.agencies else replace(query, all_agencies=True)


def _name(frame: Frame) -> str:
    """The words that ask for one item's money."""
    match = _EACH.search(frame.names.bare)
    return frame.names.bare[match.start() :].strip("?？。 \x00") if match is not None else frame.question
