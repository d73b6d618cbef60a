"""Bare follow-ups that add up what the last turns told one by one (两个加起来, all three together)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.records import Conversation, Query
from assistant.understanding.turns.conversation import join_turns
from assistant.understanding.words.cues import Language

_PAIR, _THREE = 2, 3
_OUTRIGHT = r"加起来|加在一起|加一起|合起来|相加|加总|之和|总和|加"
_TOTAL = re.compile(
    r"(?:把|将)?(?:这|那|前)?(?P<many>两|二|三|俩|仨)?"
    r"(?:个|者|家|地|镇|乡|街道|年|数|(?P<things>项|种|类|渠道|平台|途径|方式|栏目|部分))*"
    rf"(?:(?P<outright>{_OUTRIGHT})|合计|一共|总共|共计|总计|共)(?:收|收到|有|为|等于)?(?:多少|几)?(?:件|条|个|次|项|起|万元|元|钱)?(?:申请|信息)?"
)
_ENGLISH_TOTAL = re.compile(
    r"(?:and |so |then |but |now )*(?:please )?(?:what(?:'s| is| was| are| were| do(?:es)?)? |how (?:many|much) )?"
    r"(?:is |are |was |were |would |be |do |does |did )*"
    r"(?:the |that |this |it |they |these |those |them |both |(?:all |the )?(?:two|(?P<three>three))(?: of them)? |"
    r"all (?:of them )?)*"
    r"(?:make |makes |come |comes |add |get |have |be |is )*"
    r"(?P<outright>together|combined|add(?:ed)?(?: (?:them|these|those|both|the two|the three))?(?: up| together)?|"
    r"sum(?: of (?:both|the two|them))?"
    r"|plus|(?:in )?total|altogether|to (?:together|in total|altogether)|up to)(?: requests| cases| items)?"
)


_APART = re.compile(
    r"(?:两个|两县|两地|它们|两者|二者)*(?:之间)?(?:相差|差|差距|差了|差额)(?:是|有|了)?(?:多少|几)?[件条个次项起]?"
)
_ENGLISH_APART = re.compile(
    r"(?:and |so )?(?:what(?:'s| is| was) )?(?:the )?(?:difference|gap)(?: between (?:them|the two|both))?|"
    r"(?:and |so )?(?:by )?how (?:much|many) (?:do they differ|is the (?:difference|gap)|are they apart)|"
    r"(?:and |so )?which (?:one |county |of (?:them|the two) )?(?:is|has|had|got|was|received) "
    r"(?:the )?(?:more|higher|larger|bigger)"
)


def set_counties_apart(text: str, spoken: Sequence[Query], language: Language) -> Query | None:
    """The query that holds the two counties of the last turns against each other; None where they spoke of no two."""
    match = (_ENGLISH_APART if language == "en" else _APART).fullmatch(text)
    if match is None or len(spoken) < _PAIR:
        return None
    one, two = spoken[-_PAIR:]
    alike = one.measures == two.measures and len(two.measures) == 1 and one.years == two.years and len(two.years) == 1
    if not alike or not (one.parent and two.parent) or one.parent == two.parent or one.agencies or two.agencies:
        return None
    return replace(
        two, operation="sum", parent=None, counties=(one.parent, two.parent), assumed=(), limit=None, all_agencies=True
    )


def add_turns(text: str, spoken: Sequence[Query], conversation: Conversation, language: Language) -> Query | None:
    """The query that adds up what the last turns told; None where ``text`` says more or they told nothing that adds up.

    ``text`` is the question without years and filling, ``spoken`` the queries about the reports.
    """
    match = (_ENGLISH_TOTAL if language == "en" else _TOTAL).fullmatch(text)
    if match is None or not spoken[-1].measures:
        return None
    last = spoken[-1]
    if last.operation == "lookup" and len(last.measures) > 1 and len(last.agencies) == 1 == len(last.years):
        return replace(last, together=True, assumed=(), threshold=None)
    if last.operation in ("lookup", "compare") and (len(last.agencies) > 1 or len(last.years) > 1) and len(last.measures) == 1:
        return None if last.pairs else _sum(last)
    many = _THREE if match.groupdict().get("three") or match.groupdict().get("many") in ("三", "仨") else _PAIR
    things = _join_things(spoken, many) if match.groupdict().get("things") else None
    return things or _add_last(spoken, many, conversation, outright=bool(match["outright"]))


def _add_last(spoken: Sequence[Query], many: int, conversation: Conversation, *, outright: bool) -> Query | None:
    """The query that adds up the last ``many`` turns, of one figure or, where ``outright``, of several."""
    last, told = spoken[-1], spoken[-many:]
    if len(told) < many or any(query.operation != "lookup" or query.options or len(query.measures) != 1 for query in told):
        return None
    joined = join_turns(last, conversation, many)
    if len(joined.measures) == 1 and not joined.pairs and (len(joined.agencies) > 1) != (len(joined.years) > 1):
        return _sum(joined)
    apart = len(joined.measures) == many and len({measure.unit for measure in joined.measures}) == 1
    return replace(joined, together=True, assumed=(), threshold=None) if apart and outright else None


def _join_things(spoken: Sequence[Query], many: int) -> Query | None:
    """The last query with the last ``many`` figures spoken of for its agency (两个渠道合计), of the year last spoken of.

    None where they are not so many, or differ in unit or agency.
    """
    last, told = spoken[-1], []
    for query in reversed(spoken):
        if query.operation != "lookup" or query.options or query.agencies != last.agencies or len(query.measures) != 1:
            break
        told += [measure for measure in query.measures if measure not in told]
    alike = len(told) >= many and len({measure.unit for measure in told[:many]}) == 1
    plain = len(last.agencies) == 1 == len(last.years)
    joined = replace(last, measures=tuple(reversed(told[:many])), together=True, assumed=(), threshold=None)
    return joined if alike and plain else None


def _sum(query: Query) -> Query:
    """The same figures added up."""
    return replace(query, operation="sum", all_agencies=False, assumed=(), threshold=None, limit=None, wants_difference=False)
