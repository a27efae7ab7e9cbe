"""The main way, in a real browser: ask, read the answer, click its mark, see the clause in its place."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant import Assistant
from tests.browser.conftest import served

QUESTION = "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"
ANSWER = (
    "La convention peut être dénoncée ou modifiée à tout moment, à l'initiative d'un des signataires, sous réserve d'une décision écrite "
    "de résiliation et en respectant un préavis de trois mois."
)

PAGES = {
    "obligations": "#duty-table",
    "clauses": "#clauses .like blockquote >> nth=0",
    "conventions": "#collection .card >> nth=0",
    "ajouter": "#drop",
    "aide": "#help",
}

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="en-US")
    page.goto(address)
    yield page
    page.close()


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def test_the_first_question_leads_to_the_highlighted_clause(page: Page, address: str) -> None:
    elsewhere: list[str] = []
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else elsewhere.append(r.url))
    ask(page, QUESTION)
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")
    expect(page.locator("#conversation blockquote")).to_contain_text(ANSWER)
    expect(page.locator("#status")).to_contain_text("Réponse prête, 1 citation.")
    page.locator("#conversation a.citation").first.click()
    mark = page.locator("#source mark")
    expect(mark).to_have_text(ANSWER)
    expect(mark).to_be_in_viewport()
    expect(mark).to_be_focused()
    expect(page.locator("#shown-convention")).to_have_value("dinsic-grand-est-2019")
    assert elsewhere == []


def test_the_source_follows_the_last_answer_and_the_keyboard_stays(page: Page) -> None:
    ask(page, QUESTION)
    expect(page.locator("#source mark")).to_have_text(ANSWER)
    expect(page.locator("#question textarea")).to_be_focused()
    ask(page, "Quel tribunal est compétent en cas de litige ?")
    expect(page.locator("#source mark")).to_contain_text("tribunal administratif territorialement compétent")
    ask(page, "Qui a écrit Les Misérables ?")  # a refusal leaves nothing marked
    expect(page.locator("#conversation")).to_contain_text("aucune clause trouvée ne répond")
    expect(page.locator("#source mark")).to_have_count(0)
    expect(page.locator("#source .cited")).to_be_hidden()


def test_the_page_is_in_french_whatever_the_browser_says(page: Page) -> None:
    expect(page.locator("#question textarea")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.evaluate("navigator.language") == "fr-FR"
    expect(page.get_by_role("button", name="Envoyer")).to_be_visible()


def test_a_refusal_offers_clauses_to_read(page: Page) -> None:
    ask(page, "Que prévoit la convention Hauts-de-France sur la confidentialité ?")
    expect(page.locator("#conversation")).to_contain_text("aucune clause trouvée ne répond")
    expect(page.locator("#conversation")).to_contain_text("À lire")
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    page.locator("#conversation a.citation").first.click()
    expect(page.locator("#source mark")).to_contain_text("stricte confidentialité")


def test_an_address_opens_its_clause(page: Page, address: str, assistant: Assistant) -> None:
    (citation,) = assistant.ask("Quel tribunal est compétent en cas de litige ?").citations
    page.goto("about:blank")
    page.goto(f"{address}/#source={citation.span.document_id}:{citation.span.start}-{citation.span.end}")
    expect(page.locator("#source mark")).to_contain_text("tribunal administratif territorialement compétent")


def test_an_empty_question_gets_a_clear_answer(page: Page) -> None:
    ask(page, " ")
    expect(page.locator("#conversation")).to_contain_text("La question est vide")


def test_the_words_of_a_question_are_shown_not_interpreted(page: Page) -> None:
    ask(page, "Que dit <img src=x onerror=document.title='pris'> **la convention** ?")
    expect(page.locator("#conversation")).to_contain_text("<img src=x onerror=document.title='pris'> **la convention**")
    assert page.title() != "pris"


def test_the_whole_way_works_by_keyboard(page: Page) -> None:
    page.locator("#question textarea").focus()
    page.keyboard.type("Quel tribunal est compétent en cas de litige ?")
    page.keyboard.press("Enter")
    link = page.locator("#conversation a.citation").first
    expect(page.locator("#status")).to_contain_text("Réponse prête")  # while it is written, the answer is drawn anew
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark")).to_be_focused()


def test_the_help_page_has_its_address(page: Page, address: str) -> None:
    page.goto(f"{address}/aide")
    expect(page.locator("#help")).to_contain_text("Ce qu’il ne fait pas")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(scheme: Literal["light", "dark"], browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(address)
    ask(page, QUESTION)
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    page.locator("#conversation a.citation").first.click()
    expect(page.locator("#source mark")).to_be_focused()
    found = [Axe().run(page)]
    for place, part in PAGES.items():
        page.goto(f"{address}/{place}")
        expect(page.locator(part)).to_be_visible()
        found.append(Axe().run(page))
    page.close()
    assert [violation["id"] for results in found for violation in results.response["violations"]] == []


def test_nothing_overflows_on_a_phone(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 375, "height": 780})
    page.goto(address)
    ask(page, "Compare les conditions de résiliation des deux conventions.")
    expect(page.locator("#status")).to_contain_text("Réponse prête, 2 citations.")
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    for place, part in PAGES.items():
        page.goto(f"{address}/{place}")
        expect(page.locator(part)).to_be_visible()
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    page.close()
    assert max(widths) <= 375


def test_choosing_a_party_chooses_its_conventions(page: Page) -> None:
    expect(page.locator("#party option")).not_to_have_count(1)
    page.wait_for_selector("html[data-ready]")
    page.locator("#party").select_option("Région Hauts-de-France")
    expect(page.locator("#chosen input:checked")).to_have_count(1)
    ask(page, "Quel est le montant versé ?")
    expect(page.locator("#conversation")).to_contain_text("40 000")
    page.locator("#party").select_option("")
    expect(page.locator("#chosen input:checked")).to_have_count(0)


def test_a_lost_connection_is_said_in_french_and_the_question_comes_back(page: Page) -> None:
    expect(page.locator("button.example").first).to_be_visible()
    page.wait_for_timeout(500)  # what the page loads is loaded
    page.context.set_offline(True)
    ask(page, QUESTION)
    expect(page.locator("[data-testid=toast-text]")).to_contain_text("La connexion au serveur est perdue")
    expect(page.locator("#question textarea")).to_have_value(QUESTION)
    page.context.set_offline(False)


def test_the_back_button_returns_to_the_conversation(page: Page, address: str) -> None:
    ask(page, QUESTION)
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    page.get_by_role("link", name="Obligations").click()
    expect(page.locator("#duty-table")).to_be_visible()
    page.go_back()
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")


def test_neither_the_browser_nor_the_server_looks_outside(
    browser: Browser, assistant: Assistant, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside: list[object] = []
    look_up = socket.getaddrinfo

    def watched(host: object, *args: object, **kwargs: object) -> object:
        if host not in ("127.0.0.1", "localhost", b"127.0.0.1", "", None):
            outside.append(host)
        return look_up(host, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", watched)
    with served(assistant, data_dir) as place:
        page = browser.new_page()
        page.on("request", lambda r: None if r.url.startswith((place, "data:", "blob:")) else outside.append(r.url))
        page.goto(place)
        ask(page, QUESTION)
        expect(page.locator("#status")).to_contain_text("Réponse prête")
        for path, part in PAGES.items():
            page.goto(f"{place}/{path}")
            expect(page.locator(part)).to_be_visible()
        page.close()
    assert outside == []
