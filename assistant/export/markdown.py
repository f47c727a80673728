"""An answer -> Markdown with numbered footnotes. Nothing that a paper or a question says acts as markup."""

import re
from collections.abc import Sequence

from assistant.answer.messages import searched_told
from assistant.export.sources import cited_in_full, heading_of, sources_of
from assistant.models import Answer, Cells, Citation, Heading, Phrase, Quote, SearchedLine, State
from corpus.text import inert, readable, squeezed

# Signs that act wherever Markdown is read: in CommonMark, or in an extension of it that is in wide use.
_MARKUP = re.compile(
    r"[\\`*_{}\[\]<>~$&|^]"  # *both*, [link](address), <b>, $x^2$, a | b
    r"|^[#+=:%-]"  # where a line begins: # heading, - entry, : definition, % title
    r"|([=+-])(?=\1)"  # ==marked==, ++put in++, --
    r"|:(?=[\w+-]+:)"  # :smile:
    r"|/(?=/)|(?<=[wW]{3})\.|(?<=\w)\.(?=[^\W\d_]{2})"  # addresses that are links as they stand: //council, www.1, council.org
)
_AT = re.compile(r"@(?=\w)")  # a@b is a link on GitHub even where its sign is escaped; where the sign is code it is none
_NUMBERED = re.compile(r"^(\d+)([.)])")


def answer_to_markdown(answer: Answer) -> str:
    """The question as heading, the answer with a footnote for each source, the sources with their quotes, what was searched."""
    listed = sources_of(answer)
    known = {citation.n for citation in listed}
    parts = [f"# {in_markdown(answer.question)}"]
    if answer.understood:
        parts.append(in_markdown(answer.understood))
    parts += [_line(line, known) for line in answer.lines if not isinstance(line, SearchedLine)]
    if listed:
        parts.append(f"## {heading_of(answer)}")
        parts += [_source(citation) for citation in listed]
    parts.append(in_markdown(searched_told(answer.searched)))
    parts += [f"[^{citation.n}]: {in_markdown(cited_in_full(citation))}" for citation in listed]
    return "\n\n".join(parts) + "\n"


def _line(line: Heading | Phrase | State | Quote | Cells, known: set[int]) -> str:
    match line:
        case Heading():
            return in_markdown(line.text)
        case Phrase():
            return f"{in_markdown(line.text)} {_markers(line.cites, known)}." if line.cites else in_markdown(line.text)
        case State():
            return f"**{in_markdown(readable(line.text))}**{_markers(line.cites, known)}"
        case Quote() | Cells():
            said = f"{in_markdown(f'“{line.said}”')}{_markers((line.n,), known)}"
            return f"**{in_markdown(line.where)}:** {said}" if line.where else said


def _markers(numbers: Sequence[int], known: set[int]) -> str:
    """A footnote for each citation; one that is not listed is named by its number."""
    return "".join(f"[^{n}]" if n in known else f" \\[{n}\\]" for n in numbers)


def _source(citation: Citation) -> str:
    return f"{citation.n}\\. {in_markdown(cited_in_full(citation))}[^{citation.n}]\n\n> {in_markdown(readable(citation.quote))}"


def in_markdown(text: str) -> str:
    """Text on one line that Markdown shows as it is: `*both*` -> `\\*both\\*`, `12. Roads` -> `12\\. Roads`."""
    line = _AT.sub("`@`", _MARKUP.sub(r"\\\g<0>", squeezed(inert(text))))
    return _NUMBERED.sub(r"\1\\\2", line)
