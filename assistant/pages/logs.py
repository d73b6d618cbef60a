"""The page's log: a JSON object a line on standard error. What people ask is not in it unless the settings say so."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

LOG = logging.getLogger("wenbao.page")
QUIET = ("/gradio_api/heartbeat", "/gradio_api/queue/data", "/assets", "/static", "/svelte", "/theme.css", "/health", "/config")
"""Requests that the page makes by itself all the time."""


class JsonLines(logging.Formatter):
    """A record as one JSON object: time, level, event and its fields."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: Mapping[str, object] = getattr(record, "fields", {})
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {"time": moment, "level": record.levelname.lower(), "event": record.getMessage(), **fields}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def start_log() -> None:
    """Lets the log be written; done once, when the page is served."""
    if LOG.handlers:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    LOG.propagate = False


def log_event(event: str, **fields: object) -> None:
    """One line; fields that are None are left out."""
    LOG.info(event, extra={"fields": {name: value for name, value in fields.items() if value is not None}})


def log_request(number: str, scope: Mapping[str, Any], path: str, status: int, seconds: float) -> None:
    """One line for a request; the query, in which a question may stand, is left out."""
    if not path.startswith(QUIET) and not path.endswith((".png", ".js", ".css", ".woff2")):
        fields = {"method": scope["method"], "path": path, "status": status, "ms": round(seconds * 1000)}
        log_event("request", request=number, user=scope.get("wenbao.user"), **fields)
