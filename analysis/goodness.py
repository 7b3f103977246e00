"""Does one variable follow given shares?"""

from __future__ import annotations

import numpy as np
from scipy import stats

from analysis.arrays import Floats, Row
from analysis.entrance import guard
from analysis.errors import DesignError, TooFew
from analysis.measures import checked_row
from analysis.tables import Test


def chi_square(counts: Row, shares: Floats | None = None) -> Test:
    """Pearson's chi-square test that k counts come from these shares, equal ones unless given (R:
    chisq.test of one row). The shares need not sum to 1 but must all be above 0, else DesignError; TooFew
    for one category.

    >>> chi_square(np.array([10, 20, 30])).statistic
    10.0
    """
    people = checked_row(counts)
    if len(people) < 2:
        raise TooFew("goodness of fit needs two categories")
    weights = np.ones(len(people)) if shares is None else np.asarray(shares, dtype=float)
    if weights.shape != people.shape or not (np.isfinite(weights) & (weights > 0)).all():
        raise DesignError(f"{len(people)} categories need {len(people)} shares above 0")
    wanted = people.sum() * weights / weights.sum()
    statistic, df = float(((people - wanted) ** 2 / wanted).sum()), len(people) - 1
    return Test("chi-square goodness of fit", statistic, df, float(stats.chi2.sf(statistic, df)))


guard(__name__)
