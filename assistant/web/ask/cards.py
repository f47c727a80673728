"""An answer -> HTML: its lines, its sources as cards in the order of their numbers, and what was searched.

A marker in the text and a card of that number lead to the same page of the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Answer, Citation, Filters, Searched, Status
from assistant.phrases import whose_meeting
from assistant.takeaway.laid_out import LaidLine, heading_of, lines_of, sources_of
from assistant.web import words
from assistant.web.passage import marked
from assistant.web.viewer.address import Place
from assistant.web.words import escaped
from corpus.text import readable


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer as it is drawn: `name` tells its sources from those of others on the page, `places` lead to the pages cited."""

    name: str
    answer: Answer
    filters: Filters
    places: Mapping[int, Place]

    def html(self) -> str:
        """One whole answer."""
        return self._within(f"{self._lines()}{self._below()}")

    def beginnings(self) -> Iterator[str]:
        """The answer as it comes, line by line, until it is whole."""
        lines = [self._line(line) for line in lines_of(self.answer)]
        for shown in range(1, len(lines)):
            yield self._within("".join(lines[:shown]))

    def _within(self, parts: str) -> str:
        kind = "mn-answer" if self.answer.status is Status.ANSWERED else "mn-answer mn-not-found"
        return f'<div class="{kind}">{parts}</div>'

    def _lines(self) -> str:
        return "".join(self._line(line) for line in lines_of(self.answer))

    def _below(self) -> str:
        looked_in = escaped(words.searched(self.answer.searched, self.filters))
        sources = self._sources(sources_of(self.answer))
        if self.answer.status is Status.ANSWERED:
            return f'{sources}{_understood(self.answer)}<p class="mn-searched">{looked_in}.</p>'
        return f"{_understood(self.answer)}<p>{looked_in}.</p>{_searched_in(self.answer.searched)}{sources}"

    def _line(self, line: LaidLine) -> str:
        """One line of the answer, the markers at its end made links to the pages that they name."""
        markers = "".join(f" {self._marker(n)}" for n in line.cites)
        text = f"{escaped(line.text)}{markers}{line.stop}"
        if not line.where:
            return f"<p>{text}</p>"
        return f'<p class="mn-where">{escaped(line.where)}</p><blockquote>{text}</blockquote>'

    def _marker(self, n: int) -> str:
        if n not in self.places:
            return f"[{n}]"
        link = escaped(self.places[n].link())
        return f'<a class="mn-go mn-marker" id="{self.name}-marker-{n}" href="{link}" aria-label="Source {n}: open the page">[{n}]</a>'

    def _sources(self, citations: Sequence[Citation]) -> str:
        if not citations:
            return ""
        cards = "".join(self._card(citation) for citation in citations)
        return f'<h3>{escaped(heading_of(self.answer))}</h3><ol class="mn-sources" role="list">{cards}</ol>'

    def _card(self, citation: Citation) -> str:
        """One citation: whose meeting it is from and when, where it stands, its quote, the way to its page, the passage folded away."""
        place = " — ".join(words.place(citation))
        place = place[:1].upper() + place[1:]
        page = f"Open page {citation.page}"
        named = escaped(f"{page} of {citation.paper.file}, source {citation.n}")
        link = escaped(self.places[citation.n].link()) if citation.n in self.places else ""
        opened = f'<p><a class="mn-go mn-open" href="{link}" aria-label="{named}">{page}</a></p>' if link else ""
        return (
            f'<li class="mn-source" id="{self.name}-source-{citation.n}">'
            f"<h4>[{citation.n}] {escaped(whose_meeting(citation))}</h4><p>{escaped(place)}</p>"
            f"<blockquote>{escaped(readable(citation.quote))}</blockquote>{opened}"
            f'<details><summary>Show the passage<span class="mn-unseen"> of source {citation.n}</span></summary>'
            f'<div class="mn-passage">{marked(citation.passage, citation.quote)}</div></details></li>'
        )


def question_html(name: str, text: str) -> str:
    return f'<h2 class="mn-question" id="{name}">{escaped(text)}</h2>'


def _understood(answer: Answer) -> str:
    """What was read into the question, and from the questions before."""
    return f'<p class="mn-searched">{escaped(answer.understood)}</p>' if answer.understood else ""


def _searched_in(looked_in: Searched) -> str:
    """The bodies searched, and what could not be: an answer may stand in a page that no reader could make out."""
    parts = []
    if looked_in.bodies:
        parts.append(f"<p>Bodies: {escaped('; '.join(looked_in.bodies))}.</p>")
    if looked_in.unreadable:
        parts.append(f"<p>Not searched, because it could not be read: {escaped('; '.join(looked_in.unreadable))}.</p>")
    return "".join(parts)
