"""What a user of the web app waits for, in a real browser: its pages, an answer, and an answer beside nine others.

All is warm: the server has its model and has answered before. A page is there when its heading and what it is for (the box for a
question, the list of papers) are on the screen; an answer is complete when it is there and the page has come to rest.
"""

import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from rich.table import Table

from eval.bench.browser import headless_chromium, served

_TIMES = 7
_BROWSERS = 10
_PAGE, _ANSWER = 2.0, 1.5  # seconds that they may take
_PATIENCE = 120_000  # milliseconds
_AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_WRONG = '.mn-problem, [data-testid="stException"]'
_BOX = "Ask about the papers"


@dataclass(frozen=True, slots=True)
class Waited:
    """Seconds of each try; `at_most` is what half of them may take."""

    what: str
    seconds: tuple[float, ...]
    at_most: float | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What was waited for, and what went wrong in ten browsers at once: a line for each error."""

    waited: tuple[Waited, ...]
    errors: tuple[str, ...]


def app(store: Path, questions: Sequence[str]) -> Measured:
    """Measure the app over a store. Of the questions as many are asked as there are browsers, in each browser another."""
    with tempfile.TemporaryDirectory(prefix="minuted-bench-") as scratch, ExitStack() as stack:
        address = stack.enter_context(served(store, Path(scratch, "app.log")))
        browser = stack.enter_context(headless_chromium())
        known = _page(browser)  # a visitor who was here before
        _opened(known, address)
        _answered(known, questions[0])
        _opened(known, f"{address}/papers")
        waited = [
            Waited("Ask page, by a visitor who was here before", _times(known, address), _PAGE),
            Waited("Papers page, by a visitor who was here before", _times(known, f"{address}/papers"), _PAGE),
            Waited("Ask page, by a new visitor", tuple(_opened(_page(browser), address) for _ in range(_TIMES)), None),
        ]
        _opened(known, address)
        waited.append(Waited("a question to its complete answer", tuple(_answered(known, one) for one in questions[:_BROWSERS]), _ANSWER))
        seconds, errors = _together(browser, address, questions[:_BROWSERS])
        waited.append(Waited(f"an answer in each of {_BROWSERS} browsers at once", seconds, None))
        return Measured(tuple(waited), tuple(errors))


def _times(page: Page, address: str) -> tuple[float, ...]:
    return tuple(_opened(page, address) for _ in range(_TIMES))


def _page(browser: Browser) -> Page:
    visitor = browser.new_context(viewport={"width": 1280, "height": 900})
    visitor.set_default_timeout(_PATIENCE)
    return visitor.new_page()


def _opened(page: Page, address: str) -> float:
    """Seconds until the page is there."""
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.get_by_role("heading", level=1).wait_for()
    (page.get_by_role("table").first if address.endswith("papers") else page.get_by_placeholder(_BOX)).wait_for()
    return time.perf_counter() - begun


def _answered(page: Page, question: str) -> float:
    """Seconds from sending the question to its complete answer."""
    page.get_by_placeholder(_BOX).fill(question)
    begun = time.perf_counter()
    _Sent(page).wait()
    return time.perf_counter() - begun


def _together(browser: Browser, address: str, questions: Sequence[str]) -> tuple[tuple[float, ...], list[str]]:
    """All open the app and send their questions before any is waited for. Seconds from sending the first, and what went wrong."""
    errors: list[str] = []
    pages = [_page(browser) for _ in questions]
    for page in pages:
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address, wait_until="commit")
    for page, question in zip(pages, questions, strict=True):
        page.get_by_placeholder(_BOX).fill(question)
    begun = time.perf_counter()
    sent = [_Sent(page) for page in pages]
    seconds = []
    for one in sent:
        one.wait()
        seconds.append(time.perf_counter() - begun)
    for page in pages:
        errors += page.locator(_WRONG).all_inner_texts()
        page.context.close()
    return tuple(seconds), errors


class _Sent:
    """A question that was sent, and the answers that were there before."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._answers = page.locator(".mn-answer")
        self._before = self._answers.count()
        page.get_by_placeholder(_BOX).press("Enter")

    def wait(self) -> None:
        self._answers.nth(self._before).wait_for()
        self._page.locator(_AT_REST).wait_for(state="attached")


def waited_to_table(measured: Measured) -> Table:
    table = Table("", title="The web app in a real browser, warm")
    for column in ("Half within, s", "Longest, s", "At most, s"):
        table.add_column(column, justify="right")
    for one in measured.waited:
        half = f"{statistics.median(one.seconds):.2f}"
        table.add_row(one.what, half, f"{max(one.seconds):.2f}", f"{one.at_most}" if one.at_most else "")
    table.add_row(f"errors in {_BROWSERS} browsers at once", str(len(measured.errors)), "", "0")
    for error in measured.errors:
        table.add_row(f"  {error}")
    return table
