"""How strongly two nominal variables hang together, from the counts of their table (rows x columns).

Directed measures say how much better one variable is known when the other is: `given="row"` predicts the
column from the row, `given="column"` the row from the column. Empty rows and columns change nothing.

X^2 is Pearson's chi-square; phi and C are Pearson's (1904), V Cramer's (1946), T Tschuprow's (1939) (R vcd:
assocstats).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import numpy as np
from scipy import special

from analysis import hypotheses
from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.hypotheses import without_empty
from analysis.measures import Measure, checked, divided, one_of

Given = Literal["row", "column"]


def phi(counts: Floats) -> float:
    """phi = sqrt(X^2 / n), Pearson's mean square contingency; TooFew below 2 x 2."""
    table = _filled(counts)
    return float(np.sqrt(hypotheses.pearson(table).statistic / table.sum()))


def contingency(counts: Floats) -> float:
    """Pearson's contingency coefficient C = sqrt(X^2 / (X^2 + n)); TooFew below 2 x 2."""
    square = phi(counts) ** 2
    return float(np.sqrt(square / (1 + square)))


def cramers_v(counts: Floats) -> float:
    """Cramer's V = sqrt(X^2 / (n (k - 1))), k the smaller side; TooFew below 2 x 2."""
    return float(phi(counts) / np.sqrt(min(_filled(counts).shape) - 1))


def tschuprow_t(counts: Floats) -> float:
    """Tschuprow's T = sqrt(X^2 / (n sqrt((r - 1) (c - 1)))); TooFew below 2 x 2."""
    rows, columns = _filled(counts).shape
    size = phi(counts)
    return float(size / ((rows - 1) * (columns - 1)) ** 0.25)


def goodman_kruskal_lambda(counts: Floats, given: Given = "row") -> Measure:
    """Goodman and Kruskal's (1954) lambda: by how much knowing one variable lessens the errors of guessing
    the other's most frequent category. NoVariation where nothing was to guess.

    lambda = (sum_i max_j n_ij - max_j n_.j) / (n - max_j n_.j); among equal maxima the first counts, as in
    the ASE1 of SAS PROC FREQ.
    """
    return _directed(counts, given, _lambda)


def symmetric_lambda(counts: Floats) -> float:
    """The symmetric lambda (Goodman and Kruskal 1954): both predictions' gains over both predictions' errors,
    (sum_i max_j n_ij + sum_j max_i n_ij - max_j n_.j - max_i n_i.) / (2 n - max_j n_.j - max_i n_i.)."""
    table = checked(counts)
    guessed = table.max(1).sum() + table.max(0).sum()
    blind = table.sum(1).max() + table.sum(0).max()
    return divided(guessed - blind, 2 * table.sum() - blind, "all people are in one cell: nothing to guess")


def _lambda(table: Floats) -> Measure:
    n, modal = table.sum(), int(table.sum(0).argmax())
    errors = n - table[:, modal].sum()
    value = divided(table.max(1).sum() - table[:, modal].sum(), errors, "what is predicted does not vary")
    guessed, blind = (np.eye(table.shape[1])[place] for place in (table.argmax(1), modal))
    influence = (guessed - (1 - value) * blind) * (n / errors)
    return Measure("lambda", value, table, influence, least=0.0)


def goodman_kruskal_tau(counts: Floats, given: Given = "row") -> Measure:
    """Goodman and Kruskal's (1954) tau: by how much knowing one variable lessens the errors of guessing the
    other in proportion to its shares. NoVariation where the other has one category.

    tau = (sum_ij p_ij^2 / p_i. - sum_j p_.j^2) / (1 - sum_j p_.j^2); its influences by the delta method.
    """
    return _directed(counts, given, _tau)


def _tau(table: Floats) -> Measure:
    share = table / table.sum()
    column, inside = share.sum(0), share / share.sum(1, keepdims=True)
    errors = 1 - (column**2).sum() if (column > 0).sum() > 1 else 0.0
    value = divided((share * inside).sum() - (column**2).sum(), errors, "what is predicted does not vary")
    gain = 2 * inside - (inside**2).sum(1, keepdims=True) - 2 * column * (1 - value)
    return Measure("tau", value, table, gain / errors, least=0.0)


def uncertainty(counts: Floats, given: Given = "row") -> Measure:
    """Theil's (1970) uncertainty coefficient: the share of one variable's entropy that the other tells.
    NoVariation where there is no entropy.

    U = (H(row) + H(column) - H(both)) / H(column), H = -sum p log p; ASE1 as in SAS PROC FREQ.
    """
    return _directed(counts, given, _uncertainty)


def symmetric_uncertainty(counts: Floats) -> float:
    """The symmetric uncertainty coefficient 2 (H(row) + H(column) - H(both)) / (H(row) + H(column))."""
    table = checked(counts)
    row, column, both = _entropies(table)
    return divided(2 * _told(row, column, both), row + column, "all people are in one cell: no entropy")


def _uncertainty(table: Floats) -> Measure:
    row, column, both = _entropies(table)
    share = table / table.sum()
    value = divided(_told(row, column, both), column, "what is predicted does not vary")
    inside = share / share.sum(1, keepdims=True)
    log_inside = np.log(inside, out=np.zeros_like(inside), where=inside > 0)
    influence = (column * log_inside + (row - both) * np.log(share.sum(0))) / column**2
    return Measure("uncertainty", value, table, influence, least=0.0)


def _told(row: float, column: float, both: float) -> float:
    """What each tells of the other, H(row) + H(column) - H(both): no more than there is to tell, whatever the
    rounding of nearly constant variables."""
    return min(max(row + column - both, 0.0), row, column)


def _entropies(table: Floats) -> tuple[float, float, float]:
    share = table / table.sum()
    row, column, both = (float(special.entr(part).sum()) for part in (share.sum(1), share.sum(0), share))
    return row, column, both


def _directed(counts: Floats, given: Given, measure: Callable[[Floats], Measure]) -> Measure:
    """The measure that predicts the column from the row, of the table or of the turned table.

    The influences of empty rows and columns, where nobody is, are 0.
    """
    table = checked(counts)
    one_of(given, ("row", "column"))
    turned = table if given == "row" else table.T
    kept, rows, columns = without_empty(turned)
    found = measure(kept)
    influence = np.zeros(turned.shape)
    influence[np.ix_(rows, columns)] = found.influence
    whole = replace(found, counts=turned, influence=influence)
    return whole if given == "row" else whole.turned


def _filled(counts: Floats) -> Floats:
    return without_empty(checked(counts))[0]


guard(__name__)
