"""The web app, driven as a user drives it: a real server, a real browser, a real store."""

import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant import phrases
from assistant.models import Answer, Citation, CitedItem, CitedMeeting, CitedPaper, Filters, ModelNames, Question, Searched, Status, Timings
from assistant.web import words
from assistant.web.ask.cards import Drawn, question_html
from assistant.web.ask.page import answered
from assistant.web.passage import laid_out, marked
from assistant.web.store import Held
from assistant.web.viewer.address import places_of
from corpus.models import PaperKind
from corpus.store import Store
from corpus.versions import Versions
from tests.browser import Visits, ask, served
from tests.factories import make_store, minutes_text, write_papers

HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> costs $5 and $x^2$ :red[alarm] :smile:'
HOSTILE_FILE = "licences <img src=x onerror=alert(3)>.txt"
HIGHWAYS = minutes_text(
    items={
        "12. Potholes in Wenlow": "RESOLVED that £40,000 be spent on mending potholes in Wenlow.\f",
        "13. Winter gritting": "The Panel heard that the gritting lorries treated 1,617 km of road.\n\n"
        "The lorries went out on 61 nights, eleven more than in the winter before, and the Director expected the price of salt to rise "
        "because one of the two mines that supply the county had closed. The Panel asked for the figures of each depot.",
    }
)
LIBRARIES = minutes_text(
    body="Cabinet",
    day="Thursday, 9 September 2021",
    items={
        "31. Library opening hours": "Cabinet agreed that Stannick Library open on Sundays from 3 October 2021.",
        "32. Potholes": "Cabinet noted that the potholes fund for Wenlow was spent.",
    },
)
SHEEPDOGS = minutes_text(
    body="Licensing Committee",
    day="Monday, 7 June 2021",
    items={"5. Sheepdog licences": f"The Committee agreed that a sheepdog licence be granted to {HOSTILE} and to nobody else."},
)


# --- without a browser -------------------------------------------------------------------------------------------------------------


def citation(**given: object) -> Citation:
    fields = {
        "n": 1, "quote": "It was agreed.", "passage": "It was agreed.", "passage_id": "p",
        "page": 12, "printed_page": "79", "paragraph": "31",
        "paper": CitedPaper(id="a", title="Minutes", kind=PaperKind.MINUTES, file="panel.pdf"), "score": 0.9, "verified": True,
        "item": CitedItem(number="412", title="Work programme"), "heading": None,
        "meeting": CitedMeeting(council="Ambershire", body="Highways Panel", date=date(2023, 7, 7)),
    }  # fmt: skip
    return Citation.model_validate(fields | given)


def drawn(text: str, **given: object) -> str:
    answer = Answer(
        id=None, question="?", status=Status.ANSWERED, answer=text, citations=(citation(**given),),
        searched=Searched(papers=1, date_from=None, date_to=None, bodies=(), unreadable=()),
        timings_ms=Timings(retrieve=0, rank=0, compose=0), model=ModelNames(embedding="m"),
    )  # fmt: skip
    return Drawn("turn-1", answer, Filters(), places_of(answer.citations, {})).html()


def test_a_source_says_whose_meeting_when_and_where_in_the_paper() -> None:
    assert phrases.whose_meeting(citation()) == "Highways Panel, 7 July 2023"
    assert words.place(citation()) == ["item 412, Work programme", "paragraph 31", "page 12 (printed page 79)", "minutes, panel.pdf"]
    assert words.place(citation(item=None, paragraph=None, printed_page="12"))[0] == "page 12"


def test_a_council_meeting_is_named_by_its_council_and_a_missing_date_is_said() -> None:
    full = CitedMeeting(council="Ambershire County Council", body="Council", date=None)
    assert phrases.whose_meeting(citation(meeting=full)) == "Ambershire County Council, meeting date not given"


def test_what_was_searched_names_the_filters() -> None:
    looked_in = Searched(papers=14, date_from=date(2021, 9, 16), date_to=date(2024, 6, 13), bodies=(), unreadable=())
    filters = Filters(bodies=("Cabinet", "Council"), kinds=(PaperKind.MINUTES,), date_from=date(2021, 10, 1))
    assert words.searched(looked_in, filters) == (
        "Searched 14 papers, 16 September 2021 to 13 June 2024; only Cabinet and Council; only minutes; only meetings from 1 October 2021"
    )


def test_only_the_markers_at_the_end_of_a_line_become_links() -> None:
    html = drawn("Highways Panel, 7 July 2023: “see [1] above” [1]\nSee also [1] [2].")
    assert "“see [1] above” <a " in html
    assert html.count('aria-label="Source 1: open the page"') == 2
    assert "[2]." in html


def test_nothing_in_an_answer_is_html() -> None:
    paper = CitedPaper(id="a", title=HOSTILE, kind=PaperKind.MINUTES, file=HOSTILE)
    hostile = {"quote": HOSTILE, "passage": HOSTILE, "paper": paper, "item": CitedItem(number="1", title=HOSTILE)}
    html = drawn(f"{HOSTILE}: “{HOSTILE}” [1]", **hostile) + question_html("turn-1", HOSTILE)
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("&lt;img") == 8  # place and quote in the answer; item, file (twice), quote and passage of the source; the question


