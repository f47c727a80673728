"""Lines of JSON from anybody: each is read, or named with what is wrong, whatever the others are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LinesUnreadable
from corpus.json_lines import json_value, lines_of
from eval.adapters import answers_of
from eval.cases import cases_of
from eval.errors import Unusable
from eval.report.gate import file_to_thresholds
from eval.report.records import file_to_checked
from eval.training.examples import examples_of, passages_of

BAD = {
    "half of a surrogate pair": rb'"\ud800"',
    "half of a surrogate pair, unescaped": b'"\xed\xa0\x80"',
    "not UTF-8": b'"\xff"',
    "nested deeply": b"[" * 100_000 + b"]" * 100_000,
    "a number of 6,000 digits": b"9" * 6_000,
    "a number beyond all": b"1e999",
    "not a number": b"NaN",
    "cut off": b'{"id": "',
    "two values": b"{} {}",
    "UTF-16": "{}".encode("utf-16"),
}
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(values, max_size=5), st.booleans())
def test_what_is_written_as_json_lines_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, records: list[Any], ascii_only: bool
) -> None:
    file = tmp_path_factory.getbasetemp() / "records.jsonl"
    file.write_bytes("\n\n".join(json.dumps(record, ensure_ascii=ascii_only) for record in records).encode())
    read = list(lines_of(file))
    assert [line.value() for line in read] == records
    assert [line.number for line in read] == list(range(1, 2 * len(records), 2))


@given(st.binary(max_size=40))
def test_whatever_bytes_come_they_are_a_value_or_a_value_error(written: bytes) -> None:
    try:
        value = json_value(written)
    except ValueError:
        return
    assert json.loads(json.dumps(value, ensure_ascii=False).encode()) == value


def test_line_ends_of_other_kinds_and_the_mark_of_an_editor_part_nothing(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + '"a\u2028b\u0085c"\r\n \t\r\n"d"'.encode())
    assert [(line.number, line.value()) for line in lines_of(file)] == [(1, "a\u2028b\u0085c"), (3, "d")]


def test_a_line_beyond_all_measure_is_named_and_the_next_is_read(tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_bytes(b'"' + b"a" * (40 << 20) + b'"\n"b"')
    long, short = lines_of(file)
    with pytest.raises(ValueError, match="longer than 16 MB"):
        long.value()
    assert (short.number, short.value()) == (2, "b")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "nothing"):
        with pytest.raises(LinesUnreadable, match=file.name):
            list(lines_of(file))


CASE = {"id": "q1", "question": "What did the moon cost?", "type": "unanswerable", "must_contain": [], "evidence": []}
ANSWER = {"answer": "£40,000 was spent.", "id": "q1"}
PASSAGE = {"id": "p1", "text": "The panel spent £40,000 on potholes."}
QUESTION = {"passage": "p1", "question": "How much?", "span": "£40,000"}


@pytest.mark.parametrize("bad", [*BAD.values(), b"[]", b"3", b"{}"], ids=[*BAD, "a list", "a number", "an object without fields"])
@pytest.mark.parametrize(
    ("read", "good"),
    [
        pytest.param(cases_of, CASE, id="cases"),
        pytest.param(answers_of, ANSWER, id="answers"),
        pytest.param(lambda file: passages_of([file]), PASSAGE, id="passages"),
        pytest.param(lambda file: examples_of([file], {}), QUESTION, id="questions to learn from"),
    ],
)
def test_every_reader_names_a_bad_line(tmp_path: Path, read: Callable[..., Any], good: dict[str, Any], bad: bytes) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(bad + b"\n" + json.dumps(good).encode())
    with pytest.raises(Unusable, match=r"lines\.jsonl, line 1: "):
        read(file)


@pytest.mark.parametrize(("read", "good"), [(cases_of, CASE), (answers_of, ANSWER)], ids=["cases", "answers"])
def test_the_rest_of_cases_and_answers_is_measured(tmp_path: Path, read: Callable[..., Any], good: dict[str, Any]) -> None:
    file, faults = tmp_path / "lines.jsonl", list[Unusable]()
    file.write_bytes(b"\n".join([*BAD.values(), json.dumps(good).encode()]))
    assert len(read(file, faults.append)) == 1
    assert [str(fault).partition(": ")[0] for fault in faults] == [f"{file}, line {number}" for number in range(1, len(BAD) + 1)]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@pytest.mark.parametrize("read", [file_to_checked, file_to_thresholds, cases_of], ids=["a run", "thresholds", "cases in YAML"])
def test_other_files_to_measure_with_are_named_too(tmp_path: Path, read: Callable[[Path], Any], bad: bytes) -> None:
    file = tmp_path / "given.yaml"
    file.write_bytes(bad)
    with pytest.raises(Unusable, match=r"given\.yaml"):
        read(file)
