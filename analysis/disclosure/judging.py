"""What the published numbers of groups say of dependence, the noise counted in.

Exact numbers would tell too much: V and p with two digits give away every table of two groups and two answers
and nine in ten of two groups and three. The noise of a cell has variance 2, which a chi-square takes
into its denominators: it errs as often as it says, and tells nothing that the published numbers do not tell.
Under weights, strata or clusters only exact numbers have a test: there is no verdict then.
"""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
from scipy import special

from analysis.arrays import Integers
from analysis.contingency import Contingency
from analysis.crosstabs import MARGIN, verdict
from analysis.disclosure.noise import VARIANCE, nearest_five
from analysis.errors import TooFew
from analysis.hypotheses import smallest_detectable, v_interval
from analysis.publications import Verdict
from analysis.tables import Association, Test
from analysis.words import reason

LEVEL = 0.95


def judged(shown: Integers) -> Verdict | None:
    """The verdict on two variables, rounded; None where there is no test. `shown` are the noised numbers of
    the valid codes of both (row x column)."""
    found = _of_shown(shown)
    if found is None:
        return None
    test, association = _test(found.test), _association(found.association)
    return Verdict(test, replace(association, reason=reason(association, test, LEVEL, "en")))


def _of_shown(shown: Integers) -> Verdict | None:
    """The verdict of noised numbers: a chi-square whose denominators are the expected numbers and the
    variance of the noise. The limits of V are wider by what these denominators take from a dependence."""
    try:
        table = Contingency.of(shown.astype(float))
    except TooFew:
        return None
    statistic = float((np.square(table.counts - table.expected) / (table.expected + VARIANCE)).sum())
    kept = statistic / table.statistic if statistic else 1.0
    df, scale = table.df, table.scale
    p, strength = float(special.chdtrc(df, statistic)), v_interval(statistic, df, scale * kept, LEVEL)
    value, detectable = sqrt(statistic / scale), smallest_detectable(df, scale * kept, LEVEL)
    said = verdict(p, strength, detectable, margin=MARGIN, level=LEVEL)
    found = Association(
        *(value, strength.low, strength.high, said, MARGIN, detectable, ""), people=int(table.n)
    )
    return Verdict(Test("Pearson chi-square", statistic, df, p), found)


def _test(test: Test) -> Test:
    return replace(test, statistic=two_digits(test.statistic), p=two_digits(test.p))


def _association(found: Association) -> Association:
    return replace(
        found,
        value=round(found.value, 2),
        low=round(found.low, 2),
        high=round(found.high, 2),
        smallest_detectable=round(found.smallest_detectable, 2),
        people=nearest_five(found.people),
    )


def two_digits(value: float) -> float:
    """A number with two significant digits.

    >>> two_digits(17.37), two_digits(0.04961)
    (17.0, 0.05)
    """
    return float(f"{value:.2g}")
