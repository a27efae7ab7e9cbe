"""From a verb as a clause conjugates it to its infinitive: "facilitera" → "faciliter", "restitués" → "restituer"."""

from corpus.lexicon import frequency

_IRREGULAR = {
    "fait": "faire", "font": "faire", "fera": "faire", "feront": "faire", "met": "mettre", "mettent": "mettre", "prend": "prendre",
    "prennent": "prendre", "tient": "tenir", "tiennent": "tenir", "tiendra": "tenir", "recoit": "recevoir", "reçoit": "recevoir",
    "reçoivent": "recevoir", "recevra": "recevoir", "envoie": "envoyer", "envoient": "envoyer", "enverra": "envoyer", "mis": "mettre",
    "pris": "prendre", "fait.": "faire", "rendu": "rendre", "tenu": "tenir", "reçu": "recevoir", "paie": "payer", "paient": "payer",
    "délivre": "délivrer", "va": "aller", "vont": "aller", "voit": "voir", "conclu": "conclure", "conclut": "conclure",
}  # fmt: skip
_REMET = ("remet", "transmet", "permet", "soumet", "admet", "promet", "compromet", "commet")
# Endings of the future, the present and the past participle, and what the infinitive has instead
_ENDINGS = (
    ("eront", "er"), ("iront", "ir"), ("ront", "re"), ("era", "er"), ("ira", "ir"), ("ra", "re"), ("issent", "ir"), ("it", "ir"),
    ("ent", "er"), ("e", "er"), ("ient", "ir"), ("ées", "er"), ("és", "er"), ("ée", "er"), ("é", "er"), ("ies", "ir"), ("ie", "ir"), ("is", "ir"),
    ("i", "ir"), ("ues", "re"), ("us", "re"), ("ue", "re"), ("u", "re"), ("ites", "ire"), ("its", "ire"), ("ite", "ire"), ("tes", "re"), ("t", "re"),
)  # fmt: skip


def infinitive(verb: str) -> str:
    """The infinitive, empty when it cannot be told.

    >>> [infinitive(v) for v in ("facilitera", "informe", "restitués", "transmet", "fournissent", "versera", "xyz")]
    ['faciliter', 'informer', 'restituer', 'transmettre', 'fournir', 'verser', '']
    """
    word = verb.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for stem in _REMET:
        if word.startswith(stem) or word.startswith(stem[:-3] + "mis"):
            return f"{stem}tre"
    for ending, instead in _ENDINGS:
        candidate = word.removesuffix(ending) + instead
        for written in (candidate, candidate.replace("è", "é")):  # "procèdera" is "procéder"
            if word.endswith(ending) and frequency(written):
                return written
    return ""
