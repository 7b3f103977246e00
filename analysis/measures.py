"""A measure of association: its value and the influence of one person in each cell of the table.

Every measure of a two-way table is a function of the cells' shares; the influence of a cell is the
function's derivative by that share. The asymptotic standard error of a simple random sample is the spread
of the influences over the people (the delta method: Goodman and Kruskal 1972; SAS PROC FREQ: ASE1); under
another design they are the scores that `analysis.estimates.covariance` takes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Floats, unmasked
from analysis.entrance import guard
from analysis.errors import DesignError, NobodyAnswered, NotANumber, NoVariation, WrongArgument
from analysis.gates import SMALLEST
from analysis.intervals import normal_quantile


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """The `value` of a measure in `counts` (rows x columns), the `influence` of a person in each cell, and
    the standard error under independence, for tests, where there is one (`null_error`; SAS: ASE0). No measure
    lies beyond 1, or below `least`."""

    name: str
    value: float
    counts: Floats
    influence: Floats
    null_error: float | None = None
    least: float = -1.0

    @property
    def standard_error(self) -> float:
        """The asymptotic standard error, sqrt(sum p (influence - mean)^2 / n), for intervals."""
        share = self.counts / self.counts.sum()
        centred = self.influence - (share * self.influence).sum()
        return float(np.sqrt((share * centred**2).sum() / self.counts.sum()))

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """value -+ z standard errors, ending where the measure does (R vcdExtra: GKgamma)."""
        return self.limits(self.standard_error, level)

    def limits(self, error: float, level: float) -> tuple[float, float]:
        """The same with another standard error, as that of a design."""
        half = normal_quantile(level) * error
        return max(self.least, self.value - half), min(1.0, self.value + half)

    @property
    def turned(self) -> Measure:
        """The same measure, told of the table with rows and columns exchanged."""
        return replace(self, counts=self.counts.T, influence=self.influence.T)


def checked(counts: object) -> Floats:
    """The counts as floats, rows x columns; NobodyAnswered for none, DesignError for what is no count."""
    table = _numeric(counts)
    if table.ndim != 2:
        raise DesignError(f"a table has rows and columns, not {table.ndim} dimensions")
    if not np.isfinite(table).all() or (table < 0).any() or ((table > 0) & (table < SMALLEST)).any():
        raise DesignError(f"counts must be 0 or numbers from {SMALLEST:g} on")
    if not table.sum():
        raise NobodyAnswered("the table is empty")
    return table


def _numeric(values: object) -> Floats:
    """The values as an array of floats; DesignError for texts, complex numbers and ragged rows."""
    try:
        given = np.asarray(unmasked(values))
    except WrongArgument:
        raise
    except ValueError as error:
        raise DesignError("the rows of a table must be of equal length") from error
    if given.size and given.dtype.kind not in "buif":
        raise DesignError("counts must be numbers")
    return given.astype(float)


def checked_row(counts: object) -> Floats:
    """The counts of one variable as floats; the errors of `checked`."""
    row = _numeric(counts)
    if row.ndim != 1:
        raise DesignError(f"the counts of one variable are a row, not {row.ndim} dimensions")
    return checked(row[None])[0]


def one_of(option: str, known: Iterable[str]) -> str:
    """The option; DesignError, naming those that are known, for another."""
    names = tuple(known)
    if option not in names:
        raise DesignError(f"no option {option!r}; known: {', '.join(names)}")
    return option


def divided(above: float, below: float, why: str) -> float:
    """above / below; NoVariation, saying why, when nothing is below."""
    if not below:
        raise NoVariation(why)
    if not np.isfinite([above, below, above / below]).all():
        raise NotANumber(f"{above:g} / {below:g} is beyond all numbers: {why}")
    return float(above / below)


guard(__name__)
