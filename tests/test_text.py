import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.text import readable, sentence_spans, squeezed


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
