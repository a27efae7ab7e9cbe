"""Bank accounts as conventions write them, and whether their keys are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

_IBAN = re.compile(r"\b[a-z]{2}\d{2}(?:\s?[a-z0-9]{4}){3,7}(?:\s?[a-z0-9]{1,4})?\b")
_BIC = re.compile(r"\bbic\s*:?\s*(?P<code>[a-z0-9]{8,11})\b")
_RIB = re.compile(
    r"\brib\s*:?\s*(?P<code>\d{5}\s+\d{5}\s+[a-z0-9]{11}\s+\d{2})\b"
    r"|code\s+banque\s*:?\s*\d{5}\s+code\s+guichet\s*:?\s*\d{5}\s+n°\s*(?:de\s+)?compte\s*:?\s*[a-z0-9]{11}\s+(?:cle|c\w{1,3})\s*rib\s*:?\s*\d{2}"
)
_LABELS_OF_RIB = re.compile(r"code\s+banque|code\s+guichet|n°\s*(?:de\s+)?compte|(?:cle|c\w{1,3})\s*rib|^rib|:")


@dataclass(frozen=True, slots=True)
class Account:
    """An IBAN, a BIC or a RIB: as it is said (`value`), where it stands, and what is wrong with it, if anything is."""

    value: str
    start: int
    end: int
    wrong: str = ""


def accounts_in(folded: str) -> Iterator[Account]:
    """The IBANs, then the BICs, then the RIBs of a folded text.

    >>> [account.value for account in accounts_in("iban : fr76 3000 6000 0112 3456 7890 189, bic : agrifrpp")]
    ['IBAN FR7630006000011234567890189', 'BIC AGRIFRPP']
    """
    for found in _IBAN.finditer(folded):
        code = re.sub(r"\s", "", found[0]).upper()
        yield Account(f"IBAN {code}", found.start(), found.end(), _wrong(IBAN, code, "la clé de contrôle de l'IBAN est fausse"))
    for found in _BIC.finditer(folded):
        code = found["code"].upper()
        yield Account(
            f"BIC {code}", found.start("code"), found.end("code"), _wrong(BIC, code, "ce BIC n'a pas la forme attendue")
        )
    for found in _RIB.finditer(folded):
        digits = re.sub(r"[^a-z0-9 ]", " ", _LABELS_OF_RIB.sub(" ", found[0])).upper().split()
        is_right = len(digits) == 4 and _rib_is_right(*digits)
        yield Account(
            f"RIB {' '.join(digits)}", found.start(), found.end(), "" if is_right else "la clé de contrôle du RIB est fausse"
        )


def _wrong(code_type: type[IBAN] | type[BIC], code: str, reason: str) -> str:
    try:
        code_type(code)
    except SchwiftyException:
        return f"{reason} : vérifiez sur l'original"
    return ""


def _rib_is_right(bank: str, branch: str, account: str, key: str) -> bool:
    """The key of a French account number: 97 - (89 bank + 15 branch + 3 account) mod 97, letters as digits."""
    digits = account.translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789"))
    return int(key) == 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(digits)) % 97
