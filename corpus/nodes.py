"""Passages as llama-index's nodes, so that its parts can take ours in."""

from datetime import date

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from corpus.models import Paper, Passage
from corpus.text import item_named

CONTEXT = "context"  # the key of what a passage stands under: embedded with its text, and not shown

Metadata = dict[str, str | int]


def place_to_metadata(
    *, council: str | None, body: str | None, date: date | None, item: str | None, page: int, printed_page: str | None, **others: str
) -> Metadata:
    """Where words stand: council, body, meeting_date (ISO), item, page (from 1), printed_page, and what else is to be said of it.

    What is not known is left out.
    """
    known: dict[str, str | int | None] = {
        "council": council,
        "body": body,
        "meeting_date": date.isoformat() if date else None,
        "item": item,
        "page": page,
        "printed_page": printed_page,
        **others,
    }
    return {key: value for key, value in known.items() if value is not None}


def passage_to_node(passage: Passage, paper: Paper) -> TextNode:
    """A node with the passage's id, its words as they stand on the page, and where that is.

    What it stands under is embedded with it, as Minuted itself does, and is left out of what a reader or a language model sees.
    """
    meeting, item = passage.meeting, passage.item
    metadata = place_to_metadata(
        council=meeting.council,
        body=meeting.body,
        date=meeting.date,
        item=item_named(item.number, item.title) if item else None,
        page=passage.page,
        printed_page=passage.printed_page,
        paper=paper.title,
        file=paper.file,
        kind=passage.kind.value,
    )
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={**metadata, CONTEXT: "\n".join(part for part in (passage.stands_under, passage.lead) if part)},
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=[CONTEXT],
        metadata_template="{value}",
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=paper.id)},
    )
