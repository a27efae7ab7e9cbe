"""Several conventions beside one another: who is a party to which, what they say alike and what differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.wording import FACTS
from corpus import Fact, FactKind, display_name, fold, names_of_one_body
from index import ConventionIndex

_COMPARED: tuple[FactKind, ...] = (
    "signed_on", "effective_from", "ends_on", "duration", "renewal", "notice", "termination", "amounts", "payments", "jurisdiction", "committees",
)  # fmt: skip
Likeness = Literal["identique", "différent", "prévu par une seule", "non prévu"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What each convention, by id, says of one subject; nothing where it is silent."""

    kind: FactKind
    name: str
    facts: Mapping[str, tuple[Fact, ...]]

    @property
    def likeness(self) -> Likeness:
        """Alike when every convention gives the same values, whatever their words' case and accents."""
        said = [{fold(fact.value) for fact in facts} for facts in self.facts.values() if facts]
        if not said:
            return "non prévu"
        if len(said) < len(self.facts):
            return "prévu par une seule" if len(said) == 1 else "différent"
        return "identique" if all(values == said[0] for values in said) else "différent"


def parties_by_convention(index: ConventionIndex) -> dict[str, list[str]]:
    """The ids of the conventions that each party signed. A body that changed its name is one party, under the last that it signed by."""
    signed: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for id_ in index.entries:
        for name in dict.fromkeys(map(display_name, index.convention(id_).parties)):
            successive = tuple(map(fold, names_of_one_body().get(fold(name).replace("-", " "), (name,))))
            signed.setdefault(successive, {}).setdefault(name, []).append(id_)
    table = {
        max(names, key=lambda name: successive.index(fold(name))): sorted({id_ for ids in names.values() for id_ in ids})
        for successive, names in signed.items()
    }
    return dict(sorted(table.items(), key=lambda row: fold(row[0])))


def side_by_side(index: ConventionIndex, conventions: Sequence[str]) -> list[Subject]:
    """What conventions say of each subject on which agreements are compared.

    Raises:
        UnknownConvention: one of the ids is not in the index.
    """
    facts = {id_: index.facts(id_) for id_ in conventions}
    return [
        Subject(kind, FACTS[kind], {id_: tuple(f for f in own if f.kind == kind) for id_, own in facts.items()})
        for kind in _COMPARED
    ]
