"""Whose duties a question asks for, and on what: "que doit faire l'entreprise si le stagiaire est malade ?"."""

import re
from collections import Counter
from collections.abc import Sequence

from assistant.frame import content
from assistant.notes import is_note
from assistant.question import Question
from corpus import EVERYONE, Debtors, fold, without_article
from index import ConventionIndex, Word, analyse

_ASKS_FOR_DUTIES = re.compile(
    r"\b(?:a la charge(?= d)|doi(?:t|vent)|s'(?:est |sont )?engag\w*|prom(?:et\w*|is)|obligations?|engagements?|devoirs?|sujetions?|incomb\w+|pesent?|revien(?:t|nent)|chargee?s?|tenue?s?|attend(?:re|ue?s?)?|s'oblige(?:nt)?|soumise?s?|responsables?|redevables?|roles?|missions?|taches|rien(?= (?:\w+ )?(?:a|prom\w+|pris)\b))\b"
)
# "ce qui incombe au bailleur", "les charges du bailleur": named after it
_IS_OWED_BY = re.compile(r"obligation|engagement|devoir|incomb|pese|revien|attend|role|mission|tache|charges$|a la charge")
# "que doit…", "à quoi s'engage…", "à quoi est tenu…", "quels documents doit…"
_SUBJECT_FOLLOWS = re.compile(r"(?:\bque|quoi|\bquel\w*(?: \w+)?)(?: est| sont)?\W*$")
_I_OWE = re.compile(r"\b(?:je dois|nous devons|on doit|m'incomb\w+|nous incomb\w+|pour (?:moi|nous))\b")
_ITS_OWN = re.compile(r"\b(?:ses|leurs) (?:\w+ )?$")  # "quelles sont ses obligations ?"
_DETERMINER = (
    r"(?:l'|d'|(?:le|la|les|une?|mon|ma|mes|son|sa|ses|leurs?|notre|nos|votre|vos|chaque|du|des|de la|de|aux?|cet|cette|ce) )+"
)
_PHRASE = (
    rf"{_DETERMINER}(?P<who>[^,;:?!.()]+?)(?=\s(?:qui|que|quand|lorsque|si|envers|vis|face|pour|en|dans|avec|aux?|a|sur|selon|apres|avant"
    r"|pendant|durant|hors|contre|concernant|quant|question|niveau|cote|financierement|comme|ou|et|puis|lors|une fois|tout\w*"
    r"|est|sont|reste(?:nt)?|doi(?:t|vent)|elle|elles|lui|eux|prend|prennent|\w+ t (?:il|elle|on))\b|\ss'|\s?[,;:?!.()]|\s*$)"
)
# "faire", "rendre ou déposer", "mettre à disposition"; "incombe aux", "financières du"
_FIRST_PHRASE = re.compile(
    rf"\W*(?:(?:\w{{2,}}(?:er|ir|re)|ou|et|a disposition|quoi) )*(?:(?!envers)\w{{5,}}s )?(?:(?:a|pour|chez|sur|incombant) )*{_PHRASE}"
)
# "que doit préparer Corvaisier"
_NAME_WITHOUT_ARTICLE = re.compile(r"\W*(?:\w{2,}(?:er|ir|re) )*(?P<who>[A-ZÀ-Ý]\S*\w(?: [A-ZÀ-Ý]\S*\w)*)")
_ANY_PHRASE = re.compile(rf"\b{_PHRASE}")
_CLAUSE_START = re.compile(r"\b(?:que|quoi|quand|si|mais)\s|[,:;]|\bqu'")
_COMPLEMENT = re.compile(r"\s(?:d'|de |du |des )")
_TOWARDS = re.compile(r"\b(?:aux?|a l[a']|envers|vis a vis|aupres|chez|avec)\s?(?:d[eu]s? |de l[a'] ?|l\w*['\s])?$")
# "les services de la préfecture", "les élus de la commune": who acts for a body is meant as the body
_ACTS_FOR = re.compile(r"(?:services?|agents?|equipes?|representants?|elus?|personnels?)\s(?:de la |de l'|du |des |d'|de )")
_ASSEMBLIES = (
    (re.compile(r"conseil (?:departemental|general)\b"), "département"),
    (re.compile(r"conseil regional\b"), "région"),
    (re.compile(r"(?:conseil municipal|municipalite|mairie)\b"), "commune"),
)
_WORDS_OF_NAME = 4  # at most, of a party in a note
_ALIKE = 0.5  # more of the words of a phrase and of a name than that are shared: they mean the same one

_PARTIES = r"(?:parties|partenaires|signataires|cocontractants|contractants)"
_EVERYONE = re.compile(
    rf"\b(?:des|les|aux|ces|nos|deux|toutes|tous|autres)(?: les| deux| autres)* {_PARTIES}\b|\bchaque (?:partie|partenaire|signataire)\b|\bchacune?\b(?! (?:de|d'))"
    r"|\bqui (?:doit|fait|s'engage) (?:a )?(?:faire )?(?:a )?quoi\b|\b(?:obligations?|engagements?|devoirs?) (?:respecti|reciproque|mutuel)|\bde part et d'autre\b"
)
_ASKED_OF_ALL = frozenset(
    analyse(
        "liste lister énumérer énumère détailler détaille chaque partie respectif réciproque mutuel signataire partenaire part autre quoi"
    )
)

