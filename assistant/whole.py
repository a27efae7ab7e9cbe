"""What is asked of all the conventions at once: "Quelles conventions se renouvellent tacitement ?"."""

import re

from corpus import fold

_TEXTS = r"(?:conventions|contrats|accords|avenants|partenariats|protocoles|chartes)"
_OF = r"(?:(?:d(?:e |')|dans |parmi |pour |par |selon )?(?:toutes |tous |chacune? d(?:e |')|l'ensemble d(?:e |'))?(?:les |nos |mes |vos |des |ces )?)"
_ALL = re.compile(
    rf"\b(?:(?:dans|pour|par|selon|de) )?(?:les)?quel(?:le)?s (?:sont )?{_OF}{_TEXTS}\b(?: (?:qui|ou|dont|que)\b)?|^\W*lesquel(?:le)?s\b"
    rf"|\b(?:dans |pour |de |parmi )?(?:toutes|tous|chacune?|l'ensemble) (?:d(?:e |'))?(?:les |nos |mes |ces |des )?{_TEXTS}\b"
    rf"|\b(?:dans |pour |de )?chaque (?:convention|contrat|accord|avenant)\b|\bconvention par convention\b"
    rf"|\bcombien de {_TEXTS}\b|\by a[- ]t[- ]il des {_TEXTS} (?:qui|ou|avec|dont)\b|\bque (?:prevoient|disent) (?:les|nos) {_TEXTS}\b"
)


def asks_of_all(question: str) -> bool:
    """Whether a question is of all the texts at hand rather than of one.

    >>> asks_of_all("Dans quels contrats y a-t-il un préavis ?"), asks_of_all("Dans quel contrat y a-t-il un préavis ?")
    (True, False)
    """
    return _ALL.search(fold(question)) is not None


def asked_of_each(question: str) -> str:
    """What is asked of each of them.

    >>> asked_of_each("Quelles conventions prévoient une assurance ?")
    'prévoient une assurance ?'
    """
    folded = fold(question)
    said = question
    for found in reversed(list(_ALL.finditer(folded))):
        said = f"{said[: found.start()]} {said[found.end() :]}"
    return " ".join(said.split())
