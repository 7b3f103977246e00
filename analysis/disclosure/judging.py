"""What exact tables say of dependence, told with two digits: too little to count anybody by."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from analysis.aggregate import Aggregate, Axis
from analysis.arrays import Integers
from analysis.crosstabs import crosstab, crosstab_of
from analysis.disclosure.noise import nearest_five
from analysis.errors import UndefinedStatistic
from analysis.microdata import Microdata
from analysis.publications import Verdict
from analysis.tables import Association, Crosstab, Test
from analysis.words import reason


def judged(microdata: Microdata, row: str, column: str, people: Integers) -> Verdict | None:
    """The verdict on two variables, the numbers rounded; None where there is no test. `people` are those who
    gave each valid code of both (row x column)."""
    try:
        table = _table(microdata, row, column, people)
    except UndefinedStatistic:
        return None
    if table.test is None or table.association is None:
        return None
    test, found = _test(table.test), _association(table.association)
    return Verdict(test, replace(found, reason=reason(found, test, table.level, "en")))


def _table(microdata: Microdata, row: str, column: str, people: Integers) -> Crosstab:
    """The cross-tab: of the counts alone, where people count as one each."""
    if microdata.design.by_design:
        return crosstab(microdata, row, column)
    stub, banner = (Axis.of(microdata.column(name)) for name in (row, column))
    counts = np.zeros((1, len(stub.codes), len(banner.codes)), np.int64)
    counts[0, : stub.valid, : banner.valid] = people
    ones = counts.astype(float)
    return crosstab_of(Aggregate(stub, banner, ("",), counts, ones, ones))


def _test(test: Test) -> Test:
    error = None if test.error is None else two_digits(test.error)
    return replace(test, statistic=two_digits(test.statistic), p=two_digits(test.p), error=error)


def _association(found: Association) -> Association:
    return replace(
        found,
        value=round(found.value, 2),
        low=round(found.low, 2),
        high=round(found.high, 2),
        corrected=round(found.corrected, 2),
        smallest_detectable=round(found.smallest_detectable, 2),
        people=nearest_five(found.people),
        design_effect=None if found.design_effect is None else two_digits(found.design_effect),
        cautious_p=None if found.cautious_p is None else two_digits(found.cautious_p),
    )


def two_digits(value: float) -> float:
    """A number with two significant digits.

    >>> two_digits(17.37), two_digits(0.04961)
    (17.0, 0.05)
    """
    return float(f"{value:.2g}")
