"""What a text leaves to be filled in is told, rather than quoted as an answer."""

from collections.abc import Iterator

import pytest

from assistant import Assistant
from assistant.blanks import is_left_blank
from assistant.expected import Expected
from index import ConventionIndex, Reranker, SentenceEmbeddings, analyse


@pytest.mark.parametrize(
    ("expected", "asked", "sentence"),
    [
        ("amount", "quel est le concours de la Région ?", "Le concours de la Région est fixé à ............ € par an."),
        ("amount", "quel loyer ?", "Le loyer est de … euros."),
        ("amount", "combien d'euros ?", "Le loyer est majoré de ... € ; il ne peut l'être de plus de 20 %."),
        ("percentage", "quelle proportion ?", "La part réservée est fixée à {{ convention.part }} % du total."),
        ("duration", "combien de mois ?", "La majoration s'applique pendant [ ] mois."),
        ("date", "quand ?", "Il est présenté le ______ mars de chaque année."),
        ("count", "combien de logements ?", "... (6) logements au moins, pour 60 % des plafonds."),
    ],
)
def test_a_field_stands_where_the_value_is_asked(expected: Expected, asked: str, sentence: str) -> None:
    assert is_left_blank(expected, asked, (), sentence)


def test_what_has_no_figure_is_known_by_the_word_before_it() -> None:
    sentence = "l'association, déclarée à la sous-préfecture de ................, dont le siège est 11 rue de l'Orme"
    assert is_left_blank("text", "dans quelle sous-préfecture ?", analyse("sous-préfecture"), sentence)
    assert not is_left_blank("text", "quel est son siège ?", analyse("siège"), sentence)


@pytest.mark.parametrize(
    ("expected", "asked", "sentence"),
    [
        ("amount", "quel loyer ?", "Le loyer est de 300 €, versés au compte n° ............"),  # it is told; another field is not
        ("duration", "combien de temps ?", "Le loyer est de ......... € par mois."),  # another value is left blank
        ("count", "combien de réunions ?", "... (6) logements au moins sont réservés."),
        ("text", "que dit la clause ?", "Le loyer est de ......... € par mois."),
        ("amount", "quel loyer ?", "Le loyer est celui du barème."),
    ],
)
def test_nothing_that_is_asked_is_left_blank(expected: Expected, asked: str, sentence: str) -> None:
    assert not is_left_blank(expected, asked, (), sentence)


BLANK = """CONVENTION DE PARTENARIAT

Entre
La Région, représentée par son président, ci-après dénommée « la Région »,
et
La commune de Lussac, représentée par son maire, ci-après dénommée « la commune »,

Article 1 : Objet
La présente convention organise l'accueil d'un marché aux fleurs sur la place de la commune.

Article 2 : Financement
Le montant de la subvention de la Région est fixé à ............ € par an.

Article 3 : Durée
La convention est conclue pour une durée de trois ans.
"""


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory, embeddings: SentenceEmbeddings, reranker: Reranker) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("market")
    (folder / "marche.txt").write_text(BLANK, encoding="utf-8")
    index = ConventionIndex(folder / "index", [folder], lambda: embeddings, reranker=reranker)
    index.update()
    yield Assistant(index)


def test_a_value_left_blank_is_refused_with_its_clause_to_read(market: Assistant) -> None:
    answer = market.ask("Quel est le montant de la subvention de la Région ?")
    assert answer.status == "refused"
    assert "article 2 (Financement)" in answer.text
    assert "en blanc" in answer.text
    assert [suggestion.article for suggestion in answer.suggestions] == ["2"]
    assert market.ask("Quelle est la durée de la convention ?").status == "grounded"
