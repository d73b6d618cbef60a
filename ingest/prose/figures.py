"""Which figure of the form a count is: its object, action, channel and year decide.

Publications and applications have modules of their own.
"""

import re

from ingest.prose.applications import classify_application
from ingest.prose.counts import Candidate, Count, is_decoy, make_candidate
from ingest.prose.lexicon import compile_list, holds, load_lexicon
from ingest.prose.publications import classify_publication
from ingest.prose.sentences import Sentence


def classify_count(count: Count, sentence: Sentence, earlier: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """The figures that a count may state, best first named; none where it counts anything else.

    Args:
        count: The count.
        sentence: Its sentence.
        earlier: What the counts before it in the sentence stated.
    """
    if not count.own_year or is_decoy(count):
        return ()
    plain = _classify_hotline(count, sentence) or _classify_staff(count) or _classify_fee(count, sentence)
    return (
        plain
        or _classify_dispute(count)
        or classify_application(count, sentence, earlier)
        or classify_publication(count, sentence, earlier)
    )


def _classify_hotline(count: Count, sentence: Sentence) -> tuple[Candidate, ...]:
    named = sentence.text[: count.end] + count.after
    if count.unit not in ("件", "个", "次", "起", "条", "件次", "宗") or count.part or not holds("hotline", "names", named):
        return ()
    near = count.label + count.after
    if holds("hotline", "foreign", near) or not holds("hotline", "handled", near):
        return ()
    order = load_lexicon()["hotline"]["handled"]
    rank = max(len(order) - order.index(word) for word in order if word in near)
    return (make_candidate(count, "hotline.handled", rank),)


def _classify_staff(count: Count) -> tuple[Candidate, ...]:
    near = re.sub(r"\([^()]{6,}\)", "", count.label)[-16:] + count.after[:12]
    if count.unit not in ("人", "名", "位") or holds("staff", "foreign", near):
        return ()
    return (make_candidate(count, "staff.full_time", 10),) if holds("staff", "full_time_patterns", near) else ()


def _classify_fee(count: Count, sentence: Sentence) -> tuple[Candidate, ...]:
    bare = not count.label.strip(",、:共计")
    near = (sentence.text[: count.start].rpartition(";")[2] if bare else count.label) + count.after
    if count.unit not in ("元", "万元", None) or not holds("fees", "names", near) or holds("fees", "foreign", count.window):
        return ()
    if count.unit is None and (count.value != 0 or not count.closed):
        return ()
    return (make_candidate(count, "fees.information", 20 if "处理费" in near else 10),)


def _classify_dispute(count: Count) -> tuple[Candidate, ...]:
    """行政复议 and 行政诉讼 by the last one named; both where one number stands for both: 0, 各 or 均."""
    if count.unit not in ("件", "起", "宗", "次", "例", "项", "个", "条", None) or (count.unit is None and not count.closed):
        return ()
    near = count.label + (count.after if not holds("requests", "objects_patterns", count.label) else "")
    found = [
        (max(match.end() for match in compile_list("disputes", kind).finditer(near)), figure)
        for kind, figure in (("review", "reviews.count"), ("lawsuit", "lawsuits.count"))
        if holds("disputes", kind, near)
    ]
    if not found or holds("disputes", "outcomes", near) or count.part:
        return ()
    if len(found) > 1 and (count.value == 0 or re.search(r"[各均]", count.label)):
        return tuple(make_candidate(count, figure, 20) for _, figure in found)
    return (make_candidate(count, max(found)[1], 20),) if len(found) == 1 else ()
