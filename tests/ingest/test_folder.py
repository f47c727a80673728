"""A folder of papers, good and bad: each has an outcome, and one bad file stops nothing."""

import random
from pathlib import Path

from corpus.store.store import Store
from ingest.folder import Outcome, Result, papers_in, summary
from tests.factories import make_pdf, make_picture_pdf, make_store, minutes_text, write_papers


def results(outcomes: list[Outcome]) -> dict[str, Result]:
    return {outcome.path.name: outcome.result for outcome in outcomes}


def test_bad_files_are_named_with_their_reason_and_the_others_go_in(tmp_path: Path) -> None:
    folder = write_papers(
        tmp_path / "papers", {"good.txt": minutes_text(), "also.md": minutes_text(day="Tuesday, 1 June 2021"), "empty.txt": ""}
    )
    make_pdf(folder / "locked.pdf", [["Secret"]], password="secret")
    make_picture_pdf(folder / "scan.pdf")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    (folder / "sheet.xlsx").write_bytes(b"PK\x03\x04")
    with (folder / "huge.pdf").open("wb") as stream:
        stream.truncate(2 * 1024**3)
    outcomes = make_store(tmp_path / "store", [folder])
    taken = {name for name, result in results(outcomes).items() if result is Result.ADDED}
    assert taken == {"good.txt", "also.md"}
    codes = {outcome.path.name: outcome.refusal.code for outcome in outcomes if outcome.refusal}
    assert codes == {
        "empty.txt": "empty",
        "locked.pdf": "encrypted",
        "scan.pdf": "no_text",
        "broken.pdf": "corrupt",
        "sheet.xlsx": "unsupported",
        "huge.pdf": "too_large",
    }
    assert all(outcome.path.name in outcome.refusal.reason for outcome in outcomes if outcome.refusal)
    assert summary(outcomes).startswith("Papers: 2 added, 6 not taken; ")
    with Store.open(tmp_path / "store") as store:
        assert all(paper.passage_count > 0 for paper in store.catalogue.papers())
        assert len(store.catalogue.refusals()) == 6


def test_damaged_papers_are_taken_or_refused_but_never_stop_the_others(tmp_path: Path) -> None:
    table = [["District", "Cost"], ["Wenlow", "1"]]
    sound = make_pdf(
        tmp_path / "sound.pdf", [["# Gritting", "The panel heard that the lorries went out on 61 nights. " * 4, table]] * 2
    ).read_bytes()
    chance = random.Random(7)
    folder = tmp_path / "papers"
    folder.mkdir()
    for n in range(40):
        damaged = bytearray(sound[: chance.randrange(20, len(sound))] if n % 3 == 0 else sound)
        for _ in range(chance.choice([1, 5, 40])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        (folder / f"damaged-{n}.pdf").write_bytes(damaged)
    outcomes = make_store(tmp_path / "store", [folder, write_papers(tmp_path / "more", {"last.txt": minutes_text()})])
    assert len(outcomes) == 41
    assert results(outcomes)["last.txt"] is Result.ADDED
    assert all(outcome.paper or outcome.refusal for outcome in outcomes)
    assert any(outcome.refusal for outcome in outcomes)


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    first = make_store(tmp_path / "store", [folder])
    again = make_store(tmp_path / "store", [folder])
    assert results(first) == {"a.txt": Result.ADDED}
    assert results(again) == {"a.txt": Result.UNCHANGED}
    assert [o.paper for o in first] == [o.paper for o in again]


def test_a_changed_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text()})
    make_store(tmp_path / "store", [folder])
    write_papers(folder, {"a.txt": minutes_text(day="Tuesday, 1 June 2021")})
    assert results(make_store(tmp_path / "store", [folder])) == {"a.txt": Result.REPLACED}
    with Store.open(tmp_path / "store") as store:
        [paper] = store.catalogue.papers()
        assert paper.title.endswith("1 June 2021")


def test_a_refused_file_that_is_mended_goes_in_and_is_no_longer_listed(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": ""})
    make_store(tmp_path / "store", [folder])
    write_papers(folder, {"a.txt": minutes_text()})
    make_store(tmp_path / "store", [folder])
    with Store.open(tmp_path / "store") as store:
        assert (len(store.catalogue.papers()), store.catalogue.refusals()) == (1, [])


def test_the_same_paper_under_two_names_is_held_once(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "copy.txt": minutes_text()})
    assert results(make_store(tmp_path / "store", [folder])) == {"a.txt": Result.ADDED, "copy.txt": Result.DUPLICATE}


def test_a_file_that_becomes_a_copy_of_another_leaves_its_old_paper(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), "b.txt": minutes_text(day="Tuesday, 1 June 2021")})
    make_store(tmp_path / "store", [folder])
    write_papers(folder, {"b.txt": minutes_text()})
    assert results(make_store(tmp_path / "store", [folder]))["b.txt"] is Result.DUPLICATE
    with Store.open(tmp_path / "store") as store:
        assert [paper.file for paper in store.catalogue.papers()] == ["a.txt"]
        assert len(store.vectors.ids()) == store.catalogue.papers()[0].passage_count


def test_papers_of_the_same_name_in_two_folders_are_two_papers(tmp_path: Path) -> None:
    for year, day in (("2021", "Tuesday, 4 May 2021"), ("2022", "Tuesday, 3 May 2022")):
        write_papers(tmp_path / "papers" / year, {"minutes.txt": minutes_text(day=day)})
    make_store(tmp_path / "store", [tmp_path / "papers"])
    with Store.open(tmp_path / "store") as store:
        assert len(store.catalogue.papers()) == 2


def test_hidden_files_and_clutter_are_no_papers(tmp_path: Path) -> None:
    folder = write_papers(tmp_path / "papers", {"a.txt": minutes_text(), ".hidden.txt": "x", "Thumbs.db": "x", "~$a.docx": "x"})
    assert [path.name for path in papers_in([folder])] == ["a.txt"]
