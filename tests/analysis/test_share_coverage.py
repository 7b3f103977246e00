"""How often the interval of a share covers it where people were drawn in clusters, by simulation."""

import pytest

from tests.simulations.shares import CASES, METHODS, Clusters, coverage


@pytest.mark.parametrize("case", CASES, ids=str)
def test_shares_of_clustered_people_are_covered_rare_codes_too(case: Clusters) -> None:
    covered = coverage(case, 300)
    assert covered[METHODS.index("tally")].min() >= 0.93


def test_without_heed_to_the_clusters_they_are_not() -> None:
    covered = coverage(CASES[0], 300)
    assert covered[METHODS.index("Wilson without the design")].min() < 0.88
