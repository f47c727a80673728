"""What a later entry follows: a row the minute that it is numbered by, or the only thing that it can mean; never one of two alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.register.earlier import earlier_of
from assistant.register.held import register_of
from corpus.store.store import Store
from corpus.text import readable
from tests.factories import WordVectors, make_store, write_papers

MAY = """# Wrenfold Town Council

Minutes of the meeting of the Council held on Tuesday, 14 May 2024 at 7.00 pm in the Guildhall.

## 24/31 Cemetery

RESOLVED: that a groundwater survey be made before any offer for the glebe is put.

## 24/32 Lamp standards

RESOLVED: (1) that the lamp standards in Tanner Street be painted. (2) That the county be asked for a warning sign at the ford.

## 24/33 Bridges

RESOLVED: that the handrail of the Weaver footbridge be mended.

RESOLVED: that the handrail of the Mason footbridge be mended.
"""
JULY = """# Wrenfold Town Council

Agenda pack for the meeting of the Council on Tuesday, 9 July 2024 at 7.00 pm in the Guildhall.

## 4 Action tracker

| Ref | Action | Lead | Due | Progress | Status |
| --- | --- | --- | --- | --- | --- |
| 24/31 | Groundwater survey | Clerk | 30 August 2024 | Boreholes sunk in June | Open |
| T/7 | Warning sign at the ford | Clerk | 30 June 2024 | The county has ordered it | Open |
| T/8 | Handrail of a footbridge | Clerk | 30 June 2024 | Not yet begun | Open |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("wrenfold")
    papers = write_papers(folder / "papers", {"may-minutes.md": MAY, "july-pack.md": JULY})
    make_store(folder / "store", [papers], WordVectors())
    opened = Store.open(folder / "store", WordVectors())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("row", "followed"),
    [
        ("Groundwater survey", ["groundwater survey be made"]),  # by its number
        ("Warning sign", ["warning sign at the ford"]),  # by its subject; its due day is no meeting
        ("Handrail", []),  # two fit
    ],
)
def test_a_row_follows_what_it_is_numbered_by_or_can_only_mean(store: Store, row: str, followed: list[str]) -> None:
    with store.reading():
        register = register_of(store)
        entries = [entry for paper in register.known.papers.values() for entry in register.entries_of(paper.id)]
        later = next(entry for entry in entries if row in entry.said and entry.meeting.date is not None and entry.meeting.date.month == 7)
        links = earlier_of(later, register)
        assert len(links) == len(followed)
        assert all(words in readable(link.limb.text) for link, words in zip(links, followed, strict=True))