def test_the_quote_is_marked_where_it_stands_however_its_lines_break() -> None:
    assert marked("The Panel met.\nIt was\nagreed. It rose.", "It was\nagreed.") == "The Panel met. <mark>It was agreed.</mark> It rose."


def test_a_quote_that_is_not_found_leaves_the_passage_unmarked() -> None:
    assert marked("It was <b>agreed</b>.", "It was refused.") == "It was agreed ."


def test_a_passage_keeps_its_paragraphs_entries_and_rows() -> None:
    assert laid_out("## Salt\nUsed in\ntwo winters:\n- 2019\n- 2020\n\nDistrict\t2020\nWenlow\t1,990") == (
        "Salt\nUsed in two winters:\n- 2019\n- 2020\n\nDistrict | 2020\nWenlow | 1,990"
    )


def test_a_fault_while_answering_is_told_in_plain_words_and_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": HIGHWAYS})])
    store = Store.open(tmp_path / "store")
    turn = answered(Question.model_construct(text=None), Held(store, (), (), (), (), Versions({}, {})))  # a fault of ours: no caller does
    store.close()
    assert turn.problem == words.WRONG_IN_ANSWER
    assert "NoneType" in caplog.text


# --- in the browser ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app over three minutes, one of them hostile, and one file that was refused."""
    base = tmp_path_factory.mktemp("app")
    papers = {"highways.txt": HIGHWAYS, "libraries.txt": LIBRARIES, HOSTILE_FILE: SHEEPDOGS, "accounts :red[y].xlsx": "rows"}
    make_store(base / "store", [write_papers(base / "papers", papers)])
    with served(base / "store", base / "app.log") as address:
        yield address


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar").get_by_text(option, exact=True)).to_be_visible()


def test_an_answer_shows_its_quote_with_meeting_date_and_page(app: str, visit: Visits) -> None:
    page = visit(app)
    expect(page.get_by_role("heading", name="Minuted")).to_be_visible()
    expect(page.get_by_text("3 papers, meetings from 4 May 2021 to 9 September 2021")).to_be_visible()
    answer = ask(page, "On how many nights did the gritting lorries go out?")
    first = answer.locator(".mn-source").first
    expect(first).to_contain_text("[1] Highways Scrutiny Panel, 4 May 2021Item 13, Winter gritting — page 2 — minutes, highways.txt")
    expect(answer.locator("blockquote").first).to_contain_text("61 nights")
    expect(answer).to_contain_text("Searched 3 papers, 4 May 2021 to 9 September 2021.")
    expect(page.locator(".mn-question")).to_be_in_viewport()  # not scrolled to the end of the last source


def test_what_was_read_into_a_question_is_said_and_can_be_undone(app: str, visit: Visits) -> None:
    page = visit(app)
    answer = ask(page, "On how many nights did the griting lorries go out?")
    expect(answer).to_contain_text("Read “griting” as “gritting”.")
    page.get_by_role("button", name="Search for the words as typed").click()
    expect(page.locator(".mn-answer")).to_have_count(2)
    expect(page.locator(".mn-answer").last).to_contain_text("Searched for the words as typed.")
    expect(page.locator(".mn-question").last).to_have_text("On how many nights did the griting lorries go out?")
    expect(page.get_by_role("button", name="Search for the words as typed")).to_have_count(0)


def test_the_passage_unfolds_in_place_with_the_quote_marked(app: str, visit: Visits) -> None:
    source = ask(visit(app), "On how many nights did the gritting lorries go out?").locator(".mn-source").first
    passage = source.locator(".mn-passage")
    expect(passage).to_be_hidden()
    source.get_by_text("Show the passage").click()
    expect(passage).to_be_visible()
    expect(passage).to_contain_text("The Panel asked for the figures of each depot.")
    expect(passage.locator("mark")).to_contain_text("61 nights")


def test_the_history_stays_while_asking_on_and_looking_elsewhere(app: str, visit: Visits) -> None:
    page = visit(app)
    ask(page, "When does Stannick Library open?").get_by_text("Show the passage").first.click()
    ask(page, "How much was spent on potholes?")
    questions = page.locator(".mn-question")
    expect(questions).to_have_text(["When does Stannick Library open?", "How much was spent on potholes?"])
    expect(page.locator(".mn-answer").first).to_contain_text("on Sundays from 3 October 2021")
    expect(page.locator(".mn-passage").first).to_be_visible()  # still unfolded
    page.get_by_role("link", name="Papers").click()
    expect(page.get_by_role("heading", name="List of papers")).to_be_visible()
    page.get_by_role("link", name="Ask").click()
    expect(questions).to_have_count(2)


def test_filters_change_what_is_searched(app: str, visit: Visits) -> None:
    page = visit(app)
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
    expect(answer).to_contain_text("Searched 3 papers, 4 May 2021 to 9 September 2021.")
    expect(answer).to_contain_text("Highways Scrutiny Panel, 4 May 2021")


