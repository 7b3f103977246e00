"""Tests of independence: identities between independent routes."""

from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from scipy import stats

from analysis import hypotheses as h
from analysis.errors import TooFew, TooMuchWork
from analysis.exact import freeman_halton

TABLE = np.array([[12.0, 5, 8], [4, 11, 6], [9, 7, 3]])


def test_the_squared_residuals_add_up_to_pearsons_statistic() -> None:
    assert np.square(h.pearson_residuals(TABLE)).sum() == pytest.approx(h.pearson(TABLE).statistic)


def test_the_adjusted_residual_of_a_fourfold_table_squares_to_its_statistic() -> None:
    four = np.array([[10.0, 20], [30, 15]])
    assert np.square(h.adjusted_residuals(four)) == pytest.approx(np.full((2, 2), h.pearson(four).statistic))


def test_a_row_of_all_weights_leaves_no_residuals_however_sums_are_rounded() -> None:
    everybody = np.array([[0.6, 2.8, 1.0, 1.3], [0.0, 0, 0, 0]])
    assert not h.adjusted_residuals(everybody).any()


def test_the_exact_p_of_a_fourfold_table_is_fishers() -> None:
    four = np.array([[8, 2], [1, 5]])
    assert freeman_halton(four) == pytest.approx(stats.fisher_exact(four).pvalue, rel=1e-10)


def probability(table: np.ndarray) -> float:
    above = prod(factorial(int(m)) for axis in (0, 1) for m in table.sum(axis))
    return above / factorial(int(table.sum())) / prod(factorial(int(cell)) for cell in table.ravel())


def test_the_exact_p_is_the_sum_over_all_tables_written_out() -> None:
    observed = np.array([[3, 0, 1], [0, 2, 2]])
    (a, _), columns = observed.sum(1), observed.sum(0)
    tables = []
    for x in range(columns[0] + 1):
        for y in range(columns[1] + 1):
            first = np.array([x, y, a - x - y])
            if (first >= 0).all() and (first <= columns).all():
                tables.append(np.array([first, columns - first]))
    chances = [probability(table) for table in tables]
    assert sum(chances) == pytest.approx(1)
    p = sum(chance for chance in chances if chance <= probability(observed) * (1 + 1e-7))
    assert freeman_halton(observed) == pytest.approx(p)


def test_the_exact_test_stops_at_its_bound() -> None:
    with pytest.raises(TooMuchWork):
        freeman_halton(np.full((8, 8), 5), work=10_000)


def _tables_like(table: np.ndarray) -> list[np.ndarray]:
    """All tables with the margins of a small one."""
    rows, columns = table.sum(1).astype(int), table.sum(0).astype(int)
    inner = product(*(range(min(r, c) + 1) for r in rows[:-1] for c in columns[:-1]))
    found = []
    for cells in inner:
        whole = np.zeros(table.shape, int)
        whole[:-1, :-1] = np.reshape(cells, (len(rows) - 1, len(columns) - 1))
        whole[:-1, -1] = rows[:-1] - whole[:-1].sum(1)
        whole[-1] = columns - whole[:-1].sum(0)
        if (whole >= 0).all():
            found.append(whole)
    return found


def _statistic(table: np.ndarray) -> float:
    wanted = h.expected(table.astype(float))
    return float((np.square(table - wanted) / wanted).sum())


def test_monte_carlo_agrees_with_the_exact_distribution() -> None:
    for table in (np.array([[6.0, 1, 2], [2, 5, 3]]), np.array([[9.0, 1, 3], [2, 4, 8], [1, 1, 1]])):
        statistics = [h.pearson(table).statistic, *map(_statistic, _tables_like(table))]
        chances = [probability(one) for one in _tables_like(table)]
        far = np.array(statistics[1:]) >= statistics[0] * (1 - 1e-7)
        found = h.monte_carlo(table, replicates=99_999)
        assert sum(chances) == pytest.approx(1)
        assert found.p == pytest.approx(float(far @ chances), abs=4 * (found.error or 0))


def test_drawing_until_enough_tables_are_as_far_gives_the_same_p_with_its_error() -> None:
    table = np.array([[3.0, 1, 0, 2], [1, 4, 2, 0], [0, 2, 3, 5]])
    many = h.monte_carlo(table, 7, 100_000).p
    found = [h.monte_carlo(table, seed, enough=100) for seed in range(20)]
    assert np.mean([one.p for one in found]) == pytest.approx(many, rel=0.05)
    assert np.std([one.p for one in found]) == pytest.approx(np.mean([one.error for one in found]), rel=0.5)


def test_the_chosen_test_is_exact_for_small_tables_and_simulated_for_larger_ones() -> None:
    small, large = np.array([[4.0, 1, 2], [0, 5, 3]]), np.arange(60.0).reshape(6, 10) % 7
    assert h.independence(small).p == pytest.approx(freeman_halton(small), rel=1e-12)
    assert h.independence(large).p == pytest.approx(h.monte_carlo(large).p, rel=0.2)
    assert h.independence(large) == h.independence(large)


def test_a_table_of_so_many_that_exactness_is_hopeless_is_not_tried_unless_it_lies_far_out() -> None:
    rows, columns = np.array([10.0, 20, 30]), np.array([15.0, 20, 25])
    assert np.exp(h._log_tables(rows, columns)) == pytest.approx(11_656, rel=0.05)
    assert h._log_tables(rows, columns) == pytest.approx(h._log_tables(columns, rows))
    many = np.array([[4.0, 0] * 9, [0.0, 4] * 9])
    assert h._log_tables(many.sum(1), many.sum(0)) > np.log(h.MANY)
    assert h.independence(many).name == "Freeman-Halton exact"
    assert h.independence(many[:, 1:] + many[:, :-1] + many[:, [0]]).name == "Monte-Carlo chi-square"


def test_the_limits_of_v_are_where_the_statistic_meets_its_tails() -> None:
    n, df = TABLE.sum(), 4
    found, statistic = h.cramers_v(TABLE), h.pearson(TABLE).statistic
    assert stats.ncx2.cdf(statistic, df, found.high**2 * n * 2) == pytest.approx(0.025)
    assert found.low <= found.value


def test_the_power_at_the_smallest_detectable_v_is_four_fifths() -> None:
    v = h.smallest_detectable(6, 237 * 2)
    assert v == pytest.approx(0.17, abs=0.005)
    assert stats.ncx2.sf(stats.chi2.isf(0.05, 6), 6, v**2 * 237 * 2) == pytest.approx(0.8)


def test_a_tiny_p_is_not_lost() -> None:
    assert 0 < h.pearson(np.array([[300.0, 0], [0, 300]])).p < 1e-100


def test_one_row_is_refused() -> None:
    with pytest.raises(TooFew, match="two rows"):
        h.pearson(np.array([[1.0, 2]]))


def test_the_noncentrality_of_a_large_statistic_goes_on_where_the_solver_ends() -> None:
    for upper in (0.025, 0.975):
        below, above = (h.noncentrality(1e8 + step, 4, upper) for step in (-1.0, 1.0))
        assert above - below == pytest.approx(2, abs=0.1)
    billions = h.cramers_v(np.array([[10**9, 10**9], [10**9, 1]]))
    assert 0.4999 < billions.low < billions.value < billions.high < 0.5001
