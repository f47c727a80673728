"""What is new on topics that are followed -> text, JSON, an Atom feed."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from xml.etree import ElementTree

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assistant.export.console import line
from assistant.register.follow import Followed, News
from corpus.text import inert, inert_json, spoken

_ATOM = "http://www.w3.org/2005/Atom"


def news_to_text(news: Sequence[News]) -> RenderableType:
    """The news under their topics, each with the words that prove it and where they stand."""
    parts: list[RenderableType] = []
    for topic in dict.fromkeys(one.topic for one in news):
        parts.append(line(f"New on {topic}", "bold"))
        for one in (one for one in news if one.topic == topic):
            parts += [line(title_of(one)), Padding(line(f"“{one.quote}” ({one.file}, page {one.page})"), (0, 0, 0, 4))]
        parts.append(Text(""))
    return Group(*parts)


def title_of(one: News) -> str:
    """`Cabinet, 7 July 2023: decision`."""
    when = spoken(date.fromisoformat(one.date)) if one.date else "meeting date not given"
    return f"{one.body or 'A meeting'}, {when}: {one.business}"


def news_to_json(news: Iterable[News]) -> Iterator[str]:
    for one in news:
        yield inert_json(json.dumps(asdict(one), ensure_ascii=False))


def feed_of(topics: Sequence[Followed]) -> str:
    """An Atom feed (RFC 4287) of the last news of all topics, newest first. It names no address: it is a file of this machine."""
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(f"{{{_ATOM}}}feed")
    entries = sorted((one for topic in topics for one in topic.news), key=lambda one: (one.told, one.date or ""), reverse=True)
    _add(feed, "id", "urn:minuted:followed")
    _add(feed, "title", "Minuted: " + ", ".join(topic.topic for topic in topics))
    _add(
        feed,
        "updated",
        max((one.told for one in entries), default=max((topic.since for topic in topics), default="1970-01-01T00:00:00+00:00")),
    )
    author = ElementTree.SubElement(feed, f"{{{_ATOM}}}author")
    _add(author, "name", "Minuted")
    for one in entries:
        entry = ElementTree.SubElement(feed, f"{{{_ATOM}}}entry")
        _add(entry, "id", f"urn:minuted:news:{one.sign}:{one.paper_id}")
        _add(entry, "title", f"{one.topic}: {title_of(one)}")
        _add(entry, "updated", one.told)
        _add(entry, "content", f"“{one.quote}” ({one.file}, page {one.page})").set("type", "text")
    return ElementTree.tostring(feed, encoding="unicode", xml_declaration=True) + "\n"


def _add(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    child.text = inert(text)
    return child
