"""Clusters, stages and lonely strata: identities, R's rules and hostile designs."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.codebook import Code, Codebook, Variable
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.errors import DesignError, LonelyStratum, TooFew, UndefinedStatistic
from analysis.estimates import covariance, degrees_of_freedom, joined, mean, total
from analysis.microdata import Microdata

VALUES = np.array([1.0, 4, 2, 5, 3, 6, 2, 9])
CLUSTERS = list("aabbccdd")


def test_clusters_of_one_person_are_people() -> None:
    alone = Design(clusters=list("abcdefgh"))
    assert covariance(VALUES, alone) == pytest.approx(covariance(VALUES, Design()))


def test_the_variance_of_a_clustered_total_is_that_of_the_cluster_totals() -> None:
    sums = VALUES.reshape(4, 2).sum(1)
    assert covariance(VALUES, Design(clusters=CLUSTERS))[0, 0] == pytest.approx(4 * sums.var(ddof=1))


def test_two_stages_add_what_is_left_out_below() -> None:
    sizes = (10, np.repeat([4, 5, 4, 6], 2))
    found = covariance(VALUES, Design(clusters=(CLUSTERS, list("12345678")), stage_sizes=sizes))[0, 0]
    pairs = VALUES.reshape(4, 2)
    above = (1 - 4 / 10) * 4 * pairs.sum(1).var(ddof=1)
    below = sum(
        4 / 10 * (1 - 2 / size) * 2 * pair.var(ddof=1) for size, pair in zip([4, 5, 4, 6], pairs, strict=True)
    )
    assert found == pytest.approx(above + below)


def test_a_census_of_clusters_leaves_the_variance_of_the_second_stage_alone() -> None:
    sizes = (4, np.repeat([4, 4, 4, 4], 2))
    found = covariance(VALUES, Design(clusters=(CLUSTERS, list("12345678")), stage_sizes=sizes))[0, 0]
    assert found == pytest.approx(sum(0.5 * 2 * pair.var(ddof=1) for pair in VALUES.reshape(4, 2)))


def test_the_same_cluster_name_in_two_strata_means_two_clusters() -> None:
    one = Design(strata=list("uuuuvvvv"), clusters=list("aabbaabb"))
    other = Design(strata=list("uuuuvvvv"), clusters=CLUSTERS)
    assert covariance(VALUES, one) == pytest.approx(covariance(VALUES, other))
    assert degrees_of_freedom(one, 8) == 2


def test_degrees_of_freedom_of_a_domain_count_its_own_clusters() -> None:
    assert degrees_of_freedom(Design(clusters=CLUSTERS), 8, np.arange(8) < 4) == 1


def test_the_order_of_people_does_not_matter() -> None:
    design = Design(np.arange(1.0, 9), list("uuuuvvvv"), clusters=CLUSTERS, stage_sizes=({"u": 9, "v": 5},))
    order = np.random.default_rng(5).permutation(8)
    one, other = mean(VALUES, design), mean(VALUES[order], design.reordered(order))
    assert other.standard_errors == pytest.approx(one.standard_errors)


def test_a_lonely_stratum_is_refused_unless_there_is_a_rule() -> None:
    strata = list("uuuvvvvw")
    with pytest.raises(LonelyStratum, match="'w' has only one person"):
        covariance(VALUES, Design(strata=strata))
    removed, averaged = (
        covariance(VALUES, Design(strata=strata, lonely=rule))[0, 0] for rule in ("remove", "average")
    )
    assert averaged == pytest.approx(removed * 3 / 2)


def test_strata_that_are_all_lonely_are_refused_even_on_average() -> None:
    with pytest.raises(LonelyStratum):
        covariance(VALUES, Design(strata=list("abcdefgh"), lonely="average"))


def test_a_lonely_cluster_of_the_second_stage_is_named_with_its_stage() -> None:
    design = Design(clusters=(CLUSTERS, list("11345678")), stage_sizes=(10, 4))
    with pytest.raises(LonelyStratum, match="only one unit at stage 2"):
        covariance(VALUES, design)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"lonely": "ignore"}, "rule for lonely strata"),
        ({"weights": [1, 2, np.nan]}, "no numbers"),
        ({"weights": [1, -2, 1]}, "negative"),
        ({"weights": [0, 0, 0]}, "all weights are 0"),
    ],
)
def test_a_design_that_contradicts_itself_is_refused(parts: dict, message: str) -> None:
    with pytest.raises(DesignError, match=message):
        Design(**parts)


@pytest.mark.parametrize("size", [2, -4, np.nan, np.arange(1.0, 9)])
def test_stage_sizes_that_cannot_be_are_refused(size: object) -> None:
    with pytest.raises(DesignError):
        covariance(VALUES, Design(clusters=CLUSTERS, stage_sizes=(size,)))


def test_one_cluster_has_no_variance() -> None:
    with pytest.raises(TooFew, match="two units"):
        covariance(VALUES, Design(clusters=list("aaaaaaaa")))
    with pytest.raises(TooFew):
        degrees_of_freedom(Design(clusters=list("aaaaaaaa")), 8)


def test_clusters_for_other_people_are_refused() -> None:
    with pytest.raises(DesignError, match="8 clusters for 9 people"):
        Design(clusters=CLUSTERS).check(9)


def test_a_contrast_of_domains_is_the_difference_with_its_covariance() -> None:
    design, first = Design(clusters=CLUSTERS), np.arange(8) % 2 == 0
    both = joined([mean(VALUES, design, domain=first), mean(VALUES, design, domain=~first)])
    difference = both.combined(np.array([1.0, -1.0]))
    v = both.covariance
    assert difference.covariance[0, 0] == pytest.approx(v[0, 0] + v[1, 1] - 2 * v[0, 1])
    with pytest.raises(UndefinedStatistic):
        both.combined(np.ones(3))


def test_a_smooth_function_of_totals_has_the_error_of_the_ratio() -> None:
    design = Design(np.arange(1.0, 9), clusters=CLUSTERS)
    sums = total(np.column_stack([VALUES, np.ones(8)]), design)
    a, b = sums.values
    quotient = sums.transformed(lambda t: t[:1] / t[1], np.array([[1 / b, -a / b**2]]))
    assert quotient.standard_errors == pytest.approx(mean(VALUES, design).standard_errors)


@pytest.mark.parametrize("level", [0, 1, -1, 2, np.nan])
def test_a_level_that_is_none_is_refused(level: float) -> None:
    with pytest.raises(UndefinedStatistic):
        mean(VALUES, Design()).intervals(level)


def test_a_cross_tab_of_people_drawn_together_is_tested_by_the_design() -> None:
    codes = tuple(Code(one, {"en": one}) for one in "ab")
    book = Codebook("b", tuple(Variable(name, {"en": name}, codes=codes) for name in ("x", "y")))
    rows = [{"x": "ab"[i // 4 % 2], "y": "ab"[i * i % 3 == 1]} for i in range(48)]
    clustered = Design(clusters=[i // 3 for i in range(48)])
    tests = [
        crosstab(Microdata.from_records(book, rows, one), "x", "y").test for one in (Design(), clustered)
    ]
    assert [test.name for test in tests if test] == ["Pearson chi-square", "Rao-Scott F"]


@pytest.mark.parametrize(
    "labels", [["a", None, "b"], np.array([1.0, np.nan, 2.0]), pd.Series(["a", pd.NA, "b"])]
)
def test_a_missing_label_is_no_stratum_and_no_cluster(labels: Any) -> None:
    for part in ("strata", "clusters"):
        with pytest.raises(DesignError, match="1 of 3 people have no label, first in row 2"):
            Design(**{part: labels})


@pytest.mark.parametrize(
    "weights",
    [
        np.ones(3, complex),
        ["1", "2", "3"],
        np.array(["2026-01-01"] * 3, "datetime64[D]"),
        np.ma.masked_array([1.0, 2.0, 3.0], [False, True, False]),
    ],
)
def test_weights_are_numbers_of_which_none_is_hidden(weights: Any) -> None:
    with pytest.raises(DesignError):
        Design(weights)
