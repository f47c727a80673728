"""A citation -> where in the papers its words stand: on the page that it names, elsewhere in the paper, or in another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.models import Passage
from eval.answers import GivenCitation
from eval.papers import CheckedPaper, Papers
from eval.wording import as_printed


@dataclass(frozen=True, slots=True)
class Place:
    """A page that has the words, and the passages of it that they stand in or reach into."""

    file: str
    page: int
    passages: tuple[Passage, ...]

    def __str__(self) -> str:
        return f"page {self.page} of {self.file}"


def places(words: str, papers: Iterable[CheckedPaper], page: int | None = None) -> Iterator[Place]:
    """Where words, as printed, stand in some papers: on one page of each, or on any."""
    for paper in papers:
        numbers = paper.pages if page is None else [page]
        for number in numbers:
            here = paper.pages.get(number)
            if here is not None and (passages := here.passages_with(words)) is not None:
                yield Place(paper.file, number, passages)


def _without(title: str, passage: Passage) -> Passage:
    return replace(passage, context=tuple(part for part in passage.context if part != title))


@dataclass(frozen=True)
class Cited:
    """A citation beside the papers. What it does not name (file, page) is no limit to where it stands."""

    n: int
    citation: GivenCitation
    papers: Papers

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """All that the citation gives as words of the paper, as printed, the longest first."""
        given = {as_printed(text) for text in (self.citation.passage, self.citation.quote) if text}
        return tuple(sorted((text for text in given if text), key=lambda text: (-len(text), text)))

    @cached_property
    def named(self) -> tuple[CheckedPaper, ...]:
        return self.papers.all if self.citation.file is None else self.papers.named(self.citation.file)

    @property
    def refused(self) -> str | None:
        """Why the paper that it names could not be read."""
        return None if self.named or self.citation.file is None else self.papers.refused.get(self.citation.file)

    def stands(self, text: str) -> bool:
        """Whether a text, as printed, stands where the citation says."""
        return next(places(text, self.named, self.citation.page), None) is not None

    @cached_property
    def here(self) -> tuple[Place, ...]:
        """Where its words stand as it says."""
        return self._first(self.named, self.citation.page)

    @cached_property
    def in_paper(self) -> tuple[Place, ...]:
        """Where they stand in the paper that it names."""
        return self.here or (() if self.citation.page is None else self._first(self.named, None))

    @cached_property
    def in_papers(self) -> tuple[Place, ...]:
        """Where they stand at all."""
        return self.in_paper or (() if self.citation.file is None else self._first(self.papers.all, None))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The passages of the paper that it cites: on its page, or else elsewhere in it."""
        return tuple(passage for place in self.in_paper for passage in place.passages)

    @property
    def told(self) -> tuple[str, ...]:
        """The passages of the paper that it cites, readable, with item, heading and the headers of their table.

        The paper's own title is left out: that of a pack has the pack's date, which is not that of minutes bound into it.
        """
        titles = {paper.file: paper.read.paper.title for paper in self.named}
        cited = ((titles[place.file], passage) for place in self.in_paper for passage in place.passages)
        return tuple(_without(title, passage).indexed for title, passage in cited)

    def _first(self, papers: Iterable[CheckedPaper], page: int | None) -> tuple[Place, ...]:
        """Where the longest of its texts that stands there stands: the longer one tells best which passage is meant."""
        papers = tuple(papers)
        return next((found for text in self.texts if (found := tuple(places(text, papers, page)))), ())

    def __str__(self) -> str:
        """`Citation 2 (cabinet.pdf, page 4)`."""
        where = (self.citation.file, f"page {self.citation.page}" if self.citation.page is not None else None)
        told = ", ".join(part for part in where if part)
        return f"Citation {self.n} ({told})" if told else f"Citation {self.n}"
