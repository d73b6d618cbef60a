"""Counts of publications: the report's total and those of its channels.

The total is limited by no channel and no kind of information; a count with a channel is that channel's.
"""

import re
from typing import Literal

from ingest.prose.channels import Channel, find_channel, is_elsewhere, read_channels
from ingest.prose.counts import Candidate, Count, make_candidate
from ingest.prose.lexicon import compile_list, holds, load_lexicon
from ingest.prose.sentences import Sentence

Scope = Literal["general", "files", "specific"]

_ENTRIES = ("条", "条次", "篇", "篇次")
UPDATE_RANK = 5
"""The rank of a total that is only said to have been 更新."""
_FILLERS = re.compile(
    r"(?:总条数|总数量|总数|总量|条数|件数|数量|总计|合计|共计|累计|情况|共有|[数量共约为是达到有了的:,近余计由合])+$"
)
_LEADING = re.compile(r"^(?:各类|各项|各种|共计|累计|共|了|的|有|新增的?)+")
_DOCUMENTS = re.compile(r"文件|发文|公文|印发|制发")
_TOTAL_LABEL = re.compile(
    r"主动公开(?:政府|政务)?信息的?(?:数量|总数|条数|数)(?:情况)?:$|主动公开(?:政府|政务)?信息的?(?:数量|总数|条数|数)(?:情况)?:"
)
_PLATFORM = re.compile(r"(?:通过|在|利用|依托|借助)[^,;:]{0,20}(?:平台|系统|专栏|栏目)")
_PARTS = re.compile(r"其中|包括|具体")
_INFORMATION = re.compile(r"(?:政府|政务|公开)(?:公开)?信息")


