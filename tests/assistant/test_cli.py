"""The command line as other programs use it: real processes, their exit codes and their JSON."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests import documents
from tests.conftest import CONVENTIONS, GRAND_EST, HAUTS_DE_FRANCE, ROOT


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, models: Path) -> dict[str, str]:
    data = tmp_path_factory.mktemp("data")
    (data / "models").symlink_to(models)
    return {**os.environ, "CONVENTIONS_DATA_DIR": str(data), "CONVENTIONS_CORPUS": str(CONVENTIONS), "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module", autouse=True)
def _model_is_ready(embeddings: object) -> None:
    """The processes find the model repacked."""


def run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments], env=environment, capture_output=True, text=True, timeout=120
    )


def lines(output: str) -> list[Any]:
    return [json.loads(line) for line in output.splitlines()]


def test_ask_in_batch_gives_a_line_for_a_line_with_quotes_at_their_offsets(environment: dict[str, str], tmp_path: Path) -> None:
    batch = tmp_path / "questions.jsonl"
    rows = [
        {"id": "a", "question": "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"},
        {"id": "b", "turns": ["Comment la convention Grand Est peut-elle être résiliée ?", "Et pour les Hauts-de-France ?"]},
        {"id": "c", "question": ""},
        {"id": "d", "question": 42},
    ]
    batch.write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = run(environment, "ask", "--batch", str(batch), "--json")
    assert done.returncode == 0, done.stderr
    answers = lines(done.stdout)
    assert [a["id"] for a in answers] == ["a", "b", "c", "d"]
    assert [a["status"] for a in answers] == ["grounded", "grounded", "refused", "refused"]
    assert set(answers[0]) >= {"id", "question", "kind", "status", "text", "citations", "rejected", "suggestions", "timings_ms"}
    for citation in (c for a in answers for c in a["citations"]):
        text = (CONVENTIONS / f"{citation['convention']}.txt").read_text(encoding="utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert answers[1]["citations"][0]["convention"] == HAUTS_DE_FRANCE


def test_search_in_batch_keeps_ids_conventions_and_k(environment: dict[str, str], tmp_path: Path) -> None:
    batch = tmp_path / "queries.jsonl"
    batch.write_text(json.dumps({"id": "q", "query": "versement", "convention": GRAND_EST, "k": 3}) + "\n")
    (found,) = lines(run(environment, "search", "--batch", str(batch), "--json").stdout)
    assert (found["id"], found["query"], len(found["hits"])) == ("q", "versement", 3)
    assert {hit["convention"] for hit in found["hits"]} == {GRAND_EST}
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]


def test_quote_gives_the_exact_text(environment: dict[str, str]) -> None:
    (found,) = lines(run(environment, "quote", GRAND_EST, "4.5", "--json").stdout)
    text = (CONVENTIONS / f"{GRAND_EST}.txt").read_text(encoding="utf-8")
    assert found["quote"] == text[found["start"] : found["end"]]
    assert found["quote"].startswith("4.5 Restitution des fonds")


def test_inspect_shows_articles_sections_and_what_was_left_aside(environment: dict[str, str]) -> None:
    (found,) = lines(run(environment, "inspect", str(CONVENTIONS / f"{GRAND_EST}.txt"), "--json").stdout)
    assert [a["number"] for a in found["articles"]] == [str(n) for n in range(1, 10)]
    tiles = sorted((t["start"], t["end"]) for key in ("sections", "articles", "unclassified") for t in found[key])
    assert tiles[0][0] == 0 and all(a[1] == b[0] for a, b in pairwise(tiles))
    assert tiles[-1][1] == len((CONVENTIONS / f"{GRAND_EST}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", ""], "vide"),
        (["ask", "x" * 2001], "2000"),
        (["ask", "Quelle durée ?", "--convention", "inconnue"], GRAND_EST),
        (["quote", "inconnue", "5"], GRAND_EST),
        (["quote", GRAND_EST, "99"], "4.5"),
        (["inspect", "absent.txt"], "absent.txt"),
        (["index", "absent"], "absent"),
        (["ask", "--batch", "absent.jsonl", "--json"], "absent.jsonl"),
        (["search", ""], "vide"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else None,
)
def test_bad_input_is_one_clear_line_and_exit_2(arguments: list[str], says: str, environment: dict[str, str]) -> None:
    done = run(environment, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr and "Traceback" not in done.stderr


def test_obligations_and_facts_are_written_as_other_programs_read_them(environment: dict[str, str], tmp_path: Path) -> None:
    done = run(environment, "obligations", "--format", "json", "--convention", GRAND_EST, "--party", "DINSIC")
    duties = json.loads(done.stdout)
    text = (CONVENTIONS / f"{GRAND_EST}.txt").read_text(encoding="utf-8")
    assert duties and all(text[d["start"] : d["end"]] == d["quote"] for d in duties)
    assert {d["party"] for d in duties} == {"DINSIC", "les parties"}
    sheet = json.loads(run(environment, "facts", GRAND_EST, "--json").stdout)
    [notice] = sheet["notice"]
    assert (notice["value"], text[notice["start"] : notice["end"]]) == ("P3M", notice["as_written"])
    written = tmp_path / "a.xlsx"
    assert run(environment, "obligations", "--format", "xlsx", "--output", str(written)).returncode == 0
    assert written.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("obligations", "--format", "doc"), "--format doc : ce format n'existe pas. Formats : table, json, csv, xlsx."),
        (("obligations", "--format", "xlsx"), "--format xlsx : dites dans quel fichier écrire, avec --output obligations.xlsx"),
    ],
)
def test_a_format_that_cannot_be_says_what_is_wanted(arguments: tuple[str, ...], says: str, environment: dict[str, str]) -> None:
    done = run(environment, *arguments)
    assert (done.returncode, done.stderr.strip()) == (2, says)


def test_the_readme_names_every_command(environment: dict[str, str]) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in (
        "index",
        "ask",
        "search",
        "quote",
        "obligations",
        "facts",
        "compare",
        "calendar",
        "inspect",
        "evaluate",
        "serve",
    ):
        assert f"conventions {command}" in readme
        assert command in run(environment, "--help").stdout


@pytest.mark.parametrize(("value", "says"), [("beaucoup", "un nombre entier est attendu"), ("0", "la valeur est au moins 1")])
def test_a_setting_that_cannot_be_says_what_is_wanted(value: str, says: str, environment: dict[str, str]) -> None:
    done = run(environment | {"CONVENTIONS_MAX_PAGES": value}, "inspect", str(CONVENTIONS / f"{GRAND_EST}.txt"))
    assert (done.returncode, done.stderr.strip()) == (2, f"CONVENTIONS_MAX_PAGES={value} : {says}.")


def test_limits_come_from_the_settings(environment: dict[str, str], tmp_path: Path) -> None:
    path = documents.write_pdf(tmp_path / "a.pdf", documents.paragraphs())
    done = run(environment | {"CONVENTIONS_MAX_PAGES": "1"}, "inspect", str(path))
    assert done.returncode == 2 and done.stderr.startswith("a.pdf : 2 pages, au-delà de la limite de 1")


def test_inspect_gives_the_text_of_a_pdf_its_pages_and_its_doubts(environment: dict[str, str], tmp_path: Path) -> None:
    path = documents.write_pdf(tmp_path / "a.pdf", [line for line in documents.paragraphs() if "Article 3" not in line])
    done = run(environment, "inspect", str(path), "--json")
    (found,) = lines(done.stdout)
    article = found["articles"][0]
    assert found["text"][article["start"] : article["end"]].startswith("Article 1 – Objet")
    assert found["pages"] == 2 and found["signed_on"] == "2024-03-03"
    assert found["doubts"] == ["Numérotation : il manque l'article 3."]
    assert not (Path(environment["CONVENTIONS_DATA_DIR"]) / "texts" / "a.txt").exists()


def test_index_says_what_it_understood_of_each_file(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "conventions"
    folder.mkdir()
    documents.write_word(folder / "a.docx", documents.paragraphs())
    (folder / "b.pdf").write_bytes(b"%PDF-1.7 truncated")
    settings = environment | {"CONVENTIONS_CORPUS": str(folder), "CONVENTIONS_DATA_DIR": str(tmp_path / "data")}
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(Path(environment["CONVENTIONS_DATA_DIR"]) / "models")
    done = run(settings, "index")
    assert "a.docx : Convention Ville de Nantes – association Les Petits Pas" in done.stdout
    assert "articles : 8" in done.stdout and "1 indexée(s), 1 laissée(s) de côté" in done.stdout
    assert "Laissé de côté — b.pdf : le fichier est abîmé" in done.stderr
    assert (tmp_path / "data" / "texts" / "a.txt").read_text(encoding="utf-8").startswith("CONVENTION DE PARTENARIAT")
