"""Topics that are followed -> what is new on each since it was last told, once.

What was told is kept in the folder of the store, `followed.json`: a sign for each thing told, made of its meeting and its words, so that
a paper that is saved again or replaced tells nothing twice.
"""

import datetime
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from assistant.register.held import register_of
from assistant.register.history import Dealt, history_of, wordings_of
from corpus.errors import ITS_USERS_ALONE, StoreUnusable
from corpus.store.store import Store
from corpus.text import readable, squeezed

FOLLOWED = "followed.json"
_KEPT = 200  # pieces of news of a topic that a feed goes back to


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new on a topic, with its proof: what kind of business, of whose meeting, in which words, on which page.

    `told` is when it was first told, ISO with its offset. `sign` is the same for the same words of the same meeting.
    """

    topic: str
    sign: str
    told: str
    business: str
    body: str | None
    date: str | None
    quote: str
    file: str
    paper_id: str
    page: int
    passage_id: str


@dataclass(frozen=True, slots=True)
class Followed:
    """A topic that is followed: the signs of all that was told or was held already when it began, and the last news of it."""

    topic: str
    since: str
    known: tuple[str, ...] = ()
    news: tuple[News, ...] = ()


def followed_in(folder: Path) -> list[Followed]:
    """The topics that are followed in a store, in the order in which they were begun. Raises StoreUnusable where that cannot be read."""
    file = folder / FOLLOWED
    if not file.exists():
        return []
    try:
        return [_followed(one) for one in json.loads(file.read_text(encoding="utf-8"))["topics"]]
    except OSError as error:
        raise StoreUnusable(f"{file} cannot be read ({error.strerror}). {ITS_USERS_ALONE}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreUnusable(f"{file} is damaged: what is followed cannot be told. Take it away, and begin to follow anew.") from error


def _followed(record: dict[str, Any]) -> Followed:
    news = tuple(News(**one) for one in record["news"])
    return Followed(record["topic"], record["since"], known=tuple(record["known"]), news=news)


def follow(topic: str, store: Store, now: datetime.datetime) -> Followed:
    """Begin to follow a topic. What is held on it already is no news. One that is followed stays as it is."""
    topic = " ".join(topic.split())
    topics = followed_in(store.folder)
    if (there := next((one for one in topics if one.topic.casefold() == topic.casefold()), None)) is not None:
        return there
    begun = Followed(topic, now.isoformat(timespec="seconds"), known=tuple(_sign(dealt) for dealt in _on(topic, store)))
    _keep(store.folder, [*topics, begun])
    return begun


def unfollow(topic: str, store: Store) -> bool:
    """Follow a topic no longer. Whether it was followed."""
    topics = followed_in(store.folder)
    left = [one for one in topics if one.topic.casefold() != " ".join(topic.split()).casefold()]
    if len(left) < len(topics):
        _keep(store.folder, left)
    return len(left) < len(topics)


def news_in(store: Store, now: datetime.datetime, topics: Iterable[str] | None = None) -> list[News]:
    """What is new on the topics named, or on all that are followed, newest meeting first; it is noted as told."""
    looked, found = looked_for(store, now, topics)
    if found:
        noted(looked, store)
    return found


def looked_for(store: Store, now: datetime.datetime, topics: Iterable[str] | None = None) -> tuple[list[Followed], list[News]]:
    """All that is followed as it is once its news are told, and what is new; nothing is noted yet."""
    wanted = None if topics is None else {" ".join(one.split()).casefold() for one in topics}
    kept: list[Followed] = []
    found: list[News] = []
    for one in followed_in(store.folder):
        if wanted is not None and one.topic.casefold() not in wanted:
            kept.append(one)
            continue
        new = _new_on(one, store, now)
        found += new
        kept.append(replace(one, known=(*one.known, *(news.sign for news in new)), news=(*new, *one.news)[:_KEPT]))
    return kept, found


def noted(looked: Sequence[Followed], store: Store) -> None:
    """Note what was looked for as told."""
    _keep(store.folder, looked)


def news_since(store: Store, since: datetime.datetime, now: datetime.datetime) -> list[News]:
    """What was told since a time, and what is new and not told yet, which stays so: a page shows it, and the next ingest tells it."""
    topics = followed_in(store.folder)
    told = [news for one in topics for news in one.news if datetime.datetime.fromisoformat(news.told) > since]
    return [*(news for one in topics for news in _new_on(one, store, now)), *told]


def _new_on(one: Followed, store: Store, now: datetime.datetime) -> list[News]:
    known = set(one.known)
    new: dict[str, News] = {}
    papers = register_of(store).known.papers
    for dealt in _on(one.topic, store):
        sign = _sign(dealt)
        if sign in known or sign in new:
            continue
        passage = dealt.passage
        date = passage.meeting.date.isoformat() if passage.meeting.date else None
        new[sign] = News(
            one.topic, sign, now.isoformat(timespec="seconds"), dealt.business, passage.meeting.body, date, readable(dealt.quote),
            papers[passage.paper_id].file, passage.paper_id, passage.page, passage.id,
        )  # fmt: skip
    return list(new.values())


def _on(topic: str, store: Store) -> Sequence[Dealt]:
    history = history_of(topic, register_of(store), others=wordings_of(topic, store))
    return [dealt for meeting in history.meetings for dealt in meeting.dealt]


def _sign(dealt: Dealt) -> str:
    meeting = dealt.passage.meeting
    words = squeezed(readable(dealt.passage.body)).casefold()
    return hashlib.sha256(f"{meeting.body}|{meeting.date}|{words}".encode()).hexdigest()[:16]


def _keep(folder: Path, topics: Sequence[Followed]) -> None:
    """Write what is followed, whole or not at all. Raises StoreUnusable where it cannot be."""
    file, new = folder / FOLLOWED, folder / f"{FOLLOWED}.{os.getpid()}"
    try:
        new.touch(0o600)
        new.write_text(json.dumps({"topics": [asdict(one) for one in topics]}, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(file)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise StoreUnusable(f"{file} cannot be written ({error.strerror}): what is followed is not kept. {ITS_USERS_ALONE}") from error
