"""The README's picture: the question of the README asked of the sample papers. Run `make screenshot`."""

import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import ROOT, ask, headless_chromium, served

QUESTION = "When was the Stannick Road children's home opened, and what did it cost?"


def take(store: Path, picture: Path) -> None:
    expect.set_options(timeout=60_000)
    with served(store, store / "app.log") as address, headless_chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 960})
        page.goto(address)
        expect(page.get_by_placeholder("Ask about the papers")).to_be_visible()
        answer = ask(page, QUESTION)
        expect(answer).to_contain_text("Sources")
        page.wait_for_timeout(1500)  # the page scrolls to the question
        page.screenshot(path=picture)


if __name__ == "__main__":
    take(Path(sys.argv[1]).absolute(), ROOT / "assistant" / "web" / "answer.png")
