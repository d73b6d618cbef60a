"""wenbao for other programs: tools, a retriever, an MCP server."""
