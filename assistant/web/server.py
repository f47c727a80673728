"""The app as a server: on this machine only, with settings of its own, wherever and from whatever installation it is started."""

import os
import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

import uvicorn
from streamlit import config
from streamlit.starlette import App

from assistant.web.admission import Admission
from assistant.web.browsers import KnownBrowsers
from assistant.web.headers import HEADERS
from assistant.web.options import OPTIONS
from assistant.web.viewer.files import ROUTES
from corpus.errors import NotServed
from corpus.scratch import scratch_folder

_FRAME = Path(__file__).with_name("frame.py")
_PING = 30  # seconds between two signs of life, and that one may take: while the model is being loaded all goes slowly


def serve(port: int, hosts: Collection[str], on_listening: Callable[[], None]) -> None:
    """Serve the app until Ctrl+C, under the names of this machine and under `hosts`. Raises NotServed."""
    _set_options(port)
    app = Admission(KnownBrowsers(App(_FRAME, routes=ROUTES)), hosts)
    settings = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, headers=HEADERS, lifespan="on",
        ws="websockets-sansio", ws_ping_interval=_PING, ws_ping_timeout=_PING, ws_per_message_deflate=False,
    )  # fmt: skip
    with _listening(port) as listener, suppress(KeyboardInterrupt):
        scratch_folder()  # clears the uploads of an app that was killed
        on_listening()
        uvicorn.Server(settings).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    """A socket that this machine alone can reach."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        raise NotServed(f"Port {port} cannot be used ({os.strerror(error.errno or 0)}). Name another one with --port.") from error


def _set_options(port: int) -> None:
    """Streamlit would look for settings and secrets in the home folder and where the app is started, that is among anybody's papers.

    Secrets would become environment variables, and a theme may be an address from which it is fetched.
    """
    config.get_config_files = lambda file_name: []  # noqa: ARG005  # Streamlit has no other way to read none
    for name, value in {**OPTIONS, "server.port": port}.items():
        config.set_option(name, value)
