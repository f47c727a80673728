"""Every pattern of the package: what some of them take, and that none can be kept busy by a text made for it."""

import ast
import builtins
import importlib
import re
import signal
import time
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from ingest.patterns import (
    BODY,
    COUNCIL,
    ITEM_HEADING,
    LETTER_MARK,
    MINUTES_HEADING,
    NUMBER_MARK,
    RESOLUTION_NUMBER,
)
from tests.attacks import attacks_on
from tests.conftest import ROOT
from tests.repository.test_layout import modules

LINE = 100_000  # characters: half of the longest text that a reader is taken to hand over in one piece
LIMIT = 1.0  # seconds of a processor on such a line; one pass over it takes a hundredth of that
_SIEVE = 2_000  # characters on which a slow pattern shows already,
_SHOWS = 0.0015  # by taking so many seconds: 4 on such a line
_WORST = 3  # texts, which are then tried at full length

_AT = {"match": "match", "fullmatch": "fullmatch"}  # how a method goes through a text; all others look everywhere in it
_FLAGS_AT = {"compile": 1, "search": 2, "match": 2, "fullmatch": 2, "findall": 2, "finditer": 2, "split": 3, "sub": 4, "subn": 4}


def test_marks_of_items_and_paragraphs() -> None:
    assert ITEM_HEADING.match("412 Work Programme").groups() == ("412", "Work Programme")  # type: ignore[union-attr]
    assert ITEM_HEADING.match("118. FORWARD PLAN").groups() == ("118", "FORWARD PLAN")  # type: ignore[union-attr]
    assert NUMBER_MARK.match("4.1 The Panel")[1] == "4.1"  # type: ignore[index]
    assert LETTER_MARK.match("(ii) that the report be noted")
    assert RESOLUTION_NUMBER.match("R2021-017 A. Ode, B. Lee:")[1] == "R2021-017"  # type: ignore[index]
    assert MINUTES_HEADING.match("DRAFT MINUTES of the Panel")
    assert not MINUTES_HEADING.match("4. Minutes of the last meeting")


def test_councils_and_bodies() -> None:
    assert COUNCIL.search("at Ambershire County Council, County Hall")[1] == "Ambershire County Council"  # type: ignore[index]
    assert BODY.search("Minutes of the Roads and Transport Overview and Scrutiny Panel")[1].endswith("Overview and Scrutiny Panel")  # type: ignore[index]
    assert not BODY.search("Cabinet Member with responsibility")


@dataclass(frozen=True, slots=True)
class Used:
    """A pattern with its place, and how it is used: at the start of a text, on the whole of it, or everywhere in it."""

    place: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]


def patterns() -> list[Used]:
    """Every pattern of the package: those that modules hold, and those that stand in calls. What only a call knows is `word`."""
    trees = {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in modules()}
    trees = {path: tree for path, tree in trees.items() if "re" in _imported(tree)}
    ways = _ways_of_names(trees)
    used = []
    for path, tree in trees.items():
        held = vars(importlib.import_module(".".join(path.with_suffix("").parts).removesuffix(".__init__")))
        for name in _assigned(tree):
            used += [Used(f"{path}: {name}", one, tuple(sorted(ways[path, name]))) for one in _patterns_in(held.get(name))]
        for call, function in _calls(tree):
            used.append(Used(f"{path}, line {call.lineno}", _pattern_of(call, function, held), (_AT.get(function, "finditer"),)))
    return list({(one.pattern.pattern, one.pattern.flags, one.ways): one for one in reversed(used)}.values())


def _imported(tree: ast.Module) -> set[str]:
    return {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}


