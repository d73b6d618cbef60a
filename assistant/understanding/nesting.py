"""Questions within questions (申请最多的镇有几件诉讼): whom the first part picks, the second asks about."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.records import Conversation, Query
from assistant.understanding.frame import Frame
from assistant.understanding.framing.framing import read_frame
from assistant.understanding.names.catalog import Catalog
from assistant.understanding.prose.topics import find_subject
from assistant.understanding.signs.operations import FIGURES, PICKING
from assistant.understanding.signs.pieces import Piece, read_pieces
from assistant.understanding.signs.rivals import HEAD
from assistant.understanding.understand import understand_question
from assistant.understanding.words.bounds import Comparison, find_bounds
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.english import is_english
from ingest.folding import fold_text

_PROSE = ("text", "mentions")
_COUNT = r"[一二两三四五六七八九十\d]"
_AMONG = re.compile(rf"^(?P<pick>.+?的{HEAD})(?:之中|当中|里面|中间|中|里|范围内|内)[,、]?(?P<ask>.+)$")
_FIRST = re.compile(
    rf"^(?P<pick>.+?(?:最[多少高低大小](?:的)?|第{_COUNT}+[名多高少低位]?的?|倒数第{_COUNT}+的?|前{_COUNT}+[名位个家]的?)"
    rf"(?:那|这)?(?:{_COUNT}?[个家])?{HEAD})(?P<ask>.+)$"
)
_BOUND = re.compile(rf"^(?P<pick>.+?的{HEAD})(?P<ask>.+)$")
_THEN = re.compile(
    rf"^(?P<pick>(?=[^,]*(?:谁|哪[个家一]))[^,]*(?:最[多少高低大小]|第{_COUNT}+)[^,]*),"
    rf"(?P<ask>(?![^,]*(?:谁|哪(?!些[问措渠做])|最|比|各|相?差|占|第{_COUNT}))[^,]*(?:几|多少|哪些|什么|怎|如何|打算|有没有|吗)[^,]*)$"
)
"""Who is first, and then a figure or the problems of that one (谁的申请最多，其中企业提的几件)."""
_LEADING = re.compile(r"^(?:[,、的]|其中|其|它们?|他们|那年|当年|该年|谁的?|(?:是)?哪[个家些](?:单位|镇|乡|街道)?(?:的)?)+")
_ITS = re.compile(r"(?:那个|这个|该)(?:镇|乡|街道|单位)|它|其(?![中他它])")
_COUNTS = re.compile(r"几|多少")
_WHICH = re.compile(r"^[,、]?(?:其中)?(?:哪些|哪几|谁)")
_COMPARES = re.compile(r"比(?![例率重])|(?:是不是|是否)[^,。?]{0,4}[也都]|[和与跟](?:最|第)")
_JOINED = re.compile(r"且|并且|同时|\band\b|\bbut\b")
_YEARS = Decimal(1900)
"""A number from here on may be a year, unless something is counted by it."""

_WHO = re.compile(r"^[,、]?(?:分别|都)?(?:是|为|有)?(?:谁|哪[个家一]|哪些(?=[,。?]|$)|[几][个家]|多少[个家])")
"""How the agencies themselves are asked for, whatever stands behind it."""

_ALSO = re.compile(rf"(?<=的){HEAD}(?:是不是|是否)[^,。?]{{0,6}}[也都][^,。?]*")
"""Whether the first in one figure is also the first in another, which is not weighed."""

_HELD = re.compile(
    r"^(?=[^,]*(?:谁|哪[个家一]))[^,]*最[多少高低大小][^,]*,"
    r"(?P<part>(?:占(?:它|其|该)|比(?:(?:19|20)\d{2}年|上年|上一年|前一年|去年)[多少])[^,]*)$"
)
"""A figure of the first held against another of its figures (谁的诉讼最多，占它申请的几成), which is not worked out in one go."""

_ORDER = re.compile(r"排|从.到.|由.到.|rank|sort|order")
_EXCEPT = re.compile(r"除[了去开]?|不算|不含|不包括|扣除|去掉|剔除|排除|撇开|except|excluding|other than")
_TURNED: Mapping[str, Comparison] = {"=": "!=", "!=": "=", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_ENGLISH_HEAD = r"(?:agenc(?:y|ies)|towns?|townships?|sub-?districts?|units?|places?)"
_ENGLISH_AMONG = re.compile(
    rf"^(?:among|of|out of)(?: all)?(?: the| those)? (?P<pick>{_ENGLISH_HEAD} (?:with|without|that|which|who|having) .+?),? "
    r"(?P<ask>(?:which|who|what|how) .+)$"
)
_ENGLISH_FIRST = re.compile(
    rf"^(?P<ask>.+?) the {_ENGLISH_HEAD} (?:with|that (?:had|has|received|issued|made|faced)|which (?:had|has|received)) "
    r"(?P<pick>the (?:second |third )?(?:most|fewest|highest|lowest|largest|smallest|least) .+?)"
    r"(?P<tail> (?:have|has|receive|get|face|issue|make|publish)\b.*| in (?:19|20)\d{2}.*|)$"
)
_ENGLISH_BOUND = re.compile(
    r"^(?P<ask>.+?) (?:of|for|across|by|in|among)(?: all)?(?: the)? "
    rf"(?P<pick>{_ENGLISH_HEAD} (?:with|without|that|which|having) .+)$"
)
_ENGLISH_THEN = re.compile(
    r"^(?P<pick>(?:in (?:19|20)\d{2},? )?(?:who|which|what)\b"
    r"(?=[^,]*\b(?:most|fewest|least|highest|lowest|largest|smallest)\b)[^,]*?),? and "
    r"(?P<ask>(?:how (?:many|much)|what|how (?=did|does|were|was|is|are))\b"
    r"(?![^,]*\b(?:most|fewest|least|highest|lowest|who|which)\b)[^,]*)$"
)
_ENGLISH_ITS = re.compile(r" (?:it|they)(?= (?:have|receive|get|face|issue|publish)\b)")
_ENGLISH_YEAR = re.compile(r" (?:in|for|during) (?:19|20)\d{2}")
_ENGLISH_WHO = re.compile(r"^(?:which(?: one)?(?: of them)?|who)(?= (?!agenc|town))")

Understand = Callable[[str], Query]


def find_nested(question: str, whole: Query, catalog: Catalog, conversation: Conversation) -> Query | None:
    """The query of the second part with that of the first in ``among``; None where a question has no part within it.

    ``whole`` is what the question means taken as one.
    """
    if whole.operation not in FIGURES | {"count"} or (whole.agencies and not whole.all_agencies):
        return None
    text = fold_text(question, keep_layout=True).text.lower() if whole.language == "en" else fold_text(question).text.lower()
    text = text.strip(" ?.。")
    if (held := _ALSO.search(text) or _HELD.match(text)) is not None:
        return replace(whole, unread=(held[held.lastgroup or 0],))
    parts = _split_english(text) if is_english(question) else _split_chinese(text, catalog)
    if parts is None:
        return None

    def understand(part: str) -> Query:
        return understand_question(part, catalog, Conversation(list(conversation.queries), list(conversation.answers)))

    return _join_parts(question, parts, understand)


def _join_parts(question: str, parts: tuple[str, str], understand: Understand) -> Query | None:
    """Both parts as one query; None where they do not pick and ask."""
    picked, asked = (understand(part) for part in parts)
    if picked.unread:
        return replace(picked, question=question)
    fits = picked.operation in PICKING and picked.measures and not (picked.options or picked.agencies)
    told = (asked.operation in FIGURES | {"count"} and asked.measures) or asked.operation in _PROSE
    told = told and not (asked.options or asked.agencies)
    if not fits or not told or asked.unread:
        return None
    if asked.operation == "rank" and asked.limit is None and asked.position is None and not _ORDER.search(question.lower()):
        asked = replace(asked, operation="lookup")
    if _EXCEPT.search(parts[0]):
        turned = _turn_pick(picked)
        if turned is None:
            return replace(asked, question=question, unread=(parts[0],))
        picked = turned
    assumed = tuple(note for note in asked.assumed if note not in picked.assumed)
    return replace(asked, question=question, assumed=assumed, among=replace(picked, question=question))


def _turn_pick(picked: Query) -> Query | None:
    """The query that picks all but those that it picked (除了收费为零的单位); None where that is no single bound."""
    bound = picked.threshold
    if picked.operation == "rank" or picked.conditions or bound is None or bound.upper is not None:
        return None
    some = bound.comparison == ">" and not bound.value
    return replace(picked, threshold=replace(bound, comparison="=" if some else _TURNED[bound.comparison]))


def _split_chinese(text: str, catalog: Catalog) -> tuple[str, str] | None:
    """The question that picks and the one asked of those picked, each whole by itself."""
    for shape in (_THEN, _AMONG, _FIRST, _BOUND):
        match = shape.match(text)
        if match is None or _COMPARES.search(match["ask"]):
            continue
        pick, ask = match["pick"], _ITS.sub("", _LEADING.sub("", match["ask"]))
        first, second = (read_frame(part, catalog, None) for part in (pick, ask))
        later = bool(second.periods.years) and second.periods.years != first.periods.years
        own = [measure for measure in second.measures if later or measure not in first.measures]
        again = later and not second.measures and _COUNTS.search(ask) is not None  # the same figure of another year
        if not first.measures or not (own or again or _asks_prose(second, match["ask"])) or not _picks(first):
            continue
        ask = f"{ask}({first.measures[0].label})" if again else ask
        if shape is _THEN:
            years = "、".join(f"{year}年" for year in first.periods.years)
            return pick, f"{'' if second.periods.years else years}各单位{ask}"
        return _date_parts(pick, ask, first, second, who=_WHICH.match(match["ask"]) is not None)
    return _split_pieces(text, catalog)


def _asks_prose(frame: Frame, ask: str) -> bool:
    """Whether the second part asks what the reports of those picked say, and not who they are."""
    subject = find_subject(frame.names.bare, frame.language, load_cues())
    return frame.prose and bool(subject.terms or subject.topics) and not _WHO.match(ask)


def _picks(frame: Frame) -> bool:
    """Whether a part ranks or bounds, so that it picks agencies."""
    most = any(load_cues().match(name, frame.masked, frame.language) for name in ("most", "least", "order"))
    return most or frame.task.limit is not None or frame.task.position is not None or _bounds(frame)


def _bounds(frame: Frame) -> bool:
    """Whether a part sets a bound, be it that there is none or some."""
    return frame.task.threshold is not None or re.search(r"有|没|无|未|被|过|零|0", frame.names.bare) is not None


def _date_parts(pick: str, ask: str, first: Frame, second: Frame, *, who: bool) -> tuple[str, str]:
    """Both parts as questions of the same years, where only one of them names any; ``who`` says that 哪些 asks for some."""
    years = "、".join(f"{year}年" for year in (first.periods.years or second.periods.years))
    most = _FIRST.match(f"{pick}的") is not None
    picked = f"{'' if first.dated else years}{pick}{'是谁' if most else '有哪些'}"
    ranks = any(load_cues().match(name, second.masked, second.language) for name in ("most", "least", "order"))
    return picked, f"{'' if second.dated else years}{'哪些单位' if who and not ranks else '各单位'}{ask}"


def _split_pieces(text: str, catalog: Catalog) -> tuple[str, str] | None:
    """没有诉讼而且申请最多的单位: the pieces that bound pick, and the one that ranks is asked of those picked."""
    frame = read_frame(text, catalog, None)
    pieces = [piece for piece in read_pieces(frame, catalog) if piece.measures]
    ranked = [piece for piece in pieces if _ranks(frame, piece)]
    bounding = [piece for piece in pieces if piece.sign is not None and piece not in ranked]
    if len(ranked) != 1 or not bounding or len(pieces) != len(bounding) + 1 or not all(_firm(piece) for piece in bounding):
        return None
    years = "、".join(f"{year}年" for year in frame.periods.years)
    place = "".join(frame.names.regions[:1])
    conditions = "而且".join(_cut_head(frame, piece) for piece in bounding)
    return f"{years}{place}{conditions}的单位有哪些", f"{years}各单位{_cut_head(frame, ranked[0])}的是谁"


def _firm(piece: Piece) -> bool:
    """Whether a piece surely bounds its figure (没有诉讼), and does not just mention it (有申请)."""
    return piece.sign is not None and not piece.sign.weak


def _ranks(frame: Frame, piece: Piece) -> bool:
    """Whether a piece says most or least of its figure."""
    words = frame.names.bare[piece.start : piece.end]
    return any(load_cues().match(name, words, frame.language) for name in ("most", "least"))


def _cut_head(frame: Frame, piece: Piece) -> str:
    """The words of a piece without names, years and what stands behind its condition."""
    words = frame.names.bare[piece.start : piece.end].replace("\x00", "")
    return re.sub(rf"的?{HEAD}?(?:是|有)?(?:谁|哪[些个家几].*)?$", "", words.strip(" ,、的"))


def _split_english(text: str) -> tuple[str, str] | None:
    """The same for an English question."""
    match = _ENGLISH_AMONG.match(text)
    years: Sequence[str] = _ENGLISH_YEAR.findall(text)
    year = years[0] if len(years) == 1 else ""
    if match is not None:
        ask = _ENGLISH_WHO.sub("which agency", match["ask"])
        return f"which {_add_year(match['pick'], year)}", _add_year(ask if "agenc" in ask else f"{ask}, all agencies", year)
    match = _ENGLISH_THEN.match(text)
    if match is not None:
        ask = _ENGLISH_ITS.sub(" each agency", match["ask"])
        return match["pick"], _add_year(ask if "each agency" in ask else f"{ask} of each agency", year)
    match = _ENGLISH_FIRST.match(text)
    if match is None:
        match = _ENGLISH_BOUND.match(text)
        return None if match is None else (f"which {match['pick']}", _add_year(f"{match['ask']} of all agencies", year))
    ask = f"{match['ask']} each agency{match['tail']}"
    return f"which agency had {_add_year(match['pick'], year)}", _add_year(ask, year)


def drops_bound(question: str, query: Query) -> tuple[str, ...]:
    """The bounds that a question sets on agencies and that its query does not hold; empty where it holds them."""
    held = query.threshold or query.conditions or query.among or query.unread or query.options or query.course
    figures = query.operation in FIGURES and bool(query.measures)
    joined = query.operation == "mentions" and _JOINED.search(question) is not None
    if held or not query.all_agencies or query.agencies or not (figures or joined):
        return ()
    text = fold_text(question, keep_layout=True).text.lower() if query.language == "en" else fold_text(question).text.lower()
    return tuple(text[bound.start : bound.end] for bound in find_bounds(text, query.language) if bound.threshold.value < _YEARS)


def _add_year(text: str, year: str) -> str:
    """A part with the year of the other one, where it has none."""
    return text if not year or year in text else f"{text}{year}"
