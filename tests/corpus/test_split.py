"""The structure of the two founding conventions, of texts in other styles, and the invariants of any text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Convention, Document, understand
from corpus.split import characters_outside, split

HEADINGS = [
    ("Article 1 – Objet", "1", "Objet"),
    ("ARTICLE 1 : OBJET", "1", "OBJET"),
    ("Article 1er : Objet", "1", "Objet"),
    ("Art. 1er. – Objet", "1", "Objet"),
    ("Art. 4 bis – Prix", "4 bis", "Prix"),
    ("Article 5ter - Accès", "5 ter", "Accès"),
    ("Article 2.2: Modalités", "2.2", "Modalités"),
    ("ARTICLE 1 OBJET La présente convention a pour objet de fixer les obligations des parties.", "1", "OBJET"),
    ("ARTlCLE 3 : Durée", "3", "Durée"),
    ("**Article 7 – Litiges**", "7", "Litiges"),
]
DECOYS = [
    "Article 1148 du Code civil",
    "Article 3 est modifié comme suit",
    "l'article 2 de la convention",
    "article 4 de la présente convention",
    "Article 2, alinéa 1",
    "Article L. 2125-1 du CG3P : la redevance est due",
    "Article R. 421-1 du code de justice administrative",
]


def document(text: str) -> Document:
    return Document("essai", "essai", text, (), Path("essai.txt"))


def numbers(text: str) -> list[str]:
    return [a.number for top in split(document(text)).articles for a in top.walk()]


def test_grand_est_has_nine_articles_in_order_and_five_sub_articles(grand_est: Convention) -> None:
    assert [a.number for a in grand_est.articles] == [str(n) for n in range(1, 10)]
    assert [a.number for a in grand_est.articles[3].children] == ["4.1", "4.2", "4.3", "4.4", "4.5"]
    assert grand_est.articles[4].heading == "Modification et dénonciation de la convention"


def test_hauts_de_france_has_eight_articles_in_order(hauts_de_france: Convention) -> None:
    assert [a.number for a in hauts_de_france.articles] == [str(n) for n in range(1, 9)]


@pytest.mark.parametrize("convention", ["grand_est", "hauts_de_france"])
def test_both_have_parties_visas_preamble_and_signatures(convention: str, request: pytest.FixtureRequest) -> None:
    found = request.getfixturevalue(convention)
    assert [s.kind for s in found.sections] == ["parties", "visas", "preambule", "signatures"]


def test_the_memorandum_is_no_part_of_the_convention(grand_est: Convention) -> None:
    (stray,) = grand_est.unclassified
    assert grand_est.document.quote(stray.span).startswith("MEMORANDUM")
    assert stray.span.end == len(grand_est.document.text)


def test_the_masthead_of_the_scan_is_left_aside(hauts_de_france: Convention) -> None:
    left = [hauts_de_france.document.quote(u.span) for u in hauts_de_france.unclassified]
    assert "REPUBLIQUE FRANGAISE" in left[0] and "CONVENTION DE PARTENARIAT" not in left[0]
    assert "Page 1" in left[1]


def test_a_list_item_carries_its_lead_in(hauts_de_france: Convention) -> None:
    article = hauts_de_france.article("3")
    assert article is not None
    items = [c for c in article.clauses if c.lead_in]
    assert len(items) == 8
    assert hauts_de_france.document.quote(items[0].lead_in) == "La collectivité s’engage a :"  # type: ignore[arg-type]
    assert hauts_de_france.document.quote(items[0].span).startswith("- identifier 6 projets")


def test_a_sentence_that_the_scan_cut_with_a_blank_line_is_one_clause(hauts_de_france: Convention) -> None:
    article = hauts_de_france.article("8")
    assert article is not None
    assert hauts_de_france.document.quote(article.clauses[0].span).endswith("dans un délai\n\nd’un mois.")


@pytest.mark.parametrize(("line", "number", "heading"), HEADINGS, ids=[line for line, _, _ in HEADINGS])
def test_headings_in_many_styles(line: str, number: str, heading: str) -> None:
    structure = split(document(f"CONVENTION\n\n{line}\n\nLes parties conviennent de ce qui suit, sans réserve aucune.\n"))
    (article,) = structure.articles
    assert (article.number, article.heading) == (number, heading)


@pytest.mark.parametrize("line", DECOYS)
def test_a_reference_to_an_article_opens_none(line: str) -> None:
    assert numbers(f"CONVENTION\n\nArticle 1 : Objet\n\nLe texte cite\n{line}\net continue.\n\nArticle 2 : Fin\n\nUn an.\n") == [
        "1",
        "2",
    ]


def test_numbers_that_repeat_are_told_apart_by_their_path() -> None:
    text = "CONVENTION\n\nTITRE I : A\n\nArticle 1 : X\n\nTexte.\n\nTITRE II : B\n\nArticle 1 : Y\n\nTexte.\n"
    assert numbers(text) == ["titre 1", "titre 1 / 1", "titre 2", "titre 2 / 1"]


def body(number: int) -> str:
    return f"La clause {number} fait l'objet d'un suivi par les deux parties, dans le respect du droit."


def section(*headings: str) -> str:
    return "".join(f"{heading}\n\n{body(n)}\n\n" for n, heading in enumerate(headings, 1))


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Premièrement : Objet", "Deuxièmement : Durée", "Troisièmement : Litiges"), ["1", "2", "3"]),
        (("I : OBJET", "II : DURÉE", "VIII : CONFIDENTIALITÉ"), ["I", "II", "VIII"]),
        (("1. Objet", "1.1", "1.2", "2. Durée", "2.1"), ["1", "1.1", "1.2", "2", "2.1"]),
        (("Article 4 : Loyer", "4. 1. 1. Révision", "4. 1. 2. Charges"), ["4", "4.1.1", "4.1.2"]),
        (("Article 1 : A", "Article 2 : B", "Article 4 : C", "Article 4 : D", "Article 6 : E"), ["1", "2", "4", "4 (2)", "6"]),
        (("OBJET DE LA CONVENTION", "DURÉE", "LITIGES"), ["objet de la convention", "durée", "litiges"]),
        (("Objet de la convention", "Durée", "Litiges"), ["objet de la convention", "durée", "litiges"]),
        (("Art. 1er. - L'établissement s'assure de la bonne tenue.", "Art. 2. - Le bénéficiaire rend compte chaque année."), ["1", "2"]),
        (("TITRE Ier : A", "Article 1", "TITRE II : B", "Article 1", "ANNEXE 1", "1. Un", "2. Deux"),
         ["titre 1", "titre 1 / 1", "titre 2", "titre 2 / 1", "annexe 1", "annexe 1 / 1", "2"]),
        # what a scan reads: "1er" as "ter", "II" as "IL", specks before the word, a word misread between its neighbours
        (("Article ter : A", "‘ Article 2 : B", "AFt2030 3 : C", "… Article 4 : D"), ["1", "2", "3", "4"]),
        (("TITRE Ier : A", "Article 1 : B", "TITRE IL : C", "Article 2 : D"), ["titre 1", "1", "titre 2", "2"]),
        (("I.-A\n\nArticle 1 : B", "11.-C\n\nArticle 2 : D"), ["I", "1", "II", "2"]),
        (("Article 2 – A", "Article 2-1 – B", "Article 2-2 – C", "Article 3 – D"), ["2", "2-1", "2-2", "3"]),
        (("Article unique",), ["unique"]),
        (("Article 1 : A", "Article 2 : B", "Document prévu par l'article 1er de la convention lorsque le loyer est libre."),
         ["1", "2", "annexe"]),
        (("Article 1 : A", "Annexe 1", "1. Surface : ....... m²", "2. Loyer : {{ loyer }}", "3. Adresse :"), ["1", "annexe 1"]),
        # a list of annexes is no annex
        (("Article 1 : Pièces", "Annexe 1 : plan\nAnnexe 2 : budget", "Article 2 : Durée"), ["1", "2"]),
    ],
    ids=lambda value: " / ".join(value) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_every_way_of_numbering(headings: tuple[str, ...], expected: list[str]) -> None:
    assert numbers(f"CONVENTION DE PARTENARIAT\n\n{section(*headings)}") == expected


@pytest.mark.parametrize("markers", [("1.", "2.", "3."), ("a.", "b.", "c."), ("1)", "2)", "3)"), ("-", "-", "-")])
def test_the_items_of_a_list_are_points_of_their_article(markers: tuple[str, str, str]) -> None:
    items = "\n".join(
        f"{marker} {text}" for marker, text in zip(markers, ("Le cahier ;", "Les avis.", "L'analyse des offres."), strict=True)
    )
    structure = split(
        document(
            f"CONVENTION\n\nArticle 1 : Objet\nUn.\n\nArticle 2 : Missions\nLa Ville assure :\n{items}\n\nArticle 3 : Durée\nTrois ans.\n"
        )
    )
    assert [(a.number, a.heading) for a in structure.articles] == [("1", "Objet"), ("2", "Missions"), ("3", "Durée")]
    assert [clause.lead_in is not None for clause in structure.articles[1].clauses] == [False, True, True, True]


def test_annexes_named_above_the_signatures_do_not_take_them() -> None:
    text = f"CONVENTION\n\n{section('Article 1 : Objet')}Liste des annexes :\nAnnexe 1 : plan\nAnnexe 2 : budget\n\nFait à X, le 3 mars 2024\nPour la Ville\n"
    structure = split(document(text))
    assert [a.number for a in structure.articles] == ["1"]
    assert [s.kind for s in structure.sections][-1] == "signatures"


@pytest.mark.parametrize(
    ("said", "title", "is_annex"),
    [
        ("Une attestation de stage dont le modèle figure en annexe est délivrée à l'étudiant.", "ATTESTATION DE STAGE", True),
        ("Fiches à annexer à la convention : Information importante – Responsabilité sociale", "Information importante", True),
        ("Une attestation dont le modèle figure en annexe dit la durée effective du stage.", "DURÉE DU STAGE", False),
        ("Une attestation de stage est délivrée à l'étudiant.", "ATTESTATION DE STAGE", False),
        ("Une attestation de stage dont le modèle figure en annexe est délivrée.", "ATTESTATION DE STAGE :", False),
    ],
)
def test_what_the_text_says_to_be_annexed_is_an_annex_after_the_signatures(said: str, title: str, is_annex: bool) -> None:
    text = f"CONVENTION\n\n{section('Article 1 : Objet')}{said}\n\nFait à X, le 3 mars 2024\nPour la Ville\n\n{title}\n\nLe stage a été suivi en entier par la personne nommée.\n"
    assert [a.number for a in split(document(text)).articles] == (["1", "annexe"] if is_annex else ["1"])


@pytest.mark.parametrize(
    ("line", "heading", "said"),
    [
        (
            "6. Le parquet répond dans les huit jours ouvrés. Trois réponses sont possibles : accord, opposition ou sursis d'un mois.",
            "",
            "Le parquet répond dans les huit jours ouvrés.",
        ),
        (
            "6. La ville, au vu de ce bilan, verse le solde. Elle le notifie à l'association avant la fin du mois qui suit.",
            "",
            "La ville, au vu de ce bilan, verse le solde.",
        ),
        (
            "6. Le maire pilote le dispositif dans le cadre de ses compétences. Il en rend compte chaque année au conseil.",
            "",
            "Le maire pilote le dispositif dans le cadre de ses compétences.",
        ),
        (
            "6. Bourse de création : 6 000 euros bruts. Elle est versée en deux fois, à l'arrivée puis au départ de l'artiste.",
            "",
            "Bourse de création : 6 000 euros bruts.",
        ),
        (
            "6. Ce que la ville apporte. La ville met à disposition la salle des fêtes pendant toute la durée du festival.",
            "Ce que la ville apporte",
            "La ville met à disposition",
        ),
    ],
)
def test_the_first_sentence_of_an_article_is_no_title(line: str, heading: str, said: str) -> None:
    text = "".join(f"Article {n}. Objet\nLes parties agissent de concert.\n\n" for n in range(1, 6))
    article = split(document(f"{text}Article {line}\n")).articles[-1]
    assert article.heading == heading
    assert any(said in document(f"{text}Article {line}\n").quote(clause.span) for clause in article.clauses)


@pytest.mark.parametrize("name", ["§ {}", "Clause {}", "Engagement n° {}"])
def test_what_another_word_numbers_from_one_is_an_article(name: str) -> None:
    text = "\n\n".join(f"{name.format(n)}. Titre\nLes parties agissent de concert." for n in range(1, 5))
    found = [article.number for article in split(document(f"CHARTE\n\n{text}\n")).articles]
    assert [number.split()[-1] for number in found] == ["1", "2", "3", "4"]
    assert not split(document(f"Article 1. Objet\n\n{text}\n\nArticle 2. Durée\nUn an.\n")).articles[0].children


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("§ 1 – OBJET\nUn accord.\n\n§ 2 – LOYER\n2.1 Le loyer est réglé.\n2.2 Il est révisé.\n\n§ 3 – DURÉE\nUn an.", ["§ 1", "§ 2", "2.1", "2.2", "§ 3"]),
        ("TITRE I – GARANTIE\n\nI.1 – Étendue\nLa garantie porte sur le capital.\n\nI.2 – Fin\nElle cesse.\n\nTITRE II – CONTRÔLE\n\nII.1 – Rapport\nIl est annuel.",
         ["titre 1", "I.1", "I.2", "titre 2", "II.1"]),
        ("I. – OBJET\n\nI.1. L'accord organise la veille.\n\nI.2. Il ne porte sur rien d'autre.\n\nII. – CAS\n\nII.1. Enquête. Elle est conduite sans délai.",
         ["I", "I.1", "I.2", "II", "II.1"]),
        ("1/ Les heures\nLa terrasse ferme à minuit.\n\n2/ Le bruit\nIl est limité.\n\n3/ Adhérer\nLe 1/3 des voix suffit.", ["1", "2", "3"]),
        ("DÉSIGNATION\nLe bailleur donne à bail une maison, qui comprend une cave.\n\nDURÉE\nLe bail est conclu pour neuf ans.\n\nCONGÉ\nLe preneur peut donner congé à tout moment.",
         ["désignation", "durée", "congé"]),
        ("§ 1er. — De l'adjudication.\nElle est publique.\n\n§ 2. — Du prix.\nIl est payé.\n\n§ 3. — Des gardes.\nIls sont agréés.", ["§ 1", "§ 2", "§ 3"]),
    ],
    ids=["decimals below a sign", "roman decimals", "roman decimals below a roman", "a slash", "capitals above a sentence", "first"],
)  # fmt: skip
def test_other_ways_to_number_articles(text: str, found: list[str]) -> None:
    assert numbers(f"CONVENTION\n\n{text}\n") == found


def test_an_acronym_that_opens_a_sentence_is_no_title() -> None:
    said = "informe la commune de toute transmission qu'elle constate et lui en rend compte."
    text = f"ACCORD\n\nArticle 1 : Veille\n\n1.1. L'ARS {said}\n\n1.2. OBJET La veille est organisée par les communes et par leurs agents.\n\nArticle 2 : Durée\n\nUn an.\n"
    first = split(document(text)).articles[0]
    assert [article.heading for article in first.children] == ["", "OBJET"]


def test_an_article_is_found_by_its_number_in_other_numerals() -> None:
    roman = understand(document("ACCORD\n\nI. – OBJET\n\nI.1. La veille.\n\nII. – DURÉE\n\nII.1. Un an.\n"))
    assert [found.number for found in map(roman.article, ("2", "ii", "2.1", "II.1")) if found] == ["II", "II", "II.1", "II.1"]
    arabic = understand(document("ACCORD\n\nArticle I : Objet\n\nLa veille.\n\nArticle II : Durée\n\nUn an.\n"))
    assert arabic.article("II") == arabic.article("2") == arabic.articles[1]


def test_letters_number_articles_too() -> None:
    said = "Les parties agissent de concert."
    clauses = "\n\n".join(f"CLAUSE {letter} – Titre\n{said}" for letter in "ABC")
    assert numbers(f"BAIL-TYPE\n\n{clauses}\n") == ["clause A", "clause B", "clause C"]
    chapters = "\n\n".join(
        f"CHAPITRE {letter} – TITRE\n\nArticle {letter}-1. {said}\n\nArticle {letter}-2. Suite\n{said}" for letter in "AB"
    )
    assert numbers(f"CONVENTION\n\n{chapters}\n") == [
        "chapitre A",
        "A-1",
        "A-2",
        "chapitre B",
        "B-1",
        "B-2",
    ]
    assert numbers(f"CONVENTION\n\nArticle 1. Renvoi\nSelon l'\narticle D-12 du code, {said}\n\nArticle 2. Durée\nUn an.\n") == [
        "1",
        "2",
    ]


def test_divisions_above_plain_paragraphs_stand_for_articles_once() -> None:
    text = "\n\n".join(f"CHAPITRE {letter} – TITRE {letter * 4}\n\nLes parties agissent de concert." for letter in "ABC")
    assert numbers(f"CONVENTION\n\n{text}\n") == ["chapitre A", "chapitre B", "chapitre C"]


def test_a_long_numbered_paragraph_is_an_article_when_a_title_opens_it() -> None:
    long = "Le Domaine organise pour le Comité six séjours de douze jours, trois chaque été. " * 15
    text = "\n\n".join(f"{n}. {title}. {long}" for n, title in enumerate(("L'objet", "Les effectifs", "Le prix"), 1))
    found = split(document(f"LETTRE-ACCORD\n\n{text}\n")).articles
    assert [(a.number, a.heading) for a in found] == [("1", "L'objet"), ("2", "Les effectifs"), ("3", "Le prix")]


def test_paragraphs_numbered_throughout_are_articles_and_a_list_is_not() -> None:
    paragraphs = "\n\n".join(f"{n}) La ville agit de concert avec l'association pour cela." for n in range(1, 13))
    assert len(split(document(f"CHARTE\n\n{paragraphs}\n")).articles) == 12
    prose = "\n\n".join("La ville et l'association se réunissent chaque année." for _ in range(40))
    assert not split(document(f"CHARTE\n\n{paragraphs}\n\n{prose}\n")).articles


def test_an_article_without_a_title_keeps_its_only_sentence() -> None:
    structure = split(
        document("CONVENTION\n\nArt. 1er. - Il est créé un comité.\n\nArt. 2. - Le bénéficiaire rend compte chaque année.\n")
    )
    assert [(a.heading, len(a.clauses)) for a in structure.articles] == [("", 1), ("", 1)]


@pytest.mark.parametrize(
    "contents",
    [
        "SOMMAIRE\n\nArticle 1 : Objet\nArticle 2 : Durée\nArticle 3 : Prix\n",
        "Article 1 : Objet\nArticle 2 : Durée\nArticle 3 : Prix\n",
        "Table des matières\n\nArticle 1 : Objet .......... 2\nArticle 2 : Durée .......... 2\nArticle 3 : Prix ........... 3\n",
        "Table des matières\n\nArticle 1 : Objet 2\nArticle 2 : Durée 2\nArticle 3 : Prix 3\n",
    ],
    ids=["titled", "bare", "leaders", "pages"],
)
def test_a_table_of_contents_opens_no_article_and_is_no_clause(contents: str) -> None:
    text = f"CONVENTION DE PARTENARIAT\n\n{contents}\nEntre\n\nLa Ville de X, représentée par son maire,\n\n{section('Article 1 : Objet', 'Article 2 : Durée', 'Article 3 : Prix')}"
    structure = split(document(text))
    assert [a.number for a in structure.articles] == ["1", "2", "3"]
    assert [u.reason for u in structure.unclassified] == ["table des matières"]
    assert characters_outside(structure, len(text)) == []


def test_rules_appended_after_the_signatures_keep_their_own_numbers() -> None:
    rules = section("Article 1 : Horaires", "Article 2 : Tenue")
    text = f"CONVENTION\n\n{section('Article 1 : Objet', 'Article 2 : Durée')}Fait à X, le 3 mars 2024\n\nRÈGLEMENT INTÉRIEUR\n\n{rules}"
    assert numbers(text) == ["1", "2", "règlement intérieur", "règlement intérieur / 1", "règlement intérieur / 2"]


def test_a_title_that_the_width_of_the_page_cut_is_whole() -> None:
    wide = "La présente clause court sur une ligne entière du papier et se poursuit sur la suivante,\npuis s'arrête."
    text = (
        f"CONVENTION\n\nArticle 1 – Coopération dans le cadre du contrôle des fonds, du suivi et de la\nréalisation du projet\n{wide}\n\n"
        f"Article 2.\nDurée de la convention.\nLa convention est conclue pour un an.\n{wide}\n"
    )
    structure = split(document(text))
    assert [a.heading for a in structure.articles] == [
        "Coopération dans le cadre du contrôle des fonds, du suivi et de la réalisation du projet",
        "Durée de la convention",
    ]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Prestations confiées", "Le délégataire assure les actes suivants :\n- il saisit ;\n- il paie."),
        ("Objet", "La convention a un objet."),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_title_below_its_number_is_its_title(gap: str, title: str, below: str) -> None:
    structure = split(
        document(f"CONVENTION\n\nArticle 1er{gap}{title}{gap}{below}\n\nArticle 2{gap}Durée{gap}Un an est prévu.\n")
    )
    assert [a.heading for a in structure.articles] == [title, "Durée"]


def test_articles_quoted_by_an_avenant_are_not_its_own() -> None:
    text = (
        "AVENANT N° 1\n\nArticle 1 : Objet\n\nL'article 3 est remplacé par :\n\n« Article 3 : Durée\n\nDeux ans.\n\nArticle 4 : Prix\n\nCent euros. »\n\n"
        "Article 2 : Effet\n\nÀ la signature.\n"
    )
    assert numbers(text) == ["1", "2"]


@pytest.mark.parametrize("convention", ["grand_est", "hauts_de_france"])
def test_clauses_stand_in_their_article_in_order_and_apart(convention: str, request: pytest.FixtureRequest) -> None:
    found: Convention = request.getfixturevalue(convention)
    for article in found.walk():
        spans = [clause.span for clause in article.clauses]
        assert all(article.span.contains(span) for span in spans)
        assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize("convention", ["grand_est", "hauts_de_france"])
def test_every_character_belongs_to_exactly_one_tile(convention: str, request: pytest.FixtureRequest) -> None:
    found: Convention = request.getfixturevalue(convention)
    assert characters_outside(split(found.document), len(found.document.text)) == []


LINES = st.sampled_from(
    ["CONVENTION DE PARTENARIAT", "Entre", "Et,", "La Région X, représentée par M. Y,", "VU le code ;", "PRÉAMBULE", "Article 1 : Objet", "Article 2",
     "4.1 Montant", "TITRE II", "I. - Divers", "ANNEXE 1", "- un point ;", "Fait à Paris, le 1er mai", "MEMORANDUM", "Page 3", "", "  Un texte.", "« Article 9 »"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_any_text_is_tiled(text: str) -> None:
    assert characters_outside(split(document(text)), len(text)) == [] or not text


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), min_size=1, max_size=300))
def test_any_characters_are_tiled(text: str) -> None:
    assert characters_outside(split(document(text)), len(text)) == []


def test_a_reader_counts_the_articles_of_titles_and_not_the_parts_of_an_article() -> None:
    text = """CONVENTION

Titre I : Dispositions générales

Article 1 : Objet

Les parties coopèrent.

Article 2 : Moyens

2.1 Locaux

La commune prête une salle.

2.2 Matériel

L'association apporte le sien.

Titre II : Fin

Article 3 : Durée

La convention dure un an.

Annexe 1 : Plan des lieux

I. - Le rez-de-chaussée.

II. - L'étage.
"""
    assert [a.number for a in understand(document(text)).counted_articles] == ["1", "2", "3", "annexe 1"]


@pytest.mark.parametrize(("heading", "written"), [("Article 1er", "1er"), ("ARTICLE PREMIER", "1er"), ("Article 1", "1")])
def test_the_first_article_is_called_as_the_text_writes_it(heading: str, written: str) -> None:
    text = f"CONVENTION\n\n{heading} : Objet\n\nUn bail.\n\nArticle 2 : Durée\n\nUn an.\n"
    convention = understand(Document("d", "d", text, (), Path("d.txt")))
    assert [a.number for a in convention.articles] == ["1", "2"]
    assert convention.as_written("1") == written
    assert convention.article(written) == convention.article("1") == convention.articles[0]
    assert convention.as_written("2") == "2"
