"""The page of obligations in the browser: filtered, exported, one click from the clause."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/obligations")
    expect(page.locator("#duty-count")).to_contain_text("obligations (")
    yield page
    page.close()


def test_choosing_a_party_leaves_its_obligations_and_counts_them(page: Page) -> None:
    page.locator("#duty-party").select_option("DINUM")
    shown = page.locator("#duty-table tbody tr:visible")
    expect(page.locator("#duty-count")).to_contain_text("obligations (DINUM")
    assert {row.get_attribute("data-party") for row in shown.all()} == {"DINUM"}
    page.locator("#duty-words").fill("etoile filante")
    expect(page.locator("#duty-count")).to_have_text("Aucune obligation ne correspond. Retirez un filtre.")


def test_words_are_found_whatever_their_accents(page: Page) -> None:
    page.locator("#duty-words").fill("Confidentialite")
    expect(page.locator("#duty-table tbody tr:visible")).to_have_count(1)


def test_what_is_shown_is_what_is_exported(page: Page, tmp_path: Path) -> None:
    page.locator("#duty-party").select_option("DINSIC")
    count = page.locator("#duty-table tbody tr:visible").count()
    with page.expect_download() as download:
        page.locator("a.export[data-format=csv]").click()
    assert download.value.suggested_filename == "obligations-DINSIC.csv"
    download.value.save_as(tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert len(rows) == count + 1
    assert {row[1] for row in rows[1:]} == {"DINSIC"}


def test_a_line_leads_to_its_clause(page: Page) -> None:
    page.locator("#duty-party").select_option("DINUM")
    row = page.locator("#duty-table tbody tr:visible").first
    quote = row.locator("q").inner_text()
    row.locator("a").click()
    expect(page.locator("#source mark").first).to_be_visible()
    marked = " ".join(" ".join(page.locator("#source mark").all_inner_texts()).split())
    assert marked == " ".join(quote.split())


def test_the_sheet_of_a_convention_leads_to_the_words_of_each_fact(page: Page, address: str) -> None:
    page.goto(f"{address}/conventions")
    page.locator("#collection summary").first.press("Enter")
    page.locator("#collection .sheet a", has_text="Article 5, alinéa 1").first.click()
    expect(page.locator("#source mark").first).to_have_text("trois mois")
