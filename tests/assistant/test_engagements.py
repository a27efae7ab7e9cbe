"""Which duties are on the subject asked about."""

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.engagements import about, engagements
from assistant.evidence import Evidence
from corpus import Convention
from tests.conftest import GRAND_EST


@pytest.fixture
def evidence(assistant: Assistant, grand_est: Convention) -> list[Evidence]:
    """The clauses of an article that binds come first, the others are far behind."""
    binding = {passage.path for passage, _ in engagements(grand_est, assistant.index.obligations(GRAND_EST), "dinsic")[0]}
    _, found = assistant.weighed("Que doit faire la DINSIC dans la convention Grand Est ?")
    mine = [piece for piece in found if piece.convention == GRAND_EST and piece.passage.article[0].isdigit()]
    best = next(piece.passage.path for piece in mine if piece.passage.path in binding)
    near = [replace(piece, score=0.9) for piece in mine if piece.passage.path == best]
    far = [replace(piece, score=0.1) for piece in mine if piece.passage.path != best]
    return [*near, *far]


def test_the_duties_on_a_subject_are_those_of_its_article(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    own, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "dinsic")
    kept = about(own, evidence, grand_est, 0.6)
    assert {passage.path for passage, _ in kept} == {evidence[0].passage.path}
    in_article = {span for passage, span in own if passage.path == evidence[0].passage.path}
    assert all(any(whole.contains(span) for _, whole in kept) for span in in_article)
    assert [passage.span.start for passage, _ in kept] == sorted(passage.span.start for passage, _ in kept)


def test_a_convention_far_from_the_best_clause_owes_nothing_on_the_subject(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    own, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "dinsic")
    better = replace(evidence[0], score=1.0, span=replace(evidence[0].span, document_id="other"))
    assert about(own, [better, *(replace(piece, score=0.3) for piece in evidence)], grand_est, 0.6) == []


def test_without_a_party_the_duties_are_everyone_s(assistant: Assistant, grand_est: Convention) -> None:
    duties = assistant.index.obligations(GRAND_EST)
    anyone, joint = engagements(grand_est, duties, "")
    assert not joint
    assert len(anyone) > len(engagements(grand_est, duties, "dinsic")[0]) > 0
