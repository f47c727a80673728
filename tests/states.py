"""The pages and states of the app, each brought about as a user would: for axe-core and for pictures of all of them.

Each state takes a page of the running app from where it is to that state, and keeps it there, at rest, while it is looked at:
`with answer(page, app): ...`. They are walked in order.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from corpus.store.locks import Locks
from tests.browser import ask, at_rest, open_list
from tests.web import App

NOT_ANSWERED = "How high is the tower of Castle Keep?"

State = Callable[[Page, App], AbstractContextManager[None]]


@contextmanager
def suggestions(page: Page, app: App) -> Iterator[None]:
    _open_ask_page(page, app)
    expect(page.get_by_role("heading", name="Questions that these papers answer")).to_be_visible()
    yield


@contextmanager
def answer(page: Page, app: App) -> Iterator[None]:
    _open_ask_page(page, app)
    expect(ask(page, app.question)).to_contain_text("Sources")
    yield


@contextmanager
def answer_used(page: Page, app: App) -> Iterator[None]:
    """What can be done with an answer, unfolded: the passage, a comment, the ways to take it away."""
    with answer(page, app):
        page.get_by_text("Show the passage").first.click()
        page.get_by_role("radio", name="Thumbs down").click()
        expect(page.get_by_label("What was wrong with it?")).to_be_visible()
        at_rest(page)
        page.get_by_role("button", name="Take away").click()
        expect(page.get_by_role("button", name="Word document")).to_be_visible()
        yield


@contextmanager
def not_found(page: Page, app: App) -> Iterator[None]:
    _open_ask_page(page, app)
    expect(ask(page, NOT_ANSWERED)).to_contain_text("Searched")
    yield


@contextmanager
def too_long(page: Page, app: App) -> Iterator[None]:
    _open_ask_page(page, app)
    box = page.get_by_placeholder("Ask about the papers")
    box.fill("why " * 600)
    box.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Ask it more briefly")
    at_rest(page)
    page.wait_for_timeout(300)  # the page scrolls to the question first
    page.get_by_role("alert").scroll_into_view_if_needed()
    yield


@contextmanager
def conversation_copied(page: Page, app: App) -> Iterator[None]:
    """The address of a conversation, opened in a browser that did not begin it."""
    with answer(page, app):
        page.context.clear_cookies()
        page.reload()
        at_rest(page)
        expect(page.get_by_role("heading", name="This is a copy")).to_be_visible()
        yield


@contextmanager
def source_pdf(page: Page, app: App) -> Iterator[None]:
    _open_source(page, app, app.question)
    expect(page.locator(".mn-mark").first).to_be_attached()
    yield


@contextmanager
def source_scan(page: Page, app: App) -> Iterator[None]:
    _open_source(page, app, app.of_scan)
    expect(page.locator(".mn-mark.mn-lines").first).to_be_attached()
    yield


@contextmanager
def source_text(page: Page, app: App) -> Iterator[None]:
    _open_source(page, app, app.of_text)
    expect(page.locator(".mn-text mark")).to_be_visible()
    yield


@contextmanager
def source_not_held(page: Page, app: App) -> Iterator[None]:
    _open(page, f"{app.address}/source?paper=0123456789abcdef&page=2")
    expect(page.get_by_role("alert")).to_be_visible()
    yield


@contextmanager
def page_not_found(page: Page, app: App) -> Iterator[None]:
    _open(page, f"{app.address}/nowhere")
    expect(page.get_by_role("dialog")).to_be_visible()
    yield


@contextmanager
def papers(page: Page, app: App) -> Iterator[None]:
    _open_papers(page, app)
    yield


@contextmanager
def papers_filtered(page: Page, app: App) -> Iterator[None]:
    _filter_papers(page, app)
    yield


@contextmanager
def decisions(page: Page, app: App) -> Iterator[None]:
    _open(page, f"{app.address}/decisions")
    expect(page.get_by_role("button", name="Download as CSV")).to_be_visible()
    _hide_sidebar_of_a_phone(page)
    yield


@contextmanager
def no_decisions_within_filters(page: Page, app: App) -> Iterator[None]:
    _open(page, f"{app.address}/decisions?said=nothing+of+that")
    expect(page.get_by_text("Nothing is held within these filters")).to_be_visible()
    yield


@contextmanager
def no_papers_within_filters(page: Page, app: App) -> Iterator[None]:
    _open(page, f"{app.address}/papers?to=1999-01-01")
    expect(page.get_by_text("No paper held is within these filters")).to_be_visible()
    yield


@contextmanager
def calendar(page: Page, app: App) -> Iterator[None]:
    _filter_papers(page, app)
    _show_sidebar(page)
    page.get_by_test_id("stDateInputCalendarButton").first.click()
    expect(page.get_by_role("grid")).to_be_visible()
    yield


@contextmanager
def choices(page: Page, app: App) -> Iterator[None]:
    _open_papers(page, app)
    _show_sidebar(page)
    open_list(page, "Kind of paper")
    expect(page.get_by_role("option").first).to_be_visible()
    yield


@contextmanager
def uploads_chosen(page: Page, app: App) -> Iterator[None]:
    with TemporaryDirectory() as folder:
        files = [Path(folder, "panel.pdf"), Path(folder, "picture.pdf")]
        files[0].write_bytes(b"%PDF-1.4 and no more")
        files[1].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(99))
        _choose_uploads(page, app, files)
    yield


@contextmanager
def uploads_under_way(page: Page, app: App) -> Iterator[None]:
    """One of two files is done. The page is at work for as long as it is looked at: what ends the other waits for those who read."""
    with TemporaryDirectory() as folder:
        files = [Path(folder, "panel.pdf"), Path(folder, "ruled.pdf")]
        files[0].write_bytes(b"%PDF-1.4 and no more")
        _ruled_pages(files[1], 8)  # they take seconds to be looked through, and nothing of them goes in
        _choose_uploads(page, app, files)
        page.get_by_role("button", name="Add 2 files").click()
    expect(page.get_by_text("1 of 2 files read, 1 done")).to_be_visible()
    with Locks(app.store).reading():
        page.get_by_role("heading", name="Add papers").scroll_into_view_if_needed()
        yield


@contextmanager
def uploads_done(page: Page, app: App) -> Iterator[None]:
    with uploads_chosen(page, app):
        page.get_by_role("button", name="Add 2 files").click()
        expect(page.get_by_role("table", name="Result for each file")).to_be_visible()
        at_rest(page)
        page.get_by_role("heading", name="Add papers").scroll_into_view_if_needed()
        yield


@contextmanager
def removal_asked(page: Page, app: App) -> Iterator[None]:
    _open_papers(page, app)
    open_list(page, "Papers to remove")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)  # the first click beside an open list only closes it
    page.get_by_role("button", name="Remove 1 paper").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    at_rest(page)
    yield


@contextmanager
def ingest_running(page: Page, app: App) -> Iterator[None]:
    with _ingesting(app.store):
        _open_papers(page, app)
        expect(page.get_by_role("heading", name="Papers are being taken in or out")).to_be_visible()
        yield


@contextmanager
def no_papers(page: Page, app: App) -> Iterator[None]:
    with without_papers(app.store):
        _open(page, f"{app.address}/papers")
        expect(page.get_by_role("heading", name="No papers yet")).to_be_visible()
        expect(page.get_by_role("heading", name="Add papers")).to_be_visible()
        yield


@contextmanager
def nothing_to_ask(page: Page, app: App) -> Iterator[None]:
    with without_papers(app.store):
        _open(page, app.address)
        expect(page.get_by_role("heading", name="No papers yet")).to_be_visible()
        yield


@contextmanager
def store_damaged(page: Page, app: App) -> Iterator[None]:
    with without_papers(app.store):
        app.store.mkdir()
        (app.store / "catalogue.sqlite").write_bytes(b"not a catalogue " * 300)
        _open(page, f"{app.address}/papers")
        expect(page.get_by_role("heading", name="The papers cannot be read")).to_be_visible()
        yield


@contextmanager
def another_model(page: Page, app: App) -> Iterator[None]:
    with _model(app.store, "another-model"):
        _open(page, app.address)
        expect(page.get_by_role("heading", name="The papers were prepared for another search model")).to_be_visible()
        yield


STATES: tuple[State, ...] = (
    suggestions, answer, answer_used, conversation_copied, not_found, too_long, source_pdf, source_scan, source_text, source_not_held,
    page_not_found, decisions, no_decisions_within_filters, papers, papers_filtered, no_papers_within_filters, calendar, choices,
    uploads_chosen, uploads_under_way, uploads_done,
    removal_asked, ingest_running, no_papers, nothing_to_ask, store_damaged, another_model,
)  # fmt: skip


def _open(page: Page, address: str) -> None:
    page.goto(address)
    at_rest(page)


def _open_ask_page(page: Page, app: App) -> None:
    _open(page, app.address)
    expect(page.get_by_placeholder("Ask about the papers")).to_be_visible()


def _open_source(page: Page, app: App, question: str) -> None:
    _open_ask_page(page, app)
    ask(page, question).get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.get_by_role("heading", name="Text of the page")).to_be_visible()
    at_rest(page)


def _open_papers(page: Page, app: App) -> None:
    _open(page, f"{app.address}/papers")
    expect(page.get_by_role("heading", name="Remove papers")).to_be_visible()
    _hide_sidebar_of_a_phone(page)
    expect(page.get_by_test_id("stVegaLiteChart").locator("text").first).to_be_visible()


def _filter_papers(page: Page, app: App) -> None:
    _open(page, f"{app.address}/papers?from=2021-06-01&kind=Minutes&order=Title")
    expect(page.get_by_text("Showing")).to_be_visible()
    page.get_by_text("The numbers of this picture").click()


def _choose_uploads(page: Page, app: App, files: list[Path]) -> None:
    until_nobody_ingests(app.store)
    _open_papers(page, app)
    page.locator("input[type=file]").set_input_files(files)
    expect(page.get_by_role("button", name=f"Add {len(files)} files")).to_be_visible()
    at_rest(page)
    page.get_by_role("heading", name="Add papers").scroll_into_view_if_needed()


def until_nobody_ingests(store: Path) -> None:
    while Locks(store).ingest_under_way():
        time.sleep(0.1)


def _ruled_pages(file: Path, number: int) -> None:
    """A PDF of pictures of paper with lines on it and no word."""
    sheet = Image.new("L", (1240, 1754), 255)
    for height in range(100, 1700, 40):
        ImageDraw.Draw(sheet).line((100, height, 1140, height), fill=0, width=3)
    sheet.save(file, save_all=True, append_images=[sheet] * (number - 1), resolution=150)


def _show_sidebar(page: Page) -> None:
    """On a phone the sidebar is out of sight until it is asked for."""
    shown = page.get_by_test_id("stExpandSidebarButton")
    if shown.is_visible():
        shown.click()


def _hide_sidebar_of_a_phone(page: Page) -> None:
    """It covers the page, and is there again on the next page when it was left open."""
    shown = page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")
    if page.viewport_size and page.viewport_size["width"] < 768 and shown.is_visible():
        shown.click()


@contextmanager
def _ingesting(store: Path) -> Iterator[None]:
    other = Locks(store)
    other.take_ingest()
    try:
        yield
    finally:
        other.close()


@contextmanager
def without_papers(store: Path) -> Iterator[Path]:
    """The place of the store while it is empty. What is put there meanwhile goes afterwards."""
    away = store.with_name("away")
    store.rename(away)
    try:
        yield store
    finally:
        shutil.rmtree(store, ignore_errors=True)
        away.rename(store)


@contextmanager
def _model(store: Path, name: str) -> Iterator[None]:
    """The store as if its vectors were of another model."""
    catalogue = sqlite3.connect(store / "catalogue.sqlite", isolation_level=None)
    before = catalogue.execute("SELECT value FROM facts WHERE name = 'model'").fetchone()
    try:
        catalogue.execute("UPDATE facts SET value = ? WHERE name = 'model'", (name,))
        yield
    finally:
        catalogue.execute("UPDATE facts SET value = ? WHERE name = 'model'", before)
        catalogue.close()
