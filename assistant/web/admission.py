"""Who is answered: pages of the app itself, opened under a name of this machine or one that was set. All else is refused first.

Anybody's name can be made to lead here (DNS rebinding): a page of theirs could then ask and read as if it were ours. And what runs on
another port of this machine is not ours, either. So both the Host and the Origin of whatever is asked for have to be right, be it a
page, a file, a paper, an upload or the websocket.
"""

import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.headers import HEADERS
from corpus.errors import NotServed

_HERE = ("localhost", "127.0.0.1", "[::1]")
_NAME = r"\[[0-9a-f:.]+\]|[a-z0-9._-]+"  # [::1] ; papers.ambershire.example
_HOST = re.compile(rf"({_NAME})(?::\d{{1,5}})?")  # localhost:8501
_STREAM = "/_stcore/stream"
# What the page needs of Streamlit's inner routes. The others tell of visitors and memory, or let programs drive the app.
_INNER, _NEEDED = "/_stcore/", ("/_stcore/health", "/_stcore/host-config", _STREAM, "/_stcore/upload_file/")

_OTHER_HOST = (
    "Minuted does not answer under this name. Open it as http://localhost with its port. "
    "To serve it under a name of your own, start it with that name in MINUTED_HOSTS."
)
_OTHER_ORIGIN = "Minuted answers its own pages only, and this was asked by a page of another address."
_NOTHING = "There is nothing at this address."


class Admission:
    """Lets through to `app` what is asked under a name of this machine or of `hosts`. Raises NotServed where one of them is no name."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app = app
        self._hosts = {*_HERE, *map(_named, hosts)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = None if scope["type"] == "lifespan" else self._refusal(scope)
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        host, *others = (named.lower() for named in headers.getlist("host") or [""])
        found = _HOST.fullmatch(host)
        if others or found is None or found[1] not in self._hosts:
            return _refused(421, _OTHER_HOST, scope)
        if not {origin.lower() for origin in headers.getlist("origin")} <= {f"http://{host}", f"https://{host}"}:
            return _refused(403, _OTHER_ORIGIN, scope)
        path = scope["path"]
        if (path.startswith(_INNER) and not path.startswith(_NEEDED)) or (scope["type"] == "websocket" and path != _STREAM):
            return _refused(404, _NOTHING, scope)
        return None


def _named(host: str) -> str:
    if not re.fullmatch(_NAME, host.lower()):
        raise NotServed(f"MINUTED_HOSTS has {host} in it. Give names alone, such as papers.ambershire.example, with spaces between them.")
    return host.lower()


def _refused(status: int, text: str, scope: Scope) -> PlainTextResponse:
    """The server adds its headers to every answer but to one that a websocket gets in place of being opened."""
    return PlainTextResponse(text, status, dict(HEADERS) if scope["type"] == "websocket" else None)
