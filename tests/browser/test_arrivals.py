"""Adding a file in the browser: read, corrected, confirmed, asked about, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from index import ConventionIndex, Reranker, SentenceEmbeddings
from tests.browser.conftest import served
from tests.conftest import CONVENTIONS, GRAND_EST

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def page(browser: Browser, tmp_path: Path, embeddings: SentenceEmbeddings, reranker: Reranker) -> Iterator[Page]:
    index = ConventionIndex(tmp_path / "index", [tmp_path / "conventions"], lambda: embeddings, reranker=reranker)
    with served(Assistant(index), tmp_path) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
        page.goto("/ajouter")
        yield page
        page.close()


def test_a_file_is_corrected_confirmed_asked_about_and_removed(page: Page, tmp_path: Path) -> None:
    damaged = tmp_path / "abîmé.docx"
    damaged.write_bytes(b"PK\x03\x04")
    page.locator("#add-files").set_input_files([CONVENTIONS / f"{GRAND_EST}.txt", damaged])
    expect(page.locator("#arrivals .refusal")).to_contain_text("abîmé ou incomplet")
    page.locator("input.title").fill("Convention des <b>startups</b>")
    page.get_by_role("button", name="Confirmer").click()
    expect(page.locator("#arrivals")).to_contain_text("Consultable.")
    expect(page.locator("#add-status")).to_contain_text("est consultable")
    page.goto("/")
    page.locator("#question textarea").fill("Quel est le préavis ?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")
    expect(page.locator("#conversation")).to_contain_text("Convention des <b>startups</b>")
    page.goto("/ajouter")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=f"Supprimer {GRAND_EST}.txt").click()
    expect(page.locator("#add-status")).to_contain_text("est supprimé")
    expect(page.locator("#added")).to_be_empty()


def test_a_format_that_is_not_read_says_which_are(page: Page, tmp_path: Path) -> None:
    program = tmp_path / "jeu.exe"
    program.write_bytes(b"MZ")
    page.locator("#add-files").set_input_files(program)
    expect(page.locator("#add-status")).to_contain_text("ce format n'est pas lu. Formats : .docx")


def test_a_folder_is_added_whole(page: Page, tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for path in CONVENTIONS.glob("*.txt"):
        (folder / path.name).write_bytes(path.read_bytes())
    page.locator("#add-folder").set_input_files(folder)
    expect(page.get_by_role("button", name="Confirmer")).to_have_count(2)
