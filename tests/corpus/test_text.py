import itertools
import json
import sqlite3

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text import readable, sentence_spans, squeezed, valid_text


def test_readable_leaves_words_and_takes_markup() -> None:
    assert readable("## **Resolved:** <p>to [note](http://x.gov.uk/a_b) it</p>") == "Resolved: to note it"
    assert readable("PRU\t61.0%\t\t58.7%") == "PRU | 61.0% | 58.7%"
    assert readable("2017**Annual report**") == "2017 Annual report"
    assert readable("contributions of 18,250* (see <5% of cases)") == "contributions of 18,250* (see <5% of cases)"


def test_sentences_do_not_end_at_titles_and_numbers() -> None:
    text = "Cllr. Ode asked why. The cost was £4.5m in No. 3 area. It was noted."
    assert [text[a:b] for a, b in sentence_spans(text)] == ["Cllr. Ode asked why.", "The cost was £4.5m in No. 3 area.", "It was noted."]


@given(st.text(alphabet="ab .!?\n“”A1£-", max_size=200))
def test_sentence_spans_are_in_order_and_lose_no_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@given(st.text(max_size=200))
def test_squeezed_twice_is_squeezed_once(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)


# Any code points at all, those that are no letters among them more often than chance would have it.
_code_points = st.one_of(st.integers(0, 0x10FFFF), st.integers(0xD800, 0xDFFF), st.sampled_from([0, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFF]))
_anything = st.lists(_code_points, max_size=60).map(lambda codes: "".join(map(chr, codes)))


@settings(deadline=None)  # a document of Word takes as long to begin as the machine is busy
@given(_anything)
def test_valid_text_is_taken_by_databases_json_and_word(text: str) -> None:
    valid = valid_text(text)
    assert valid.encode() == valid.encode("utf-8", "surrogatepass")
    assert sqlite3.connect(":memory:").execute("SELECT ?, length(?)", (valid, valid)).fetchone() == (valid, len(valid))
    assert json.loads(json.dumps(valid, ensure_ascii=False)) == valid
    Document().add_paragraph("".join(letter for letter in valid if letter.isprintable()))
    assert valid_text(valid) == valid


@given(_anything, _anything)
def test_valid_text_changes_only_what_is_no_letter(before: str, after: str) -> None:
    """Whatever stands around it."""
    sound = "Café, £40,000 – 8½ 😀 \n\t\u00ad\ufeff \ufffd"
    assert valid_text(f"{before}|{sound}|{after}") == f"{valid_text(before)}|{sound}|{valid_text(after)}"
