"""How long a person waits in the browser: `python -m tests.benchmarks.browser`. Medians of seven, on this machine, over the two conventions.

The filter is timed on a table of at least 2,000 rows, the page's own repeated.
"""

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from assistant import Assistant
from assistant.settings import Settings
from index import EMBEDDED, ConventionIndex, load_embeddings, load_reranker
from tests.browser.conftest import CHROMIUM, QUIET, served

TIMES = 7
QUESTION = "Quel est le préavis pour dénoncer la convention avec le Grand Est ?"
_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
_FIRST_WORDS = """() => new Promise((done) => {
  const from = performance.now();
  const seen = new MutationObserver(() => document.querySelector("#conversation .message.bot")?.textContent.trim() && (seen.disconnect(), done(performance.now() - from)));
  seen.observe(document.body, { childList: true, subtree: true, characterData: true });
  document.querySelector("#send").click();
})"""
_HIGHLIGHT = """() => new Promise((done) => {
  for (const mark of document.querySelectorAll("#source mark")) mark.replaceWith(...mark.childNodes);
  const from = performance.now();
  const seen = new MutationObserver(() => document.querySelector("#source mark") && (seen.disconnect(), done(performance.now() - from)));
  seen.observe(document.getElementById("source"), { childList: true, subtree: true });
  document.querySelector("#conversation a.citation").click();
})"""
_MORE_ROWS = """() => {
  const body = document.querySelector("#duty-table tbody"), rows = [...body.rows];
  while (body.rows.length < 2000) body.append(...rows.map((row) => row.cloneNode(true)));
  return body.rows.length;
}"""
_FILTER = """(words) => {
  const input = document.getElementById("duty-words"), from = performance.now();
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight; // laid out
  return performance.now() - from;
}"""


def median(measure: Callable[[], float]) -> float:
    return statistics.median(measure() for _ in range(TIMES))


def first_paint(browser: Browser, address: str) -> float:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("#question textarea")
    took = float(page.evaluate(_PAINT))
    page.close()
    return took


def first_words(browser: Browser, address: str) -> float:
    page = asked(browser, address)
    took = float(page.evaluate(_FIRST_WORDS))
    page.close()
    return took


def asked(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.wait_for_selector("button.example")
    page.locator("#question textarea").fill(QUESTION)
    page.wait_for_timeout(500)
    return page


def main() -> None:
    settings = Settings()
    models = settings.data_dir / "models"
    embeddings, reranker = load_embeddings(EMBEDDED, models, print), load_reranker(EMBEDDED, models, print)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = ConventionIndex(Path(folder), settings.folders, lambda: embeddings, reranker=reranker)
        index.update()
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        with served(Assistant(index), Path(folder)) as address:
            print(f"{'first contentful paint of the home':45} {median(lambda: first_paint(browser, address)):7.0f} ms")
            print(f"{'Envoyer → first words of the answer':45} {median(lambda: first_words(browser, address)):7.0f} ms")
            page = asked(browser, address)
            page.evaluate(_FIRST_WORDS)
            page.wait_for_timeout(1500)
            page.evaluate(_HIGHLIGHT)  # the text is fetched once
            print(f"{'click on [1] → highlight':45} {median(lambda: float(page.evaluate(_HIGHLIGHT))):7.1f} ms")
            page.goto(f"{address}/engagements")
            page.wait_for_selector("#duty-table")
            rows = page.evaluate(_MORE_ROWS)
            words = iter(["region", "convention", "financement", "e", "d", "la", "les"])
            print(f"{f'filter of {rows} obligations':45} {median(lambda: float(page.evaluate(_FILTER, next(words)))):7.1f} ms")
        browser.close()


if __name__ == "__main__":
    main()
