"""Independence in weighted data: Rao and Scott's second-order F, and Cramer's V in its light."""

from __future__ import annotations

import numpy as np
from scipy import stats

from analysis import hypotheses
from analysis.arrays import Floats
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import TooFew, TooSparse
from analysis.estimates import Estimate, degrees_of_freedom, mean
from analysis.tables import Test


def rao_scott(
    design: Design, row: Column, column: Column, *, population: bool = False
) -> tuple[Test, Floats, float]:
    """Rao and Scott's (1984) F test of two coded columns (R survey: svychisq(statistic="F")), the weighted
    table (sums of weights), and the mean design effect by which Pearson's statistic is divided.

    `population=True` applies the finite population correction, as R does; a test about the process behind
    the people does not.
    """
    inside = row.answered & column.answered
    cells, shape = _cells(row, column, inside, design)
    estimate = mean(cells, design, domain=inside, population=population)
    share = estimate.values
    weighted = share.reshape(shape) * float(design.weights_of(len(inside))[inside].sum())
    eigen = _design_effects(estimate, shape, int(inside.sum()))
    statistic = hypotheses.pearson(share.reshape(shape) * float(inside.sum())).statistic
    d0 = float(np.trace(eigen) ** 2 / np.trace(eigen @ eigen))
    f, df2 = statistic / float(np.trace(eigen)), d0 * degrees_of_freedom(design, len(inside))
    test = Test("Rao-Scott F", f, d0, float(stats.f.sf(f, d0, df2)), df2=df2)
    return test, weighted, float(np.trace(eigen)) / len(eigen)


def independence(
    design: Design, row: Column, column: Column, *, level: float = 0.95
) -> tuple[Test, hypotheses.Strength, float]:
    """The test, Cramer's V with its interval, and the smallest V found with 80 % power.

    V is that of the weighted table; its interval and the power treat Pearson's statistic divided by the
    mean design effect as a noncentral chi-square of as many fewer people (first-order Rao-Scott).
    """
    test, weighted, effect = rao_scott(design, row, column)
    people = float((row.answered & column.answered).sum()) / effect
    df = (weighted.shape[0] - 1) * (weighted.shape[1] - 1)
    scale = people * (min(weighted.shape) - 1)
    statistic = hypotheses.pearson(weighted * (people / weighted.sum())).statistic
    detectable = hypotheses.smallest_detectable(df, scale, level)
    return test, hypotheses.v_interval(statistic, df, scale, level), detectable


def _cells(row: Column, column: Column, inside: np.ndarray, design: Design) -> tuple[Floats, tuple[int, int]]:
    """0/1 columns (n x cells) of the table without empty rows and columns, and its shape."""
    weights = design.weights_of(len(inside))
    used = inside & (weights > 0)
    rows, columns = np.unique(row.values[used]), np.unique(column.values[used])
    if len(rows) < 2 or len(columns) < 2:
        raise TooFew("independence needs at least two rows and two columns with people")
    by_row = (row.values[:, None] == rows) & inside[:, None]
    by_column = (column.values[:, None] == columns) & inside[:, None]
    cells = (by_row[:, :, None] & by_column[:, None, :]).reshape(len(inside), -1).astype(float)
    return cells, (len(rows), len(columns))


def _design_effects(estimate: Estimate, shape: tuple[int, int], n: int) -> Floats:
    """The generalized design effect matrix: (C' D C / n)^-1 (C' D V D C), D = diag(1 / share), C the
    interaction contrasts made orthogonal to the main effects. TooSparse where empty cells leave it undefined.
    """
    share = estimate.values
    inverse = np.where(share > 0, 1 / np.where(share > 0, share, 1), 0.0)
    contrasts = _interactions(shape)
    spread = contrasts * inverse[:, None]
    under = contrasts.T @ (contrasts * inverse[:, None]) / n
    if np.linalg.cond(under) > 1e12:
        raise TooSparse("the weighted table has too many empty cells for a test of independence")
    effects: Floats = np.linalg.solve(under, spread.T @ estimate.covariance @ spread)
    return effects


def _interactions(shape: tuple[int, int]) -> Floats:
    rows, columns = (np.eye(size)[:, 1:] for size in shape)
    ones = [np.ones((size, 1)) for size in shape]
    main = np.hstack([np.kron(ones[0], ones[1]), np.kron(rows, ones[1]), np.kron(ones[0], columns)])
    both = np.kron(rows, columns)
    residual: Floats = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    return residual
