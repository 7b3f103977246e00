"""Measures of association of nominal variables, by identities between independent routes."""

from typing import Any

import numpy as np
import pytest

from analysis import association, fourfold, hypotheses
from analysis.errors import (
    DesignError,
    NobodyAnswered,
    NotTabulable,
    NoVariation,
    TooFew,
    TooSparse,
    UndefinedStatistic,
)
from analysis.ordinal import gamma

TABLE = np.array([[20.0, 5.0, 9.0], [10.0, 15.0, 3.0], [1.0, 4.0, 12.0]])
FOUR = np.array([[20.0, 5.0], [10.0, 15.0]])
DIRECTED = (association.goodman_kruskal_lambda, association.goodman_kruskal_tau, association.uncertainty)


def slope(measure: Any, counts: Any, i: Any, j: Any, h: float = 1e-6) -> Any:
    """The influence of a cell by brute force: how the measure moves as the cell's share grows."""
    more, less = counts.copy(), counts.copy()
    more[i, j] += h * counts.sum()
    less[i, j] -= h * counts.sum()
    return (measure(more).value - measure(less).value) / (2 * h)


@pytest.mark.parametrize("measure", DIRECTED)
@pytest.mark.parametrize("given", ["row", "column"])
def test_influences_are_the_derivatives_of_the_measure(measure: Any, given: Any) -> None:
    found = measure(TABLE, given)
    mean = (TABLE / TABLE.sum() * found.influence).sum()
    for i, j in np.ndindex(TABLE.shape):
        moved = slope(lambda table: measure(table, given), TABLE, i, j)
        assert moved == pytest.approx(found.influence[i, j] - mean, abs=1e-5)


@pytest.mark.parametrize("measure", DIRECTED)
def test_given_the_column_is_given_the_row_of_the_turned_table(measure: Any) -> None:
    assert measure(TABLE, "column").value == pytest.approx(measure(TABLE.T, "row").value)
    assert measure(TABLE, "column").standard_error == pytest.approx(measure(TABLE.T).standard_error)


@pytest.mark.parametrize("measure", DIRECTED)
def test_empty_rows_and_columns_change_nothing(measure: Any) -> None:
    wider = np.zeros((4, 5))
    wider[np.ix_([0, 1, 3], [0, 2, 4])] = TABLE
    assert measure(wider).value == pytest.approx(measure(TABLE).value)
    assert measure(wider).standard_error == pytest.approx(measure(TABLE).standard_error)


def test_goodman_and_kruskals_tau_of_a_fourfold_table_is_phi_squared() -> None:
    assert association.goodman_kruskal_tau(FOUR).value == pytest.approx(association.phi(FOUR) ** 2)


def test_the_mutual_information_is_the_likelihood_ratio_over_twice_the_people() -> None:
    row, column, both = association._entropies(TABLE)
    g = hypotheses.likelihood_ratio(TABLE).statistic
    assert row + column - both == pytest.approx(g / (2 * TABLE.sum()))


def test_cramers_v_agrees_with_the_cross_tabs() -> None:
    assert association.cramers_v(TABLE) == pytest.approx(hypotheses.cramers_v(TABLE).value)


def test_tschuprows_t_of_a_square_table_is_cramers_v() -> None:
    assert association.tschuprow_t(TABLE) == pytest.approx(association.cramers_v(TABLE))


def test_yules_q_is_gamma() -> None:
    assert fourfold.yule_q(FOUR) == pytest.approx(gamma(FOUR).value)


def test_a_perfect_table_has_every_measure_1() -> None:
    perfect = np.diag([12.0, 7.0, 3.0])
    assert [measure(perfect).value for measure in DIRECTED] == pytest.approx([1, 1, 1])
    assert [measure(perfect).standard_error for measure in DIRECTED] == pytest.approx([0, 0, 0], abs=1e-12)


def test_turning_the_rows_turns_the_odds_ratio() -> None:
    one, other = fourfold.odds_ratio(FOUR), fourfold.odds_ratio(FOUR[::-1])
    assert (other.value, other.low, other.high) == pytest.approx((1 / one.value, 1 / one.high, 1 / one.low))


def test_newcombes_limits_stay_inside_minus_1_and_1_where_walds_collapse() -> None:
    full = np.array([[10.0, 0.0], [0.0, 10.0]])
    assert fourfold.difference(full).low == 1
    assert 0.6 < fourfold.difference(full, newcombe=True).low < 1


def test_newcombes_example_of_1998_table_2() -> None:
    found = fourfold.difference(np.array([[56.0, 14.0], [48.0, 32.0]]), newcombe=True)
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_yates_never_corrects_beyond_the_difference() -> None:
    assert fourfold.yates(np.array([[10.0, 10.0], [10.0, 10.0]])).statistic == 0


@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((2, 2)), NobodyAnswered),
        (np.zeros((0, 0)), NobodyAnswered),
        (np.array([[1.0, np.nan], [2.0, 3.0]]), DesignError),
        (np.array([[1.0, np.inf], [2.0, 3.0]]), DesignError),
        (np.array([[1.0, -1.0], [2.0, 3.0]]), DesignError),
        (np.array([1.0, 2.0]), DesignError),
        ([["a", "b"], ["c", "d"]], DesignError),
        ([[1, 2], [3]], DesignError),
        (np.array([[1 + 2j, 1], [1, 1]]), DesignError),
        (np.full((2, 2), 1e-300), DesignError),
        (None, DesignError),
        (np.array([[5.0, 0.0], [3.0, 0.0]]), NoVariation),
    ],
)
@pytest.mark.parametrize("measure", DIRECTED)
@pytest.mark.filterwarnings("error")
def test_hopeless_tables_are_named_errors(measure: Any, counts: Any, error: Any) -> None:
    with pytest.raises(error):
        measure(counts)


@pytest.mark.parametrize("measure", [association.phi, association.contingency, association.tschuprow_t])
def test_chi_squared_measures_need_two_rows(measure: Any) -> None:
    with pytest.raises(TooFew):
        measure(np.array([[5.0, 3.0, 2.0]]))


@pytest.mark.parametrize(
    "measure",
    [fourfold.odds_ratio, fourfold.risk_ratio, fourfold.difference, fourfold.yates, fourfold.yule_q],
)
@pytest.mark.filterwarnings("error")
def test_fourfold_measures_refuse_what_they_cannot_say(measure: Any) -> None:
    with pytest.raises(NotTabulable):
        measure(TABLE)
    with pytest.raises(UndefinedStatistic):
        measure(np.array([[5.0, 0.0], [0.0, 0.0]]))


def test_an_empty_cell_has_no_wald_odds_ratio() -> None:
    with pytest.raises(TooSparse, match="cell is empty"):
        fourfold.odds_ratio(np.array([[6.0, 0.0], [5.0, 9.0]]))


@pytest.mark.filterwarnings("error")
def test_a_thousand_million_times_the_people_have_the_same_association() -> None:
    for measure in DIRECTED:
        small, large = measure(TABLE), measure(TABLE * 1e9)
        assert large.value == pytest.approx(small.value)
        assert large.standard_error == pytest.approx(small.standard_error / 1e9**0.5)


@pytest.mark.parametrize("many", [1e15, 3e15, 7e14])
def test_nobody_tells_more_than_all_of_what_hardly_varies(many: float) -> None:
    for counts in (np.array([[many, 0.0], [0.5, 2.0]]), np.array([[many, 0.0], [0.0, 1.0]])):
        told = [association.uncertainty(counts, given).value for given in ("row", "column")]
        assert max(*told, association.symmetric_uncertainty(counts)) <= 1
