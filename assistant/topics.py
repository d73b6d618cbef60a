"""What a question about the prose turns on: its content words, the sections it points to, and words near in meaning."""

import re
from dataclasses import dataclass

from assistant.cues import Cues, Language
from ingest.records import Topic

_ANYWHERE = "的了吗呢吧啊呀是由被把和与及或谁哪几、,。?!;:\"'“”‘’()《》"
_EDGES = "的地得在于将对跟同从到至为以按这那它他她其该本我你都也还又就要想不个些过说讲有做让给等及时"
_SPLIT = re.compile(rf"[{re.escape(_ANYWHERE)}\x00\s]+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What to look for in the prose."""

    topics: tuple[Topic, ...]
    terms: tuple[str, ...]
    related: tuple[str, ...]


def find_subject(text: str, language: Language, cues: Cues) -> Subject:
    """The subject of a question whose names and years are blanked in ``text``."""
    found = [aspect for aspect in cues.aspects.values() if aspect.cue.match(text, language)]
    words = tuple(word for aspect in found for word in aspect.cue.list_found(text, language))
    terms = list_terms(text, language, cues)
    if language == "en":
        terms = tuple(dict.fromkeys(term for cue, chinese in cues.glossary if cue.match(text, language) for term in chinese))
    terms = terms or words
    topics = tuple(dict.fromkeys(topic for aspect in found for topic in aspect.topics))
    related = tuple(dict.fromkeys(word for aspect in found for word in aspect.related))
    return Subject(topics, terms, related)


def list_terms(text: str, language: Language, cues: Cues) -> tuple[str, ...]:
    """The content words of a text, in order, stop words left out; pieces of one character too."""
    if language == "en":
        stop = set(cues.groups["stop"].words)
        return tuple(dict.fromkeys(word for word in re.findall(r"[a-z][a-z'-]+", text) if word not in stop))
    for phrase in cues.groups["stop"].phrases:
        if len(phrase) > 1:
            text = text.replace(phrase, "\x00")
    pieces = (piece.strip(_EDGES).rstrip("上里中下") for piece in _SPLIT.split(text))
    return tuple(dict.fromkeys(piece for piece in pieces if len(piece) > 1))
