"""What is asked of a language model: texts with named holes, from ``prompts.toml``.

A hole that is not filled is an error. What comes from people or reports enters as quoted data only.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request: what the model is told to do, and what it is to do it with."""

    system: str
    user: str


@cache
def load_prompts() -> Mapping[str, Mapping[str, str]]:
    """``system`` and ``user`` of each prompt by its name."""
    return tomllib.loads(files("assistant.models").joinpath("prompts.toml").read_text(encoding="utf-8"))


def write_prompt(name: str, **holes: str) -> Prompt:
    """The prompt of that name with its holes filled.

    Raises:
        KeyError: There is no such prompt, or one of its holes is not given.
    """
    texts = load_prompts()[name]
    return Prompt(texts["system"].format(**holes).strip(), texts["user"].format(**holes).strip())


def quote_data(text: str) -> str:
    """Foreign text that can neither close the marks around it nor pass for a placeholder."""
    return text.translate(str.maketrans("<>{}", "＜＞｛｝"))
