"""The Decisions page, used with mouse and keyboard in a real browser."""

import csv
import io
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests import states
from tests.axe import violations
from tests.browser import Visits, at_rest, open_list
from tests.web import App


def rows(page: Page) -> list[str]:
    return page.locator(".mn-table tbody").get_by_role("row").all_inner_texts()


def test_decisions_are_filtered_and_the_address_opens_the_same_list(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/decisions")
    expect(page).to_have_title("Decisions – Minuted")
    expect(page.get_by_role("heading", level=1)).to_have_text("Decisions")
    expect(page.get_by_text("of them open, first")).to_be_visible()
    every = len(rows(page))
    open_list(page, "Body")
    page.get_by_role("option", name="Cabinet").click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("only Cabinet")).to_be_visible()
    page.get_by_label("Words").fill("stannick")
    page.get_by_label("Words").press("Enter")
    expect(page.get_by_text("with the words “stannick”")).to_be_visible()
    at_rest(page)
    (row,) = rows(page)
    assert "Stannick Library open on Sundays" in row
    assert parse_qs(urlsplit(page.url).query) == {"body": ["Cabinet"], "said": ["stannick"]}
    page.reload()
    expect(page.get_by_text("1 record")).to_have_count(2)  # in the sentence above, and as the caption
    page.get_by_role("button", name="Show everything").click()
    expect(page.get_by_text("only Cabinet")).to_have_count(0)
    at_rest(page)
    assert len(rows(page)) == every


def test_a_row_opens_its_words_on_their_page(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/decisions?said=potholes+%C2%A340%2C000")
    page.get_by_role("link", name="RESOLVED that £40,000 be spent on mending potholes in Wenlow.").click()
    expect(page.get_by_role("heading", name="Text of the page")).to_be_visible()
    expect(page.locator(".mn-text mark")).to_contain_text("£40,000 be spent on mending potholes")


def test_the_list_is_taken_away_as_csv(web: App, visit: Visits, tmp_path: Path) -> None:
    page = visit(f"{web.address}/decisions?said=stannick")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV").click()
    taken.value.save_as(tmp_path / "decisions.csv")
    written = (tmp_path / "decisions.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8-sig")))
    assert (row["Date"], row["Body"], row["Result"]) == ("2021-09-09", "Cabinet", "agreed")


def test_everyone_can_use_it(web: App, visit: Visits) -> None:
    page = visit(web.address)
    for state in (states.decisions, states.no_decisions_within_filters):
        with state(page, web):
            assert violations(page) == []
            page.emulate_media(color_scheme="dark")
            assert violations(page, of_colours=True) == []
            page.emulate_media(color_scheme="light")
