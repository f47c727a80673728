"""An answer -> HTML: its lines, its sources as cards in the order of their numbers, and what was searched.

A marker in the text and a card of that number lead to the same page of the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.answer.messages import not_verified, whose_meeting
from assistant.export.sources import heading_of, sources_of
from assistant.models import Answer, Cells, Citation, Filters, Heading, Phrase, Quote, Searched, SearchedLine, Shape, State, Status
from assistant.web import messages
from assistant.web.html import NOTHING, Html
from assistant.web.passage import marked
from assistant.web.viewer.address import ViewerPlace
from corpus.text import readable


@dataclass(frozen=True, slots=True)
class Drawn:
    """An answer as it is drawn: `name` tells its sources from those of others on the page, `places` lead to the pages cited."""

    name: str
    answer: Answer
    filters: Filters
    places: Mapping[int, ViewerPlace]

    def whole(self) -> Html:
        """One whole answer."""
        return self._within(NOTHING.join([*self._lines(), self._below()]))

    def beginnings(self) -> Iterator[Html]:
        """The answer as it comes, line by line, until it is whole."""
        lines = self._lines()
        for shown in range(1, len(lines)):
            yield self._within(NOTHING.join(lines[:shown]))

    def _within(self, parts: Html) -> Html:
        kind = "mn-answer" if self.answer.status is Status.ANSWERED else "mn-answer mn-not-found"
        return Html('<div class="{}">{}</div>').format(kind, parts)

    def _lines(self) -> list[Html]:
        return [self._line(line) for line in self.answer.lines if not isinstance(line, SearchedLine)]

    def _below(self) -> Html:
        if self.answer.shape is Shape.TALK:
            return NOTHING
        looked_in = messages.searched(self.answer.searched, self.filters)
        sources = self._sources(sources_of(self.answer))
        if self.answer.status is Status.ANSWERED:
            return Html('{}{}<p class="mn-searched">{}.</p>').format(sources, _understood(self.answer), looked_in)
        return Html("{}<p>{}.</p>{}{}").format(_understood(self.answer), looked_in, _searched_in(self.answer.searched), sources)

    def _line(self, line: Heading | Phrase | State | Quote | Cells) -> Html:
        """One line of the answer, the markers at its end made links to the pages that they name."""
        match line:
            case Heading():
                return Html("<p>{}</p>").format(line.text)
            case Phrase():
                return Html("<p>{}{}{}</p>").format(line.text, self._markers(line.cites), "." if line.cites else "")
            case State():
                return Html('<p class="mn-state">{}{}</p>').format(readable(line.text), self._markers(line.cites))
            case Quote() | Cells():
                said = Html("“{}” {}").format(line.said, self._marker(line.n))
                return (
                    Html('<p class="mn-where">{}</p><blockquote>{}</blockquote>').format(line.where, said)
                    if line.where
                    else Html("<p>{}</p>").format(said)
                )

    def _markers(self, numbers: Sequence[int]) -> Html:
        return NOTHING.join(Html(" {}").format(self._marker(n)) for n in numbers)

    def _marker(self, n: int) -> Html:
        if n not in self.places:
            return Html("[{}]").format(n)
        return Html(
            '<a class="mn-go mn-marker" id="{name}-marker-{n}" href="{link}" aria-label="Source {n}: open the page">[{n}]</a>'
        ).format(name=self.name, n=n, link=self.places[n].link())

    def _sources(self, citations: Sequence[Citation]) -> Html:
        if not citations:
            return NOTHING
        quoted = {line.n for line in self.answer.lines if isinstance(line, Quote | Cells)}
        first = [one for one in citations if one.n in quoted] or citations
        rest = [one for one in citations if one not in first]
        return Html("<h3>{}</h3>{}{}").format(heading_of(self.answer), self._cards(first), self._folded(rest))

    def _folded(self, citations: Sequence[Citation]) -> Html:
        """The sources that the answer only names."""
        if not citations:
            return NOTHING
        return Html('<details class="mn-more"><summary>{}</summary>{}</details>').format(
            messages.more_sources(len(citations)), self._cards(citations)
        )

    def _cards(self, citations: Sequence[Citation]) -> Html:
        return Html('<ol class="mn-sources" role="list">{}</ol>').format(NOTHING.join(map(self._card, citations)))

    def _card(self, citation: Citation) -> Html:
        """One citation: whose meeting it is from and when, where it stands, its quote, the way to its page, the passage folded away."""
        place = " — ".join(messages.place(citation))
        return Html(
            '<li class="mn-source" id="{name}-source-{n}"><h4>[{n}] {whose}</h4><p>{place}</p>'
            "<blockquote>{quote}</blockquote>{unsure}{opened}"
            '<details><summary>Show the passage<span class="mn-unseen"> of source {n}</span></summary>'
            '<div class="mn-passage">{passage}</div></details></li>'
        ).format(
            name=self.name,
            n=citation.n,
            whose=whose_meeting(citation),
            place=place[:1].upper() + place[1:],
            quote=readable(citation.quote),
            unsure=Html("<p><strong>{}</strong></p>").format(unsure) if (unsure := not_verified(citation)) else NOTHING,
            opened=self._opened(citation),
            passage=marked(citation.passage, citation.quote),
        )

    def _opened(self, citation: Citation) -> Html:
        """The way to the page of a source, where it is held."""
        if citation.n not in self.places:
            return NOTHING
        page = f"Open page {citation.page}"
        named = f"{page} of {citation.paper.file}, source {citation.n}"
        link = self.places[citation.n].link()
        return Html('<p><a class="mn-go mn-open" href="{}" aria-label="{}">{}</a></p>').format(link, named, page)


def question_html(name: str, text: str) -> Html:
    return Html('<h2 class="mn-question" id="{}">{}</h2>').format(name, text)


def _understood(answer: Answer) -> Html:
    """What was read into the question, and from the questions before."""
    return Html('<p class="mn-searched">{}</p>').format(answer.understood) if answer.understood else NOTHING


def _searched_in(looked_in: Searched) -> Html:
    """The bodies searched, and what could not be: an answer may stand in a page that no reader could make out."""
    bodies, unreadable = "; ".join(looked_in.bodies), "; ".join(looked_in.unreadable)
    return NOTHING.join([
        Html("<p>Bodies: {}.</p>").format(bodies) if bodies else NOTHING,
        Html("<p>Not searched, because it could not be read: {}.</p>").format(unreadable) if unreadable else NOTHING,
    ])  # fmt: skip
