"""Several visitors at once, over HTTP as browsers speak: each is shown its own conversation and no other."""

import urllib.request
from pathlib import Path

from assistant.service import Assistant
from bench.load import find_door, plan_visitors, visit_together
from index.settings import Settings
from index.store import open_store

VISITORS = 12
NAMES = ("汀岚镇", "梧山县栎桥镇", "砚泉镇", "溪源县栎桥镇")
YEARS = (2019, 2020, 2021, 2022, 2023)


def list_own_conversations() -> list[tuple[str, ...]]:
    """A conversation for each visitor that no other has; what the second and third question are about hangs on the first."""
    firsts = [f"{name}{year}年新收到几件政府信息公开申请？" for name in NAMES for year in YEARS]
    return [(first, "行政处罚呢？", "那2022年呢？") for first in firsts[:VISITORS]]


def test_visitors_who_ask_at_once_are_each_shown_their_own_answers(page_data: Path, address: str) -> None:
    with open_store(Settings(_env_file=None, data=page_data)) as store:
        visitors = plan_visitors(Assistant(store), list_own_conversations())
    assert VISITORS == len({visitor.shown for visitor in visitors})
    visits = visit_together(find_door(address.split("/")[2]), visitors)
    assert [()] * VISITORS == [met.wrong for met in visits]
    urllib.request.urlopen(f"{address}health", timeout=10).close()
