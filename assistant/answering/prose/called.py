"""What something is called in the reports (公众号叫什么): the name itself out of the sentence, or that none is written."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.draft import Draft, list_available
from assistant.answering.quotes.choosing import Part
from assistant.answering.quotes.quoting import finish_quotes, name_scope, quote_report, quote_sentence
from assistant.answering.quotes.sentences import Groups, Sentence, cite_sentence
from assistant.records import Answer
from ingest.folding import fold_text

_ASKED = re.compile(
    r"(?P<thing>公众号|公众平台|公号|订阅号|微博|视频号|抖音|快手|头条号|小程序|app|栏目|专栏|账号|平台|系统|制度|机制|办法|品牌|刊物|手册)"
    r"(?:账号|号)?的?(?:是|都)?(?:叫做?|名称|名字|名|称为)(?:是|叫|为|做)?(?:什么|啥|哪个|多少)?(?:名字?)?[呢啊呀?。]*(?:$|[,，])"
)
"""How the name of a thing is asked for."""

_HEADS = {
    "公众号": "公众(?:平台|账?号)|微信(?:平台|公号)",
    "公号": "公众(?:平台|账?号)|微信(?:平台|公号)",
    "公众平台": "公众(?:平台|账?号)|微信(?:平台|公号)",
    "账号": "账号|公众号|视频号|微博",
}
"""What reports call such a thing."""

_OPEN, _CLOSE = '“"『「《‘', '”"』」》’'
SHOWN = 2
"""So many sentences on the thing are quoted of a report that writes no name."""


def compose_called(draft: Draft, groups: Groups) -> Answer | None:
    """The names with the sentence that each stands in first, newest report first; None where no name is asked for."""
    match = _ASKED.search(fold_text(draft.query.asked).text.lower())
    if match is None or not draft.query.agencies or draft.query.language == "en":
        return None
    thing = match["thing"]
    found = [(report, sentence, name) for report, sentences in groups for sentence, name in _find_names(sentences, thing)]
    if not found:
        return _tell_none(draft, groups, thing)
    for agency in draft.query.agencies:
        own = [one for one in found if one[0].agency == agency]
        for name in dict.fromkeys(name for _, _, name in reversed(own)):
            telling = [(report, sentence) for report, sentence, said in own if said == name]
            years = draft.names.years(tuple(dict.fromkeys(report.year for report, _ in telling)))
            marks = draft.mark([draft.ledger.cite(one) for _, sentence in telling for one in cite_sentence(sentence)])
            holes = {"marks": marks, "agency": draft.names.agency(agency), "thing": thing, "name": name, "years": years}
            draft.write("called.name", **holes)
            draft.add(f"- {quote_sentence(draft, telling[-1][1])}")
    return finish_quotes(draft)


def _find_names(sentences: Sequence[Sentence], thing: str) -> list[tuple[Sentence, str]]:
    """The names in quotation marks right before or behind what reports call the thing, or with it in them."""
    head = _HEADS.get(thing, re.escape(thing))
    quoted = rf"[{_OPEN}](?P<name>[^{_OPEN}{_CLOSE}，。；]{{2,24}})[{_CLOSE}]"
    shapes = (
        rf"{quoted}[^，。；、,;{_OPEN}]{{0,6}}?(?:{head})",
        rf"(?:{head})(?:的?(?:名称|名字))?(?:名为|称为|为|是|叫|：|:)?{quoted}",
        rf"《(?P<name>[^》]*(?:{head})[^》]*)》",
    )
    found = []
    for sentence in sentences:
        said = fold_text(sentence.readable, keep_layout=True).text
        names = [match["name"] for shape in shapes for match in re.finditer(shape, said)]
        found += [(sentence, name) for name in dict.fromkeys(names)][:1]
    return found


def _tell_none(draft: Draft, groups: Groups, thing: str) -> Answer:
    """That no name is written, with the sentences that speak of the thing."""
    head = re.compile(_HEADS.get(thing, re.escape(thing)))
    speaking = [(report, tuple(one for one in own if head.search(one.folded) and not one.is_title)) for report, own in groups]
    speaking = [(report, own) for report, own in speaking if own]
    scope = name_scope(draft, [report for report, _ in groups])
    draft.write("called.none", scope=scope or draft.say("called.all"), thing=thing)
    for report, own in speaking[-1:]:
        quote_report(draft, report, [Part("", own[:SHOWN])])
    return replace(finish_quotes(draft), status="no_data", available=list_available(draft.evidence.reports))
