"""A row of a table -> its name and cells under their headers, those that the question asks for where it names a column."""

import re

from assistant.answer.lines import Cells
from corpus.models import Passage, PassageKind
from corpus.numbers import years_in
from corpus.store.bm25 import asked_stems, stems
from corpus.text import readable

_UNIT = re.compile(r"^ \([^()]*\)")  # Ingest adds it to a figure, from the caption: `2019/20: 1,870 (tonnes). 2020/21: …`
_MOST_CELLS = 14
_MOST_WORDS = 60  # of a row that is told cell by cell


def row_of(passage: Passage, asked: str) -> Cells | None:
    """The row with the cells that a question asks for; None for a passage that is no row, or whose headers cannot be told.

    Ingest spells a row out as `Wenlow. 2019/20: 1,870. 2020/21: 1,990`: the headers stand between the cells, which are known verbatim.
    """
    if passage.kind is not PassageKind.TABLE_ROW:
        return None
    cells = [cell for cell in readable(passage.body).split(" | ") if cell]
    spelt = passage.indexed.rsplit("\n", 1)[-1]
    if len(cells) < 2 or len(cells) > _MOST_CELLS or len(" ".join(cells).split()) > _MOST_WORDS:
        return None
    pairs: list[tuple[str, str]] = []
    at = 0
    for cell in cells:
        found = re.compile(rf"(?:^|(?<=[.:?!,] )){re.escape(cell)}(?=[.,: ]|$)").search(spelt, at)
        if found is None:
            return None
        before = _UNIT.sub("", spelt[at : found.start()])
        pairs.append((before.strip(" .,:") if before.endswith(": ") else "", cell))
        at = found.end()
    (first_header, label), *rest = pairs
    if first_header or not any(header for header, _ in rest):
        return None
    return Cells(label, _asked_for(rest, asked) or tuple(rest))


def _asked_for(pairs: list[tuple[str, str]], asked: str) -> tuple[tuple[str, str], ...]:
    """The cells under the headers that the question names by year, or in all their words; none where it names none."""
    years = years_in(asked)
    dated = [(len(years & years_in(header)), (header, cell)) for header, cell in pairs]
    best = max((shared for shared, _ in dated), default=0)
    if best:
        return tuple(pair for shared, pair in dated if shared == best)
    here = set(asked_stems(asked))
    return tuple(pair for pair in pairs if pair[0] and set(stems(pair[0])) <= here)
