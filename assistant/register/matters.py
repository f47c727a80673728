"""Words for a matter -> the entries of the register that are about it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.register.held import HeldRegister
from assistant.register.limbs import Limb, limbs_of
from assistant.register.link import approves_minutes
from assistant.register.references import numbers_in
from corpus.dates import Period
from corpus.register import Entry, EntryKind

_ABOUT = 0.62  # of the weight of the words asked that an entry must have
_UNKNOWN = 0.5  # of its weight counts a word that no paper has: papers may say it otherwise
_OF_THE_KIND, _OF_THE_TIME, _OF_THE_BODY = 1.2, 1.15, 1.1


@dataclass(frozen=True, slots=True)
class Matter:
    """An entry, the limb of it that is meant, and how well (0 to about 1.5) it is what was asked for."""

    entry: Entry
    limb: Limb
    worth: float


def matters(
    subject: str,
    register: HeldRegister,
    *,
    kinds: Sequence[EntryKind] = (),
    periods: Sequence[Period] = (),
    bodies: Sequence[str] = (),
) -> list[Matter]:
    """The entries about a subject, best first, the later of two that are as good first; none where none has most of its words."""
    numbers = numbers_in(subject)
    asked = register.stems_of(subject)
    weights = {stem: register.rarity(stem) * (1.0 if register.holds(stem) else _UNKNOWN) for stem in asked}
    whole = sum(weights.values())
    if not whole:
        return []
    found: list[Matter] = []
    seen: set[str] = set()
    for passage in register.passages_on(sorted(asked)):
        for entry in register.entries_at(passage):
            if entry.id in seen or entry.draft or approves_minutes(entry.said):
                continue
            seen.add(entry.id)
            title = entry.item.title if entry.item else ""
            heading = register.heading_of(entry)
            for limb in limbs_of(entry):
                if numbers and not numbers & numbers_in(f"{limb.text} {entry.number.value if entry.number else ''}"):
                    continue
                own = sum(weights[stem] for stem in asked & register.stems_of(limb.text)) / whole
                share = sum(weights[stem] for stem in asked & register.stems_of(f"{title} {heading} {limb.text}")) / whole
                if share >= _ABOUT or numbers:
                    worth = 0.6 * share + 0.4 * own
                    worth *= _OF_THE_KIND if entry.kind in kinds else 1.0
                    worth *= _OF_THE_TIME if any(_is_of(period, entry, limb, register) for period in periods) else 1.0
                    worth *= _OF_THE_BODY if entry.meeting.body in bodies else 1.0
                    found.append(Matter(entry, limb, worth))
    return sorted(found, key=lambda matter: (-round(matter.worth, 3), -_day(matter.entry), matter.entry.paper_id, matter.entry.position))


def _is_of(period: Period, entry: Entry, limb: Limb, register: HeldRegister) -> bool:
    """Whether an entry is of a time that was named: of its meeting, or named in its own words, as `until 31 March 2026` is."""
    return period.includes(entry.meeting.date) or register.stems_of(period.words) <= register.stems_of(limb.text)


def _day(entry: Entry) -> int:
    return (entry.meeting.date or datetime.date.min).toordinal()
