"""Real papers, where they are at hand: nothing crashes, dates are right, and the measures hold."""

import datetime
import re

import pytest

from corpus.errors import PaperRefused
from eval.cases import cases_of
from eval.papers import papers_to_read
from eval.report.summary import summaries
from eval.run import run
from eval.stores import kept, papers_to_store
from tests.conftest import ROOT, SHARED
from tests.papers import files_like, read_once

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here (../shared)")


def test_no_paper_is_a_crash_and_every_passage_is_on_its_page() -> None:
    taken = refused = 0
    for path in files_like(SHARED / "papers" / "pdf", "*.pdf"):
        try:
            read = read_once(path)
        except PaperRefused:  # tests/ingest/readers/test_readers.py says which refusals name what
            refused += 1
            continue
        taken += 1
        texts = {page.number: page.text for page in read.pages}
        assert all(texts[p.page][p.start : p.end] == p.text for p in read.passages)
        assert read.paper.passage_count == len(read.passages) > 0
    assert taken > 6 * refused


def test_minutes_carry_the_date_that_their_file_was_named_for() -> None:
    """File names are hints only; of these sets the names were checked against the pages."""
    for path in files_like(SHARED / "papers" / "pdf", "*inutes-*.pdf"):
        if "APM-2024" in path.name:  # named for another day than its page says
            continue
        named = _named_date(path.stem)
        assert read_once(path).paper.meeting.date == named, path.name


def _named_date(stem: str) -> datetime.date:
    if found := re.search(r"(\d{4})-(\d\d)-(\d\d)", stem):
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    month, day, year = stem.split("-")[1:4]
    return datetime.datetime.strptime(f"{day} {month} {year}", "%d %B %Y").replace(tzinfo=datetime.UTC).date()


def test_a_file_with_an_empty_password_is_read() -> None:
    for path in files_like(SHARED / "papers" / "pdf" / "encrypted", "*.pdf"):
        assert len(read_once(path).passages) > 10


def test_the_measures_hold_over_the_five_texts() -> None:
    texts = [SHARED / "papers" / "text"]
    checked = run(cases_of(SHARED / "questions" / "dev.jsonl"), papers_to_store(texts, kept()), papers_to_read(texts, kept()))
    measured = {summary.evaluator: summary for summary in summaries(checked)}
    told = re.findall(r"^(\w+) +(\d\.\d{3})  \(n=(\d+)\)$", (ROOT / "docs" / "measurements.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(told) == 7
    for name, share, of in told:
        score = measured[name].score
        assert score is not None
        assert score > float(share) - 1.5 / int(of), f"{name} is more than one question below what docs/measurements.md says"
    assert all(measured[name].score == 1.0 for name in ("date_right_where_found", "quote_verbatim", "page_right", "meeting_date_right"))
