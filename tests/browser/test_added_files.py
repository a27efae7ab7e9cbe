"""Files dropped in the folder, seen in the browser: what was understood, what to check, what was left aside, and their pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from index import ConventionIndex, Reranker, SentenceEmbeddings
from tests import documents
from tests.browser.conftest import served
from tests.documents import paragraphs

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("conventions")
    documents.write_pdf(folder / "Ville & associations (v2) #1 50%.pdf", paragraphs(), head=["Ville de Nantes"])
    (folder / "<b>gras<b>.docx").write_bytes(b"PK\x03\x04 damaged")
    return folder


@pytest.fixture(scope="module")
def place(folder: Path, embeddings: SentenceEmbeddings, reranker: Reranker) -> Iterator[str]:
    index = ConventionIndex(folder.parent / "index-of-added-files", [folder], lambda: embeddings, reranker=reranker)
    with served(Assistant(index), folder.parent) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    yield page
    page.close()


def test_the_page_of_conventions_says_what_was_understood(page: Page, place: str, folder: Path) -> None:
    page.goto(f"{place}/conventions")
    expect(page.locator("#reading-status")).to_contain_text("La liste est à jour.")
    expect(page.locator("#collection .card")).to_have_count(1)
    for words in (
        "Convention Ville de Nantes – association Les Petits Pas",
        "Ville & associations (v2) #1 50%.pdf",
        "Articles : 8",
    ):
        expect(page.locator("#collection .card")).to_contain_text(words)
    expect(page.locator("#collection")).to_contain_text("<b>gras<b>.docx : le fichier est abîmé")
    lines = [line for line in paragraphs() if "Article 3" not in line]
    documents.write_word(folder / "nouvelle.docx", [line.replace("Nantes", "Brest") for line in lines])
    page.reload()
    expect(page.locator("#collection .card")).to_have_count(2)
    expect(page.locator("#collection .doubts")).to_contain_text("il manque l'article 3")


def test_a_citation_of_a_pdf_gives_its_page_and_opens_there(page: Page, place: str) -> None:
    page.goto(place)
    page.locator("#question textarea").fill("Donne l'article 8 de la convention Ville de Nantes – association Les Petits Pas.")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    expect(page.locator("#conversation")).to_contain_text("p.\u00a02")
    page.locator("#conversation a.citation").first.click()
    expect(page.locator("#source mark").first).to_contain_text("Article 8 – Litiges")
    expect(page.locator("#source .page")).to_have_text("Page 2")
    expect(page.locator("#source .unclassified")).to_contain_text("marges des pages")
    assert "sur 9" not in "".join(page.locator("#source section").all_inner_texts())
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("#source mark").first).to_contain_text("Article 8 – Litiges")
