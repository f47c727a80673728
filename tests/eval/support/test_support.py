"""Support of a sentence by the texts cited for it: what is looked up, what is left to a model, and how far both agree with people."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from eval.answers import GivenAnswer, GivenCitation
from eval.errors import JudgeUnusable
from eval.evaluators.evaluator import Subject, judge
from eval.evaluators.every import every
from eval.papers import Papers
from eval.support.agreement import KNOWN, UNSEEN, Label, agreement, kappa, labelled_pairs
from eval.support.exact import exactly
from eval.support.judge import Judge, by_judge, judge_at
from eval.support.sentences import Sentence, sentences_of
from eval.support.support import Support
from eval.verdicts import Outcome
from tests.conftest import ROOT
from tests.papers import read_once

MINUTES = (
    "4 May 2021.\n\n12. Potholes\n\nOfficers reported that 642 defects had been mended in 2020/21, compared with 597 in 2019/20. "
    "RESOLVED that £40,000 be spent on potholes in Wenlow and that the depot at Stannick not be sold."
)
TABLE = "Table 2: Salt held at 31 March (tonnes)\nDistrict\t2022\t2023\nStannick\t2,140\t2,655\nWenlow\t1,870\t1,902"


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


def said_exactly(sentence: str, *texts: str) -> Support:
    (one,) = sentences_of(sentence)
    return exactly(one, texts)


@pytest.mark.parametrize(
    "sentence",
    [
        "Cabinet, 4 May 2021: “RESOLVED that £40,000 be spent on potholes in Wenlow”",
        "£40,000 be spent on **potholes** in Wenlow and that the depot at Stannick not be sold.",
        "Officers  reported that 642 defects had been mended.",
    ],
)
def test_what_stands_word_for_word_is_supported(sentence: str) -> None:
    assert said_exactly(sentence, MINUTES).supported is True


@pytest.mark.parametrize(
    ("sentence", "text", "missing"),
    [
        ("Cabinet, 8 June 2021: “RESOLVED that £40,000 be spent on potholes in Wenlow”", MINUTES, "8 June 2021"),
        ("Potholes in Wenlow will have £60,000 spent on them.", MINUTES, "£60,000"),
        ("Potholes in Wenlow will have 40,000% more.", MINUTES, "40,000%"),
        ("£40,000 will be spent on potholes in Culverdale.", MINUTES, "Culverdale"),
        ("642 defects were mended in 2018/19.", MINUTES, "2018/19"),
        ("By 3 May, 642 defects had been mended.", MINUTES, "3 May"),
        ("The depot at Stannick was sold on 2023-05-04.", MINUTES, "4 May 2023"),
        ("The depot at Stannick was sold on 5/4/2021.", MINUTES, "5 April 2021"),
        ("Stannick held 2,655 tonnes of salt on 30 March 2023.", TABLE, "30 March 2023"),
        ("Stannick held 2,655 tonnes of salt on 31 March 2024.", TABLE, "31 March 2024"),
    ],
)
def test_a_figure_date_or_name_that_does_not_stand_there_makes_it_not_supported(sentence: str, text: str, missing: str) -> None:
    assert said_exactly(sentence, text) == Support(False, f"{missing} does not stand there.")


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("Potholes in Wenlow will have £40,000 spent on them.", MINUTES),
        ("On the 4th of May 2021 Members heard of 642 defects in 2020-21.", MINUTES),
        ("On 4/5/2021 nobody would sell the depot at Stannick.", MINUTES),
        ("In May 2021 nobody would sell the depot at Stannick.", MINUTES),
        ("Over two years 642 defects were mended.", MINUTES),
        ("Stannick held 2,655 tonnes of salt on 31 March 2023.", TABLE),
        ("Salt in Wenlow as at 31 March: 1,902 tonnes.", TABLE),
        # What takes somebody who can read is not judged: a negation, a direction, another row.
        ("It was resolved that the depot at Stannick be sold.", MINUTES),
        ("The number of defects mended fell to 642.", MINUTES),
        ("Wenlow held 2,655 tonnes of salt.", TABLE),
    ],
)
def test_whether_it_says_the_same_is_not_judged(sentence: str, text: str) -> None:
    left = "Its figures, dates and names stand there; whether it says the same is not judged."
    assert said_exactly(sentence, text) == Support(None, left)


def test_texts_are_taken_together_and_nothing_cited_supports_nothing() -> None:
    first, second = MINUTES.split(". RESOLVED")
    sentence = "642 defects were mended in 2020/21 and £40,000 will be spent on potholes."
    assert said_exactly(sentence, first).supported is False
    assert said_exactly(sentence, first, second).supported is None
    assert said_exactly(sentence).supported is said_exactly(sentence, "  ").supported is False


def test_an_abbreviation_stands_for_its_words() -> None:
    assert said_exactly("Members heard of the EHCPs.", "An Education, Health and Care Plan was made.").supported is None
    assert said_exactly("Members heard of the DoLS.", "Deprivation of Liberty Safeguards").supported is None
    assert said_exactly("Members heard of the SENCO.", "Deprivation of Liberty Safeguards").supported is False


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


def test_what_is_judged_exactly_is_what_people_say_of_it() -> None:
    """Least of all it may take for supported what is not: once, where a sentence is cut from `of 46,800 lamps`."""
    known, unseen = (agreement("exact", exactly, file) for file in (KNOWN, UNSEEN))
    assert known.right / known.judged > 0.9
    assert unseen.right / unseen.judged > 0.8
    assert (known.wrongly_supported.total(), unseen.wrongly_supported.total()) == (1, 0)
    assert known.n > known.judged > 0, "what is left is not judged"


def test_a_quotation_nobody_had_seen_is_supported() -> None:
    quoted = [pair for pair in labelled_pairs(UNSEEN) if pair.kind == "verbatim"]
    assert len(quoted) >= 20
    assert all(exactly(sentence, pair.cited).supported for pair in quoted for sentence in sentences_of(pair.sentence))


def test_kappa_is_cohens() -> None:
    one = [True] * 25 + [False] * 25
    other = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert kappa(one, other) == pytest.approx(0.4)
    assert kappa(one, one) == 1
    assert kappa(one, [True] * 50) == 0


class _Endpoint(BaseHTTPRequestHandler):
    """Answers as OpenAI's chat completions do: yes where the last word of the sentence stands in the texts, and once with nonsense."""

    asked: ClassVar[list[dict[str, Any]]] = []
    keys: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        self.keys.append(self.headers["Authorization"])
        told = json.loads(body["messages"][1]["content"])
        supported = any(told["sentence"].split()[-1] in text for text in told["texts"])
        content = "I cannot say." if told["sentence"] == "?" else f"```json\n{json.dumps({'supported': supported})}\n```"
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


