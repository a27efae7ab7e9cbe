"""What the program is unsure of in a text, said to the person who can check."""

from collections.abc import Iterator
from itertools import pairwise

from corpus.types import Convention

_UNSURE_CONFIDENCE = 0.8  # below, a page of Tesseract holds a wrong word in most of its lines


def doubts_about(convention: Convention) -> tuple[str, ...]:
    """One line in French for each thing to check, the gravest first; none when all was understood."""
    return (*_of_pages(convention), *_of_structure(convention))


def _of_pages(convention: Convention) -> Iterator[str]:
    document = convention.document
    if document.unread_pages:
        yield (
            f"{_pages(document.unread_pages)} : image non lue, faute de reconnaissance de caractères sur ce poste. Installez Tesseract et son "
            "modèle français, puis : conventions index --rebuild"
        )
    unsure = [(n, c) for n, c in enumerate(document.confidences, 1) if c is not None and c < _UNSURE_CONFIDENCE]
    if unsure:
        lowest = min(confidence for _, confidence in unsure)
        yield f"{_pages([n for n, _ in unsure])} : numérisation difficile à lire (fiabilité {lowest:.0%}). Vérifiez les citations sur l'original."


def _of_structure(convention: Convention) -> Iterator[str]:
    if not convention.articles:
        yield "Aucun article n'a été reconnu : le texte n'est consultable que par sections."
    elif not any(article.clauses for article in convention.walk()):
        yield "Aucune clause n'a été trouvée sous les articles."
    if len(convention.parties) < 2:
        found = (
            "aucune partie n'a été reconnue"
            if not convention.parties
            else f"une seule partie a été reconnue ({convention.parties[0].name})"
        )
        yield found[0].upper() + found[1:] + "."
    numbers = [int(a.number) for a in convention.articles if a.number.isdigit()]
    missing = [n for before, after in pairwise(numbers) for n in range(before + 1, after)]
    if missing:
        yield f"Numérotation : il manque {_articles(missing)}."
    repeated = [a.number.split(" (")[0] for a in convention.walk() if a.number.endswith(")") and " (" in a.number]
    if repeated:
        yield f"Numérotation : le numéro {', '.join(dict.fromkeys(repeated))} sert plus d'une fois."
    if convention.is_amendment and not convention.amendments:
        yield "Avenant : les articles qu'il modifie n'ont pas été reconnus."
    if not any(section.kind == "signatures" for section in convention.sections):
        yield "Aucune signature n'a été trouvée."


def _pages(numbers: list[int] | tuple[int, ...]) -> str:
    return f"Page {numbers[0]}" if len(numbers) == 1 else f"Pages {', '.join(map(str, numbers))}"


def _articles(numbers: list[int]) -> str:
    return f"l'article {numbers[0]}" if len(numbers) == 1 else f"les articles {', '.join(map(str, numbers))}"
