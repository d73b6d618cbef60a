"""wenbao's abilities as langchain tools, which any agent can use: ``lookup_cells``, ``search_passages``, ``audit_reports``."""

from langchain_core.tools import BaseTool, StructuredTool

from assistant.abilities.abilities import Abilities
from index.store import Store


def list_tools(store: Store) -> list[BaseTool]:
    """The tools over an open store; each reads only, and gives JSON with a citation for every entry."""
    return [
        StructuredTool.from_function(function, name=name, description=description)
        for name, description, function in Abilities(store).list_tools()
    ]
