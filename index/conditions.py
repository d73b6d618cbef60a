"""What a refusal hangs on besides the file: the program, its limits, and the programs and extras that it finds."""

import shutil
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec

from index.settings import Settings


def describe_conditions(settings: Settings) -> str:
    """One line that changes whenever a file refused before might now be read."""
    found = _find_programs()
    return f"{found} limits={settings.limits} memory={settings.max_memory}"


@cache
def _find_programs() -> str:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    return f"wenbao={version('wenbao')} office={office is not None} ocr={find_spec('rapidocr') is not None}"
