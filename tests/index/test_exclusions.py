"""What a name says that a text is not."""

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.scope import likeness_of
from index import ConventionIndex, SentenceEmbeddings, excluded, without_excluded


@pytest.mark.parametrize(
    ("name", "kept", "terms"),
    [
        ("bailleurs autres que les HLM et les SEM, version actuelle", "bailleurs , version actuelle", {"hlm", "sem"}),
        ("avenant du bailleur ; hors foyer", "avenant du bailleur ; ", {"foi"}),
        ("(ni cantine ni piscine)", "()", {"cantin", "piscin"}),
        ("convention de stage", "convention de stage", set()),
    ],
)
def test_what_is_excluded_is_told_from_what_is_kept(name: str, kept: str, terms: set[str]) -> None:
    assert without_excluded(name) == kept
    assert terms <= excluded(name)


def test_a_text_is_not_the_one_that_is_excluded(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for kind in ("cantine", "piscine", "fourrière", "bibliothèque", "gymnase"):
        (folder / f"avenant_{kind}.txt").write_text(
            f"AVENANT À LA CONVENTION DE {kind.upper()}\n\nArticle 1 : Reste\nLe reste de la convention de {kind} ne change pas.\n",
            "utf-8",
        )
    index = ConventionIndex(tmp_path / "index", [folder], lambda: embeddings)
    index.update()
    assistant = Assistant(index)
    likeness = likeness_of(assistant.understood("L'avenant (pas la piscine, ni la cantine) : que devient le reste ?"), index)
    unwanted = max(likeness["avenant_piscine"], likeness["avenant_cantine"])
    assert all(likeness[f"avenant_{kind}"] > unwanted for kind in ("fourrière", "bibliothèque", "gymnase"))
