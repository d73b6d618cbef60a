"""What part of a whole is asked for of things that only the prose counts (对外宣传类信息占发布总数的百分之几)."""

import re
from dataclasses import dataclass

from assistant.understanding.names.mentions import MASK
from assistant.understanding.prose.ballast import blank_plain, is_light, strip_word

_ASKED = (
    r"(?:百分之(?:几|多少)|百分比|几成|多大(?:的)?(?:比例|比重|份额)?|多少(?:比例|比重|份额)?|什么比例|比例|比重|比|几分之几)"
)
_PORTION = re.compile(
    rf"(?:^|[,;。?{MASK}])(?P<part>[^,;。?{MASK}]*?)(?:所|各|分别|共|总共|一共|大概|大约|能|就)*占(?:了|到|去)?(?P<whole>[^,;。?{MASK}占]*?)(?:里|中|当中|之中|里面)?的?{_ASKED}"
)
_ALONE = re.compile(r"^(?:那|那么|它的?|其|这个|[,\x00])*(?:占比|比例|百分比|比重|份额)(?:是|有|呢|多少|多大|多高|几成)*[?。]*$")
"""A share and nothing else (比例呢): it is that of what was told before."""

_FILLED = re.compile(
    r"^(?:请问|那么|那|其中|当中|这些|这|它|他们|该|里面|全年|当年|一共|总共|通过|的|在|从|用)+|(?:公开|发布|推送|登载)?的?(?:各|又|都|数量?|部分|这块|这部分)*(?:是|有|共|会)?$"
)
_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff])\d[\d,.]*[条件个份篇次项期]$")
"""A number told of the part itself (救济类10条占多少)."""

_WHOLE = re.compile(r"全部|所有|整个|总体|整体|总数|总量|总|全体|全年|当年|年度|数量|[数量个条件篇]$")


@dataclass(frozen=True, slots=True)
class Portion:
    """A part and the whole that it is asked of, in the question's words; either is empty where the question leaves it out."""

    part: str
    whole: str


def read_portion(bare: str) -> Portion | None:
    """The part and the whole of a folded question with names and years blanked; None where it asks for no part of a whole."""
    match = _PORTION.search(bare)
    if match is None:
        return Portion("", "") if _ALONE.match(bare) else None
    part = strip_word(_FILLED.sub("", _FILLED.sub("", _NUMBER.sub("", match["part"]))))
    whole = strip_word(_WHOLE.sub("", match["whole"]).strip("的中里"))
    plain = strip_word(blank_plain(whole, set()).replace(MASK, ""))
    return Portion("" if is_light(part) else part, whole if not is_light(plain) or _is_item(whole) else "")


def _is_item(whole: str) -> bool:
    """Whether a word that is as good as none elsewhere names what is counted here (推文, 稿件)."""
    return whole.endswith(("推文", "稿件", "文章", "图文", "帖子", "案件", "工单", "来电", "来信", "诉求", "投诉", "留言"))
