"""The functions that programs call, by a real MCP client: in process, by stdio, over HTTP."""

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from assistant import Assistant
from assistant.mcp_server import build_server
from assistant.service import Service
from tests.conftest import CONVENTIONS, GRAND_EST, HAUTS_DE_FRANCE, ROOT

QUESTION = "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"
FUNCTIONS = ["conventions", "ask", "search", "quote", "obligations", "facts"]
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, models: Path, embeddings: object) -> dict[str, str]:
    data = tmp_path_factory.mktemp("data")
    (data / "models").symlink_to(models)
    return {**os.environ, "CONVENTIONS_DATA_DIR": str(data), "CONVENTIONS_CORPUS": str(CONVENTIONS), "PYTHONPATH": str(ROOT)}


def call(server: Any, tool: str, **arguments: Any) -> Any:
    """What a tool answers a real client."""

    async def called() -> Any:
        async with Client(server) as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(called())


def value(result: Any) -> Any:
    assert not result.is_error, result.content
    content = result.structured_content
    return content["result"] if set(content) == {"result"} else content


def test_an_mcp_client_sees_the_functions_with_their_types(assistant: Assistant) -> None:
    async def listed() -> Any:
        async with Client(build_server(Service(assistant))) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(listed())}
    assert list(tools) == FUNCTIONS
    assert tools["quote"].input_schema["required"] == ["convention", "article"]
    assert "mot à mot" in str(tools["ask"].description)


def test_an_mcp_client_gets_quotes_of_the_sources_own_characters(assistant: Assistant) -> None:
    server = build_server(Service(assistant))
    answer = value(call(server, "ask", question=QUESTION))
    assert answer["status"] == "grounded"
    text = assistant.index.convention(GRAND_EST).document.text
    assert [text[c["start"] : c["end"]] for c in answer["citations"]] == [c["quote"] for c in answer["citations"]]
    article = value(call(server, "quote", convention=HAUTS_DE_FRANCE, article="5"))
    assert article["quote"].startswith("ARTICLE 5")
    assert {row["party"] for row in value(call(server, "obligations", convention=GRAND_EST, party="DINSIC"))} == {
        "DINSIC",
        "les parties",
    }
    assert value(call(server, "facts", convention=GRAND_EST))["notice"][0]["value"] == "P3M"
    assert [hit["rank"] for hit in value(call(server, "search", query="préavis", k=2))["hits"]] == [1, 2]


def test_a_wrong_call_is_told_what_is_wrong(assistant: Assistant) -> None:
    result = call(build_server(Service(assistant)), "quote", convention=GRAND_EST, article="99")
    assert result.is_error
    assert "n'a pas d'article « 99 »" in result.content[0].text


def test_a_follow_up_is_understood_from_the_questions_before(assistant: Assistant) -> None:
    answer = value(call(build_server(Service(assistant)), "ask", question="Et pour les Hauts-de-France ?", before=[QUESTION]))
    assert {c["convention"] for c in answer["citations"]} == {HAUTS_DE_FRANCE}


def test_the_command_serves_mcp_on_its_standard_input(environment: dict[str, str]) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "assistant", "mcp"], env=environment)
    assert [row["id"] for row in value(call(command, "conventions"))] == [GRAND_EST, HAUTS_DE_FRANCE]


@pytest.fixture
def http_address(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "assistant", "mcp", "--http", "--port", str(port)], env=environment)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(10)


def test_the_command_serves_mcp_over_http(http_address: str) -> None:
    assert value(call(http_address, "quote", convention=GRAND_EST, article="5"))["article"] == "5"
