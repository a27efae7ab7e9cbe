"""A question becomes an answer: understand → retrieve → answer → verify, as one LangChain runnable."""

import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, foreign
from assistant.aspects import enumerated
from assistant.compose import Draft, across, answer_from, comparison, listing, refusal, verified, whole_article
from assistant.debtor import asks_of_everyone, bound_by_nothing, debtor_asked_about, topic
from assistant.decision import answers, comparable, one_of_each, sufficient, worth_quoting, worth_reading
from assistant.duties_asked import duties_cue
from assistant.engagements import DutySigns, Owed, about, bound_parties, duty_signs, once_each, owed_by, owed_by_each
from assistant.english import in_french
from assistant.errors import BadQuestion
from assistant.evidence import Evidence, best_first, likelier, weigh, weights
from assistant.frame import beside_name, content
from assistant.named import Known, known_names
from assistant.question import Question, as_comparison, check, understand
from assistant.reading import read, to_read
from assistant.reckoning import reckoned, sheet
from assistant.scope import (
    FEW_CONVENTIONS,
    MIN_LIKENESS_OF_TEXT,
    compared,
    is_comparison,
    is_of_any,
    likeness_of,
    likest,
    searched,
)
from assistant.typed import written
from assistant.wording import FACTS
from corpus import fold, names_of_one_body
from index import WEIGHTS_BEFORE_READING, ConventionIndex, Passage

