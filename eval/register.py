"""The register as read from papers, against lists of what readers found in them by eye.

A list is a file of JSON lines, `<folder>/<paper file>.jsonl`. A line names where its words stand (`lines` of the file as it is, first and
last, 1-based; `page` for PDFs) and the fields that the paper states. What is `optional` or `borderline` may be found or not.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from corpus.dates import dates_in
from corpus.register import Ballot, Entry, Stated
from corpus.text import readable
from eval.errors import CasesUnusable
from eval.papers import papers_to_read

_SAME = 0.6  # share of the fewer words that an entry and a line have in common, from which they may be the same
_TITLES = re.compile(
    r"\b(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|sir|the|council\s?member|commissioner|trustee|reeve|mayor|deputy|alderman)\b\.?", re.I
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list: its words, or its page where the paper is a PDF, and what it says of it."""

    said: Mapping[str, Any]
    words: str = ""

    @property
    def may_be_missed(self) -> bool:
        return bool(self.said.get("optional") or self.said.get("borderline"))


@dataclass(slots=True)
class Tally:
    """Counts of one council, or of all."""

    listed: int = 0
    listed_found: int = 0
    found: int = 0
    right: int = 0
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)  # field and `right`, `wrong`, `missed`
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)  # kind and `listed`, `found`, `extra`
    faults: list[str] = field(default_factory=list)

    def __iadd__(self, other: "Tally") -> "Tally":
        self.listed += other.listed
        self.listed_found += other.listed_found
        self.found += other.found
        self.right += other.right
        self.fields += other.fields
        self.kinds += other.kinds
        self.faults += other.faults
        return self

    def of_fields(self, verdict: str, *names: str) -> int:
        return sum(n for (name, said), n in self.fields.items() if said == verdict and (not names or name in names))


def lists_in(folder: Path, papers: Sequence[Path]) -> Iterator[tuple[str, Path, list[Listed]]]:
    """Council, paper and list, for each list in the folder whose paper stands in one of the folders of papers.

    Raises CasesUnusable where there is none, or one is no JSON Lines.
    """
    found = False
    for file in sorted(folder.glob("*/*.jsonl")):
        name = Path(file.parent.name, file.name.removesuffix(".jsonl"))
        paper = next((path for root in papers for path in (root / name, root / name.name) if path.is_file()), None)
        if paper is None:
            continue
        found = True
        lines = [] if paper.suffix == ".pdf" else paper.read_text("utf-8").split("\n")
        try:
            said = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        except ValueError as error:
            raise CasesUnusable(f"{file} is no list: {error}.") from error
        yield file.parent.name, paper, [Listed(one, _lines(lines, one)) for one in said]
    if not found:
        raise CasesUnusable(f"No list in {folder} is of a paper in {', '.join(map(str, papers))}. Name the folders with --papers.")


def measured(folder: Path, papers: Sequence[Path], kept: Path) -> dict[str, Tally]:
    """What the registers of the papers that are listed have of the lists, by council."""
    lists = list(lists_in(folder, papers))
    read = papers_to_read([paper for _, paper, _ in lists], kept)
    registers = {one.read.paper.path: one.read.register for one in read.all}
    tallies: dict[str, Tally] = {}
    for council, paper, listed in lists:
        tally = tallies.setdefault(council, Tally())
        tally += compared(registers.get(str(paper.absolute()), ()), listed, paper.name)
    return tallies


def _lines(lines: Sequence[str], said: Mapping[str, Any]) -> str:
    first, last = said.get("lines") or (1, 0)
    return "\n".join(lines[first - 1 : last])


def compared(register: Sequence[Entry], listed: Sequence[Listed], name: str) -> Tally:
    entries = [entry for entry in register if not entry.draft]
    pairs = _pairs(entries, listed)
    tally = Tally(found=len(entries), right=len(pairs))
    for n, one in enumerate(listed):
        kind = str(one.said["kind"])
        if n in pairs or not one.may_be_missed:
            tally.listed += 1
            tally.kinds[kind, "listed"] += 1
        if n not in pairs:
            if not one.may_be_missed:
                tally.faults.append(f"{name} {one.said['id']} missed: {kind}: {readable(one.words)[:160] or one.said['gist']}")
            continue
        tally.listed_found += 1
        tally.kinds[kind, "found"] += 1
        entry = entries[pairs[n]]
        for what, verdict, told in _fields(entry, one.said):
            tally.fields[what, verdict] += 1
            if verdict != "right":
                tally.faults.append(f"{name} {one.said['id']} {what} {verdict}: {told} in {readable(entry.said)[:100]}")
    for n in set(range(len(entries))) - set(pairs.values()):
        tally.kinds[entries[n].kind, "extra"] += 1
        tally.faults.append(f"{name} page {entries[n].page} not listed: {entries[n].kind}: {readable(entries[n].said)[:160]}")
    return tally


