"""Pages of a Word file: where each begins, and the number printed on it."""

from dataclasses import dataclass, field, replace

from ingest.readers.numerals import numeral
from ingest.readers.word.xml import Element, number, value, w


@dataclass(frozen=True, slots=True)
class PagePosition:
    """A page (1-based), whether nothing stands on it yet, and whether the author began it and Word's own mark has not come yet."""

    page: int = 1
    empty: bool = True
    forced: bool = True


@dataclass(slots=True)
class Pages:
    """The page that is being read.

    Word leaves a mark wherever a page began when it last set the text; a page that the author began, with a break or a
    section, has both. `set_by_word` says whether there are such marks: without them only the author's breaks are known.
    """

    at: PagePosition = PagePosition()
    set_by_word: bool = False
    _numbered: list[tuple[int, int, str]] = field(default_factory=list)  # from which page, with which number, in which style

    def fill(self) -> None:
        """Something stands on this page."""
        self.at = PagePosition(self.at.page, empty=False, forced=False)

    def force(self) -> None:
        """The author began a new page."""
        self.at = PagePosition(self.at.page + 1)

    def force_unless_empty(self) -> None:
        """A paragraph or section that begins a page does not leave one blank."""
        if not self.at.empty:
            self.force()

    def turn(self) -> None:
        """Word's mark of a new page."""
        self.set_by_word = True
        self.at = replace(self.at, forced=False) if self.at.empty and self.at.forced else PagePosition(self.at.page + 1, forced=False)

    def begin_section(self, section: Element) -> None:
        goes_on = value(section.find(w("type"))) == "continuous"
        if not goes_on:
            self.force_unless_empty()
        numbers = section.find(w("pgNumType"))
        if value(numbers, "start") is not None:
            first = self.at.page if self.at.empty else self.at.page + 1
            self._numbered.append((first, number(numbers, 1, "start"), value(numbers, "fmt") or "decimal"))

    def label(self, page: int) -> str | None:
        """The number printed on a page, where sections give numbers of their own and Word has set the pages."""
        numbered = [each for each in self._numbered if each[0] <= page]
        if not numbered or not self.set_by_word:
            return None
        first, start, style = numbered[-1]
        return numeral(start + page - first, style)
