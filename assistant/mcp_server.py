"""The functions of `Service` as the tools of an MCP server, for assistants that speak the Model Context Protocol."""

from importlib.metadata import version
from typing import Any, Literal

from assistant.service import Service, telling

PATH, PORT = "/mcp", 7870
_INSTRUCTIONS = (
    "Répond aux questions sur des conventions de partenariat, en citant mot à mot les clauses. Ne reformulez jamais une citation : « quote » est "
    "le texte exact du fichier. Quand « status » vaut « refused », dites que les conventions ne répondent pas."
)


def build_server(service: Service) -> Any:
    """The MCP server, not yet listening."""
    from mcp.server import MCPServer
    from mcp.server.mcpserver.exceptions import ToolError

    server = MCPServer(
        "conventions", title="Conventions", instructions=_INSTRUCTIONS, version=version("conventions"), log_level="WARNING"
    )
    for function in service.functions:
        server.add_tool(telling(function, ToolError))
    return server


def serve(service: Service, transport: Literal["stdio", "http"], host: str, port: int) -> None:
    """Serves until the client leaves (stdio) or until interrupted (HTTP, at `/mcp`)."""
    server = build_server(service)
    if transport == "stdio":
        server.run("stdio")
    else:
        server.run("streamable-http", host=host, port=port, streamable_http_path=PATH)
