"""Facts that questions ask for, and how a sentence states one: an address, a ground, a beginning, a reason, a way, contents.

The sentences of some of them are all that can answer; those of the others go first where there are any.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.sentences import Sentence
from assistant.understanding.words.dictionary import is_content, part_words
from ingest.folding import fold_text

_FACTS = (
    (
        re.compile(r"地址|(?:在|位于)(?:哪|什么)(?:条|个)?(?:街|路|地方办公|位置)|门牌|办公地点|\baddress\b"),
        re.compile(r"地址|(?:路|街|大道|巷|弄)\d+号|位于"),
    ),
    (re.compile(r"落款|署名日期|签署日期|成文日期|signed"), re.compile(r"^[^。,;]{0,30}\d{4}年\d{1,2}月\d{1,2}日[。]?$")),
    (re.compile(r"索引号"), re.compile(r"索引号")),
    (
        re.compile(r"联系电话|电话号码|办公电话|电话(?:是|为|多少)|phone number"),
        re.compile(r"(?:电话|热线|传真|联系方式)[^。]*\d{5}"),
    ),
    (re.compile(r"粉丝|关注(?:人数|数量|用户)|followers"), re.compile(r"粉丝|关注")),
    (re.compile(r"阅读量|点击量|浏览量|访问量|点击率"), re.compile(r"阅读|点击|浏览|访问")),
    (re.compile(r"用时|耗时|时长|花了多久"), re.compile(r"用时|耗时|时长|平均[^。]{0,8}[天日]")),
)
"""Facts that reports seldom state, as questions name them, and what a sentence must say to state one."""

_WHICH = r"(?:哪些|哪几[个种类]?|哪[种类个]|什么|啥|何种)"
_WAY = r"(?:渠道|平台|方式|形式|途径|载体|媒体|栏目|媒介)"

_CHANNEL = re.compile(r"微信|公众号|网站|微博|公告栏|公示栏|公开栏(?!目)|宣传栏|抖音|视频号|app")
"""A channel of which a fact is asked, which a measure may cover, so that it is none of the words of the question."""

GIVEN = re.compile(
    r"由于|因为|(?<!原)因(?!此|而|公|素|地|特网|政|申|行)|原因|源于|导致|致使|造成|所致|受[^,。;]{1,12}影响|影响了|的缘故|为了"
)
"""How a sentence gives a reason."""


@dataclass(frozen=True, slots=True)
class Fact:
    """How a question asks for a fact, what a sentence says that states it, and words that only name the fact itself.

    ``most`` sentences are told at most; ``bare`` says that a sentence need not have any other word of the question.
    """

    asks: re.Pattern[str]
    says: re.Pattern[str]
    names: re.Pattern[str]
    most: int = 2
    bare: bool = False


_TOLD = (
    Fact(
        re.compile(r"(?:去|到|在|从)?哪(?:里|儿|个网站)?(?:能|可以|可)?(?:查|看到?|下载|找到?|获取)"),
        re.compile(r"查阅|下载|查询|登录|网址|查看|获取"),
        re.compile(r"报告|年报|查|看|下载|找|哪|电子版"),
        bare=True,
    ),
    Fact(
        re.compile(
            r"(?:依据|根据|按照?|依照)(?:的是?|是)?(?:什么|哪[个些份部]|哪一[个份部]?|何)|依据[^,。?]{0,4}(?:是|有)(?:什么|哪)|的(?:依据|根据)[呢?。]*$"
        ),
        re.compile(r"(?:根据|依据|按照|依照|遵照)[^。]{0,60}(?:条例|办法|规定|通知|文件|号|要求|法》|规范|意见)"),
        re.compile(r"依据|根据|按照?|依照|文件|规定|法规|条例|什么|哪"),
        bare=True,
    ),
    Fact(
        re.compile(r"(?:从|自|是)?(?:哪[天年月一]+|什么时候|何时|几月几[日号])(?:起|就)?(?:开始|开通|成立|建立|启动|启用)"),
        re.compile(r"^(?!.*统计(?:期限|时[限间])).*?(?:\d{4}年[^,。;]{0,8}(?:起|开始|开通|成立|建立|启用|启动)|自\d{4}年)"),
        re.compile(r"开始|开通|成立|建立|启动|启用|哪天|什么时候"),
    ),
    Fact(
        re.compile(r"为什么|为何|为啥|(?:什么|啥|何)原因|原因(?:是|在|呢|有|[?。]*$)"),
        GIVEN,
        re.compile(r"原因|为什么|为何|为啥|影响|怎么"),
    ),
    Fact(
        re.compile(
            rf"(?:公开|发布|涉及|包括|涵盖|主要)(?:了|的|到)*{_WHICH}(?:个?方面|内容|领域|类别)|{_WHICH}(?:个?方面|领域)的?(?:信息|内容|动态|事项|工作)|(?:公开|发布|推送)了哪些[?。]*$|"
            rf"内容[^,。?]{{0,6}}(?:有|是|涉及|包括|包含|涵盖)(?:了|到)?{_WHICH}|(?:公开|发布)了{_WHICH}(?:信息|内容|东西)?[?。]*$|"
            rf"{_WHICH}(?:内容|信息)(?:是|属于)?主动公开"
        ),
        re.compile(
            r"涉及|涵盖|包括|内容(?:有|为|是)|等(?:各?方面|领域|内容)|重点公开|推送|围绕[^。]{2,40}等|公开[^,。;:]{1,24}、[^,。;:]{1,40}(?:等|信息(?!化))"
        ),
        re.compile(r"公开(?![栏日指目])|发布|涉及|包括|涵盖|主要|内容|方面|领域|信息|类别|哪些|什么"),
        most=4,
        bare=True,
    ),
    Fact(
        re.compile(rf"{_WHICH}(?:新)?(?:的)?(?:公开)?{_WAY}"),
        re.compile(rf"通过|利用|借助|依托|在[^,。]{{1,30}}(?:上|等|、)|{_WAY}|为主"),
        re.compile(rf"{_WAY}|主动|政府|政务|信息|公开|发布|通过|{_WHICH}"),
    ),
)


def find_stating(asked: str) -> re.Pattern[str] | None:
    """What a sentence must say to state the fact that a question asks for; None where it asks for none of these."""
    folded = fold_text(asked).text.lower()
    return next((said for asks_for, said in _FACTS if asks_for.search(folded)), None)


def tell_facts(sentences: Sequence[Sentence], asked: str, terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """The sentences that state the fact a folded question asks for, those with most of its other words; else nothing."""
    fact = next((fact for fact in _TOLD if fact.asks.search(asked)), None)
    if fact is None:
        return ()
    words = list(dict.fromkeys((*_CHANNEL.findall(asked), *(word for term in terms for word in _list_words(term[0], fact)))))
    met = {place: sum(stands_in(word, one.folded) for word in words) for place, one in enumerate(sentences)}
    stating = [place for place, one in enumerate(sentences) if fact.says.search(one.folded) and not one.is_title]
    best = max((met[place] for place in stating), default=0)
    if (words and not best and not fact.bare) or best < max(met.values(), default=0):
        return ()
    return tuple(sentences[place] for place in stating if met[place] == best)[: fact.most]


def _list_words(term: str, fact: Fact) -> tuple[str, ...]:
    """The words of a term that tell what the fact is of."""
    rest = fact.names.sub(" ", term)
    return tuple(word for piece in rest.split() for word in part_words(piece) if is_content(word))
