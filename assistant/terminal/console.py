"""The terminal. What is printed is text: nothing that a paper, a file, a question or an error says is markup or steers it."""

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.text import Text

from corpus.text import inert, inert_line


def line(text: str, style: str = "") -> Text:
    """Text on a line of its own: a name with a line end in it adds no other."""
    return Text(inert_line(text), style)


class PlainConsole(Console):
    """A console of which only the layout and the styles are ours to give: `[red]` is printed as it stands, and no escape of a text is."""

    def __init__(self, width: int | None = None) -> None:
        """`width` in signs; None for that of the terminal."""
        super().__init__(width=width, highlight=False, markup=False, emoji=False)
        self.push_render_hook(_InertHook())


class _InertHook(RenderHook):
    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Inert(one) for one in renderables]


class _Inert:
    """Something to print, its text inert. What the console itself steers the terminal by is kept."""

    def __init__(self, printed: ConsoleRenderable) -> None:
        self._printed = printed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._printed, options):
            yield segment if segment.control else Segment(inert(segment.text), segment.style)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._printed)
