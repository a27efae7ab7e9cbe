"""What other programs call: the HTTP interface and the MCP server offer these functions, in plain types."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from assistant.chain import Assistant
from assistant.errors import BadQuestion, UnknownArticle
from assistant.exports import duties_of
from assistant.serialise import answer_json, article_json, facts_json, hit_json, obligation_json
from corpus import ConventionError

FOUND_MAX = 100

Json = dict[str, Any]


class Service:
    """Over the index of `assistant`, brought up to date at each call. Every method raises ConventionError, its message in French, for
    an unknown convention or article and for a question that cannot be one. Offsets are code points of the convention's text."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._index = assistant.index

    @property
    def functions(self) -> tuple[Callable[..., Any], ...]:
        """What is offered, in the order in which a newcomer reads it."""
        return (self.conventions, self.ask, self.search, self.quote, self.obligations, self.facts)

    def conventions(self) -> list[Json]:
        """Les conventions consultables : identifiant, titre, parties, nombre d'articles. Les autres fonctions prennent ces identifiants."""
        self._index.update()
        return [
            {"id": id_, "title": entry.title, "parties": [party[0] for party in entry.parties], "articles": entry.articles}
            for id_, entry in self._index.entries.items()
        ]

    def ask(self, question: str, conventions: list[str] | None = None, before: list[str] | None = None) -> Json:
        """Répond à une question en français, avec les clauses qui répondent, citées mot à mot ; « status » vaut « refused » quand le texte
        ne répond pas. « conventions » limite la recherche ; « before » donne les questions précédentes de la conversation."""
        self._index.update()
        answer = self._assistant.ask(*(before or []), question, conventions=conventions or [])
        return answer_json(answer, self._index, question)

    def search(self, query: str, k: int = 10, convention: str = "") -> Json:
        """Les k clauses les plus proches de quelques mots, texte exact, sans juger si elles répondent."""
        if not query.strip():
            raise BadQuestion("La recherche est vide. Écrivez un mot ou une phrase.")
        self._index.update()
        hits = self._index.search(query, max(1, min(k, FOUND_MAX)), [convention] if convention else [])
        return {"query": query, "hits": [hit_json(hit, self._index) for hit in hits]}

    def quote(self, convention: str, article: str) -> Json:
        """Le texte exact d'un article (« 5 », « 4.2 », « annexe 1 ») d'une convention."""
        self._index.update()
        found = self._index.convention(convention)
        wanted = found.article(article)
        if wanted is None:
            numbers = ", ".join(a.number for a in found.walk())
            raise UnknownArticle(f"{found.title} n'a pas d'article « {article} ». Articles : {numbers}.")
        return article_json(wanted, found)

    def obligations(self, convention: str = "", party: str = "") -> list[Json]:
        """Ce que les parties doivent, ne doivent pas ou peuvent faire : qui, quoi, à qui, combien, quand, et les mots exacts. Sans
        « convention », dans toutes ; sans « party », de toutes les parties."""
        self._index.update()
        duties = duties_of(self._index, [convention] if convention else list(self._index.entries), party)
        return [obligation_json(duty, self._index) for duty in duties]

    def facts(self, convention: str) -> Json:
        """La fiche d'une convention : signature, effet, durée, préavis, montants, comptes, bases légales…, chaque fait avec ses mots."""
        self._index.update()
        return facts_json(self._index.facts(convention), self._index.convention(convention))


def telling(function: Callable[..., Any], error: Callable[[str], Exception]) -> Callable[..., Any]:
    """The function, which tells what is wrong with a call by the `error` that an interface shows to its callers."""

    @wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except ConventionError as wrong:
            raise error(str(wrong)) from wrong

    return call
