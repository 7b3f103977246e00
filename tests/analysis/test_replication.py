"""Replicate weights: the factors that R made, and the spread that theory asks for."""

import numpy as np
import pytest

from analysis.design import Design
from analysis.errors import DesignError, LonelyStratum
from analysis.estimates import mean, total
from analysis.replicates import Replicates
from analysis.replication import bootstrap, half_samples, jackknife

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
