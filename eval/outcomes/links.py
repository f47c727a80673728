"""The links that are made between entries, against lists of what readers found: how many are right, how many were found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.register.held import HeldRegister, register_of
from assistant.register.link import Sure
from assistant.register.links import follows
from corpus.register import Entry
from corpus.store.store import Store
from corpus.text import readable
from eval.register import Listed, gist_told, holding


@dataclass(slots=True)
class LinkTally:
    """Links of one council. `right` are those made that are listed, whichever word is listed for their kind; `made` all that are judged."""

    listed: int = 0
    found: int = 0
    made: int = 0
    right: int = 0
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: "LinkTally") -> "LinkTally":
        self.listed += other.listed
        self.found += other.found
        self.made += other.made
        self.right += other.right
        self.faults += other.faults
        return self


def links_compared(store: Store, lists: Mapping[str, Sequence[Listed]], council: str) -> LinkTally:
    """The proven links between entries of a store against the lists of its papers, by file name.

    An entry that holds several lines of a list, such as the limbs of a resolution, is that one of them which the words of the link say.
    A listed link of which an end is no entry counts as not found; a link of ours of which an end is not listed is not judged.
    """
    with store.reading():
        register = register_of(store)
        entries = {paper.file: register.entries_of(paper.id) for paper in register.known.papers.values()}
        named: dict[str, list[tuple[str, Listed]]] = {}  # id of an entry -> what it is called in the lists
        for file, listed in lists.items():
            for entry, one in holding(entries.get(file, ()), listed):
                named.setdefault(entry.id, []).append((f"{file}#{one.said['id']}", one))
        wanted = dict(_wanted(lists))
        made = dict(_made(entries.values(), named, register))
    known = {name for names in named.values() for name, _ in names}
    tally = LinkTally(listed=len(wanted), made=len(made))
    linked = _joined(wanted)
    for ends, told in made.items():
        if frozenset(ends) in {frozenset(one) for one in wanted} or frozenset(ends) in linked:
            tally.right += 1
        else:
            tally.faults.append(f"{council}: not listed: {ends[0]} -> {ends[1]}: {told}")
    ours = {frozenset(ends) for ends in made}
    for ends, why in wanted.items():
        if frozenset(ends) in ours:
            tally.found += 1
        else:
            lacking = " (an end is no entry)" if not set(ends) <= known else ""
            tally.faults.append(f"{council}: missed{lacking}: {ends[0]} -> {ends[1]}: {why}")
    return tally


def _wanted(lists: Mapping[str, Sequence[Listed]]) -> Iterator[tuple[tuple[str, str], str]]:
    """The listed links that are proven, from the later to the earlier."""
    for file, listed in lists.items():
        for one in listed:
            for link in one.said.get("links") or ():
                if link.get("sure", "proven") == "proven":
                    yield (f"{file}#{one.said['id']}", _named(link["to"])), f"{link['kind']}: {link.get('why', '')}"


def _named(to: str) -> str:
    path, _, entry = to.partition("#")
    return f"{Path(path).name}#{entry}"


def _joined(wanted: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """The ends of a chain, such as those of a request and the last of its tracker's rows: they are linked, too, by the rows between."""
    earlier: dict[str, set[str]] = {}
    for later, first in wanted:
        earlier.setdefault(later, set()).add(first)
    joined: set[frozenset[str]] = set()
    for start in earlier:
        todo, seen = set(earlier[start]), set()
        while todo:
            one = todo.pop()
            seen.add(one)
            joined.add(frozenset((start, one)))
            todo |= earlier.get(one, set()) - seen
    return joined


def _made(
    entries: Iterable[Sequence[Entry]], named: Mapping[str, Sequence[tuple[str, Listed]]], register: HeldRegister
) -> Iterator[tuple[tuple[str, str], str]]:
    for of_paper in entries:
        for entry in of_paper:
            if entry.id not in named:
                continue
            for link in follows(entry, register):
                later = link.later.entry
                if link.sure is Sure.PROVEN and later is not None and later.id in named and later.id != entry.id:
                    yield (
                        (_name(link.later.text, named[later.id]), _name(link.limb.text, named[entry.id])),
                        f"{link.kind}, {link.why}: {readable(link.later.text)[:100]} -> {readable(link.limb.text)[:80]}",
                    )


def _name(words: str, names: Sequence[tuple[str, Listed]]) -> str:
    """The name, of those that an entry has in a list, of the line that says these words."""
    return max(names, key=lambda one: gist_told(words, one[1].said))[0]
