"""Several conventions beside one another."""

from assistant.across import parties_by_convention, side_by_side
from index import ConventionIndex
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE


def test_a_body_that_changed_its_name_is_one_party(index: ConventionIndex) -> None:
    assert parties_by_convention(index) == {
        "DINUM": [GRAND_EST, HAUTS_DE_FRANCE],
        "Région Grand Est": [GRAND_EST],
        "Région Hauts-de-France": [HAUTS_DE_FRANCE],
    }


def test_what_differs_is_told_from_what_is_alike_and_from_silence(index: ConventionIndex) -> None:
    told = {subject.kind: subject.likeness for subject in side_by_side(index, [GRAND_EST, HAUTS_DE_FRANCE])}
    assert told["amounts"] == "différent"
    assert told["notice"] == "prévu par une seule"
    assert told["renewal"] == "non prévu"
    alike = {subject.likeness for subject in side_by_side(index, [GRAND_EST]) if subject.facts[GRAND_EST]}
    assert alike == {"identique"}
