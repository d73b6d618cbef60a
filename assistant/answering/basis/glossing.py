"""Chinese names in the frame of an English answer get their sound: 杉坞乡 becomes Shanwu (杉坞乡), 溪源县 Xiyuan County (溪源县).

Names inside quotes, quoted sentences and names of files stay as they are, and so does a name that has its sound already.
"""

import re
from collections.abc import Collection

from assistant.answering.basis.wording import say
from assistant.understanding.names.naming import KINDS, sound_name
from ingest.folding import fold_text
from ingest.prose.sentences import classify_heading

_QUOTED = re.compile(r"“[^”]*”")
_ALONE = re.compile(r"(?<![\w(（《“.-])(?P<name>[\u4e00-\u9fff]{2,})(?![\w》）”.-]|\.\w)")
"""Chinese that no Chinese, letter or digit touches: a name, and no part of a sentence."""

_FIRST = re.compile(r"(?:^|(?<=\n\n))[a-z](?=[a-z]* [a-z])")
"""The first letter of a paragraph that begins with an English word."""

_LEADLESS = re.compile(r"(?:^|(?<=\n\n)), ")
"""What joins a sentence to a lead that it does not have."""

_PLACES = {"自治县": "County", "县": "County", "市": "City", "区": "District", "旗": "Banner", "州": "Prefecture"}
_ABOVE = re.compile(r"^[\u4e00-\u9fff]{2,}?(?:县|市|区|旗)(?=[\u4e00-\u9fff]{2})")


def gloss_heading(heading: str, language: str) -> str:
    """What a printed heading says, to stand behind it in English; empty in Chinese and for one that announces no topic."""
    topic = classify_heading(fold_text(heading).text)
    return say(language, f"section.{topic}") if topic is not None else ""


def polish_text(text: str, doubles: Collection[str] = ()) -> str:
    """An English answer's text with the sound of its names, and with a capital where a paragraph begins."""
    plain = _LEADLESS.sub("", gloss_names(text, doubles))
    return _FIRST.sub(lambda match: match.group().upper(), plain)


def gloss_names(text: str, doubles: Collection[str] = ()) -> str:
    """The text with the sound in front of each bare Chinese name; ``doubles`` are names that stand behind their county's."""
    parts, at = [], 0
    for quoted in _QUOTED.finditer(text):
        parts += [_gloss_part(text[at : quoted.start()], doubles), quoted.group()]
        at = quoted.end()
    return "".join([*parts, _gloss_part(text[at:], doubles)])


def _gloss_part(text: str, doubles: Collection[str]) -> str:
    return _ALONE.sub(lambda match: _gloss_name(match["name"], doubles), text)


def _gloss_name(name: str, doubles: Collection[str]) -> str:
    """A name with its sound; what is no name of an agency or of a place stays."""
    place = next((kind for kind in _PLACES if name.endswith(kind)), None)
    if place is not None:
        return f"{sound_name(name)} {_PLACES[place]} ({name})"
    if KINDS.search(name) is None:
        return name
    short = _ABOVE.sub("", name)
    return f"{sound_name(short if short in doubles else name)} ({name})"
