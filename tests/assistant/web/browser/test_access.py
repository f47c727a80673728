"""Every page and state can be used by everyone: axe-core, light and dark, on a phone, at 200%, and with the skip link."""

import pytest
from playwright.sync_api import Page, expect

from tests import states
from tests.axe import violations
from tests.browser import Visits
from tests.web import App


def left_of_view(page: Page) -> list[str]:
    """What is to be read or used and sticks out of the view sideways. A table may: it is moved within its own frame."""
    return page.evaluate(
        """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, a, button, input, summary, caption)")]
            .filter(element => element.checkVisibility() && element.getBoundingClientRect().width > 1)
            .filter(element => !element.closest(".mn-table thead, .stFileChip"))
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1 || element.getBoundingClientRect().left < -1)
            .map(element => element.outerHTML.slice(0, 200))"""
    )


def test_no_page_and_no_state_breaks_a_rule_of_wcag_2_2_a_and_aa(web: App, visit: Visits) -> None:
    page = visit(web.address)
    found: dict[str, list[str]] = {}
    for state in states.STATES:
        page.emulate_media(color_scheme="light")
        with state(page, web):
            assert page.title().endswith("Minuted")
            found[f"{state.__name__}, light"] = violations(page)
            page.emulate_media(color_scheme="dark")
            expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(11, 12, 12)")
            found[f"{state.__name__}, dark"] = violations(page, of_colours=True)  # all else is as in light
    assert {name: broken for name, broken in found.items() if broken} == {}


def test_what_is_about_to_be_drawn_anew_is_as_legible_as_all_else(web: App, visit: Visits) -> None:
    """Streamlit fades it to a third, at once for those who want nothing to move."""
    page = visit(web.address)
    page.emulate_media(reduced_motion="reduce")
    with states.ingest_running(page, web):  # its notice is drawn anew every three seconds
        opacities = page.evaluate(
            """() => new Promise(done => {
                new MutationObserver(changes => {
                    const stale = changes.filter(change => change.target.dataset.stale === "true");
                    if (stale.length) done(stale.map(change => getComputedStyle(change.target).opacity));
                }).observe(document.body, {subtree: true, attributeFilter: ["data-stale"]});
            })"""
        )
        assert set(opacities) == {"1"}


@pytest.mark.parametrize(("width", "height"), [(320, 640), (640, 450)], ids=["a phone of 320 pixels", "1280 by 900 at 200%"])
def test_nothing_is_out_of_view_on_a_phone_or_enlarged(web: App, visit: Visits, width: int, height: int) -> None:
    page = visit(web.address, width=width, height=height)
    for state in (states.answer, states.source_pdf, states.decisions, states.papers_filtered, states.uploads_done, states.removal_asked):
        with state(page, web):
            assert left_of_view(page) == [], state.__name__
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert violations(page) == []


def test_the_skip_link_leads_past_the_menu_to_the_page(web: App, visit: Visits) -> None:
    page = visit(web.address)
    with states.papers(page, web):
        page.keyboard.press("Tab")
        link = page.get_by_role("link", name="Skip to main content")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Papers over time")).to_be_focused()


def test_landmarks_and_headings_tell_the_page_without_seeing_it(web: App, visit: Visits) -> None:
    page = visit(f"{web.address}/papers")
    expect(page.get_by_role("heading", name="Remove papers")).to_be_visible()
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("navigation", name="App pages")).to_be_visible()
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Papers")
    expect(page.locator("main").get_by_role("heading", level=2)).to_have_text(
        ["Papers over time", "List of papers", "What could not be read", "Add papers", "Remove papers"]
    )
    assert page.evaluate("document.documentElement.lang") == "en"
    sidebar = page.get_by_test_id("stSidebar").bounding_box()
    assert sidebar is not None
    assert sidebar["width"] == 360  # names of panels are read whole
