"""A question becomes an answer: understand → retrieve → answer → verify, as one LangChain runnable."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda

from assistant.answer import Answer, foreign
from assistant.compose import Draft, answer_from, comparison, listing, refusal, verified, whole_article
from assistant.engagements import engagements
from assistant.errors import BadQuestion
from assistant.evidence import Evidence, sufficient, weigh, worth_quoting, worth_reading
from assistant.question import Known, Question, known_names, understand
from corpus import Convention, display_name, fold, names_of_one_body, without_article
from index import ConventionIndex, Hit, passages_of

RETRIEVED = 24  # passages weighed
MAX_CONVENTIONS_COMPARED = 4
MIN_AFFINITY_OF_SCOPE = 0.95  # when a question is about whole conventions: their article 5, what they compare
_NAMES_AVENANT = re.compile(r"\bavenants?\b")
LIKELY_CONVENTIONS, MIN_AFFINITY = 4, 0.6  # conventions searched apart, when the question seems to be about them


@dataclass(frozen=True, slots=True)
class Turn:
    """What goes through the chain. `turns` are the conversation's questions, the last one to be answered;
    `chosen` are the conventions the user limited the search to, all when empty."""

    turns: tuple[str, ...]
    chosen: tuple[str, ...] = ()
    question: Question | None = None
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

    # --- the steps

    def _understand(self, turn: Turn) -> Turn:
        question = understand(turn.turns[-1], self.catalogue, self.index.knows, turn.turns[:-1])
        if turn.chosen:
            meant = tuple(id_ for id_ in question.conventions if id_ in turn.chosen) or turn.chosen
            question = replace(question, conventions=meant)
        elif not _NAMES_AVENANT.search(fold(turn.turns[-1])):
            # Their names are alike: what is asked of the convention is answered by it, and by what its avenants change
            meant = tuple(id_ for id_ in question.conventions if self.index.parents.get(id_) not in question.conventions)
            question = replace(question, conventions=meant)
        return replace(turn, question=question)

    def _retrieve(self, turn: Turn) -> Turn:
        question = _asked(turn)
        if question.kind in ("help", "quote") or question.unknown:
            return turn
        if question.kind == "comparison":
            hits = [hit for id_ in self._compared(question) for hit in self.index.search(question.text, RETRIEVED // 2, [id_])]
        else:
            avenants = [avenant for id_ in question.conventions for avenant in self.index.avenants(id_)]
            hits = self.index.search(question.text, RETRIEVED, [*question.conventions, *avenants])
            known = {hit.passage.id for hit in hits}
            hits += [hit for hit in self._in_likely_conventions(question) if hit.passage.id not in known]
        return replace(turn, evidence=tuple(weigh(question, hits, self.index)))

    def _in_likely_conventions(self, question: Question) -> list[Hit]:
        """Among many conventions, what those that the question seems to be about hold."""
        affinity = {} if question.conventions else self.index.affinity(question.terms)
        likely = sorted((id_ for id_ in affinity if affinity[id_] >= MIN_AFFINITY), key=lambda id_: -affinity[id_])[
            :LIKELY_CONVENTIONS
        ]
        return self.index.search(question.text, RETRIEVED, likely) if likely else []

    def _scope(self, question: Question) -> tuple[str, ...]:
        """The conventions that are meant: by name, else those that the question seems most about, else all."""
        affinity = self.index.affinity(question.terms)
        likely = tuple(id_ for id_ in affinity if affinity[id_] >= MIN_AFFINITY_OF_SCOPE)
        return question.conventions or likely or tuple(self.index.entries)

    def _answer(self, turn: Turn) -> Turn:
        question = _asked(turn)
        return replace(turn, draft=self._draft(question, turn.evidence))

    def _draft(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        if question.kind == "help":
            return Draft("help", [self._help()])
        if not self.index.entries:
            return refusal(
                question.kind, "Aucune convention n'est indexée. Ajoutez des fichiers, puis : conventions index", (), self.index
            )
        if question.unknown:
            text = f"Aucune convention avec {foreign(question.unknown)} n'est dans le fonds. Conventions consultables : {self._titles()}."
            return refusal(question.kind, text, (), self.index)
        if question.kind == "quote":
            draft = whole_article(question, self.index, self._scope(question))
            return draft if draft.claims else replace(draft, is_refusal=True)
        if question.kind == "comparison":
            compared = [
                (id_, sufficient(question, [e for e in evidence if e.convention == id_])[:2]) for id_ in self._compared(question)
            ]
            if any(pieces for _, pieces in compared):
                return comparison(question, compared, self.index)
        if question.kind == "obligations" and not question.terms:
            groups = self._engagements(question)
            if groups:
                return listing("obligations", groups)
        found = sufficient(question, evidence)
        return answer_from(question, worth_quoting(found), self.index) if found else self._refusal(question, evidence)

    # --- what the steps say

    def _engagements(self, question: Question) -> list[tuple[str, Convention, list[Any]]]:
        groups = []
        for id_ in self._scope(question):
            convention = self.index.convention(id_)
            own, joint = engagements(convention, passages_of(convention), question.party)
            who = _called(convention, question.party)
            if own:
                groups.append((f"{foreign(convention.title)} — {foreign(who)} :", convention, own))
            if own and joint:
                groups.append((f"{foreign(convention.title)} — avec les autres parties :", convention, joint))
        return groups

    def _refusal(self, question: Question, evidence: Sequence[Evidence]) -> Draft:
        if len(question.conventions) == 1:
            convention = self.index.convention(question.conventions[0])
            text = f"{foreign(convention.title)} ne contient pas de clause qui réponde à cette question ({len(convention.articles)} articles consultés)."
            others = self.index.search(question.text, RETRIEVED, [i for i in self.index.entries if i != convention.id])
            elsewhere = sufficient(question, weigh(question, others, self.index)) if len(self.index.entries) > 1 else []
            return refusal(question.kind, text, elsewhere or worth_reading(evidence), self.index)
        text = f"Les conventions consultées ne répondent pas à cette question. Conventions consultées : {self._titles(question.conventions)}."
        return refusal(question.kind, text, worth_reading(evidence), self.index)

    def _compared(self, question: Question) -> tuple[str, ...]:
        return self._scope(question)[:MAX_CONVENTIONS_COMPARED]

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
        frames = ("Quelle est la durée de la {} ?", "Comment résilier la {} ?", "Quel est le montant prévu par la {} ?")
        return [frame.format(_lower_first(titles[i % len(titles)])) for i, frame in enumerate(frames)]

    @property
    def catalogue(self) -> list[Known]:
        """What each convention may be called, from its parties and title."""
        if self._catalogue[0] != self.index.generation:
            entries = self.index.entries
            known = [known_names(id_, e.title, e.names, names_of_one_body()) for id_, e in entries.items()]
            self._catalogue = (self.index.generation, known)
        return self._catalogue[1]


def _verify(turn: Turn) -> Answer:
    if turn.draft is None:
        raise ValueError("the chain reached verify without a draft")
    return verified(turn.draft)


def _asked(turn: Turn) -> Question:
    if turn.question is None:
        raise ValueError("the chain begins with understand")
    return turn.question


def _called(convention: Convention, party: str) -> str:
    names = [
        p for p in convention.parties if any(party in fold(without_article(n)).replace("-", " ") for n in (p.name, p.short_name))
    ]
    return display_name(names[0]) if names else "les parties"


def _lower_first(title: str) -> str:
    return title[:1].lower() + title[1:]
