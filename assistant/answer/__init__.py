"""Evidence -> answer: one module for each shape of answer, made of verbatim quotes and fixed phrases alone."""

from assistant.answer.citations import Cited, cited_from, numbered
from assistant.answer.declined import declined_parts
from assistant.answer.layouts import answer_parts
from assistant.answer.lines import AnswerParts, Cells, Phrase, Quoted, Words, parts_to_text
from assistant.answer.listing import with_whole_list

__all__ = [
    "AnswerParts",
    "Cells",
    "Cited",
    "Phrase",
    "Quoted",
    "Words",
    "answer_parts",
    "cited_from",
    "declined_parts",
    "numbered",
    "parts_to_text",
    "with_whole_list",
]
