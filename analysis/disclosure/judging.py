"""What exact tables say of dependence, told with two digits: too little to count anybody by."""

from __future__ import annotations

from dataclasses import replace

from analysis.crosstabs import crosstab
from analysis.disclosure.noise import nearest_five
from analysis.errors import UndefinedStatistic
from analysis.microdata import Microdata
from analysis.publications import Verdict
from analysis.tables import Association, Test
from analysis.words import reason


def judged(microdata: Microdata, row: str, column: str) -> Verdict | None:
    """The verdict on two variables, the numbers rounded; None where there is no test."""
    try:
        table = crosstab(microdata, row, column)
    except UndefinedStatistic:
        return None
    if table.test is None or table.association is None:
        return None
    test, found = _test(table.test), _association(table.association)
    return Verdict(test, replace(found, reason=reason(found, test, table.level, "en")))


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
