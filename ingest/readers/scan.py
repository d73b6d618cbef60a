"""Scanned pages: the seam where text recognition will stand. Nothing is recognised yet."""

from typing import NoReturn

from ingest.errors import Unsupported


def refuse_scan(pages: int) -> NoReturn:
    """Say that none of the file's ``pages`` has characters to read.

    Raises:
        Unsupported: always.
    """
    raise Unsupported(f"没有文字层（{pages} 页都是图片），暂不能识别扫描件")