def test_a_judge_is_asked_only_where_the_environment_names_one() -> None:
    assert judge_at({}) is None
    environment = {"MINUTED_JUDGE_URL": "http://127.0.0.1:8080/v1/", "MINUTED_JUDGE_MODEL": "small", "MINUTED_JUDGE_KEY": "secret"}
    assert judge_at(environment) == Judge("http://127.0.0.1:8080/v1", "small", "secret")
    assert "secret" not in repr(judge_at(environment))
    for environment in ({"MINUTED_JUDGE_URL": "file:///etc/passwd", "MINUTED_JUDGE_MODEL": "m"}, {"MINUTED_JUDGE_MODEL": "m"}):
        with pytest.raises(JudgeUnusable, match="MINUTED_JUDGE_URL"):
            judge_at(environment)


def test_a_judge_judges_what_is_left_and_nothing_else(endpoint: str) -> None:
    by_small = by_judge(Judge(endpoint, "small", "secret"))
    assert by_small(Sentence("The council keeps the depot"), [MINUTES]) == Support(True, "So says judge small.")
    assert (_Endpoint.asked[-1]["model"], _Endpoint.asked[-1]["temperature"], _Endpoint.keys[-1]) == ("small", 0, "Bearer secret")
    assert by_small(Sentence("It had a circus"), [MINUTES]).supported is False
    asked = len(_Endpoint.asked)
    assert by_small(Sentence("£40,000 be spent on potholes"), [MINUTES]).supported is True
    assert by_small(Sentence("£60,000 be spent on potholes"), [MINUTES]).supported is False
    assert len(_Endpoint.asked) == asked, "these were looked up"


def test_a_judge_that_cannot_be_asked_or_says_neither_yes_nor_no_is_told(endpoint: str) -> None:
    with pytest.raises(JudgeUnusable, match="neither yes nor no"):
        by_judge(Judge(endpoint, "small"))(Sentence("?"), [MINUTES])
    with pytest.raises(JudgeUnusable, match="cannot be asked"):
        by_judge(Judge(f"{endpoint}/other", "small"))(Sentence("They keep the depot"), [MINUTES])


def test_recall_and_precision_by_a_judge_are_told_apart_under_names_of_their_own(endpoint: str) -> None:
    cited = GivenCitation(MINUTES, None, None, None, n=1)
    subject = Subject(GivenAnswer("The council spoke of a circus [1].", answered=True, citations=(cited,)), papers=Papers([]))
    found = {one.evaluator: one for one in judge(every(Judge(endpoint, "small")), subject)}
    for name in ("citation_recall", "citation_precision"):
        assert (found[name].outcome, found[f"{name} (judge small)"].outcome) == (Outcome.NOT_APPLICABLE, Outcome.FAILED)


def test_agreement_of_a_judge_is_of_all_pairs(endpoint: str) -> None:
    found = agreement("judge small", by_judge(Judge(endpoint, "small")), UNSEEN)
    assert found.judged == found.n
