"""Questions beyond what the reports state: forecasts, opinions, legal advice, and how the program itself comes to its answers."""

import re

from assistant.records import Query
from assistant.understanding.frame import Frame
from assistant.understanding.names.mentions import Mention
from assistant.understanding.words.vocabulary import load_vocabulary

COMPARED = ("published.total", "requests.new.total", "active.penalties.decisions")
"""The figures offered where an opinion is asked for."""

_FUTURE = r"(?:明年|后年|来年|下一年|未来|今后几年|往后几年|接下来)"
_FORECAST = re.compile(
    r"预测|预估|预判|(?:估计|猜|推算|推测)(?:一下)?[^,。?]{0,10}(?:明年|后年|来年|未来|20\d\d年)|"
    rf"{_FUTURE}[^,。?]{{0,20}}(?:会|将)[^,。?]{{0,10}}(?:涨|跌|增|减|升|降|[多少高低](?!镇|乡)|收到|公[开布]|发布|几)|"
    r"20\d\d年[^,。?]{0,12}(?:大概|大约|可能|估计)?会(?:收到|有|公开|公布|发布|达到)(?:几|多少)|"
    r"\b(?:forecast|predict\w*|projections?|extrapolat\w+)\b|\bwill\b[^?]*\b(?:next year|in the future|in 20\d\d)\b"
)
_PLANNED = re.compile(r"打算|计划|准备|措施|怎么(?:改|做|办)|如何(?:改|做)|哪些工作|plan\w*|improve\w*")
"""What a report itself says of the year to come."""

_JUDGED = r"[好差棒烂糟]|优秀|出色|糟糕|透明|先进|落后|规范|认真|敷衍|负责|用心|像样|给力|称职|公正|廉洁"
_OPINION = re.compile(
    rf"(?:最|更|比较|相对)(?:为)?(?:不)?(?:{_JUDGED})(?!转)|(?:谁|哪[个家一]?[^,。?]{{0,4}})(?:[做干搞办]得|表现得?)(?:{_JUDGED})|"
    r"你(?:怎么看|觉得|认为|的看法|的意见|评价)|评价一下|点评一下|打[个几]分|^[^怎如]*(?:给|替|为|帮)[^,。?怎如]{0,16}打分|"
    r"\b(?:best|worst|better|most transparent|least transparent)\b(?! (?:known|of))|\bdo you think\b|\byour opinion\b"
)
_BLAME = re.compile(
    r"(?:是不是|是否|算不算|说明|意味着|代表)[^,。?]{0,8}(?:不透明|不作为|懒政|做得不好|有猫腻|腐败|敷衍|不重视|不负责)|"
    r"说明了?什么(?:问题)?[?。]*$"
)
"""How a question asks for what a figure is held to mean."""

_WHOSE = re.compile(r"谁|哪|你|一下|打[个几]?分|\b(?:who|which|what|you|your)\b")
_AMOUNT = re.compile(r"多少|几[件条个名人份次]|率|排名|[提写说]到|how (?:many|much)|rate")

_ADVICE = re.compile(
    r"我(?:们)?[^,。?]{0,14}(?:该不该|该|应不应该|应该|能不能|可不可以|要不要|可以|能|怎么|怎样|如何|想|打算|需要)[^,。?]{0,10}"
    r"(?:起诉|告(?!诉|知)|申诉|投诉|举报|上访|信访|复议|维权|索赔|赔偿|打官司|申请(?:政府)?信息公开)|"
    r"(?:该不该|要不要|值不值得|值得)(?:去)?(?:起诉|告|打官司|申诉|投诉|复议)|胜算|打得赢|能(?:打)?赢吗|"
    r"(?:算不算|是不是|是否|有没有|违不|构成|算|合不)?(?:违法|合法|犯法|犯罪|犯规)(?:了)?(?:吗|么|没有)[?。]*$|违不违法|"
    r"合不合法|"
    r"\bshould (?:i|we) (?:sue|appeal|complain|apply|file)|\b(?:is|was) (?:it|this|that) (?:il)?legal|\bcan (?:i|we) (?:sue|"
    r"appeal|file)"
)
_STATUTE = re.compile(
    r"(?:行政(?:处罚|许可|强制|复议|诉讼)|民|刑|宪|国家赔偿|保密|个人信息保护|数据安全|网络安全|政府采购)法(?!院|律|人|规|定|"
    r"学|制|治)|"
    r"法律(?:上)?(?:是)?(?:规定|怎么|如何)|条例(?:里|中|上)?(?:对|关于)?[^,。?]{0,12}(?:规定|怎么说|要求)(?:是)?(?:什么|多少|"
    r"几|哪|吗|的)?"
)

_NATION = re.compile(r"全国|我国|全世界|中国(?!共产党|人民|政府网)")
"""What is more than the stored reports."""

