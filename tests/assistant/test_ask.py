"""Questions over a small store: the right passage, its own date, and nothing that the papers do not say."""

import datetime
import json
import re
from pathlib import Path

import pytest

from assistant.answer.verify import Pages
from assistant.ask import ask
from assistant.export.json import schema, to_json
from assistant.export.terminal import source_line
from assistant.models import Answer, Filters, Question, Status
from corpus.errors import QuestionInvalid
from corpus.models import PaperKind
from corpus.store.store import Store
from corpus.text import readable, squeezed
from tests.factories import make_store, minutes_text, write_papers


def test_a_decision_is_answered_with_its_meeting_item_and_page(opened: Store) -> None:
    answer = ask(Question(text="What did Cabinet agree about opening Stannick library on Sundays?", id="q1"), opened)
    first = answer.citations[0]
    assert (answer.id, answer.status) == ("q1", Status.ANSWERED)
    assert "Stannick Library open on Sundays" in first.quote
    assert (first.meeting.body, first.meeting.date) == ("Cabinet", datetime.date(2021, 9, 9))
    assert first.item is not None
    assert first.item.number == "31"
    assert (first.page, first.paper.file, first.verified) == (1, "libraries.txt", True)
    assert "9 September 2021" in answer.answer
    assert "[1]" in answer.answer


def test_bound_in_minutes_are_cited_with_their_own_date(opened: Store) -> None:
    answer = ask(Question(text="How much was to be spent on potholes in Wenlow?"), opened)
    dates = {citation.meeting.date for citation in answer.citations if "£40,000" in citation.quote}
    assert dates == {datetime.date(2021, 5, 4)}


def test_a_figure_of_a_table_is_quoted_from_its_row(opened: Store) -> None:
    answer = ask(Question(text="How much salt was used in Wenlow in 2020/21?"), opened)
    assert any(citation.quote == "Wenlow\t1,870\t1,990" for citation in answer.citations[:2])


def test_like_rows_of_two_tables_are_both_shown(tmp_path: Path) -> None:
    tables = "Table 1: Salt by depot\n\nDepot\tTonnes\nTotal\t641\n\nTable 2: Salt by month\n\nMonth\tTonnes\nTotal\t641"
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": minutes_text(items={"1. Salt": tables})})])
    with Store.open(tmp_path / "store") as store:
        answer = ask(Question(text="What is the total of salt in tonnes?"), store)
    assert {citation.heading for citation in answer.citations if citation.quote == "Total\t641"} == {
        "Table 1: Salt by depot",
        "Table 2: Salt by month",
    }


def test_every_quote_is_verbatim_on_its_page_and_the_answer_is_made_of_quotes(opened: Store) -> None:
    for text in ("What about gritting?", "What did the panel decide on potholes?", "fostering allowance for a 12 year old"):
        answer = ask(Question(text=text), opened)
        for citation in answer.citations:
            page = opened.catalogue.page(citation.paper.id, citation.page)
            assert page is not None
            assert squeezed(citation.quote) in squeezed(page.text)
            assert squeezed(citation.quote) in squeezed(citation.passage)
        pages = [readable(page.text) for c in answer.citations if (page := opened.catalogue.page(c.paper.id, c.page))]
        quoted = [line for line in answer.answer.split("\n") if "“" in line]
        said = [re.search(r"“(.*)” \[\d+\]$", line)[1] for line in quoted]
        assert all(piece in " ".join(pages) for line in said for piece in re.split(r": |; |, (?=\d{4}/\d\d)", line))


def test_what_no_paper_speaks_of_is_not_found(opened: Store) -> None:
    answer = ask(Question(text="Who won the football world cup?"), opened)
    assert answer.status is Status.NOT_FOUND
    assert answer.answer.startswith("Not found in these papers.")
    assert answer.citations == ()
    assert answer.searched.papers == 3


def test_filters_limit_the_search_by_the_passages_own_body_and_date(opened: Store) -> None:
    filters = Filters(date_from=datetime.date(2021, 5, 1), date_to=datetime.date(2021, 5, 31))
    answer = ask(Question(text="What was agreed about potholes?", filters=filters), opened)
    assert {citation.meeting.date for citation in answer.citations} == {datetime.date(2021, 5, 4)}
    only = ask(Question(text="potholes and libraries", filters=Filters(bodies=("Cabinet",), kinds=(PaperKind.MINUTES,))), opened)
    assert {citation.meeting.body for citation in (*only.citations, *only.nearest)} == {"Cabinet"}
    nothing = ask(Question(text="potholes", filters=Filters(bodies=("No such body",))), opened)
    assert (nothing.status, nothing.searched.papers, nothing.nearest) == (Status.NOT_FOUND, 0, ())


def test_a_citation_that_is_not_on_its_page_is_withheld(tmp_path: Path) -> None:
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": minutes_text()})])
    with Store.open(tmp_path / "store") as store:
        good = ask(Question(text="What was resolved on potholes?"), store).citations[0]
        assert Pages(store.catalogue).have(good)
        for change in ({"page": 2}, {"quote": good.quote.replace("£40,000", "£45,000")}, {"quote": ""}):
            assert not Pages(store.catalogue).have(good.model_copy(update=change))
    with Store.open_for_writing(tmp_path / "store") as store:
        store.catalogue._db.execute("UPDATE pages SET text = replace(text, '40,000', '41,000')")
        store.catalogue._db.commit()
        answer = ask(Question(text="What was resolved on potholes?"), store)
        assert answer.withheld > 0
        assert "£40,000" not in answer.answer
        assert "withheld" in answer.answer


