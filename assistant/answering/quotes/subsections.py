"""What stands under a sub-heading that a question names (（三）监督保障, 4.平台与保障情况): all of it, and nothing else."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.quotes.meeting import stands_in
from assistant.answering.quotes.sentences import Sentence
from assistant.answering.quotes.telling import points_on, signs

_MARKS = (
    re.compile(r"^[一二三四五六七八九十]{1,3}、"),
    re.compile(r"^[(（][一二三四五六七八九十]{1,3}[)）]、?"),
    re.compile(r"^\d{1,2}[.、．](?!\d)"),
    re.compile(r"^[(（]\d{1,2}[)）]"),
)
"""How sub-headings are numbered, from the highest level down."""

_INLINE = re.compile(r"^[^。;,:]{2,16}(?=方面?:|:)")
"""A sub-heading that its text follows on the same line, behind a colon."""

_SPOKEN = re.compile(r"^(?:在|关于)?([^。;,:]{2,10})方面[,:]")
"""A sentence without a number that says itself what field it is on (依申请公开方面，…)."""

_TAIL = re.compile(r"(?:工作情况|落实情况|开展情况|情况|方面|工作|部分)+$")
_HEAD = re.compile(r"^(?:进一步)?(?:加强|推进|推动|做好|强化|深化|规范|完善|关于|切实|扎实|不断)+")
_FIELD = re.compile(r"^的?(?:方面|部分|一节|小节|这一块|这块|板块|领域|情况|工作|建设|上(?!网|级|年|报|传|市|门)|做法|这方面)")
"""What stands behind the name of a part of the report."""

SHORTEST = 3
"""A sub-heading of so many characters is named by its words alone, a shorter one only beside 方面 and the like."""


@dataclass(frozen=True, slots=True)
class Subsection:
    """A sub-heading's name without its number, and the sentences under it."""

    name: str
    sentences: tuple[Sentence, ...]


def tell_headed(sentences: Sequence[Sentence], asked: str, terms: Sequence[Sequence[str]]) -> tuple[Sentence, ...]:
    """What stands under the sub-headings that a folded question names and that leave none of its words open; else nothing."""
    found = [part for part in split_subsections(sentences) if names_part(part.name, asked, terms)]
    return tuple(dict.fromkeys(sentence for part in found for sentence in part.sentences))


def names_part(name: str, asked: str, terms: Sequence[Sequence[str]]) -> bool:
    """Whether a question names a sub-heading: by all of its words, or by words that all stand in it."""
    if any(not stands_in(term[0], name) and name not in term[0] for term in terms):
        return False
    if name in asked:
        return len(name) >= SHORTEST or _stands_marked(name, asked)
    within = [term[0] for term in terms if len(term[0]) > 1 and stands_in(term[0], name)]
    return bool(within) and (len("".join(within)) > SHORTEST or _stands_marked(within[-1], asked))


def _stands_marked(word: str, asked: str) -> bool:
    """Whether 方面, 情况 or the like stands behind a word of the question."""
    return any(_FIELD.match(asked[match.end() :]) for match in re.finditer(re.escape(word), asked))


def split_subsections(sentences: Sequence[Sentence]) -> Iterator[Subsection]:
    """Each sub-heading with what follows up to the next of its level or the next section."""
    for place, head in enumerate(sentences):
        if spoken := _SPOKEN.match(head.folded):
            yield Subsection(clean_name(spoken[1]), (head,))
        level, name = read_heading(head)
        if name:
            own = () if head.is_title else (head,)
            under = tuple(_list_under(sentences[place + 1 :], head, level))
            if own or under:
                yield Subsection(name, (*own, *under))


def _list_under(behind: Iterable[Sentence], head: Sentence, level: int) -> Iterator[Sentence]:
    for sentence in behind:
        other, name = read_heading(sentence)
        if sentence.passage.passage.heading != head.passage.passage.heading or (name and other <= level):
            return
        if not (sentence.is_title or points_on(sentence) or signs(sentence)):
            yield sentence


def read_heading(sentence: Sentence) -> tuple[int, str]:
    """The level of a sub-heading and its name; a name of "" where the sentence is or begins none."""
    for level, mark in enumerate(_MARKS):
        match = mark.match(sentence.folded)
        if match is None:
            continue
        rest = sentence.folded[match.end() :]
        inline = _INLINE.match(rest)
        if not sentence.is_title and inline is None:
            return level, ""
        return level, clean_name(rest if sentence.is_title or inline is None else inline.group())
    return len(_MARKS), ""


def clean_name(heading: str) -> str:
    """A sub-heading without the words that name nothing: 加强平台建设情况 is 平台建设."""
    plain = heading.rstrip("。:;.")
    short = _HEAD.sub("", _TAIL.sub("", plain))
    return short if len(short) > 1 else plain
