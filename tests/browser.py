"""A real server and a real browser, for the tests of the app and for its screenshot."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """Debian's Chromium. The flags keep it from asking anything of other machines."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        yield browser
        browser.close()


@contextmanager
def served(store: Path, log: Path, **settings: str) -> Iterator[str]:
    """The app on a free port, asking the store. `settings` go into its environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port)]
    environment = {**os.environ, "MINUTED_STORE": str(store), **settings}
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()  # it only reads: there is nothing to put away


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    pytest.fail(f"the app did not start:\n{log.read_text()}")


def ask(page: Page, question: str) -> Locator:
    """Types a question; the answer, once it is there."""
    answers = page.locator(".mn-answer")
    before = answers.count()
    box = page.get_by_placeholder("Ask about the papers")
    box.fill(question)
    box.press("Enter")
    expect(answers).to_have_count(before + 1)
    return answers.nth(before)


class Visits:
    """Visitors of the app, each new. `events` are dialogs that opened and scripts that failed, `hosts` the machines that were asked."""

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
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname))
        page.goto(address)
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self.events.append(dialog.message)
        dialog.dismiss()

    def close(self) -> None:
        for visitor in self._visitors:
            visitor.close()
