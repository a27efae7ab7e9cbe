"""Files that a person adds: read, confirmed or corrected, searched, replaced, removed."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.arrivals import Arrival, Arrivals, checked
from assistant.errors import AssistantError
from corpus import Corrections
from index import ConventionIndex, SentenceEmbeddings
from tests.conftest import CONVENTIONS, GRAND_EST

TEXT = (CONVENTIONS / f"{GRAND_EST}.txt").read_bytes()
NAME = "ma convention.txt"


@pytest.fixture
def index(tmp_path: Path, embeddings: SentenceEmbeddings) -> ConventionIndex:
    return ConventionIndex(tmp_path / "index", [tmp_path / "conventions"], lambda: embeddings)


@pytest.fixture
def arrivals(index: ConventionIndex, tmp_path: Path) -> Arrivals:
    return Arrivals(index, tmp_path / "waiting", tmp_path / "conventions")


def until(arrivals: Arrivals, is_done: Callable[[Arrival], bool], name: str = NAME) -> Arrival:
    for _ in range(300):
        arrival = next((a for a in arrivals.arrivals if a.name == name), None)
        if arrival and is_done(arrival):
            return arrival
        time.sleep(0.1)
    raise AssertionError(arrival)


def test_nothing_is_searched_before_it_is_confirmed(arrivals: Arrivals, index: ConventionIndex) -> None:
    arrivals.receive(NAME, [TEXT[:1000], TEXT[1000:]])
    arrival = until(arrivals, lambda a: a.step == "understood")
    assert arrival.convention is not None
    assert [p.short_name for p in arrival.convention.parties]
    index.update()
    assert index.entries == {}
    arrivals.confirm(NAME, Corrections())
    until(arrivals, lambda a: a.step == "ready")
    assert list(index.entries) == ["ma convention"]
    assert arrivals.kept == [NAME]


def test_what_is_corrected_is_what_is_kept(arrivals: Arrivals, index: ConventionIndex) -> None:
    arrivals.receive(NAME, [TEXT])
    arrival = until(arrivals, lambda a: a.step == "understood")
    assert arrival.convention is not None
    party = arrival.convention.parties[0].name
    arrivals.confirm(NAME, Corrections("Mon titre", {party: "la Collectivité"}))
    until(arrivals, lambda a: a.step == "ready")
    convention = index.convention("ma convention")
    assert (convention.title, convention.parties[0].short_name) == ("Mon titre", "la Collectivité")
    assert index.entries["ma convention"].title == "Mon titre"


def test_a_file_of_the_same_name_replaces(arrivals: Arrivals, index: ConventionIndex) -> None:
    for text in (TEXT, TEXT.replace(b"trois mois", b"six mois")):
        arrivals.receive(NAME, [text])
        arrival = until(arrivals, lambda a: a.step == "understood")
        arrivals.confirm(NAME, Corrections())
        until(arrivals, lambda a: a.step == "ready")
    assert arrival.replaces
    assert "six mois" in index.convention("ma convention").document.text


def test_what_cannot_be_read_says_why_and_goes(arrivals: Arrivals, index: ConventionIndex) -> None:
    arrivals.receive("abîmé.docx", [b"PK\x03\x04"])
    arrival = until(arrivals, lambda a: a.step == "refused", "abîmé.docx")
    assert "abîmé ou incomplet" in arrival.refusal
    arrivals.discard("abîmé.docx")
    assert arrivals.arrivals == []


def test_a_file_is_dropped_or_removed(arrivals: Arrivals, index: ConventionIndex, tmp_path: Path) -> None:
    arrivals.receive(NAME, [TEXT])
    until(arrivals, lambda a: a.step == "understood")
    arrivals.discard(NAME)
    assert list((tmp_path / "waiting").iterdir()) == []
    arrivals.receive(NAME, [TEXT])
    until(arrivals, lambda a: a.step == "understood")
    arrivals.confirm(NAME, Corrections("Autre titre"))
    until(arrivals, lambda a: a.step == "ready")
    arrivals.remove(NAME)
    assert index.entries == {}
    assert list((tmp_path / "conventions").iterdir()) == []
    with pytest.raises(AssistantError, match="Rechargez la page"):
        arrivals.confirm(NAME, Corrections())


def test_what_an_earlier_run_left_waiting_is_read_again(index: ConventionIndex, tmp_path: Path) -> None:
    (tmp_path / "waiting").mkdir()
    (tmp_path / "waiting" / NAME).write_bytes(TEXT)
    arrival = until(Arrivals(index, tmp_path / "waiting", tmp_path / "conventions"), lambda a: a.step == "understood")
    assert arrival.convention is not None
    assert arrival.convention.articles


def test_confirmation_can_be_switched_off(index: ConventionIndex, tmp_path: Path) -> None:
    arrivals = Arrivals(index, tmp_path / "waiting", tmp_path / "conventions", is_confirmed_at_once=True)
    arrivals.receive(NAME, [TEXT])
    until(arrivals, lambda a: a.step == "ready")
    assert list(index.entries) == ["ma convention"]


@pytest.mark.parametrize("name", ["", ".txt", "../../etc/passwd", "a.exe", "..\\.bashrc", "a\n.txt"])
def test_a_name_that_is_not_a_documents_is_refused(name: str) -> None:
    with pytest.raises(AssistantError):
        checked(name)


def test_a_name_stays_in_its_folder() -> None:
    assert checked("../../dossier/a b.txt") == "a b.txt"
