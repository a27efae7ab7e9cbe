"""Questions as people ask them, and what the answer must cite."""

import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.evaluation import Gold, grade, read_gold

GOLD = read_gold(Path(__file__).parent / "questions.jsonl")
MIN_ACCURACY = 0.94  # measured: 34 of 34; a change that loses three cases must be looked at


def test_the_answers_cite_what_they_must_and_the_rest_is_refused(assistant: Assistant) -> None:
    graded = [grade(gold, assistant.ask(*gold.turns), assistant.index) for gold in GOLD]
    wrong = [g.gold.turns for g in graded if not g.is_right]
    assert len(wrong) <= (1 - MIN_ACCURACY) * len(GOLD), wrong


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold.turns[-1])
def test_every_quote_is_the_source_s_own_characters(gold: Gold, assistant: Assistant) -> None:
    answer = assistant.ask(*gold.turns)
    for citation in (*answer.citations, *answer.suggestions):
        convention = assistant.index.convention(citation.span.document_id)
        quote = convention.document.quote(citation.span)
        assert quote and quote in convention.document.source.read_text(encoding="utf-8")
    for citation in answer.citations:
        quote = assistant.index.convention(citation.span.document_id).document.quote(citation.span)
        shown = "<br>".join(" ".join(part.split()) for part in re.split(r"\n\s*\n(?=[^a-zà-ÿ\s])", quote))
        assert f"«\u00a0{shown}\u00a0» [{citation.n}]" in answer.text
    assert not answer.rejected
