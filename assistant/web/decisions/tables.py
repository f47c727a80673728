"""Entries of the register as a table, each row with the way to the page that states it."""

from collections.abc import Sequence

from assistant.answer.decisions import Decided
from assistant.web.history.thread import link_to
from assistant.web.html import NOTHING, Html
from assistant.web.papers.tables import table
from assistant.web.viewer.address import ViewerPlace, sign_of
from corpus.models import Span
from corpus.register import Ballot, Entry, Result, Stated
from corpus.text import item_named, readable, spoken

_COLUMNS = ("Words", "Meeting", "Kind", "Result or status", "People", "Vote")
_SHOWN = 60  # words of an entry: the page has them all


def decisions_table(caption: str, decided: Sequence[Decided]) -> Html:
    """A row for each entry."""
    return table(caption, _COLUMNS, [_cells(one) for one in decided], header_cell=0)


def place_of(entry: Entry, stated: Stated[object], words: str) -> ViewerPlace:
    """Where the page states something, marked there; `words` are the page's own."""
    return ViewerPlace(entry.paper_id, stated.page, stated.page, Span(stated.start, stated.end), sign_of(words))


def _cells(one: Decided) -> tuple[str, ...]:
    entry = one.entry
    meeting = entry.meeting
    held = Html("{}<br>{}").format(
        meeting.body or meeting.council or one.paper.title, spoken(meeting.date) if meeting.date else "Date not given"
    )
    item = Html('<span class="mn-file">{}</span>').format(item_named(entry.item.number, entry.item.title)) if entry.item else NOTHING
    return (
        Html("{}{}").format(_words(one), Html('<span class="mn-file">{}</span>').format(NOTHING.join(_ways(one)))),
        Html("{}{}").format(held, item),
        entry.kind.label,
        _lines(
            [("", _said(entry.result)), ("", _said(entry.status)), ("Due: ", _said(entry.deadline)), ("", "open" if one.is_open else "")]
        ),
        _lines([("Moved: ", _said(entry.mover)), ("Seconded: ", _said(entry.seconder)), ("To act: ", _said(entry.owner))]),
        _vote(entry.ballot),
    )


def _words(one: Decided) -> Html:
    """The beginning of its words, which leads to them on the page."""
    first = one.entry.words[0]
    said = readable(one.words).split()
    shown = " ".join(said[:_SHOWN]) + (" …" if len(said) > _SHOWN else "")
    return Html('<a class="mn-go" href="{}">{}</a>').format(place_of(one.entry, first, first.value).link(), shown)


def _ways(one: Decided) -> list[Html]:
    """Where else a row leads, each a link or words."""
    return [
        Html("{}, page {} ").format(one.paper.file, one.entry.page),
        Html('<a class="mn-go" href="{}">What became of it</a>').format(link_to(one.entry)),
    ]


def _vote(ballot: Ballot | None) -> Html:
    if ballot is None:
        return NOTHING
    sides = (
        ("For", ballot.in_favour, ballot.names_for),
        ("Against", ballot.against, ballot.names_against),
        ("Abstained", ballot.abstained, ballot.names_abstained),
    )
    told = [(f"{side}: ", _count(count, names)) for side, count, names in sides]
    return _lines([*told, ("Casting vote: ", _said(ballot.casting)), ("", _said(ballot.unanimous))])


def _count(count: Stated[int] | None, names: Sequence[Stated[str]]) -> str:
    named = ", ".join(name.value for name in names)
    if count is None:
        return named
    return f"{count.value} ({named})" if named else str(count.value)


def _lines(parts: Sequence[tuple[str, str]]) -> Html:
    said = [Html("{}{}").format(name, text) for name, text in parts if text]
    return Html("<br>").join(said) if said else NOTHING


def _said(stated: Stated[object] | None) -> str:
    """What is stated, a result with a capital."""
    if stated is None:
        return ""
    return str(stated.value).capitalize() if isinstance(stated.value, Result) else str(stated.value)
