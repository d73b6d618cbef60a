"""The date on which a report was published, from the lines around it; never evidence for the report's year."""

import re
from dataclasses import dataclass
from datetime import date

from ingest.prose.flow import Flow, Line
from ingest.records import Place

_DATE = (
    r"(?P<date>(?P<year>(?:19|20)\d\d)\s*(?:[-/年.]|(?=1?\d\s?月))\s*(?P<month>\d{1,2})\s*[-/月.]\s*(?P<day>\d{1,2})(?:\s?日)?)"
)
_LABELS = (
    "发布日期|发布时间|公开日期|公布日期|发文日期|公开时间|发稿时间|上传时间|录入时间",
    "时间|日期",
    "成文日期|生成日期|制发日期|形成日期",
)
"""Labels of the date, best first: the page's own, the bare ones, then that of the paper."""
_ALONE = re.compile(rf"^[(\[]?{_DATE}[)\]]?\s*(?P<rest>.{{0,60}})$")
_AFTER_ALONE = re.compile(r"^(?:\d{1,2}:\d\d(?::\d\d)?)?\s*(?:$|来源|作者|浏览|点击|阅读|字|分享|访问|信息来源|\[|\||打印)")
_COLONS = ":\uff1a"
_TOP_LINES = 30
_LAST_LINES = 5
_FIRST_YEAR, _LAST_YEAR = 1999, 2100


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication and where it stands; what only the page's metadata say is quoted without a line."""

    day: date
    place: Place


def read_published(flow: Flow, metadata: tuple[tuple[str, str], ...]) -> Dated | None:
    """The date of publication: after a label (in the page's metadata, then in its lines), else a line that is a date."""
    written = [(line, flow.write_spaced(line)) for line in flow.lines]
    for labels in _LABELS:
        found = _find_in_metadata(labels, metadata) or _find_labelled(labels, written, flow)
        if found:
            return found
    return _find_alone(written, flow)


def _find_in_metadata(labels: str, metadata: tuple[tuple[str, str], ...]) -> Dated | None:
    for key, value in metadata:
        if re.fullmatch(rf"(?:{labels})[::]?", re.sub(r"\s", "", key)) and (match := re.search(_DATE, value)):
            day = _make_date(match)
            return Dated(day, Place(quote=f"{key.rstrip(_COLONS)}：{value}")) if day else None
    return None


def _find_labelled(labels: str, written: list[tuple[Line, str]], flow: Flow) -> Dated | None:
    """The first date behind one of ``labels``, in its line or alone in the next one."""
    label = r"\s?".join(["(?<![\u4e00-\u9fff])(?:" + "|".join(r"\s?".join(word) for word in labels.split("|")) + ")"])
    for (line, text), below in zip(written, [*written, None][1:], strict=True):
        match, holder = re.search(rf"{label}\s*[::]?\s*[\[(]?\s*{_DATE}", text), line
        if match is None and below is not None and re.search(rf"{label}\s*[::]?$", text):
            match, holder = _ALONE.match(below[1]), below[0]
        if match and (day := _make_date(match)):
            return Dated(day, _locate(flow, holder, match))
    return None


def _find_alone(written: list[tuple[Line, str]], flow: Flow) -> Dated | None:
    """A date that fills its line near the top (under the title), else one at the end (under the signature)."""
    for line, text in (*written[:_TOP_LINES], *written[:-_LAST_LINES:-1]):
        match = _ALONE.match(text)
        if match and _AFTER_ALONE.match(match["rest"]) and (day := _make_date(match)):
            return Dated(day, _locate(flow, line, match))
    return None


def _locate(flow: Flow, line: Line, match: re.Match[str]) -> Place:
    """Where the label and the date stand; the line's text has a space wherever its source has white space, the flow none."""
    begin, stop = match.start(), match.end("date")
    start = line.start + len(match.string[:begin].replace(" ", ""))
    return flow.locate(start, start + len(match.string[begin:stop].replace(" ", "")))


def _make_date(match: re.Match[str]) -> date | None:
    """The date, or None where the digits make none."""
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not _FIRST_YEAR < year < _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
