"""The index follows its folder, says when it cannot, and finds."""

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from index import ConventionIndex, ConventionRetriever, IndexMismatch, SentenceEmbeddings, UnknownConvention, analyse
from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE

OTHER = "CONVENTION\n\nArticle 1 : Objet\n\nLe prêt d'un piano à queue.\n\nArticle 2 : Durée\n\nLe piano est prêté six ans.\n"


def opened(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> ConventionIndex:
    return ConventionIndex(tmp_path / "index", [folder], lambda: embeddings)


def test_only_what_is_new_or_changed_is_indexed_again(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    index = opened(tmp_path, folder, embeddings)
    assert sorted(index.update().indexed) == [GRAND_EST, HAUTS_DE_FRANCE]
    (folder / "piano.txt").write_text(OTHER, encoding="utf-8")
    report = index.update()
    assert (report.indexed, sorted(report.unchanged)) == (["piano"], [GRAND_EST, HAUTS_DE_FRANCE])
    (folder / "piano.txt").write_text(OTHER.replace("six", "sept"), encoding="utf-8")
    assert index.update().indexed == ["piano"]
    assert index.search("durée du prêt du piano", 1)[0].passage.reading.endswith("sept ans.")
    (folder / "piano.txt").unlink()
    assert index.update().removed == ["piano"]
    assert "piano" not in {hit.passage.span.document_id for hit in index.search("piano")}


def test_what_another_process_indexed_is_found(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    mine, other = opened(tmp_path, folder, embeddings), opened(tmp_path, folder, embeddings)
    mine.update()
    assert mine.search("piano", 5)  # whatever is nearest: its indexes are open from now on
    (folder / "piano.txt").write_text(OTHER, encoding="utf-8")
    other.update()
    mine.update()
    assert mine.knows("piano")
    assert mine.search("durée du prêt du piano", 1)[0].passage.span.document_id == "piano"


def test_a_path_given_once_stays_until_its_files_are_gone(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    mine = tmp_path / "piano.txt"
    mine.write_text(OTHER, encoding="utf-8")
    index = opened(tmp_path, folder, embeddings)
    index.update()
    index.add([mine])
    assert index.update().indexed == ["piano"]
    again = opened(tmp_path, folder, embeddings)
    assert "piano" in again.update().unchanged
    mine.unlink()
    assert again.update().removed == ["piano"]


def test_with_nothing_to_do_the_check_takes_less_than_20_ms(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    index = opened(tmp_path, folder, embeddings)
    index.update()
    times = []
    for _ in range(5):
        started = time.perf_counter()
        report = index.update()
        times.append(time.perf_counter() - started)
    assert min(times) < 0.02  # the best of five: what the check costs, not what the machine was doing beside it
    assert report.indexed == []


def test_a_bad_file_is_named_and_the_others_are_indexed(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    (folder / "vide.txt").write_text("")
    (folder / "binaire.txt").write_bytes(b"\x00\x01\x02")
    (folder / "courses.txt").write_text("du pain, du lait")
    report = opened(tmp_path, folder, embeddings).update()
    assert len(report.indexed) == 2
    assert [next(n for n in ("vide", "binaire", "courses") if n in message) for message in report.refused] == [
        "binaire",
        "courses",
        "vide",
    ]


def test_two_files_of_one_name_are_not_mixed(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    second = tmp_path / "second"
    second.mkdir()
    (second / f"{GRAND_EST}.txt").write_text(OTHER, encoding="utf-8")
    index = ConventionIndex(tmp_path / "index", [folder, second], lambda: embeddings)
    (message,) = index.update().refused
    assert GRAND_EST in message and "Renommez" in message
    assert "piano" not in index.convention(GRAND_EST).document.text


def test_another_model_is_a_clear_error_that_names_rebuild(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    opened(tmp_path, folder, embeddings).update()
    other = SentenceEmbeddings(embeddings.model, "autre-modele")
    index = ConventionIndex(tmp_path / "index", [folder], lambda: other)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        index.update()
    assert len(index.update(rebuild=True).indexed) == 2


@pytest.mark.parametrize("content", ["", "{}", '{"model": "x"}'], ids=["empty", "nothing", "of another version"])
def test_a_manifest_that_cannot_be_read_asks_to_rebuild(
    content: str, tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings
) -> None:
    (tmp_path / "index").mkdir()
    (tmp_path / "index" / "manifest.json").write_text(content)
    index = opened(tmp_path, folder, embeddings)
    with pytest.raises(IndexMismatch, match="--rebuild"):
        index.update()
    assert len(index.update(rebuild=True).indexed) == 2


def test_the_lexical_index_is_rebuilt_from_the_store(tmp_path: Path, folder: Path, embeddings: SentenceEmbeddings) -> None:
    index = opened(tmp_path, folder, embeddings)
    index.update()
    before = index.search("tribunal administratif", 5)
    shutil.rmtree(tmp_path / "index" / "lexical")
    again = opened(tmp_path, folder, embeddings)
    assert again.update().indexed == []
    assert again.search("tribunal administratif", 5) == before


def test_dense_and_lexical_both_find_the_clause(index: ConventionIndex) -> None:
    hit = index.search("Quel tribunal est compétent en cas de litige ?", 3)[0]
    assert (hit.passage.span.document_id, hit.passage.article, hit.rank) == (GRAND_EST, "9", 1)
    assert hit.sources == ("dense", "article", "clause")


def test_a_search_stays_in_the_convention_it_is_limited_to(index: ConventionIndex) -> None:
    hits = index.search("confidentialité", 20, [HAUTS_DE_FRANCE])
    assert {hit.passage.span.document_id for hit in hits} == {HAUTS_DE_FRANCE}


def test_among_many_conventions_words_of_the_title_tell_which_is_meant(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    folder = tmp_path / "conventions"
    folder.mkdir()
    for subject in ("piano", "bibliothèque", "cantine", "crèche", "piscine"):
        text = f"CONVENTION RELATIVE À LA GESTION DE LA {subject.upper()}\n\nArticle 1 : Durée\n\nSix ans.\n\nArticle 2 : Prix\n\nCent euros.\n"
        (folder / f"{subject}.txt").write_text(text, encoding="utf-8")
    index = opened(tmp_path, folder, embeddings)
    index.update()
    likeness = index.likeness("Quelle est la durée pour la cantine ?")
    assert max(likeness, key=lambda id_: likeness[id_]) == "cantine"
    assert likeness["cantine"] == 1.0
    assert all(like < 0.75 for id_, like in likeness.items() if id_ != "cantine")


def test_a_numbered_annexe_of_a_code_is_told_from_its_neighbours(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    folder = tmp_path / "conventions"
    folder.mkdir()
    for name in ("annexe_i_r353_190", "annexe_iii_r353_190", "annexe_iii_r353_32"):
        (folder / f"{name}.txt").write_text(
            f"CONVENTION\n\nArticle 1 : Objet\n\nLe bail est conforme ({name}).\n", encoding="utf-8"
        )
    index = opened(tmp_path, folder, embeddings)
    index.update()
    likeness = index.likeness("Annexe III R. 353-190 : le bail ?", "Annexe III R. 353-190")
    assert max(likeness, key=lambda id_: likeness[id_]) == "annexe_iii_r353_190"


def likest_named(name: str, openings: Mapping[str, str], tmp_path: Path, embeddings: SentenceEmbeddings) -> str:
    """The text that a question names so, among texts that tell one another apart by what opens them alone."""
    folder = tmp_path / "conventions"
    folder.mkdir(exist_ok=True)
    for id_, opening in openings.items():
        (folder / f"{id_}.txt").write_text(
            f"CONVENTION TYPE\n\n{opening}\n\nArticle 1 : Objet\n\nLe bail est conforme.\n\nArticle 2 : Textes\n\n"
            "Les articles D. 353-90, R. 353-90 et R. 353-32 valent pour les logements-foyers et les résidences.\n",
            encoding="utf-8",
        )
    index = opened(tmp_path, folder, embeddings)
    index.update()
    likeness = index.likeness(f"{name} : le bail ?", name)
    return max(likeness, key=lambda id_: likeness[id_])


def test_what_opens_a_text_says_what_it_is_called(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    openings = {
        f"modele_{n}": f"Annexe II à l'article {own} du code" for n, own in enumerate(("R. 353-90", "D. 353-90", "R. 353-32"))
    }
    assert likest_named("Annexe II du D. 353-90", openings, tmp_path, embeddings) == "modele_1"


def test_what_opens_a_text_is_heard_to_the_end_of_its_line(tmp_path: Path, embeddings: SentenceEmbeddings) -> None:
    parties = "entre l'État, représenté par le préfet du département, et l'organisme propriétaire, " * 6
    openings = {
        "modele_0": f"Convention conclue {parties} et portant sur les logements-foyers",
        "modele_1": f"Convention conclue {parties} et portant sur les résidences",
    }
    assert likest_named("Convention des logements-foyers", openings, tmp_path, embeddings) == "modele_0"
    assert likest_named("Convention des résidences", openings, tmp_path, embeddings) == "modele_1"


def test_a_slip_and_a_synonym_find_the_clause(index: ConventionIndex) -> None:
    (word,) = index.words(analyse("resilliation"))
    assert "resili" in word.variants
    found = index.search("tribbunal en cas de litgie", 3)
    assert (found[0].passage.span.document_id, found[0].passage.article) == (GRAND_EST, "9")
    (word,) = index.words(analyse("rompre"))
    assert "resili" in word.variants


def test_an_unknown_convention_lists_those_that_exist(index: ConventionIndex) -> None:
    with pytest.raises(UnknownConvention, match=GRAND_EST):
        index.search("durée", 5, ["inconnue"])


def test_what_is_no_part_of_a_convention_is_never_found(index: ConventionIndex) -> None:
    assert all("SAC, NEW YORK" not in hit.passage.reading for hit in index.search("MEMORANDUM SAC NEW YORK", 100))


def test_the_retriever_gives_the_source_s_own_characters(index: ConventionIndex) -> None:
    (found,) = ConventionRetriever(index=index, k=1).invoke("préavis de dénonciation")
    text = index.convention(found.metadata["convention"]).document.text
    assert found.page_content == text[found.metadata["start"] : found.metadata["end"]]
