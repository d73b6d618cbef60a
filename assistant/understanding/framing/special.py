"""Whether a question asks for checks, sources, mentions or the stock, and not for a figure."""

import re

from assistant.records import Operation
from assistant.understanding.frame import Frame, Task
from assistant.understanding.framing.prosing import ASKS_FIGURE, STRONG_PROSE
from assistant.understanding.prose.objects import asks_doers
from assistant.understanding.prose.sayings import (
    asks_holders,
    asks_published,
    asks_where_said,
    asks_whose_words,
    denies_channel,
    says_that,
)
from assistant.understanding.signs.shapes import claims_figure, sets_claims
from assistant.understanding.signs.summing import adds_up, asks_amount
from assistant.understanding.words.cues import Cues
from assistant.understanding.words.placing import find_side

_DONE = re.compile(
    r"(?:举办|办|搞|做|开展|组织|建立|建|设立|设|推行|推出|推|采用|用|实行|实施|聘请|聘|发放|发|印制|安装|装|开设|开|成立|引入|编印|编|制作|请|拍|"
    r"公布|公示|张贴|征集|征求|走访|邀请|通报|播放|讲解|召开)(?:过|了)"
)
_HELD = re.compile(r"(?:搞|举办|举行|组织|开展|设立|成立|建立)(?:过|了)")
"""What is done to an event or a thing, and not to information, though it bears a channel's name (搞过公开栏评比)."""

_WHETHER = re.compile(r"吗|谁|有没有|[提写说讲谈]没[提写说讲谈]|是否|有无|是不是|过没有|do(?:es)?|did|which|who|any")

_SPOKEN = re.compile(
    r"(?:提到|提及|谈到|讲到|说到|写到|讲过|提过|说过|写过|涉及到?|聊到|承认|反映)(?:了|过)?(?=[\u4e00-\u9fff]{2})(?!的)"
)
"""The words behind which stands what a report mentions."""

_SAYS_NONE = re.compile(r"(?:说|写|提|讲|谈|称)(?:明|到|了|过|有|及)?(?:没有?|未|从未|无)(?![提写说讲谈])")
"""How reports are asked for that say that there was none of something countable (明确说没收到申请)."""

_SUED = re.compile(
    r"提(?:出)?[过了](?:几件|多少件)?(?:政府信息公开|信息公开|公开)?申请|被[^,。?]{0,6}提起|提起了?过?(?=行政|诉讼|复议|申请)"
)
"""提起 that speaks of a dispute, and not of a mention."""

_COPIES = re.compile(r"(?:核对|核查|纠错|校验)(?=机制|制度|流程|程序|环节)|检索、?复制|复制(?=费|件|、?邮寄|、?检索)")
"""复制 that speaks of copies for an applicant, and not of a copied text."""

_OTHERWISE = re.compile(r"关于[^,。?]*(?:怎么|怎样|如何)(?:写|说|讲|表述|描述)|[写填算抄弄搞印]错")
"""How a question asks for the sentences on something, or for faults, and not where a figure stands."""

_FAULTY = re.compile(r"^\x00+的?(?:报告|年报|数据|数字?)?(?:里|中)?(?:有没有|是不是有|有)(?:什么|啥)?问题(?:吗|么|没有)?[?。]*$")
"""How a question asks for faults of a report, and of nothing else (甲镇2022年有问题吗)."""

_WHICH_FEW = re.compile(
    r"哪几(?:个|家|份|篇|本)|(?:几|多少)(?:个|家|份|篇)(?:乡镇街道|乡镇|镇街|镇|乡|街道|单位|地方|机关|报告|年报)?(?:的?(?:报告|年报))?(?:里|中|都|曾)*"
    r"(?=提到|提及|写到|谈到|讲到|说到|提过|写过|写了)"
)
"""几 that asks which ones, or how many agencies or reports mention something, and not for a figure."""

_STOCK = re.compile(
    r"有(?:哪些|哪几个)(?:乡镇街道|乡镇|镇街|镇|乡|街道|机关|单位)(?:[?。呢]|$)|(?:属于?|是|在|归|隶属于?)(?:哪个|哪一个|什么)(?:县|市|区|省|地方)|"
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


def pick_special(frame: Frame, task: Task, cues: Cues) -> Operation | None:
    """``check``, ``provenance``, ``mentions`` or ``reports`` where the question's words ask for one of these."""
    text, language = frame.names.masked, frame.language
    figure = bool(frame.measures) and ASKS_FIGURE.search(_WHICH_FEW.sub("", text)) is not None
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
        ("mentions", asks_whose_words(frame)),
        ("mentions", asks_where_said(frame)),
        ("provenance", cues.match("provenance", text, language) and task.operation != "share" and not _OTHERWISE.search(text)),
        ("check", adds_up(frame) or (language == "zh" and _FAULTY.match(frame.masked) is not None)),
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
        ("reports", stock and not frame.measures and not STRONG_PROSE.search(frame.names.bare)),
    )
    return next((operation for operation, fits in readings if fits), None)
