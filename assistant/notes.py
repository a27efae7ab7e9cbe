"""What is jotted down rather than asked: "préavis dénonciation", "obligations du bailleur", "superficie du parvis"."""

import re

_MOST_WORDS = 12
_OF_A_SENTENCE = re.compile(
    r"\b(?:qui|que|qu|quoi|quel\w*|lequel|laquelle|combien|comment|pourquoi|quand|si|est|sont|etait|sera|serait|peut|peuvent|peux|puis|doit|doivent|dois|devons|faut|fait|dit|va|veut|ont|avons"
    r"|je|j|tu|il|elle|on|nous|vous|ils|elles|se|s|ne|n|pas)\b"
)


def is_note(folded: str) -> bool:
    """Whether a folded question, without the names that it says ("Grand Est" holds no verb), is a note: short, with neither a verb
    nor what asks.

    >>> is_note("obligations bailleur relogement"), is_note("duree ?"), is_note("que doit le bailleur ?")
    (True, True, False)
    """
    return len(folded.split()) <= _MOST_WORDS and _OF_A_SENTENCE.search(folded) is None
