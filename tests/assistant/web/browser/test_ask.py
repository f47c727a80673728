"""The Ask page, driven as a user drives it: a real server, a real browser, a real store."""

import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant.web import messages
from tests.browser import Visits, ask
from tests.factories import make_store, minutes_text, write_papers
from tests.states import without_papers
from tests.web import HOSTILE, NIGHTS, PROVOKED, App


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar").get_by_text(option, exact=True)).to_be_visible()


def test_an_answer_shows_its_quote_with_meeting_date_and_page(web: App, visit: Visits) -> None:
    page = visit(web.address)
    expect(page.get_by_role("heading", name="Minuted")).to_be_visible()
    expect(page.get_by_text("4 papers, meetings from 4 May 2021 to 9 September 2021")).to_be_visible()
    answer = ask(page, NIGHTS)
    first = answer.locator(".mn-source").first
    expect(first).to_contain_text("[1] Highways Scrutiny Panel, 4 May 2021Item 13, Winter gritting — page 2 — minutes, highways.pdf")
    expect(answer.locator("blockquote").first).to_contain_text("61 nights")
    expect(answer).to_contain_text("Searched 4 papers, 4 May 2021 to 9 September 2021.")
    expect(page.locator("#mn-told")).to_contain_text("Answered, with")
    question = page.locator(".mn-question").bounding_box()
    assert question is not None
    assert 0 <= question["y"] < 150  # at the top: neither under what stood before nor scrolled to the end of the last source


def test_the_page_does_not_scroll_away_under_a_click(web: App, visit: Visits) -> None:
    """It scrolls to the question a moment after the answer is there, when the reader may just be pressing on a source."""
    page = visit(web.address)
    last = ask(page, NIGHTS).get_by_role("link", name="Open page").last
    last.scroll_into_view_if_needed()
    last.hover()
    page.mouse.down()
    page.evaluate("window.mnClicks.show('turn-1')")
    page.mouse.up()
    expect(page.get_by_role("heading", name="Text of the page")).to_be_visible()


def test_what_was_read_into_a_question_is_said_and_can_be_undone(web: App, visit: Visits) -> None:
    page = visit(web.address)
    answer = ask(page, "On how many nights did the griting lorries go out?")
    expect(answer).to_contain_text("Read “griting” as “gritting”.")
    page.get_by_role("button", name="Search for the words as typed").click()
    expect(page.locator(".mn-answer")).to_have_count(2)
    expect(page.locator(".mn-answer").last).to_contain_text("Searched for the words as typed.")
    expect(page.locator(".mn-question").last).to_have_text("On how many nights did the griting lorries go out?")
    expect(page.get_by_role("button", name="Search for the words as typed")).to_have_count(0)


def test_the_history_stays_while_asking_on_and_looking_elsewhere(web: App, visit: Visits) -> None:
    page = visit(web.address)
    passage = ask(page, NIGHTS).locator(".mn-passage").first
    expect(passage).to_be_hidden()
    page.get_by_text("Show the passage").first.click()
    expect(passage).to_contain_text("The Panel asked for the figures of each depot.")
    expect(passage.locator("mark")).to_contain_text("61 nights")
    ask(page, "How much was spent on potholes?")
    questions = page.locator(".mn-question")
    expect(questions).to_have_text([NIGHTS, "How much was spent on potholes?"])
    expect(page.locator(".mn-answer").first).to_contain_text("61 nights")
    expect(passage).to_be_visible()  # still unfolded
    page.get_by_role("link", name="Papers").click()
    expect(page.get_by_role("heading", name="List of papers")).to_be_visible()
    page.get_by_role("link", name="Ask").click()
    expect(questions).to_have_count(2)


def test_filters_change_what_is_searched(web: App, visit: Visits) -> None:
    page = visit(web.address)
    choose(page, "Body", "Cabinet")
    answer = ask(page, "What was said about potholes in Wenlow?")
    expect(answer).to_contain_text("Searched 1 paper, 9 September 2021; only Cabinet.")
    expect(answer).not_to_contain_text("Highways")
    choose(page, "Kind of paper", "Minutes")
    page.get_by_role("spinbutton", name="day, Meetings to").click()
    page.keyboard.type("01062021")
    page.keyboard.press("Escape")
    answer = ask(page, "What was said about potholes in Wenlow?")
    expect(answer).to_contain_text("No paper held is within these filters; only Cabinet; only minutes; only meetings to 1 June 2021.")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_test_id("stSidebar").get_by_text("Cabinet", exact=True)).to_be_hidden()
    answer = ask(page, "What was said about potholes in Wenlow?")
    expect(answer).to_contain_text("Searched 4 papers, 4 May 2021 to 9 September 2021.")
    expect(answer).to_contain_text("Highways Scrutiny Panel, 4 May 2021")


