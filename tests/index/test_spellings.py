"""How words are written, and what a misspelt one stands for."""

import pytest

from index import ConventionIndex, Spellings

WORDS = Spellings({"accueil": 2, "GRÉ": 3, "Aune": 2, "engagements": 4, "année": 5, "stage": 9, "télétravail": 2, "notifier": 2})


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("acueil", "accueil"),  # a letter is missing
        ("satge", "stage"),  # two are exchanged
        ("engagemnts", "engagements"),
        ("teltravail", "télétravail"),
        ("quantitee", "quantité"),  # sounds the same, and the texts never say it
        ("dannee", "d'année"),
        ("lacueil", "l'accueil"),
        ("sengage", "s'engage"),
        ("jai", "j'ai"),
        ("xylobrag", "xylobrag"),  # nothing is near
        ("autis", "autis"),  # of a short word that the texts lack, nothing is guessed from a letter
        ("mordeur", "mordeur"),  # never "m'ordeur", nor "m'odeur"
    ],
)
def test_what_a_slip_stands_for(slip: str, meant: str) -> None:
    assert WORDS.meant(slip) == meant


def test_a_word_is_written_as_the_texts_do_when_they_write_it_in_small_letters() -> None:
    assert WORDS.as_written("annee") == "année"
    assert WORDS.as_written("gre") == "gré"  # the lexicon's, where the texts only shout it
    assert WORDS.as_written("delai") == "délai"
    assert WORDS.as_written("execute") == "exécute"  # rather than "exécuté"
    assert WORDS.as_written("conges") == "congés"
    assert WORDS.as_written("acueil") == ""
    assert Spellings({"teledoc": 2}).as_written("teledocs") == "teledocs"  # a plural of what is known is no slip


def test_an_apostrophe_is_put_back_where_the_texts_say_what_follows_it() -> None:
    assert Spellings({"aide": 2}).lacks_apostrophe("laide") == "l'aide"
    assert Spellings({"aide": 2, "laide": 1}).lacks_apostrophe("laide") == ""
    assert Spellings({}).lacks_apostrophe("lavoine") == ""
    assert Spellings({"ivres": 2}).lacks_apostrophe("livres") == ""


def test_the_spellings_of_an_index_are_those_of_its_texts(index: ConventionIndex) -> None:
    assert index.spellings.as_written("dinum") == "DINUM"
    assert index.spellings.meant("intraprenneurs") == "intrapreneurs"
