"""The page of clauses: an article read and copied, its like elsewhere, a search as one types; and what the source panel adds to a quote."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant import Assistant

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/clauses")
    expect(page.locator("#clauses .chosen blockquote")).to_be_visible()
    yield page
    context.close()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_an_article_is_copied_with_its_exact_words_and_its_place(page: Page, assistant: Assistant) -> None:
    page.locator("#clause-convention").select_option("dinum-hauts-de-france-2019")
    page.locator("#clause-article").select_option("5")
    expect(page.locator("#clauses h2").first).to_contain_text("Article 5")
    page.locator("#clauses .chosen button.copy").click()
    expect(page.locator("#clauses .chosen button.copy")).to_have_text("Citation copiée")
    convention = assistant.index.convention("dinum-hauts-de-france-2019")
    article = convention.article("5")
    assert article is not None
    exact = convention.document.quote(article.span).strip()
    assert copied(page).startswith(f"«\u00a0{exact}\u00a0» (Convention DINUM – Région Hauts-de-France, Article 5")


def test_an_article_waits_for_the_list_of_its_convention(page: Page) -> None:
    def late(route: Route) -> None:
        page.wait_for_timeout(500)
        route.continue_()

    page.route("**/clauses/dinum-hauts-de-france-2019", late)
    page.locator("#clause-convention").select_option("dinum-hauts-de-france-2019", no_wait_after=True)
    expect(page.locator("#clause-article")).to_be_disabled()
    page.locator("#clause-article").select_option("5")
    expect(page.locator("#clauses h2").first).to_contain_text("Article 5")


def test_the_nearest_clause_of_the_other_convention_stands_beside(page: Page) -> None:
    expect(page.locator("#clauses .like h3")).to_have_count(1)
    expect(page.locator("#clauses .like h3")).to_have_text("Convention DINUM – Région Hauts-de-France")


def test_what_is_typed_is_sought_and_the_address_keeps_it(page: Page) -> None:
    page.locator("#clause-words").fill("preavis de denonciation")
    expect(page.locator("#clause-status")).to_contain_text("clauses les plus proches")
    expect(page.locator("#clauses .like blockquote").first).to_contain_text("préavis")
    page.reload()
    expect(page.locator("#clause-words")).to_have_value("preavis de denonciation")
    expect(page.locator("#clause-status")).to_contain_text("clauses les plus proches")


def test_a_clause_opens_in_its_place_with_a_link_that_opens_it_again(page: Page) -> None:
    page.locator("#clauses .chosen .tools a").click()
    expect(page.locator("#source mark").first).to_be_visible()
    expect(page.locator("#source .where")).to_contain_text("Convention Région Grand Est – DINSIC, Article 1")
    page.locator("#source button.link").click()
    expect(page.locator("#source button.link")).to_have_text("Lien copié")
    link = copied(page)
    page.goto("about:blank")
    page.goto(link)
    expect(page.locator("#source mark").first).to_be_visible()
    expect(page.locator("#source .where")).to_contain_text("Article 1")


def test_words_that_the_scan_has_spoilt_stand_beside_how_they_read(page: Page, address: str, assistant: Assistant) -> None:
    text = assistant.index.convention("dinum-hauts-de-france-2019").document.text
    start = text.index("I'article")
    page.goto(f"{address}/#source=dinum-hauts-de-france-2019:{start}-{start + 9}")
    page.locator("#source .readings summary").click()
    expect(page.locator("#source .scanned b")).to_have_text("I'article")
    expect(page.locator("#source .mended b")).to_have_text("l'article")


def test_a_place_that_is_gone_says_so(page: Page, address: str) -> None:
    answer = page.request.get(f"{address}/citations/dinum-hauts-de-france-2019?start=5&end=99999999")
    assert answer.status == 404
    assert "Rechargez la page" in answer.json()["where"]
