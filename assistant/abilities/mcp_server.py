"""wenbao's abilities for MCP clients, read-only: ``lookup_cells``, ``search_passages`` and ``audit_reports`` over stdio."""

from mcp.server import MCPServer
from mcp.types import ToolAnnotations

from assistant.abilities.abilities import Abilities
from assistant.models.prompts import load_prompts
from index.settings import Settings
from index.store import Store, open_store


def build_server(store: Store) -> MCPServer:
    """The server over an open store; what it offers changes nothing and reaches nothing outside."""
    server = MCPServer("wenbao", instructions=load_prompts()["server"]["instructions"].strip(), log_level="CRITICAL")
    hints = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for name, description, function in Abilities(store).list_tools():
        server.add_tool(function, name=name, description=description, annotations=hints)
    return server


def serve_stdio(settings: Settings) -> None:
    """Serves one client over standard input and output until it goes."""
    with open_store(settings) as store:
        build_server(store).run("stdio")
