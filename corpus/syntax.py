"""French syntax: who is the subject of a verb, who its agent. The only module that knows spaCy.

spaCy takes two seconds to import and three to load: it is imported when a text is first parsed, not before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.infinitive import infinitive

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Doc
    from spacy.tokens import Token as Token

MODEL = "fr_core_news_md"  # UD labels: nsubj, nsubj:pass, obl:agent
_SUBJECTS = ("nsubj", "nsubj:pass", "expl:subj")
_LEFT_OUT = ("acl:relcl", "acl", "advcl", "appos", "parataxis", "conj", "cc", "punct", "cop", "xcomp")
_QUALIFIES = ("amod", "flat:name", "acl")
_FOLLOWS_A_VERB = ("DET", "NUM", "ADP", "ADV", "PRON", "PUNCT")
_ARTICLES = ("le", "la", "l'", "l’")
_NEGATES = ("ne", "n'", "n’")
_OPENS_QUOTE = ("«", '"', "“")
_PARTICIPLE, _OTHER_PARTICIPLE = re.compile(r"ée?s?$"), re.compile(r"[iu]e?s?$")
_CONDITIONS = frozenset({"si", "s'", "lorsque", "lorsqu'", "quand", "dès", "afin", "pour", "que", "qu'", "comme", "dont", "où"})


@lru_cache(maxsize=1)
def _model() -> Language:
    import spacy

    return spacy.load(MODEL, exclude=["ner", "lemmatizer"])


def parsed(texts: Iterable[str], names: Sequence[str] = ()) -> Iterator[Doc]:
    """Each text, parsed, in order. Each of the `names` (as the texts have them) is taken for one word: "Région Grand Est" holds no verb."""
    model = _model()
    yield from model.pipe((_made(model, text, names) for text in texts), batch_size=64)


def _made(model: Language, text: str, names: Sequence[str]) -> Doc:
    from spacy.util import filter_spans

    doc = model.make_doc(text)
    spans = [doc.char_span(at.start(), at.end()) for name in names for at in re.finditer(re.escape(name), text)]
    with doc.retokenize() as retokenizer:
        for span in filter_spans([span for span in spans if span is not None and len(span) > 1]):
            retokenizer.merge(span)
    return doc


@lru_cache(maxsize=10_000)
def is_sentence(text: str) -> bool:
    """Whether a finite verb governs the text, not a clause of it: "Le parquet répond" does, "Les agents qui répondent" does not.

    >>> is_sentence("Le parquet répond dans les huit jours ouvrés"), is_sentence("Montant des sommes que la ville verse")
    (True, False)
    """
    (doc,) = parsed([text])
    return any(_is_verb_after_all(t) or ("Fin" in t.morph.get("VerbForm", []) and not _is_subordinate(t)) for t in doc)


def _is_subordinate(verb: Token) -> bool:
    return any(token.dep_ in ("acl:relcl", "acl", "advcl", "ccomp", "csubj") for token in (verb, *verb.ancestors))


def verb_at(doc: Doc, start: int, end: int) -> Token | None:
    """The token of `doc[start:end]` (characters) that governs the clause: a finite verb, or the participle that follows it."""
    inside = [t for t in doc if t.idx < end and t.idx + len(t) > start]
    return next((t for t in inside if any(c.dep_ in _SUBJECTS for c in t.children)), None) or next(
        (t for t in inside if t.pos_ in ("VERB", "AUX")), None
    )


def subject_of(verb: Token) -> Token | None:
    """The head of the verb's subject, looked for along auxiliaries and coordinations; the antecedent of "qui"."""
    for candidate in _chain(verb):
        for child in candidate.children:
            if child.dep_ in _SUBJECTS:
                is_relative = child.lower_ in ("qui", "lequel", "laquelle") and candidate.dep_ == "acl:relcl"
                return candidate.head if is_relative else child
        if candidate.dep_ == "acl" and is_finite(candidate) and candidate.head.i < candidate.i and candidate.head.dep_ == "ROOT":
            return candidate.head  # "Le gardien lui signale": taken for what qualifies "gardien"
    if _qualifies_instead(verb):
        return verb.head
    return None


def _chain(verb: Token) -> Iterator[Token]:
    """The verb, then those whose subject it shares."""
    seen = 0
    while seen < 6:
        yield verb
        if verb.dep_ not in ("conj", "aux", "aux:pass", "aux:tense", "cop", "xcomp", "ccomp", "parataxis") or verb.head == verb:
            return
        verb, seen = verb.head, seen + 1


def has_subject(doc: Doc) -> bool:
    return any(t.dep_ in _SUBJECTS for t in doc)


def agent_of(verb: Token) -> Token | None:
    """Who does what a passive verb says: "restitués par la DINSIC"."""
    for candidate in (verb, *(c for c in verb.children if c.dep_ in ("xcomp", "conj"))):
        agent = next((c for c in candidate.children if c.dep_ == "obl:agent"), None)
        if agent is not None:
            return agent
    return None


def agent_within(noun: Token) -> Token | None:
    """The agent of what qualifies a noun: "le loyer pratiqué par le bailleur"."""
    return next((t for t in noun.subtree if t.dep_ == "obl:agent" and t.head.dep_ == "acl"), None)