# "ce que l'État a pris à sa charge dans ce projet": says of no duty what it is about
_NO_SUBJECT = frozenset(
    analyse(
        "prendre pris promettre promis apporter assumer fournir projet cadre partenariat dispositif montage titre propre particulier mettre met tout toute tous complet complète"
        " veux article consacré comme même lors face fois"
    )
)
# "hors argent, que doit…", "que doit fournir le centre en dehors des actes ?": what is left out is no subject
_LEFT_OUT = re.compile(
    r"\b(?:hors|hormis|excepte\w*|outre|(?:mis )?a part|en dehors d(?:e|u|es)|en plus d(?:e|u|es))\s[^,;:?!.()]{2,60}"
)


def debtor_asked_about(question: Question, conventions: Sequence[str], index: ConventionIndex) -> str:
    """Of those whom the conventions bind, the one whose duties are asked for: the subject of what asks for them, by its name or by
    other words for it ("l'entreprise" is the "organisme d'accueil"), never where it names a text ("dans la convention Grand
    Est"), nor as the one to whom something is owed. Empty when it is nobody whom they bind, or the one who asks."""
    said, asked = _without_asides(question), subjects_asked(question)
    calls = _calls(conventions, index)
    phrases = [phrase for _, some in asked for phrase in some]
    meant = next((name for phrase in phrases if (name := _meant(phrase, calls, index))), "")
    is_named = bool(question.party) and (not asked or question.party in fold(said))
    if is_named and (not meant or _is_subject(question.party, phrases, calls)):
        return question.party
    return "" if _I_OWE.search(fold(said)) else meant


def _is_subject(party: str, phrases: Sequence[str], calls: Sequence[tuple[str, str]]) -> bool:
    """Whether a party that a question names is the one its subject means: not so in "opah de Sarmezac, que doit la com com", nor where no
    convention calls anybody so: "l'ARS", who is "l'Agence"."""
    return any(party in call for call, _ in calls) and any(party in fold(phrase).replace("-", " ") for phrase in phrases)


def asks_of_everyone(question: Question) -> bool:
    """Whether the duties of all the parties are asked for, those of each: "les obligations des parties", "qui doit faire quoi ?"."""
    return _EVERYONE.search(fold(question.text)) is not None


def subjects_asked(question: Question) -> list[tuple[str, list[str]]]:
    """Each word of a question that asks for duties, and the noun phrases that may be its subject, the likest first."""
    said = _without_asides(question)
    return [(cue[0], _subjects(said, cue)) for cue in _ASKS_FOR_DUTIES.finditer(fold(said))]


def topic(question: Question, party: str, conventions: Sequence[str], index: ConventionIndex) -> list[str]:
    """What is asked of a party's duties in particular: the terms of the question that name neither the party, however a
    convention or the question calls it, nor the text."""
    calls = _calls(conventions, index)
    names = {name for call, name in calls if name == party or party in call}
    asked = subjects_asked(question)
    subjects = [phrase for _, phrases in asked for phrase in phrases]
    phrases = [phrase for phrase in subjects if party in fold(phrase) or _meant(phrase, calls, index) in names]
    called = [call for call, name in calls if name in names]
    own = set(analyse(" ".join([party, *(cue for cue, _ in asked), *phrases, *called])))
    own |= _NO_SUBJECT | (_ASKED_OF_ALL if asks_of_everyone(question) else set())
    own |= {term for found in _LEFT_OUT.finditer(fold(question.matter)) for term in analyse(found[0])}
    own |= {term for id_ in conventions for term in index.entries[id_].subject} | set(content(question.frame))
    return [term for term in content(question.matter) if term in question.terms and term not in own]


def _subjects(said: str, cue: re.Match[str]) -> list[str]:
    """The noun phrases that may be the subject of what asks for duties, the likest first: the one after it where it is put
    first ("que doit faire le bailleur"), else those of the same clause before it, the nearest first."""
    folded = fold(said)
    if _ITS_OWN.search(folded[: cue.start()]):  # of whom the words before speak, their subject first
        phrases = [said[slice(*phrase.span("who"))] for phrase in _ANY_PHRASE.finditer(folded, 0, cue.start())]
        return [shorter for phrase in phrases for shorter in _shortened(phrase)]
    if _IS_OWED_BY.match(cue[0]) or _SUBJECT_FOLLOWS.search(folded[: cue.start()]):
        following = _FIRST_PHRASE.match(folded, cue.end())
        if not following and is_note(folded):
            return _jotted(said[: cue.start()], said[cue.end() :])
        if not following and (named := _NAME_WITHOUT_ARTICLE.match(said, cue.end())):
            return [named["who"]]
        return _or_its_owner(said, following) if following else []
    starts = [found.end() for found in _CLAUSE_START.finditer(folded, 0, cue.start())]
    found = _ANY_PHRASE.finditer(folded, starts[-1] if starts else 0, cue.start())
    phrases = [said[slice(*phrase.span("who"))] for phrase in found if not _TOWARDS.search(folded[: phrase.start("who")])][::-1]
    before = said[starts[-1] if starts else 0 : cue.start()].strip()
    return phrases or [before]  # a name that takes no article: "DGSI doit…"


