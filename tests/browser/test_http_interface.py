"""Gradio's HTTP interface: the functions that programs call, by name, with their types."""

from typing import Any

import httpx
import pytest

from tests.assistant.test_service import FUNCTIONS, QUESTION
from tests.conftest import GRAND_EST

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def test_it_names_the_functions_and_hides_the_rest(address: str) -> None:
    endpoints = httpx.get(f"{address}/gradio_api/info").json()["named_endpoints"]
    assert list(endpoints) == [f"/{name}" for name in FUNCTIONS]
    assert [p["parameter_name"] for p in endpoints["/quote"]["parameters"]] == ["convention", "article"]


def test_it_answers_and_says_what_is_wrong(address: str) -> None:
    def run(name: str, *data: Any) -> Any:
        return httpx.post(f"{address}/gradio_api/run/{name}", json={"data": list(data)}, timeout=30).json()

    [answer] = run("ask", QUESTION, None, None)["data"]
    assert answer["citations"][0]["article"] == "5"
    assert "n'a pas d'article « 99 »" in run("quote", GRAND_EST, "99")["error"]