def test_the_same_question_gives_the_same_answer(opened: Store) -> None:
    answers = [ask(Question(text="What did the panel resolve?"), opened).model_dump(exclude={"timings_ms"}) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("text", ["", "   ", "x" * 3000])
def test_a_question_that_cannot_be_answered_says_why(opened: Store, text: str) -> None:
    with pytest.raises(QuestionInvalid, match="question"):
        ask(Question(text=text), opened)


@pytest.mark.parametrize("text", ['"', "AND OR NOT", "a:b^2~", "[1 TO 5]", "(((", "potholes\x00 <script>", "🙂", "?"])
def test_odd_signs_in_a_question_are_only_text(opened: Store, text: str) -> None:
    assert ask(Question(text=text), opened).question == text


def test_json_is_the_contract(opened: Store) -> None:
    record = json.loads(to_json(ask(Question(text="How much was to be spent on potholes?", id="w1"), opened)))
    assert set(record) >= {"id", "question", "status", "answer", "citations", "searched", "timings_ms", "model"}
    assert set(record["searched"]) == {"papers", "from", "to", "bodies", "unreadable"}
    assert set(record["timings_ms"]) == {"retrieve", "rank", "compose"}
    assert record["model"] == {
        "embedding": "all-MiniLM-L6-v2, taught on council papers",
        "ranker": "all-MiniLM-L6-v2, trained to read council papers",
        "llm": None,
    }
    citation = record["citations"][0]
    assert citation["n"] == 1
    assert citation["meeting"]["date"] == "2021-05-04"
    assert set(citation) >= {"quote", "passage", "paper", "page", "printed_page", "paragraph", "item", "meeting", "score", "verified"}
    assert set(citation["paper"]) == {"id", "title", "kind", "file", "url", "status", "replaces", "replaced_by"}
    published = json.loads(schema())
    assert set(published["properties"]) == set(record)
    assert "from" in published["$defs"]["Searched"]["properties"]
    assert Answer.model_validate(record | {"searched": {"papers": 1, "date_from": None, "date_to": None, "bodies": [], "unreadable": []}})


def test_a_draft_and_a_lost_motion_are_never_shown_as_decisions(tmp_path: Path) -> None:
    agenda = (
        "Ambershire County Council\n\nAgenda\n\nHighways Panel\n\nDate: Tuesday 8 June 2021\n\n"
        "R2021-040\n\nMoved by: ______ Seconded by: ______\n\nThat the lanes on Castle Street be widened at a cost of £90,000. Carried.\n"
    )
    lost = minutes_text(
        items={"5. Wenlow Hall": "Moved by Cllr Lee, seconded by Cllr Rao: That Wenlow Hall be sold to the Trust. Defeated."}
    )
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"agenda.txt": agenda, "lost.txt": lost})])
    with Store.open(tmp_path / "store") as store:
        draft = ask(Question(text="Was it agreed that the lanes on Castle Street be widened?"), store)
        defeated = ask(Question(text="Did the panel agree that Wenlow Hall be sold?"), store)
    assert draft.citations[0].decision is not None
    assert (draft.citations[0].decision.draft, draft.citations[0].decision.result) == (True, None)
    assert "(draft prepared before the meeting, not a decision): “" in draft.answer
    assert "draft prepared before the meeting, not a decision" in source_line(draft.citations[0])
    first = defeated.citations[0]
    assert first.decision is not None
    assert (first.decision.result, first.decision.mover, first.decision.seconder) == ("lost", "Cllr Lee", "Cllr Rao")
    assert "(motion lost): “" in defeated.answer


def test_the_minutes_stand_before_the_draft_that_they_decided(tmp_path: Path) -> None:
    form = "Moved by: ______ Seconded by: ______\n\nThat the tender for Castle Street be accepted at £41,250. Carried."
    agenda = f"Ambershire County Council\n\nAgenda\n\nHighways Scrutiny Panel\n\nDate: Tuesday 4 May 2021\n\n{form}\n"
    minutes = minutes_text(
        items={"7. Tender": "Moved by Cllr Ode, seconded by Cllr Lee: That the tender for Castle Street be accepted at £43,900. Carried."}
    )
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"agenda.txt": agenda, "minutes.txt": minutes})])
    with Store.open(tmp_path / "store") as store:
        answer = ask(Question(text="What did the panel agree about the tender for Castle Street?"), store)
    assert "£43,900" in answer.citations[0].quote
    assert all(citation.decision and citation.decision.draft for citation in answer.citations if "£41,250" in citation.quote)


def test_an_entry_of_a_long_list_is_quoted_by_itself_with_what_it_announces(tmp_path: Path) -> None:
    points = [f"- Depot {n} was visited in the spring and members were content with what they saw of it that day;" for n in range(5)]
    points += ["- Lorries bought for the winter:", "- 14 for Wenlow;", "- 3 for Stannick."]
    said = "In discussion the following points were made:\n\n" + "\n\n".join(points)
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"a.txt": minutes_text(items={"9. Depots": said})})])
    with Store.open(tmp_path / "store") as store:
        one = ask(Question(text="When was depot 3 visited?"), store)
        lorries = ask(Question(text="How many lorries were bought for the winter?"), store)
    assert one.citations[0].quote.startswith("Depot 3 was visited")
    assert "Depot 4" not in one.citations[0].quote
    assert all(part in lorries.citations[0].quote for part in ("Lorries bought", "14 for Wenlow", "3 for Stannick"))
