"""Passages as llama-index's nodes, so that its parts can take ours in."""

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from corpus.models import Paper, Passage

CONTEXT = "context"  # the key of what a passage stands under: embedded with its text, and not shown

Metadata = dict[str, str | int]


def passage_to_metadata(passage: Passage, paper: Paper) -> Metadata:
    """Where a passage stands: council, body, meeting_date (ISO), item, page (from 1), printed_page, paper, file, kind.

    What is not known is left out.
    """
    meeting, item = passage.meeting, passage.item
    known = {
        "council": meeting.council,
        "body": meeting.body,
        "meeting_date": meeting.date.isoformat() if meeting.date else None,
        "item": " ".join(part for part in (item.number, item.title) if part) if item else None,
        "page": passage.page,
        "printed_page": passage.printed_page,
        "paper": paper.title,
        "file": paper.file,
        "kind": passage.kind.value,
    }
    return {key: value for key, value in known.items() if value is not None}


def passage_to_node(passage: Passage, paper: Paper) -> TextNode:
    """A node with the passage's id, its words as they stand on the page, and where that is.

    What it stands under is embedded with it, as Minuted itself does, and is left out of what a reader or a language model sees.
    """
    metadata = passage_to_metadata(passage, paper)
    return TextNode(
        id_=passage.id,
        text=passage.text,
        metadata={**metadata, CONTEXT: "\n".join(part for part in (passage.stands_under, passage.lead) if part)},
        excluded_embed_metadata_keys=list(metadata),
        excluded_llm_metadata_keys=[CONTEXT],
        metadata_template="{value}",
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=paper.id)},
    )