def _assigned(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from _patterns_in([*value, *value.values()])
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _patterns_in(one)


def _ways_of_names(trees: Mapping[Path, ast.Module]) -> Mapping[tuple[Path, str], set[str]]:
    """How each pattern of a module is used: by the methods called on its name. Where the name is handed on, everywhere in a text."""
    ways: dict[tuple[Path, str], set[str]] = defaultdict(set)
    homes = {name: path for path, tree in trees.items() for name in _assigned(tree) if not name.startswith("_")}
    for path, tree in trees.items():
        called = {node.value: node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)}
        for name in (node for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
            if (method := called.get(name)) != "pattern":  # a part of another pattern
                home = path if name.id in set(_assigned(tree)) else homes.get(name.id, path)
                ways[home, name.id].add(_AT.get(method or "", "finditer"))
    return ways


def _calls(tree: ast.Module) -> Iterator[tuple[ast.Call, str]]:
    """The calls of functions of `re` on a pattern; what a module compiles it holds, so of `re.compile` only those within functions."""
    held = {node for part in tree.body if isinstance(part, ast.Assign | ast.AnnAssign) for node in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node not in held:
            match node.func:
                case ast.Attribute(value=ast.Name(id="re"), attr=function) if function in _FLAGS_AT:
                    yield node, function


class _Word(str):
    """Stands for whatever a pattern is made with when it is used, and for all that is asked of it."""

    def __getattr__(self, _: str) -> "_Word":
        return self

    def __call__(self, *_: object) -> "_Word":
        return self


class _Names(dict[str, Any]):
    def __missing__(self, name: str) -> object:
        if hasattr(builtins, name):
            raise KeyError(name)
        return _Word("word")


def _pattern_of(call: ast.Call, function: str, held: Mapping[str, Any]) -> re.Pattern[Any]:
    given = dict(enumerate(call.args)) | {word.arg: word.value for word in call.keywords}
    flags = given.get(_FLAGS_AT[function], given.get("flags", ast.Constant(0)))
    written, names = ast.Tuple([call.args[0], flags], ast.Load()), _Names(held)
    return re.compile(*eval(compile(ast.fix_missing_locations(ast.Expression(written)), "", "eval"), names, names))


def seconds_on(used: Used) -> tuple[float, str]:
    """The longest that a pattern takes on a line made for it: of the texts that took it longest when they were short."""
    short = [
        (_timed(used.pattern, way, attack.of(_SIEVE), 10 * _SHOWS), way, attack)
        for attack, way in product(attacks_on(used.pattern), used.ways)
    ]
    worst, said = 0.0, ""
    for took, way, attack in sorted(short, key=itemgetter(0), reverse=True)[:_WORST]:
        if took > _SHOWS and worst < LIMIT and (took := _timed(used.pattern, way, attack.of(LINE), LIMIT)) > worst:
            worst, said = took, f"{way} {attack}"
    return worst, said


class _Late(Exception):
    """Raised within a pattern that has had its time: Python looks for signals while it matches."""


def _timed(pattern: re.Pattern[Any], way: str, text: str, enough: float) -> float:
    """The seconds of this thread that a pattern takes on a text. It is stopped once it took enough."""
    given = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    started = time.thread_time()

    def stop(*_: object) -> None:
        if time.thread_time() - started > enough:
            raise _Late

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, enough, enough / 10)
    try:
        found = getattr(pattern, way)(given)
        if way == "finditer":
            deque(found, maxlen=0)
    except _Late:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.thread_time() - started


def slow_among(tried: Sequence[Used]) -> dict[str, str]:
    """The patterns that a text keeps busy for more than the limit, by their place, with that text."""
    longest = {used.place: seconds_on(used) for used in tried}
    return {place: f"over {LIMIT} s, {said}" for place, (seconds, said) in longest.items() if seconds > LIMIT}


def test_no_text_keeps_a_pattern_busy() -> None:
    assert slow_among(patterns()) == {}


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r"(?:\w+,?)+\.", "match"),  # every way to part a word: never ends
        (r"[\s|:+=-]*-{2,}[\s|:+=-]*", "fullmatch"),  # the rule of a table
        (r"\s*,?\s*$", "finditer"),
        (r"\s+$", "finditer"),  # from every blank of a run to its end
        (r"\[[^]]*\]", "finditer"),  # from every [ to the end of the text
        (r"(?:[A-Z][a-z]+\s+)+Council", "finditer"),
    ],
)
def test_a_pattern_that_can_be_kept_busy_is_found(pattern: str, way: str) -> None:
    assert list(slow_among([Used("here", re.compile(pattern), (way,))])) == ["here"]
