import os
import re
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from xdist.scheduler import LoadScopeScheduling

from corpus.store.doctor import other_process
from corpus.store.store import Store
from tests.browser import Visits, headless_chromium, served
from tests.children import Children, children
from tests.factories import agenda_pack_text, make_store, minutes_text, write_papers
from tests.web import PROVOKED, App, make_app_store

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


# A shell that starts the tests in the background has them ignore Ctrl+C, and what they start would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


_TOGETHER = ("tests/real_papers/", "tests/assistant/web/browser/")
_LOADING = 300_000  # milliseconds: loading the model takes ten seconds, and minutes where others have the processors


class ByWhatIsShared(LoadScopeScheduling):  # type: ignore[misc]
    """Tests of one module run in one process, which makes what they share once; those that look at the same papers or app, too."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in _TOGETHER if nodeid.startswith(folder)), nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByWhatIsShared:
    return ByWhatIsShared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those that take longest go first: begun last they would run on alone."""
    items.sort(key=lambda item: not item.nodeid.startswith(_TOGETHER))


@pytest.fixture(scope="session")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a pack, two sets of minutes and nothing else."""
    base = tmp_path_factory.mktemp("small")
    papers = {
        "pack.txt": agenda_pack_text(),
        "may.txt": minutes_text(),
        "libraries.txt": minutes_text(
            body="Cabinet",
            day="Thursday, 9 September 2021",
            items={
                "31. Library opening hours": "Cabinet agreed that Stannick Library open on Sundays from 3 October 2021. "
                "The motion was carried by five votes to two.",
                "32. Fostering allowances": "The weekly allowance for a child aged 11 to 15 rises to £203.",
            },
        ),
    }
    make_store(base / "store", [write_papers(base / "papers", papers)])
    return base / "store"


@pytest.fixture
def opened(small_store: Path) -> Store:
    store = Store.open(small_store)
    yield store
    store.close()


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the real papers are not here (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def child() -> Iterator[Children]:
    with children() as begun:
        yield begun


@pytest.fixture(scope="session")
def looker() -> Iterator[Executor]:
    """The process from which the doctor looks into Chroma."""
    with other_process() as other:
        yield other


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if shutil.which("chromium") is None:
        reason = "chromium is not on the PATH; on Debian run: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=60_000)
    with headless_chromium() as opened:
        yield opened


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visits]:
    """Opens an address as a new visitor. Afterwards: no dialog opened, no script failed, nothing was asked of another machine."""
    visits = Visits(browser)
    yield visits
    visits.close()
    assert not visits.events
    assert visits.hosts <= {"127.0.0.1", None}  # None: data: and blob: addresses


@pytest.fixture(scope="session")
def web(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One running app for all tests in a browser, its model loaded. Afterwards: nothing went wrong in it but what a test provoked."""
    base = tmp_path_factory.mktemp("web")
    make_app_store(base)
    with served(base / "store", base / "app.log") as address:
        app = App(address, base / "store", base / "app.log")
        with closing(browser.new_page()) as page:
            page.goto(address)
            expect(page.get_by_role("heading", name="Questions that these papers answer")).to_be_visible(timeout=_LOADING)
        yield app
    assert set(re.findall(r"^[\w.]*(?:Error|Exception): .*", app.log.read_text(), re.MULTILINE)) <= {PROVOKED}
