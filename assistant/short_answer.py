"""The short answer before a quote, "Trois mois.": what was asked for, in the words of the source."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.aspects import aspects_of
from assistant.expected import NUMBER_WORD, VALUES
from assistant.question import Question
from corpus import Convention, Fact, FactKind, Span, fold, is_of_a_law, sentences_of
from index import analyse

# "article L. 2212-6", "article 18 de l'ordonnance 2015-899 du 23 juillet 2015", "loi du 5 mars 2007": whole, in a folded text
_DAY = r"du \d{1,2}(?:er)? [a-z]{3,9} \d{4}"
_ACT = rf"(?:loi|ordonnance|decret|arrete|directive|reglement)(?: \((?:ue|ce)\))? (?:(?:n ?[°o] ?)?\d[\d/-]*(?: {_DAY})?|{_DAY})"
_NUMBER = r"\d+(?:[-.]\d+)*(?: (?:bis|ter|quater)\b)?"
_REFERENCE = re.compile(
    rf"\barticles? (?:[lrda]\s?\.?\s?\*?{_NUMBER}|{_NUMBER}(?= d[eu] ?(?:la |l')?{_ACT}))(?: d[eu] ?(?:la |l')?{_ACT})?|\b{_ACT}"
)
_COUNTED = re.compile(r"\b(?:combien|quel nombre) d(?:e |')([\w-]+)")
_COUNT = re.compile(
    rf"\b(?:au (?:moins|plus|minimum|maximum) )?(?:\d+|(?!une? ){NUMBER_WORD}|une(?= fois))\s+(?:\([^)]*\)\s+)?(?P<counted>[\w-]+)(?:\s+par\s+\w+)?"
)
_TOWN = re.compile(r"\b[Ff][Aa][Ii][Tt] [àÀaA] (?P<town>[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w'’-]+)*)")
_ACCOUNTS = re.compile(r"\b(?:iban|bic|rib)\b")
_SAID_AS_SUCH: tuple[FactKind, ...] = ("effective_from", "ends_on")  # kinds of facts whose words are the answer
_FORMAL_NOTICE = "mise en demeure"
# "Toutefois, ce délai peut être ramené à huit jours"
_OTHERWISE = re.compile(
    r"\b(?:toutefois|cependant|neanmoins|par (?:exception|derogation)|sauf|dans le cas ou|ramenee?s?|reduite?s?|portee?s? a|majoree?s?|doublee?s?|prorogee?s?|prolongee?s?)\b"
)
_MAX_CHARACTERS = 90
_APART = 0.2  # how much more of the question's words say what is shown than what says otherwise


def short_answer(
    question: Question,
    places: Iterable[tuple[Span, Span]],
    quoted: Iterable[Span],
    convention: Convention,
    facts: Sequence[Fact],
    told: Callable[[Span], float],
) -> str:
    """What was asked for, as the source says it, white space apart. `places` are the words that may say it, each with its clause, the
    likest first; `quoted` every clause that is quoted of the convention; `told` is the share of the question's words that some words
    say. Empty unless the first place that says anything says one thing, no exception in its clause says another, and what does in
    these clauses is clearly less about the question. `facts` are those of the convention."""
    for span, clause in places:
        if values := _values(question, span, convention, facts):
            only = values.pop()
            if values or len(only) > _MAX_CHARACTERS:
                return ""
            others = (sentence for each in {clause, *quoted} for sentence in sentences_of(convention.document, each))
            said_otherwise = (
                (clause.contains(other) and _OTHERWISE.search(fold(convention.document.quote(other))))
                or told(other) > told(span) - _APART
                for other in others
                if (other.end <= span.start or span.end <= other.start) and _values(question, other, convention, facts) - {only}
            )
            return "" if any(said_otherwise) else only
    return ""


def _values(question: Question, span: Span, convention: Convention, facts: Sequence[Fact]) -> set[str]:
    here = [fact for fact in facts if span.contains(fact.span) and not fact.uncertain]
    return {" ".join(words.split()) for words in _said(question, span, convention, here)}


def _said(question: Question, span: Span, convention: Convention, facts: Sequence[Fact]) -> Iterator[str]:
    document = convention.document
    text = document.quote(span)
    asked = aspects_of(question.matter)
    of_agreement = [document.quote(fact.span) for fact in facts if fact.kind in asked and fact.kind in _SAID_AS_SUCH]
    if of_agreement:
        yield from (day for words in of_agreement for day in list(_days(words)) or [words])
    elif question.expected == "duration" and _FORMAL_NOTICE in fold(text) and _FORMAL_NOTICE not in fold(question.text):
        return  # the delay left to comply is no notice
    elif question.expected == "date":
        yield from _days(text)
    elif question.expected == "account":
        named = _ACCOUNTS.findall(fold(question.text))
        accounts = [fact for fact in facts if fact.kind == "accounts"]
        yield from (document.quote(fact.span) for fact in accounts if not named or fact.value.split()[0].lower() in named)
    elif question.expected == "place":
        yield from (found["town"] for found in _TOWN.finditer(text))
        yield from (party.address for party in convention.parties if party.address and span.contains(party.span))
    elif question.expected == "count":
        yield from _counts(question, text)
    elif question.expected == "reference":
        yield from _matches(_REFERENCE, text)
    elif question.expected in VALUES and question.expected != "person":
        yield from _matches(VALUES[question.expected], text)


def _days(text: str) -> Iterator[str]:
    """Those of a calendar, "à compter du" tells none; not those of a law."""
    folded = fold(text)
    for found in VALUES["date"].finditer(folded):
        if re.search(r"\d", found[0]) and not is_of_a_law(folded[: found.start()]):
            yield text[found.start() : found.end()].rstrip(" .")


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    yield from (text[found.start() : found.end()] for found in pattern.finditer(fold(text)))


def _counts(question: Question, text: str) -> Iterator[str]:
    """The numbers of what is counted ("combien de fois" : "deux fois par an"), where it follows its number."""
    asked = _COUNTED.search(fold(question.text))
    for found in _COUNT.finditer(fold(text)) if asked else ():
        if asked and analyse(found["counted"]) == analyse(asked[1]):
            yield text[found.start() : found.end()]
