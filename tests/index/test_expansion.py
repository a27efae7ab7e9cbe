"""What may stand for the words of a question."""

from index import analyse
from index.expansion import expand
from index.vocabulary import acronyms, said_otherwise, synonyms, vocabulary


def test_an_acronym_and_what_it_is_short_for_stand_for_one_another() -> None:
    [word] = expand(["pm"], ["polic", "municipal"])
    assert {"polic", "municipal"} <= word.variants.keys()
    assert all("pm" in word.variants for word in expand(["polic", "municipal"], []))
    assert "pm" not in expand(["polic"], [])[0].variants  # a police force is not the municipal police


def test_an_idiom_is_read_whole() -> None:
    assert "cong" in said_otherwise(["rendr", "cle"])["rendr"]
    assert said_otherwise(["cle"]) == {}


def test_the_data_hold_no_idiom_of_one_word_and_no_group_of_one_word() -> None:
    idioms = [line.split(" : ")[0] for line in vocabulary()["locutions"]]
    short = [idiom for idiom in idioms if len(set(analyse(idiom))) < 2]
    assert short == []
    assert [term for term, others in synonyms().items() if len(others) < 2] == []
    assert all(all(long) for long in acronyms().values())


def test_two_acronyms_that_are_analysed_alike_keep_what_each_is_short_for() -> None:
    told = acronyms()[analyse("ARS")[0]]
    assert [words & {"agenc", "accus"} for words in told] == [{"agenc"}, {"accus"}]
