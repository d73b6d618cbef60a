"""Whether a question is about these reports at all, and whether it asks for prose or for figures."""

import re

from assistant.records import Operation, Query
from assistant.understanding.drafting.leftovers import names_other_items, names_other_things
from assistant.understanding.frame import Frame, Task
from assistant.understanding.measures.selecting import OUTCOME
from assistant.understanding.prose.objects import asks_doers
from assistant.understanding.prose.ordinals import read_ordinals
from assistant.understanding.prose.sayings import asks_holders, asks_law, asks_published, denies_channel, says_that
from assistant.understanding.signs.shapes import asks_bare_count, asks_breakdown, claims_figure, names_figure_only, sets_claims
from assistant.understanding.signs.summing import adds_up, asks_amount
from assistant.understanding.words.cues import Cues
from assistant.understanding.words.placing import find_side

_CREATIVE = re.compile(
    r"写(?:一|个|首|篇|段|封|点|份)|作(?:一)?首|编(?:一)?个|讲个|唱|翻译|(?:起草|草拟|拟写|撰写|代写|代拟|拟)(?:一|个|份|篇|封|张)|"
    r"write (?:me )?an? (?:poem|"
    r"story|song|essay|letter|program)|translate"
)
_DONE = re.compile(
    r"(?:举办|办|搞|做|开展|组织|建立|建|设立|设|推行|推出|推|采用|用|实行|实施|聘请|聘|发放|发|印制|安装|装|开设|开|成立|引入|编印|编|制作|请|拍|"
    r"公布|公示|张贴|征集|征求|走访|邀请|通报|播放|讲解|召开)(?:过|了)"
)
_HELD = re.compile(r"(?:搞|举办|举行|组织|开展|设立|成立|建立)(?:过|了)")
"""What is done to an event or a thing, and not to information, though it bears a channel's name (搞过公开栏评比)."""

_WHETHER = re.compile(r"吗|谁|有没有|[提写说讲谈]没[提写说讲谈]|是否|有无|是不是|过没有|do(?:es)?|did|which|who|any")
_ABILITY = re.compile(
    r"(?:怎么|怎样|如何|该怎么|咋)(?:去|来)?(?:问|提问|查询?)(?:你|您|这个系统|问题)|(?:怎么|怎样|如何|咋)(?:向|跟|和)(?:你|您)(?:提问|问|说)|"
    r"(?:怎么|怎样|如何|咋)(?:提问|发问)|"
    r"你.{0,4}(?:能|会|可以).{0,4}(?:回答|做|干|答|查|问).{0,3}(?:什么|哪些|啥)|能(?:回答|答|问|查).{0,3}(?:什么|哪些)问题"
)
_SPOKEN = re.compile(
    r"(?:提到|提及|谈到|讲到|说到|写到|讲过|提过|说过|写过|涉及到?|聊到|承认|反映)(?:了|过)?(?=[\u4e00-\u9fff]{2})(?!的)"
)
"""The words behind which stands what a report mentions."""

_SAYS_NONE = re.compile(r"(?:说|写|提|讲|谈|称)(?:明|到|了|过|有|及)?(?:没有?|未|从未|无)(?![提写说讲谈])")
"""How reports are asked for that say that there was none of something countable (明确说没收到申请)."""

_SUED = re.compile(r"被[^,。?]{0,6}提起|提起了?过?(?=行政|诉讼|复议|申请)")
"""提起 that speaks of a dispute, and not of a mention."""

_COPIES = re.compile(r"检索、?复制|复制(?=费|件|、?邮寄|、?检索)")
"""复制 that speaks of copies for an applicant, and not of a copied text."""

_WORDED = re.compile(r"关于[^,。?]*(?:怎么|怎样|如何)(?:写|说|讲|表述|描述)")
"""How a question asks for the sentences on something, and not where a figure stands."""

