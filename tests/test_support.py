"""Support of a sentence by the texts cited for it: what it sees, what it does not, and how well it agrees with people."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from eval.errors import JudgeUnusable
from eval.support.agreement import KNOWN, UNSEEN, Label, agreement, kappa, labelled_pairs
from eval.support.functions import BY_WORDS, by_models
from eval.support.judge import Judge, by_judge, judge_at
from eval.support.lexical import BOUND, by_words, support_by_words
from eval.support.sentences import Sentence, sentences_of
from tests.conftest import ROOT
from tests.papers import read_once

MINUTES = (
    "4 May 2021.\n\n12. Potholes\n\nOfficers reported that 642 defects had been mended in 2020/21, compared with 597 in 2019/20. "
    "RESOLVED that £40,000 be spent on potholes in Wenlow and that the depot at Stannick not be sold."
)
TABLE = "Table 2: Salt used (tonnes)\nDistrict\t2019/20\t2020/21\nStannick\t2,140\t2,655\nWenlow\t1,870\t1,902"


def test_an_answer_falls_into_sentences_with_their_markers() -> None:
    answer = (
        "From the discussion:\nCabinet, 4 May 2021: “It rose. It fell again.” [1] [2]\n"
        "- Salt ran out. [3] Mr. Ode said so [4, 5]. Nobody paid.\nIt froze [2-4].\nSee also [6] [7]."
    )
    assert sentences_of(answer) == (
        Sentence("From the discussion:", claims=False),
        Sentence("It rose.", "Cabinet, 4 May 2021", (1, 2)),
        Sentence("It fell again.", "Cabinet, 4 May 2021", (1, 2)),
        Sentence("Salt ran out.", markers=(3,)),
        Sentence("Mr. Ode said so.", markers=(4, 5)),
        Sentence("Nobody paid."),
        Sentence("It froze.", markers=(2, 3, 4)),
        Sentence("See also.", markers=(6, 7), claims=False),
    )


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Cabinet, 4 May 2021: “RESOLVED that £40,000 be spent on potholes in Wenlow”", MINUTES),
        ("Potholes in Wenlow will have £40,000 spent on them.", MINUTES),
        ("In 2020/21, 642 defects were mended, 45 more than the year before.", MINUTES),
        ("It was resolved not to sell the depot at Stannick.", MINUTES),
        ("Mended defects rose from 597 to 642.", MINUTES),
        ("Stannick used 2,655 tonnes of salt in 2020/21.", TABLE),
        ("Wenlow: 2019/20: 1,870; 2020/21: 1,902", TABLE),
    ],
)
def test_what_is_said_is_supported(sentence: str, text: str) -> None:
    support = support_by_words(sentence, [text])
    assert support.score >= BY_WORDS.least, support.reason


@pytest.mark.parametrize(
    ("sentence", "text", "why"),
    [
        ("Cabinet, 8 June 2021: “RESOLVED that £40,000 be spent on potholes in Wenlow”", MINUTES, "8 June 2021"),
        ("Potholes in Wenlow will have £60,000 spent on them.", MINUTES, "£60,000"),
        ("£40,000 will be spent on potholes in Culverdale.", MINUTES, "Culverdale"),
        ("In 2019/20, 642 defects were mended.", MINUTES, "642 is not of 2019/20"),
        ("No money will be spent on potholes in Wenlow.", MINUTES, "denied in the sentence"),
        ("It was resolved that the depot at Stannick be sold.", MINUTES, "denied in the text"),
        ("The number of defects mended fell to 642.", MINUTES, "other way"),
        ("Stannick used 2,140 tonnes of salt in 2020/21.", TABLE, "another column"),
        ("Wenlow used 2,655 tonnes of salt in 2020/21.", TABLE, "another row"),
    ],
)
def test_a_fault_is_named_and_scores_less_than_a_half(sentence: str, text: str, why: str) -> None:
    support = support_by_words(sentence, [text])
    assert support.score < BOUND
    assert why in support.reason


def test_texts_are_taken_together_and_nothing_cited_supports_nothing() -> None:
    first, second = MINUTES.split(". RESOLVED")
    sentence = "642 defects were mended in 2020/21 and £40,000 will be spent on potholes."
    assert by_words(sentence, [first]) < BOUND <= by_words(sentence, [first, f"RESOLVED{second}"])
    assert by_words(sentence, []) == by_words(sentence, ["  "]) == 0


def test_a_second_fact_of_which_nothing_is_said_is_not_supported() -> None:
    told = "£40,000 will be spent on potholes in Wenlow, and cyclists were consulted beforehand by letter."
    assert by_words(told, [MINUTES]) < BY_WORDS.least


def test_every_labelled_passage_stands_in_its_paper_and_every_kind_is_there() -> None:
    pairs = (*labelled_pairs(KNOWN), *labelled_pairs(UNSEEN))
    assert len(pairs) >= 150
    assert len({pair.id for pair in pairs}) == len(pairs)
    assert {pair.label for pair in pairs} == set(Label)
    assert {"verbatim", "paraphrase", "wrong_figure", "wrong_date", "neighbour", "negated", "not_said", "two_facts", "table"} <= {
        pair.kind for pair in pairs
    }
    for pair in pairs:
        read = read_once(ROOT / "corpus/papers" / pair.file)
        page = next(page for page in read.pages if page.number == pair.page)
        assert page.text[pair.start : pair.end] == pair.passage, pair.id
        dates = {p.meeting.date for p in read.passages if p.page == pair.page and p.start < pair.end and pair.start < p.end}
        assert pair.meeting_date in dates, pair.id


def test_words_agree_with_people_on_the_pairs_that_the_least_was_not_chosen_on() -> None:
    found = agreement("words", by_words, labelled_pairs())
    assert found.least == pytest.approx(BY_WORDS.least, abs=0.02)
    assert found.n >= 75
    assert found.kappa >= 0.7


def test_a_quotation_nobody_had_seen_is_supported_by_its_words() -> None:
    quoted = [pair for pair in labelled_pairs(UNSEEN) if pair.kind == "verbatim"]
    assert len(quoted) >= 20
    assert all(by_words(pair.sentence, pair.cited) >= BY_WORDS.least for pair in quoted)


def test_kappa_is_cohens() -> None:
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa(one, one) == 1
    assert kappa(one, [True] * 50) == 0


class _Endpoint(BaseHTTPRequestHandler):
    """Answers as OpenAI's chat completions do: with support where the sentence stands in the texts, and once with nonsense."""

    asked: ClassVar[list[dict[str, Any]]] = []
    keys: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        self.keys.append(self.headers["Authorization"])
        told = json.loads(body["messages"][1]["content"])
        number = 1 if any(told["sentence"] in text for text in told["texts"]) else 0
        content = "I cannot say." if told["sentence"] == "?" else f'```json\n{{"support": {number}}}\n```'
        answer = json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]})
        found = self.path == "/v1/chat/completions"
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(answer.encode() if found else b"")

    def log_message(self, *_: object) -> None:
        """Nothing: what the tests print is read by people."""


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_a_judge_is_asked_over_http_only_where_the_environment_names_one(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MINUTED_JUDGE_URL", "MINUTED_JUDGE_MODEL", "MINUTED_JUDGE_KEY"):
        monkeypatch.delenv(name, raising=False)
    assert set(by_models(vectors=False)) == set()
    monkeypatch.setenv("MINUTED_JUDGE_URL", f"{endpoint}/")
    monkeypatch.setenv("MINUTED_JUDGE_MODEL", "small")
    monkeypatch.setenv("MINUTED_JUDGE_KEY", "secret")
    (judge,) = by_models(vectors=False)
    assert judge.name == "judge small"
    assert judge("the depot", [MINUTES])
    assert not judge("a circus", [MINUTES])
    assert (_Endpoint.asked[-1]["model"], _Endpoint.asked[-1]["temperature"], _Endpoint.keys[-1]) == ("small", 0, "Bearer secret")
    assert "secret" not in repr(judge_at({"MINUTED_JUDGE_URL": endpoint, "MINUTED_JUDGE_MODEL": "m", "MINUTED_JUDGE_KEY": "secret"}))


def test_a_judge_that_cannot_be_asked_or_says_no_number_is_told(endpoint: str) -> None:
    with pytest.raises(JudgeUnusable, match="no number"):
        by_judge(Judge(endpoint, "small"))("?", [MINUTES])
    with pytest.raises(JudgeUnusable, match="cannot be asked"):
        by_judge(Judge(f"{endpoint}/other", "small"))("the depot", [MINUTES])
    for environment in ({"MINUTED_JUDGE_URL": "file:///etc/passwd", "MINUTED_JUDGE_MODEL": "m"}, {"MINUTED_JUDGE_MODEL": "m"}):
        with pytest.raises(JudgeUnusable, match="MINUTED_JUDGE_URL"):
            judge_at(environment)
