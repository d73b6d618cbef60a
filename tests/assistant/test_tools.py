"""wenbao's abilities for other programs: the same three for langchain and MCP, read-only, every entry with its citation."""

import asyncio
import json
import os
import sys
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from langchain_core.messages import ToolMessage

from assistant.abilities.abilities import Abilities
from assistant.abilities.retriever import PassageRetriever
from assistant.abilities.tools import list_tools
from index.lookup.reports import list_agencies, store_version
from index.store import Store

NAMES = ["lookup_cells", "search_passages", "audit_reports"]


def run_apart(task: Coroutine[Any, Any, Any]) -> Any:
    """What a coroutine gives, run in a thread of its own: the browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, task).result()


@pytest.fixture
def abilities(town_store: Store) -> Abilities:
    return Abilities(town_store)


@pytest.fixture
def mcp() -> ModuleType:
    """The library of the extra ``mcp``."""
    return pytest.importorskip("mcp", reason="the extra mcp is not installed (pip install 'wenbao[mcp]')")


@pytest.mark.parametrize("item", ["active.penalties.decisions", "行政处罚", "行政处罚处理决定数量"])
def test_cell_is_found_by_id_and_by_any_of_its_names(abilities, item):
    found = abilities.lookup_cells([item], ["柳溪镇"], [2023])
    assert [("柳溪镇", 2023, "active.penalties.decisions", "30", "件")] == [
        (cell["agency"], cell["year"], cell["cell"], cell["value"], cell["unit"]) for cell in found["cells"]
    ]
    assert ([], [], False) == (found["absent"], found["unknown"], found["cut"])
    assert "30" == found["cells"][0]["citation"]["quote"]


def test_blank_and_slash_have_a_state_and_no_value(abilities):
    blank = abilities.lookup_cells(["active.normative_documents.repealed"], ["青禾镇"])["cells"]
    slash = abilities.lookup_cells(["行政处罚"], ["石桥乡"])["cells"]
    assert [("blank", None), ("not_applicable", None)] == [(cell["state"], cell["value"]) for cell in (*blank, *slash)]


def test_prose_figures_stand_beside_the_cells(abilities):
    found = abilities.lookup_cells(["requests.new.total"], ["柳溪镇"], [2023])
    assert (["8"], ["9"]) == ([cell["value"] for cell in found["cells"]], [figure["value"] for figure in found["figures"]])


def test_rate_gives_the_cells_that_it_is_taken_from(abilities):
    found = abilities.lookup_cells(["rate.granted"], ["柳溪镇"], [2023])
    assert {"requests.granted.total": "6", "requests.total.total": "7"} == {
        cell["cell"]: cell["value"] for cell in found["cells"]
    }


def test_what_is_not_stored_is_named_and_not_guessed(abilities):
    found = abilities.lookup_cells(["行政处罚", "蝴蝶"], ["老君镇"])
    assert ([], ["老君镇", "蝴蝶"]) == (found["cells"], found["unknown"])
    assert {"passages": [], "unknown": ["老君镇", "weather"]} == abilities.search_passages("讲解", ["老君镇"], topics=["weather"])
    assert {"findings": [], "unknown": ["老君镇"], "cut": False} == abilities.audit_reports(["老君镇"])


def test_cell_that_a_report_does_not_have_is_absent(abilities):
    found = abilities.lookup_cells(["active.rules.published"], ["柳溪镇"], [2023])
    assert [{"agency": "柳溪镇", "parents": [], "year": 2023, "cell": "active.rules.published"}] == found["absent"]


def test_passages_come_best_first_with_where_they_stand(abilities):
    found = abilities.search_passages("惠民政策送到集市上讲解", limit=3)["passages"]
    assert ("石桥乡", 2023) == (found[0]["agency"], found[0]["year"])
    assert sorted((passage["score"] for passage in found), reverse=True) == [passage["score"] for passage in found]
    assert "石桥乡2023年.txt" == Path(found[0]["citation"]["source"]).name
    assert 1 == len(abilities.search_passages("讲解", limit=-5)["passages"])


def test_findings_are_those_of_the_reports_asked_about(abilities):
    found = abilities.audit_reports(["柳溪镇"], [2023])["findings"]
    assert found
    assert {("柳溪镇", 2023)} == {(finding["agency"], finding["year"]) for finding in found}
    rules = {finding["rule"] for finding in found}
    assert {"text_vs_table"} == {finding["rule"] for finding in abilities.audit_reports(rules=["text_vs_table"])["findings"]}
    assert "text_vs_table" in rules


def test_abilities_change_nothing(abilities, town_store):
    before = store_version(town_store)
    abilities.lookup_cells(["行政处罚'; drop table reports; --"])
    abilities.search_passages("'; drop table passages; --")
    abilities.audit_reports(rules=["'; drop table findings; --"])
    assert before == store_version(town_store)
    assert not town_store.writable


def test_langchain_tools_have_typed_arguments_and_give_json(town_store):
    tools = {tool.name: tool for tool in list_tools(town_store)}
    assert NAMES == list(tools)
    assert all(tool.description for tool in tools.values())
    assert {"items", "agencies", "years"} == set(tools["lookup_cells"].args)
    call = {"name": "lookup_cells", "args": {"items": ["行政处罚"], "years": [2022]}, "id": "1", "type": "tool_call"}
    message = tools["lookup_cells"].invoke(call)
    assert isinstance(message, ToolMessage)
    assert ["12"] == [cell["value"] for cell in json.loads(message.content)["cells"]]


def test_retriever_gives_documents_with_citations(town_store):
    ids = [agency.id for agency in list_agencies(town_store) if agency.name == "青禾镇"]
    (document, *_) = PassageRetriever(store=town_store, limit=2).invoke("惠民政策送到集市上讲解")
    assert "惠民政策" in document.page_content
    assert ("石桥乡", 2023) == (document.metadata["agency"], document.metadata["year"])
    assert document.metadata["citation"]["quote"]
    narrowed = PassageRetriever(store=town_store, agency_ids=ids).invoke("惠民政策送到集市上讲解")
    assert {"青禾镇"} == {found.metadata["agency"] for found in narrowed}


def test_mcp_server_offers_the_same_read_only_tools(mcp, town_store):
    from assistant.abilities.mcp_server import build_server  # noqa: PLC0415  (the extra may be missing)

    async def talk() -> tuple[list, object]:
        async with mcp.Client(build_server(town_store)) as client:
            tools = (await client.list_tools()).tools
            return tools, await client.call_tool("lookup_cells", {"items": ["行政处罚"], "years": [2022]})

    tools, result = run_apart(talk())
    assert NAMES == [tool.name for tool in tools]
    assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in tools)
    assert not result.is_error
    assert ["12"] == [cell["value"] for cell in json.loads(result.content[0].text)["cells"]]


def test_mcp_command_serves_over_stdio(mcp, town_store):
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    command = mcp.StdioServerParameters(
        command=sys.executable, args=["-m", "assistant", "mcp", "--data", str(town_store.settings.data)], env=environment
    )

    async def talk() -> object:
        async with mcp.Client(mcp.stdio_client(command)) as client:
            return await client.call_tool("search_passages", {"text": "惠民政策送到集市上讲解", "limit": 1})

    (passage,) = json.loads(run_apart(talk()).content[0].text)["passages"]
    assert "石桥乡" == passage["agency"]
