"""The years that a question names, as numbers: 2020年, 20年, 二〇二三年, ranges, 近三年, and 去年 against what is stored.

去年 and its kin are read against the newest stored year, not the calendar: a report of year Y is made in Y+1, so the newest
report is last year's, and the same question over the same store keeps its answer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.understanding.words.bounds import SMALL
from assistant.understanding.words.counted_years import Counted, find_counted_years, find_spelt_years

MASK = "\x00"
CENTURY = 2000

SEVERAL = 5
"""So many of the newest stored years are meant by 近几年."""

_DIGITS = {
    "〇": "0",
    "零": "0",
    "○": "0",
    "O": "0",
    "廿": "2",
    "l": "1",
    "i": "1",
    "一": "1",
    "二": "2",
    "两": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}

_CHINESE = r"[〇零○一二三四五六七八九廿0]"
_YEAR = rf"(?:(?:19|20)\d{{2}}|二{_CHINESE}{{3}})"
_SHORT = rf"(?:[0-3](?:\d|[li](?=年))|{_CHINESE}{{2}})"
_FORM = re.compile(r"(20(?:19|21))年?版(?:表格|表|本)?")
_CARRIED = re.compile(
    rf"(?:从|由)?(?P<first>(?<!\d){_YEAR})?年?度?(?:底|末)?[^,。?\d]{{0,6}}?结转(?:到|至|进|入)了?(?P<last>{_YEAR}年?度?)"
)
_RANGE = re.compile(
    rf"(?<!\d)(?P<first>{_YEAR}|{_SHORT}(?=年|到|至|-|—))年?度?(?:到|至|-+|—+|~|–|～|"
    rf"起至)(?P<last>{_YEAR}|{_SHORT}(?=年))(?!\d)年?度?(?:间|之间|期间)?"
)
_SINGLE = re.compile(
    rf"(?<!\d)(?:{_YEAR}(?:年度|年份|年|(?![\d条件个项次元万名份户人%]|\.\d))|{_SHORT}年度?(?!级|代|"
    rf"后|来|前))"
)
_GLUED = re.compile(rf"(?<!\d)(?:{_YEAR}){{2,6}}(?:年度?|(?!\d))")
"""Years parted by spaces alone, which folding takes out (2020 2021)."""

_LIST = re.compile(rf"(?<!\d)(?:(?:{_YEAR}|{_SHORT})[、,和与跟及])+(?:{_YEAR}|{_SHORT})年度?")
_RECENT = re.compile(
    r"(?:近|最近|过去|前(?!一)|这)(?P<count>[二两三四五六七八九十几]|[2-9]|[1-9]\d)(?:个)?年(?:来|间|里|"
    r"内|度)?|(?P<long>[二两三四五六七八九十几]|\d{1,2})年来"
)
_STRETCH = re.compile(
    r"(?:这)?(?<![哪每])(?P<years>[一二两三四五六七八九十几]|(?<!\d)\d)个?年(?:间|里|内|的?(?=一共|总共|合计|共|累计|加起来|总计|平均|总的|[^,。?]{0,10}(?:合计|总数|总额|总量|总计|之和|年均|是不是一直|一直在)))"
)
_ADDS = re.compile(
    r"(?:的)?(?:一共|总共|合计|共|累计|加起来|总计|总的|平均|[^,。?]{0,10}(?:合计|总数|总额|总量|总计|之和|年均|一直在))"
)
_SINCE = re.compile(
    rf"(?:从|自)?(?P<first>{_YEAR})年?(?:以来|及?以后|及?之后|及其后|往后|至今|到今天?|到现在|到目前|起(?![草诉降伏因])|开始)"
)
_BEFORE = re.compile(rf"(?P<last>{_YEAR})年?(?:以前|之前|(?<=年)前(?=的))")
_ALL = re.compile(
    r"历年来?|各年度?|每一?年|逐年|历次|一直(?=是|为|没|都)|这几年(?=[^,。?]*(?:怎么变|变化|趋势|走势|涨|跌|升|降|变了))|所有年份?|全部年份?|各个?年份|这些年|多年来?|不同年份|"
    r"年度之间|年际|几年来?的?(?=变化|趋势|情况|数据)|哪几年|哪些年份?|(?<=最[多少高低大小]的)(?:那一?)?年(?:份|度)?(?=[?。,是呢有]|$)|(?:有|共|里)(?:几|多少)(?:个)?年(?:份|度)?(?=[^前后来内以之间多]|$)|哪一?年度?|哪个年份|哪个年度|"
    r"年年|"
    r"一直以来|历来|从来|曾经|历史上|几年间|"
    r"什么时候(?:开始|起)?(?=上升|下降|增加|减少|增长|变|多|少)|从?哪年(?:开始|起)"
)
_RECORD = re.compile(r"(?:历年|历次|这些年|几年|各年)(?:来|里|中|以来)?(?:的)?最[多少高低大小]")
"""How a figure is held against those of all years."""

_WHICH = re.compile(r"哪|[有共里](?:几|多少)|(?:那一?)?年(?:份|度)?$")
"""Which of these asks for certain years (哪年, 有几年, 最多的年份)."""

_THAT = re.compile(r"(?:^|(?<=[\x00,]))(?:那|该|这|在那|在这)一?年(?=[^前后度年之以初底中来])")
"""The year spoken of, at the head of a clause (那年自然人几件)."""

_RELATIVE = re.compile(
    r"大前年|前年|上上年度?|去年|上一?年度?(?!结转|项目|行政[^,。?]{2,4}的?项目|[^,。?\d]{0,4}项目数|的项目|转|遗留|未办)|前一年|今年|本年度?(?!新|制|废|增|"
    r"处理|收费|办理|变动)|当年|明年|下一?年度?(?!继续|办)|后一年|次年|第二年|最新(?:一年|年度|"
    r"的?报告|年份)?|最近一年|近一年|过去一年|最近一次(?![^,。?]*(?:超过|多于|达到|不少于|以上|突破))|最新一期|同一?年"
)


@dataclass(frozen=True, slots=True)
class Periods:
    """The years of a question, ascending. ``masked`` is the text with them blanked, offsets unchanged.

    ``span`` says that they are a range or an open stretch. ``step`` is how far a word as 上一年 moves from the year under
    discussion; ``which`` is set where a year is asked for (哪一年).
    """

    years: tuple[int, ...]
    masked: str
    all_years: bool = False
    span: bool = False
    which: bool = False
    step: int | None = None
    same: bool = False
    forms: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def find_periods(text: str, stored: tuple[int, ...]) -> Periods:
    """The years that ``text`` names; ``stored`` are the years that reports exist for, ascending."""
    return _Reader(text, stored).read()


class _Reader:
    """Reads one question, blanking what it has taken so that nothing counts twice."""

    def __init__(self, text: str, stored: tuple[int, ...]) -> None:
        self.text = text
        self.stored = stored
        self.years: set[int] = set()
        self.span = False
        self.assumed: list[str] = []

    def read(self) -> Periods:
        forms = tuple(dict.fromkeys(match[1] for match in self._take(_FORM)))
        self._read_carried()
        self._take_counted(find_spelt_years(self.text))
        self._read_ranges()
        for match in self._take(_GLUED):
            self.years.update(read_year(part) for part in re.findall(_YEAR, match.group()))
        for match in self._take(_LIST):
            self.years.update(read_year(part) for part in re.findall(rf"{_YEAR}|{_SHORT}", match.group()))
        self.years.update(read_year(re.sub(r"[年度份]", "", match.group())) for match in self._take(_SINGLE))
        if not self.years:
            self._take_counted(find_counted_years(self.text, self.stored))
        self._read_recent()
        step, same = self._read_relative()
        same = bool(self._take(_THAT)) or same
        if len(self.years) == 1 and _RECORD.search(self.text):
            self.years.clear()  # 2020年是历年最高吗: the highest of all
        every = self._take(_ALL)
        which = any(_WHICH.match(match.group()) for match in every)
        return Periods(
            tuple(sorted(self.years)),
            self.text,
            bool(every) and not self.years,
            self.span,
            which,
            step,
            same,
            forms,
            tuple(self.assumed),
        )

    def _take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        found = list(pattern.finditer(self.text))
        for match in found:
            self.text = self.text[: match.start()] + MASK * len(match.group()) + self.text[match.end() :]
        return found

    def _read_carried(self) -> None:
        """2019年结转到2020年 is one figure: what the report of 2019 carries over."""
        for match in _CARRIED.finditer(self.text):
            last = read_year(re.sub(r"[年度]", "", match["last"]))
            first = read_year(match["first"]) if match["first"] else last - 1
            if first != last - 1:
                continue
            for group in ("first", "last"):
                start, end = match.span(group)
                if match[group]:
                    self.text = self.text[:start] + MASK * (end - start) + self.text[end:]
            self.years.add(first)
            self.assumed.append(f"“结转到{last}年”按{first}年报告的结转下年度数回答")

    def _read_ranges(self) -> None:
        for match in self._take(_RANGE):
            first, last = read_year(match["first"]), read_year(match["last"])
            self.years.update(range(min(first, last), max(first, last) + 1))
            self.span = True
        for pattern, key in ((_SINCE, "first"), (_BEFORE, "last")):
            for match in self._take(pattern):
                bound = read_year(match[key])
                self.years.update(year for year in self.stored if (year >= bound if key == "first" else year < bound))
                self.span = True

    def _take_counted(self, found: Iterator[Counted]) -> None:
        for counted in list(found):
            start, end = counted.span
            self.text = self.text[:start] + MASK * (end - start) + self.text[end:]
            self.years.update(counted.years)
            self.span = self.span or len(counted.years) > 1
            self.assumed += [counted.note] if counted.note else []

    def _read_recent(self) -> None:
        for match in self._take(_RECENT):
            written = match["count"] or match["long"]
            if self.stored and match.group()[0] != "这":
                newest = self.stored[-1]
                if written == "几":
                    recent: tuple[int, ...] = self.stored[-SEVERAL:]
                else:
                    recent = tuple(range(newest - (SMALL.get(written) or int(written)) + 1, newest + 1))
                self.years.update(recent)
                self.assumed.append(f"“{match.group()}”按库中最新的年份理解为{recent[0]}年至{newest}年")
            self.span = True

        if not self.years and (stretches := self._take(_STRETCH)):
            self.span = True
            self._read_stretch(stretches[0])

    def _read_stretch(self, match: re.Match[str]) -> None:
        """三年合计 takes the newest three years, where more than these are stored."""
        count = SMALL.get(match["years"] or "")
        if count is None or count < len(("first", "last")) or not _ADDS.match(self.text[match.end() :]):
            return
        if count < len(self.stored):
            newest = self.stored[-1]
            self.years.update(range(newest - count + 1, newest + 1))
            self.assumed.append(f"没有指明是哪{match['years']}年，按库中最新的{newest - count + 1}年至{newest}年计算")

    def _read_relative(self) -> tuple[int | None, bool]:
        words = [match.group() for match in self._take(_RELATIVE)]
        if not words:
            return None, False
        if all(word in ("同年", "同一年", "当年") for word in words):
            return None, True
        if not self.years and all(_STEPS.get(word) is not None for word in words):
            return _STEPS[words[0]], False
        if len(self.years) == 1:
            self.years.update(min(self.years) + step for word in words if (step := _STEPS.get(word, {"去年": -1}.get(word, 0))))
            return None, False
        if self.stored:
            self._read_against_newest(words)
        return None, False

    def _read_against_newest(self, words: list[str]) -> None:
        newest = self.stored[-1]
        shift = 1 if any(word.startswith(("今年", "本年")) for word in words) and "去年" in words else 0
        for word in words:
            distance = {"去年": 0, "前年": 1, "上上年": 1, "上上年度": 1, "大前年": 2}.get(word)
            year = newest if distance is None else newest - distance - shift
            if word == "明年":
                year = newest + 1
            self.years.add(year)
            self.assumed.append(f"“{word}”按库中最新的报告年份推算为{year}年")


_STEPS = {
    "上年": -1,
    "上一年": -1,
    "上一年度": -1,
    "上年度": -1,
    "前一年": -1,
    "下一年": 1,
    "下年": 1,
    "下一年度": 1,
    "下年度": 1,
    "后一年": 1,
    "次年": 1,
    "第二年": 1,
}


def read_year(written: str) -> int:
    """A year as written (2020, 20, 二〇二三, 二三) as a number; two digits are of this century."""
    digits = "".join(_DIGITS.get(character, character) for character in written)
    return int(digits) + (CENTURY if len(digits) < len("2000") else 0)