RETRIEVED = 40  # passages weighed
MOST_CONVENTIONS_READ, SOUGHT_IN_ALL = 60, 600  # when all are asked about: 20 ms each; the clauses by which they are chosen
READ_ELSEWHERE = 4  # clauses of other conventions, when the one asked about is silent
_OF_WHOLE_TEXTS = (
    "Objet",
    "Durée",
    "Montant",
    "Préavis",
    "Résiliation",
    "Juridiction compétente",
)  # compared when nothing else is
_FOLLOWED_UP = 2.0  # log-odds that a clause gains for standing in the article that answered the question before
_NAMES_AVENANT = re.compile(r"\bavenants?\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What goes through the chain. `turns` are the conversation's questions, the last one to be answered;
    `chosen` are the conventions the user limited the search to, all when empty; `read_as` is how the last question is read; `likeness` is how much each convention is what
    the question is about, from 0 to 1."""

    turns: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    read_as: str = ""
    question: Question | None = None
    likeness: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    draft: Draft | None = None


class Assistant:
    """Answers questions about the conventions of an index."""

    def __init__(self, index: ConventionIndex) -> None:
        self.index = index
        self._catalogue: tuple[str, list[Known]] = ("", [])
        steps = (self._understand, self._retrieve, self._answer)
        self.chain: Runnable[Turn, Answer] = (
            RunnableLambda(steps[0]) | RunnableLambda(steps[1]) | RunnableLambda(steps[2]) | RunnableLambda(_verify)
        )

    def ask(self, *turns: Any, conventions: Sequence[str] = ()) -> Answer:
        """Answers the last of `turns`. A question that cannot be one gets an answer that says why.

        Raises:
            UnknownConvention: one of `conventions` is not in the index.
        """
        started = time.perf_counter()
        for id_ in conventions:
            self.index.convention(id_)
        try:
            answer = self.chain.invoke(Turn(turns, tuple(conventions)))
        except BadQuestion as error:
            answer = Answer("help", "refused", str(error))
        return answer.timed(total=round((time.perf_counter() - started) * 1000, 1))

    def understood(self, *turns: str) -> Question:
        """What the last of `turns` asks."""
        return _asked(self._understand(Turn(turns)))

    def weighed(self, *turns: str, conventions: Sequence[str] = ()) -> tuple[Question, tuple[Evidence, ...]]:
        """The last of `turns` as it is understood, and every clause that was weighed for it, the likest first."""
        turn = self._retrieve(self._understand(Turn(turns, tuple(conventions))))
        return _asked(turn), turn.evidence

    def duties_weighed(self, *turns: str, conventions: Sequence[str] = ()) -> list[tuple[Passage, DutySigns]]:
        """Every clause of the texts of which the last of `turns` asks the duties on a subject, and what speaks for it as one of them;
        none when it asks for none."""
        turn = self._retrieve(self._understand(Turn(turns, tuple(conventions))))
        question, scope = _asked(turn), likest(turn.likeness, MIN_LIKENESS_OF_TEXT)
        party = debtor_asked_about(question, scope, self.index)
        if question.kind != "obligations" or (party and not topic(question, party, scope, self.index)):
            return []
        owed = owed_by(party, scope, self.index) or owed_by("", scope, self.index)
        return [weighed for of_one in once_each(owed) for weighed in duty_signs(of_one, turn.evidence)]

    # --- the steps

    def _understand(self, turn: Turn) -> Turn:
        for asked in turn.turns:
            check(asked)
        *before, asked = (self._read(asked) for asked in turn.turns)
        question = understand(asked, self.catalogue, self.index.knows, before)
        if turn.chosen:
            meant = tuple(id_ for id_ in question.conventions if id_ in turn.chosen) or turn.chosen
            question = replace(question, conventions=meant)
        elif not _NAMES_AVENANT.search(fold(asked)):
            # Their names are alike: what is asked of the convention is answered by it, and by what its avenants change
            meant = tuple(id_ for id_ in question.conventions if self.index.parents.get(id_) not in question.conventions)
            question = replace(question, conventions=meant)
        if not turn.chosen and is_of_any(question, self.index):
            question = replace(question, of_all=True)
        likeness = likeness_of(question, self.index)
        if is_comparison(question, likeness, self.index):
            question = as_comparison(question)
        return replace(turn, read_as=asked, question=self._with_topic(question, likeness), likeness=likeness)

    def _read(self, typed: str) -> str:
        """The question as it is read: in French, and as it would be written with more time."""
        french = in_french(typed)
        return written(typed, self.index.spellings) if french == typed else french

    def _with_topic(self, question: Question, likeness: Mapping[str, float]) -> Question:
        """Asks as well about what stands beside the question and names none of the conventions searched: "Assurance : qui paie ?",
        "Annexe III, bail en cours : qui paie ?"."""
        entries = self.index.entries
        named = {term for id_ in searched(question, likeness) for term in entries[id_].subject}
        for aside in question.frame.split(" ; "):
            said = "" if f"({aside})" in question.text else beside_name(aside)
            terms = content(said)
            new = [term for term in terms if term not in named and term not in question.terms]
            if new and len(new) >= len(terms) / 2:
                question = replace(question, matter=f"{said} : {question.matter}", terms=(*new, *question.terms))
        return question

    def _retrieve(self, turn: Turn) -> Turn:
        return replace(turn, evidence=self._evidence(turn, self._answered_before(turn)))

    def _answered_before(self, turn: Turn) -> Collection[tuple[str, ...]]:
        """The article that answers the question before, after its convention: what follows one up mostly asks of the same."""
        if not _asked(turn).before:
            return ()
        before = self._understand(replace(turn, turns=turn.turns[:-1]))
        best = sufficient(_asked(before), self._evidence(before), self.index)[:1]
        return {(piece.convention, *piece.passage.path) for piece in best}

    def _evidence(self, turn: Turn, before: Collection[tuple[str, ...]] = ()) -> tuple[Evidence, ...]:
        """What may answer, best first; the articles of `before` are likelier to."""
        question = _asked(turn)
        if question.kind in ("help", "quote") or question.unknown:
            return ()
        if question.kind == "comparison":
            scopes = [[id_] for id_ in compared(question, turn.likeness, self.index)]
        elif self._is_of_many(question, turn.likeness):
            scopes = [[id_] for id_ in self._nearest(question, turn.likeness)]
        else:
            meant = searched(question, turn.likeness)
            scopes = [[*meant, *(avenant for id_ in question.conventions for avenant in self.index.avenants(id_))]]
        most = max(1, to_read(question) // max(1, len(scopes)))
        return tuple(best_first(e for scope in scopes for e in self._weighed(question, scope, turn.likeness, most, before)))

    def _weighed(
        self,
        question: Question,
        scope: Sequence[str],
        likeness: Mapping[str, float],
        most: int,
        before: Collection[tuple[str, ...]] = (),
    ) -> list[Evidence]:
        """The clauses of some conventions that may answer, the likest first; the first `most` of them were read."""
        hits = self.index.search(question.matter, RETRIEVED, scope, question.whole, WEIGHTS_BEFORE_READING)
        weighed = [
            likelier(piece, _FOLLOWED_UP) if (piece.convention, *piece.passage.path) in before else piece
            for piece in weigh(question, hits, self.index, likeness)
        ]
        return read(question, best_first(weighed), self.index, most)

    def _answer(self, turn: Turn) -> Turn:
        question = _asked(turn)
        draft = self._draft(question, turn.evidence, turn.likeness)
        if draft.is_refusal and _letters(turn.read_as) != _letters(turn.turns[-1]):
            draft.paragraphs.append(f"La question a été lue ainsi : «\u00a0{foreign(turn.read_as)}\u00a0».")
        is_one_of_others = len(question.conventions) < len(self.index.entries)
        if question.kept_for and is_one_of_others and not turn.chosen and not question.unknown:
            about = self._titles(question.conventions)
            if draft.is_refusal:
                draft.paragraphs.append(
                    f"La conversation porte sur : {about}. Pour interroger un autre texte, nommez-le dans la question."
                )
            elif question.kept_for == 1 and draft.claims:  # said once, then known
                draft.paragraphs.append(f"La conversation porte sur : {about} ; les autres textes n'ont pas été consultés.")
        return replace(turn, draft=draft)

    def _draft(self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float]) -> Draft:
        if question.kind == "help":
            return Draft("help", [self._help()])
        if not self.index.entries:
            return refusal(
                question.kind, "Aucune convention n'est indexée. Ajoutez des fichiers, puis : conventions index", (), self.index
            )
        if question.unknown:
            text = f"Aucune convention avec «\u00a0{foreign(question.unknown)}\u00a0» n'est dans le fonds. Conventions consultables : {self._titles()}."
            return refusal(question.kind, text, (), self.index)
        if question.kind == "quote":
            draft = whole_article(question, self.index, likest(likeness, MIN_LIKENESS_OF_TEXT))
            return draft if draft.claims else replace(draft, is_refusal=True)
        if question.kind == "comparison":
            both = compared(question, likeness, self.index)
            if of_each := self._duties_compared(question, both):
                return listing("comparison", of_each)
            rows = [row for row in self._rows(question, evidence, likeness) if any(row[1].values())]
            if rows:
                return comparison(question, rows, self.index)
        if self._is_of_many(question, likeness):
            return self._of_each(question, evidence, likeness)
        scope = likest(likeness, MIN_LIKENESS_OF_TEXT)
        if question.kind == "facts" and (draft := sheet(scope[:FEW_CONVENTIONS], self.index, FACTS)).claims:
            return draft
        if (computed := reckoned(question, scope[:FEW_CONVENTIONS], self.index, date.today())) is not None:
            return computed
        if question.kind == "obligations" and (duties := self._duties(question, evidence, likeness, scope)):
            return duties
        found = sufficient(question, evidence, self.index)
        if not found:
            return self._refusal(question, evidence, likeness)
        quoted = worth_quoting(question, found)
        draft = answer_from(question, quoted, self.index)
        silent = [id_ for id_ in searched(question, likeness) if id_ not in {piece.convention for piece in quoted}]
        if silent and len(likeness) <= FEW_CONVENTIONS:  # where few are searched, each is expected to answer
            draft.paragraphs.append(f"Rien trouvé dans : {self._titles(silent)}.")
        return draft

    def _duties(
        self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float], scope: Sequence[str]
    ) -> Draft | None:
        """What is owed: all of it, by each party or by one; or what is on the subject asked about. None when no duty is."""
        party = debtor_asked_about(question, scope, self.index)
        owed = owed_by(party, scope, self.index)
        is_of_all = not topic(question, party, scope, self.index)
        if is_of_all and asks_of_everyone(question) and len(scope) <= FEW_CONVENTIONS:
            owed = owed_by_each(scope, self.index) or owed
            return listing("obligations", owed) if owed else None
        if is_of_all and party and owed:
            return listing("obligations", owed)
        if body := bound_by_nothing(question, scope, self.index):
            return self._owes_nothing(body, question, evidence, scope)
        if answers(question, evidence, self.index) < weights()["limits"]["answer"]:
            return self._refusal(question, evidence, likeness)
        for some in (owed, owed_by("", scope, self.index)):  # of the party named; of anyone, when it has none there
            if on_it := about(some, evidence, self.index):
                return listing("obligations", on_it)
        return None

    def _duties_compared(self, question: Question, conventions: Sequence[str]) -> list[Owed]:
        """All the duties of the party asked about, or of each, in the conventions compared; none when others are asked for."""
        if not duties_cue(fold(question.matter)):
            return []
        party = debtor_asked_about(question, conventions, self.index)
        if topic(question, party, conventions, self.index):
            return []
        owed = owed_by(party, conventions, self.index) if party else []
        return owed if {one.convention.id for one in owed} == set(conventions) else owed_by_each(conventions, self.index)

    def _rows(
        self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float]
    ) -> list[tuple[str, dict[str, list[Evidence]]]]:
        """What each convention says of each aspect compared ("la durée et le préavis"), or of the question as it stands."""
        conventions = compared(question, likeness, self.index)
        named = {term for id_ in conventions for term in self.index.entries[id_].subject}
        aspects = [FACTS[kind] for kind in enumerated(question.matter)] if set(question.terms) - named else list(_OF_WHOLE_TEXTS)
        rows = []
        for aspect in aspects if len(aspects) > 1 else [""]:
            asked = replace(question, text=aspect, matter=aspect, terms=tuple(content(aspect)), focus=()) if aspect else question
            found = {
                id_: self._weighed(asked, [id_], likeness, 1) if aspect else [e for e in evidence if e.convention == id_]
                for id_ in conventions
            }
            rows.append((aspect, comparable(asked, found, self.index)))
        return rows

    def _of_each(self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float]) -> Draft:
        """What each of many conventions answers, one under another."""
        told = one_of_each(question, evidence, self.index)
        read = len({piece.convention for piece in evidence})
        return across(told, read, len(likeness) - read, self.index) if told else self._refusal(question, evidence, likeness)

    def _nearest(self, question: Question, among: Collection[str]) -> list[str]:
        """The conventions that are read one by one: all of them, those of the nearest clauses when they are too many."""
        if len(among) <= MOST_CONVENTIONS_READ:
            return list(among)
        hits = self.index.search(question.matter, SOUGHT_IN_ALL, list(among), question.whole, WEIGHTS_BEFORE_READING)
        return list(dict.fromkeys(hit.passage.span.document_id for hit in hits))[:MOST_CONVENTIONS_READ]

    @staticmethod
    def _is_of_many(question: Question, likeness: Mapping[str, float]) -> bool:
        return question.of_all and len(likeness) > FEW_CONVENTIONS

    # --- what the steps say

    def _refusal(self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float]) -> Draft:
        among = searched(question, likeness)
        if len(among) != 1:
            text = f"Aucune clause trouvée ne répond à cette question. Conventions consultées : {self._titles(among)}."
            return refusal(question.kind, text, worth_reading(evidence), self.index)
        convention = self.index.convention(among[0])
        text = f"{foreign(convention.title)} : aucune clause trouvée ne répond à cette question ({len(convention.counted_articles)} articles consultés)."
        others = [id_ for id_ in self.index.entries if id_ != convention.id] if question.conventions else []
        evidence_elsewhere = self._weighed(question, others, dict.fromkeys(others, 1.0), READ_ELSEWHERE) if others else []
        elsewhere = sufficient(question, evidence_elsewhere, self.index)
        return refusal(question.kind, text, [*worth_reading(evidence), *elsewhere], self.index)

    def _owes_nothing(self, body: str, question: Question, evidence: Sequence[Evidence], scope: Sequence[str]) -> Draft:
        """What is said of a body that no clause binds: so, and whom the conventions do bind."""
        bound = dict.fromkeys(
            name for id_ in scope for name in bound_parties(self.index.convention(id_), self.index.obligations(id_))
        )
        others = f" Sont tenus d'obligations : {', '.join(map(foreign, bound))}." if bound else ""
        text = f"Aucune obligation de «\u00a0{foreign(body)}\u00a0» n'a été trouvée dans : {self._titles(scope)}.{others}"
        return refusal(question.kind, text, worth_reading(evidence), self.index)

    def _titles(self, ids: Sequence[str] = ()) -> str:
        entries = self.index.entries
        titles = [entries[id_].title for id_ in ids or entries]
        more = f" ; et {len(titles) - 6} autres" if len(titles) > 6 else ""
        return " ; ".join(foreign(title) for title in titles[:6]) + more

    def _help(self) -> str:
        examples = "\n".join(f"- {foreign(example)}" for example in self.examples)
        return (
            "Bonjour. Je réponds aux questions sur les conventions indexées, en citant mot à mot les clauses qui répondent, "
            f"et je le dis quand le texte ne répond pas. Par exemple :\n\n{examples}"
        )

    @property
    def examples(self) -> list[str]:
        """Three questions about the conventions at hand."""
        titles = [entry.title for entry in self.index.entries.values()] or ["Convention"]
        asked = ("quel est l'objet ?", "quelle est la durée ?", "quel est le montant prévu ?")
        return [f"{titles[i % len(titles)]} : {question}" for i, question in enumerate(asked)]

    @property
    def catalogue(self) -> list[Known]:
        """What each convention may be called, from its parties and title."""
        if self._catalogue[0] != self.index.generation:
            entries = self.index.entries
            known = [known_names(id_, e.title, e.names, names_of_one_body()) for id_, e in entries.items()]
            self._catalogue = (self.index.generation, known)
        return self._catalogue[1]


def _letters(text: str) -> str:
    return re.sub(r"\W", "", fold(text))


def _verify(turn: Turn) -> Answer:
    if turn.draft is None:
        raise ValueError("the chain reached verify without a draft")
    return verified(turn.draft)


def _asked(turn: Turn) -> Question:
    if turn.question is None:
        raise ValueError("the chain begins with understand")
    return turn.question
