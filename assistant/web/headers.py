"""The headers of every answer: what a page of the app may load and do, and that no page of others may have it within itself."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

import streamlit

from assistant.web.clicks import SCRIPTS

_INLINE = re.compile(r"<script>((?:(?!</?script>).)*+)</script>", re.DOTALL)  # <script>window.prerenderReady = false</script>
_INDEX = Path(streamlit.__file__).parent / "static" / "index.html"


def _policy(inline: Iterable[str]) -> str:
    """A Content-Security-Policy under which no other script within the page runs than those of `inline`."""
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in inline)]),
            "style-src 'self' 'unsafe-inline'",  # Streamlit's own parts, and the places of marks on a picture
            "img-src 'self' data:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _inline_scripts() -> Iterator[str]:
    yield from _INLINE.findall(_INDEX.read_text(encoding="utf-8"))
    yield from SCRIPTS


HEADERS = [
    ("Content-Security-Policy", _policy(_inline_scripts())),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
]
