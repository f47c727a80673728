"""Checked answers -> one page that needs nothing else: no request leaves it, and nothing in a question or a paper can run in it."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from statistics import fmean

from jinja2 import Environment, PackageLoader, StrictUndefined

from assistant.web.html import Html
from corpus.text import counted, spoken
from eval.answers import GivenCitation
from eval.report.summary import by_type, is_judged, score_of, summaries, type_of
from eval.verdicts import Checked, Outcome


@dataclass(frozen=True, slots=True)
class _Row:
    """An answer in the table of cases. `failed` counts verdicts, `score` is the mean of those that judged, None where none did."""

    answer: Checked
    type: str
    question: str
    failed: int
    score: float | None


def checked_to_html(title: str, checked: Sequence[Checked]) -> str:
    """The page: evaluators, charts by type of case, and every case with question, answer, citations and verdicts."""
    page = Environment(
        loader=PackageLoader("eval.report", "."), autoescape=True, finalize=Html.escape, undefined=StrictUndefined, trim_blocks=True
    ).get_template("page.html")
    return page.render(
        title=title,
        summaries=summaries(checked),
        charts=[(f"{kind}, {counted(len(found), 'case')}", summaries(found)) for kind, found in by_type(checked).items()],
        rows=[_row(answer) for answer in checked],
        where=_where,
        counted=counted,
        hash=_hash,
        style=_resource("page.css"),
        script=_resource("page.js"),
    )


def _resource(name: str) -> Html:
    return Html(resources.files("eval.report").joinpath(name).read_text(encoding="utf-8"))


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _row(answer: Checked) -> _Row:
    judged = [score_of(verdict) for verdict in answer.verdicts if is_judged(verdict)]
    return _Row(
        answer=answer,
        type=type_of(answer),
        question=answer.case.question if answer.case else answer.id,
        failed=sum(verdict.outcome in (Outcome.FAILED, Outcome.ERROR) for verdict in answer.verdicts),
        score=fmean(judged) if judged else None,
    )


def _where(citation: GivenCitation) -> str:
    where = [citation.file or "no paper named", f"page {citation.page}" if citation.page else "no page"]
    where += [told for told in (citation.item, citation.body) if told]
    return ", ".join([*where, spoken(citation.date) if citation.date else "no meeting date"])
