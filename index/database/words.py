"""Words of the full text: overlapping pairs of Chinese characters, whole runs of letters and digits.

A tokenizer of dictionaries would have to know every place name; pairs need to know nothing, and find as well.
"""

import re

from ingest.folding import fold_plain

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[a-z0-9]+(?:\.[0-9]+)?")


def split_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` in order, repeated as they repeat: 公开12条 → 公开, 12, 条."""
    words: list[str] = []
    for run in _RUN.findall(fold_plain(text).lower()):
        if run[0].isascii() or len(run) == 1:
            words.append(run)
        else:
            words += [run[i : i + 2] for i in range(len(run) - 1)]
    return tuple(words)


def write_header(agency: str | None, year: int | None, heading: str) -> str:
    """The line put before a passage wherever it is searched: passages seldom name their own agency, year or section."""
    return " ".join(part for part in (agency or "", f"{year}年" if year else "", heading) if part)