def test_a_question_that_the_papers_do_not_answer_is_told_so(web: App, visit: Visits) -> None:
    answer = ask(visit(web.address), "What is the best recipe for banana bread?")
    expect(answer).to_contain_text("Not found in these papers.")
    expect(answer).to_contain_text("Searched 4 papers, 4 May 2021 to 9 September 2021.")
    expect(answer).to_contain_text("Bodies: Cabinet; Highways Scrutiny Panel; Licensing Committee; Parks Committee.")
    expect(answer).to_contain_text("Not searched, because it could not be read: accounts :red[y].xlsx.")
    expect(answer.get_by_role("heading", name="Nearest passages: these do not answer the question")).to_be_visible()


def test_a_question_that_cannot_be_used_is_told_why(web: App, visit: Visits) -> None:
    page = visit(web.address)
    page.get_by_placeholder("Ask about the papers").fill("why " * 600)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("at most 2,000 are read. Ask it more briefly.")


def test_nothing_that_a_paper_or_a_question_says_acts_on_the_page(web: App, visit: Visits) -> None:
    page = visit(web.address)
    question = f"To whom is a sheepdog licence granted? {HOSTILE} [link](http://evil.example/)"
    answer = ask(page, question)
    expect(page.locator(".mn-question")).to_have_text(question)
    expect(answer.locator("blockquote").first).to_contain_text(HOSTILE)
    answer.get_by_text("Show the passage").first.click()
    expect(answer.locator(".mn-passage").first).to_contain_text(HOSTILE)
    assert page.locator("img, .katex, a[href*=evil], .mn-answer script, .mn-question script").count() == 0


def test_two_visitors_ask_at_once_and_see_only_their_own(web: App, visit: Visits) -> None:
    pages = [visit(web.address), visit(web.address)]
    questions = ["When does Stannick Library open?", "How much was spent on potholes?"]
    for page, question in zip(pages, questions, strict=True):
        page.get_by_placeholder("Ask about the papers").fill(question)
    for page in pages:
        page.keyboard.press("Enter")
    for page, question in zip(pages, questions, strict=True):
        expect(page.locator(".mn-question")).to_have_text([question])
        expect(page.locator(".mn-answer")).to_have_count(1)


def test_the_app_begins_without_papers_and_sees_them_come(web: App, visit: Visits, tmp_path: Path) -> None:
    with without_papers(web.store) as store:
        page = visit(web.address)
        expect(page.locator(".mn-note")).to_contain_text(f"There are no papers in {store} yet. Run: minuted ingest FOLDER")
        expect(page.get_by_placeholder("Ask about the papers")).to_be_hidden()

        make_store(store, [write_papers(tmp_path / "first", {"empty.txt": ""})])
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(messages.NONE_HELD)

        undecided = minutes_text(items={"12. Potholes": "The Panel heard that £40,000 was spent on potholes in Wenlow."})
        make_store(store, [write_papers(tmp_path / "second", {"potholes.txt": undecided})])
        page.reload()
        expect(page.get_by_text("1 paper, meeting of 4 May 2021")).to_be_visible()
        ask(page, "How much was spent on potholes?")
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator(".mn-question")).to_have_count(0)
        page.wait_for_timeout(3_000)  # until it is known that these papers have no question to suggest
        expect(page.get_by_role("alert")).to_have_count(0)

        otters = minutes_text(
            "Parks Committee", "Monday, 7 June 2021", {"5. Otters": "The Committee heard that forty otters were counted."}
        )
        make_store(store, [write_papers(tmp_path / "third", {"otters.txt": otters})])
        expect(ask(page, "How many otters were counted?")).to_contain_text("forty otters")
        expect(page.get_by_text("2 papers, meetings from 4 May 2021 to 7 June 2021")).to_be_visible()


def test_a_store_that_cannot_be_read_is_told_in_plain_words_without_a_trace(web: App, visit: Visits) -> None:
    with without_papers(web.store) as store:
        store.mkdir()
        (store / "catalogue.sqlite").write_bytes(b"not a catalogue " * 300)
        page = visit(web.address)
        expect(page.get_by_role("alert")).to_contain_text("cannot be opened (file is not a database)")

        (store / "catalogue.sqlite").unlink()
        make_store(store, [])
        with sqlite3.connect(store / "catalogue.sqlite") as catalogue:
            catalogue.execute("ALTER TABLE papers RENAME COLUMN file TO document")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(messages.WRONG_ON_PAGE)
        expect(page.get_by_text("Traceback")).to_be_hidden()
        assert PROVOKED in web.log.read_text()
