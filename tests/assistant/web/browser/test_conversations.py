"""Conversations in a real browser: in two tabs, in another browser, after a reload."""

import re
from contextlib import closing
from sqlite3 import connect

from playwright.sync_api import Page, expect

from assistant.web.conversation_store import FILE
from tests.browser import Visits, ask, at_rest
from tests.web import LIBRARY, NIGHTS, OTTERS, App

POTHOLES = "How much was spent on potholes?"


def questions(page: Page) -> list[str]:
    at_rest(page)
    return page.locator(".mn-question").all_inner_texts()


def another_tab(page: Page, address: str) -> Page:
    tab = page.context.new_page()
    tab.goto(address)
    return tab


def test_two_tabs_of_one_conversation_lose_nothing_and_see_each_other_at_their_next_question(web: App, visit: Visits) -> None:
    one = visit(web.address)
    ask(one, NIGHTS)
    expect(one).to_have_url(re.compile("conversation="))
    two = another_tab(one, one.url)
    expect(two.locator(".mn-question")).to_have_text([NIGHTS])
    expect(two.get_by_text("This is a copy")).to_have_count(0)

    ask(two, POTHOLES)
    assert questions(one) == [NIGHTS]
    one.get_by_placeholder("Ask about the papers").fill(LIBRARY)
    one.keyboard.press("Enter")
    expect(one.locator(".mn-answer")).to_have_count(3)
    assert questions(one) == [NIGHTS, POTHOLES, LIBRARY]
    two.get_by_placeholder("Ask about the papers").fill(OTTERS)
    two.keyboard.press("Enter")
    expect(two.locator(".mn-answer")).to_have_count(4)
    assert questions(two) == [NIGHTS, POTHOLES, LIBRARY, OTTERS]

    for tab in (one, two):
        tab.reload()
        expect(tab.locator(".mn-question")).to_have_text([NIGHTS, POTHOLES, LIBRARY, OTTERS])
    assert one.url == two.url


def test_questions_sent_from_two_tabs_at_once_are_both_kept_and_what_one_thinks_goes_to_its_own(web: App, visit: Visits) -> None:
    one = visit(web.address)
    ask(one, NIGHTS)
    expect(one).to_have_url(re.compile("conversation="))
    two = another_tab(one, one.url)
    expect(two.locator(".mn-question")).to_have_text([NIGHTS])
    for tab, question in ((one, POTHOLES), (two, LIBRARY)):
        tab.get_by_placeholder("Ask about the papers").fill(question)
    for tab in (one, two):
        tab.keyboard.press("Enter")
    for tab in (one, two):
        expect(tab.locator(".mn-answer").nth(1)).to_contain_text("Sources")
        at_rest(tab)
    one.get_by_role("radio", name="Thumbs down").last.click()
    expect(one.get_by_label("What was wrong with it?")).to_be_visible()

    one.reload()
    expect(one.locator(".mn-question")).to_have_count(3)
    asked = questions(one)
    assert sorted(asked) == sorted([NIGHTS, POTHOLES, LIBRARY])
    expect(one.get_by_role("radio", name="Thumbs down").nth(asked.index(POTHOLES))).to_have_attribute("aria-checked", "true")
    expect(one.locator("[role=radio][aria-checked=true]")).to_have_count(1)


def test_in_another_browser_the_address_of_a_conversation_opens_a_copy(web: App, visit: Visits) -> None:
    mine = visit(web.address)
    ask(mine, NIGHTS)
    expect(mine).to_have_url(re.compile("conversation="))
    address = mine.url

    theirs = visit(address)
    expect(theirs.get_by_role("heading", name="This is a copy")).to_be_visible()
    expect(theirs.locator(".mn-question")).to_have_text([NIGHTS])
    assert theirs.url != address
    theirs.get_by_placeholder("Ask about the papers").fill(POTHOLES)
    theirs.keyboard.press("Enter")
    expect(theirs.locator(".mn-answer")).to_have_count(2)
    at_rest(theirs)

    mine.reload()
    expect(mine.locator(".mn-question")).to_have_text([NIGHTS])
    theirs.reload()
    expect(theirs.locator(".mn-question")).to_have_text([NIGHTS, POTHOLES])
    expect(theirs.get_by_role("heading", name="This is a copy")).to_have_count(0)  # it is theirs now


def test_a_link_with_a_key_of_somebodys_choice_does_not_decide_where_questions_are_kept(web: App, visit: Visits) -> None:
    chosen = "A" * 22
    page = visit(f"{web.address}/?conversation={chosen}")
    expect(page.get_by_role("alert")).to_contain_text("is kept no longer")
    ask(page, NIGHTS)
    expect(page).to_have_url(re.compile("conversation="))
    assert chosen not in page.url
    with closing(connect(web.store / FILE)) as kept:
        assert kept.execute("SELECT count(*) FROM turns WHERE conversation = ?", (chosen,)).fetchone() == (0,)


def test_a_conversation_of_an_earlier_minuted_opens_as_a_copy(web: App, visit: Visits) -> None:
    page = visit(web.address)
    ask(page, NIGHTS)
    expect(page).to_have_url(re.compile("conversation="))
    with closing(connect(web.store / FILE)) as kept, kept:
        kept.execute("DELETE FROM browsers")  # it had no such table
    page.reload()
    expect(page.get_by_role("heading", name="This is a copy")).to_be_visible()
    expect(page.locator(".mn-question")).to_have_text([NIGHTS])
