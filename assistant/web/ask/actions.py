"""What can be done with an answer: copy it, copy the link that asks it again, take it away, print it, say what one thinks of it."""

import streamlit as st

from assistant.export.json import to_json
from assistant.export.markdown import answer_to_markdown
from assistant.export.plain import answer_to_plain
from assistant.export.word import answer_to_word
from assistant.models import Answer, Turn
from assistant.web import alerts, screen
from assistant.web.ask.address import link_to
from assistant.web.ask.conversation import Conversation
from assistant.web.conversation_store import LONGEST_COMMENT, ConversationStore, Feedback
from assistant.web.html import Html
from corpus.errors import NotKept

_FILE = "minuted-answer"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_THANKS = Html('<p class="mn-remark" role="status">Thank you. Your comment is kept for the officers who look after these papers.</p>')
_USEFUL = Html('<p class="mn-useful">Was this answer useful?</p>')


def draw(conversation: Conversation, number: int, turn: Turn, kept: ConversationStore) -> None:
    """The actions of the answer with this number, counted from 1."""
    if turn.answer is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"actions-{number}"):
        screen.html(_buttons(turn.answer, link_to(turn.question)), width="content")
        with st.popover("Take away", key=f"take-away-{number}"):
            _downloads(turn.answer, number)
    _feedback(conversation, number, turn, turn.answer, kept)


def _buttons(answer: Answer, link: str) -> Html:
    """Buttons that the script of the page acts on."""
    return Html(
        '<div class="mn-actions">'
        '<button type="button" data-copy="{}" data-done="Copied">Copy answer</button>'
        '<button type="button" data-link="{}" data-done="Link copied">Copy link</button>'
        '<button type="button" data-print="">Print</button></div>'
    ).format(answer_to_plain(answer), link)


def _downloads(answer: Answer, number: int) -> None:
    # Made only when it is asked for: a Word document takes a tenth of a second.
    st.download_button("Word document", lambda: answer_to_word(answer), f"{_FILE}.docx", _WORD, key=f"word-{number}", on_click="ignore")
    st.download_button(
        "Markdown", lambda: answer_to_markdown(answer), f"{_FILE}.md", "text/markdown", key=f"md-{number}", on_click="ignore"
    )
    st.download_button("JSON", lambda: to_json(answer), f"{_FILE}.json", "application/json", key=f"json-{number}", on_click="ignore")


def _feedback(conversation: Conversation, number: int, turn: Turn, answer: Answer, kept: ConversationStore) -> None:
    """Thumbs, and once one is chosen a box for a comment."""
    before = conversation.feedback.get(number)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"feedback-{number}"):
        screen.html(_USEFUL, width="content")
        chosen = st.feedback("thumbs", key=f"thumbs-{conversation.key}-{number}", default=None if before is None else int(before.useful))
    useful = None if chosen is None else bool(chosen)
    if useful != (None if before is None else before.useful):
        comment = before.comment if before is not None else ""
        thought = None if useful is None else Feedback(useful=useful, comment=comment, question=turn.question, answer=answer)
        _keep(conversation, number, thought, kept)
    if number in conversation.feedback:
        _comment(conversation, number, conversation.feedback[number], kept)


def _comment(conversation: Conversation, number: int, thought: Feedback, kept: ConversationStore) -> None:
    with st.form(f"comment-form-{conversation.key}-{number}", border=False):
        said = st.text_area(
            "What was good about it? You do not have to say." if thought.useful else "What was wrong with it? You do not have to say.",
            thought.comment, max_chars=LONGEST_COMMENT, key=f"comment-{conversation.key}-{number}", height=100,
        )  # fmt: skip
        if st.form_submit_button("Send comment"):
            _keep(conversation, number, thought.model_copy(update={"comment": said.strip()}), kept)
    if conversation.feedback.get(number, thought).comment:
        screen.html(_THANKS)


def _keep(conversation: Conversation, number: int, thought: Feedback | None, kept: ConversationStore) -> None:
    try:
        if thought is None:
            kept.unrate(conversation.key, number)
            conversation.feedback.pop(number, None)
        else:
            kept.rate(conversation.key, number, thought)
            conversation.feedback[number] = thought
    except NotKept as error:
        alerts.show(str(error))