def _jotted(before: str, after: str) -> list[str]:
    """The words that stand after and before what asks for duties in a note, the most at once first: "obligations caisse paiement",
    "scop engagements emploi"."""
    preceding = re.findall(r"[\w'’-]+", before)
    return _shortened(after) + [" ".join(preceding[-count:]) for count in range(min(_WORDS_OF_NAME, len(preceding)), 0, -1)]


def _shortened(phrase: str) -> list[str]:
    """The first words of a phrase, the most at once first: "personne accueillie arrive", "personne accueillie", "personne"."""
    words = re.findall(r"[\w'’-]+", phrase)
    return [" ".join(words[:count]) for count in range(min(_WORDS_OF_NAME, len(words)), 0, -1)]


def _or_its_owner(said: str, found: re.Match[str]) -> list[str]:
    """A noun phrase; of one that means no body, also what follows it, whose it may be: "entretien de la commune", "information pour
    la commune"."""
    phrase = said[slice(*found.span("who"))]
    if Debtors(()).is_actor(phrase):
        return [phrase]
    complements = [without_article(phrase[at.end() :]) for at in _COMPLEMENT.finditer(fold(phrase))]
    following = _FIRST_PHRASE.match(fold(said), found.end())
    return [phrase, *complements, *([said[slice(*following.span("who"))]] if following else [])]


def _without_asides(question: Question) -> str:
    said = question.text.replace("-", " ")
    is_told_of_another = any(_ITS_OWN.search(fold(said)[: cue.start()]) for cue in _ASKS_FOR_DUTIES.finditer(fold(said)))
    for aside in [] if is_told_of_another else filter(None, question.frame.split(" ; ")):
        said = said.replace(aside.replace("-", " "), " ")
    return " ".join(said.split())


def _calls(conventions: Sequence[str], index: ConventionIndex) -> list[tuple[str, str]]:
    """Every way in which the conventions call those whom they bind, and the name of each; those they bind most come first."""
    bound = Counter(o.party for id_ in conventions for o in index.obligations(id_) if o.party and o.party != EVERYONE)
    found = {
        (call, name)
        for id_ in conventions
        for name, calls in Debtors(index.convention(id_).parties).calls().items()
        for call in calls
    }
    names = {*bound, *(name for _, name in found)}
    found |= {(name, name) for name in names}  # with its accents, on which a stem depends: "collectivité", not "collectivite"
    return sorted(found, key=lambda named: (-bound[named[1]], named))


def _meant(phrase: str, calls: Sequence[tuple[str, str]], index: ConventionIndex) -> str:
    """Whom a noun phrase means, by the words that it shares with a name, or their synonyms; empty when it is none of them."""
    for said in _said_of(phrase):
        words = index.words(analyse(said))
        (likeness, _), name = max(
            ((_likeness(words, call), name) for call, name in calls), key=lambda found: found[0], default=((0.0, 0), "")
        )
        if likeness > _ALIKE:
            return name
        bearers = {name for call, name in calls if re.search(rf"\b{re.escape(fold(said))}\b", fold(call))}
        if len(bearers) == 1 and any(word[0].isupper() for word in re.findall(r"\w+", said)):
            return bearers.pop()  # "Corvaisier", of "la SARL Dépannage Corvaisier"
        qualified = (name for call, name in calls if re.fullmatch(rf"(?i:{re.escape(call)}) [a-zà-ÿ]+(?: [IVX\d]+)?", said))
        if name := next(qualified, ""):  # "le Syndicat mixte", whom the text calls "le Syndicat"
            return name
    return ""


def _said_of(phrase: str) -> list[str]:
    """The body that an assembly is of; a noun phrase, whole and without its complements ("le bailleur d'un programme"); the body that it
    acts for."""
    folded = fold(phrase)
    said = [body for assembly, body in _ASSEMBLIES if assembly.match(folded)]
    said += [phrase, *(phrase[: found.start()] for found in reversed(list(_COMPLEMENT.finditer(folded))))]
    if acts := _ACTS_FOR.match(folded):
        said.append(phrase[acts.end() :])
    return said


def _likeness(words: Sequence[Word], call: str) -> tuple[float, int]:
    """The share of the words of a phrase and of a name, taken together, that they have in common; then how many of them are said by no
    other word for them: of the "maire" and the "commune", the "maire" is he."""
    terms = set(analyse(call))
    said = [word for word in words if terms & word.variants.keys()]
    shared = {term for word in said for term in terms & word.variants.keys()}
    return len(shared) / max(1, len(terms) + len(words) - len(said)), sum(word.term in terms for word in said)
