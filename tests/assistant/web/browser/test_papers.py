"""The Papers page, used with mouse and keyboard in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.web.papers import intake
from corpus.store.locks import Locks
from corpus.store.store import Store
from tests.browser import Visits, ask, at_rest, open_list, tab_to
from tests.factories import minutes_text
from tests.web import HOSTILE_FILE, App

OTTERS = minutes_text(
    body="Parks Committee", day="Monday, 3 July 2023", items={"4. Otters": "RESOLVED that 12 otter ladders be bought for Wenlow weir."}
)


_WHILE_TAKEN_IN = 120_000  # milliseconds: the first paper waits for the model


@pytest.fixture(autouse=True)
def _as_it_was(web: App) -> Iterator[None]:
    """What a test uploads, it leaves to no other."""
    yield
    with Store.open_for_writing(web.store, on_wait=lambda: None) as store:
        intake.remove([paper.id for paper in store.catalogue.papers() if intake.UPLOADS in paper.path], store, lambda _: None)


def in_address(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def rows(page: Page, caption: str) -> Locator:
    """The rows of a table, without that of its headers."""
    return page.get_by_role("table", name=caption).locator("tbody").get_by_role("row")


def left_and_width(page: Page) -> tuple[float, float]:
    box = page.get_by_test_id("stMainBlockContainer").bounding_box()
    assert box is not None
    return box["x"], box["width"]


def choose(page: Page, label: str, option: str) -> None:
    open_list(page, label)
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")


def test_filters_and_order_stand_in_the_address_and_are_there_again_after_loading_it_anew(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers")
    expect(page).to_have_title("Papers – Minuted")
    expect(page.get_by_text("4 papers, meetings from 4 May 2021 to 9 September 2021")).to_be_visible()
    choose(page, "Sort by", "Oldest meeting first")
    expect(rows(page, "4 papers").first).to_contain_text("4 May 2021Highways Scrutiny Panel")
    choose(page, "Body", "Cabinet")
    page.get_by_text("Only papers with a warning").click()
    told = page.get_by_text("Showing 1 of 4 papers: only Cabinet; only papers with a warning.")
    expect(told).to_be_visible()
    expect(rows(page, "1 paper")).to_contain_text("Its file name says 9 January 2020, its first page 9 September 2021")
    assert in_address(page) == {"order": ["Oldest meeting first"], "body": ["Cabinet"], "warnings": ["true"]}

    page.reload()
    expect(told).to_be_visible()
    page.get_by_role("button", name="Show all papers").click()
    expect(rows(page, "4 papers").first).to_contain_text("4 May 2021")  # the order stays
    assert in_address(page) == {"order": ["Oldest meeting first"]}


def test_what_an_address_says_that_is_no_filter_is_passed_over(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers?body=Nobody&kind=<script>&from=yesterday&to=2021-06-30&order=Sideways&warnings=perhaps")
    expect(page.get_by_text("Showing 3 of 4 papers: only meetings to 30 June 2021.")).to_be_visible()
    assert in_address(page) == {"to": ["2021-06-30"]}


def test_a_paper_of_the_list_opens_at_its_first_page(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers")
    rows(page, "4 papers").get_by_role("link", name="Minutes of the Highways Scrutiny Panel, 4 May 2021").click()
    expect(page.get_by_role("heading", name="Page 1 of 2")).to_be_visible()
    expect(page.get_by_alt_text("Page 1 of highways.pdf, as a picture.")).to_be_visible()


def test_nothing_within_the_filters_says_so_and_leads_back(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers?from=2022-01-01")
    expect(page.get_by_text("No paper held is within these filters: only meetings from 1 January 2022.")).to_be_visible()
    page.get_by_role("button", name="Show all papers").click()
    expect(rows(page, "4 papers")).to_have_count(4)


def test_the_picture_of_the_store_has_its_numbers_beside_it(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers")
    picture = page.get_by_test_id("stVegaLiteChart")
    expect(picture).to_have_attribute("aria-label", "4 papers by the year of their meeting: 2021: 4.")
    expect(picture.locator("text").filter(has_text="Minutes")).to_be_visible()
    page.get_by_text("The numbers of this picture").click()
    expect(rows(page, "Papers by year of the meeting and kind")).to_have_text("202144")


def test_a_good_a_damaged_and_a_mislabelled_file_each_get_their_result(web: App, visit: Visits, tmp_path: Path) -> None:
    files = [tmp_path / "Otters <b>– final.txt", tmp_path / "damaged.pdf", tmp_path / "a picture.pdf", tmp_path / "sums.xlsx"]
    for file, content in zip(files, [OTTERS.encode(), b"%PDF-1.4 and no more", b"\x89PNG\r\n\x1a\n" + bytes(99), b"1,2"], strict=True):
        file.write_bytes(content)
    page = visit(f"{web.address}/papers")
    expect(page.get_by_role("heading", name="Add papers")).to_be_visible()
    width = left_and_width(page)
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Add 4 files").click()
    results = rows(page, "Result for each file")
    expect(results).to_have_count(4, timeout=_WHILE_TAKEN_IN)
    assert left_and_width(page) == width  # not narrower for what was done on it
    expect(results.nth(0)).to_have_text("Otters <b>– final.txtAdded: Minutes of the Parks Committee, 3 July 2023")
    expect(results.nth(1)).to_contain_text("damaged.pdfNot added: the PDF is damaged")
    expect(results.nth(2)).to_contain_text("a picture.pdfNot added: it ends in .pdf but is a PNG picture.")
    expect(results.nth(3)).to_contain_text("sums.xlsxNot added: files ending in .xlsx are not read.")
    expect(page.get_by_role("heading", name="1 of 4 files is held")).to_be_visible()
    expect(rows(page, "5 papers").first).to_contain_text("otters-b-final.txt")
    expect(rows(page, "1 file")).to_have_count(1)  # of the uploads that were not taken nothing is left
    assert [file.name for file in (web.store / "uploads").glob("*/*")] == ["otters-b-final.txt"]

    page.get_by_role("link", name="Ask").click()
    expect(ask(page, "How many otter ladders are bought?")).to_contain_text("RESOLVED that 12 otter ladders be bought")
    expect(page.get_by_text("5 papers, meetings from 4 May 2021 to 3 July 2023")).to_be_visible()


def test_a_paper_is_added_and_removed_by_keyboard_alone(web: App, visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "otters.txt").write_text(OTTERS)
    page = visit(f"{web.address}/papers")
    page.on("filechooser", lambda _: None)  # Chromium is told only now to hand the choice over, and that takes it a moment
    expect(page.get_by_role("heading", name="Remove papers")).to_be_visible()
    at_rest(page)
    tab_to(page, page.get_by_role("button", name="Upload", exact=True))
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    chosen.value.set_files(tmp_path / "otters.txt")
    tab_to(page, page.get_by_role("button", name="Add 1 file"))
    page.keyboard.press("Enter")
    expect(rows(page, "Result for each file")).to_have_text(
        "otters.txtAdded: Minutes of the Parks Committee, 3 July 2023", timeout=_WHILE_TAKEN_IN
    )

    tab_to(page, page.get_by_label("Papers to remove"))
    page.keyboard.type("3 July")
    expect(page.get_by_role("option")).to_have_text("3 July 2023, Parks Committee: minutes (otters.txt)")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    tab_to(page, page.get_by_role("button", name="Remove 1 paper"))
    page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="Remove these papers?")
    expect(asked).to_contain_text("3 July 2023, Parks Committee: minutes (otters.txt)")
    tab_to(page, asked.get_by_role("button", name="No, keep them"))
    page.keyboard.press("Enter")
    expect(asked).to_be_hidden()
    expect(rows(page, "5 papers")).to_have_count(5)
    tab_to(page, page.get_by_role("button", name="Remove 1 paper"))
    page.keyboard.press("Enter")
    tab_to(page, asked.get_by_role("button", name="Yes, remove 1 paper"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 paper removed")).to_be_visible()
    expect(rows(page, "4 papers")).to_have_count(4)
    assert not list((web.store / "uploads").glob("*/*"))


def test_while_another_ingests_every_page_says_so_and_an_upload_can_be_tried_again(web: App, visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 and no more")
    other = Locks(web.store)
    other.take_ingest()
    try:
        asking, page = visit(web.address), visit(f"{web.address}/papers")
        for seen in (asking, page):
            expect(seen.get_by_role("heading", name="Papers are being taken in or out")).to_be_visible()
        page.locator("input[type=file]").set_input_files(tmp_path / "broken.pdf")
        page.get_by_role("button", name="Add 1 file").click()
        expect(page.get_by_role("alert")).to_contain_text("The files you chose stay here. Try again when it is done.")
    finally:
        other.close()
    expect(asking.get_by_role("heading", name="Papers are being taken in or out")).to_be_hidden()
    page.get_by_role("button", name="Try again").click()
    expect(rows(page, "Result for each file")).to_contain_text("broken.pdfNot added: the PDF is damaged")


def test_names_of_files_do_nothing_on_the_page(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers")
    expect(rows(page, "4 papers").filter(has_text="7 June 2021")).to_contain_text(HOSTILE_FILE)
    choose(page, "Papers to remove", "7 June 2021")
    page.get_by_role("button", name="Remove 1 paper").click()
    expect(page.get_by_role("dialog")).to_contain_text(HOSTILE_FILE)
    expect(rows(page, "1 file")).to_contain_text("accounts :red[y].xlsxFiles ending in .xlsx are not read.")
    assert page.locator("main img, main .katex, a[href*=evil], :is(.mn-table, [role=dialog]) script").count() == 0
