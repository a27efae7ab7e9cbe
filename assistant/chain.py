"""A question becomes an answer: understand → retrieve → answer → verify, as one LangChain runnable."""

import re
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, foreign
from assistant.comparing import beside_one_another
from assistant.compose import Draft, across, answer_from, verified, whole_article
from assistant.decision import one_of_each, sufficient, worth_quoting
from assistant.duties import all_duties, duties, duties_weighed
from assistant.engagements import DutySigns
from assistant.english import in_french
from assistant.errors import BadQuestion
from assistant.evidence import Evidence
from assistant.frame import beside_name, content
from assistant.named import Known, known_names
from assistant.question import Question, as_comparison, check, told_beside, understand
from assistant.reckoning import reckoned, sheet
from assistant.refusals import left_blank, not_at_hand, nothing_indexed, titles, unanswered
from assistant.retrieval import is_of_many, retrieve
from assistant.scope import FEW_CONVENTIONS, MIN_LIKENESS_OF_TEXT, is_comparison, is_of_any, likeness_of, likest, searched
from assistant.spoken import asked_in
from assistant.typed import written
from assistant.wording import FACTS
from corpus import fold, names_of_one_body
from index import ConventionIndex, Passage

_FIRST_QUESTIONS = ("quele est la duree ?", "Quelles sont les obligations des parties ?")  # by which it is warmed
_NAMES_AVENANT = re.compile(r"\bavenants?\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """What goes through the chain. `turns` are the conversation's questions, the last one to be answered;
    `chosen` are the conventions the user limited the search to, all when empty; `read_as` is how the last question is read; `likeness` is how much each convention is what
    the question is about, from 0 to 1. What all a party owes is drafted without `evidence`: nothing is searched for it."""

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

    def warm(self) -> None:
        """Loads what the first questions would wait for: the models, the lexicon, the duties; nothing when no convention is indexed."""
        for question in _FIRST_QUESTIONS if self.index.entries else ():
            self.ask(question)

    def understood(self, *turns: str) -> Question:
        """What the last of `turns` asks."""
        return _asked(self._understand(Turn(turns)))

    def weighed(self, *turns: str, conventions: Sequence[str] = ()) -> tuple[Question, tuple[Evidence, ...]]:
        """The last of `turns` as it is understood, and every clause that may be weighed for it, the likest first."""
        turn = self._weighed(self._understand(Turn(turns, tuple(conventions))))
        return _asked(turn), turn.evidence

    def duties_weighed(self, *turns: str, conventions: Sequence[str] = ()) -> list[tuple[Passage, DutySigns]]:
        """Every clause of the texts of which the last of `turns` asks the duties on a subject, with its signs; none when it asks for none."""
        turn = self._weighed(self._understand(Turn(turns, tuple(conventions))))
        return duties_weighed(_asked(turn), turn.evidence, turn.likeness, self.index)

    # --- the steps

    def _understand(self, turn: Turn) -> Turn:
        for asked in turn.turns:
            check(asked)
        *before, message = (asked_in(self._read(asked)) for asked in turn.turns)
        asked = message.question
        question = understand(asked, self.catalogue, self.index.knows, [told.question for told in before])
        question = told_beside(question, message.beside, self.catalogue)
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
        question = _asked(turn)
        if self._lists_duties(question, turn.likeness) and (listed := all_duties(question, turn.likeness, self.index)):
            return replace(turn, draft=listed)
        return self._weighed(turn)

    def _weighed(self, turn: Turn) -> Turn:
        return replace(turn, evidence=retrieve(_asked(turn), turn.likeness, self.index, self._answered_before(turn)))

    def _answered_before(self, turn: Turn) -> Collection[tuple[str, ...]]:
        """The article that answers the question before, after its convention: what follows one up mostly asks of the same."""
        if not _asked(turn).before:
            return ()
        before = self._understand(replace(turn, turns=turn.turns[:-1]))
        best = sufficient(_asked(before), retrieve(_asked(before), before.likeness, self.index), self.index)[:1]
        return {(piece.convention, *piece.passage.path) for piece in best}

    def _answer(self, turn: Turn) -> Turn:
        question = _asked(turn)
        draft = turn.draft or self._draft(question, turn.evidence, turn.likeness)
        if draft.is_refusal and _letters(turn.read_as) != _letters(turn.turns[-1]):
            draft.paragraphs.append(f"La question a été lue ainsi : «\u00a0{foreign(turn.read_as)}\u00a0».")
        is_one_of_others = len(question.conventions) < len(self.index.entries)
        if question.kept_for and is_one_of_others and not turn.chosen and not question.unknown:
            about = titles(self.index, question.conventions)
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
            return nothing_indexed(question, self.index)
        if question.unknown:
            return not_at_hand(question, self.index)
        if question.kind == "quote":
            draft = whole_article(question, self.index, likest(likeness, MIN_LIKENESS_OF_TEXT))
            return draft if draft.claims else replace(draft, is_refusal=True)
        if question.kind == "comparison" and (table := beside_one_another(question, evidence, likeness, self.index)):
            return table
        if is_of_many(question, likeness):
            return self._of_each(question, evidence, likeness)
        scope = likest(likeness, MIN_LIKENESS_OF_TEXT)
        if question.kind == "facts" and (draft := sheet(scope[:FEW_CONVENTIONS], self.index, FACTS)).claims:
            return draft
        if (computed := reckoned(question, scope[:FEW_CONVENTIONS], self.index, date.today())) is not None:
            return computed
        if question.kind == "obligations" and (listed := duties(question, evidence, likeness, self.index)):
            return listed
        found = sufficient(question, evidence, self.index)
        if not found:
            return unanswered(question, evidence, likeness, self.index)
        if (blank := left_blank(question, found, self.index)) is not None:
            return blank
        quoted = worth_quoting(question, found)
        draft = answer_from(question, quoted, self.index)
        silent = [id_ for id_ in searched(question, likeness) if id_ not in {piece.convention for piece in quoted}]
        if silent and len(likeness) <= FEW_CONVENTIONS:  # where few are searched, each is expected to answer
            draft.paragraphs.append(f"Rien trouvé dans : {titles(self.index, silent)}.")
        return draft

    def _of_each(self, question: Question, evidence: Sequence[Evidence], likeness: Mapping[str, float]) -> Draft:
        """What each of many conventions answers, one under another."""
        told = one_of_each(question, evidence, self.index)
        if not told:
            return unanswered(question, evidence, likeness, self.index)
        read = len({piece.convention for piece in evidence})
        return across(told, read, len(likeness) - read, self.index)

    def _lists_duties(self, question: Question, likeness: Mapping[str, float]) -> bool:
        """Whether duties are asked of what is at hand, and not one answer of each of many texts."""
        return question.kind == "obligations" and not question.unknown and not is_of_many(question, likeness)

    # --- what the steps say

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
