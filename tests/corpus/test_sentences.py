"""Where the sentences of a clause begin and end."""

from pathlib import Path

import pytest

from corpus import Document, sentences_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La Ville paie. Le Gardien livre.", ["La Ville paie.", "Le Gardien livre."]),
        ("Signé par M. Dupont, art. 3. Le solde suit.", ["Signé par M. Dupont, art. 3.", "Le solde suit."]),
        ("23. Tous les assurés sont reçus. Nul n'est refusé.", ["23. Tous les assurés sont reçus.", "Nul n'est refusé."]),
        ("IV.2. La demande parvient avant le 31 octobre.", ["IV.2. La demande parvient avant le 31 octobre."]),
        ("« 5 bis. Le quai est gratuit. »", ["« 5 bis. Le quai est gratuit. »"]),
        ("A. Principe. La commune décide.", ["A. Principe.", "La commune décide."]),
        ("1.", ["1."]),
    ],
)
def test_the_number_of_a_paragraph_belongs_to_its_first_sentence(text: str, expected: list[str]) -> None:
    document = Document("essai", "essai", text, (), Path("essai.txt"))
    assert [document.quote(span) for span in sentences_of(document, document.span(0, len(text)))] == expected
