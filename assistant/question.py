"""What a question asks: its kind, the conventions it means, the articles it names, the type of answer it expects.

Pure and deterministic: the conventions at hand are given by their names (see `assistant.named`).
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Kind
from assistant.aspects import aspects_of
from assistant.duties_asked import duties_cue
from assistant.errors import BadQuestion
from assistant.expected import Expected, expected_by
from assistant.frame import NAMES_A_TEXT, content, framed
from assistant.named import BODY, Known, conventions_named, names_one_of, spaced, unknown_name
from assistant.notes import is_note
from assistant.whole import asked_of_each, asks_of_all
from corpus import fold
from index import analyse

QUESTION_MAX_CHARACTERS = 2_000
_TERMS_OF_ITS_OWN = 3  # a follow-up that says this much asks its own question, of the same convention
_VERB_OF_ITS_OWN = re.compile(r"(?<!s')(?<!\bsi )\b(?:il|elle|on|ils|elles|je|nous|vous) (?!\?)\w")  # "s'il refuse" waits for one
_WORD_OF_ITS_OWN = re.compile(r"\b(?:qui|quoi|quel\w*|lequel|combien|comment|pourquoi|quand)\b")  # "et le comptable, c'est qui ?"
_NUMBER_ALONE = re.compile(
    r"\W*(?:et |puis |ensuite )?(?:l[ae]s? |l'|du |a )?(?:article |n° ?)?((?:\d{1,3}|[ivx]{1,5}\b)(?:\.\d{1,2})*)\W*"
)  # "et le 6 ?"
# "et s'il refuse ?", "d'accord, qui paie ?", "elle dure combien ?": goes on with what was asked, where "Qui signe ?" begins anew
_GOES_ON = re.compile(
    r"\W*(?:et|mais|ou|alors|donc|sinon|ok|bon|d'accord|dans ce cas|si oui|ils?|elles?|ca|cela|c'est|celui|celle|lui|leur)\b"
)

_ARTICLE = re.compile(
    r"\b(?:articles?|art\.?)\s+(?P<number>(?:\d{1,3}|[ivx]{1,5}\b)(?:\.\d{1,2})*(?:er)?(?:\s?(?:bis|ter|quater)\b)?|premier|annexe \w+)|\b(?P<annexe>annexe(?: \d+\b(?! \d)| [ivx]+\b)?)"
)

_FOCUS = re.compile(
    r"\bquel(?:le)?s?\s+(?:(?:est|sont|etait)\s+)?(?:l[ae]s?\s+|l')?(?P<thing>[a-z'-]+(?:\s+(?:d[eu]s?\s+|d'|de l[a']\s*)?(?!pour|dans|en|par|sur|a|au|aux|faut|est|doit|peut)[a-z'-]+){0,2})"
)

# "la fiche de la convention", never "la fiche de paie"
_SHEET = r"(?:fiche|carte d'identite)(?: d'identite| de synthese| recapitulative)? (?:de |du |des |d'une? )(?:la |l'|cette )?(?:convention|contrat|accord|avenant|partenariat|charte|protocole|bail)s?"
# "Résume la convention", "fais-moi une synthèse de la convention": of the whole text
_SUM_UP = (
    r"\W*(?:(?:peux[- ]tu|tu peux|pouvez[- ]vous|vous pouvez|fais|faites|donne[rz]?|je voudrais|il (?:me|nous) faut)\b[- ]?)?(?:(?:moi|me|nous|faire|donner)\b[- ]?)*(?:une? |le |la |les |l'|quels sont les |c'est quoi )?"
    r"(?:resume[rz]?|synthese|synthetise[rz]?|essentiel|grandes lignes|points? (?:cles?|importants?|essentiels?|principaux))(?:[- ]moi)? ?(?:de |du |d')?(?:la |le |cette |ce |l'|cet )?"
    r"(?:convention|contrat|accord|avenant|partenariat|charte|protocole|bail)(?: [\w'-]+){0,6}\W*"
)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("help", re.compile(r"(?:bonjour|bonsoir|salut|coucou|hello|merci|au revoir|aide|help|ok|d'accord|super|parfait|tres bien)?\W*(?:(?:tu es|vous etes|es[- ]tu|etes[- ]vous) (?:sure?|certaine?)s?|que (?:sais|peux)[- ]tu faire|qui es[- ]tu|a quoi (?:sers[- ]tu|tu sers)|comment (?:ca marche|tu fonctionnes|t'utiliser)|qu'est[- ]ce que tu (?:sais|peux) faire)?\W*")),
    ("comparison", re.compile(r".*\b(?:compar\w+|differences?|differ(?:e|ent)\b|diverg\w+|versus|par rapport a|points? communs?|distingu\w+|identiques?|est-(?:il|elle|ce) l[ae] meme|sont-(?:ils|elles) les memes"
        r"|c'est pareil|vs|face a (?:l'|celle|celui|la convention|l[ae] )|dans l'un et (?:dans )?l'autre|chang\w+ entre|avec l[ae'].{0,80}? et avec cel"
        r"|contre (?:l'ancien|celui|celle|l'annexe|annexe|la version|le (?:modele|contrat)|(?:la )?convention)|dans (?:l[ae]s? |l')[^,?]* et dans (?:cel|l[ae]s? |l')).*")),
    ("facts", re.compile(rf"{_SUM_UP}|.*\b(?:{_SHEET}|chiffres? cles?|informations? cles?|principales? (?:informations|donnees|dates)|dates? cles?)\b.*|\W*(?:la )?fiche(?! de\b)(?: [\w'-]+){{0,3}}\W*")),
)  # fmt: skip
# "le plafond des HLM et celui des foyers": compares, if each half means a convention of its own
_MAY_COMPARE = re.compile(
    r"\bcontre\b|\bet (?:sous |dans |a |avec )?(?:quel\w* \w+|combien|d'ou) (?:dans|en|avec|chez|selon|quand)\b|\bet (?:cel(?:ui|le|les)|ceux)\b"
    r"|, et (?:qui|quel\w*|combien) (?:quand|si|en|dans|pour|avec|chez)\b|, et (?:la convention|le contrat|l'annexe|le modele)\b"
    r"|\b(?P<side>dans|chez|selon|avec|sous) .{3,80}? et (?P=side)\b|\b(?:au|les?|la) memes? (?:moment|date|regle|delai|duree|montant|taux|plafond|condition)s?\b"
    r"|\bplus (?:long|court|cher|eleve|strict|souple|grand|petit)\w*\b.{0,80}\bou\b|\bou\b.{0,80}\b(?:qui|lequel|laquelle)\b.{0,30}\bl[ae] plus\b|\bl'une? et l'autre\b"
    r"|\b(?:idem|pareil\w*|egalement|aussi|de meme|meme chose)\b|\b(?:alors|tandis) qu|\bsinon\b|;\W*(?:et|chez|en|dans|l'annexe|celle|celui)\b|\b(?:lequel|laquelle) des deux\b|\b(?:les|des) deux (?:modeles|textes|conventions|contrats)\b"
    r"|\bquel(?:le)? (?:convention|modele|contrat|texte|annexe) (?:est|oblige|prevoit|donne|laisse|impose|exige)|\bd'un(?:e)? (?:cote|part)\b|\bde l'autre\b|\bd'un \w+ a l'autre\b"
    r"|\bentre (?:l[ae]s? |l')?(?:ancien\w* |nouve\w+ )?(?:convention|modele|annexe|contrat|version)\w*\b.{0,80}\bet\b|\bcel(?:ui|le|les) (?:d[eu]s?|de la|de l')\b|\bceux d[eu]s?\b"
    r"|\b(?:et|ou|comme|puis|mais|pas) (?:en(?! cas)|chez|dans|sous|pour|avec|selon|celui|celle) |\?\W*et \w"
    r"|\bancien\w* (?:contrat|convention|modele|annexe|texte|version|cadre|avenant)\b.{0,120}\b(?:actuel\w*|nouve\w+|maintenant|aujourd'hui|depuis|toujours|seulement)\b|\b(?:deja|toujours|avant)\b.{0,80}\bancien"
)
# "quels documents", "liste les cas": several things are asked for, and a list answers whole
_SEVERAL = re.compile(
    r"\b(?:quels|quelles|lesquel(?:le)?s|list(?:e|er|ez)|enumer\w+|demarches|documents|pieces|devoirs|obligations|conditions|qu'est[- ]ce que? .{0,60}\bdoi(?:t|vent))\b"
)
_SIDES = re.compile(
    r"\s(?:et )?(?:entre|dans|selon|chez|avec|contre|vs|face a|par rapport a)\s(?:l[ae]s? |l'|c?es? |cette |nos |l'?ancien\w* |nouve\w+ )*"
    r"(?:convention|contrat|accord|avenant|modele|annexe|protocole|charte|version|type|cel(?:ui|le|les)|ceux|l'un|[a-z]{1,2}\.? ?\d)[^:]*"
)
# "Compare… des deux conventions", "différence de…": what compares, and what says that there are two
_COMPARES = re.compile(
    r"^\W*(?:et )?(?:compar\w+(?:[- ]moi)?|(?:quel\w* (?:(?:est|sont) )?)?(?:la |les |l')?(?:differences?|comparaison|points? communs?))\b ?(?:de (?!la )|du |des |d'|entre |sur )?"
)
_BOTH_TEXTS = re.compile(
    r"\b(?:(?:entre|dans|de|des|pour|selon) )?(?:les |des |nos |ces )?(?:deux|2) (?:conventions|contrats|accords|textes|modeles|annexes|avenants)\b ?(?:sur |en matiere de |quant a |pour )?"
)
_ASKS_SOMETHING = re.compile(
    r"\b(?:qui|quoi|quel\w*|combien|quand|comment|ou|est-ce|peut|doit|est|sont|a-t|faut|dit)\b|-(?:il|elle|on)s?\b"
)
_LITERAL = re.compile(
    r"\b(?:cite[rz]?(?! d[eu]\b| d')|donne[rz]?|(?:re)?copie[rz]?|reprodui\w+|in extenso|libelle\w*|redige\w*|redaction|teneur|en quels termes|la lettre de|dispositif de l'|affiche[rz]?|montre[rz]?|sors|texte|integral\w*|exact\w*|mot (?:a|pour) mot|verbatim|litteral\w*|textuel\w*"
    r"|en entier|tel qu'il|sans (?:resume\w*|coup\w+)|que dit|lis|lire|voir|contenu|(?:il y a|y a t il|existe t il)(?: bien)? une? article)\b"
)
_LITERAL_ANNEXE = re.compile(
    rf"{_LITERAL.pattern}\W+(?:moi |nous |me )?(?:(?:la|le|les|du|de|tout\w*|integral\w*|exact\w*|texte) |l'|d')+annexe|\bannexe(?: \w+)?,? (?:en entier|integral\w*|sans (?:resume|coup)|mot)"
)

_DENIED = re.compile(r"\b(?:rien|aucune?)\b")

# "le préambule", "les visas", asked for as they stand, by the name that a section has
_SECTION = re.compile(r"\b(?:(?P<preambule>preambule|considerants?)|(?P<visas>visas)|(?P<signatures>bloc de signatures?))\b")
# "art. 2 modèle intercommunal", "convention de stage - article 13"
_AT_AN_END = re.compile(
    r"^\W*(?:l'|d')?(?:article|art\.?) (?:\d|[ivx]{1,5}\b)|\b(?:article|art\.?) (?:(?:\d|[ivx]{1,5}\b)[\d.]*(?: (?:bis|ter))?|1er|premier)\W*$"
)
_OPENS_ON_ANNEXE = re.compile(r"\W*(?:et )?(?:l'|la |une |les )?annexes?\b")


@dataclass(frozen=True, slots=True)
class Question:
    """`conventions` is empty when none is meant in particular; `unknown` is a body that no convention names.

    `terms` are the analysed words that an answer should hold; `party` the folded name of the party asked about; `matter` is what
    is asked, `frame` what names the text it is asked of (see `assistant.frame`); `focus` the terms of what "quel" asks for; `before` what
    the question that it follows up asked; `kept_for` for how many questions, this one included, its conventions have been those of the
    question before, unsaid; `of_all` when it is asked of all the texts at hand rather than of one; `beside` what the message tells besides (see `assistant.spoken`).
    """

    text: str
    kind: Kind
    expected: Expected
    conventions: tuple[str, ...]
    articles: tuple[str, ...]
    terms: tuple[str, ...]
    party: str = ""
    unknown: str = ""
    matter: str = ""
    frame: str = ""
    focus: tuple[str, ...] = ()
    before: str = ""
    kept_for: int = 0
    of_all: bool = False
    beside: str = ""

    @property
    def whole(self) -> str:
        """With what the question before asked, if it follows one up: "Quel préavis ? et s'il est muté ?"."""
        return f"{self.before} {self.text}".strip()

    @property
    def read_as(self) -> str:
        """What a clause is read beside: the question, or what it compares when it begins by saying so."""
        return self.matter if self.kind == "comparison" and _COMPARES.match(fold(self.text)) else self.text

    @property
    def may_compare(self) -> bool:
        """Whether it reads as a comparison, provided that each half means a convention of its own."""
        return self.kind in ("answer", "obligations") and _MAY_COMPARE.search(fold(self.text)) is not None

    @property
    def asks_for_several(self) -> bool:
        """Whether a list is expected rather than one thing."""
        return self.kind == "obligations" or _SEVERAL.search(fold(self.text)) is not None


def understand(text: str, catalogue: Sequence[Known], knows: Callable[[str], bool], previous: Sequence[str] = ()) -> Question:
    """Reads a question; `knows` tells whether the indexed texts hold
    an analysed term; `previous` are the turns before it, from which it inherits what it leaves unsaid.

    Raises:
        BadQuestion: empty, longer than 2,000 characters, or without a word.
    """
    check(text)
    question = _understood(text, catalogue, knows)
    if not previous or question.of_all:
        return question
    before = understand(previous[-1], catalogue, knows, previous[:-1])
    if before.kind == "quote" and (alone := _NUMBER_ALONE.fullmatch(fold(text))):
        question = _understood(f"article {alone[1]}", catalogue, knows)
    frame = question.frame if names_one_of(question.frame, catalogue) else ""
    names_what_to_quote = bool(
        question.articles or question.conventions
    )  # "et l'article 6 ?", not "et le préavis, c'est combien ?"
    kept_for = before.kept_for + 1 if before.conventions else 0
    is_of_another_aspect = bool(aspects_of(question.matter))  # "et la durée ?", once the notice is told
    if _leaves_unsaid(question) and not is_of_another_aspect and (before.kind != "quote" or names_what_to_quote):
        inherited = replace(
            before, conventions=question.conventions or before.conventions, unknown=question.unknown, frame=frame or before.frame,
            articles=question.articles or before.articles, party=question.party or ("" if question.conventions else before.party),
            kept_for=0 if question.conventions else kept_for,
        )  # fmt: skip
        if question.terms:  # asks the same of another thing: "et la garde par jour ?"
            matter, focus = question.matter, question.focus
            return replace(inherited, text=text, terms=question.terms, matter=matter, focus=focus, before=before.matter)
        return replace(inherited, text=f"{before.text} {text}", matter=f"{before.matter} {question.matter}")
    if not question.conventions and not frame and question.kind != "comparison":  # another thing of the same convention
        return replace(
            question,
            conventions=before.conventions,
            frame=before.frame or before.text,
            party=question.party or before.party,
            before=before.matter if _GOES_ON.match(fold(text)) else "",
            kept_for=kept_for,
        )
    return question


def told_beside(question: Question, beside: str, catalogue: Sequence[Known]) -> Question:
    """The same, with what the rest of a message tells of the text that is meant, where the question names none."""
    if not beside:
        return question
    named, _ = conventions_named(spaced(beside), catalogue)
    frame = framed(beside).frame if NAMES_A_TEXT.search(fold(beside)) else ""
    if question.frame or not names_one_of(frame, catalogue):
        frame = question.frame
    if named and (not question.conventions or question.kept_for) and not question.of_all:
        question = replace(question, conventions=named, kept_for=0)
    return replace(question, beside=beside, frame=frame)


def check(text: str) -> None:
    """Raises BadQuestion, with what to do, when `text` cannot be a question."""
    if not isinstance(text, str):
        raise BadQuestion("La question n'est pas un texte. Écrivez une phrase en français.")
    if len(text) > QUESTION_MAX_CHARACTERS:
        raise BadQuestion(
            f"La question compte {len(text)} caractères ; la limite est de {QUESTION_MAX_CHARACTERS}. Posez une question plus courte."
        )
    if not re.search(r"[^\W\d_]{2}", text):
        raise BadQuestion(
            "La question est vide, ou ne contient aucun mot. Écrivez une phrase, par exemple : « Quelle est la durée ? »"
        )


def _understood(text: str, catalogue: Sequence[Known], knows: Callable[[str], bool]) -> Question:
    if asks_of_all(text):
        each = _understood(asked_of_each(text), catalogue, knows)
        return replace(each, kind="answer", unknown="", of_all=True)
    folded = spaced(text)
    meant, keys_found = conventions_named(folded, catalogue)
    parts = framed(text)
    asked = [_article_number(found) for found in _ARTICLE.finditer(spaced(parts.matter))]
    articles = tuple(asked or [_article_number(found) for found in _ARTICLE.finditer(folded)])
    kind: Kind = next((kind for kind, pattern in _KINDS if pattern.fullmatch(folded)), "answer")
    jotted = is_note(_without_names(folded, keys_found))
    if kind == "answer" and duties_cue(folded, jotted):
        kind = "obligations"
    if kind == "comparison":
        parts = replace(parts, matter=_topic_compared(framed(_without_sides(text)).matter or parts.matter, keys_found))
    named_as_text = all(article.startswith("annexe") for article in articles)  # "annexe III R353-32 : qui paie ?"
    literal = (_LITERAL_ANNEXE if named_as_text else _LITERAL).search(folded)
    remaining = _without_names(spaced(parts.matter), keys_found)
    remaining = re.sub(rf"\b{BODY}\b", " ", remaining) if keys_found else remaining
    terms = tuple(content(_accented_rest(parts.matter, remaining)))
    asks_of_annexe = not _OPENS_ON_ANNEXE.match(folded) or _ASKS_SOMETHING.search(folded) is not None
    is_only_named = len(analyse(text)) <= 6 and not (named_as_text and asks_of_annexe)  # "article 4 ?", "l'annexe 2 ?"
    is_only_named |= jotted and not named_as_text and _AT_AN_END.search(spaced(text)) is not None
    section = _SECTION.search(folded) if not articles and _LITERAL.search(folded) else None
    articles = (section.lastgroup,) if section and section.lastgroup else articles
    if articles and (literal or is_only_named or section) and kind in ("answer", "obligations"):
        kind = "quote"
    unknown = "" if keys_found and len(meant) < len(catalogue) else unknown_name(text, folded, knows)
    return Question(
        text,
        kind,
        expected_by(folded, jotted),
        meant,
        articles,
        terms,
        _party(folded, keys_found, jotted),
        unknown,
        parts.matter,
        parts.frame,
        _focus(parts.matter),
    )


def as_comparison(question: Question) -> Question:
    """The same, asked of each of the texts that it compares: of what they have in common, where the question tells that."""
    topic = framed(_without_sides(question.text)).matter
    asked = replace(question, matter=topic, terms=tuple(content(topic)), focus=_focus(topic)) if topic else question
    return replace(asked, kind="comparison")


def _topic_compared(matter: str, names: Collection[str]) -> str:
    """What is compared, without what compares nor the names of those that are; the whole where nothing would be left.

    >>> _topic_compared("Compare les deux conventions sur la résiliation", ())
    'la résiliation'
    >>> _topic_compared("différence de durée entre Grand Est et Hauts-de-France", ("grand est", "hauts de france"))
    'durée'
    """
    said = r"(?:la |le |les |l')?(?:{body} )?(?:de |du |des |d'|l')?{name}".format
    each = [said(body=BODY, name=re.sub(r"\\? ", "[ -]", re.escape(name))) for name in sorted(names, key=len, reverse=True)]
    of_names = rf"\s(?:(?:entre|dans|de|d'|pour|chez|avec|et|ou|celle de|celui de)\s?)*(?:{'|'.join(each)})\b" if each else "(?!)"
    topic = matter
    for pattern in (_BOTH_TEXTS, _COMPARES, re.compile(of_names)):
        while found := pattern.search(fold(topic)):
            topic = f"{topic[: found.start()]} {topic[found.end() :]}"
            if pattern is _COMPARES:
                break
    topic = " ".join(topic.split()).strip(" .?")
    return topic if content(topic) else matter


def _without_sides(text: str) -> str:
    """What is compared, without what it is compared between; empty when that cannot be told.

    >>> _without_sides("Compare le préavis entre l'annexe I et l'annexe III")
    'Compare le préavis'
    >>> _without_sides("Début des effets : résidence sociale (R. 353-159) contre type I ?")
    'Début des effets'
    """
    topic, _, sides = text.partition(" : ")
    if sides and content(topic) and not NAMES_A_TEXT.match(fold(topic)) and not _ASKS_SOMETHING.search(fold(sides)):
        return topic
    found = _SIDES.search(fold(text))
    common = text[: found.start()] + text[found.end() :] if found else ""
    return common if content(common) else ""


def _focus(matter: str) -> tuple[str, ...]:
    """ "quel dépôt de garantie pour les nouveaux résidents" asks for a "dépôt de garantie"."""
    found = _FOCUS.search(fold(matter))
    return tuple(content(matter[found.start("thing") : found.end("thing")])) if found else ()


def _accented_rest(text: str, remaining: str) -> str:
    """The words of `text` that are in `remaining`, with their accents, which the stemmer needs."""
    left = set(re.findall(r"\w+", remaining))
    return " ".join(word for word in re.findall(r"\w+", text) if fold(word) in left)


def _article_number(found: re.Match[str]) -> str:
    raw = found["number"] or found["annexe"]
    return "1" if raw == "premier" else re.sub(r"(?<=\d)er$", "", re.sub(r"(?<=\d)\s?(?=bis|ter|quater)", " ", raw))


def _without_names(folded: str, keys: Collection[str]) -> str:
    for key in sorted(keys, key=len, reverse=True):
        folded = folded.replace(key, " ")
    return folded


def _party(folded: str, keys: set[str], is_note: bool) -> str:
    """The first party named after what asks for its duties, else the first one named."""
    cue = duties_cue(folded, is_note)
    places = sorted((folded.find(key), -len(key), key) for key in keys)
    after = [place for place in places if cue and place[0] >= cue.start()]
    if cue and _DENIED.search(cue[0]):  # "la DINSIC n'a rien promis à la Région": of the one named before
        after = [place for place in places if place[0] < cue.start()]
    return (after or places or [(0, 0, "")])[0][2]


def _leaves_unsaid(question: Question) -> bool:
    opens = re.match(r"\W*(?:et|ainsi que|puis|mais|meme (?:chose|question))\b", spaced(question.text)) is not None
    said = spaced(question.text)
    asks = len(question.terms) >= _TERMS_OF_ITS_OWN or any(p.search(said) for p in (_VERB_OF_ITS_OWN, _WORD_OF_ITS_OWN))
    return (not question.terms or (opens and not asks)) and question.kind in ("answer", "help")
