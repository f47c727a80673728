"""A page's text -> what stands beside its picture: readable, with the quote marked; of a long text the stretch around a place."""

import re
from dataclasses import dataclass

from assistant.web.html import Html
from assistant.web.passage import laid_out
from corpus.models import Span

_LONG = 9_000  # characters of a page that is shown whole
_AROUND = 3_000  # characters shown before and after a quote in a longer one
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"  # where the mark begins and ends while the text is laid out; no paper keeps them
_OURS = re.compile(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters [start, end) of a page's text that are shown, of `whole` characters."""

    start: int
    end: int
    whole: int

    @property
    def earlier(self) -> int | None:
        """The character from which the stretch before this one is shown."""
        return max(self.start - 2 * _AROUND, 0) if self.start > 0 else None

    @property
    def later(self) -> int | None:
        return self.end if self.end < self.whole else None


def stretch_of(text: str, quote: Span | None, at: int | None) -> Stretch:
    """The whole of a usual page; of a long one what is around the quote, or from a character on. It begins and ends between lines."""
    if len(text) <= _LONG:
        return Stretch(0, len(text), len(text))
    if at is None and quote is not None:
        start, end = quote.start - _AROUND, quote.end + _AROUND
    else:
        start = min(at or 0, len(text) - 1)
        end = start + 2 * _AROUND
    start, end = max(start, 0), min(end, len(text))
    start = text.rfind("\n", 0, start) + 1
    end = len(text) if (after := text.find("\n", end)) < 0 else after
    return Stretch(start, end, len(text))


def text_html(text: str, stretch: Stretch, quote: Span | None) -> Html:
    """The stretch as paragraphs, the words of the quote within `<mark>`."""
    shown = _OURS.sub(" ", text)
    if quote is not None and stretch.start <= quote.start and quote.end <= stretch.end:
        before, words, after = shown[stretch.start : quote.start], shown[quote.start : quote.end], shown[quote.end : stretch.end]
        laid = laid_out(f"{before}{_OPEN}{words}{_CLOSE}{after}")
    else:
        laid = laid_out(shown[stretch.start : stretch.end])
    marked = Html.escape(laid).replace(_OPEN, Html("<mark>")).replace(_CLOSE, Html("</mark>"))
    return Html('<div class="mn-text mn-scrolls" role="region" aria-label="Text of the page" tabindex="0">{}</div>').format(marked)
