"""What the first tab is made of, named for the browser before it finds out by itself, one script after the other.

Which files these are is read from the library's own build; where that is built otherwise, nothing is named and the page works
as well, only later.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from assistant.pages.shelf import ASSETS, FRAME
from assistant.pages.words import LOCALES, Language

PARTS = ("tabs", "tabitem", "row", "column", "html", "textbox", "state")
"""The kinds of parts, by the library's names, that the first tab is made of."""

SCRIPT = re.compile(r"""(?:from|import)\s*["`]\./([\w.-]+\.js)["`]""")
LOADED = re.compile(r"import\(`\./([\w-]+\.js)`\)[^[]*\[([\d,]*)\]")


@cache
def name_files(language: Language) -> str:
    """Links to the scripts and style sheets of the first tab's parts; none where the library is built otherwise."""
    core = next(iter(ASSETS.glob("core-*.js")), None)
    first = re.search(r"assets/(index-[\w-]+\.js)", (FRAME / "index.html").read_text(encoding="utf-8"))
    if core is None or first is None:
        return ""
    scripts, sheets = list_parts(core.read_text(encoding="utf-8"))
    locale = [file.name for file in ASSETS.glob(f"{LOCALES[language]}-*.js")] if language != "en" else []
    needed = follow_imports([*find_roots(first[1]), *locale, *scripts])
    links = [f'<link rel="modulepreload" crossorigin href="./assets/{name}">' for name in needed if name != first[1]]
    links += [f'<link rel="preload" as="style" crossorigin href="./assets/{name}">' for name in sheets]
    return "\n".join(links)


def find_roots(first: str) -> list[str]:
    """The scripts that the first one loads on every page: the page itself, then its frame."""
    page = re.search(r"import\(`\./(Index-[\w-]+\.js)`\)", (ASSETS / first).read_text(encoding="utf-8"))
    if page is None:
        return []
    frame = re.search(r"import\(`\./(Blocks-[\w-]+\.js)`\)", (ASSETS / page[1]).read_text(encoding="utf-8"))
    return [page[1], *([frame[1]] if frame else [])]


def list_parts(core: str) -> tuple[list[str], list[str]]:
    """The scripts and the style sheets of the first tab's kinds of parts."""
    table = re.search(r"m\.f=\[(.*?)\]", core)
    names: Mapping[int, str] = dict(enumerate(re.findall(r'"\./([^"]*)"', table[1]))) if table else {}
    scripts: dict[str, None] = {}
    sheets: dict[str, None] = {}
    for part in PARTS:
        entry = re.search(rf"[,{{]{part}:\{{(.*?)\)\}}", core)
        for script, needed in LOADED.findall(entry[0]) if entry else ():
            scripts[script] = None
            files = (names.get(int(number), "") for number in needed.split(",") if number)
            sheets.update(dict.fromkeys(file for file in files if file.endswith(".css")))
    return list(scripts), list(sheets)


def follow_imports(names: Iterable[str]) -> list[str]:
    """Scripts with all that they import, and what those import."""
    found: dict[str, None] = {}
    waiting = list(reversed(list(names)))
    while waiting:
        name = waiting.pop()
        if name not in found and (ASSETS / name).is_file():
            found[name] = None
            waiting += SCRIPT.findall((ASSETS / name).read_text(encoding="utf-8"))
    return list(found)
