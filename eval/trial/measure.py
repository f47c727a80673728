"""Conversations and a store -> what the first screen showed of each answer, and whether it is right."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.ask import conversation
from assistant.models import Answer, Question, Status
from assistant.retrieval.reranker import Ranker
from corpus.store.store import Store
from eval.trial.conversations import Conversation

_SMALL_TALK = "small_talk"  # is answered without a source


@dataclass(frozen=True, slots=True)
class Shown:
    """A conversation, the answer to its last question, and why it is wrong; no reason where it is right."""

    conversation: Conversation
    answer: Answer
    faults: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        return not self.faults


def held(conversations: Iterable[Conversation], store: Store, ranker: Ranker | None) -> Iterator[Shown]:
    """Each conversation as the app holds it: every question completed from the turns before it, and asked."""
    for one in conversations:
        *_, last = conversation([Question(text=text) for text in (*one.after, one.question)], store, ranker)
        yield Shown(one, last, tuple(_faults(one, last)))


def _faults(of: Conversation, answer: Answer) -> Iterator[str]:
    shown = _plain(answer.shown)
    declined = answer.status is Status.NOT_FOUND
    if of.decline != declined:
        yield "answered, though the papers do not say" if of.decline else "declined"
    if of.kind == _SMALL_TALK and answer.citations:
        yield "searched the papers for small talk"
    yield from (f"lacks {words}" for words in of.must if _plain(words) not in shown)
    yield from (f"shows {words}" for words in of.must_not if _plain(words) in shown)


def _plain(text: str) -> str:
    """Words as they are compared: in small letters, with straight marks and single blanks."""
    return " ".join(text.translate(str.maketrans("‘’“”–—\u00a0", "''\"\"-- ")).casefold().split())


def tally_lines(shown: Sequence[Shown]) -> Iterator[str]:
    """How many are right, of each kind and each council's papers, and of all."""
    by: dict[str, list[Shown]] = defaultdict(list)
    for one in shown:
        by[f"kind    {one.conversation.kind:24}"].append(one)
        by[f"papers  {one.conversation.papers:24}"].append(one)
    yield from (f"{name}{_share(of)}" for name, of in sorted(by.items()))
    yield f"{'all':32}{_share(shown)}"


def _share(shown: Sequence[Shown]) -> str:
    right = sum(one.is_right for one in shown)
    return f"{right:4} of {len(shown):3}  {right / max(len(shown), 1):.2f}"
