"""Lists: an opening with its entries, whole or in runs, over a page break, and each entry to be cited by itself."""

from pathlib import Path

import pytest

from corpus.models import Meeting, Page, PaperKind, Passage, PassageKind
from ingest.build import read_paper
from ingest.layout.blocks import page_to_blocks
from ingest.passages.passage import blocks_to_passages
from ingest.structure.placed import place_blocks
from tests.factories import make_pdf, minutes_text

OPENING = "During the discussion the following points were made:"
POINT = "a Member asked how often the road to Wenlow was gritted in January and was told that it was treated on nineteen nights"


def passages_of(*texts: str, kind: PaperKind = PaperKind.OTHER) -> list[Passage]:
    pages = [Page(number=n, text=text, reader="test") for n, text in enumerate(texts, start=1)]
    blocks = [block for page in pages for block in page_to_blocks(page)]
    return blocks_to_passages("p", "Paper", pages, place_blocks(blocks, [None] * len(blocks), Meeting(), [], kind))


def entries(passage: Passage) -> list[str]:
    return [passage.text[e.start - passage.start : e.end - passage.start] for e in passage.entries]


def test_a_short_list_is_one_passage_with_its_opening_and_its_entries() -> None:
    (found,) = passages_of("The Panel is asked to:\n\n(a) note the cost;\n(b) ask for a survey\nof use.")
    assert found.kind is PassageKind.LIST
    assert found.text.startswith("The Panel is asked to:")
    assert entries(found) == ["(a) note the cost;", "(b) ask for a survey\nof use."]
    assert found.group is None


@pytest.mark.parametrize(
    "marks",
    [["1.", "2.", "3."], ["1)", "2)", "3)"],
     ["(1)", "(2)", "(3)"], ["(i)", "(ii)", "(iii)"], ["a)", "b)", "c)"], ["•"] * 3, ["i.", "ii.", "iii."]],
    ids=lambda marks: marks[0],
)  # fmt: skip
def test_entries_are_known_however_they_are_marked(marks: list[str]) -> None:
    lines = "\n\n".join(f"{mark} that depot {n} be kept;" for n, mark in enumerate(marks))
    (found,) = passages_of(f"The Panel is RECOMMENDED to agree:\n\n{lines}")
    assert entries(found) == [f"{mark} that depot {n} be kept;" for n, mark in enumerate(marks)]


def test_numbered_paragraphs_of_a_report_stay_paragraphs() -> None:
    report = ["12. The Panel has asked for an update:", "13. The depot was built in 1974.", "14. It holds 4,000 tonnes."]
    found = passages_of("\n\n".join([*report, "4.1 The cost is met.", "4.2 So is the rest."]))
    assert [p.paragraph for p in found] == ["12", "13", "14", "4.1", "4.2"]
    assert all(not p.entries for p in found)


def test_a_list_within_a_numbered_paragraph_ends_where_the_paragraphs_go_on() -> None:
    found = passages_of(
        "3. There are three depots:\n\n1. at Stannick;\n\n2. at Wenlow;\n\n3. at Harrowby.\n\n4. Each has a store of salt for ten days."
    )
    assert [(p.paragraph, entries(p)) for p in found] == [("3", ["1. at Stannick;", "2. at Wenlow;", "3. at Harrowby."]), ("4", [])]


def test_what_stands_within_an_entry_belongs_to_it() -> None:
    outer = ["It was agreed that:", "(a) two posts be funded:", "(b) the rest wait:", "(c) nobody be told."]
    lines = [*outer[:2], "(i) one in Wenlow;", "(ii) one in Stannick; and", outer[2], "• until May.", outer[3]]
    (found,) = passages_of("\n\n".join(lines))
    assert [entry.split("\n")[0] for entry in entries(found)] == outer[1:]
    assert "(ii) one in Stannick" in entries(found)[0]
    assert "until May" in entries(found)[1]


def test_letters_that_are_also_roman_numbers_count_as_letters_in_their_order() -> None:
    marks = "(g) (h) (i) (j)".split()
    (found,) = passages_of("The Panel agreed:\n\n" + "\n\n".join(f"{mark} a thing" for mark in marks))
    assert [entry[:3] for entry in entries(found)] == marks


def test_a_long_list_is_several_passages_of_one_group_each_told_the_opening() -> None:
    found = passages_of(OPENING + "\n\n" + "\n\n".join(f"• In answer to question {n}, {POINT}." for n in range(9)))
    assert len(found) > 2
    assert {p.group for p in found} == {found[0].id}
    assert all(OPENING in p.indexed for p in found)
    assert [entry[:24] for p in found for entry in entries(p)] == [f"• In answer to question {n}"[:24] for n in range(9)]
    assert all(len(p.text.split()) <= 110 for p in found)


def test_a_list_goes_on_over_a_page_break() -> None:
    first = OPENING + "\n\n(a) one;\n\n(b) two;"
    second = "(c) three; and\n\n(d) four.\n\nThe next minute begins here with a sentence of its own."
    one, two, other = passages_of(first, second)
    assert one.group == two.group == one.id
    assert OPENING in two.indexed
    assert OPENING not in two.text
    assert entries(two) == ["(c) three; and", "(d) four."]
    assert other.group is None


def test_an_entry_that_a_page_break_cut_goes_on() -> None:
    one, two = passages_of(f"{OPENING}\n\n• {POINT}\n\n• the depot at Wenlow would be", "closed in the spring;\n\n• the lorries were new.")
    assert one.group == two.group
    assert entries(two) == ["closed in the spring;", "• the lorries were new."]


def test_another_list_at_the_top_of_a_page_is_another_list() -> None:
    one, two = passages_of(f"{OPENING}\n\n(a) one;\n\n(b) two.", "(a) salt;\n\n(b) grit.")
    assert (one.group, two.group) == (None, None)
    assert OPENING not in two.indexed


def test_a_very_long_entry_is_cut_and_its_parts_are_still_entries() -> None:
    found = passages_of(f"{OPENING}\n\n• {'The road was closed for a week. ' * 60}\n\n• It is open.")
    assert len(found) > 2
    for passage in found:
        for entry in passage.entries:
            assert passage.start <= entry.start < entry.end <= passage.end
    assert sum(len(p.entries) for p in found) >= 3


def test_a_resolution_in_a_list_is_marked_in_each_run(tmp_path: Path) -> None:
    said = "RESOLVED that:\n\n" + "\n\n".join(f"({letter}) {POINT} and that this go on as it is;" for letter in "abcdefg")
    (tmp_path / "a.txt").write_text(minutes_text(items={"12. Roads": said}), encoding="utf-8")
    found = [p for p in read_paper(tmp_path / "a.txt").passages if p.decision]
    assert len(found) > 1
    assert {p.group for p in found} == {found[0].id}
    assert {p.kind for p in found} == {PassageKind.RESOLUTION}
    assert sum(len(p.entries) for p in found) == 7


def test_entries_of_a_pdf_are_found_on_its_pages(tmp_path: Path) -> None:
    page = ["# 12. Roads", "The Panel is asked to:", "(a) note the cost;", "(b) ask for a survey of use."]
    read = read_paper(make_pdf(tmp_path / "a.pdf", [page]))
    (found,) = [p for p in read.passages if p.entries]
    assert entries(found) == ["(a) note the cost;", "(b) ask for a survey of use."]
