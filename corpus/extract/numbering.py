"""How an automatic number is written: Word and OpenDocument keep the counter and its form, not the characters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.numerals import in_roman

BULLET = "-"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `form` is "1", "01", "I", "i", "A", "a", "1er", "" (no number) or "-" (a bullet).

    `template` holds `{1}` … `{9}` where the number of that level stands: "Article {1} –", "{1}.{2}".
    """

    form: str
    template: str
    start: int = 1
    is_decimal_throughout: bool = False


class Counters:
    """The counters of one list: each number continues its own level, and starts the deeper ones again."""

    def __init__(self) -> None:
        self._values: dict[int, int] = {}

    def next(self, levels: Mapping[int, Level], depth: int) -> str:
        """The label of the next paragraph at `depth` (from 0); empty when its level shows no number."""
        level = levels.get(depth)
        if level is None:
            return ""
        self._values[depth] = self._values.get(depth, level.start - 1) + 1
        for deeper in [d for d in self._values if d > depth]:
            del self._values[deeper]
        if level.form == BULLET:
            return BULLET
        if not level.form:
            return ""
        label = level.template
        for shown in range(depth + 1):
            other = levels.get(shown, level)
            value = self._values.get(shown, other.start)
            label = label.replace(f"{{{shown + 1}}}", written("1" if level.is_decimal_throughout else other.form, value))
        return label

    def restart(self, depth: int, value: int) -> None:
        """The next number at `depth` will be `value`."""
        self._values[depth] = value - 1


def written(form: str, value: int) -> str:
    """
    >>> [written(form, 4) for form in ("1", "01", "I", "i", "A", "a", "1er")], written("1er", 1), written("a", 28)
    (['4', '04', 'IV', 'iv', 'D', 'd', '4'], '1er', 'bb')
    """
    if form in ("I", "i"):
        return in_roman(value) if form == "I" else in_roman(value).lower()
    if form in ("A", "a"):
        letter = chr(ord(form) + (value - 1) % 26)
        return letter * ((value - 1) // 26 + 1)
    if form == "01":
        return f"{value:02}"
    return "1er" if form == "1er" and value == 1 else str(value)


def labelled(label: str, text: str) -> str:
    """A paragraph behind its automatic number."""
    return f"{label} {text}" if label and text else text or label


def table_rows(rows: Sequence[Sequence[str]]) -> list[str]:
    """One line a row, cells between bars; a table of one column (a frame) stays as its paragraphs.

    >>> table_rows([["Échéance", "Montant"], ["Solde", "5 000 €\\nHT"]])
    ['Échéance | Montant', 'Solde | 5 000 € HT']
    """
    if all(len(row) <= 1 for row in rows):
        return [cell for row in rows for cell in row if cell.strip()]
    lines = [" | ".join(" ".join(cell.split()) for cell in row) for row in rows]
    return [line for line in lines if line.strip(" |")]
