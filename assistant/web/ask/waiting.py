"""A question on its way: what is shown until it is answered, and after some seconds why it takes long."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import TypeVar

from assistant.web import messages
from assistant.web.html import NOTHING, Html

_SECONDS = 3.0  # after which it is said why a question takes long, and said anew as often

_Found = TypeVar("_Found")
_asking = ThreadPoolExecutor(max_workers=32, thread_name_prefix="ask")


def found(ask: Callable[[], _Found], show: Callable[[Html], object], why: Callable[[], str], seconds: float = _SECONDS) -> _Found:
    """What `ask` gives. Meanwhile `show` is given what is happening; `why` tells the reason for a long wait."""
    future = _asking.submit(ask)
    show(_told(messages.LOOKING))
    waits = 1
    while not wait([future], timeout=seconds).done:
        show(_told(messages.LOOKING, f"{why()} ({round(waits * seconds)} seconds so far)"))
        waits += 1
    return future.result()


def _told(*lines: str) -> Html:
    return Html('<div class="mn-looking" role="status">{}</div>').format(NOTHING.join(map(Html("<p>{}</p>").format, lines)))
