"""A real server of the app and a real browser, for what is measured, tested and pictured of it."""

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

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
_PATIENCE = 60  # seconds that a server may take to start


@contextmanager
def headless_chromium() -> Iterator[Browser]:
    """Debian's Chromium. It knows no other machine: even with the other flags it would ask its maker for updates and accounts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def served(store: Path, log: Path, start_in: Path = ROOT, **settings: str) -> Iterator[str]:
    """The app on a free port, asking the store. `settings` go into its environment. Raises RuntimeError where it does not start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "app", "--store", str(store), "--port", str(port)]
    environment = {**os.environ, **settings}
    with (
        log.open("wb") as out,
        subprocess.Popen(command, cwd=start_in, env=environment, stdout=out, stderr=subprocess.STDOUT) as server,  # noqa: S603
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()  # a change of the store that it cuts off is mended when the store is next opened


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 (an address of this machine)
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text()}")
