"""What the web app makes of an answer, without a browser: whose meeting, markers and marks, and nothing in it that acts."""

from datetime import date

import pytest

from assistant.answer import messages as phrases
from assistant.models import (
    Answer,
    AnswerLine,
    Citation,
    CitedItem,
    CitedMeeting,
    CitedPaper,
    Filters,
    ModelNames,
    Phrase,
    Question,
    Quote,
    Searched,
    Status,
    Timings,
)
from assistant.web import messages
from assistant.web.ask.cards import Drawn, question_html
from assistant.web.ask.page import answered
from assistant.web.passage import laid_out, marked
from assistant.web.store import Held
from assistant.web.viewer.address import places_of
from corpus.models import MeetingKind, PaperKind
from corpus.store.store import Store
from corpus.versions import Versions
from tests.web import HOSTILE


def citation(**given: object) -> Citation:
    fields = {
        "n": 1, "quote": "It was agreed.", "passage": "It was agreed.", "passage_id": "p",
        "page": 12, "printed_page": "79", "paragraph": "31",
        "paper": CitedPaper(id="a", title="Minutes", kind=PaperKind.MINUTES, file="panel.pdf"), "score": 0.9, "verified": True,
        "item": CitedItem(number="412", title="Work programme"), "heading": None,
        "meeting": CitedMeeting(council="Ambershire", body="Highways Panel", date=date(2023, 7, 7)),
    }  # fmt: skip
    return Citation.model_validate(fields | given)


def drawn(*lines: AnswerLine, **given: object) -> str:
    answer = Answer(
        id=None, question="?", status=Status.ANSWERED, lines=lines, citations=(citation(**given),),
        searched=Searched(papers=1, date_from=None, date_to=None, bodies=(), unreadable=()),
        timings_ms=Timings(retrieve=0, rank=0, compose=0), model=ModelNames(embedding="m"),
    )  # fmt: skip
    return Drawn("turn-1", answer, Filters(), places_of(answer.citations, {})).whole()


def test_a_source_says_whose_meeting_when_and_where_in_the_paper() -> None:
    assert phrases.whose_meeting(citation()) == "Highways Panel, 7 July 2023"
    assert messages.place(citation()) == ["item 412, Work programme", "paragraph 31", "page 12 (printed page 79)", "minutes, panel.pdf"]
    assert messages.place(citation(item=None, paragraph=None, printed_page="12"))[0] == "page 12"


def test_a_council_meeting_is_named_by_its_council_and_a_missing_date_is_said() -> None:
    full = CitedMeeting(council="Ambershire County Council", body="Council", date=None)
    assert phrases.whose_meeting(citation(meeting=full)) == "Ambershire County Council, meeting date not given"


def test_two_meetings_of_a_council_on_one_day_are_told_apart_by_their_kind() -> None:
    special = CitedMeeting(council="Elm Council", body="Council", date=date(2023, 7, 7), time="6.00 pm", kind=MeetingKind.SPECIAL)
    annual = special.model_copy(update={"kind": MeetingKind.ANNUAL, "time": "7.00 pm"})
    assert phrases.whose_meeting(citation(meeting=special)) == "Elm Council, special meeting, 7 July 2023"
    assert phrases.whose_meeting(citation(meeting=annual)) == "Elm Council, annual meeting, 7 July 2023"


def test_a_source_whose_words_are_not_sure_says_why() -> None:
    told = "Not verified: the file does not say which letters"
    assert told in drawn(quote="The fund was \ufffdxed.", passage="The fund was \ufffdxed.", verified=False)
    assert told not in drawn()


def test_a_title_that_tells_the_day_is_not_told_it_again() -> None:
    paper = CitedPaper(id="a", title="Elm, minutes, 7 July 2023", kind=PaperKind.MINUTES, file="elm.pdf")
    meeting = CitedMeeting(council=None, body=None, date=date(2023, 7, 7))
    assert phrases.whose_meeting(citation(paper=paper, meeting=meeting)) == "Elm, minutes, 7 July 2023"


def test_what_was_searched_names_the_filters() -> None:
    looked_in = Searched(papers=14, date_from=date(2021, 9, 16), date_to=date(2024, 6, 13), bodies=(), unreadable=())
    filters = Filters(bodies=("Cabinet", "Council"), kinds=(PaperKind.MINUTES,), date_from=date(2021, 10, 1))
    assert messages.searched(looked_in, filters) == (
        "Searched 14 papers, 16 September 2021 to 13 June 2024; only Cabinet and Council; only minutes; only meetings from 1 October 2021"
    )


def test_only_the_markers_at_the_end_of_a_line_become_links() -> None:
    html = drawn(Quote(n=1, where="Highways Panel, 7 July 2023", text="see [1] above"), Phrase(text="See also", cites=(1, 2)))
    assert "“see [1] above” <a " in html
    assert html.count('aria-label="Source 1: open the page"') == 2
    assert "[2]." in html


def test_nothing_in_an_answer_is_html() -> None:
    paper = CitedPaper(id="a", title=HOSTILE, kind=PaperKind.MINUTES, file=HOSTILE)
    hostile = {"quote": HOSTILE, "passage": HOSTILE, "paper": paper, "item": CitedItem(number="1", title=HOSTILE)}
    html = drawn(Quote(n=1, where=HOSTILE, text=HOSTILE), **hostile) + question_html("turn-1", HOSTILE)
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("&lt;img") == 8  # place and quote in the answer; item, file (twice), quote and passage of the source; the question


def test_the_quote_is_marked_where_it_stands_however_its_lines_break() -> None:
    assert marked("The Panel met.\nIt was\nagreed. It rose.", "It was\nagreed.") == "The Panel met. <mark>It was agreed.</mark> It rose."


def test_a_quote_that_is_not_found_leaves_the_passage_unmarked() -> None:
    assert marked("It was <b>agreed</b>.", "It was refused.") == "It was agreed ."


def test_a_passage_keeps_its_paragraphs_entries_and_rows() -> None:
    assert laid_out("## Salt\nUsed in\ntwo winters:\n- 2019\n- 2020\n\nDistrict\t2020\nWenlow\t1,990") == (
        "Salt\nUsed in two winters:\n- 2019\n- 2020\n\nDistrict | 2020\nWenlow | 1,990"
    )


def test_a_fault_while_answering_is_told_in_plain_words_and_logged(opened: Store, caplog: pytest.LogCaptureFixture) -> None:
    turn = answered(Question.model_construct(text=None), Held(opened, (), (), (), (), Versions({}, {})))  # a fault of ours: no caller does
    assert turn.problem == messages.WRONG_IN_ANSWER
    assert "NoneType" in caplog.text