def test_a_question_that_the_papers_do_not_answer_is_told_so(app: str, visit: Visits) -> None:
    answer = ask(visit(app), "What is the best recipe for banana bread?")
    expect(answer).to_contain_text("Not found in these papers.")
    expect(answer).to_contain_text("Searched 3 papers, 4 May 2021 to 9 September 2021.")
    expect(answer).to_contain_text("Bodies: Cabinet; Highways Scrutiny Panel; Licensing Committee.")
    expect(answer).to_contain_text("Not searched, because it could not be read: accounts :red[y].xlsx.")
    expect(answer.get_by_role("heading", name="Nearest passages: these do not answer the question")).to_be_visible()


def test_a_question_that_cannot_be_used_is_told_why(app: str, visit: Visits) -> None:
    page = visit(app)
    page.get_by_placeholder("Ask about the papers").fill("why " * 600)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("at most 2,000 are read. Ask it more briefly.")


def test_the_papers_page_lists_what_is_held_and_what_was_not_taken(app: str, visit: Visits) -> None:
    page = visit(f"{app}/papers")
    rows = page.get_by_role("table", name="3 papers").get_by_role("row")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("9 September 2021CabinetMinutesMinutes of the Cabinet, 9 September 2021")
    expect(rows.filter(has_text="Licensing Committee")).to_contain_text(HOSTILE_FILE)
    refused = page.get_by_role("table", name="1 file").get_by_role("row").nth(1)
    expect(refused).to_contain_text("accounts :red[y].xlsxFiles ending in .xlsx are not read.")


def test_nothing_that_a_paper_or_a_question_says_acts_on_the_page(app: str, visit: Visits) -> None:
    page = visit(app)
    question = f"To whom is a sheepdog licence granted? {HOSTILE} [link](http://evil.example/)"
    answer = ask(page, question)
    expect(page.locator(".mn-question")).to_have_text(question)
    expect(answer.locator("blockquote").first).to_contain_text(HOSTILE)
    answer.get_by_text("Show the passage").first.click()
    expect(answer.locator(".mn-passage").first).to_contain_text(HOSTILE)
    assert page.locator("img, .katex, a[href*=evil], .mn-answer script, .mn-question script").count() == 0


def test_two_visitors_ask_at_once_and_see_only_their_own(app: str, visit: Visits) -> None:
    pages = [visit(app), visit(app)]
    questions = ["When does Stannick Library open?", "How much was spent on potholes?"]
    for page, question in zip(pages, questions, strict=True):
        page.get_by_placeholder("Ask about the papers").fill(question)
    for page in pages:
        page.keyboard.press("Enter")
    for page, question in zip(pages, questions, strict=True):
        expect(page.locator(".mn-question")).to_have_text([question])
        expect(page.locator(".mn-answer")).to_have_count(1)


def test_the_app_starts_before_its_papers_and_sees_them_come(tmp_path: Path, visit: Visits) -> None:
    store, log = tmp_path / "store", tmp_path / "app.log"
    with served(store, log) as address:
        page = visit(address)
        expect(page.get_by_role("status")).to_contain_text(f"There are no papers in {store} yet. Run: minuted ingest FOLDER")
        expect(page.get_by_placeholder("Ask about the papers")).to_be_hidden()

        make_store(store, [write_papers(tmp_path / "first", {"empty.txt": ""})])
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(
            "No papers are held yet. Add some on the Papers page, or run: minuted ingest FOLDER"
        )

        make_store(store, [write_papers(tmp_path / "second", {"highways.txt": HIGHWAYS})])
        page.reload()
        expect(page.get_by_text("1 paper, meeting of 4 May 2021")).to_be_visible()
        ask(page, "How much was spent on potholes?")

        make_store(store, [write_papers(tmp_path / "third", {"libraries.txt": LIBRARIES})])
        expect(ask(page, "When does Stannick Library open?")).to_contain_text("on Sundays from 3 October 2021")
        expect(page.get_by_text("2 papers, meetings from 4 May 2021 to 9 September 2021")).to_be_visible()


def test_a_store_that_cannot_be_read_is_told_in_plain_words_without_a_trace(tmp_path: Path, visit: Visits) -> None:
    store, log = tmp_path / "store", tmp_path / "app.log"
    store.mkdir()
    (store / "catalogue.sqlite").write_bytes(b"not a catalogue " * 300)
    with served(store, log) as address:
        page = visit(address)
        expect(page.get_by_role("alert")).to_contain_text("cannot be opened (file is not a database)")

        (store / "catalogue.sqlite").unlink()
        make_store(store, [])
        with sqlite3.connect(store / "catalogue.sqlite") as catalogue:
            catalogue.execute("ALTER TABLE papers RENAME COLUMN file TO document")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text(words.WRONG_ON_PAGE)
        expect(page.get_by_text("Traceback")).to_be_hidden()
        assert "no such column: file" in log.read_text()