GREETING = 8
_OWN = ("公开", "年报", "报告", "政务", "政府信息", "依申请", "report", "disclos", "publish")
_STRONG_PROSE = re.compile(
    r"设立|设置|建立|开设|成立|开通|为什么|为何|为啥|原因|多久|频率|频次|何时|什么时候|(?:去|到|上)哪(?:里|儿|些地方)?|哪(?:里|儿)(?:领|查|看|办|取|下载|可以|能)|几(?:点(?!几)|道|步|关|层|轮|环|时|天)|(?:经过|经|由|向|给|找|让|是)谁|谁(?:来|会|"
    r"批|审|签|把关)|怎么(?!样|变|算)|怎样|如何(?!变)|由谁|是谁|谁来|谁负责|谁担任|措施|举措|介绍|"
    r"概括|总结|说说|谈谈|打算|下一步|哪些(?!变化)|什么(?!变化|水平|比例)|叫什么|叫啥|名字|名称|做法|经验|共同点"
)
_FIGURE = re.compile(
    r"多少|几[件条个名项次份篇人位起宗笔万]|数量|件数|条数|总数|总量|总额|占|比例|率|百分|数(?:$|"
    r"[,。?是有呢])|平均|中位|最[多少高低]|排名|how many|how much|number of|amount|percent|rate|"
    r"average|median|total"
)
_WHICH_FEW = re.compile(
    r"哪几(?:个|家|份|篇|本)|(?:几|多少)(?:个|家|份|篇)(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|报告|年报)?(?:的?(?:报告|年报))?(?:里|中|都|曾)*"
    r"(?=提到|提及|写到|谈到|讲到|说到|提过|写过|写了)"
)
"""几 that asks which ones, or how many agencies or reports mention something, and not for a figure."""

_STOCK = re.compile(
    r"有(?:哪些|哪几个)(?:乡镇街道|乡镇|镇街|镇|乡|街道|机关|单位)(?:[?。呢]|$)|(?:属于?|是|在|归|隶属于?)(?:哪个|哪一个|什么)(?:县|市|区|地方)|"
    r"(?:有|收录?|存)了?(?:哪些|哪几个)(?:乡镇街道|乡镇|镇街|镇|乡|街道|机关|单位)的?(?:报告|年报|材料|资料)|"
    r"^(?:那|现在|目前|库里|库中|还|(?:19|20)\d{2}年度?)*(?:缺少?|少|差|漏)了?(?:哪些|哪几?[个家份]|什么|谁的?)(?:单位|乡镇|镇)?的?(?:报告|年报)?[?。呢]*$|"
    r"(?:有|收录|存)[^,]{0,4}哪些[^,]{0,8}(?:数据|资料|材料|年报|报告)(?:[?。]|$)|(?:缺|没有|缺少|"
    r"少了|尚无)[^,]{0,10}(?:报告|年报)|(?:缺少?|(?<!最)少|差|漏|没有?)了?(?:的是)?(?:哪|几|什么)(?:一|几|些)?(?:个)?年|"
    r"(?:年报|报告|年份|年度|资料)(?:[^,]{0,4})(?:不齐全|不全|不齐|不完整|齐全|齐不齐|全不全|齐吗|全吗|完整吗)|(?:有没有|有无|是否有|是否收录|收录了?|包含|"
    r"有)[^,]{0,14}(?:报告|年报)(?:吗|呢|没有|$|\?|可查|可以查|能查|能看)|(?:报告|年报)(?:有没有|"
    r"有吗|在吗|都有)"
)


UNNAMED = re.compile(
    r"(?:没有?|未|没)(?:写明|标明|注明|写|署|标)(?:是|出|清楚)?(?:哪个|哪家|哪一个|单位|机关|落款|名)|不知道是哪|署名不|无署名|名称不明"
)
_WHICH_PLACE = re.compile(
    r"^[那而]?(?:么)?(?:排|排名|排在)?(?:倒数)?(?:第[一二三四五六七八九十\d]+(?:个|名|位)?|最[多少高低大小后])(?:的|一个|一名)?[又呢则]?是?"
    r"(?:谁|哪个|哪家|哪里|哪儿|哪一个|\x00+)[呢啊]?[?。]?$|"
    r"^(?:and |so |then )?(?:who|what|which(?: \w+)?) (?:was|is|were|came|comes|ranks?|ranked) (?:in |at )?(?:the )?"
    r"(?:second|third|fourth|fifth|last|next)(?: place| one| most| highest)?[?]?$"
)
"""A place of a ranking and nothing else (第三个是谁): the figure is that of the turn before."""