def is_passive(verb: Token) -> bool:
    verbs = (verb, *(c for c in verb.children if c.dep_ == "xcomp"))
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for v in verbs for c in v.children)


def is_future(verb: Token) -> bool:
    """The verb, or the auxiliary that carries its tense, is in the future."""
    return any("Fut" in t.morph.get("Tense", []) for t in (verb, *(c for c in verb.children if c.pos_ == "AUX")))


def is_finite(verb: Token) -> bool:
    """Whether it states something, in the present or the future; "fournit" is taken for a past in which no clause is written."""
    tenses = [
        t.morph.get("VerbForm", []) + t.morph.get("Tense", []) for t in (verb, *(c for c in verb.children if c.pos_ == "AUX"))
    ]
    return any("Fin" in t and {"Pres", "Fut", "Past"} & {*t} for t in tenses)


def is_conditional(verb: Token) -> bool:
    """It stands in "si …", "lorsque …", "dès que …": what it says is a condition, not a duty."""
    for candidate in _chain(verb):
        if candidate.dep_ in ("advcl", "acl:relcl", "ccomp") and any(
            c.lower_ in _CONDITIONS for c in candidate.children if c.dep_ in ("mark", "obj", "obl:mod", "advmod", "fixed")
        ):
            return True
    return False


def main_verbs(doc: Doc) -> list[Token]:
    """The finite verbs that state something, in order: not those of relatives and conditions, unless they name their agent."""
    return [
        t
        for t in doc
        if ((t.pos_ == "VERB" and is_finite(t)) or _is_verb_after_all(t)) and not any(c.dep_ == "cop" for c in t.children)
        and not is_conditional(t) and (not _is_relative(t) or (is_future(t) and agent_of(t) is not None))
    ]  # fmt: skip


def _is_verb_after_all(token: Token) -> bool:
    """ "Il s'approvisionne", "le Parc loge l'artiste", "la Région finance les audits": taken for another word, though its subject
    stands before it."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or not token.is_lower:
        return _qualifies_instead(token)
    subjects = [c for c in token.children if c.dep_ in _SUBJECTS]
    is_after_one = any(c.right_edge.i == token.i - 1 and (token.dep_ == "ROOT" or c.pos_ == "PRON") for c in subjects)
    is_after_one = is_after_one and _is_conjugated(token.text) and token.nbor(-1).text not in _OPENS_QUOTE
    is_of_pronoun = token.dep_ == "ROOT" and token.pos_ != "ADJ" and any(c.pos_ == "PRON" for c in subjects)
    return is_after_one or is_of_pronoun or _qualifies_instead(token)


def _qualifies_instead(token: Token) -> bool:
    """Whether a verb was taken for what qualifies its subject: for a noun, or where the sentence has no other verb."""
    subject, after = token.head, token.doc[min(token.i + 1, len(token.doc) - 1)]
    if token.dep_ not in _QUALIFIES or subject.i != token.i - 1 or after.pos_ not in _FOLLOWS_A_VERB or not token.is_lower:
        return False
    governed = subject.head if subject.dep_ == "nsubj" else subject
    is_verbless = governed.pos_ not in ("VERB", "AUX") and not any(c.dep_ == "cop" for c in governed.children)
    is_subject = subject.dep_ in ("ROOT", "nsubj") and any(c.lower_ in _ARTICLES for c in subject.children)
    return is_subject and (is_verbless or token.pos_ == "NOUN") and after.lower_ not in _NEGATES and _is_conjugated(token.text)


def _is_conjugated(word: str) -> bool:
    """Whether a word may be a verb in the present: "accueillie" and "agréé" are participles, "vérifie" is not."""
    whole = infinitive(word)
    return bool(whole) and not (_PARTICIPLE if whole.endswith("er") else _OTHER_PARTICIPLE).search(word)


def _is_relative(verb: Token) -> bool:
    return any(v.dep_ == "acl:relcl" for v in _chain(verb))


def noun_phrases(head: Token) -> list[str]:
    """The noun phrase of `head`, then those coordinated with it, each without what qualifies it after a comma."""
    others = [t for t in head.children if t.dep_ == "conj" and t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ")]
    return [_phrase(head), *(phrase for other in others for phrase in noun_phrases(other))]


def _is_adverbial(token: Token) -> bool:
    """ "à la signature du bail", "en fonction de la surface": beside a noun, but no part of who it names."""
    cases = [c.lower_ for c in token.children if c.dep_ == "case"]
    return bool(cases) and not any(case in ("de", "du", "des", "d'", "d’") for case in cases)


def _phrase(head: Token) -> str:
    kept = {head.i}
    waiting = [head]
    while waiting:
        for child in waiting.pop().children:
            if _qualifies_instead(child):
                continue
            if child.dep_ not in _LEFT_OUT and (child.dep_ != "case" or child.head != head) and not _is_adverbial(child):
                kept.add(child.i)
                waiting.append(child)
            elif child.dep_ == "acl" and child.i == child.head.i + 1:  # "la personne accueillie"
                kept.add(child.i)
    first = last = head.i
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return head.doc[first : last + 1].text
