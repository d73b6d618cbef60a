"""Which reports mention one thing and not another (提到保密但没提到隐私)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.basis.calculate import derive_count
from assistant.answering.basis.draft import Draft
from assistant.answering.prose.denying import Found, fold_asked
from assistant.answering.quotes.choosing import tells_itself
from assistant.answering.quotes.meeting import Sought, read_sought
from assistant.answering.quotes.quoting import finish_quotes, group_reports, name_sought, quote_sentences
from assistant.answering.quotes.sentences import Sentence
from assistant.answering.quotes.subsections import read_heading
from assistant.records import Answer

_BUT = re.compile(r"(?:但是?|却|而)(?:又|都|并|还)?(?:没有?|未|不)(?:曾)?(?:提|写|说|谈)?(?:到|及|过|有)?")
"""What parts a thing mentioned from one that is not."""


def list_lacked(draft: Draft) -> tuple[str, ...]:
    """The terms behind the 但没有 of a question; none where it has none, or nothing stands in front of it."""
    asked = fold_asked(draft)
    parted = _BUT.search(asked) if draft.query.language == "zh" else None
    if parted is None:
        return ()
    lacked = tuple(term for term in draft.query.terms if term in asked[parted.end() :])
    return lacked if len(lacked) < len(draft.query.terms) else ()


def list_stating(sentences: Sequence[Sentence], sought: Sought) -> Found:
    """The sentences that say what is sought, report by report; of a report without any its sub-headings that say it."""
    told = [one for one in sentences if sought.meets(one.folded) and tells_itself(one)]
    telling = {one.report.id for one in told}
    heads = (one for one in sentences if one.report.id not in telling and one.is_title and read_heading(one)[1])
    found = {(one.report.id, one.offset) for one in (*told, *(head for head in heads if sought.meets(head.folded)))}
    return group_reports(one for one in sentences if (one.report.id, one.offset) in found)


def tell_having(draft: Draft, sentences: Sequence[Sentence], lacked: tuple[str, ...]) -> Answer:
    """The reports whose ``sentences`` mention the other terms and none of those ``lacked``, with what they say."""
    having = tuple(term for term in draft.query.terms if term not in lacked)
    sought, other = (read_sought(replace(draft.query, terms=terms)) for terms in (having, lacked))
    without = {one.report.id for one in sentences if other.meets(one.folded)}
    found = list_stating([one for one in sentences if one.report.id not in without], sought)
    count = derive_count(len(found), (), draft.say("text.mentioned_label"), "份报告")
    gone_over = derive_count(len(draft.evidence.reports), (), draft.say("text.scanned_label"), "份报告")
    for value in (count, gone_over):
        draft.ledger.add(value)
    words, others = (draft.names.list(f"“{term}”" for term in terms) for terms in (having, lacked))
    names = draft.names.list(draft.names.report(report) for report, _ in found)
    key = "text.having" if found else "text.having_none"
    draft.write(key, words=words, others=others, count=draft.amount(count), names=names)
    draft.write("text.scanned", count=draft.amount(gone_over, bold=False), words=name_sought(draft))
    for report, own in found:
        quote_sentences(draft, report, own)
    return finish_quotes(draft)
