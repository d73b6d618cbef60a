"""What the prose says in the very words of a question whose figure no report has, so that nothing is denied that stands there."""

import re

from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.choosing import Part, tells_itself
from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.nearness import FEW
from assistant.answering.quotes.quoting import group_reports, quote_report
from assistant.answering.quotes.sentences import split_sentences
from assistant.answering.quotes.stating import read_fitting
from assistant.understanding.prose.ballast import load_counting
from assistant.understanding.prose.objects import find_counter
from assistant.understanding.words.cues import load_cues
from assistant.understanding.words.dictionary import is_content, part_words, read_kind
from ingest.folding import fold_text

_WHETHER = re.compile(r"有没有|有无|是否|是不是|[吗么][?。]?$|没有?[?。]?$|情况[?。]?$|怎么样|如何|几|多少")
_OPERATIONS = ("lookup", "text", "trend", "growth", "difference")
"""What a question may ask of one agency that its prose tells in words."""

_COUNTS = re.compile(r"几|多少")
"""How a number is asked for: then a sentence without one denies nothing."""

_PLAIN = (
    "公开",
    "信息",
    "申请",
    "政府",
    "收到",
    "发布",
    "数量",
    "情况",
    "总数",
    "报告",
    "年度",
    "政务",
    "多少",
    "共",
    "本年",
    "有没有",
    "一共",
    "几条",
    "几个",
    "几件",
    "提到",
    "写到",
    "说到",
)
"""Words that stand in nearly every sentence, and say nothing of what is asked."""


def tell_said(draft: Draft) -> bool:
    """Quotes the sentences that have all the telling words of the question; whether there are any."""
    query = draft.query
    if query.language != "zh" or len(query.agencies) != 1 or not draft.evidence.passages or query.operation not in _OPERATIONS:
        return False
    words = list_asked(draft)
    if not words or (query.operation != "text" and not _WHETHER.search(fold_text(query.question).text)):
        return False
    asked = fold_text(query.question).text
    units = find_counter(asked, "zh") if _COUNTS.search(asked) else ()
    told = False
    for report, sentences in group_reports(split_sentences(draft.evidence.passages)):
        found = [one for one in sentences if tells_itself(one) and all(stands_in(word, one.folded) for word in words)]
        found = [one for one in found if not units or read_fitting(one.folded, units)]
        if found:
            told = True
            quote_report(draft, report, [Part("", tuple(found[:FEW]))])
    return told


def list_asked(draft: Draft) -> tuple[str, ...]:
    """The telling words of the question, without the names of agencies, the years and what all reports say."""
    text = fold_text(draft.query.about or draft.query.question).text.lower()
    for agency in draft.query.agencies:
        names = {agency.name, agency.full_name or agency.name, *agency.aliases, *agency.parents}
        for name in sorted(names, key=len, reverse=True):
            text = text.replace(fold_text(name).text, "\x00")
    text = re.sub(r"(?:19|20)\d{2}年?度?", "\x00", text)
    words = [word for run in re.findall(r"[a-z0-9+]{2,}|[\u4e00-\u9fff]+", text) for word in part_words(run)]
    stop = set(load_cues().groups["stop"].phrases)
    return tuple(dict.fromkeys(word for word in words if word not in _PLAIN and word not in stop and _tells(word)))


def _tells(word: str) -> bool:
    """Whether a word tells something, 更新 among them, which the list has as an adverb."""
    if word.isascii() or is_content(word):
        return True
    return len(word) > 1 and read_kind(word) == "d" and word not in load_counting().adverbs
