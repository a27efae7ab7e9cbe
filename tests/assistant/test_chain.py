"""What the chain does around its steps."""

from pathlib import Path

import pytest

from assistant import Assistant
from index import ConventionIndex, SentenceEmbeddings


def test_without_a_convention_the_answer_says_what_to_do(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    empty = Assistant(ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings))
    empty.warm()
    answer = empty.ask("Quel est le préavis ?")
    assert answer.status == "refused"
    assert "Ajoutez des fichiers" in answer.text


def test_what_is_loaded_beforehand_is_what_a_slip_and_duties_ask_for(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(assistant, "ask", asked.append)
    assistant.warm()
    understood = [assistant.understood(question) for question in asked]
    assert any(one.text != question for one, question in zip(understood, asked, strict=True))
    assert any(one.kind == "obligations" for one in understood)
