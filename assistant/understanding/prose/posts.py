"""Who holds a post (镇长任组长), in one wording for all in which questions and reports put it.

镇长担任组长, 以镇长为组长 and 组长由镇长担任 say the same; 副镇长任组长 and 镇长任副组长 do not.
"""

import re
from functools import cache

_POST = r"副?(?:组长|主任|召集人|负责人|队长|小组长)"
_VERB = r"(?:亲自)?(?:担任|兼任|出任|任|当|做|是|为|兼)"
_HELD = re.compile(
    rf"(?:(?:领导|工作|领导工作)?小组的?)?(?P<post>{_POST})(?:都|均)?(?:由|是|为)(?P<who>[^谁哪什的,。?\x00]{{2,8}}?)(?:来)?{_VERB}?(?=[的,。?\x00]|$)"
)
_HOLDS = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?<!谁){_VERB}了?[^,。?谁什哪的任当兼\x00]{{0,16}}?(?P<post>{_POST})(?=[的,。?\x00]|$)"
)
_WHOLE = re.compile(rf"(?P<held>(?<![^由以是有\x00,。的、])[^由以是有\x00,。的、?谁什哪]{{2,8}}任{_POST})")
_HOLDING = re.compile(rf"(?P<who>[\u4e00-\u9fff]{{2,8}}?)任(?P<group>[\u4e00-\u9fff]{{0,8}}?)(?P<post>{_POST})")


def unify_posts(text: str) -> str:
    """A folded question with whoever holds a post in one wording (镇长任组长); its length may change."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])挂帅", "任组长", text)
    text = _HELD.sub(lambda match: f"{match['who']}任{match['post']}", text)
    return _HOLDS.sub(lambda match: f"任{match['post']}", text)


def take_posts(text: str) -> tuple[tuple[str, ...], str]:
    """The posts of a question in one wording, whole (主要负责人任组长), and the question without them."""
    text = unify_posts(text)
    return tuple(match["held"] for match in _WHOLE.finditer(text)), _WHOLE.sub("\x00", text)


@cache
def read_post(word: str) -> re.Pattern[str] | None:
    """What folded sentences write where somebody holds the post that a word names; None for a word that names none."""
    match = _HOLDING.fullmatch(word)
    if match is None:
        return None
    who, post = re.escape(match["who"]), re.escape(match["post"])
    held = rf"(?<!副){post}[^,。;、]{{0,4}}(?:由|为|是|:){who}"
    return re.compile(rf"(?<!副){who}[^,。;、]{{0,6}}{_VERB}[^,。;、]{{0,10}}(?<!副){post}|{held}")


def list_wordings(word: str) -> tuple[str, ...]:
    """Some of the wordings for whoever holds a post, as an answer names them; empty for other words."""
    match = _HOLDING.fullmatch(word)
    if match is None:
        return ()
    held = (f"{match['who']}{verb}{match['post']}" for verb in ("任", "担任", "为"))
    return (*held, f"{match['post']}由{match['who']}担任")
