"""Texts that nobody here wrote: markup that must stay words, and hundreds of pages."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from index import ConventionIndex, Reranker, SentenceEmbeddings
from tests.browser.conftest import served

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
MARKUP = "<script>document.title='pris'</script> ![image](http://exemple.invalid/a.png) <img src=http://exemple.invalid/b.png onerror=\"document.title='pris'\">"
PAGES = 300
PARTIES = "Entre\n\nLa Ville de Nantes, représentée par son maire, ci-après « la Ville »\n\nEt\n\nL'association Les Amis, ci-après « l'Association »\n\n"


@pytest.fixture(scope="module")
def place(embeddings: SentenceEmbeddings, reranker: Reranker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("conventions")
    clause = f"La Ville verse une subvention de 100 euros à l'Association {MARKUP} avant le 1er mars."
    (folder / "balises.txt").write_text(
        f"CONVENTION DE SUBVENTION {MARKUP}\n\n{PARTIES}Article 1 : Subvention\n\n{clause}\n\nArticle 2 : Durée\n\nUn an.\n",
        encoding="utf-8",
    )
    duties = "\n\n".join(f"- entretenir l'allée numéro {n} du parc ;" for n in range(200))
    pages = [f"Page {n}. " + "Le parc est ouvert au public en toute saison. " * 5 for n in range(PAGES)]
    (folder / "longue.txt").write_text(
        f"CONVENTION D'ENTRETIEN DU PARC\n\n{PARTIES}Article 1 : Entretien\n\nL'Association s'engage à :\n\n{duties}\n\nArticle 2 : Ouverture\n\n"
        + "\n\f".join(pages) + "\n\nArticle 3 : Litiges\n\nLe tribunal administratif de Nantes est compétent.\n",
        encoding="utf-8",
    )  # fmt: skip
    index = ConventionIndex(tmp_path_factory.mktemp("index"), [folder], lambda: embeddings, reranker=reranker)
    index.update()
    with served(Assistant(index), tmp_path_factory.mktemp("data")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, place: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(place)
    yield page
    page.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#status")).to_contain_text("Réponse prête")


def test_markup_of_a_text_stays_words_on_every_page(page: Page, place: str) -> None:
    elsewhere: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((place, "data:", "blob:")) else elsewhere.append(r.url))
    ask(page, "Quel est le montant de la subvention ?")
    expect(page.locator("#conversation")).to_contain_text("<script>document.title='pris'</script> ![image]")
    page.locator("#conversation a.citation").first.click()
    expect(page.locator("#source mark").first).to_contain_text("<script>")
    for path, part in (("obligations", "#duty-table"), ("clauses", "#clauses blockquote"), ("conventions", "#collection .card")):
        page.goto(f"{place}/{path}")
        expect(page.locator(part).first).to_be_visible()
        assert page.title() != "pris"
    assert elsewhere == []


def test_two_hundred_duties_are_all_listed(page: Page) -> None:
    ask(page, "À quoi s'engage l'Association ?")
    expect(page.locator("#status")).to_contain_text("200 citations")
    expect(page.locator("#conversation")).to_contain_text("[200]")


def test_the_last_clause_of_three_hundred_pages_is_opened_and_named_with_its_page(page: Page) -> None:
    ask(page, "Quel tribunal est compétent en cas de litige sur l'entretien du parc ?")
    page.locator("#conversation a.citation").first.click()
    expect(page.locator("#source mark").first).to_contain_text("tribunal administratif de Nantes")
    expect(page.locator("#source mark").first).to_be_in_viewport()
    expect(page.locator("#source .where")).to_contain_text(f"p.\u00a0{PAGES}")
    took = page.evaluate(
        """() => new Promise((done) => {
             const at = performance.now();
             document.querySelector("#conversation a.citation").click();
             requestAnimationFrame(() => document.querySelector("#source mark") && done(performance.now() - at));
           })"""
    )
    assert took < 500
