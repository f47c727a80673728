"""Summaries -> a bar chart as SVG that stands in a page by itself."""

from collections.abc import Sequence

from assistant.web.html import Html
from eval.report.summary import Summary

_WIDTH, _ROW, _BAR = 320, 38, 8  # units of the drawing, which grows with the page
_LEFT, _RIGHT = 4, 4
_NOTHING = f'<text x="{_LEFT}" y="20">Nothing was judged.</text>'


def summaries_to_svg(title: str, found: Sequence[Summary]) -> str:
    """A bar for each evaluator that judged something: its mean score of 1, the interval as a line below it, name and figures above it."""
    drawn = [summary for summary in found if summary.score is not None]
    rows = "".join(_bar(summary, n * _ROW) for n, summary in enumerate(drawn))
    told = "; ".join(f"{summary.evaluator} {summary.score:.2f} of {summary.n}" for summary in drawn)
    return (
        f'<svg role="img" viewBox="0 0 {_WIDTH} {max(1, len(drawn)) * _ROW}" aria-label="{Html.escape(f"{title}: {told}")}">'
        f"{rows or _NOTHING}</svg>"
    )


def _bar(summary: Summary, top: int) -> str:
    span = _WIDTH - _LEFT - _RIGHT
    score, y = summary.score or 0.0, top + 19
    line = ""
    if summary.interval and summary.n > 1:
        low, high = _LEFT + span * summary.interval.low, _LEFT + span * summary.interval.high
        line = f'<line class="interval" x1="{low:.1f}" x2="{high:.1f}" y1="{y + _BAR + 3}" y2="{y + _BAR + 3}"/>'
    return (
        f'<text x="{_LEFT}" y="{top + 14}">{Html.escape(summary.evaluator)}</text>'
        f'<text x="{_WIDTH - _RIGHT}" y="{top + 14}" text-anchor="end">{score:.2f} (n {summary.n})</text>'
        f'<rect class="rest" x="{_LEFT}" y="{y}" width="{span}" height="{_BAR}"/>'
        f'<rect class="bar" x="{_LEFT}" y="{y}" width="{span * score:.1f}" height="{_BAR}"/>{line}'
    )
