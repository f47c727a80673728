"""Whole journeys through the app: ask, follow up, look at the source, take the answer away, come back. With mouse, and with keys alone."""

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import ROOT, Visits, ask, tab_to
from tests.web import GRITTING, LIBRARY, NIGHTS, OTTERS, SALT, App


def source_of(answer: Locator, n: int = 1) -> Locator:
    return answer.locator(".mn-source").nth(n - 1)


def marked_places(page: Page) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each mark, in shares of the picture as the browser shows it; all looked at in one moment."""
    expect(page.locator(".mn-mark").first).to_be_visible()
    return [tuple(box) for box in page.locator(".mn-page").evaluate(
        """frame => {
            const whole = frame.querySelector("img").getBoundingClientRect();
            const marks = [...frame.querySelectorAll(".mn-mark")].map(mark => mark.getBoundingClientRect());
            return marks.map(mark => [
                (mark.left - whole.left) / whole.width, (mark.top - whole.top) / whole.height,
                (mark.right - whole.left) / whole.width, (mark.bottom - whole.top) / whole.height]);
        }"""
    )]  # fmt: skip


def words_at(file: Path, number: int, box: tuple[float, float, float, float]) -> str:
    """The words of the PDF that stand within a box given in shares of its page, as pdfium reads them."""
    with pypdfium2.PdfDocument(file) as document:
        page = document[number - 1]
        width, height = page.get_size()
        left, top, right, bottom = box
        found = page.get_textpage().get_text_bounded(left * width - 1, (1 - bottom) * height, right * width + 1, (1 - top) * height)
        return " ".join(found.split())


# --- with the mouse ----------------------------------------------------------------------------------------------------------------


def test_from_a_suggested_question_over_a_follow_up_to_the_page_with_its_words_marked(web: App, visit: Visits) -> None:
    page = visit(web.address)
    page.get_by_role("link", name="What are the figures for salt used, in tonnes?").click()
    expect(page.get_by_role("heading", level=2, name="What are the figures for salt used, in tonnes?")).to_be_visible()
    expect(page.locator(".mn-actions")).to_have_count(1)
    ask(page, NIGHTS)
    answer = ask(page, "and who was told that?")
    expect(answer).to_contain_text("With your earlier question, read as:")

    answer = page.locator(".mn-answer").nth(1)
    expect(source_of(answer).get_by_role("heading", level=4)).to_have_text("[1] Highways Scrutiny Panel, 4 May 2021")
    answer.get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Minutes of the Highways Scrutiny Panel, 4 May 2021")
    expect(page.get_by_role("heading", name="Page 2 of 2")).to_be_visible()
    picture = page.get_by_alt_text("Page 2 of highways.pdf, as a picture.")
    expect(picture).to_be_visible()
    expect(page.locator(".mn-text mark")).to_have_text(GRITTING)
    marked = marked_places(page)
    file = web.store.parent / "papers" / "highways.pdf"
    assert " ".join(words_at(file, 2, box) for box in marked) == GRITTING

    page.get_by_role("link", name="Larger").click()
    expect(page.get_by_role("link", name="Smaller")).to_be_visible()
    larger = marked_places(page)
    assert [pytest.approx(box, abs=0.003) for box in marked] == larger
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_role("heading", name="Page 1 of 2")).to_be_visible()
    expect(page.locator(".mn-mark")).to_have_count(0)
    page.get_by_role("link", name="Page of the quote").click()
    expect(page.locator(".mn-mark")).to_have_count(len(marked))
    turned_to = page.get_by_label("Go to page")
    expect(turned_to).to_have_value("2")
    turned_to.fill("1")
    turned_to.press("Enter")
    expect(page.get_by_role("heading", name="Page 1 of 2")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Page 2 of 2")).to_be_visible()
    expect(turned_to).to_have_value("2")

    page.get_by_role("link", name="Back to your questions").click()
    expect(page.locator(".mn-question")).to_have_count(3)
    page.get_by_role("link", name="Who attended the Highways Scrutiny Panel on 4 May 2021?").click()
    expect(page.locator(".mn-answer").nth(3)).to_contain_text("Cllr Ann Ode (Chair)")
    expect(page.get_by_role("heading", name="Ask next")).to_have_count(0)  # all that the catalogue knows of the meeting was asked


def test_of_a_table_a_row_is_marked_cell_by_cell_of_a_scan_only_lines_and_a_text_is_shown_around_its_passage(
    web: App, visit: Visits
) -> None:
    page = visit(web.address)
    answer = ask(page, "How much salt was used in Wenlow in 2020/21?")
    expect(answer).to_contain_text("1,990")
    answer.get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.locator(".mn-mark").first).to_be_visible()
    file = web.store.parent / "papers" / "highways.pdf"
    marked = marked_places(page)
    assert [words_at(file, 2, box) for box in marked] == SALT[2]

    page.get_by_role("link", name="Back to your questions").click()
    expect(page.locator(".mn-answer")).to_have_count(1)
    ask(page, OTTERS).get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.get_by_text("the lines in which the quote stands are marked, not its words")).to_be_visible()
    expect(page.locator(".mn-mark.mn-lines").first).to_be_attached()

    page.get_by_role("link", name="Back to your questions").click()
    expect(page.locator(".mn-answer")).to_have_count(2)
    ask(page, LIBRARY).get_by_role("link", name="Open page 1 of 2020-01-09-libraries.txt, source 1").click()
    expect(page.locator(".mn-text mark")).to_contain_text("Stannick Library open on Sundays")
    expect(page.locator(".mn-text")).to_contain_text("The meeting ended at 11.30 am.")
    expect(page.locator("img")).to_have_count(0)


def test_the_address_of_a_source_opens_it_anywhere_and_marks_no_other_words(web: App, visit: Visits) -> None:
    page = visit(web.address)
    ask(page, NIGHTS).get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.locator(".mn-mark").first).to_be_visible()
    address = page.url
    pdf = page.get_by_role("link", name="Open the PDF at this page (new tab)").get_attribute("href")
    assert pdf is not None
    assert pdf.endswith(".pdf#page=2")
    served_pdf = page.request.get(f"{web.address}/{pdf}")
    assert (served_pdf.headers["content-type"], served_pdf.body()[:5]) == ("application/pdf", b"%PDF-")
    assert page.request.get(f"{web.address}/paper/0123456789abcdef.pdf").status == 404

    other = visit(address)
    expect(other.locator(".mn-text mark")).to_have_text(GRITTING)
    quote = address.split("quote=")[1].split("&")[0]
    start, end = (int(at) for at in quote.split("-"))
    other.goto(address.replace(quote, f"{start + 4}-{end}"))
    expect(other.get_by_text("the paper was read anew since, and other words stand in its place")).to_be_visible()
    expect(other.locator(".mn-mark, mark")).to_have_count(0)
    other.goto(f"{web.address}/source?paper=0123456789abcdef&page=2")
    expect(other.get_by_role("alert")).to_contain_text("The paper of this address is not held here")


def test_a_shared_link_asks_the_same_with_the_same_filters_elsewhere(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/?q=What+was+said+about+Wenlow%3F&body=Highways+Scrutiny+Panel&body=Moon+Panel&from=2021-01-01&to=never")
    expect(page.get_by_role("alert")).to_contain_text("“Moon Panel” and “never”, which is not held here. It was left out.")
    expect(page.locator(".mn-answer")).to_contain_text("only Highways Scrutiny Panel; only meetings from 1 January 2021.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{web.address}/?q=What+was+said+about+Wenlow%3F&body=Highways+Scrutiny+Panel&from=2021-01-01"
    page.get_by_role("button", name="Copy answer").click()
    expect(page.get_by_role("button", name="Copied", exact=True)).to_be_visible()
    assert "[1] Minutes of the Highways Scrutiny Panel, 4 May 2021; item" in page.evaluate("navigator.clipboard.readText()")
    fresh = visit(link)
    expect(fresh.locator(".mn-answer")).to_contain_text("only Highways Scrutiny Panel; only meetings from 1 January 2021.")
    expect(fresh.get_by_test_id("stSidebar").get_by_text("Highways Scrutiny Panel", exact=True)).to_be_visible()


def test_an_answer_is_taken_away_with_its_sources(web: App, visit: Visits) -> None:
    page = visit(web.address)
    answer = ask(page, NIGHTS)
    page.get_by_role("button", name="Take away").click()  # it comes after the last source
    sources = answer.locator(".mn-source").count()
    taken = {}
    for name in ("Word document", "Markdown", "JSON"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        taken[name] = Path(download.value.path()).read_bytes()
    document = docx.Document(io.BytesIO(taken["Word document"]))
    assert document.paragraphs[0].text == NIGHTS
    notes = next(part for part in document.part.package.iter_parts() if part.partname == "/word/footnotes.xml").blob.decode()
    assert notes.count("<w:footnoteRef/>") == sources
    assert "Minutes of the Highways Scrutiny Panel, 4 May 2021; item 13, Winter gritting; page 2; minutes, highways.pdf." in notes
    assert "> " + GRITTING in taken["Markdown"].decode()
    assert " ".join(json.loads(taken["JSON"])["citations"][0]["quote"].split()) == GRITTING


def test_history_and_thumbs_survive_a_reload_and_officers_read_what_was_said(web: App, visit: Visits) -> None:
    page = visit(web.address)
    ask(page, NIGHTS)
    page.get_by_role("radio", name="Thumbs down").click()
    page.get_by_label("What was wrong with it?").fill("It says nothing of <b>2020</b>")
    page.get_by_role("button", name="Send comment").click()
    expect(page.get_by_text("Thank you. Your comment is kept")).to_be_visible()
    page.reload()
    expect(page.locator(".mn-question")).to_have_text([NIGHTS])
    expect(page.get_by_role("radio", name="Thumbs down")).to_have_attribute("aria-checked", "true")
    expect(page.get_by_label("What was wrong with it?")).to_have_value("It says nothing of <b>2020</b>")
    command = [sys.executable, "-m", "assistant", "feedback", "--store", str(web.store)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    said = [json.loads(line) for line in printed]
    commented = [(one["useful"], one["comment"], one["answer"]["question"]) for one in said if one["comment"]]
    assert commented == [(False, "It says nothing of <b>2020</b>", NIGHTS)]

    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_role("heading", name="Questions that these papers answer")).to_be_visible()
    expect(page.locator(".mn-question")).to_have_count(0)


def test_a_pdf_that_is_gone_or_changed_is_not_shown_as_if_it_were_the_paper(web: App, visit: Visits) -> None:
    file = web.store.parent / "papers" / "highways.pdf"
    content = file.read_bytes()
    page = visit(web.address)
    ask(page, NIGHTS).get_by_role("link", name="Source 1: open the page").first.click()
    expect(page.locator(".mn-mark").first).to_be_visible()
    try:
        file.write_bytes(content + b"%")
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("The file highways.pdf has changed since it was taken in.")
        expect(page.locator(".mn-text mark")).to_have_text(GRITTING)
        file.unlink()
        page.reload()
        expect(page.get_by_role("alert")).to_contain_text("The file highways.pdf is no longer where it was when it was taken in.")
        expect(page.locator("img")).to_have_count(0)
    finally:
        file.write_bytes(content)


# --- with keys alone ---------------------------------------------------------------------------------------------------------------


def test_the_whole_way_is_gone_without_a_mouse(web: App, visit: Visits) -> None:
    page = visit(web.address)
    box = page.get_by_placeholder("Ask about the papers")
    expect(box).to_be_visible()
    tab_to(page, box)
    page.keyboard.type(NIGHTS)
    page.keyboard.press("Enter")
    answer = page.locator(".mn-answer")
    expect(page.locator(".mn-actions")).to_be_visible()
    expect(page.locator("#mn-told")).to_contain_text("Answered, with")
    # From the answer's markers to the cards in their order, and then to what can be done with it.
    tab_to(page, answer.get_by_role("link", name="Source 1: open the page").first)
    tab_to(page, source_of(answer).get_by_role("link"))
    tab_to(page, source_of(answer).locator("summary"))
    page.keyboard.press("Enter")
    expect(source_of(answer).locator(".mn-passage")).to_be_visible()
    tab_to(page, page.get_by_role("button", name="Copy answer"))
    tab_to(page, page.get_by_role("radio", name="Thumbs up"))
    page.keyboard.press("Space")
    expect(page.get_by_label("What was good about it?")).to_be_visible()
    page.reload()
    expect(answer).to_be_visible()
    tab_to(page, answer.get_by_role("link", name="Source 1: open the page").first)
    page.keyboard.press("Enter")
    expect(page.locator(".mn-mark").first).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Larger"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Smaller")).to_be_visible()
    expect(page.get_by_role("link", name="Larger")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Back to your questions"))
    page.keyboard.press("Enter")
    expect(page.locator(".mn-question")).to_have_text([NIGHTS])