_REWRITE = re.compile(
    r"(?:把|将|请把).+(?:改成|改为|修改为|修改成|设为|设成|写成|调成|更新为)\x00*\d+(?!年)|(?:删掉|删除|清空|抹掉)(?!了)"
)


def judge_scope(frame: Frame, previous: Query | None, cues: Cues) -> Operation | None:
    """``out_of_scope`` or ``help`` where the question is not one about the reports; None where it is."""
    if refuses_plainly(frame, cues):
        return "out_of_scope"
    if _asks_help(frame, cues):
        return "help"
    return None if _is_about_reports(frame, cues) or (previous is not None and _goes_on(frame)) else "out_of_scope"


def refuses_plainly(frame: Frame, cues: Cues) -> bool:
    """Whether the words themselves say that the question is none for these reports; otherwise it may only be unheard of."""
    return _is_instruction(frame, cues) or _is_foreign(frame, cues) or asks_law(frame)


def _is_instruction(frame: Frame, cues: Cues) -> bool:
    """Whether the words are orders to the program, or ask it to write something."""
    injected = cues.match("injection", frame.text, frame.language) or cues.match("injection", frame.question.lower(), "en")
    rewriting = frame.language == "zh" and _REWRITE.search(frame.text) is not None
    return injected or rewriting or _CREATIVE.search(frame.names.masked) is not None


def _is_foreign(frame: Frame, cues: Cues) -> bool:
    """Whether it is about other matters, and no figure, mention or word of the reports says otherwise."""
    text, language = frame.names.masked, frame.language
    about = (bool(frame.measures) and (frame.numeric or frame.named)) or any(word in text for word in _OWN)
    mentioned = frame.task.operation == "mentions" or cues.match("mentions", text, language)
    return cues.match("foreign", frame.names.bare, language) and not about and not mentioned


def _asks_help(frame: Frame, cues: Cues) -> bool:
    text, language = frame.names.masked, frame.language
    able = (cues.match("help", text, language) or _ABILITY.search(text)) and not frame.measures and not frame.names.mentions
    return bool(able) or (cues.match("greeting", text, language) and len(text) < GREETING and not frame.named)


def _is_about_reports(frame: Frame, cues: Cues) -> bool:
    named = bool(frame.names.known or frame.measures or frame.names.everyone or frame.names.regions or frame.sources)
    named = named or frame.task.operation in ("mentions", "check", "provenance", "reports") or bool(frame.task.stock)
    text = frame.names.masked
    return (
        named
        or asks_bare_count(frame)
        or cues.match("reports", frame.text if frame.language == "en" else text, frame.language)
        or cues.match("report_words", text, frame.language)
    )


def _goes_on(frame: Frame) -> bool:
    """Whether a question that says little by itself may go on with the turn before."""
    told = frame.task.operation is not None or frame.task.threshold is not None
    return frame.leaning or frame.correcting or frame.named or frame.dated or told or bool(read_ordinals(frame.question))