def paired(register: Sequence[Entry], listed: Sequence[Listed]) -> list[tuple[Entry, Listed]]:
    """The entries that are listed, each with its line."""
    entries = [entry for entry in register if not entry.draft]
    return [(entries[m], listed[n]) for n, m in _pairs(entries, listed).items()]


def holding(register: Sequence[Entry], listed: Sequence[Listed]) -> Iterator[tuple[Entry, Listed]]:
    """The entries that are listed, each with its line, and after them the lines that stand within the words of one as a limb of it."""
    pairs = paired(register, listed)
    yield from pairs
    for one in listed:
        if "page" in one.said or any(one is other for _, other in pairs):
            continue
        theirs = _tokens(one.words)
        within = [(_by_words(_tokens(entry.said), theirs), n) for n, (entry, _) in enumerate(pairs)]
        score, n = max(within, default=(0.0, 0))
        if score:
            yield pairs[n][0], one


def _pairs(entries: Sequence[Entry], listed: Sequence[Listed]) -> dict[int, int]:
    """Which entry each listed one is, likeliest first; each is one at most."""
    words = [_tokens(entry.said) for entry in entries]
    likely = []
    for n, one in enumerate(listed):
        theirs = _tokens(one.words)
        for m, entry in enumerate(entries):
            score = _by_page(entry, one) if "page" in one.said else _by_words(words[m], theirs)
            if score:
                likely.append(
                    (score + _fit(entry, one.said) + gist_told(entry.said, one.said) / 2, -abs(n / len(listed) - m / len(entries)), n, m)
                )
    pairs: dict[int, int] = {}
    for _, _, n, m in sorted(likely, reverse=True):
        if n not in pairs and m not in pairs.values():
            pairs[n] = m
    return pairs


