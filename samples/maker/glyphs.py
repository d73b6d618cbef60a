"""Text in other characters: Kangxi radicals and radical supplements as some programs extract them, and traditional ones."""

import unicodedata

from opencc import OpenCC

_TRADITIONAL = OpenCC("s2t")

# NFKC gives the Kangxi radicals; the supplement's simplified forms have no such mapping.
_KANGXI = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
_SUPPLEMENT = dict(zip("民西见贝车长门页风飞食马鱼黄齐龙", "⺠⻄⻅⻉⻋⻓⻔⻚⻛⻜⻝⻢⻥⻩⻬⻰", strict=True))
_GLYPHS = str.maketrans(_KANGXI | _SUPPLEMENT)


def write_radicals(text: str) -> str:
    """``text`` with every character that has a radical's twin written as that twin."""
    return text.translate(_GLYPHS)


_PINYIN = {"項": "xiàng", "內": "nèi", "數": "shù", "處": "chǔ", "製": "zhì", "廢": "fèi"}


def write_pinyin(text: str) -> str:
    """``text`` in traditional characters, the reading left in brackets behind some, as a reading aid leaves it."""
    return "".join(f"{glyph}({_PINYIN[glyph]})" if glyph in _PINYIN else glyph for glyph in write_traditional(text))


def write_traditional(text: str) -> str:
    """``text`` in traditional characters."""
    return _TRADITIONAL.convert(text)
