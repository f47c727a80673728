"""The History page, used in a real browser."""

from playwright.sync_api import expect

from tests.browser import Visits
from tests.web import App


def test_the_history_of_a_topic_stands_in_its_address_and_each_meeting_leads_to_its_page(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/history?topic=potholes")
    expect(page).to_have_title("History – Minuted")
    told = "2 meetings dealt with “potholes”, from 4 May 2021 to 9 September 2021"
    expect(page.get_by_role("status").filter(has_text=told)).to_be_visible()
    rows = page.get_by_role("table", name="2 meetings").locator("tbody").get_by_role("row")
    expect(rows.first).to_contain_text("9 September 2021Cabinet")
    expect(rows.last).to_contain_text("RESOLVED that £40,000 be spent")
    rows.last.get_by_role("link", name="highways.pdf, page 1").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Highways")
    page.go_back()
    page.get_by_role("textbox", name="Topic").fill("penguins")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No meeting in the papers held dealt with “penguins” within these filters.")).to_be_visible()
