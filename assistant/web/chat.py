"""The Ask page: the questions of this session with their answers, and the box for the next one."""

from dataclasses import dataclass

import streamlit as st

from assistant import models
from assistant.conversation import with_turns
from assistant.models import Answer, Question
from assistant.web import alerts, cards, filters, words
from assistant.web.store import Held, answer, held
from corpus.errors import MinutedError

_TURNS = "turns"
_ASKER, _ANSWERER = ":material/person:", ":material/description:"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the problem that stood in the way."""

    question: Question
    answer: Answer | None = None
    problem: str | None = None


def page() -> None:
    st.title("Minuted", anchor=False)
    source = held()
    dates = [paper.meeting.date for paper in source.papers if paper.meeting.date]
    st.html(f"<p>{words.PURPOSE}</p><p><strong>{words.held(len(source.papers), dates)}</strong></p>")
    if not source.papers:
        alerts.show(words.NONE_HELD)
        return
    chosen = filters.sidebar(source)
    turns: list[Turn] = st.session_state.setdefault(_TURNS, [])
    for number, turn in enumerate(turns, start=1):
        _draw(f"turn-{number}", turn)
    again: Question | None = None
    if turns:
        _scroll_to(f"turn-{len(turns)}")
        again = _undone(turns[-1])
    with st.bottom:  # a box placed here by hand leaves the scrolling to us
        asked = st.chat_input(words.PLACEHOLDER)
    if again is not None:
        _take(again, source, turns)
    if asked:
        earlier = [models.Turn(question=turn.question, answer=turn.answer) for turn in turns]
        _take(with_turns(Question(text=asked, filters=chosen), earlier), source, turns)


def _undone(turn: Turn) -> Question | None:
    """A button where something was read into the last question; pressed, it is asked again with nothing read into it."""
    if turn.answer is None or not turn.answer.understood or turn.question.literally:
        return None
    return turn.question.as_typed() if st.button(words.LITERALLY) else None


def _take(question: Question, source: Held, turns: list[Turn]) -> None:
    """Show the question while it is answered, then draw the whole history anew with the answer in it."""
    _draw_question("asking", question)
    _scroll_to("asking")
    with st.spinner(words.LOOKING):
        turns.append(answered(question, source))
    st.rerun()


def answered(question: Question, source: Held) -> Turn:
    """Ask. Whatever goes wrong becomes a turn too: the history says that the question was asked."""
    try:
        return Turn(question, answer=answer(question, source))
    except MinutedError as error:
        return Turn(question, problem=str(error))
    except Exception:
        alerts.log.exception("a question failed")
        return Turn(question, problem=words.WRONG_IN_ANSWER)


def _draw(name: str, turn: Turn) -> None:
    _draw_question(name, turn.question)
    with st.chat_message("assistant", avatar=_ANSWERER):
        if turn.answer is not None:
            st.html(cards.answer_html(name, turn.answer, turn.question.filters))
        if turn.problem is not None:
            alerts.show(turn.problem)


def _draw_question(name: str, question: Question) -> None:
    with st.chat_message("user", avatar=_ASKER):
        st.html(cards.question_html(name, question.asked or question.text))


def _scroll_to(name: str) -> None:
    """Bring the newest question to the top, its answer below it.

    The script is fixed and runs when it first appears; nothing that anybody wrote goes into it.
    """
    script = f"<script>setTimeout(() => document.getElementById('{name}')?.scrollIntoView(), 100)</script>"
    st.html(script, unsafe_allow_javascript=True)
