"""A network of its own for a process and its children: only the machine itself is there, and whatever is sent elsewhere is counted.

`python -m tests.sealed MINUTED` walks the way of a new user in it, with an installed Minuted, and fails where anything was sent.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import Visits, ask, headless_chromium
from tests.factories import minutes_text, write_papers

# Everything that is not this machine lies behind `trap`, whose other end nobody has; names are asked for there, too.
_SEAL = """set -e
ip link set lo up
ip link add trap type veth peer name sink
echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6
ip address add 10.9.8.7/24 dev trap
ip link set sink up
ip link set trap up arp off
ip route add default dev trap
echo nameserver 10.9.8.1 > "$1/resolv.conf"
mount --bind "$1/resolv.conf" /etc/resolv.conf
shift
exec "$@"
"""
_QUESTION, _QUOTE = "When does Stannick Library open?", "Stannick Library open on Sundays"
_PAPERS = {"may.txt": minutes_text(), "libraries.txt": minutes_text(
    "Cabinet", "Thursday, 9 September 2021", {"31. Library opening hours": "Cabinet agreed that Stannick Library open on Sundays."}
)}  # fmt: skip
# A proxy behind the trap: whoever would send by one is counted, too.
_PROXY = "http://192.0.2.1:3128"
_ENVIRONMENT = {**os.environ, "HTTP_PROXY": _PROXY, "HTTPS_PROXY": _PROXY, "ALL_PROXY": _PROXY, "NO_PROXY": ""}
_LISTENS = "0A"  # as /proc/net/tcp has it


def sealed(command: list[str], **given: object) -> "subprocess.CompletedProcess[str]":
    """Run a command in a network of its own. Raises OSError where the machine cannot make one."""
    with tempfile.TemporaryDirectory() as scratch:
        seal = ["unshare", "--map-root-user", "--net", "--mount", "sh", "-c", _SEAL, "seal", scratch]
        if shutil.which("unshare") is None or subprocess.run([*seal, "true"], capture_output=True, check=False).returncode:
            raise OSError("this machine makes no network namespaces with a veth (unshare, ip)")
        return subprocess.run([*seal, *command], capture_output=True, text=True, check=False, **given)


def sent() -> int:
    """How many packets have gone out to other machines since the network was made."""
    counted = re.search(r"trap:(?:\s+\d+){9}\s+(\d+)", Path("/proc/net/dev").read_text())
    assert counted is not None
    return int(counted[1])


def listening() -> set[str]:
    """The addresses at which anything in this network listens."""
    found = set()
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        local, state = line.split()[1], line.split()[3]
        if state == _LISTENS:
            address, port = local.split(":")
            found.add(f"{socket.inet_ntoa(bytes.fromhex(address)[::-1])}:{int(port, 16)}")
    return found


def _way_of_a_new_user(minuted: str) -> None:
    assert not listening()
    write_papers(Path("papers"), _PAPERS)
    _run(minuted, "ingest", "papers")
    assert "The store is well" in _run(minuted, "doctor")
    assert _QUOTE in " ".join(_run(minuted, "ask", _QUESTION).split())
    with _app(minuted) as address, headless_chromium() as browser:
        assert listening() == {"127.0.0.1:8501"}
        _assert_closed("10.9.8.7", 8501)
        visits = Visits(browser)
        page = visits(address)
        expect(ask(page, _QUESTION)).to_contain_text(_QUOTE)
        page.get_by_role("link", name="Source 1: open the page").first.click()
        expect(page.locator(".mn-text mark")).to_contain_text(_QUOTE)
        page.goto(f"{address}/papers")
        expect(page.get_by_test_id("stVegaLiteChart").locator("text").first).to_be_visible()
        visits.close()
        assert not visits.events
        assert visits.hosts <= {"localhost", None}
    assert sent() == 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:  # the trap would have told
        other.sendto(b"out", ("192.0.2.1", 53))
    assert sent() > 0


def _run(*command: str) -> str:
    done = subprocess.run(command, env=_ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def _app(minuted: str) -> Iterator[str]:
    address = "http://localhost:8501"
    with subprocess.Popen([minuted, "app"], env=_ENVIRONMENT) as server:
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                    break
                except OSError:
                    assert time.monotonic() < until
                    time.sleep(0.1)
            yield address
        finally:
            server.terminate()


def _assert_closed(host: str, port: int) -> None:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except ConnectionRefusedError:
        return
    raise AssertionError(f"{host}:{port} answers")


if __name__ == "__main__":
    expect.set_options(timeout=300_000)  # the model loads meanwhile, beside other tests
    os.chdir(sys.argv[2])
    _way_of_a_new_user(sys.argv[1])
