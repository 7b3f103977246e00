"""The normal distribution behind ordered categories."""

from typing import Any

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from analysis.bivariate import density, distribution
from analysis.errors import NobodyAnswered, NoVariation, TooSparse
from analysis.polychoric import deviance, polychoric, two_step

TABLE = np.array([[20.0, 12.0, 3.0], [9.0, 15.0, 10.0], [2.0, 8.0, 18.0]])


@pytest.mark.parametrize("rho", [-0.99, -0.4, 0.0, 0.3, 0.95])
@pytest.mark.parametrize(("h", "k"), [(0, 0), (0, -1), (1.5, -0.2), (-2, -2), (0.7, 0.7)])
def test_the_bivariate_distribution_is_scipys(h: Any, k: Any, rho: Any) -> None:
    wanted = multivariate_normal.cdf([h, k], cov=[[1, rho], [rho, 1]], abseps=1e-12)
    assert float(distribution(np.array(h), np.array(k), rho)) == pytest.approx(wanted, abs=1e-10)


@pytest.mark.filterwarnings("error")
def test_infinite_cuts_are_the_margins() -> None:
    edges = np.array([-np.inf, np.inf])
    assert distribution(edges, np.array(0.3), 0.5) == pytest.approx([0, 0.6179114])
    assert density(edges, np.array(0.3), 0.5) == pytest.approx([0, 0])


def test_the_mean_counts_of_a_known_correlation_give_it_back() -> None:
    row, column = np.array([-np.inf, -0.5, 0.8, np.inf]), np.array([-np.inf, 0.0, 1.0, np.inf])
    share = np.diff(np.diff(distribution(row[:, None], column, 0.6), axis=0), axis=1)
    found = polychoric(share * 1000)
    assert (found.rho, two_step(share * 1000)) == pytest.approx((0.6, 0.6), abs=1e-8)
    assert found.row_cuts == pytest.approx((-0.5, 0.8), abs=1e-8)
    assert found.test.statistic == pytest.approx(0, abs=1e-9)


def test_nothing_near_the_maximum_is_more_likely() -> None:
    found = polychoric(TABLE)
    for step in (-0.02, 0.02):
        assert deviance(TABLE, found.rho + step, found.row_cuts, found.column_cuts) > found.test.statistic


def test_turning_a_side_turns_the_sign() -> None:
    assert polychoric(TABLE[::-1]).rho == pytest.approx(-polychoric(TABLE).rho, abs=1e-8)
    assert polychoric(TABLE.T).standard_error == pytest.approx(polychoric(TABLE).standard_error, rel=1e-6)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((2, 2)), NobodyAnswered),
        (np.array([[3.0, 4.0]]), NoVariation),
        (np.diag([5.0, 6.0, 7.0]), TooSparse),
        (np.array([[6.0, 0.0], [5.0, 9.0]]), TooSparse),
    ],
)
@pytest.mark.parametrize("correlation", [polychoric, two_step])
def test_hopeless_tables_are_named_errors(correlation: Any, counts: Any, error: Any) -> None:
    with pytest.raises(error):
        correlation(counts)


@pytest.mark.filterwarnings("error")
def test_a_thousand_million_times_the_people_have_the_same_correlation() -> None:
    assert polychoric(TABLE * 1e9).rho == pytest.approx(polychoric(TABLE).rho, abs=1e-7)
