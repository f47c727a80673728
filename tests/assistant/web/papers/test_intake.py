"""Uploads taken into a store and out of it again: what is kept of them, and what is not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.web.papers import intake
from assistant.web.papers.steps import Done, Read, Step
from corpus.store.store import Store
from tests.factories import WordVectors, make_store, minutes_text, write_papers

MINUTES = minutes_text(
    items={"1. Otters": "RESOLVED that twelve otter ladders be bought for the weir at Wenlow before the winter of 2023."}
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"potholes.txt": minutes_text()})], WordVectors())
    with Store.open_for_writing(tmp_path / "store", WordVectors()) as opened:
        yield opened


def uploaded(tmp_path: Path, name: str, content: str) -> Path:
    folder = tmp_path / "sent"
    folder.mkdir(exist_ok=True)
    return write_papers(folder, {name: content}) / name


def added(store: Store, *files: Path) -> list[str]:
    """What is told of each file."""
    steps: list[Step] = []
    intake.add(files, store, steps.append)
    assert steps.count(Read()) == len(set(files))
    return [step.told for step in sorted((step for step in steps if isinstance(step, Done)), key=lambda done: done.n)]


def kept(store: Store) -> list[str]:
    return sorted(file.name for file in (store.folder / intake.UPLOADS).glob("*/*"))


def test_an_upload_is_kept_in_the_store_and_the_same_again_is_told_so(store: Store, tmp_path: Path) -> None:
    assert added(store, uploaded(tmp_path, "otters.txt", MINUTES)) == ["Added: Minutes of the Highways Scrutiny Panel, 4 May 2021"]
    again = [uploaded(tmp_path, "otters.txt", MINUTES), uploaded(tmp_path, "copy.txt", MINUTES)]
    assert added(store, *again) == [
        "Held already: Minutes of the Highways Scrutiny Panel, 4 May 2021",
        "Held already as otters.txt: Minutes of the Highways Scrutiny Panel, 4 May 2021",
    ]
    assert kept(store) == ["otters.txt"]
    assert not list((tmp_path / "sent").iterdir())


def test_two_files_of_one_name_stay_two(store: Store, tmp_path: Path) -> None:
    added(store, uploaded(tmp_path, "minutes.txt", MINUTES))
    added(store, uploaded(tmp_path, "minutes.txt", MINUTES.replace("twelve", "thirty").replace("4 May", "5 May")))
    assert kept(store) == ["minutes.txt", "minutes.txt"]
    assert len(store.catalogue.papers()) == 3


def test_nothing_is_left_of_what_was_not_taken_or_was_cut_off(store: Store, tmp_path: Path) -> None:
    cut_off = store.folder / intake.UPLOADS / "0123456789abcdef" / "half.pdf"
    cut_off.parent.mkdir(parents=True)
    cut_off.touch()
    assert added(store, uploaded(tmp_path, "empty.txt", "")) == ["Not added: the file is empty. Download it again."]
    assert kept(store) == []
    assert store.catalogue.refusals() == []


def test_a_paper_removed_is_gone_with_its_upload_and_its_copies_and_does_not_come_back(store: Store, tmp_path: Path) -> None:
    copy = write_papers(tmp_path / "more", {"copy.txt": minutes_text()}) / "copy.txt"
    store.close()
    make_store(store.folder, [copy], WordVectors())
    with Store.open_for_writing(store.folder, WordVectors()) as opened:
        added(opened, uploaded(tmp_path, "otters.txt", MINUTES))
        steps: list[Step] = []
        intake.remove([paper.id for paper in opened.catalogue.papers()], opened, steps.append)
        assert [step.n for step in steps if isinstance(step, Done)] == [0, 1]
        assert opened.catalogue.paths() == []
        assert kept(opened) == []
        assert opened.catalogue.copies_left() == []
    assert copy.exists()
