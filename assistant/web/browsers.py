"""Which browser a visit comes from: told by a cookie that no script can read, and that says nothing of anybody."""

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.kept import DAYS, is_key, new_key

_COOKIE = "minuted-browser"
_SECONDS = DAYS * 24 * 60 * 60  # as long as its conversations are kept; anew with each page that is opened


class KnownBrowsers:
    """Gives each browser that opens a page of `app` a key, the one that it has already or a new one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        opened = HTTPConnection(scope) if scope["type"] == "http" else None
        if opened is None or "text/html" not in opened.headers.get("accept", ""):
            await self._app(scope, receive, send)
            return
        had = opened.cookies.get(_COOKIE, "")
        cookie = f"{_COOKIE}={had if is_key(had) else new_key()}; Max-Age={_SECONDS}; Path=/; HttpOnly; SameSite=Lax"
        if scope["scheme"] == "https":
            cookie += "; Secure"

        async def with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("Set-Cookie", cookie)
            await send(message)

        await self._app(scope, receive, with_cookie)


def browser_of_visit() -> str:
    """The key of the browser; one of this visit alone where the browser takes no cookies."""
    key = st.context.cookies.get(_COOKIE, "")
    return key if is_key(key) else str(st.session_state.setdefault(_COOKIE, new_key()))
