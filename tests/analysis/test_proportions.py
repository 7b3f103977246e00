"""Which columns differ."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from analysis.errors import DesignError, NobodyAnswered, TooFew, UndefinedStatistic
from analysis.proportions import column_proportions, letters

TABLE = np.array([[30.0, 10.0, 12.0], [10.0, 30.0, 28.0]])


def test_a_pair_of_columns_is_pearsons_chi_square_of_the_two() -> None:
    pair = column_proportions(TABLE, "none")[0][0]
    wanted = stats.chi2_contingency(TABLE[:, :2], correction=False)
    assert (pair.z**2, pair.p) == pytest.approx((wanted.statistic, wanted.pvalue))


def test_letters_name_the_lower_columns() -> None:
    assert letters(column_proportions(TABLE), 3) == (("BC", "", ""), ("", "A", "A"))


def test_bonferroni_multiplies_by_the_pairs_that_have_a_test() -> None:
    rows = column_proportions(np.array([[5.0, 0.0, 8.0], [7.0, 0.0, 3.0]]))
    assert [pair.p is None for pair in rows[0]] == [True, False, True]
    assert rows[0][1].adjusted == pytest.approx(rows[0][1].p)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("counts", "error"),
    [(np.zeros((2, 2)), NobodyAnswered), (np.ones((3, 1)), TooFew), (np.full((2, 2), np.nan), DesignError)],
)
def test_hopeless_tables_are_named_errors(counts: Any, error: Any) -> None:
    with pytest.raises(error):
        column_proportions(counts)


def test_an_unknown_adjustment_is_a_named_error() -> None:
    with pytest.raises(UndefinedStatistic, match="sidak"):
        column_proportions(TABLE, "sidak")


def test_there_are_26_letters() -> None:
    with pytest.raises(TooFew):
        letters(column_proportions(np.ones((2, 27))), 27)
