"""Whom the app answers and with which headers: real HTTP and a real websocket, as another name, another page or another program asks."""

import http.client
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from corpus.store.catalogue import Catalogue
from tests.browser import Visits, ask, served
from tests.web import NIGHTS, App

STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/0123/4567"


def answer_to(app: App, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    """The answer, its body read, to a request with exactly these headers."""
    connection = http.client.HTTPConnection(urlsplit(app.address).netloc, timeout=30)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer


def opens(app: App, host: str, origin: str | None) -> int:
    """The status with which the websocket of the app is opened, or refused, to a page of `origin` that has reached it as `host`."""
    here = urlsplit(app.address)
    with socket.create_connection((here.hostname, here.port)) as reached:
        try:
            with connect(f"ws://{host}{STREAM}", sock=reached, origin=origin, subprotocols=["streamlit"], proxy=None) as opened:
                return opened.response.status_code
        except InvalidStatus as refused:
            return refused.response.status_code


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def port_of(app: App) -> int:
    return urlsplit(app.address).port or 0


@pytest.fixture(scope="module")
def paths(web: App) -> dict[str, str]:
    """One address of each kind that the app serves."""
    index = answer_to(web, "/", Host="localhost").body
    catalogue = Catalogue(web.store / "catalogue.sqlite", to_write=False)
    paper = next(paper.id for paper in catalogue.papers() if paper.file == "highways.pdf")
    catalogue.close()
    script = re.search(r'src="\.(/static/js/[^"]+)"', index)
    assert script is not None
    return {"page": "/papers", "file": script[1], "inner": "/_stcore/health", "media": "/media/none.webp", "paper": f"/paper/{paper}.pdf"}


KINDS = ["page", "file", "inner", "media", "paper"]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_served_under_a_name_that_is_made_to_lead_here(web: App, paths: dict[str, str], kind: str) -> None:
    port = port_of(web)
    assert answer_to(web, paths[kind], Host=f"127.0.0.1:{port}").status == (404 if kind == "media" else 200)
    for host in (
        f"evil.example:{port}",
        "evil.example",
        f"localhost.evil.example:{port}",
        f"evil.example@localhost:{port}",
        "",
        "a, localhost",
    ):
        refused = answer_to(web, paths[kind], Host=host)
        assert (refused.status, "does not answer under this name" in refused.body) == (421, True), host
    assert answer_to(web, paths[kind]).status in (400, 421)  # no Host at all


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_served_to_a_page_of_another_address(web: App, paths: dict[str, str], kind: str) -> None:
    host = f"localhost:{port_of(web)}"
    assert answer_to(web, paths[kind], Host=host, Origin=f"http://{host}").status == (404 if kind == "media" else 200)
    for origin in (
        "http://evil.example",
        f"http://evil.example:{port_of(web)}",
        "http://localhost:3000",
        "null",
        f"ftp://{host}",
        "http://",
    ):
        refused = answer_to(web, paths[kind], Host=host, Origin=origin)
        assert (refused.status, "its own pages only" in refused.body) == (403, True), origin


def test_no_upload_is_taken_from_elsewhere(web: App) -> None:
    host = f"localhost:{port_of(web)}"
    assert answer_to(web, UPLOAD, "PUT", Host=f"evil.example:{port_of(web)}").status == 421
    assert answer_to(web, UPLOAD, "PUT", Host=host, Origin="http://evil.example").status == 403
    assert answer_to(web, UPLOAD, "DELETE", Host=host, Origin="http://evil.example").status == 403


def test_the_websocket_is_opened_to_our_own_pages_only(web: App) -> None:
    port = port_of(web)
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}"):
        assert opens(web, host, f"http://{host}") == 101
    assert opens(web, f"evil.example:{port}", f"http://evil.example:{port}") == 421  # DNS rebinding
    assert opens(web, f"evil.example:{port}", None) == 421
    assert opens(web, f"localhost:{port}", "http://evil.example") == 403
    assert opens(web, f"localhost:{port}", "http://localhost:3000") == 403  # what else runs on this machine
    assert opens(web, f"127.0.0.1:{port}", f"http://localhost:{port}") == 403


