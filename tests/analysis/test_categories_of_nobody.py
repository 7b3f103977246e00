"""Categories, strata and units that say nothing change nothing, and never end in a NaN."""

import numpy as np
import pytest

from analysis import hypotheses, stratified
from analysis.design import Design
from analysis.errors import TooFew
from analysis.estimates import degrees_of_freedom

TABLE = np.array([[5.0, 3, 8], [4, 7, 2]])
WIDER = np.array([[5.0, 0, 3, 8], [0, 0, 0, 0], [4, 0, 7, 2]])


@pytest.mark.parametrize(
    "measure",
    [
        hypotheses.pearson,
        hypotheses.likelihood_ratio,
        hypotheses.independence,
        hypotheses.cramers_v,
        hypotheses.corrected_v,
        hypotheses.too_small,
    ],
)
def test_a_category_of_nobody_is_left_out(measure) -> None:
    assert measure(WIDER) == measure(TABLE)


def test_random_tables_leave_a_category_of_nobody_out() -> None:
    assert hypotheses.monte_carlo(WIDER, replicates=99).p == hypotheses.monte_carlo(TABLE, replicates=99).p


def test_a_table_with_people_in_one_row_only_is_refused() -> None:
    with pytest.raises(TooFew):
        hypotheses.pearson(np.array([[3.0, 4], [0, 0]]))


STRATA = np.array([[[4.0, 2], [1, 5]], [[3, 3], [2, 6]]])
ALONE = np.concatenate([STRATA, [[[1.0, 0], [0, 0]]]])


def test_a_stratum_of_one_person_adds_nothing_to_the_association_within_strata() -> None:
    assert stratified.general_association(ALONE) == stratified.general_association(STRATA)
    assert stratified.cochran_mantel_haenszel(ALONE) == stratified.cochran_mantel_haenszel(STRATA)


def test_woolf_takes_a_stratum_of_one_person_as_vcd_does() -> None:
    test = stratified.woolf(ALONE).test
    assert (round(test.statistic, 6), test.df) == (0.343591, 2)


def test_the_common_odds_ratio_still_needs_two_people_in_each_stratum() -> None:
    with pytest.raises(TooFew, match="two people"):
        stratified.mantel_haenszel(ALONE)


def test_a_domain_counts_no_units_whose_people_have_no_weight() -> None:
    """R survey: degf(svydesign(~1, weights = ~w)) leaves the weights of 0 out; svychisq does not."""
    design, everybody = Design([1, 2, 0, 1, 3]), np.ones(5, bool)
    assert (degrees_of_freedom(design, 5, everybody), degrees_of_freedom(design, 5)) == (3, 4)
