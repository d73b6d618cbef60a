"""Whether what a report announced was carried out (改进措施落实了吗): the report after it is looked at, too."""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.words.themes import find_aspects
from ingest.folding import fold_text

_DONE = r"(?:落实|兑现|做到|执行|实现|见效|奏效|推进|完成|改好|改正|解决|整改)"
_ASKED = r"(?:了|过|得|到位|情况|好|掉|下去|没)*(?:吗|没有|没|怎么样|如何|咋样|否)"
_CARRIED_OUT = re.compile(
    rf"(?:措施|举措|整改|改进|计划|打算|承诺|办法)[^,。?]{{0,8}}?(?:{_DONE}|有效|有没有用){_ASKED}"
    rf"|(?:措施|举措|整改|改进|计划|打算|承诺|办法|问题)[^,。?]{{0,6}}?(?:是否|有没有|有无|是不是)(?:都|已|已经|真的|得到)*{_DONE}"
    rf"|问题(?:后来|后面|之后|都|最后|已经|得到)*(?:解决|改正|改好|改掉|整改){_ASKED}"
    rf"|^(?:那|后来|最后|都|到底|真的)*(?:落实|兑现|做到|解决|改好){_ASKED}[?。]?$"
    r"|(?:were|was|have|has|did|are) [^?]*(?:measures|plans|problems|promises)[^?]*"
    r"(?:carried out|implemented|solved|fixed|put into practice|kept)"
)


def asks_carried_out(question: str) -> bool:
    """Whether a question asks if announced measures were taken, or problems solved."""
    return _CARRIED_OUT.search(fold_text(question, keep_layout=True).text.lower()) is not None


def _look_before(query: Query, catalog: Catalog) -> Query:
    """The query over the year before, where it asks for plans of a year without a report: they stand in the report before it."""
    year = query.years[0]
    stored = [year_ for agency in query.agencies for year_ in catalog.agency_years.get(agency.id, ())]
    if year in stored or year - 1 not in stored or find_aspects(query.question) != {"plans"}:
        return query
    names = "、".join(catalog.name_agency(agency, query.language) for agency in query.agencies)
    if query.language == "en":
        note = f"no report of {names}, {year}, is stored; quoted is what the report of {year - 1} announces"
    else:
        note = f"没有{names}{year}年的报告，看的是{year - 1}年的报告里写的打算"
    return replace(query, years=(year - 1,), assumed=(*query.assumed, note))


def set_following(query: Query, catalog: Catalog) -> Query:
    """The query over the year after as well, where it asks whether a report's measures were taken and that year is stored."""
    if query.operation != "text" or len(query.years) != 1 or not query.agencies:
        return query
    if not asks_carried_out(query.question):
        return _look_before(query, catalog)
    after = query.years[0] + 1
    held = any(after in catalog.agency_years.get(agency.id, ()) for agency in query.agencies)
    return replace(query, years=(*query.years, after)) if held else query
