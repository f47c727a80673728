"""A real browser for the tests of the app and for its pictures: visitors, and questions asked as a user asks them."""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from eval.bench.browser import ROOT, headless_chromium, served

__all__ = ["ROOT", "Visits", "ask", "at_rest", "headless_chromium", "open_list", "served", "tab_to"]


def ask(page: Page, question: str) -> Locator:
    """Types a question; the answer, once it is there and the page at rest."""
    answers = page.locator(".mn-answer")
    before = answers.count()
    box = page.get_by_placeholder("Ask about the papers")
    box.fill(question)
    box.press("Enter")
    expect(answers).to_have_count(before + 1)
    at_rest(page)
    return answers.nth(before)


def at_rest(page: Page) -> None:
    """Nothing is being drawn any more: a list that is opened meanwhile is closed again, and what was drawn before still stands there."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)  # the place of a part that the browser has still to load


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until it has the focus: whoever has no mouse can get there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not come to {target}")


class Visits:
    """Visitors of the app, each new. `hosts` are the machines that were asked; `events` dialogs that opened, scripts that failed, and
    whatever the Content-Security-Policy forbade.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._visitors: list[BrowserContext] = []
        self.events: list[str] = []
        self.hosts: set[str | None] = set()

    def __call__(self, address: str, *, dark: bool = False, width: int = 1280, height: int = 900) -> Page:
        """Open an address as a new visitor."""
        visitor = self._browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", locale="en-GB"
        )
        visitor.set_default_timeout(60_000)
        self._visitors.append(visitor)
        page = visitor.new_page()
        page.on("dialog", self._dismiss)
        page.on("pageerror", lambda error: self.events.append(str(error)))
        page.on("console", lambda said: self.events.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.goto(address)
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self.events.append(dialog.message)
        dialog.dismiss()

    def close(self) -> None:
        for visitor in self._visitors:
            visitor.close()


def open_list(page: Page, label: str) -> None:
    """Open the list of a box, once more should the page have moved meanwhile and closed it."""
    page.get_by_label(label, exact=True).click()
    page.keyboard.press("ArrowDown")
