"""Replicate weights: the factors that R made, and the spread that theory asks for."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.aggregate import Aggregate
from analysis.arrays import dense
from analysis.codebook import Code, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.errors import DesignError, LonelyStratum
from analysis.estimates import Estimate, mean, total
from analysis.replicates import Replicates
from analysis.replication import bootstrap, bootstrap_table, half_samples, jackknife

VALUES = np.array([1.0, 4, 2, 5, 3, 6, 2, 9])
CLUSTERS = list("aabbccdd")
STRATA = list("uuuuvvvv")
PAIRS = Design(np.arange(1.0, 9), STRATA, clusters=CLUSTERS)


def test_the_jackknife_of_one_stratum_has_the_textbook_variance_of_a_mean() -> None:
    found = mean(VALUES, jackknife(Design(), 8))
    assert found.standard_errors[0] == pytest.approx(VALUES.std(ddof=1) / np.sqrt(8))


def test_the_jackknife_by_strata_gives_totals_the_linearized_variance() -> None:
    ours, theirs = total(VALUES, jackknife(PAIRS, 8)), total(VALUES, PAIRS)
    assert ours.standard_errors == pytest.approx(theirs.standard_errors)


def test_balanced_half_samples_give_totals_the_linearized_variance() -> None:
    for rho in (0.0, 0.3):
        ours = total(VALUES, half_samples(PAIRS, 8, rho))
        assert ours.standard_errors == pytest.approx(total(VALUES, PAIRS).standard_errors)


def test_the_bootstrap_comes_near_the_linearized_error_and_again_to_the_digit() -> None:
    ours = mean(VALUES, bootstrap(Design(), 8, replicates=4000))
    assert ours.standard_errors[0] == pytest.approx(mean(VALUES, Design()).standard_errors[0], rel=0.05)
    again = mean(VALUES, bootstrap(Design(), 8, replicates=4000))
    assert again.standard_errors[0] == ours.standard_errors[0]


def test_half_samples_of_three_units_are_refused() -> None:
    with pytest.raises(DesignError, match="two units"):
        half_samples(Design(clusters=list("aabbcccc")), 8)


def test_a_lonely_unit_has_no_replicates() -> None:
    with pytest.raises(LonelyStratum, match="'v'"):
        jackknife(Design(strata=list("uuuuuuuv")), 8)


@pytest.mark.parametrize("factors", [np.ones(8), np.ones((8, 1)), np.full((8, 2), np.nan)])
def test_replicate_factors_that_are_none_are_refused(factors: np.ndarray) -> None:
    with pytest.raises(DesignError):
        Replicates(factors, 1.0)


def test_replicate_factors_of_other_people_are_refused() -> None:
    with pytest.raises(DesignError, match="7 replicate factors for 8 people"):
        Design(replicates=Replicates(np.ones((7, 3)), 1.0)).check(8)


def table(design: Design, n: int = 300) -> tuple[Aggregate, list[Column]]:
    """The sums of a 3 x 2 table with missing answers, and the answers of its people."""
    random = np.random.default_rng(6)
    codes = tuple(Code(str(i), {"en": str(i)}) for i in range(3))
    columns = []
    for name, size in (("r", 3), ("c", 2)):
        missing = (random.random(n) < 0.1).astype(np.int8)
        values = np.where(missing, -1, random.integers(0, size, n))
        columns.append(Column(Variable(name, {"en": name}, codes=codes[:size]), values, missing))
    return Aggregate.of(design, *columns), columns


def by_person(columns: list[Column], design: Design) -> Estimate:
    """The totals of the cells from each person's own replicates."""
    rows, across = (column.values for column in columns)
    cell = np.where((rows >= 0) & (across >= 0), rows * 2 + across, -1)
    return total((cell[:, None] == np.arange(6)).astype(float), design)


def test_clusters_drawn_again_give_a_table_the_covariance_of_replicate_weights_of_people() -> None:
    random = np.random.default_rng(1)
    strata = random.integers(0, 3, 300)
    design = Design(random.uniform(1, 3, 300), strata, clusters=random.integers(0, 20, 300))
    sums, columns = table(design)
    rows = by_person(columns, bootstrap(design, 300, replicates=100, seed=7))
    found = total(*bootstrap_table(sums, 100, seed=7))
    np.testing.assert_allclose(found.values, rows.values, rtol=1e-12)
    np.testing.assert_allclose(found.covariance, rows.covariance, rtol=1e-12, atol=1e-12)


def test_people_drawn_again_by_cell_give_the_covariance_of_those_replicates_person_by_person() -> None:
    strata = np.arange(300) % 3
    weights = np.array([1.0, 2.5, 4.0])[strata]
    sums, columns = table(Design(weights, strata))
    units, design = bootstrap_table(sums, 100, seed=7)
    made = design.replicates
    assert made is not None
    unit = dense((strata * 8 + columns[0].positions) * 7 + columns[1].positions)
    rows = by_person(columns, Design(weights, strata, replicates=replace(made, unit=unit)))
    found = total(units, design)
    np.testing.assert_allclose(found.covariance, rows.covariance, rtol=1e-12, atol=1e-9)


def test_people_drawn_again_by_cell_follow_the_law_of_people_drawn_again() -> None:
    sums, columns = table(Design())
    found = total(*bootstrap_table(sums, 20_000))
    share = by_person(columns, Design()).values / 300
    theory = 300 * 300 / 299 * (np.diag(share) - np.outer(share, share))
    np.testing.assert_allclose(found.covariance, theory, atol=0.03 * theory.max())


def test_a_table_of_unequal_weights_or_lonely_people_is_not_drawn_again() -> None:
    with pytest.raises(DesignError, match="different weights"):
        bootstrap_table(table(Design(np.arange(1.0, 301)))[0])
    with pytest.raises(LonelyStratum, match="'b'"):
        bootstrap_table(table(Design(strata=["a"] * 299 + ["b"]))[0])
    with pytest.raises(DesignError, match="two replicates"):
        bootstrap_table(table(Design())[0], 1)
