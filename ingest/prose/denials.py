"""Figures that the prose denies: 未收到申请, 无行政复议, 未收取费用, 零报告 are each 0."""

import re
from collections.abc import Iterator
from decimal import Decimal

from ingest.prose.counts import Candidate, is_own_year
from ingest.prose.lexicon import holds
from ingest.prose.sentences import Sentence

_DENIAL = re.compile(
    r"(?:(?:尚|从|暂|均|亦|也|并|均)?未(?:曾|被|再|能)?(?:收到|接到|接收到?|接获|收取|收费|收|受理|发生|出现|产生|接|办理|存在|提出|有|涉及|因|引发|申请|提起|对|向)"
    r"|没有?(?:收到|接到|接收到?|收取|受理|发生|出现|产生|办理|存在)?|(?<![全有])(?:暂|均|尚|并)?无(?!法|条件|障碍|正当|纸|偿|误|关|缝|线|论|故|所|需|愧|形|一|空|死角|差错|理)(?:发生|收到|收取)?|不存在|杜绝)"
)
_BY_TOPIC = {"requests": ("requests.received",), "disputes": ("reviews.count", "lawsuits.count")}
_CLAUSE = re.compile(r"[,;:]")
_LIST_GOES_ON = re.compile(
    r"^(?:或|以及|及|和|法人|其他组织|提起|引起|引发|被|行政诉讼|行政复议|申请行政|诉讼|复议|不服|要求公开|申请公开)"
)
_REASON = re.compile(
    r"(?:因|由于|关于|有关|对|就).*?(?=(?:被)?(?:申请|提起|提出|引起|引发|发生|导致)?(?:被)?(?:申请)?(?:行政复议|复议|行政诉讼|诉讼|收费|收取))"
)
_REQUEST = re.compile(
    r"(?:依申请|(?:信息|政务|公开|政府)[^,]{0,8}申请|申请(?:公开|政府|信息|获取)|申请事项|(?:要求|提出|主动要求)[^,]{0,12}公开|公开[^,]{0,4}(?:申请|请求)|(?:公民|群众|法人|社会)[^,]{0,20}申请)"
)
_NO_REQUEST = re.compile(
    r"不予(?:公开|处理)?的?[^和及或、]{0,4}申请|撤销|撤回|结转|逾期|超期|超时|不服|投诉|举报|拒绝|申请(?:公开)?(?:工作)?(?:渠道|制度|平台|栏目|专栏|指南|流程|办理制度|台账|窗口|机制|受理点|受理机构|点)|建立|健全|完善|完全|及时|足够|现场|异议|纠纷|泄密|失密|延期|申请行政|复议申请|诉讼申请"
)
_WISH = re.compile(r"确保|力争|争取|防止|避免|如果|若(?!干)|假如|应当")
_NOTHING = re.compile(
    r"(?P<what>[^。;]{2,60}?)(?:的?(?:情况|数量|件数|案件|事项|申请数?|数))?(?:均)?(?::|,|为|是)?(?:无|零|没有|无此[类项]?情况|未发生|零报告|零申请)(?:[。;,(]|$)"
)
_ZERO_WORDS = re.compile(r"零报告|零申请|无人(?:提出)?申请|没有人(?:提出)?申请")
_SUCH = re.compile(r"(?:过|任何|此类|此项|此种|相关|有关|上述|该类|以上|的)*(?:情况|情形|事项|申请|案件|事件|现象)?")
_ZERO_DISPUTES = re.compile(r"零(?:行政)?(?P<kind>复议|诉讼)")
_FEE = re.compile(r"信息处理费|处理费|费用|收费|收取")


def find_denials(sentence: Sentence, year: int | None) -> tuple[Candidate, ...]:
    """Each figure that the sentence says there was none of in the report's ``year``, with value 0."""
    found = [*_read_negations(sentence), *_read_nothing(sentence.text)]
    return tuple(
        Candidate(figure, rank, Decimal(0), None, approx=False, label=sentence.text[start:end], start=start, end=end)
        for figure, rank, start, end in found
        if is_own_year(sentence.text[:start], year) and not _WISH.search(_CLAUSE.split(sentence.text[:start])[-1])
    )


def _read_negations(sentence: Sentence) -> Iterator[tuple[str, int, int, int]]:
    text = sentence.text
    for match in _DENIAL.finditer(text):
        end = _find_scope_end(text, match.end())
        scope = text[match.end() : end]
        if re.search(r"\d", re.sub(r"20\d\d年?|12345", "", scope)):
            scope = re.split(r"\d", scope, maxsplit=1)[0].rsplit("、", 1)[0]
        denied = _read_denied(match[0], scope, text)
        if _SUCH.fullmatch(scope) and "申请" not in scope:
            denied = ((figure, 9) for figure in _BY_TOPIC.get(sentence.topic or "", ()))
        for figure, rank in denied:
            yield figure, rank, match.start(), max(end, match.end())
    for match in _ZERO_DISPUTES.finditer(text):
        yield ("reviews.count" if match["kind"] == "复议" else "lawsuits.count"), 9, match.start(), match.end()


def _find_scope_end(text: str, start: int) -> int:
    """The end of what a denial covers: its clause, and further clauses that only go on with its list."""
    end = start
    while True:
        boundary = _CLAUSE.search(text, end)
        if boundary is None:
            return len(text)
        if boundary[0] != "," or not _LIST_GOES_ON.match(text[boundary.end() :]):
            return boundary.start()
        end = boundary.end()


def _read_denied(word: str, scope: str, sentence: str) -> Iterator[tuple[str, int]]:
    plain = _REASON.sub("", scope)
    if holds("disputes", "review", plain):
        yield "reviews.count", 10
    if holds("disputes", "lawsuit", plain):
        yield "lawsuits.count", 10
    if _FEE.search(word + scope) and ("处理费" in scope or not holds("fees", "foreign", sentence)):
        if "费" in word + scope:
            yield "fees.information", 20 if "处理费" in scope else 8
        if not re.search(r"收到|受理|接", word):
            return
    request = _REQUEST.search(plain) or (re.match(r".{0,4}申请$", plain) if "收到" in word or "受理" in word else None)
    asks = request or (re.search(r"申请", plain) if "受理" in word or "收到" in word or "接" in word else None)
    if asks and not _NO_REQUEST.search(plain) and not (word.endswith(("对", "向")) or "杜绝" in word):
        yield "requests.received", 33


def _read_nothing(text: str) -> Iterator[tuple[str, int, int, int]]:
    """数量:无, …情况:无, …零报告."""
    for match in _NOTHING.finditer(text):
        what = re.split(r"[,;]", match["what"])[-1]
        plain = _REASON.sub("", what)
        if holds("disputes", "review", what):
            yield "reviews.count", 10, match.start(), match.end()
        if holds("disputes", "lawsuit", what):
            yield "lawsuits.count", 10, match.start(), match.end()
        if re.search(r"收费|费用|处理费", what) and not holds("fees", "foreign", what):
            yield "fees.information", 8, match.start(), match.end()
        elif _REQUEST.search(plain) and not _NO_REQUEST.search(plain) and not re.search(r"复议|诉讼", what):
            yield "requests.received", 30, match.start(), match.end()
    for match in _ZERO_WORDS.finditer(text):
        if re.search(r"申请", text[: match.end()]) and not re.search(r"复议|诉讼|不予", text[: match.end()]):
            yield "requests.received", 30, match.start(), match.end()