_SAID = re.compile(r"[提写说讲谈]到|写有|字样")
_HOW_TO = re.compile(
    r".*(?:申请|信息公开)[^,。?]{0,6}被(?:拒|驳回|退回)[^,。?]{0,6}(?:怎么办|咋办|如何|怎么做)|"
    r"(?:请问)?(?:申请)(?:政府)?信息公开(?:申请)?(?:需要|要|得|是否|会)(?:不要)?[^,。?]{0,4}(?:交钱|收费|花钱|费用|材料|多久|"
    r"多长时间|几天|身份证|手续)|"
    r"(?:什么是|何谓)?(?:政府)?(?:信息公开|政务公开|主动公开|依申请公开)(?:和|与|跟|同)(?:政府)?(?:信息公开|政务公开|主动公开|"
    r"依申请公开|党务公开|村务公开)[^,。?]{0,4}(?:区别|不同|差别|关系|一样)|"
    r"(?:请问|那|想)*(?:怎么|如何|怎样|咋|在哪儿?|去哪儿?|哪里)(?:去|才能|可以)?(?:申请|提交|提起|办理?)(?:政府)?(?:信息公开|"
    r"行政复议|行政诉讼|复议|诉讼)(?:申请)?[?。]*$"
)
"""How a question asks how a request or a dispute is brought."""

_POINTLESS = re.compile(
    r"^(?:那么?|这|它们?|他们|她|前者|后者|另一?个|其他的?|其它的?|上面的?|刚才的?|个|些|家|边|的|又|到底|和|跟|比|哪|谁|更|"
    r"是)*"
    r"(?:呢|[多少高低大小](?:一?些|一?点)?|怎么样|怎样|如何|多少|几[件条个]|吗|为什么)[呢啊]?[?。]*$|"
    r"^[\x00那这的]*(?:呢)[?。]*$|^(?:那|又)*(?:\x00|哪一?年)*最[多少高低](?:的)?(?:是)?\x00*[?。]*$|"
    r"^(?:那|又)*(?:倒数)?前[一二三四五六七八九十\d]+名?(?:呢|是谁|有谁)?[?。]*$|^(?:那|又)*(?:和|跟|与)?比?(?:\x00|去年|前年|上年|以前)+(?:相?比)?(?:[多少高低]|怎么样)(?:了)?(?:吗|还是少|没有)?[?。]*$|"
    r"^(?:那|又|是|的)*最[多少高低大小]的?(?:又|是|呢)*(?:哪[个家一]?(?:镇|乡|单位)?|谁)[?。]*$|"
    r"^(?:and |so |then )?(?:what about |how about |which |who )?(?:it|that|this|them|one|the other(?: one)?|more|has more|"
    r"is more)\W*$"
)

_ELSEWHERE = re.compile(r"栏目|网站|目录|公众号|公示|平台|指南|公开栏|微信|台账|website|wechat")
"""What the reports speak of updating."""

_UPDATES = re.compile(
    r"(?:多久|多长时间|什么时候|几时|何时|多频繁|经常|定期|实时|自动)(?:会|才|进行)?更新|更新(?:的)?(?:频率|周期|时间|日期)|"
    r"更新(?:到|至)(?:什么时候|哪|几|何时)|(?:最近|最后|上)(?:一)?次?更新|(?:是|会|能)(?:不是)?最新的?数据|"
    r"how often .*updated|when .*(?:last )?updated|up to date"
)
_CHECKS = re.compile(
    r"(?:核查|检查|校验|核对|验证)(?:的)?(?:都|要|会|能|一般|主要|到底)*(?:[查核看]|检查|核对)?(?:些|了|的是)?(?:什么|哪些|啥|"
    r"哪几)"
    r"(?:项目?|内容|东西|方面|规则)?[?。呢]*$|(?:核查|检查|校验|核对)(?:的)?(?:规则|项目|清单|内容|方法|标准)(?:都)?(?:有|是|"
    r"包括)?(?:哪|什么|啥|几)|"
    r"(?:你|系统)?(?:是)?(?:怎么|如何|怎样)(?:核查|核对|校验|检查)(?:数字|数据|报告)?的?[?。]*$|"
    r"(?:怎么|如何|怎样)(?:判断|知道|确定|认定|看出|发现)(?:一?个?数字?|数据|报告)?[^,。?]{0,4}(?:对不对|对不?得?上|有错|"
    r"有问题|矛盾|不符|错误)(?:的|不?上)?[?。]*$|"
    r"what (?:do (?:the|your) checks|checks are|is checked|do you check)|how do you check"
)
_TRUST = re.compile(
    r"(?:能|可以|敢|该)?(?:不能)?(?:相信|信任|信得过|信)你|你(?:的(?:回答|答案|数据|数字))?(?:会不会|会|可能)?(?:出错|搞错|"
    r"弄错|编造|瞎编|胡说|撒谎|骗人|有错)|"
    r"你(?:的(?:回答|答案|数据|数字))?(?:准不准|准确吗|准吗|可靠吗|可信吗|靠谱吗)|can i trust|are you (?:reliable|accurate|"
    r"sure)|do you (?:hallucinate|make (?:things|it) up)"
)


