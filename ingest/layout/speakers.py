"""Blocks of a transcript -> who says each of them."""

from collections.abc import Sequence

from corpus.text import readable
from ingest.layout.blocks import Block
from ingest.layout.turns import is_transcript, turn_of

_HEAD_LINES = 2  # of a block: the time may stand above the name


def speakers_in(blocks: Sequence[Block]) -> dict[int, str]:
    """Block -> who says it, from the first turn on; nothing of a paper that is no transcript."""
    if not is_transcript([line for block in blocks for line in block.text.split("\n")]):
        return {}
    speakers: dict[int, str] = {}
    speaker: str | None = None
    for n, block in enumerate(blocks):
        turns = (turn_of(readable(line)) for line in block.text.split("\n")[:_HEAD_LINES])
        speaker = next((turn.speaker for turn in turns if turn), speaker)
        if speaker:
            speakers[n] = speaker
    return speakers
