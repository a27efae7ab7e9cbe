"""Whether a question asks what a party must do: "à quoi s'engage…", "que devons-nous…", "mes obligations ?"."""

import re

_DUTIES = r"(?:obligations?|engagements?|devoirs|promesses)"
_TASKS = r"(?:diligences|sujetions?|missions?|taches?|charges|responsabilites|demarches?|formalites?|regles?|consignes?|prescriptions?|precautions?)"
_PAPERS = r"(?:documents?|rapports?|comptes?|bilans?|pieces|informations|infos|justificatifs|papiers|chiffres|registres)"
_IS = r"\b(?:est|sont|serait|suis|sommes|etes|demeurent?|restent?)\b"
_PRONOUN = r"[- ](?:il|elle|ils|elles|je|nous|vous|on)\b"
_BOUND = r"(?:tenue?s?|astreinte?s?|contrainte?s?|engagee?s?|oblig\w+|soumise?s?|censee?s?)"
_LIMIT = r"(?:delais?|durees?|periode|dates?|echeance|montant|somme|hauteur|taux|distance|frequence|condition|titre|cas|mesure)"
# Folded French; each is about what is due, never about what happens when it is not ("s'il manque à ses obligations")
_WORDINGS = (
    # the duties themselves are asked for
    r"a quoi (?:(?:l[ae]s? |l'|nous |on |je )[^,;:?]{1,60})?s[' ]engage\w*|s'engage(?:nt|ons|ez)? a (?:faire )?quoi|quoi s'est|a quoi (?:je m'engage|nous nous engageons|s'oblige(?:nt)?)",
    rf"{_DUTIES} (?:d[eu]|des|incombant|pesant|a|aux?|pour|envers|chez)\b|{_DUTIES} d'",
    rf"quel(?:le)?s? (?:sont )?(?:\w+ ){{0,3}}{_DUTIES}\b",
    rf"(?:^|(?<=[,:.?])|(?<=[,:.?] )|\b(?:tout\w* |list\w+ |detail\w* |comme ))(?:les |mes |nos |ses |leurs |vos |tes )?{_DUTIES}(?= \w+ (?:et \w+ )?(?:d[eu] |des |d')|[ ?]*$)",
    rf"(?:quelles sont|list\w+|precise\w*|donne\w*) (?:\w+[- ])?(?:toutes )?(?:les |mes |nos |ses )?{_TASKS} (?:d[eu]|des|d')",
    rf"quel(?:le)?s? {_TASKS} .{{0,60}}?\b(?:revien\w+|incomb\w+|pes\w+|s'impose(?:nt)?|s'appliquent|respecter|suivre|observer)",
    rf"(?:^|list\w+ .{{0,10}}mes )(?:les )?(?:missions|taches|charges) (?:d[eu]|des|d')|list\w+ .{{0,10}}mes {_TASKS}",
    rf"{_DUTIES} .{{0,40}}?\bpes(?:e|ent|ant) sur|marche a suivre",
    rf"{_TASKS} a (?:respecter|suivre|observer|accomplir|remplir)",
    rf"liste\w* (?:de |des |d')?(?:ses |leurs? |nos |mes |vos )?{_DUTIES}",
    rf"{_TASKS} .{{0,60}}?\bfai(?:t|sait)[- ]\w+ peser sur",
    r"(?:quel\w*|liste\w*|les|des|aux) (?:demarches|formalites)",
    r"(?:quel\w*|quoi|qu'est[- ]ce qui|ce qui) .{0,60}?\b(?:pese(?:nt)? sur|incombe(?:nt)? (?:a|aux?))",
    r"(?:quel(?:le)?s|quoi|qu'est[- ]ce qui|ce qui) .{0,60}?\brevien(?:t|nent) (?:a|aux?)",
    r"(?:m|nous|lui|leur)['\s]incombe(?:nt)?",
    r"quels? (?:\w+ ){0,2}roles?|(?:^|(?<=[,:.?])|(?<=[,:.?] )|\b(?:list\w+|et|quoi|comme) )(?:l[ae]s? |son |leurs? |notre |mon )?roles? (?:d[eu]\b|des\b|d'|pour\b)",
    r"(?:quelles|mes|nos|ses|leurs) (?:sont (?:l[ae]s|mes|nos) )?taches|^taches (?:d[eu]|des|d')|\bon attend quoi d|\b(?:quoi|qui) .{0,30}?\battendue?s? (?:d[eu]|des|d')",
    r"(?:qu'est[- ]ce qui|ce qui|quoi) .{0,40}?\ba (?:la|sa|leur|ma|notre) charge\b",
    rf"(?:ce qu|que prevoi\w+|precautions?|{_TASKS}|{_DUTIES}) ?.{{0,80}}?\ba la charge d(?:e |u |es |')",
    # they are denied, or confirmed
    r"n'(?:a|ai|ont|avons|avez|aura|aurait) (?:\w+ ){0,2}?rien (?:\w+ )?(?:a (?!voir\b)\w+(?:er|re|ir)\b|promis|pris en charge)",
    r"n'(?:a|ai|ont|avons|avez)(?: \w+)? aucune? (?:obligation|engagement|devoir|sujetion)",
    rf"\b(?:a|ai|ont|avons|avez) (?:bien |donc |aussi )?(?:des|certaine?s|plusieurs) (?:\w+ )?{_DUTIES}",
    # whom the text binds
    rf"a quoi .{{0,60}}?{_IS}(?:{_PRONOUN})?(?: \w+){{0,2}} {_BOUND}|a quoi {_IS} {_BOUND}",
    rf"(?:ce que|ce qu'|ce a quoi) ?.{{0,60}}?{_IS}(?: \w+){{0,2}} {_BOUND}",
    rf"(?:que\b|qu'|quel(?:le)?s? (?!{_LIMIT})) ?.{{0,60}}?{_IS}{_PRONOUN}(?: \w+){{0,2}} {_BOUND}",
    rf"(?:de|a) quel(?:le)?s? .{{0,60}}?{_IS}(?:{_PRONOUN})? (?:debiteur|debitrice|redevable)s?",
    r"(?:ce dont|de quoi) .{0,60}?\b(?:redevables?|responsables?|chargee?s?|tenue?s?)",
    r"(?:est|sont|etes|suis|sommes) (?:tenue?s?|obligee?s?) (?:a|de) (?:\w+ )?quoi",
    r"(?:est|sont)[- ](?:il|elle)s? chargee?s? d[eu']",
    # what somebody must
    r"que (?:doi(?:s|t|vent)|devons|devez|devra)",
    r"(?:(?<!est[- ])ce|qu'?est[- ]ce) (?:que? |qu')(?:(?!, (?:je|on|nous|ils?|elles?) )[^;:]){0,60}?\b(?:doi(?:s|t|vent)|devons|promet(?:tent)?|(?:a|ont|avons|avez) promis)",
    r"(?:a|de) quoi .{0,60}?\b(?:doi(?:t|vent)|promet(?:tent)?)",
    r"(?:doi(?:s|t|vent)|devra(?:it)?|devons) (?:(?:lui |leur |nous |me |te |vous )?\w+(?:er|re|ir) )?quoi|quoi faire",
    r"\bpromet(?:tent)?[- ](?:il|elle)",
    r"quel(?:le)?s .{0,90}?\b(?:doi(?:t|vent|s)|devons|devez)[- ](?:il|elle|ils|elles|je|nous|vous|on)\b",
    r"qu'(?:ai|avons|avez|aura?|a)[- ](?:t[- ])?(?:je|nous|vous|il|elle|on) a \w+(?:er|re|ir)",
    r"(?:que |qu')(?:(?:lui|leur|nous|me) )?faut[- ]il (?:\w+ ){0,1}?(?:faire|que)|ce (?:que |qu')(?:j'ai|nous avons|on a|il a|elle a|vous avez) a \w+(?:er|re|ir)",
    r"(?:qu'|qu'est[- ]ce qu'|ce qu')(?:on )?attend(?:[- ]on)? (?:d[eu]|des|d'|l')|droit d'attendre d",
    r"(?:que|qu'|quoi|quel\w*) ?.{0,60}?\b(?:attend|demande|impose|exige)(?:[- ]t)?[- ]on (?:a|aux?|d[eu]|des|d'|l')",
    r"(?:qu'?est[- ]ce|c[e']est quoi ce) qu(?:e |')[^,;?]{0,50}?\b(?:fourni\w+|apporte\w*|finance\w*|met(?:tent)? a disposition|prend a (?:son|sa) \w+|(?:n'\w+ |\w+ )?pas le droit)",
    r"qu'apporte(?:nt)?\b|qu'est[- ]ce qui est (?:defendu|interdit|impose|demande)",
    rf"quel(?:le)?s (?:\w+ (?:et|ou) )?{_PAPERS} .{{0,60}}?\bdoi(?:t|vent) (?:\w+ )?\w+(?:er|re|ir)\b",
    r"^demarches (?:a faire|d[eu] )|(?:c'est quoi|quelles sont) les charges (?:\w+ )?(?:et \w+ )?d",
    r"(?:ce|qu'?est[- ]ce) que? .{0,60}?\b(?:prend|prennent|(?:a|ont) pris) (?:a (?:sa|leur) charge|en charge)|(?:depenses|frais) que .{0,40}?\bdoi(?:t|vent) (?:prendre|payer|supporter)",
)
_NOTED = re.compile(rf"\b{_DUTIES}\b")  # "relogement, obligations bailleur"
_ASKED = re.compile("|".join(rf"(?<!\w)(?:{wording})" for wording in _WORDINGS))


# "s'il ne respecte pas ses engagements", "la durée des obligations": they are spoken of, not asked for
_SPOKEN_OF = re.compile(
    rf"\b(?:manqu\w+|respect\w+|inexecution|violation|defaillan\w+|execution|duree|montant|fin) (?:pas |plus )?(?:(?:aux?|a|d[eu]s?|les?|la|ses|leurs?|mes|nos|une?) |d'|l')*{_DUTIES}\b"
)


def duties_cue(folded: str, is_note: bool = False) -> re.Match[str] | None:
    """The words that ask for duties, in a folded question; None when nothing does. In a note, their name is enough.

    >>> bool(duties_cue("a quoi sommes-nous tenus ?")), bool(duties_cue("que se passe-t-il s'il manque a ses obligations ?"))
    (True, False)
    >>> bool(duties_cue("relogement, obligations bailleur", is_note=True))
    True
    """
    said = _SPOKEN_OF.sub(lambda found: " " * len(found[0]), folded)
    return _ASKED.search(said) or (_NOTED.search(said) if is_note else None)
