"""What an address asks for and where it leads: there and back the same, and nothing that makes no sense is believed."""

import datetime
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.models import Filters, Question
from assistant.web import messages
from assistant.web.ask.address import link_to, question_in
from assistant.web.ask.waiting import found
from assistant.web.viewer.address import ZOOMS, ViewerPlace, place_in, sign_of
from assistant.web.viewer.text import stretch_of, text_html
from corpus.models import Page, PaperKind, Span

BODIES = ("Cabinet", "Children & Education Panel")
questions = st.builds(
    Question,
    text=st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))).map(lambda text: " ".join(text.split())).filter(bool),
    filters=st.builds(
        Filters,
        bodies=st.lists(st.sampled_from(BODIES), unique=True).map(tuple),
        kinds=st.lists(st.sampled_from(PaperKind), unique=True).map(tuple),
        date_from=st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)),
    ),
    literally=st.booleans(),
)  # fmt: skip
places = st.builds(
    ViewerPlace, st.just("a6bf333241afdd35"), st.integers(1, 900), st.just(3), st.just(Span(5, 40)), st.just("5f1c09aa"),
    st.sampled_from(ZOOMS), st.none() | st.integers(0, 10**6),
)  # fmt: skip


@given(questions)
def test_a_link_asks_the_same_question_with_the_same_filters(question: Question) -> None:
    linked = question_in(parse_qs(urlsplit(link_to(question)).query), BODIES)
    assert linked is not None
    assert (linked.question, linked.left_out) == (question, ())


def test_what_a_link_names_and_nothing_has_is_left_out_and_told() -> None:
    linked = question_in({"q": ["Why?"], "body": ["Moon Panel", "Cabinet"], "kind": ["spell"], "from": ["0001-01-01"], "to": ["x"]}, BODIES)
    assert linked is not None
    assert linked.question.filters == Filters(bodies=("Cabinet",))
    assert linked.left_out == ("Moon Panel", "spell", "0001-01-01", "x")
    assert question_in({"q": ["  "]}, BODIES) is None


@given(places)
def test_the_address_of_a_place_leads_there(place: ViewerPlace) -> None:
    assert place_in({name: values[0] for name, values in parse_qs(urlsplit(place.link()).query).items()}) == place


@pytest.mark.parametrize("paper", ["", "../../etc/passwd", "A6BF333241AFDD35", "a6bf'--"])
def test_an_address_of_no_paper_leads_nowhere(paper: str) -> None:
    assert place_in({"paper": paper, "page": "3"}) is None


def test_a_quote_is_marked_only_where_its_own_words_stand() -> None:
    page = Page(number=3, text="It was\nagreed. It rose.", reader="plain")
    place = ViewerPlace("a6bf333241afdd35", 3, 3, Span(0, 14), sign_of("It was agreed."))
    assert place.quote_on(page) == Span(0, 14)
    reread = Page(number=3, text="It was\nrefused. It fell.", reader="plain")
    assert place.quote_on(reread) is None


def test_of_a_long_text_the_surroundings_of_the_quote_are_shown_and_nothing_in_it_acts() -> None:
    lines = [f"Line {n} of <b>many</b> words." for n in range(2000)]
    text = "\n\n".join(lines)
    start = text.index("Line 1000 ")
    quote = Span(start, start + len(lines[1000]))
    stretch = stretch_of(text, quote, None)
    html = text_html(text, stretch, quote)
    assert "<mark>Line 1000 of" in html
    assert "Line 1001 of" in html
    assert "Line 1500 of" not in html
    assert "<b>" not in html
    assert stretch.later is not None
    assert stretch_of(text, quote, stretch.later).start <= stretch.end
    assert stretch_of(text[:500], None, None).later is None


def test_a_slow_question_says_what_is_happening() -> None:
    shown: list[str] = []
    answer = found(lambda: time.sleep(0.25) or "an answer", shown.append, lambda: messages.OTHERS_FIRST, seconds=0.1)
    assert answer == "an answer"
    assert messages.LOOKING in shown[0]
    assert messages.OTHERS_FIRST in shown[1]
