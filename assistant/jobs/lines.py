"""How a job's results leave the program: lines on standard output, and the exit status."""

import json
import sys
from collections.abc import Mapping

DONE, PARTLY, WRONG_USAGE, NOTHING = 0, 1, 2, 3
"""Exit statuses: done; some inputs rejected, the others done; wrong usage; nothing could be done."""


def write_json(record: Mapping[str, object]) -> None:
    """One JSON object on a line of its own, sent at once, so that a program at the other end of a pipe need not wait."""
    write_line(json.dumps(record, ensure_ascii=False))


def write_line(text: str) -> None:
    """One line for a person."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def write_error(text: str) -> None:
    """One plain line on standard error, whatever the text holds."""
    sys.stderr.write("错误：" + " ".join(text.split()) + "\n")
    sys.stderr.flush()


def choose_status(rejected: int, total: int) -> int:
    """0 when every input went in, 1 when some did not, 3 when none did."""
    if not rejected:
        return DONE
    return NOTHING if rejected == total else PARTLY
