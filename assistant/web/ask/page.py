"""The Ask page: the questions of a conversation with their answers, and the box for the next one."""

import streamlit as st

from assistant.models import Answer, Question, Turn
from assistant.query.follow_up import with_turns
from assistant.web import alerts, clicks, filters, messages, screen
from assistant.web.ask import actions, suggestions
from assistant.web.ask.address import question_in
from assistant.web.ask.cards import Drawn, question_html
from assistant.web.ask.conversation import Conversation, begin_anew, conversation_of_visit
from assistant.web.ask.waiting import found
from assistant.web.conversation_store import ConversationStore
from assistant.web.html import Html
from assistant.web.store import Held, answer, held, why_slow
from assistant.web.viewer.address import places_of
from corpus.errors import MinutedError

_PENDING, _LEFT_OUT = "pending", "left_out"
_ASKER, _ANSWERER = ":material/person:", ":material/description:"


def page() -> None:
    st.title("Minuted", anchor=False)
    source = held()
    dates = [paper.meeting.date for paper in source.papers if paper.meeting.date]
    screen.html(Html("<p>{}</p><p><strong>{}</strong></p>").format(messages.PURPOSE, messages.held(len(source.papers), dates)))
    if not source.papers:
        alerts.show(messages.NONE_HELD)
        return
    kept = ConversationStore(source.store.folder)
    conversation = conversation_of_visit(kept)
    _take_link(source)
    chosen = filters.sidebar(source)
    with st.bottom:  # a box placed here by hand leaves the scrolling to us
        typed = st.chat_input(messages.PLACEHOLDER)
    if typed:
        st.session_state[_PENDING] = with_turns(Question(text=typed, filters=chosen), list(conversation.turns.values()))
    pending: Question | None = st.session_state.get(_PENDING)
    if pending is not None:
        conversation.catch_up(kept)
    _draw_notices(conversation, pending)
    if not conversation.turns and pending is None:
        suggestions.draw(source)
        return
    newest = conversation.next_number - (pending is None)
    clicks.scroll_to(newest)
    for number, turn in conversation.turns.items():
        _draw(number, turn, conversation, source, kept, last=number == newest)
    if pending is not None:
        _take(pending, conversation, source, kept)


def _take_link(source: Held) -> None:
    """The question of the address, if it has one: it is asked once, with the filters of the address."""
    linked = question_in({name: st.query_params.get_all(name) for name in st.query_params}, source.bodies)
    if linked is None:
        return
    filters.choose(linked.question.filters)
    st.session_state[_PENDING] = linked.question
    st.session_state[_LEFT_OUT] = linked.left_out
    st.query_params.clear()


def _draw_notices(conversation: Conversation, pending: Question | None) -> None:
    """What is to be said before the questions. Its place is there also when it is empty: what comes after keeps its own."""
    with st.container(key="notices"):
        if left_out := st.session_state.pop(_LEFT_OUT, ()):
            alerts.show(messages.left_out(left_out))
        if conversation.notice:
            alerts.show(conversation.notice)
        if conversation.copied:
            alerts.note(*messages.COPIED)
    if conversation.turns or pending is not None:
        st.button("New conversation", on_click=begin_anew)


def _draw(number: int, turn: Turn, conversation: Conversation, source: Held, kept: ConversationStore, *, last: bool) -> None:
    _draw_question(f"turn-{number}", turn.question)
    with st.chat_message("assistant", avatar=_ANSWERER):
        # Not by way of st.empty(): for a moment it would be empty indeed, and close what the reader has unfolded.
        screen.html(_whole(number, turn, source))
        actions.draw(conversation, number, turn, kept)
    if last:
        _offer_more(turn, conversation, source)


def _whole(number: int, turn: Turn, source: Held) -> Html:
    """What became of a question, as HTML."""
    if turn.answer is None:
        return alerts.problem_html(turn.problem or messages.WRONG_IN_ANSWER)
    return _drawn(number, turn, turn.answer, source).whole()


def _offer_more(turn: Turn, conversation: Conversation, source: Held) -> None:
    """Below the last answer: where something was read into its question a button that asks it again without, and what to ask next."""
    if turn.answer is not None and turn.answer.understood and not turn.question.literally:
        st.button(messages.LITERALLY, on_click=_put, args=(turn.question.as_typed(),))
    suggestions.draw_further(list(conversation.turns.values()), source)


def _put(question: Question) -> None:
    st.session_state[_PENDING] = question


def _take(question: Question, conversation: Conversation, source: Held, kept: ConversationStore) -> None:
    """Show the question while it is answered, then its answer as it comes, in the places where the next run draws them.

    The page is not run anew: whoever has opened a source meanwhile would be brought back.
    """
    _draw_question(f"turn-{conversation.next_number}", question)
    with st.chat_message("assistant", avatar=_ANSWERER):
        place = st.empty()
        turn = found(lambda: answered(question, source), lambda shown: screen.html(shown, place), why_slow)
        conversation.add([turn], kept)
        number = max(conversation.turns)  # a later one where another tab was answered meanwhile
        st.session_state.pop(_PENDING, None)
        if turn.answer is not None:
            for part in _drawn(number, turn, turn.answer, source).beginnings():
                screen.html(part, place)
        screen.html(_whole(number, turn, source), place)
        actions.draw(conversation, number, turn, kept)
    _offer_more(turn, conversation, source)
    if turn.answer is not None:
        clicks.answered(len(turn.answer.citations))


def answered(question: Question, source: Held) -> Turn:
    """Ask. Whatever goes wrong becomes a turn too: the history says that the question was asked."""
    try:
        return Turn(question=question, answer=answer(question, source))
    except MinutedError as error:
        return Turn(question=question, problem=str(error))
    except Exception:
        alerts.log.exception("a question failed")
        return Turn(question=question, problem=messages.WRONG_IN_ANSWER)


def _drawn(number: int, turn: Turn, answer: Answer, source: Held) -> Drawn:
    """The answer of a turn, with the way to the page of each of its sources."""
    citations = (*answer.citations, *answer.nearest)
    passages = source.store.catalogue.passages(citation.passage_id for citation in citations)
    return Drawn(f"turn-{number}", answer, turn.question.filters, places_of(citations, passages))


def _draw_question(name: str, question: Question) -> None:
    with st.chat_message("user", avatar=_ASKER):
        screen.html(question_html(name, question.asked or question.text))
