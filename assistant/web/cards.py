"""An answer -> HTML: its lines, its sources with the passages folded below them, and what was searched."""

import re
from collections.abc import Sequence

from assistant.models import Answer, Citation, Filters, Searched, Status
from assistant.phrases import searched_told, whose_meeting
from assistant.web import words
from assistant.web.passage import marked
from assistant.web.words import escaped
from corpus.text import readable

# `Cabinet, 7 July 2023: “It was agreed …” [1]` and `See also [4] [5].`
_LINE = re.compile(r"(?:(?P<where>[^“”]*?): (?=“))?(?P<text>.*?)(?P<markers>(?: \[\d+\])*)(?P<stop>\.?)", re.S)


def answer_html(name: str, answer: Answer, filters: Filters) -> str:
    """One whole answer. `name` tells this answer's sources from those of the others on the page."""
    looked_in = escaped(words.searched(answer.searched, filters))
    if answer.status is Status.ANSWERED:
        return (
            f'<div class="mn-answer">{_lines(name, answer)}<h2>Sources</h2>{_sources(name, answer.citations)}'
            f'{_understood(answer)}<p class="mn-searched">{looked_in}.</p></div>'
        )
    nearest = f"<h2>{words.NEAREST}</h2>{_sources(name, answer.nearest)}" if answer.nearest else ""
    told = f"{_lines(name, answer)}{_understood(answer)}<p>{looked_in}.</p>{_searched_in(answer.searched)}"
    return f'<div class="mn-answer mn-not-found">{told}{nearest}</div>'


def _understood(answer: Answer) -> str:
    """What was read into the question, and from the questions before."""
    return f'<p class="mn-searched">{escaped(answer.understood)}</p>' if answer.understood else ""


def question_html(name: str, text: str) -> str:
    return f'<p class="mn-question" id="{name}">{escaped(text)}</p>'


def _lines(name: str, answer: Answer) -> str:
    """The lines of the answer. What was searched is told below it, with the filters, and not twice."""
    known = {citation.n for citation in answer.citations}
    lines = [line for line in answer.answer.split("\n") if line != searched_told(answer.searched)]
    return "".join(_line(name, line, known) for line in lines)


def _line(name: str, line: str, known: set[int]) -> str:
    """One line of the answer, the markers at its end made links to the sources below."""
    found = _LINE.fullmatch(line)
    if found is None:
        return f"<p>{escaped(line)}</p>"
    markers = "".join(f" {_marker(name, int(n), known)}" for n in re.findall(r"\d+", found["markers"]))
    text = f"{escaped(found['text'])}{markers}{found['stop']}"
    if found["where"] is None:
        return f"<p>{text}</p>"
    return f'<p class="mn-where">{escaped(found["where"])}</p><blockquote>{text}</blockquote>'


def _marker(name: str, n: int, known: set[int]) -> str:
    return f'<a href="#{name}-source-{n}" aria-label="Source {n}">[{n}]</a>' if n in known else f"[{n}]"


def _sources(name: str, citations: Sequence[Citation]) -> str:
    return "".join(_source(f"{name}-source-{citation.n}", citation) for citation in citations)


def _source(anchor: str, citation: Citation) -> str:
    """One citation: where it stands, its quote, and the passage folded away."""
    place = " — ".join(words.place(citation))
    return (
        f'<section class="mn-source" id="{anchor}">'
        f"<p><strong>[{citation.n}] {escaped(whose_meeting(citation))}</strong> — {escaped(place)}</p>"
        f"<blockquote>{escaped(readable(citation.quote))}</blockquote>"
        f'<details><summary>Show the passage</summary><div class="mn-passage">{marked(citation.passage, citation.quote)}</div></details>'
        "</section>"
    )


def _searched_in(looked_in: Searched) -> str:
    """The bodies searched, and what could not be: an answer may stand in a page that no reader could make out."""
    parts = []
    if looked_in.bodies:
        parts.append(f"<p>Bodies: {escaped('; '.join(looked_in.bodies))}.</p>")
    if looked_in.unreadable:
        parts.append(f"<p>Not searched, because it could not be read: {escaped('; '.join(looked_in.unreadable))}.</p>")
    return "".join(parts)
