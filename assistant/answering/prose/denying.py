"""Sentences that deny what they name (没有专职人员), and questions that ask for them, or for the reports that are silent."""

import re
from collections.abc import Sequence

from assistant.answering.basis.draft import Draft
from assistant.answering.quotes.meeting import read_sought
from assistant.answering.quotes.sentences import Sentence
from assistant.understanding.words.cues import load_cues
from index.records import StoredReport
from ingest.folding import fold_text

_WHETHER_SAID = re.compile(r"有没有|([提写说讲谈])没(?=\1)")
"""没 that asks whether, and denies nothing."""

_DENIAL_SAID = re.compile(
    r"(?<![没未不无])(?<!没有)(?<!未曾)(?:提到|提及|写到|写明|写了|写着|说到|说了|谈到|讲到|承认|反映|坦言|表示|指出|强调|抱怨|认为|说|称|写)"
    r"(?:了|过|自己|其|本镇|本乡|该镇|[^,。?没未无不]{0,10})(?:没有?|未|无|缺乏|缺少|不)(?![提写说谈讲])(?=[\u4e00-\u9fff]{2})"
)
"""What reports say is not so (承认公开经费没有单列)."""

_WITHOUT = r"(?:没有?|未|无)(?:配备|配有|设立?|建立?|开展|安排|落实)?了?"
"""What stands in front of that which somebody does without (没有专职人员)."""

_LACKS = r"(?:没有|无|缺少|缺乏|欠缺|未|不)(?:[\u4e00-\u9fff]{0,3})"
"""What stands so before a thing in a report that does without it."""

Found = list[tuple[StoredReport, tuple[Sentence, ...]]]


def keep_denying(draft: Draft, found: Found) -> Found:
    """The sentences that deny what the question has them deny (经费没有单列 and not 经费单列); all where it denies nothing."""
    said = _DENIAL_SAID.search(fold_asked(draft)) if draft.query.language == "zh" else None
    groups = read_sought(draft.query).groups if said is not None else ()
    behind = fold_asked(draft)[said.start() :] if said is not None else ""
    for group in groups:
        if re.search(rf"(?:没有?|未|无|缺乏|缺少|不)(?:有|能|曾|得到)?{re.escape(group[0])}", behind):
            lacking = re.compile(rf"{_LACKS}(?:{'|'.join(map(re.escape, group))})")
            kept = ((report, tuple(one for one in own if lacking.search(one.folded))) for report, own in found)
            found = [(report, own) for report, own in kept if own]
    return found


def part_denied(draft: Draft, found: Found) -> tuple[Found, list[StoredReport]]:
    """The sentences without those that say that there is none of it (没有专职人员), where a question asks who has it.

    Beside them the reports that say nothing else.
    """
    asked = fold_asked(draft)
    if draft.query.language != "zh" or load_cues().match("mentions", asked, "zh") or _DENIAL_SAID.search(asked):
        return found, []
    words = "|".join(re.escape(word) for group in read_sought(draft.query).groups for word in group)
    lacking = re.compile(rf"{_LACKS}(?:{words})")
    kept = [(report, tuple(one for one in own if not lacking.search(one.folded))) for report, own in found]
    return [(report, own) for report, own in kept if own], [report for report, own in kept if not own]


def tell_denied(draft: Draft, denied: Sequence[StoredReport]) -> None:
    """Names the reports that say that there is none of it."""
    if denied:
        draft.write("text.denied", names=draft.names.list(draft.names.report(report) for report in denied))


def asks_unmentioned(draft: Draft) -> bool:
    """Whether a question asks who does not mention something; a denial behind the word of saying is what they say."""
    asked = _WHETHER_SAID.sub("", fold_asked(draft))
    if draft.query.language == "zh" and (said := _DENIAL_SAID.search(asked)) is not None:
        asked = asked[: said.start()]
    without = any(re.search(rf"{_WITHOUT}{re.escape(term)}", asked) for term in draft.query.terms)
    return without or load_cues().match("unmentioned", asked, draft.query.language)


def fold_asked(draft: Draft) -> str:
    """The question that is answered, folded as reports are."""
    asked = draft.query.asked
    return fold_text(asked, keep_layout=draft.query.language == "en").text.lower()
