"""The papers held -> those that the user wants to see, in the order that they want."""

import datetime
from collections.abc import Callable, Sequence
from enum import StrEnum

from assistant.models import Filters, Record
from corpus.models import Paper, PaperKind


class Order(StrEnum):
    """How the list is sorted. The value is what the screen and the address say."""

    NEWEST = "Newest meeting first"
    OLDEST = "Oldest meeting first"
    BODY = "Body"
    KIND = "Kind of paper"
    TITLE = "Title"
    PAGES = "Most pages first"


class View(Record):
    """What of the papers is shown. A paper's body and date are those of its own meeting."""

    filters: Filters = Filters()
    warned_only: bool = False
    order: Order = Order.NEWEST

    @property
    def is_all(self) -> bool:
        return self.filters == Filters() and not self.warned_only


def shown(papers: Sequence[Paper], view: View) -> list[Paper]:
    """The papers that the view leaves, sorted; papers without a date come last."""
    left = [paper for paper in papers if _is_within(paper, view)]
    newest = sorted(left, key=lambda paper: (paper.meeting.date or datetime.date.min, paper.title), reverse=True)
    match view.order:
        case Order.NEWEST:
            return newest
        case Order.OLDEST:
            return sorted(left, key=lambda paper: (paper.meeting.date or datetime.date.max, paper.title))
        case order:
            return sorted(newest, key=_KEYS[order])


_KEYS: dict[Order, Callable[[Paper], tuple[bool, str] | int]] = {
    Order.BODY: lambda paper: (paper.meeting.body is None, (paper.meeting.body or "").casefold()),
    Order.KIND: lambda paper: list(PaperKind).index(paper.kind),
    Order.TITLE: lambda paper: (False, paper.title.casefold()),
    Order.PAGES: lambda paper: -paper.page_count,
}


def _is_within(paper: Paper, view: View) -> bool:
    day, filters = paper.meeting.date, view.filters
    return (
        (not filters.bodies or paper.meeting.body in filters.bodies)
        and (not filters.kinds or paper.kind in filters.kinds)
        and (filters.date_from is None or (day is not None and day >= filters.date_from))
        and (filters.date_to is None or (day is not None and day <= filters.date_to))
        and (not view.warned_only or bool(paper.warnings))
    )
