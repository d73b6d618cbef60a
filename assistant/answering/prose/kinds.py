"""Which kind of information a report published most of (哪类信息公开得最多), by the numbers that its prose gives kind by kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.basis.draft import Draft
from assistant.answering.basis.ledger import place_value
from assistant.answering.basis.tabling import write_table
from assistant.answering.quotes.quoting import finish_quotes, quote_sentences
from assistant.answering.quotes.sentences import Sentence, cite_sentence
from assistant.records import Answer, Value
from assistant.understanding.signs.members import asks_each_kind, asks_least
from index.records import StoredReport

_COUNTED = re.compile(
    r"(?P<kind>[\u4e00-\u9fff][\u4e00-\u9fff()、]{1,39}?)(?:共计?|为|有)?(?P<number>\d+)(?P<about>[多余])?(?P<unit>条|篇|则|件)"
)
_LISTING = re.compile(r"其中|包括|涵盖|分别|主要(?:是|为|有)|:")
_LEAD = re.compile(r"^.*(?:其中|包括|涵盖|分别[为是]?|主要[是为有]|信息中|以及|及|和|与)(?=[\u4e00-\u9fff]{2})")
_CLASSED = re.compile(r"类(?:政府|政务)?(?:信息)?$")
_OTHER = re.compile(
    r"网站|微信|公众号|微博|公[告示开]栏|平台|短视频|抖音|电子屏|广播|渠道|方式|申请|答复|复议|诉讼|投诉|热线|建议|提案|处罚决定|许可决定|"
    r"全年|累计|年度|本年|共公开|共发布|主动公开|总[数量计]|合计|制发|废止|有效|同比|增[加长]|减少|推送|阅读|粉丝|留言|专栏"
)
_QUOTED = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of information with its number as a sentence gives it."""

    name: str
    number: Decimal
    unit: str
    about: bool
    sentence: Sentence


def compose_kinds(draft: Draft, groups: Sequence[tuple[StoredReport, Sequence[Sentence]]]) -> Answer:
    """The largest kind of each report (or the smallest) with all that it lists, or these alone; else the nearest sentences."""
    found = [(report, sentences, tuple(list_kinds(sentences))) for report, sentences in groups]
    told = [(report, kinds) for report, _, kinds in found if len(kinds) > 1]
    each = asks_each_kind(draft.query.question)
    for report, kinds in told:
        (tell_each if each else tell_largest)(draft, report, kinds)
    for report, sentences, kinds in found:
        if len(kinds) <= 1:
            draft.write("kinds.none_each" if each else "kinds.none", subject=draft.names.report(report))
            near = tuple(one for one in sentences if re.search(r"公开[^,。;]{0,12}信息[^,。;]{0,8}\d+条", one.folded))[:_QUOTED]
            if near:
                quote_sentences(draft, report, near)
    return finish_quotes(draft) if told else draft.finish("no_data")


def list_kinds(sentences: Sequence[Sentence]) -> Iterator[Kind]:
    """The kinds that sentences count: each called so (政策类信息), or several in a row behind 其中 or 包括."""
    seen: set[str] = set()
    for sentence in sentences:
        listing = _LISTING.search(sentence.folded)
        matches = [match for match in _COUNTED.finditer(sentence.folded) if not _OTHER.search(_LEAD.sub("", match["kind"]))]
        listed = [match for match in matches if listing is not None and match.end() > listing.start()]
        for match in matches:
            name = _LEAD.sub("", match["kind"])
            counts = _CLASSED.search(name) or (len(listed) > 1 and match in listed)
            if counts and name not in seen and len(name) > 1:
                seen.add(name)
                yield Kind(name, Decimal(match["number"]), match["unit"], bool(match["about"]), sentence)


def tell_largest(draft: Draft, report: StoredReport, kinds: Sequence[Kind]) -> None:
    """The kind with the largest or smallest number, then all of them in order."""
    least = asks_least(draft.query.question)
    ordered = sorted(kinds, key=lambda kind: kind.number, reverse=not least)
    places = [_enter(draft, report, kind) for kind in ordered]
    first = [place for place, kind in zip(places, ordered, strict=True) if kind.number == ordered[0].number]
    names = draft.names.list(f"**{ordered[places.index(place)].name}**" for place in first)
    key = "kinds.least" if least else "kinds.most"
    draft.write(key, subject=draft.names.report(report), names=names, figure=draft.figure(first[0]))
    _list(draft, ordered, places)
    draft.write("kinds.listed")


def tell_each(draft: Draft, report: StoredReport, kinds: Sequence[Kind]) -> None:
    """Each kind with its number in the order of the text, and the sentences that list them."""
    draft.write("kinds.each", subject=draft.names.report(report))
    _list(draft, kinds, [_enter(draft, report, kind) for kind in kinds])
    quote_sentences(draft, report, tuple(dict.fromkeys(kind.sentence for kind in kinds)))


def _list(draft: Draft, kinds: Sequence[Kind], places: Sequence[int]) -> None:
    """A table of kinds with the figures at their places among the answer's values."""
    rows = [[kind.name, draft.figure(place, bold=False)] for place, kind in zip(places, kinds, strict=True)]
    write_table(draft, [draft.say("column.agency_kind"), draft.say("column.figure")], rows)


def _enter(draft: Draft, report: StoredReport, kind: Kind) -> int:
    """The position of a kind's number among the answer's values."""
    cited = tuple(draft.ledger.cite(citation) for citation in cite_sentence(kind.sentence))
    return draft.ledger.add(place_value(Value(kind.name, kind.number, kind.unit, citations=cited, approx=kind.about), report))
