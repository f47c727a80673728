"""Evidence -> answer: one module for each shape of answer, made of verbatim quotes and fixed phrases alone."""

from assistant.compose.choose import answer_parts
from assistant.compose.citing import Cited, cited_from, numbered
from assistant.compose.declined import declined_parts
from assistant.compose.listing import with_whole_list
from assistant.compose.parts import AnswerParts, Cells, Phrase, Quoted, Words, parts_to_text

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
