from pathlib import Path

from corpus import Convention, parse_file
from index import Passage, passages_of

RULE = "Le bailleur remet au locataire un état des lieux qui est dressé le jour de la remise des clés, en deux exemplaires."
NEXT = (
    "Le locataire souscrit une assurance contre les risques dont il répond et en justifie chaque année à la demande du bailleur."
)
LEANING = "Toutefois, il en est dispensé quand la durée du séjour prévue par le contrat est plus courte que quinze jours."


def passages(tmp_path: Path, *sentences: str) -> tuple[Convention, list[Passage]]:
    path = tmp_path / "bail.txt"
    path.write_text(f"CONVENTION\n\nArticle 1 : Séjour\n{' '.join(sentences)}\n", encoding="utf-8")
    convention = parse_file(path)
    return convention, [p for p in passages_of(convention) if p.article == "1"]


def test_a_clause_that_the_models_read_whole_is_one_passage(tmp_path: Path) -> None:
    _, found = passages(tmp_path, RULE, NEXT)
    assert len(found) == 1


def test_a_long_clause_is_parted_at_the_ends_of_its_sentences(tmp_path: Path) -> None:
    sentences = (RULE, NEXT) * 6
    convention, found = passages(tmp_path, *sentences)
    quotes = [convention.document.quote(p.span) for p in found]
    assert len(found) > 2
    assert " ".join(quotes) == " ".join(sentences)
    assert all(len(quote) <= 600 and quote.endswith(".") for quote in quotes)
    assert {p.label for p in found} == {found[0].label}
    assert len({p.id for p in found}) == len(found)


def test_an_exception_stays_with_its_rule_wherever_the_clause_would_be_parted(tmp_path: Path) -> None:
    short = "La clé est rendue au gardien."
    for before in range(1, 20):
        convention, found = passages(tmp_path, *[short] * before, NEXT, LEANING, *[short] * (20 - before))
        rule = next(p for p in found if NEXT in convention.document.quote(p.span))
        assert len(found) > 1
        assert LEANING in convention.document.quote(rule.span), before


def test_the_block_of_a_party_is_never_parted(tmp_path: Path) -> None:
    known = f"La commune de Valmont, dont le siège est place de la Mairie, représentée par son maire. {RULE} {NEXT} {RULE} {NEXT} {RULE}"
    path = tmp_path / "bail.txt"
    path.write_text(
        f"CONVENTION\n\nEntre\n{known}\nci-après dénommée « la commune »,\net\nl'association Le Gué, représentée par sa présidente,\n\n"
        "Article 1 : Objet\nUn prêt.\n",
        encoding="utf-8",
    )
    found = [p for p in passages_of(parse_file(path)) if p.article == "parties"]
    assert any(len(p.span) > 600 for p in found)
