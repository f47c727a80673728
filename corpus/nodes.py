"""Passages as llama-index's nodes, so that its parts can take ours in."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from corpus.models import Decision, Paper, Passage
from corpus.text import item_named

CONTEXT = "context"  # the key of what a passage stands under: embedded with its text, and not shown

Metadata = dict[str, str | int]


def place_to_metadata(
    *,
    council: str | None,
    body: str | None,
    date: date | None,
    item: str | None,
    page: int,
    printed_page: str | None,
    **others: str | None,
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
    """A node with the passage's id, its words as they stand on the page, where that is and what they are.

    Chroma's collection holds it so, too. What a passage stands under is embedded with it, as Minuted itself does, and is left out of what
    a reader or a language model sees.
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
        paper_kind=paper.kind.value,
        file=paper.file,
        kind=passage.kind.value,
        paragraph=passage.paragraph,
        decision=_named(passage.decision) if passage.decision else None,
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


def _named(decision: Decision) -> str:
    """`resolution`, `recommendation`; of a form prepared before the meeting `draft resolution`."""
    return f"draft {decision.kind.value}" if decision.draft else decision.kind.value


def node_to_columns(node: TextNode) -> Metadata:
    """A node's metadata as Chroma holds it: each by itself, to be filtered by, and what llama-index makes the node of again.

    As llama-index's own `node_to_metadata_dict` without what is the same for all, which took a third of the time of writing and, as a
    text of over 1,000 bytes takes Chroma a page of 4,096, nearly half of the space.
    """
    content = node.model_dump_json(exclude_defaults=True, exclude={"text", "embedding"})
    return {**node.metadata, "_node_content": content, "document_id": node.ref_doc_id or "None"}


def columns_sha256(text: str, columns: Mapping[str, object]) -> str:
    """What tells a passage's text and metadata in a vector store from any others."""
    return hashlib.sha256(json.dumps([text, dict(columns)], sort_keys=True).encode()).hexdigest()
