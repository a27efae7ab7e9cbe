"""The page of conventions: the life of each, who is a party to what, two of them side by side."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import GRAND_EST, HAUTS_DE_FRANCE

pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/conventions")
    expect(page.locator("#beside table")).to_be_visible()
    yield page
    page.close()


def test_the_life_of_a_convention_is_a_line_whose_words_are_a_click_away(page: Page) -> None:
    moments = page.locator(f"#card-{GRAND_EST} .timeline li")
    assert [moment.locator("strong").inner_text() for moment in moments.all()] == [
        "Signature", "Prise d'effet", "Paiements", "Préavis", "Dernier jour pour dénoncer (préavis de 3 mois)", "Fin",
    ]  # fmt: skip
    expect(moments.nth(4)).to_contain_text("30 juin 2019, calculé")
    moments.last.locator("a").click()
    expect(page.locator("#source mark")).to_contain_text("30/09/2019")


def test_a_date_that_cannot_be_read_is_shown_as_it_is_written(page: Page) -> None:
    expect(page.locator(f"#card-{HAUTS_DE_FRANCE} .timeline li").first).to_contain_text("la date n'est pas lisible")


def test_a_body_that_changed_its_name_is_one_party(page: Page) -> None:
    expect(page.locator("tr", has=page.get_by_role("rowheader", name="DINUM", exact=True)).locator("li")).to_have_count(2)


def test_two_conventions_stand_side_by_side(page: Page) -> None:
    notice = page.locator("#beside tr", has=page.get_by_role("rowheader", name="Préavis"))
    expect(notice).to_contain_text("relevé dans une seule")
    expect(notice).to_contain_text("3 mois")
    page.locator("#beside-other").select_option(GRAND_EST)
    expect(notice).to_contain_text("identique")
