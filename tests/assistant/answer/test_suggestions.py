"""Questions that are offered: to begin with, and after an answer."""

from pathlib import Path

from assistant.answer.suggestions import further, suggested
from assistant.ask import ask
from assistant.models import Answer, Question
from corpus.store.store import Store
from tests.factories import make_store, minutes_text, write_papers


def test_suggested_questions_are_answered_by_what_they_were_made_from(opened: Store) -> None:
    def answered(question: Question) -> Answer:
        return ask(question, opened)

    found = suggested(opened.catalogue, answered)
    assert found == (
        "What did Cabinet decide about Library opening hours?",
        "What did the Highways Scrutiny Panel decide about potholes?",
        "What are the figures for Salt used?",
    )
    assert suggested(opened.catalogue, answered) == found


def test_after_an_answer_the_meeting_of_its_first_source_is_gone_on_with(tmp_path: Path) -> None:
    said = " ".join(f"In ward {n} the work on the roads went on as the Panel had been told in March." for n in range(1, 16))
    items = {
        "12. Potholes": f"It was said that 212 holes had been mended. {said}\n\nRESOLVED that £40,000 be spent on potholes in Wenlow.",
        "13. Winter gritting": "RESOLVED that the gritting lorries be bought.",
    }
    other = minutes_text(day="Tuesday, 1 June 2021", items={"21. Potholes": "RESOLVED that no more be spent on potholes."})
    make_store(tmp_path / "store", [write_papers(tmp_path / "papers", {"may.txt": minutes_text(items=items), "june.txt": other})])
    with Store.open(tmp_path / "store") as store:

        def after(question: str, *asked: str) -> tuple[str, ...]:
            return further(ask(Question(text=question), store), store.catalogue, {question, *asked})

        decided = "What did the Highways Scrutiny Panel decide on 4 May 2021?"
        attended = "Who attended the Highways Scrutiny Panel on 4 May 2021?"
        assert after("Were gritting lorries bought?") == (decided, attended)
        assert after("Were gritting lorries bought?", decided) == (attended,)
        assert after("How deep is the harbour of Atlantis?") == ()
        for question in (decided, attended):
            first = ask(Question(text=question), store).citations[0]
            assert str(first.meeting.date) == "2021-05-04", question

        answer = ask(Question(text="How many holes had been mended?"), store)
        of_item = "What did the Highways Scrutiny Panel decide about potholes on 4 May 2021?"
        only_said = answer.model_copy(update={"citations": answer.citations[:1]})
        assert "212 holes" in only_said.citations[0].quote
        assert further(only_said, store.catalogue) == (of_item, decided, attended)
        assert further(answer, store.catalogue) == (decided, attended)  # which cites the decision too
