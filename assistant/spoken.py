"""What a message asks, apart from what it tells: "Bonjour, je prépare le comité et mon chef me demande si nous pouvons dénoncer la
convention" asks "est-ce que nous pouvons dénoncer la convention".

Pure and deterministic.
"""

import re
from dataclasses import dataclass

from assistant.frame import NAMES_A_TEXT, content
from corpus import fold

_MANY_WORDS = 25  # of a message: a shorter one is a question and its case, which are read together
_TERMS_OF_ITS_OWN = 3  # what asks less is told by the sentence beside it: "qui paie son salaire"
_SENTENCE = re.compile(r"(?<=[.?!…])(?<!\b[A-ZÀ-Ý]\.)(?<!\bart\.)(?<!\bMme\.)(?<!\bn°\.)\s+(?=[A-ZÀ-Ý«\"])|\n+")
_GREETING = re.compile(
    r"^\W*(?i:(?:re-?)?bonjour|bonsoir|salut|coucou|hello|chers?|chères?)\b(?:\s+(?:à tous|à toutes|tout le monde|madame|monsieur|[A-ZÀ-Ý][\w-]+))*\s*(?:[,.!:;]|\s-)*\s*"
)
_THANKS = re.compile(r"(?:(?<=[.?!)])|,)\s*merci\b[^?()]{0,20}$", re.IGNORECASE)
# "Je prépare le dialogue de gestion : …"
_WHAT_FOR = re.compile(
    r"^\W*(?:je|j'|nous|on) (?:prépar|rédig|relis|relit|mont|complèt|reprend|fai)\w* [^:?]{3,80}\s?: (?=\S)", re.IGNORECASE
)
# "tu le connais ?", "euh", "je lui prépare une fiche": somebody speaks to somebody of what they are at, besides telling a case
_SPEAKS_TO_SOMEBODY = re.compile(r"\b(?:tu|vous|te|euh)\b|\bt'|, enfin\b", re.IGNORECASE)
_SPEAKS_OF_ONESELF = re.compile(
    r"\b(?:je |j')(?:l[aeu]i? |les |vous |te |leur |me |m')?(?:prépar|rédig|refai|boucl|mont|reli|complèt|rempli|mets\b|suis le\b|reçoi|accueill|reprend|cherch|envo|dois (?:prépar|rend|fini)|ai (?:rendez-vous|besoin))",
    re.IGNORECASE,
)
# ", euh,", "du coup", ", enfin,": said to gain time
_HESITATION = re.compile(
    r"(?:(?<=\w)\s*,)?\s*\b(?:euh|du coup|alors voilà|tout bêtement|à vrai dire|s'il (?:te|vous) pla[iî]t)\b\s*,?"
    r"|,\s*(?:enfin|quoi|bref|en fait|au fond|je crois|je pense|tu sais|vous savez|tu vois|tu vas rire|évidemment|franchement|tout simplement)\b(?=\s*[,?.])\s*,?",
    re.IGNORECASE,
)
_CLAUSE = (
    r"(?:si\b|s'il|ce qu|qui\b|quel(?:le)?s?\b|quand\b|combien|comment|ou\b|pourquoi|lequel|laquelle|a (?:qui|quoi|quel|partir|combien)|d[e'] ?(?:quel|quoi|qui|combien|ou)|pour (?:quel|combien)|dans (?:quel|combien)"
    r"|sous (?:quel|combien)|en (?:combien|quoi)|jusqu|sur (?:quel|quoi|combien)|par (?:quel|qui)|avec (?:qui|quel)|au bout|est-ce|quoi)"
)
_LEARN = r"(?:savoir|connaitre|verifier|comprendre|retrouver|m'assurer (?:que|de)|etre (?:sure?|certaine?|au clair)(?: sur| de)?)"
_TELL = r"(?:re)?(?:di(?:re|se|ses|siez)|donn(?:er|e|es|iez)|trouv(?:er|e|es|iez)|indiqu(?:er|e|es)|precis(?:er|e|es)|rappel(?:er|le|les)|confirm(?:er|e|es)|expliqu(?:er|e|es)|regard(?:er|e|es)|verifi(?:er|e|es)|renseigner sur|eclairer sur|montr(?:er|e)|envoy(?:er|e|es)|transmettre|sort(?:ir|e))"
_TO_WHOM = r"(?:(?:me|m'|nous|lui|leur|te|vous) ?)?"
# What announces a question, the surest first: "je voulais savoir", "ma directrice me demande", "tu peux regarder", then "il me manque"
_ANNOUNCES = (
    re.compile(rf"\b(?:voul|voudr|veut|veul|aimer|souhait|cherch|dois|doit|devons|besoin de|essai|tent|faudr|faut|histoire de)\w*(?: a)? {_TO_WHOM}(?:bien |juste |absolument |aussi |simplement |donc )*{_LEARN},?\s+"),
    re.compile(rf"(?<!la )(?<!le )(?<!les )(?<!l')\b(?:demand|interrog|question)(?:e|ent|ait|aient)?,?\s+(?={_CLAUSE})|\b(?:te souviens|vous souvenez|te rappelles|vous rappelez)\s+(?={_CLAUSE})"),
    re.compile(rf"\b(?:est-ce qu(?:e |'))?(?:tu|vous|quelqu'un) (?:peu\w+|pouv\w+|pourr\w+|saur\w+) {_TO_WHOM}{_TELL},?\s+(?=\w)"),
    re.compile(rf"\b(?:peux|pourrais|saurais)-tu {_TO_WHOM}{_TELL},?\s+|\b(?:pouvez|pourriez|sauriez)-vous {_TO_WHOM}{_TELL},?\s+|\bmerci de {_TO_WHOM}{_TELL},?\s+"),
    re.compile(rf"\b(?:est-ce qu(?:e |'))?(?:tu|vous|quelqu'un) (?:sai[ts]|savez|saurai[ts]|sauriez),?\s+(?={_CLAUSE})|\b(?:sais|saurais)-tu\s+(?={_CLAUSE})|\b(?:savez|sauriez)-vous\s+(?={_CLAUSE})"),
    re.compile(rf"\b(?:voudr|aimer|souhait|veut|veul)\w* (?:bien )?(?:qu'on |que (?:tu |vous ))(?:(?:me|m'|nous|lui|leur) ?)?{_TELL}\s+"),
    re.compile(r"\b(?:(?:tu|vous|on) (?:peu\w+|pouv\w+|pourr\w+)|(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|faudrait|faut|voul\w+|voudr\w+|aimer\w+|dois) (?:(?:me|m'|nous) ?)?(?=(?:compar|copi|recopi|cit|list|recapitul|resum)\w*(?:er|ir)?\b)"),
    re.compile(r"\b(?:faire|dresser|etablir|preparer) (?:la |une )(?=liste de|comparaison)"),
)  # fmt: skip
_LACKS = re.compile(
    r"\b(?:il (?:me|nous|lui|leur) (?:manque|faut|faudrait)|(?:j'ai|j'aurais|on a|nous avons|on aurait) besoin d(?:e |')|(?:je|nous|on) cherch(?:e|ons))\s*(?:juste |absolument |surtout |aussi )?(?=\w)"
)
_INDIRECT = (
    (re.compile(r"^si,?\s+(?=o[nu]|i|e|a|u)", re.I), "est-ce qu'"),
    (re.compile(r"^si,?\s+", re.I), "est-ce que "),
    (re.compile(r"^s'(?=ils?\b)", re.I), "est-ce qu'"),
    (re.compile(r"^ce qu(?=['e])", re.I), "qu'est-ce qu"),
    (re.compile(r"^ce qui\s", re.I), "qu'est-ce qui "),
)
# ", je n'en ai aucune idée", ", c'est pour le devis", ", tu le connais ?": what follows a question and asks nothing
_AFTERTHOUGHT = re.compile(
    r",\s+(?:(?:et |mais |car |parce que |vu que |puisque )?(?:je|j'|moi\b|c'est (?:pour|juste|urgent|un peu)|parce que|car|réponds|(?:elle|il) (?:rappelle|attend|adore)|on n')(?![^,]*\b(?:combien|quel|quand|qui)\b)[^?]*(?=\.?\s*$)"
    r"|(?:tu|vous) (?:la |le |les |l'|en )?(?:connai\w+|as|aurais|avez|auriez|sais|savez|saurais)\b[^?]{0,30}(?=\?\s*$))",
    re.IGNORECASE,
)
_BEGINS_ANEW = re.compile(r"(?:je|j'|moi|et|c'est|elles?|ils?|on|tu|vous|nous|si)\b", re.IGNORECASE)
# "tu l'aurais ?", "vous pouvez vérifier ?", "regarder ça avant jeudi ?"
_NO_QUESTION = re.compile(
    r"\W*(?:(?:et|si|dis|alors)\W+)*(?:(?:tu|vous)\W? ?(?:l'|le |la |les |en |y |te |vous |me )*\w+(?: \w+){0,2}|d'accord|non|hein|ok|(?:ca|cela)\b(?: \w+){0,4})\W*"
)
# ", c'est bien ça ?", ", n'est-ce pas ?", "vous confirmez que": asks for a yes, and tells nothing of what
_TAG = re.compile(
    r"\s*[,;:.–]\s*(?:(?:c'est|est-ce)\s(?:bien\s)?(?:ça|ca|cela|exact|vrai|juste|correct|le\scas|sûr|confirmé)|n'est-ce\spas|non|si|hein|vrai|exact|pas\svrai|ok|(?:vous|tu)\s(?:me\s)?confirm(?:ez|es)(?:\sça|\scela)?|je\sconfirme|on\sest\s(?:bien\s)?d'accord)\s*\?\W*$",
    re.IGNORECASE,
)
_CONFIRM = re.compile(
    r"^\W*(?:(?:(?:vous|tu)\s(?:me\s|nous\s)?confirm(?:ez|es)|(?:pouvez|pourriez)-vous\s(?:me\s|nous\s)?confirmer|(?:peux|pourrais)-tu\s(?:me\s|nous\s)?confirmer|il\sparaît|il\sparait|on\sm'a\sdit|j'ai\s(?:lu|entendu|cru\scomprendre)|c'est\s(?:bien\s)?(?:vrai|exact)|est-ce\s(?:bien\s)?(?:vrai|exact)|il\sest\s(?:vrai|exact))\s(?:que\s|qu'))",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\?\W*$")


@dataclass(frozen=True, slots=True)
class Message:
    """`question` is what is asked; `beside` what else is told."""

    question: str
    beside: str = ""


def asked_in(text: str) -> Message:
    """Parts a message; one that merely asks, after telling its case, is its own question: nobody is greeted nor asked to tell.

    >>> asked_in("Bonjour Léa, je clos le dossier avant vendredi, enfin j'essaie. Ma directrice me demande si nous pouvons encore dénoncer la convention cette année, je n'en sais rien.")
    Message(question='est-ce que nous pouvons encore dénoncer la convention cette année', beside="je clos le dossier avant vendredi, enfin j'essaie.")
    >>> asked_in("Quel est le préavis ?")
    Message(question='Quel est le préavis ?', beside='')
    """
    said = _without_tags(_WHAT_FOR.sub("", _THANKS.sub("", _GREETING.sub("", text))))
    if not re.search(r"\w{3}", said):
        return Message(text)
    sentences = [sentence for sentence in _SENTENCE.split(said) if re.search(r"\w", sentence)]
    asked = [_asked_by(sentence) for sentence in sentences]
    surest = max(sure for _, sure in asked)
    beside = [sentence for sentence, (_, sure) in zip(sentences, asked, strict=True) if sure < surest]
    is_addressed = any(pattern.search(text) for pattern in (_GREETING, _THANKS, _SPEAKS_TO_SOMEBODY))
    is_addressed |= any(pattern.search(fold(said)) for pattern in _ANNOUNCES)
    is_addressed |= any(map(_SPEAKS_OF_ONESELF.search, beside))
    if not surest or not is_addressed or len(said.split()) < _MANY_WORDS:
        return Message(said)
    question = " ".join(re.sub(r"\s*\?$", " ?", part) for part, sure in asked if sure == surest)
    if len(content(question)) < _TERMS_OF_ITS_OWN and not NAMES_A_TEXT.search(fold(question)):
        last = max(number for number, (_, sure) in enumerate(asked) if sure == surest)
        before = [sentence for sentence in sentences[:last] if sentence in beside]
        question = f"{before[-1]} {question}" if before else question
    return Message(question, " ".join(beside))


def _asked_by(sentence: str) -> tuple[str, int]:
    """What a sentence asks, and how surely: 2 for a question or what announces one, 1 for something that is looked for, 0 for nothing."""
    bare = " ".join(_HESITATION.sub(_gap, sentence).split())
    folded = fold(bare)
    if len(folded) != len(bare):
        return sentence, 2 * bool(_ASKS.search(bare))
    for sure, pattern in (*((2, pattern) for pattern in _ANNOUNCES), (1, _LACKS)):
        for found in pattern.finditer(folded):
            rest = bare[found.end() :].lstrip(" ,:")
            if content(rest) and not _NO_QUESTION.fullmatch(fold(rest)) and (sure == 2 or not _ASKS.search(bare)):
                return _AFTERTHOUGHT.sub("", _direct(rest)), sure
    if _ASKS.search(bare) and not _NO_QUESTION.fullmatch(folded):
        return _AFTERTHOUGHT.sub("", bare), 2
    return "", 0


def _without_tags(text: str) -> str:
    """Without what asks for a yes, where something is left to be confirmed.

    >>> _without_tags("Le préavis est de six mois, c'est bien ça ?"), _without_tags("C'est bien ça ?")
    ('Le préavis est de six mois ?', "C'est bien ça ?")
    """
    bare = _CONFIRM.sub("", _TAG.sub(" ?", text))
    return bare if len(content(bare)) > 1 else text


def _gap(hesitation: re.Match[str]) -> str:
    """A comma stands where one was said before and after, and something else begins."""
    said, after = hesitation[0].strip(), hesitation.string[hesitation.end() :].lstrip()
    return ", " if said.startswith(",") and said.endswith(",") and _BEGINS_ANEW.match(after) else " "


def _direct(asked: str) -> str:
    return next((pattern.sub(meant, asked) for pattern, meant in _INDIRECT if pattern.match(asked)), asked)
