"""Files made for a visitor to keep: the evidence pack, and tables as CSV or XLSX.

They travel inside the page's own messages, so that no path on the server can be asked for.
"""

import base64
import re
from collections.abc import Sequence

from assistant.exports.charting import plan_chart
from assistant.exports.pack import write_pack
from assistant.exports.sheet import Sheet, read_sheets, write_csv
from assistant.exports.words import say
from assistant.exports.workbook import write_xlsx
from assistant.pages.desk import Desk
from assistant.pages.session import Exchange
from ingest.errors import UsageError

Parcel = dict[str, str]
"""``name``, ``kind`` (a media type) and ``data`` in base64, as the page's script takes it."""

KINDS = {
    "csv": "text/csv;charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
UNSAFE = re.compile(r"[^\w一-鿿-]+")
NAME_LIMIT = 40


def make_parcel(desk: Desk, exchange: Exchange, kind: str) -> Parcel:
    """The file that a visitor asks for on a turn.

    Raises:
        UsageError: There is no such file for this turn.
        StoreError: The store cannot be read.
    """
    answer = exchange.answer
    if answer is None:
        raise UsageError("这个问题没有回答，没有可下载的内容。")
    if kind == "pack":
        return wrap_file(
            f"{desk.words('ask.pack')}-{exchange.question}", "zip", write_pack(desk.store, exchange.question, answer)
        )
    if kind in ("chart-csv", "chart-xlsx"):
        chart = plan_chart(answer, desk.assistant.load_catalog()[2])
        return wrap_sheets(exchange.question, (chart.table,) if chart else (), kind.removeprefix("chart-"))
    title = say("en", "pack.table") if answer.query and answer.query.language == "en" else ""
    return wrap_sheets(exchange.question, read_sheets(answer.text, title), kind)


def wrap_sheets(name: str, sheets: Sequence[Sheet], kind: str) -> Parcel:
    """Tables as a file of that kind."""
    if not sheets or kind not in ("csv", "xlsx"):
        raise UsageError("这个回答里没有可下载的表格。")
    return wrap_file(name, kind, write_csv(sheets) if kind == "csv" else write_xlsx(sheets))


def wrap_file(name: str, ending: str, data: bytes) -> Parcel:
    """A file under a harmless name."""
    safe = UNSAFE.sub("-", name).strip("-")[:NAME_LIMIT] or "问报"
    return {"name": f"{safe}.{ending}", "kind": KINDS[ending], "data": base64.b64encode(data).decode()}
