"""Papers, questions, addresses and uploads of which every part would act: on no page of the app does any, all is seen as it is written."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from corpus.store.store import Store
from corpus.text import inert_line, readable, squeezed
from tests.acting import ACTING, EVIL, MARKUP, NAME, acting_parts, put_acting_papers, write_acting_papers
from tests.browser import Visits, ask, at_rest, open_list
from tests.states import without_papers
from tests.web import App

ASKED = f"To whom was a sheepdog licence granted? {ACTING}"
SEEN = squeezed(inert_line(ACTING))
SPOKEN = readable(MARKUP)  # in quotes: **b** is read aloud as b
# What markup would become. (Icons and scripts of our own are there too.)
_ACTED = f"""img[src*='{EVIL}'], img[src^=x], a[href*='{EVIL}'], [src*='{EVIL}'], .katex, main em, main code, main del, main [style*=red],
    [data-testid=stIconMaterial]:text-is('home'), script:text('alert(')"""


@pytest.fixture(scope="module")
def acting(web: App, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over papers that act, and over nothing else."""
    papers = write_acting_papers(tmp_path_factory.mktemp("acting") / "papers")
    with without_papers(web.store) as folder:
        with Store.open_for_writing(folder) as store:
            put_acting_papers(store, papers)
        yield web


def seen(where: Page | Locator) -> str:
    """The words of a part of the page, with single blanks."""
    return squeezed((where.locator("body") if isinstance(where, Page) else where).inner_text())


def nothing_acts(page: Page) -> None:
    """Streamlit itself draws the name of a file that is chosen, before it is sent: as text, which is all that can be had."""
    at_rest(page)
    words_and_names = page.evaluate(
        """() => [document.title, ...[...document.querySelectorAll("body, body *:not([data-testid=stFileUploader] *)")].flatMap(element => [
            ...[...element.childNodes].filter(node => node.nodeType === 3 && !element.closest("script, style")).map(node => node.data),
            ...[...element.attributes].map(attribute => attribute.value)])].join("\\n")"""
    )
    assert acting_parts(words_and_names) == []
    assert page.locator(_ACTED).evaluate_all("found => found.map(one => one.outerHTML.slice(0, 200))") == []
    assert "😄" not in words_and_names


def test_questions_answers_and_their_sources(acting: App, visit: Visits) -> None:
    page = visit(f"{acting.address}/?{urlencode({'q': ASKED, 'body': ACTING, 'from': ACTING})}")
    answer = page.locator(".mn-answer")
    expect(answer).to_have_count(1)
    nothing_acts(page)
    assert seen(page.locator(".mn-question")) == squeezed(inert_line(ASKED))
    assert SEEN[:80] in seen(page.get_by_role("alert"))  # what the address asks for and is not held
    assert SPOKEN in seen(answer.locator("blockquote").first)
    source = answer.locator(".mn-source").filter(has_text="Licensing Committee").first
    assert squeezed(inert_line(NAME)) in seen(source)
    assert seen(source).count(SEEN) > 2  # of the body, the item and the paper
    source.get_by_text("Show the passage").click()
    assert SPOKEN in seen(source.locator(".mn-passage"))
    nothing_acts(page)

    source.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Text of the page")).to_be_visible()
    expect(page.locator(".mn-mark").first).to_be_attached()
    nothing_acts(page)
    assert seen(page.get_by_role("heading", level=1)).endswith(SEEN)
    assert SEEN in seen(page.locator(".mn-about"))
    assert SEEN in page.title()
    assert SPOKEN in seen(page.locator(".mn-text"))


def test_questions_to_begin_with_and_filters(acting: App, visit: Visits) -> None:
    page = visit(acting.address)
    expect(page.get_by_role("heading", name="Questions that these papers answer")).to_be_visible()
    nothing_acts(page)
    assert "What did Parks Committee $x^2$ :red[y]2J decide about otters $x^2$ :red[y]2J?" in seen(page.locator(".mn-suggested"))
    open_list(page, "Body")
    option = page.get_by_role("option").first
    assert seen(option).endswith(SEEN)
    option.click()
    page.keyboard.press("Escape")
    nothing_acts(page)
    assert SEEN in seen(page.get_by_test_id("stSidebar"))
    assert SEEN in seen(ask(page, "What is the weather on the moon?"))  # only … was searched
    nothing_acts(page)


def test_the_list_of_papers_uploads_and_removals(acting: App, visit: Visits, tmp_path: Path) -> None:
    page = visit(f"{acting.address}/papers?{urlencode({'body': ACTING, 'kind': ACTING, 'order': ACTING})}")
    expect(page.get_by_role("heading", name="Remove papers")).to_be_visible()
    nothing_acts(page)
    listed = seen(page.get_by_role("table", name="2 papers"))
    assert listed.count(SEEN) > 4  # the body, the title and the warnings of each
    assert squeezed(inert_line(NAME)) in listed
    upload = tmp_path / f"{NAME}.pdf"
    upload.write_bytes(b"%PDF-1.4 and no more")
    page.locator("input[type=file]").set_input_files(upload)
    nothing_acts(page)
    page.get_by_role("button", name="Add 1 file").click()
    expect(page.get_by_role("table", name="Result for each file")).to_be_visible()
    nothing_acts(page)
    assert "[bold red]" in seen(page.get_by_role("table", name="Result for each file"))
    open_list(page, "Papers to remove")
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove 1 paper").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    nothing_acts(page)
    assert SEEN in seen(page.get_by_role("dialog"))
