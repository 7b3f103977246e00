"""A trend of shares over ordered groups."""

from __future__ import annotations

import numpy as np
from scipy import stats

from analysis.arrays import Floats
from analysis.correlation import scores_of
from analysis.entrance import guard
from analysis.errors import DesignError, NotTabulable, NoVariation
from analysis.measures import checked
from analysis.tables import Test


def cochran_armitage(counts: Floats, scores: Floats | None = None) -> Test:
    """The Cochran-Armitage test (1954, 1955) of a table of 2 rows x k ordered columns: does the share of the
    second row change linearly with the columns' scores (1..k unless given)?

    z = sum s (x - n p) / sqrt(p (1 - p) (sum n s^2 - (sum n s)^2 / N)), x the second row, n the columns, p
    the whole share; z^2 is R's prop.trend.test. NoVariation when everybody is in one row or one column.
    """
    table = checked(counts)
    if len(table) != 2:
        raise NotTabulable(f"a trend of shares needs two rows, not {len(table)}")
    base, n = table.sum(0), table.sum()
    score = scores_of(len(base), scores)
    share = table[1].sum() / n
    centred = score - (base @ score) / n
    if not 0 < share < 1 or len(set(score[base > 0].tolist())) < 2:
        raise NoVariation("a trend needs people in both rows and in columns of two scores")
    z = float(centred @ (table[1] - base * share) / np.sqrt(share * (1 - share) * (base @ centred**2)))
    return Test("Cochran-Armitage trend", z, None, float(2 * stats.norm.sf(abs(z))))


def trend_of_shares(cases: Floats, base: Floats, scores: Floats | None = None) -> Test:
    """The same from the cases among the people of each group; DesignError for more cases than people."""
    yes, all_ = np.asarray(cases, dtype=float), np.asarray(base, dtype=float)
    if yes.shape != all_.shape or (yes > all_).any():
        raise DesignError("each group needs as many people as cases, or more")
    return cochran_armitage(np.array([all_ - yes, yes]), scores)


guard(__name__)
