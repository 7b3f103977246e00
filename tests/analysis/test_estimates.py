"""Estimates: one covariance function, checked against R's survey package and by hand."""

import numpy as np
import pytest

from analysis.design import Design
from analysis.errors import LonelyStratum, NobodyAnswered, TooFew
from analysis.estimates import covariance, mean, ratio, total
from tests.oracles.sources import NotCovered, design, entries

ONES = np.ones(6)
VALUES = np.array([1.0, 4, 2, 5, 3, 6])


def test_means_and_totals_have_rs_values_and_standard_errors() -> None:
    seen = 0
    for dataset, entry in entries():
        if entry["stat"] not in ("svy.mean", "svy.total"):
            continue
        try:
            data = design(dataset, entry["args"]["design"])
        except NotCovered:
            continue
        column = data.column(entry["args"]["variables"][0])
        if not data.design.weighted and entry["stat"] == "svy.total":
            continue  # R multiplies an unweighted census frame by N/n
        found = (mean if entry["stat"] == "svy.mean" else total)(
            column.values, data.design, domain=column.answered
        )
        value = entry["value"]["est"] if "est" in entry["value"] else entry["value"]
        assert found.values.tolist() == pytest.approx(list(value["estimate"].values()), rel=1e-9)
        assert found.standard_errors.tolist() == pytest.approx(list(value["se"].values()), rel=1e-9)
        seen += 1
    assert seen >= 8


def test_a_mean_is_the_ratio_of_two_totals() -> None:
    some = Design(weights=[1, 2, 1, 1, 3, 2])
    one, other = mean(VALUES, some), ratio(VALUES[:, None], ONES, some)
    assert one.standard_errors == pytest.approx(other.standard_errors)


def test_a_mean_of_equal_people_has_the_textbook_error() -> None:
    assert mean(VALUES, Design()).standard_errors[0] == pytest.approx(VALUES.std(ddof=1) / np.sqrt(6))


def test_a_census_has_no_error_and_the_process_behind_it_has() -> None:
    assert mean(VALUES, Design(population=6)).standard_errors[0] == 0
    assert mean(VALUES, Design(population=6), population=False).standard_errors[0] > 0


def test_a_stratum_of_one_person_is_named() -> None:
    with pytest.raises(LonelyStratum, match="'3' has only one person"):
        covariance(VALUES, Design(strata=list("112223")))


def test_a_stratum_wholly_observed_may_be_small() -> None:
    known = Design(strata=list("112223"), stratum_sizes={"1": 4, "2": 5, "3": 1})
    assert covariance(VALUES, known)[0, 0] > 0


def test_one_person_has_no_variance() -> None:
    with pytest.raises(TooFew, match="two people"):
        covariance(np.ones(1), Design())


def test_a_mean_of_nobody_is_refused() -> None:
    with pytest.raises(NobodyAnswered):
        mean(VALUES, Design(), domain=np.zeros(6, bool))
