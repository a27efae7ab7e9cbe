"""Which duties are on the subject asked about."""

from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import foreign
from assistant.engagements import MAX_ABOUT, Owed, about, engagements, likely, owed_by
from assistant.evidence import Evidence
from corpus import Convention
from index import ConventionIndex, SentenceEmbeddings, passages_of
from tests.conftest import GRAND_EST


@pytest.fixture
def evidence(assistant: Assistant, grand_est: Convention) -> list[Evidence]:
    """The clauses of an article that binds come first, the others are far behind."""
    binding = {passage.path for passage, _ in engagements(grand_est, assistant.index.obligations(GRAND_EST), "dinsic")[0]}
    _, found = assistant.weighed("Que doit faire la DINSIC dans la convention Grand Est ?")
    mine = [piece for piece in found if piece.convention == GRAND_EST and piece.passage.article[0].isdigit()]
    best = next(piece.passage.path for piece in mine if piece.passage.path in binding)
    near = [replace(piece, score=0.9) for piece in mine if piece.passage.path == best]
    far = [replace(piece, score=0.05) for piece in mine if piece.passage.path != best]
    return [*near, *far]


def test_the_duties_on_a_subject_come_with_the_rest_of_their_article(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    duties = assistant.index.obligations(GRAND_EST)
    own, everyone = engagements(grand_est, duties, "dinsic")[0], engagements(grand_est, duties, "")[0]
    kept = likely(Owed("", grand_est, own), everyone, evidence)
    assert {passage.path for passage, _ in kept} == {evidence[0].passage.path}
    in_article = {span for passage, span in own if passage.path == evidence[0].passage.path}
    assert in_article
    assert all(any(whole.contains(span) for _, whole in kept) for span in in_article)
    assert [passage.span.start for passage, _ in kept] == sorted(passage.span.start for passage, _ in kept)


def test_the_second_article_of_a_subject_comes_when_it_says_nearly_as_much(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    everyone, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "")
    best = evidence[0]
    other = next(passage for passage, _ in everyone if passage.path != best.passage.path)
    beside = replace(best, passage=other, span=other.span, score=0.8)
    assert {p.path for p, _ in likely(Owed("", grand_est, everyone), everyone, [best, beside])} == {best.passage.path, other.path}
    far = replace(beside, score=0.01, reading=-8.0)
    assert {p.path for p, _ in likely(Owed("", grand_est, everyone), everyone, [best, far])} == {best.passage.path}


def test_no_more_clauses_than_that_are_listed(assistant: Assistant, evidence: list[Evidence], grand_est: Convention) -> None:
    everyone, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "")
    alike = [replace(piece, score=0.9) for piece in evidence]
    assert 0 < len(likely(Owed("", grand_est, everyone), everyone, alike)) <= MAX_ABOUT


def test_every_sentence_of_a_long_clause_that_binds_is_listed(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    duties = ["Le gestionnaire doit réserver au préfet un tiers des chambres de la résidence sociale."]
    duties += [f"Le gestionnaire doit fournir au préfet l'état numéro {n} des chambres de la résidence sociale." for n in (1, 2)]
    filling = (
        "Ce tiers est compté sur l'ensemble des chambres de la résidence, hors celles du personnel et des étudiants de passage. "
    )
    text = "CONVENTION\n\nArticle 1 : Chambres réservées\n" + (filling * 4).join(duties) + "\n"
    (tmp_path / "residence.txt").write_text(text, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings)
    index.update()
    residence = Assistant(index)
    found = engagements(index.convention("residence"), index.obligations("residence"), "")[0]
    _, weighed = residence.weighed("Que doit faire le gestionnaire pour les chambres réservées ?")
    listed = likely(Owed("", index.convention("residence"), found), [], weighed)
    quoted = " ".join(index.convention("residence").document.quote(span) for _, span in listed)
    assert all(duty in quoted for duty in duties)


def test_a_convention_far_from_the_best_clause_owes_nothing_on_the_subject(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    own, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "dinsic")
    better = replace(evidence[0], score=0.99, span=replace(evidence[0].span, document_id="other"))
    behind = [replace(piece, score=0.3) for piece in evidence]
    owed = [Owed("", grand_est, own)]
    assert about(owed, behind, assistant.index)
    assert about(owed, [better, *behind], assistant.index) == []


def test_what_binds_another_party_alone_is_not_listed_under_the_one_asked_about(assistant: Assistant) -> None:
    answer = assistant.ask("Que doit faire la Région Grand Est pour l'intrapreneur ?")
    assert answer.kind == "obligations"
    assert "Sélectionner un intrapreneur" in answer.text
    assert "La DINSIC s'engage" not in answer.text


def test_what_binds_the_party_and_the_others_is_listed_once(assistant: Assistant) -> None:
    answer = assistant.ask("Que doit faire la DINSIC pour le projet dans la convention Grand Est ?")
    assert answer.kind == "obligations"
    spans = [citation.span for citation in answer.citations]
    assert len(set(spans)) == len(spans) > 1


def test_without_a_party_the_duties_are_everyone_s(assistant: Assistant, grand_est: Convention) -> None:
    duties = assistant.index.obligations(GRAND_EST)
    anyone, joint = engagements(grand_est, duties, "")
    assert not joint
    assert len(anyone) > len(engagements(grand_est, duties, "dinsic")[0]) > 0


def test_who_the_parties_are_and_who_signed_is_no_duty(
    assistant: Assistant, evidence: list[Evidence], grand_est: Convention
) -> None:
    everyone, _ = engagements(grand_est, assistant.index.obligations(GRAND_EST), "")
    block = next(passage for passage in passages_of(grand_est) if passage.article == "signatures")
    best = replace(evidence[0], passage=block, span=block.span, score=0.99)
    listed = likely(Owed("", grand_est, everyone), everyone, [best, *evidence])
    assert listed
    assert "signatures" not in {passage.article for passage, _ in listed}


def test_who_is_no_party_is_called_as_the_clauses_do(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    (tmp_path / "accord.txt").write_text(
        "ACCORD\n\nEntre la Ville de Metz, représentée par son maire, ci-après « la Ville »,\n\net l'association Oger, ci-après « l'Association »,\n\n"
        "Article 1 : Suivi\n\nLa DRAC transfère les données. La Ville paie le loyer.\n",
        encoding="utf-8",
    )
    index = ConventionIndex(tmp_path / "index", [tmp_path], lambda: embeddings)
    index.update()
    (owed,) = owed_by("drac", ["accord"], index)
    assert foreign("DRAC") in owed.title


def test_all_that_a_party_owes_is_listed_without_a_search(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def search(*_: object) -> None:
        raise AssertionError("nothing need be searched")

    monkeypatch.setattr(assistant.index, "search", search)
    answer = assistant.ask("Quelles sont les obligations de la DINSIC dans la convention Grand Est ?")
    assert (answer.kind, answer.status) == ("obligations", "grounded")
    assert len(answer.citations) > 1
