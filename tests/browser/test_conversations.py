"""Conversations are kept in the browser: a reload, a second tab, a link, an export lose and mix nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document as WordDocument
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
FIRST = "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"
NEXT = "Et pour les Hauts-de-France ?"
OTHER = "Quel tribunal est compétent en cas de litige avec le Grand Est ?"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context, address)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#question textarea")).to_be_visible()
    return page


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#conversation .message.user").last).to_contain_text(question)
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    expect(page.locator("#stop")).to_be_hidden()


def test_a_reload_keeps_the_conversation_and_what_it_is_about(page: Page) -> None:
    ask(page, FIRST)
    page.reload()
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")
    ask(page, NEXT)
    expect(page.locator("#conversation .message.bot").last).to_contain_text("Hauts-de-France")
    expect(page.locator("#conversation .message.user")).to_have_count(2)


def test_a_question_that_a_reload_interrupted_is_put_back_in_its_box(page: Page) -> None:
    expect(page.locator("button.example").first).to_be_visible()
    page.evaluate("window.conversations.begin('Quelle est la durée ?')")
    page.reload()
    expect(page.locator("#question textarea")).to_have_value("Quelle est la durée ?")
    expect(page.locator("#status")).to_contain_text("question interrompue")


def test_two_tabs_keep_their_own_conversations(context: BrowserContext, page: Page, address: str) -> None:
    other = opened(context, address)
    ask(page, FIRST)
    ask(other, OTHER)
    expect(page.locator("#conversation")).not_to_contain_text("tribunal")
    for tab in (page, other):
        expect(tab.locator("#past-count")).to_have_text("Conversations passées (2)")
    page.reload()
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")


def test_a_past_conversation_is_opened_renamed_and_deleted(page: Page) -> None:
    ask(page, FIRST)
    page.locator("#clear").click()
    ask(page, OTHER)
    page.locator("#past summary").click()
    page.locator("#past button.open").last.click()
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")
    page.once("dialog", lambda dialog: dialog.accept("Préavis"))
    page.locator("#past button.rename").last.click()
    expect(page.locator("#past")).to_contain_text("Préavis")
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Supprimer : Préavis").click()
    expect(page.locator("#past-count")).to_have_text("Conversations passées (1)")
    expect(page.locator("#conversation")).not_to_contain_text("Trois mois.")


def test_a_new_conversation_begins_with_the_examples_and_nothing_quoted(page: Page) -> None:
    ask(page, FIRST)
    expect(page.locator("#after")).to_be_visible()
    expect(page.locator("#source mark").first).to_be_visible()
    page.locator("#clear").click()
    expect(page.locator("button.example").first).to_be_visible()
    expect(page.locator("#after")).to_be_hidden()
    expect(page.locator("#source .document")).to_have_count(0)
    expect(page.locator("#source .cited")).to_be_hidden()
    expect(page.locator("#source")).to_contain_text("Cliquez sur un numéro")
    expect(page.locator("#shown-convention")).to_have_value("")


def test_the_link_of_an_answer_asks_it_again(context: BrowserContext, page: Page) -> None:
    ask(page, FIRST)
    ask(page, NEXT)
    page.locator("button[data-after=link]").click()
    expect(page.locator("#after-status")).to_contain_text("Lien copié")
    link = str(page.evaluate("navigator.clipboard.readText()"))
    other = context.new_page()
    other.goto(link)
    expect(other.locator("#conversation .message.user")).to_have_count(2)
    expect(other.locator("#conversation .message.bot").last).to_contain_text("Hauts-de-France")


def test_the_last_question_is_taken_back(page: Page) -> None:
    ask(page, FIRST)
    page.locator("#again").click()
    expect(page.locator("#question textarea")).to_have_value(FIRST)
    expect(page.locator("#conversation .message.user")).to_have_count(0)


def test_a_conversation_is_exported_with_its_quotes_and_their_places(page: Page, tmp_path: Path) -> None:
    ask(page, FIRST)
    for kind in ("docx", "md"):
        with page.expect_download() as download:
            page.locator(f"button[data-after={kind}]").click()
        download.value.save_as(tmp_path / f"a.{kind}")
    markdown = (tmp_path / "a.md").read_text(encoding="utf-8")
    words = [paragraph.text for paragraph in WordDocument(str(tmp_path / "a.docx")).paragraphs]
    place = "[1] Convention Région Grand Est – DINSIC, Article 5, alinéa 1"
    assert f"## {FIRST}" in markdown
    assert f"- {place}" in markdown
    assert FIRST in words
    assert place in words
    assert any(text.startswith("«\u00a0La convention peut être dénoncée") for text in words)


def test_an_opinion_is_kept_on_this_machine(page: Page, data_dir: Path) -> None:
    ask(page, FIRST)
    page.locator("button[data-after=no]").click()
    expect(page.locator("#opinion-text")).to_be_focused()
    page.locator("#opinion-text").fill("Il manque l'article.")
    page.locator("button[data-after=send]").click()
    expect(page.locator("#after-status")).to_have_text("Merci : votre avis est noté.")
    [*_, last] = (data_dir / "opinions.jsonl").read_text(encoding="utf-8").splitlines()
    kept = json.loads(last)
    assert (kept["question"], kept["useful"], kept["reason"]) == (FIRST, False, "Il manque l'article.")


def test_what_is_taken_back_stays_so_after_a_reload(page: Page) -> None:
    ask(page, FIRST)
    page.locator("#again").click()
    expect(page.locator("#question textarea")).to_have_value(FIRST)
    expect(page.locator("#question textarea")).to_be_focused()
    page.reload()
    expect(page.locator("#question textarea")).to_have_value(FIRST)
    expect(page.locator("#conversation .message.user")).to_have_count(0)


def test_what_is_typed_while_an_answer_is_written_is_kept(page: Page) -> None:
    page.locator("#question textarea").fill("À quoi s'engage la DINSIC ?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#conversation .message.user")).to_have_count(1)
    page.locator("#question textarea").fill("Et la Région ?")
    expect(page.locator("#status")).to_contain_text("Réponse prête")
    expect(page.locator("#question textarea")).to_have_value("Et la Région ?")


def test_an_answer_that_was_stopped_says_so_and_is_taken_back_alone(page: Page) -> None:
    ask(page, FIRST)
    page.locator("#question textarea").fill("À quoi s'engage la DINSIC ?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#conversation .message.user")).to_have_count(2)
    page.locator("#stop").click()
    expect(page.locator("#status")).to_contain_text("Réponse interrompue.")
    expect(page.locator("#conversation")).to_contain_text("Réponse interrompue.")
    page.locator("#again").click()
    expect(page.locator("#question textarea")).to_have_value("À quoi s'engage la DINSIC ?")
    expect(page.locator("#conversation .message.user")).to_have_count(1)
    expect(page.locator("#conversation")).to_contain_text("Trois mois.")
