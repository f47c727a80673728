"""An answer -> plain text for the clipboard: its lines, then each source with paper, meeting, item and page."""

from assistant.models import Answer
from assistant.phrases import searched_told
from assistant.takeaway.laid_out import cited_in_full, heading_of, sources_of


def answer_to_plain(answer: Answer) -> str:
    listed = sources_of(answer)
    sources = [heading_of(answer), *(f"[{citation.n}] {cited_in_full(citation)}" for citation in listed)] if listed else []
    searched = searched_told(answer.searched)
    told = [] if searched in answer.answer else [searched]
    return "\n".join([answer.question, "", answer.answer, *([""] if sources else []), *sources, *([""] if told else []), *told])