def classify_publication(count: Count, sentence: Sentence, earlier: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """published.total or a channel's figure; none for what counts no items of the report's own year."""
    near = count.label + count.after
    units = load_lexicon()["publication"]["units"]
    if (count.unit not in units if count.unit else not count.closed) or _is_foreign(count, sentence):
        return ()
    if holds("publication", "all_years_patterns", count.window) or holds("publication", "growth", near):
        return ()
    channel = find_channel(count, sentence.text)
    if channel is None and _is_rest(count, sentence, earlier):
        channel = "other"
    if channel in (None, "several"):
        return _classify_total(count, sentence, channel)
    return _classify_channel(count, sentence, channel, earlier)


def _is_rest(count: Count, sentence: Sentence, earlier: tuple[Candidate, ...]) -> bool:
    """Whether a part that is only called 其他 stands right behind a channel's count and closes the list."""
    if not count.part or not earlier or not re.fullmatch(r"[、,和及]*其[它他]", count.label):
        return False
    between = sentence.text[earlier[-1].end : count.start]
    return (
        earlier[-1].figure.startswith("published.") and earlier[-1].figure != "published.total" and not re.search(r"\d", between)
    )


def _is_foreign(count: Count, sentence: Sentence) -> bool:
    """Whether the count's own words name what is no publication, or what was published on an application."""
    near = count.label + count.after
    verbs = _find_verbs(count.label, "verbs")
    counted = (count.label[verbs[-1].end() :] if verbs else count.label[-6:]) + count.after
    if holds("publication", "foreign", near):
        return True
    # A part of a list in 条 is what stands on a board, not how many boards there are.
    if holds("publication", "foreign_objects", counted) and not (count.part and count.unit in _ENTRIES):
        return True
    return sentence.topic in ("requests", "disputes") and (count.part or "信息" not in near)


def _find_verbs(label: str, which: Literal["verbs", "total_verbs"] = "total_verbs") -> list[re.Match[str]]:
    """The verbs of publishing in a label; 公开 in 村务公开 and its like is none."""
    plain = compile_list("publication", "noun_patterns").sub(lambda m: "〇" * len(m[0]), label)
    return list(compile_list("publication", which).finditer(plain))


def _classify_total(count: Count, sentence: Sentence, channel: Channel | None) -> tuple[Candidate, ...]:
    scope = read_scope(count)
    own = _is_own_total(count)
    if (scope is None and not own) or scope == "specific" or (count.part and not own) or is_elsewhere(count.label):
        return ()
    if re.match(r"[、,和及]*其[它他]", count.label):
        return ()
    if _PLATFORM.search(count.label) and _names_channel_next(sentence.text[count.end :]):
        return ()
    bare = re.search(r"主动公开(?:数|共|:)?$", count.label)
    if (bare and _DOCUMENTS.search(count.base)) or holds("publication", "parts_of_agency", count.label):
        return ()
    rank = 50 if "主动公开" in count.label + count.after else 40 if "公开" in count.label + count.after else 30
    rank += 6 if _INFORMATION.search(count.label + count.after) else 0
    rank += 3 if re.search(r"共|总|合计|达", count.label) else 0
    rank += 3 if sentence.topic in ("active", "overview") else 0
    rank += 10 if "新增" in count.label else 0
    rank += 20 if own and scope is None else 0
    rank -= 20 if channel == "several" else 0
    rank -= 25 if scope == "files" or count.unit is None else 0
    rank -= _weigh_cumulation(count)
    if "更新" in count.label and not re.search(r"公开(?!目录)|发布", count.label.replace("信息公开", "").replace("公开信息", "")):
        rank = UPDATE_RANK if "目录" not in count.label else 0
    return (make_candidate(count, "published.total", rank),) if rank > 0 else ()


def _names_channel_next(rest: str) -> bool:
    """Whether the count behind stands for another channel, so that a platform named here is one channel of several."""
    following = re.match(r"[,;、和及]([^,;:。\d]{2,40})\d", rest)
    return following is not None and not _PARTS.match(following[1]) and read_channels(following[1]) is not None


def _is_own_total(count: Count) -> bool:
    """Whether a part is the year's publications: of all information made, or this year's of a cumulative total."""
    of_made = count.part and holds("requests", "attributes", count.base) and "信息" in count.base and "主动公开" in count.label
    return of_made or (count.part and holds("publication", "cumulative", count.base) and "新增" in count.label)


def _weigh_cumulation(count: Count) -> int:
    """What 累计 takes from a count's rank: little with the year's own words, more after 截至 or without them."""
    if not holds("publication", "cumulative", count.label):
        return 0
    if re.search(r"截[至止]|[到至]20\d\d年", count.window):
        return 15
    return 5 if holds("publication", "own_year", count.window) or re.search(r"20\d\d年", count.window) else 10


def _classify_channel(
    count: Count, sentence: Sentence, channel: Channel, earlier: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    near = count.label + count.after
    verb = holds("publication", "verbs", near)
    if not verb and (count.unit not in load_lexicon()["publication"]["item_units"] or (channel == "other" and not count.part)):
        return ()
    figure = f"published.{channel}"
    inherited = read_channels(near) is None
    if inherited and any(c.figure == figure for c in earlier):
        return ()
    scope = read_scope(count)
    rank = 40 if scope == "general" else 35 if scope is None and count.part else 20
    rank += 5 if re.search(r"共|总|合计|达|其[他它]方式", count.label) else 0
    rank -= _weigh_cumulation(count)
    found = [make_candidate(count, figure, rank)]
    if _TOTAL_LABEL.search(sentence.text[: count.start]) and not count.part:
        found.append(make_candidate(count, "published.total", 40))
    return tuple(found)


def read_scope(count: Count) -> Scope | None:
    """Whether a published count is of all information (general), of documents (files), or of one kind (specific).

    None where no word of publishing or total stands at the count.
    """
    label = _FILLERS.sub("", count.label.rstrip("("))
    matches = _find_verbs(label)
    if not matches:
        return _read_scope_after(count, label)
    named = _LEADING.sub("", label[matches[-1].end() :])
    if not named:
        if count.after and not count.after.startswith(("(", "占", "、")):
            return _read_object(re.sub(r"^(?:主动公开的?|公开的?)", "", count.after))
        subject = label[: matches[-1].start()]
        return "specific" if holds("publication", "specific_subject_patterns", subject) else "general"
    return _read_object(named)


def _read_scope_after(count: Count, label: str) -> Scope | None:
    if re.search(r"(?:政府|政务|公开|主动公开)信息$", label) and re.search(r"总数|总量|数量|条数|信息数|:$|共", count.label):
        return "general"
    return "general" if re.match(r"的?主动公开", count.after) else None


def _read_object(named: str) -> Scope:
    named = named.strip('",、')
    if compile_list("publication", "general_object_patterns").fullmatch(named):
        return "general"
    return "files" if compile_list("publication", "file_object_patterns").fullmatch(named) else "specific"