def pick_special(frame: Frame, task: Task, cues: Cues) -> Operation | None:
    """``check``, ``provenance``, ``mentions`` or ``reports`` where the question's words ask for one of these."""
    text, language = frame.names.masked, frame.language
    figure = bool(frame.measures) and _FIGURE.search(_WHICH_FEW.sub("", text)) is not None
    figure = figure or (any(measure.cells for measure in frame.measures) and _SAYS_NONE.search(text) is not None)
    changing = bool(frame.measures) and task.operation in ("difference", "growth", "trend", "share")
    placed = not frame.named and bool(find_side(text))
    telling = frame.names.everyone or _WHETHER.search(text) is not None or asks_holders(frame) or placed
    held = _HELD.search(frame.names.bare) is not None and not any(measure.cells for measure in frame.measures)
    done = frame.names.everyone and ((not frame.measures and _DONE.search(frame.names.bare) is not None) or held)
    spoken = _SPOKEN.search(frame.names.bare) if telling and not figure else None
    plain_stock = not frame.measures and not spoken and _STOCK.search(frame.text) is not None
    stock = cues.match("reports", frame.text, language) or _STOCK.search(frame.text) is not None
    if asks_doers(frame):
        plain_stock = stock = False
    before = _COPIES.sub("", text[: spoken.start()] if spoken else text)
    readings: tuple[tuple[Operation, bool], ...] = (
        ("reports", asks_published(frame)),
        ("reports", UNNAMED.search(frame.text) is not None and "报告" in frame.text),
        ("provenance", cues.match("provenance", text, language) and task.operation != "share" and not _WORDED.search(text)),
        ("check", adds_up(frame)),
        (
            "check",
            cues.match("check", before, language)
            and not changing
            and not asks_amount(text)
            and (not claims_figure(frame) or sets_claims(frame)),
        ),
        ("reports", plain_stock),
        ("mentions", cues.match("mentions", _SUED.sub("", text), language) and not figure and telling),
        ("mentions", says_that(frame) and not figure),
        ("mentions", denies_channel(frame) and not figure),
        ("mentions", done and not stock and not figure and not re.search(r"多少|几[件条次]", text)),
        ("reports", stock and not frame.measures and not _STRONG_PROSE.search(frame.names.bare)),
    )
    return next((operation for operation, fits in readings if fits), None)


def reads_as_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether the question asks for what the report says and not for a figure."""
    if cues.match("qualified", _blank_phrases(frame), frame.language):
        return True
    if frame.measures:
        return not asks_breakdown(frame) and _prefers_prose(frame, task, cues)
    return _needs_prose(frame, task, cues)


def _needs_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether a question that names no measure is about prose rather than about the measure of the turn before."""
    text, language = frame.names.bare, frame.language
    if _WHICH_PLACE.match(frame.names.masked):
        return False
    aspect = any(aspect.cue.match(text, language) for aspect in cues.aspects.values())
    if task.operation == "trend" or task.operation not in (None, "compare", "rank", "threshold", "count"):
        return aspect and task.operation == "trend"
    if task.threshold is not None and re.search(r"\d", text):
        return False
    spoken = not frame.leaning and cues.match("report_words", text, language)
    return aspect or spoken or cues.match("prose", text, language)


def _prefers_prose(frame: Frame, task: Task, cues: Cues) -> bool:
    """Whether a question that names a measure asks why, how or by whom, and not how many."""
    text, language = frame.names.bare, frame.language
    if language == "zh" and names_other_items(frame):
        return True
    sorted_out = task.operation == "rank" and (task.limit is not None or cues.match("order", text, language))
    if (
        sorted_out
        or OUTCOME.search(text)
        or names_figure_only(frame, cues)
        or _FIGURE.search(text)
        or task.operation not in (None, "rank", "compare")
    ):
        return False
    if language == "zh" and names_other_things(frame):
        return True
    if cues.match("situation", text, language) and not re.search(r"为什么|原因|措施|哪些", text):
        return False
    if language == "en":
        return cues.match("prose", text, language) and not frame.numeric
    return _STRONG_PROSE.search(_blank_phrases(frame)) is not None


def _blank_phrases(frame: Frame) -> str:
    """The bare text without longer phrases of the vocabulary, so that 公告栏 does not count as 公告."""
    text = frame.names.bare
    for token in frame.tokens:
        bundle = any(tag.axis == "bundle" for tag in token.tags)
        telling = bundle or ("申请" not in token.text and not any(tag.id == "published.total" for tag in token.tags))
        if len(token.text) > 2 and telling:  # noqa: PLR2004
            text = text[: token.start] + "\x00" * len(token.text) + text[token.end :]
    return text