def _tokens(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", readable(text).casefold()))


def _by_words(ours: Counter[str], theirs: Counter[str]) -> float:
    shared = (ours & theirs).total()
    fewer, more = sorted((ours.total(), theirs.total()))
    return shared / fewer + shared / more if fewer and shared / fewer >= _SAME and (shared > 2 or fewer == more) else 0.0


def _by_page(entry: Entry, one: Listed) -> float:
    if one.said["page"] not in {piece.page for piece in entry.words}:
        return 0.0
    item = _item_right(entry, one.said.get("item"))
    gist = fuzz.token_set_ratio(readable(entry.said).casefold(), str(one.said["gist"]).casefold()) / 100
    return 0.4 * item + gist


def _fit(entry: Entry, said: Mapping[str, Any]) -> float:
    """How far the fields of an entry are those listed, where several have the same words."""
    fields = list(_fields(entry, said))
    return sum(verdict == "right" for _, verdict, _ in fields) / max(len(fields), 1) / 2


def gist_told(words: str, said: Mapping[str, Any]) -> float:
    """How far words, 0 to 1, are what a gist tells, where several stand in the same lines, such as the requests of one paragraph."""
    return fuzz.token_set_ratio(readable(words).casefold(), str(said.get("gist", "")).casefold()) / 100


def _fields(entry: Entry, said: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each field that is stated or listed: its name, whether it is `right`, `wrong` or `missed`, and both values."""
    yield "kind", "right" if entry.kind == said["kind"] else "wrong", f"{entry.kind}, not {said['kind']}"
    ours, theirs = entry.meeting.date.isoformat() if entry.meeting.date else None, said.get("date")
    yield from _verdict("date", ours, theirs, ours == theirs)
    yield from _verdict("body", entry.meeting.body, said.get("body"), _bodies_same(entry.meeting.body, said.get("body")))
    yield from _verdict("item", entry.item.number if entry.item else None, said.get("item"), _item_right(entry, said.get("item")))
    for name in ("mover", "seconder"):
        value = _value(getattr(entry, name))
        yield from _verdict(name, value, said.get(name), _names_same(value, said.get(name)))
    result = _value(entry.result)
    yield from _verdict("result", result, said.get("result"), _results_same(result, said.get("result")))
    for name in ("owner", "status"):
        value = _value(getattr(entry, name))
        yield from _verdict(name, value, said.get(name), _words_same(value, said.get(name)))
    deadline = _value(entry.deadline)
    yield from _verdict("deadline", deadline, said.get("deadline"), _deadlines_same(deadline, said.get("deadline")))
    if said["kind"] == "public_question":
        answered = bool(entry.answer)
        yield from _verdict("answer", answered or None, bool(said.get("answer_lines")) or None, answered)
    yield from _votes(entry.ballot, said.get("vote") or {})


def _votes(ballot: Ballot | None, said: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, key in (("in_favour", "for"), ("against", "against"), ("abstained", "abstained")):
        count = _value(getattr(ballot, name)) if ballot else None
        if key in said or count is not None:
            yield from _verdict(f"vote {key}", count, said.get(key), count == said.get(key))
    for name in ("names_for", "names_against", "names_abstained"):
        theirs = [str(one) for one in said.get(name) or ()]
        for one in getattr(ballot, name) if ballot else ():
            same = next((other for other in theirs if _names_same(one.value, other)), None)
            yield from _verdict(f"vote {name}", one.value, same, same is not None)
            if same is not None:
                theirs.remove(same)
        for missed in theirs:
            yield f"vote {name}", "missed", missed
    for name in ("unanimous", "casting"):
        value = _value(getattr(ballot, name)) if ballot else None
        yield from _verdict(f"vote {name}", value, said.get(name) or None, name == "unanimous" or _names_same(value, said.get(name)))


def _verdict(name: str, ours: object, theirs: object, same: bool) -> Iterator[tuple[str, str, str]]:
    if ours is not None and theirs is not None and same:
        yield name, "right", str(ours)
        return
    if ours is not None:
        yield name, "wrong", f"{ours}, not {theirs}"
    if theirs is not None:
        yield name, "missed", f"{theirs}"


def _value(stated: "Stated[Any] | None") -> Any:
    return stated.value if stated else None


def _bodies_same(ours: str | None, theirs: str | None) -> bool:
    return bool(ours and theirs) and fuzz.token_set_ratio(_plain(str(ours)), _plain(str(theirs))) >= 90


def _item_right(entry: Entry, item: str | None) -> bool:
    """A row's own number is its item where it has one."""
    numbers = {_plain(one) for one in (entry.item.number if entry.item else None, _value(entry.number)) if one}
    return item is not None and any(
        _plain(item) == one or f" {_plain(item)} ".startswith(f" {one} ") or f" {one} ".endswith(f" {_plain(item)} ") for one in numbers
    )


def _names_same(ours: str | None, theirs: str | None) -> bool:
    a, b = (_TITLES.sub(" ", name or "").replace(".", " ").casefold().split() for name in (ours, theirs))
    if a == ["leader"] or (ours or "").casefold() in ("chair", "chairman", "mayor", "the chair", "the mayor"):
        return bool(b)  # an office is what the words say of somebody whom the list names
    return bool(a and b) and a[-1] == b[-1] and (len(a) == 1 or len(b) == 1 or a[0][0] == b[0][0])


def _results_same(ours: str | None, theirs: str | None) -> bool:
    """A motion that was carried was agreed."""
    return ours == theirs or {ours, theirs} == {"agreed", "carried"}


def _words_same(ours: str | None, theirs: str | None) -> bool:
    return bool(ours and theirs) and fuzz.token_set_ratio(_plain(str(ours)), _plain(str(theirs))) >= 85


def _deadlines_same(ours: str | None, theirs: str | None) -> bool:
    days = [{day.isoformat() for _, day in dates_in(str(one))} | ({str(one)} if one else set()) for one in (ours, theirs)]
    return bool(ours and theirs) and (bool(days[0] & days[1]) or _words_same(ours, theirs))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", _TITLES.sub(" ", text).casefold()))


def table_lines(tallies: Mapping[str, Tally]) -> Iterable[str]:
    """A line for each council, then all together, then what was right by kind and by field."""
    yield f"{'':14}{'listed':>7}{'found':>7}{'recall':>8}{'entries':>9}{'right':>7}{'fields':>8}{'right':>7}{'recall':>8}{'dates':>7}"
    total = Tally()
    for tally in tallies.values():
        total += tally
    for council, tally in [*tallies.items(), ("all", total)]:
        right, wrong, missed = (tally.of_fields(verdict) for verdict in ("right", "wrong", "missed"))
        date, off = tally.of_fields("right", "date"), tally.of_fields("wrong", "date")
        yield (
            f"{council:14}{tally.listed:7}{tally.listed_found:7}{_share(tally.listed_found, tally.listed)}{tally.found:9}"
            f"{_share(tally.right, tally.found, 7)}{right + wrong:8}{_share(right, right + wrong, 7)}{_share(right, right + missed)}"
            f"{_share(date, date + off, 7)}"
        )
    yield ""
    for kind in sorted({kind for kind, _ in total.kinds}):
        listed, found, extra = (total.kinds[kind, what] for what in ("listed", "found", "extra"))
        yield f"{kind:24}{listed:6} listed{found:6} found{_share(found, listed)}{extra:6} not listed"
    yield ""
    for name in sorted({name for name, _ in total.fields}):
        right, wrong, missed = (total.fields[name, what] for what in ("right", "wrong", "missed"))
        yield f"{name:24}{right:6} right{wrong:6} wrong{_share(right, right + wrong)}{missed:6} missed{_share(right, right + missed)}"


def _share(part: int, whole: int, width: int = 8) -> str:
    return f"{part / whole:{width}.3f}" if whole else f"{'–':>{width}}"