def test_a_page_of_another_server_of_this_machine_gets_nothing_in_a_real_browser(web: App, visit: Visits, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<title>Another</title>")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=tmp_path)) as another:
        threading.Thread(target=another.serve_forever, daemon=True).start()
        page = visit(f"http://127.0.0.1:{another.server_port}/")
        found = page.evaluate(
            """async (address) => {
                const socket = new WebSocket(address.replace("http", "ws") + "/_stcore/stream", ["streamlit"]);
                const opened = await new Promise(done => { socket.onopen = () => done("opened"); socket.onerror = () => done("refused"); });
                const picture = new Image();
                const drawn = await new Promise(done => { picture.onload = () => done("drawn"); picture.onerror = () => done("refused");
                                                          picture.src = address + "/favicon.png"; });
                return [opened, drawn, await fetch(address).then(() => "read", () => "refused")];
            }""",
            web.address,
        )
        another.shutdown()
    assert found == ["refused", "refused", "refused"]


def test_names_that_were_set_are_answered_and_no_others(tmp_path: Path) -> None:
    with served(tmp_path / "store", tmp_path / "app.log", MINUTED_HOSTS="papers.ambershire.example Archive.example") as address:
        app = App(address, tmp_path / "store", tmp_path / "app.log")
        assert answer_to(app, "/", Host="papers.ambershire.example").status == 200
        assert answer_to(app, "/", Host="archive.example:8443").status == 200
        assert answer_to(app, "/", Host="ambershire.example").status == 421
        assert opens(app, "papers.ambershire.example", "https://papers.ambershire.example") == 101
        assert opens(app, "papers.ambershire.example", "https://evil.example") == 403


@contextmanager
def trap() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a proxy, and what was sent to it."""
    caught: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def catch() -> None:
            while True:
                try:
                    caller, _ = listener.accept()
                except OSError:
                    return
                with caller:
                    caught.append(caller.recv(1000))

        threading.Thread(target=catch, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", caught
        listener.shutdown(socket.SHUT_RDWR)


def test_neither_the_start_nor_a_page_of_others_makes_the_app_ask_for_its_own_address(tmp_path: Path) -> None:
    with (
        trap() as (proxy, caught),
        served(tmp_path / "store", tmp_path / "app.log", HTTP_PROXY=proxy, HTTPS_PROXY=proxy, ALL_PROXY=proxy, NO_PROXY="") as address,
    ):
        app = App(address, tmp_path / "store", tmp_path / "app.log")
        assert opens(app, f"localhost:{port_of(app)}", "http://evil.example") == 403
        assert caught == []


def test_settings_that_lie_where_the_app_is_started_change_nothing(tmp_path: Path) -> None:
    """A folder of papers may come from anywhere, with settings of Streamlit in it that nobody sees."""
    hidden = tmp_path / ".streamlit"
    hidden.mkdir()
    with trap() as (theme, caught):
        (hidden / "config.toml").write_text(
            f'[theme]\nbase = "{theme}/theme.toml"\n[server]\naddress = "0.0.0.0"\nenableAgentApi = true\nenableStaticServing = true\n'
            'baseUrlPath = "elsewhere"\n[client]\nshowErrorDetails = "full"\n'
        )
        (hidden / "secrets.toml").write_text('MINUTED_STORE = "/elsewhere"\n')
        with served(tmp_path / "store", tmp_path / "app.log", tmp_path) as address:
            app = App(address, tmp_path / "store", tmp_path / "app.log")
            assert answer_to(app, "/_stcore/health", Host="localhost").status == 200
            assert answer_to(app, "/elsewhere/_stcore/health", Host="localhost").status == 404
            assert answer_to(app, "/_stcore/agent/interact", "POST", Host="localhost").status == 404
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.2", port_of(app)), timeout=5)  # any other address of this machine
        assert caught == []


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json", "/_stcore/agent/mcp", "/_stcore/script-health-check",
     "/%5fstcore/metrics"],
)  # fmt: skip
def test_inner_routes_that_tell_of_the_app_or_drive_it_are_closed(web: App, path: str) -> None:
    assert answer_to(web, path, Host="localhost").status == 404


# --- headers -----------------------------------------------------------------------------------------------------------------------


def headers_of(answer: http.client.HTTPResponse) -> dict[str, str]:
    """The headers of an answer; each is there once, cookies apart."""
    names = [name.lower() for name, _ in answer.getheaders() if name.lower() != "set-cookie"]
    assert len(names) == len(set(names))
    return {name.lower(): value for name, value in answer.getheaders()}


def assert_guarded(headers: dict[str, str]) -> None:
    policy = {part.split()[0]: part.split()[1:] for part in headers["content-security-policy"].split(";")}
    assert policy["default-src"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'none'"]
    assert policy["connect-src"] == ["'self'"]
    assert "'self'" in policy["script-src"]
    assert all(source == "'self'" or source.startswith("'sha256-") for source in policy["script-src"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "server" not in headers


def test_every_answer_has_the_headers_errors_and_files_among_them(web: App, paths: dict[str, str]) -> None:
    for path in (*paths.values(), "/nowhere", "/paper/none.pdf", "/_stcore/metrics", "/auth/login", "/component/x/y", "//evil.example/"):
        assert_guarded(headers_of(answer_to(web, path, Host="localhost")))
    assert_guarded(headers_of(answer_to(web, "/", Host="evil.example")))
    assert_guarded(headers_of(answer_to(web, UPLOAD, "PUT", Host="localhost")))
    with socket.create_connection(("127.0.0.1", port_of(web))) as reached:
        reached.sendall(b"GET / HTTP/1.1\r\nno header\r\n\r\n")
        answer = http.client.HTTPResponse(reached)
        answer.begin()
        assert answer.status == 400
        assert_guarded(headers_of(answer))


def test_a_websocket_that_is_opened_or_refused_has_the_headers_too(web: App) -> None:
    for path, origin, status in (
        (STREAM, "http://localhost", 101),
        (STREAM, "http://evil.example", 403),
        ("/other", "http://localhost", 404),
    ):
        with socket.create_connection(("127.0.0.1", port_of(web))) as reached:
            reached.sendall(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: {origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
            )
            answer = http.client.HTTPResponse(reached)
            answer.begin()
            assert answer.status == status
            assert_guarded(headers_of(answer))


def test_a_script_that_comes_into_the_page_does_not_run(web: App, visit: Visits) -> None:
    """Whatever would let one in. That the policy forbids nothing of the app itself, every test with a browser holds (see `Visits`)."""
    page = visit(web.address)
    expect(page.get_by_placeholder("Ask about the papers")).to_be_visible()
    assert visit.events == []
    page.evaluate(
        """() => { const script = document.createElement("script"); script.textContent = "window.ran = true"; document.body.append(script);
                   document.body.insertAdjacentHTML("beforeend", `<img src="data:," onerror="window.ran = true">`); }"""
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    evaluated = "() => new Promise(done => setTimeout(() => { try { done(Function('return 1')()) } catch (error) { done(error.name) } }))"
    assert page.evaluate(evaluated) == "EvalError"
    assert len(visit.events) >= 2
    assert all("Content Security Policy" in event for event in visit.events)
    visit.events.clear()


def test_the_key_of_the_browser_is_out_of_reach_of_scripts_and_stays(web: App, visit: Visits) -> None:
    page = visit(web.address)
    ask(page, NIGHTS)

    def keys() -> list[tuple[str, bool, str]]:
        return [(one["value"], one["httpOnly"], one["sameSite"]) for one in page.context.cookies() if one["name"] == "minuted-browser"]

    [(key, *attributes)] = keys()
    assert attributes == [True, "Lax"]
    assert key not in page.evaluate("document.cookie")
    page.reload()
    expect(page.locator(".mn-answer")).to_be_visible()
    assert [key for key, *_ in keys()] == [key]
