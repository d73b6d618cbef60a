"""What many agencies carry over: among other words, 没有结转 and 全部办结 asked of them mean what goes on in the next year.

结转 alone may also mean what came from the year before; where one report's figure is asked for it is left open.
"""

import re
from dataclasses import replace

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.signs.closing import CARRIED
from assistant.understanding.signs.operations import FIGURES
from assistant.understanding.words.lexicon import Tag, Token

_AMONG = re.compile(
    r"哪些|哪几?[个家]|哪里|哪几?年|谁|(?:几|多少)[个家]|各个?(?:单位|镇|乡|街道)|"
    r"的(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|年份)(?:有|是|名单|都|[?。]|$)"
)
_DONE = re.compile(
    r"(?P<denied>没有|没能|没|未能|未|尚未|并未|不是)?(?:当年|年内|已经|已)?(?:全部|全都|都|均|全)(?:已经|已|能)?(?:按时|按期|及时|如期|当年)?"
    r"(?:办结|办完|办理完|答复完|处理完|办理完毕)(?:完毕|毕|了)?"
)
_CLAIMED = re.compile(r"说|称|写|却|但是?还|其实|实际|矛盾|真的|属实|核|查|对不上|对得上")
"""Words beside which 全部办结 is what a report claims, and a check is asked for."""

_BARE = re.compile(r"(?<![年度来])结转(?![下到至次过进来给率明])")
"""结转 that does not say which way."""

_PAD = "\x01"


def restate_done(text: str) -> str:
    """A question on many agencies with 没有结转 in the place of 全部办结, as long as before; other questions as they are."""
    if not _AMONG.search(text) or _CLAIMED.search(text):
        return text
    return _DONE.sub(lambda match: ("有结转" if match["denied"] else "没有结转").ljust(len(match.group()), _PAD), text)


def name_carried(text: str, tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with 结转 for what is carried over to the next year, where a question speaks of many agencies."""
    if not _AMONG.search(text):
        return tokens
    return tuple(replace(token, tags=(Tag("row", "carried_out"),)) if token.text == "结转" else token for token in tokens)


def note_carried(frame: Frame, query: Query) -> tuple[str, ...]:
    """Says which of the two ends was taken, where a question does not say it itself."""
    if (
        frame.language == "en"
        or query.operation not in FIGURES | {"count"}
        or not any(measure.id == CARRIED for measure in query.measures)
    ):
        return ()
    if "结转" not in frame.question and "結轉" not in frame.question:
        return ("“全部办结”按没有结转下年度继续办理的申请判断",) if "结转" in frame.text else ()
    alone = _BARE.search(frame.text) and _AMONG.search(frame.text)
    return ("“结转”按“结转下年度继续办理”回答，不是“上年结转”",) if alone else ()