def asks_advice(frame: Frame) -> bool:
    """Whether a question asks what the law says or what somebody should do, which no report answers."""
    if _ADVICE.search(frame.text) is not None:
        return True
    stranger = not (frame.measures or frame.names.mentions or frame.names.regions or _SAID.search(frame.text))
    if stranger and _NATION.search(frame.text):
        return True
    general = not (frame.named or frame.dated or frame.names.everyone)
    return general and (_STATUTE.search(frame.text) or _HOW_TO.match(frame.text)) is not None


def read_outside(frame: Frame) -> Query | None:
    """The query of a question for a forecast, an opinion, or the program's own doing; None for others."""
    if _FORECAST.search(frame.text) and not _PLANNED.search(frame.text):
        return Query(frame.question, "help", rules=("forecast",), language=frame.language)
    if _EXAMPLES.search(frame.text):
        return Query(frame.question, "help", language=frame.language)
    if asks_opinion(frame):
        return Query(frame.question, "rank", language=frame.language, options=offer_figures(frame), rules=("opinion",))
    told = frame.names.mentions or frame.names.regions or frame.names.everyone or frame.sources
    if told or frame.dated or _ELSEWHERE.search(frame.text):
        return None
    about = next((name for name, asked in _OWN_DOING.items() if asked.search(frame.text)), "")
    return Query(frame.question, "help", rules=(about,), language=frame.language) if about else None


def read_pointless(frame: Frame, previous: Query | None) -> Query | None:
    """The query of a first turn that points at what was never said (它呢, 哪个多), to be asked back; None for others."""
    told = frame.names.mentions or frame.names.regions or frame.measures
    if previous is not None or told or not _POINTLESS.match(frame.masked):
        return None
    return Query(frame.question, "rank", language=frame.language, options=offer_figures(frame), rules=("pointless",))


def asks_opinion(frame: Frame) -> bool:
    """Whether a question asks who is good or bad, and not for a figure or for what a report says of itself."""
    figures = any(measure.cells or measure.over for measure in frame.measures)
    asked = frame.task.operation not in ("check", "mentions", "provenance", "reports") and _WHOSE.search(frame.text) is not None
    if _BLAME.search(frame.text):
        return True
    asked = asked and not figures and _AMOUNT.search(frame.text) is None
    return asked and _OPINION.search(frame.text) is not None


def offer_figures(frame: Frame) -> tuple[str, ...]:
    """Questions for figures by which those of whom an opinion is asked can be held against each other."""
    measures = [load_vocabulary().measures[name] for name in COMPARED]
    years = "、".join(f"{year}年" for year in frame.periods.years)
    names = "和".join(_name_whole(mention) for mention in frame.names.known) if frame.language == "zh" else ""
    if frame.language == "en":
        when = f" in {' and '.join(map(str, frame.periods.years))}" if frame.periods.years else ""
        return tuple(f"Which agency has the most {measure.label_en or measure.label}{when}?" for measure in measures)
    if len(frame.names.known) > 1:
        return tuple(f"{names}{years or '历年'}的{measure.label}谁多？" for measure in measures)
    whose = f"{years}哪个单位" if len(frame.names.known) != 1 else f"{names}{years}"
    return tuple(f"{whose}的{measure.label}{'是多少' if names else '最多'}？" for measure in measures)


_EXAMPLES = re.compile(
    r"(?:怎么|如何|怎样)(?:去)?(?:问你?|提问)(?:比较|更|才)?(?:好|合适|准)|"
    r"(?:举|给)(?:几个|些|个|一些)?[^,。?]{0,8}(?:例子|示例|例题)"
)
_FAULT = re.compile(
    r"(?:报告|原文|原件)(?:自己|本身)?(?:写|填|印)?错了?[^,。?]{0,4}还是|还是(?:报告|原文|原件)(?:自己|本身)?(?:写|填|印)?错|"
    r"(?:你|系统|程序)(?:们)?(?:读|认|识别|看)错"
)
_PROGRAM = re.compile(
    r"(?:能|可以|怎么|如何|怎样|支持|会)(?:不能|不会)?[^,。?]{0,4}(?:导出|下载|画图|出图|作图|语音|上传|添加(?:新的?)?(?:报告|"
    r"文件|年报)|导入|存入|英文提问|打印)|"
    r"(?:导出|下载)(?:数据|表格|excel|结果)|有(?:没有)?英文版|你(?:懂|会说?|看得懂)(?:英语|英文|外语)|(?:用的?|基于)(?:是)?(?:什么|哪个|哪种)(?:大?模型|技术)|"
    r"(?:会|会不会)?(?:保存|记录|记住|泄露)我的?(?:问题|提问|数据|隐私)|(?:你|使用|用你)(?:要|需要)?(?:收费|付费|免费)|"
    r"can (?:you|i) (?:export|download|upload|draw|plot)|how (?:do|can) i (?:add|export|upload|import)|what model"
)


def _name_whole(mention: Mention) -> str:
    """An agency as the question writes it, or by its stored name where it is written short."""
    name = mention.agencies[0].name
    return mention.written if mention.written.endswith(name) else name


_OWN_DOING = {"updates": _UPDATES, "checks": _CHECKS, "fault": _FAULT, "trust": _TRUST, "program": _PROGRAM}
