"""Pictures of every page and state of the app, light, dark and on a phone. Run `make screenshots`.

They are taken over a store of the sample papers that is copied for it, and go into the folder named; those that the README shows go
into docs too.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests import states
from tests.browser import ROOT, headless_chromium, served
from tests.web import App

VIEWS = {"light": (1280, 960, False), "dark": (1280, 960, True), "phone": (360, 780, False)}
SHOWN = {"answer-light": "answer.png", "source-pdf-light": "source.png", "papers-light": "papers.png"}
QUESTION = "When was the Stannick Road children's home opened, and what did it cost?"
OF_SCAN = "What did Cllr Corrigan ask about the repairs to Larkfield House?"
TAKEN = [state for state in states.STATES if state is not states.source_text]  # the sample papers are PDFs


def take(store: Path, pictures: Path) -> None:
    """Every state in every view: `papers-dark.png`. The store is not changed."""
    expect.set_options(timeout=90_000)
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="minuted-pictures-") as scratch:
        copied = Path(shutil.copytree(store, Path(scratch, "store")))
        with served(copied, Path(scratch, "app.log")) as address, headless_chromium() as browser:
            app = App(address, copied, Path(scratch, "app.log"), QUESTION, OF_SCAN, "")
            for name in VIEWS:
                _view(name, app, browser, pictures)
    for name, shown in SHOWN.items():
        shutil.copy(pictures / f"{name}.png", ROOT / "docs" / shown)


def _view(name: str, app: App, browser: Browser, pictures: Path) -> None:
    width, height, dark = VIEWS[name]
    visitor = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-GB", reduced_motion="reduce"
    )
    visitor.set_default_timeout(90_000)
    page = visitor.new_page()
    for state in TAKEN:
        with state(page, app):
            page.wait_for_timeout(1200)  # pictures are drawn, the page scrolls to the question
            page.screenshot(path=pictures / f"{state.__name__.replace('_', '-')}-{name}.png")
    visitor.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute())
