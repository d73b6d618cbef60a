"""What a refusal hangs on besides the file: the program, its limits, and the programs and extras that it finds."""

import shutil
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from index.settings import Settings


def describe_conditions(settings: Settings) -> str:
    """One line that changes whenever a file refused before might now be read."""
    return f"{_find_version()} {describe_programs()} limits={settings.limits} memory={settings.max_memory}"


@cache
def describe_programs() -> str:
    """The programs and extras that this machine reads more kinds of files with."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return f"office={office is not None} ocr={find_spec('rapidocr') is not None}"


@cache
def _find_version() -> str:
    return f"wenbao={version('wenbao')}"
