"""What a store holds that a question may name: meetings, bodies, councils, short forms, its words."""

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from weakref import WeakKeyDictionary

from corpus.abbreviations import ShortForm
from corpus.catalogue import Catalogue
from corpus.store import Store

_WORD = re.compile(r"[a-z]{5,}")  # gritting


@dataclass(eq=False)
class Known:
    """Read once for each state of a store."""

    catalogue: Catalogue = field(repr=False)
    version: int
    bodies: tuple[str, ...]
    councils: tuple[str, ...]
    dates: tuple[datetime.date, ...]
    short_forms: tuple[ShortForm, ...]

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """The words of the papers, of five letters and more, with how often they stand there."""
        return Counter(word for text in self.catalogue.texts() for word in _WORD.findall(text.lower()))


_of_store: "WeakKeyDictionary[Store, Known]" = WeakKeyDictionary()


def known_of(store: Store) -> Known:
    """What this store holds now."""
    version = store.catalogue.version()
    known = _of_store.get(store)
    if known is None or known.version != version:
        meetings = store.catalogue.meetings()
        known = Known(
            store.catalogue,
            version,
            bodies=tuple(sorted({meeting.body for meeting in meetings if meeting.body})),
            councils=tuple(sorted({meeting.council for meeting in meetings if meeting.council})),
            dates=tuple(sorted({meeting.date for meeting in meetings if meeting.date})),
            short_forms=tuple(store.catalogue.abbreviations()),
        )
        _of_store[store] = known
    return known
