"""Cells of an HTML table -> rows in which each column has its place."""

from dataclasses import dataclass, field

from ingest.readers.paragraphs import FROM_ABOVE, Cell, Paragraph

_MOST_COLUMNS = 100


@dataclass(slots=True)
class Table:
    """The rows read so far. A cell over several columns is followed by empty ones, and `FROM_ABOVE` stands under one over several rows."""

    rows: list[list[Cell]] = field(default_factory=list)
    _taken: dict[int, int] = field(default_factory=dict)  # column -> how many rows to come a cell from above takes up

    def begin_row(self) -> None:
        self.end_row()
        self.rows.append([])

    def add(self, cell: list[Paragraph], columns: int, rows: int) -> None:
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        while self._taken.get(len(row), 0) and len(row) < _MOST_COLUMNS:
            self._leave_free(row)
        if len(row) >= _MOST_COLUMNS:
            row[-1] = [*row[-1], *cell]
            return
        for n in range(max(1, min(columns, _MOST_COLUMNS - len(row)))):
            self._taken[len(row)] = max(rows - 1, 0)
            row.append([] if n else cell)

    def end_row(self) -> None:
        """The columns at the end of a row that cells from above take up."""
        last = max((column for column, rows in self._taken.items() if rows), default=-1)
        while self.rows and len(self.rows[-1]) <= last:
            self._leave_free(self.rows[-1])

    def _leave_free(self, row: list[Cell]) -> None:
        self._taken[len(row)] = max(self._taken.get(len(row), 0) - 1, 0)
        row.append(FROM_ABOVE)
