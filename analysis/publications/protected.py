"""Protected tables: the tallies and cross-tabs of groups as the public sees them.

Whatever shows them knows them by `protected`: no counts, no intervals, whole per cents with "<5" and ">95",
numbers of people to the nearest 5. Their `count` is only what the per cent makes of the base, for drawing.
The total over everybody is exact: its per cents are whole too, beside its counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from analysis.codebook import Text
from analysis.tables import Crosstab, Protected, Tally, TallyRow

LOWEST, HIGHEST = 2.5, 97.5
"""The per cents that stand for "<5" and ">95"."""


def in_whole(total: Tally) -> Tally:
    """A total as the public is told it: exact, in whole per cents."""
    return replace(total, decimals=0, items=tuple(map(in_whole, total.items)))


def protected(total: Tally, base: int, percents: Sequence[int]) -> Tally:
    """The tally of a group: a whole per cent (0 for "<5", 100 for ">95") for each row and net of `total`,
    of `base` people."""
    lines = [_row(*pair, base) for pair in zip((*total.rows, *total.nets), percents, strict=False)]
    return replace(
        total,
        n=base,
        base=base,
        missing={},
        rows=tuple(lines[: len(total.rows)]),
        nets=tuple(lines[len(total.rows) :]),
        items=(),
        statistics={},
        weighted_base=float(base),
        answers=None,
        population=None,
        method="protected",
        effective_n=None,
        protected=True,
    )


def _row(row: TallyRow, percent: int, base: int) -> TallyRow:
    drawn = LOWEST if percent < 5 else HIGHEST if percent > 95 else float(percent)
    count = round(drawn * base / 100)
    return TallyRow(row.code, row.label, count, float(count), drawn, 0.0, 100.0)


def crossed(total: Tally, by: tuple[str, Text], groups: Sequence[tuple[str, Text, Tally]]) -> Crosstab:
    """The tallies of groups (code, label, protected tally) side by side; `by` is the name and the label of
    the variable that tells them apart, `total` the tally of all of them."""
    tallies = [tally for _, _, tally in groups]
    rows = [[tally.rows[i] for tally in tallies] for i in range(len(total.rows))]
    counts = tuple(tuple(row.count for row in cells) for cells in rows)
    percents = tuple(tuple(row.percent for row in cells) for cells in rows)
    nothing = tuple((0.0,) * len(tallies) for _ in rows)
    return Crosstab(
        row=total.variable,
        column=by[0],
        row_label=total.label,
        column_label=by[1],
        row_codes=tuple(row.code for row in total.rows),
        column_codes=tuple(code for code, _, _ in groups),
        row_labels=tuple(row.label for row in total.rows),
        column_labels=tuple(label for _, label, _ in groups),
        counts=counts,
        weighted=tuple(tuple(map(float, cells)) for cells in counts),
        expected=nothing,
        row_percents=nothing,
        column_percents=percents,
        column_low=nothing,
        column_high=tuple((100.0,) * len(tallies) for _ in rows),
        adjusted_residuals=nothing,
        n=total.base,
        missing={},
        test=None,
        association=None,
        method="protected",
        protected=Protected(
            tuple(tally.base for tally in tallies),
            tuple(row.percent for row in total.rows),
            total.kind == "multiple",
        ),
    )


def alike(result: Tally | Crosstab) -> tuple[Text, ...]:
    """The labels of the columns of a protected table (of a tally its own, of a grid those of its rows) in
    which, as far as is told, everybody answered alike: no noise and no rounding can hide what they said."""
    columns: Iterable[tuple[Text, tuple[float, ...]]]
    if isinstance(result, Crosstab):
        columns = zip(result.column_labels, zip(*result.column_percents, strict=True), strict=True)
    else:
        columns = ((one.label, tuple(row.percent for row in one.rows)) for one in result.items or (result,))
    return tuple(
        label for label, percents in columns if HIGHEST in percents and {*percents} <= {LOWEST, HIGHEST}
    )


def told(percent: float) -> str:
    """A per cent of a protected table as it is told.

    >>> told(2.5), told(23.0), told(97.5)
    ('<5', '23', '>95')
    """
    return "<5" if percent < 5 else ">95" if percent > 95 else f"{percent:.0f}"
