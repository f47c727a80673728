"""Checked answers -> one page that needs nothing else: no request leaves it, and nothing in a question or a paper can run in it."""

import base64
import hashlib
from collections.abc import Sequence
from importlib import resources

from assistant.web.html import Html
from corpus.text import counted, spoken
from eval.answers import GivenCitation
from eval.report.charts import summaries_to_svg
from eval.report.summary import Summary, by_type, is_judged, score_of, summaries, type_of
from eval.verdicts import Checked, Outcome, Verdict

_OUTCOMES = {
    Outcome.PASSED: "✓ passed",
    Outcome.FAILED: "✗ failed",
    Outcome.NOT_APPLICABLE: "– not applicable",
    Outcome.ERROR: "! error",
}
_COLUMNS = ("Case", "Type", "Question and answer", "Failed", "Mean score", "Seconds")
_NUMBERS = frozenset({"Failed", "Mean score", "Seconds"})


def checked_to_html(title: str, checked: Sequence[Checked]) -> str:
    """The page: evaluators, charts by type of case, and every case with question, answer, citations and verdicts."""
    style, script = _resource("page.css"), _resource("page.js")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'"
    charts = "".join(_chart(f"{kind}, {counted(len(found), 'case')}", found) for kind, found in by_type(checked).items())
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{Html.escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{Html.escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{Html.escape(title)}: {counted(len(checked), 'answer')}</h1>\n"
        f"<h2>Evaluators</h2>\n{_evaluators(checked)}\n"
        f'<h2>By type of case</h2>\n<div class="charts">{charts}</div>\n'
        f"<h2>Cases</h2>\n{_cases(checked)}\n"
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _resource(name: str) -> str:
    return resources.files("eval.report").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _evaluators(checked: Sequence[Checked]) -> str:
    heads = ("Evaluator", "Score", "95 %", "n", "Passed", "Errors", "Not applicable")
    head = "".join(f'<th scope="col"{_class(n > 0)}>{name}</th>' for n, name in enumerate(heads))
    rows = "".join(_evaluator(summary) for summary in summaries(checked))
    return (
        '<p class="note">The score is the mean over the n answers that the evaluator judged. The interval holds 95 % of the means of '
        "resampled answers. What was not applicable is counted by itself, never as passed.</p>\n"
        f'<div class="wide" tabindex="0" role="region" aria-label="Evaluators">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _evaluator(summary: Summary) -> str:
    interval = f"{summary.interval.low:.2f} to {summary.interval.high:.2f}" if summary.interval else ""
    score = "" if summary.score is None else f"{summary.score:.3f}"
    cells = (score, interval, summary.n, summary.passed, summary.errors, summary.not_applicable)
    return f'<tr><th scope="row">{Html.escape(summary.evaluator)}</th>{"".join(f"<td{_class(True)}>{cell}</td>" for cell in cells)}</tr>'


def _class(number: bool) -> str:
    return ' class="number"' if number else ""


def _chart(title: str, checked: Sequence[Checked]) -> str:
    return f"<figure><figcaption>{Html.escape(title)}</figcaption>{summaries_to_svg(title, summaries(checked))}</figure>"


def _cases(checked: Sequence[Checked]) -> str:
    head = "".join(f'<th scope="col"{_class(name in _NUMBERS)}><button type="button">{name}</button></th>' for name in _COLUMNS)
    rows = "\n".join(_case(answer) for answer in checked)
    return (
        '<p class="note">Press a heading to sort by it, again to turn the order round. Open a question to see its answer.</p>\n'
        '<p id="told" role="status" class="note"></p>\n'
        f'<table class="cases"><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>'
    )


def _case(answer: Checked) -> str:
    failed = sum(verdict.outcome in (Outcome.FAILED, Outcome.ERROR) for verdict in answer.verdicts)
    judged = [score_of(verdict) for verdict in answer.verdicts if is_judged(verdict)]
    score = f"{sum(judged) / len(judged):.3f}" if judged else ""
    seconds = "" if answer.seconds is None else f"{answer.seconds:.2f}"
    question = answer.case.question if answer.case else answer.id
    told = (
        ("Case", answer.id, Html.escape(answer.id)),
        ("Type", type_of(answer), Html.escape(type_of(answer))),
        ("", question, _details(question, answer)),
        ("Failed", str(failed), f'<span class="{"failed" if failed else "passed"}">{failed}</span>'),
        ("Mean score", score, score),
        ("Seconds", seconds, seconds),
    )
    cells = (f'<td{_class(name in _NUMBERS)} data-key="{Html.escape(key)}" data-label="{name}">{shown}</td>' for name, key, shown in told)
    return f"<tr>{''.join(cells)}</tr>"


def _details(question: str, answer: Checked) -> str:
    expected = f"<h3>Expected</h3><p>{Html.escape(answer.case.answer)}</p>" if answer.case and answer.case.answer else ""
    said = "Answer" if answer.answer.answered else "Answer: declined"
    citations = "".join(_citation(n, citation) for n, citation in enumerate(answer.answer.citations, start=1))
    verdicts = "".join(_verdict(verdict) for verdict in answer.verdicts)
    return (
        f"<details><summary>{Html.escape(question)}</summary><div>{expected}"
        f'<h3>Verdicts</h3><div class="wide" tabindex="0" role="region" aria-label="Verdicts">'
        f'<table><thead><tr><th scope="col">Evaluator</th>'
        f'<th scope="col">Outcome</th><th scope="col" class="number">Score</th><th scope="col">Reason</th></tr></thead>'
        f"<tbody>{verdicts}</tbody></table></div>"
        f'<h3>{said}</h3><p class="answer">{Html.escape(answer.answer.text)}</p>'
        f"<h3>Citations: {len(answer.answer.citations)}</h3>{citations}</div></details>"
    )


def _verdict(verdict: Verdict) -> str:
    score = "" if verdict.score is None else f"{verdict.score:.3f}"
    return (
        f'<tr><td>{Html.escape(verdict.evaluator)}</td><td class="mark {verdict.outcome}">{_OUTCOMES[verdict.outcome]}</td>'
        f'<td class="number">{score}</td><td>{Html.escape(verdict.reason)}</td></tr>'
    )


def _citation(number: int, citation: GivenCitation) -> str:
    where = [citation.file or "no paper named", f"page {citation.page}" if citation.page else "no page"]
    where += [told for told in (citation.item, citation.body) if told]
    where.append(spoken(citation.date) if citation.date else "no meeting date")
    return f"<p>[{number}] {Html.escape(', '.join(where))}</p><blockquote>{Html.escape(citation.passage)}</blockquote>"
