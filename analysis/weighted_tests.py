"""Independence in weighted data: Rao and Scott's tests, and Wald's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from scipy import stats

from analysis import chi_square_sums, hypotheses, sampled
from analysis.arrays import Floats
from analysis.columns import Column
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import TooFew, TooSparse, UndefinedStatistic
from analysis.estimates import degrees_of_freedom, total
from analysis.sampled import SampledTable
from analysis.tables import Test


def rao_scott(
    design: Design, row: Column, column: Column, *, population: bool = False
) -> tuple[Test, Floats, float]:
    """Rao and Scott's (1984) F test of two coded columns (R survey: svychisq(statistic="F")), the weighted
    table (sums of weights), and the mean design effect by which Pearson's statistic is divided.

    `population=True` applies the finite population correction, as R does; a test about the process behind
    the people does not.
    """
    return of_table(sampled.of_people(design, row, column, population=population))


def of_table(table: SampledTable) -> tuple[Test, Floats, float]:
    """The same of a table that a sample estimates."""
    effects = _design_effects(table.shares, table.covariance, table.people)
    trace = float(np.trace(effects))
    statistic = hypotheses.pearson(table.shares * table.people).statistic
    d0 = trace**2 / float(np.trace(effects @ effects))
    f, df2 = statistic / trace, d0 * table.df
    test = Test("Rao-Scott F", f, d0, float(stats.f.sf(f, d0, df2)), df2=df2)
    return test, table.shares * table.weight, trace / len(effects)


Statistic = Literal["F", "Chisq", "Wald", "adjWald", "lincom", "saddlepoint"]


@dataclass(frozen=True, slots=True)
class RaoScott:
    """Pearson's statistic of a weighted table scaled to `people`, the eigenvalues of its design effects, and
    the degrees of freedom by which they are uncertain."""

    statistic: float
    eigenvalues: tuple[float, ...]
    df: float
    df2: float

    @property
    def f(self) -> float:
        """The statistic over the sum of the eigenvalues."""
        return self.statistic / sum(self.eigenvalues)


def spectrum(
    design: Design, row: Column, column: Column, *, population: bool = True, people: int | None = None
) -> RaoScott:
    """What all of Rao and Scott's tests are made of; `people` to whom Pearson's statistic is scaled
    (default: all rows of the data, as R does, missing answers included)."""
    table = sampled.of_people(design, row, column, population=population)
    n = len(row.missing) if people is None else people
    effects = _design_effects(table.shares, table.covariance, n)
    statistic = hypotheses.pearson(table.shares * float(n)).statistic
    eigen = np.sort(np.linalg.eigvals(effects).real)[::-1]
    d0 = float(np.trace(effects) ** 2 / np.trace(effects @ effects))
    return RaoScott(statistic, tuple(eigen.tolist()), d0, d0 * table.df)


def design_based(
    design: Design, row: Column, column: Column, *, statistic: Statistic = "F", population: bool = True
) -> Test:
    """The test of independence of two coded columns under a design (R survey: svychisq).

    F: Rao and Scott's (1984) second-order F; Chisq: Pearson's statistic over the mean design effect;
    lincom, saddlepoint: the statistic against its own sum of eigenvalues times chi-squares (over a
    chi-square of the design), by Imhof's (1961) integral or the saddlepoint approximation (Kuonen 1999);
    Wald, adjWald: Koch, Freeman and Freeman's (1975) Wald test of the cells less their expectation, without
    or with the correction for the degrees of freedom of the design (Thomas and Rao 1987).
    """
    if statistic in ("Wald", "adjWald"):
        return _wald(design, row, column, adjusted=statistic == "adjWald", population=population)
    found = spectrum(design, row, column, population=population)
    eigen = np.array(found.eigenvalues)
    if statistic == "F":
        return Test(
            "Rao-Scott F", found.f, found.df, float(stats.f.sf(found.f, found.df, found.df2)), df2=found.df2
        )
    if statistic == "Chisq":
        p = float(stats.chi2.sf(found.statistic / eigen.mean(), len(eigen)))
        return Test("Rao-Scott chi-square", found.statistic, len(eigen), p)
    if statistic == "lincom":
        p = chi_square_sums.imhof(found.statistic, eigen, found.df2)
        return Test("Rao-Scott linear combination", found.statistic, None, p, df2=found.df2)
    if statistic == "saddlepoint":
        p = chi_square_sums.saddlepoint(found.statistic, eigen, found.df2)
        return Test("Rao-Scott saddlepoint", found.statistic, None, p, df2=found.df2)
    raise UndefinedStatistic(f"the statistic is one of {', '.join(get_args(Statistic))}, not {statistic!r}")


def _wald(design: Design, row: Column, column: Column, *, adjusted: bool, population: bool) -> Test:
    """The quadratic form of N_ij - N_i. N_.j / N.. over its (r - 1)(c - 1) free cells."""
    inside = row.answered & column.answered
    places, shape = sampled.cells(row, column, inside, design)
    columns = (places[:, None] == np.arange(shape[0] * shape[1])).astype(float)
    estimate = total(columns, design, domain=inside, population=population)
    free = np.arange(len(estimate.values)).reshape(shape)[1:, 1:].ravel()
    excess = estimate.transformed(
        lambda sums: _excess(sums, shape)[free], excess_slopes(estimate.values, shape)[free]
    )
    spread = excess.covariance
    k, df = len(free), degrees_of_freedom(design, len(inside))
    if np.linalg.matrix_rank(spread, hermitian=True) < k:
        raise TooSparse("the cells of the weighted table have no variance to test independence by")
    f = float(excess.values @ np.linalg.solve(spread, excess.values)) / k
    if not adjusted:
        return Test("Wald", f, k, float(stats.f.sf(f, k, df)), df2=df)
    left = df - k + 1
    if left < 1:
        raise TooFew(f"{df} degrees of freedom of the design are too few for {k} cells")
    f *= left / df
    return Test("adjusted Wald", f, k, float(stats.f.sf(f, k, left)), df2=left)


def _excess(sums: Floats, shape: tuple[int, int]) -> Floats:
    return (sums.reshape(shape) - hypotheses.expected(sums.reshape(shape))).ravel()


def excess_slopes(sums: Floats, shape: tuple[int, int]) -> Floats:
    """The derivatives (cells x cells) of N_ij - N_i. N_.j / N.. by N_kl."""
    table = sums.reshape(shape)
    rows, columns, n = table.sum(1), table.sum(0), table.sum()
    by_row = np.einsum("ik,j->ijk", np.eye(shape[0]), columns / n)[:, :, :, None]
    by_column = np.einsum("jl,i->ijl", np.eye(shape[1]), rows / n)[:, :, None, :]
    both = (np.outer(rows, columns) / n**2)[:, :, None, None]
    slopes: Floats = np.eye(table.size) - (by_row + by_column - both).reshape(table.size, table.size)
    return slopes


def _design_effects(shares: Floats, covariance: Floats, n: int) -> Floats:
    """The generalized design effect matrix: (C' D C / n)^-1 (C' D V D C), D = diag(1 / share), C the
    interaction contrasts made orthogonal to the main effects. TooSparse where empty cells leave it undefined.
    """
    share, shape = shares.ravel(), (shares.shape[0], shares.shape[1])
    inverse = np.where(share > 0, 1 / np.where(share > 0, share, 1), 0.0)
    contrasts = _interactions(shape)
    spread = contrasts * inverse[:, None]
    under = contrasts.T @ (contrasts * inverse[:, None]) / n
    if np.linalg.cond(under) > 1e12:
        raise TooSparse("the weighted table has too many empty cells for a test of independence")
    effects: Floats = np.linalg.solve(under, spread.T @ covariance @ spread)
    return effects


def _interactions(shape: tuple[int, int]) -> Floats:
    rows, columns = (np.eye(size)[:, 1:] for size in shape)
    ones = [np.ones((size, 1)) for size in shape]
    main = np.hstack([np.kron(ones[0], ones[1]), np.kron(rows, ones[1]), np.kron(ones[0], columns)])
    both = np.kron(rows, columns)
    residual: Floats = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    return residual


guard(__name__)
