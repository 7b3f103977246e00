"""Weights that agree with known totals: the agreement itself, its variance, and what cannot be done."""

import numpy as np
import pytest

from analysis.design import Design
from analysis.errors import DesignError, NoAgreement
from analysis.estimates import mean, total
from analysis.weighting import calibrate, post_stratify, rake, rake_cells, trim

SEX = list("mmffmfmf")
AGE = list("yoyoyyoo")
VALUES = np.array([1.0, 4, 2, 5, 3, 6, 2, 9])
BASE = Design(np.array([1.0, 2, 1, 1, 3, 2, 1, 1]))
TOTALS = {"m": 30.0, "f": 50.0}


def sums(design: Design, labels: list[str]) -> dict[str, float]:
    weights = design.weights_of(8)
    return {one: float(weights[np.array(labels) == one].sum()) for one in sorted(set(labels))}


def test_post_strata_have_their_totals_and_no_error_of_their_own() -> None:
    found = post_stratify(BASE, SEX, TOTALS)
    assert sums(found, SEX) == pytest.approx({"f": 50, "m": 30})
    own = total((np.array(SEX) == "m").astype(float), found)
    assert own.values[0] == pytest.approx(30)
    assert own.standard_errors[0] == pytest.approx(0, abs=1e-9)


def test_raking_one_margin_is_post_stratifying() -> None:
    one, other = rake(BASE, [(SEX, TOTALS)]), post_stratify(BASE, SEX, TOTALS)
    assert one.weights == pytest.approx(other.weights)


def test_raking_meets_all_margins() -> None:
    found = rake(BASE, [(SEX, TOTALS), (AGE, {"y": 45.0, "o": 35.0})])
    assert sums(found, SEX) == pytest.approx({"f": 50, "m": 30})
    assert sums(found, AGE) == pytest.approx({"o": 35, "y": 45})


def test_raking_is_calibration_with_the_raking_distance() -> None:
    x = np.column_stack([np.ones(8), np.array(SEX) == "m", np.array(AGE) == "y"]).astype(float)
    one = rake(BASE, [(SEX, TOTALS), (AGE, {"y": 45.0, "o": 35.0})])
    other = calibrate(BASE, x, [80, 30, 45], distance="raking")
    assert one.weights == pytest.approx(other.weights, rel=1e-8)


def test_calibrating_to_group_totals_has_the_error_of_post_strata() -> None:
    x = (np.array(SEX)[:, None] == np.array(["m", "f"])).astype(float)
    one, other = post_stratify(BASE, SEX, TOTALS), calibrate(BASE, x, [30, 50])
    assert mean(VALUES, one).standard_errors == pytest.approx(mean(VALUES, other).standard_errors)


@pytest.mark.parametrize("distance", ["linear", "raking", "logit"])
def test_bounded_calibration_keeps_its_bounds(distance: str) -> None:
    x = np.column_stack([np.ones(8), VALUES])
    wanted = x.T @ BASE.weights_of(8) * [1.0, 1.05]
    found = calibrate(BASE, x, wanted, distance=distance, bounds=(0.7, 1.5))
    assert x.T @ found.weights_of(8) == pytest.approx(wanted)
    g = found.weights_of(8) / BASE.weights_of(8)
    assert g.min() >= 0.7 - 1e-9
    assert g.max() <= 1.5 + 1e-9


def test_totals_out_of_reach_are_refused() -> None:
    x = np.column_stack([np.ones(8), VALUES])
    with pytest.raises(NoAgreement):
        calibrate(BASE, x, [12, 1e6], distance="logit", bounds=(0.5, 2))
    with pytest.raises(NoAgreement, match="contradict"):
        rake(BASE, [(SEX, TOTALS), (AGE, {"y": 4.0, "o": 3.0})])


@pytest.mark.parametrize(
    ("totals", "message"),
    [
        ({"m": 30.0}, "no known total for the group 'f'"),
        ({**TOTALS, "x": 3.0}, "nobody in the group 'x'"),
        ({"m": -1.0, "f": 3.0}, "is -1"),
        ({"m": np.nan, "f": 3.0}, "(?i)is nan|not nan"),
    ],
)
def test_totals_that_do_not_fit_the_groups_are_refused(totals: dict[str, float], message: str) -> None:
    with pytest.raises(DesignError, match=message):
        post_stratify(BASE, SEX, totals)


def test_labels_for_other_people_and_faulty_auxiliaries_are_refused() -> None:
    with pytest.raises(DesignError, match="8 weights for 7 people"):
        post_stratify(BASE, SEX[:7], TOTALS)
    for x in (np.ones(8), np.full((8, 1), np.nan), np.ones((8, 2))):
        with pytest.raises(DesignError):
            calibrate(BASE, x, [10])
    with pytest.raises(DesignError, match="distance"):
        calibrate(BASE, np.ones((8, 1)), [10], distance="cubic")
    with pytest.raises(DesignError, match="bounds"):
        calibrate(BASE, np.ones((8, 1)), [10], distance="logit")


def test_trimming_keeps_the_sum_and_strictly_the_limits() -> None:
    found = trim(BASE, 1.1, 2.5, strict=True).weights_of(8)
    assert found.sum() == pytest.approx(12)
    assert (found.min(), found.max()) >= (1.1, 0)
    assert found.max() <= 2.5
    with pytest.raises(NoAgreement):
        trim(BASE, 2, 3)
    with pytest.raises(DesignError, match="nothing to trim"):
        trim(Design(), 1, 2)


def test_cells_are_raked_as_their_people_are() -> None:
    found = rake(BASE, [(SEX, TOTALS), (AGE, {"y": 45.0, "o": 35.0})])
    sex, age = (np.array(SEX) == "m").astype(np.int64), (np.array(AGE) == "y").astype(np.int64)
    sums = np.bincount(2 * sex + age, BASE.weights_of(8))
    margins = [(np.array([0, 0, 1, 1]), np.array([50.0, 30])), (np.array([0, 1, 0, 1]), np.array([35.0, 45]))]
    factors = rake_cells(sums, margins)[-1]
    assert found.weights_of(8) == pytest.approx(BASE.weights_of(8) * factors[2 * sex + age])


def test_people_of_weight_zero_keep_it_and_a_group_of_them_is_refused() -> None:
    zero = Design(np.array([0.0, 2, 1, 1, 3, 2, 1, 1]))
    assert rake(zero, [(SEX, TOTALS)]).weights_of(8)[0] == 0
    nobody = Design(np.array([0.0, 0, 1, 1, 0, 2, 0, 1]))
    with pytest.raises(DesignError, match="all weights of a group are 0"):
        rake(nobody, [(SEX, TOTALS)])


def crowd(people: int = 500) -> tuple[Design, np.ndarray, list[dict[str, float]]]:
    """Weighted people, their groups in four margins (people x 4), and totals that raking can reach."""
    random = np.random.default_rng(11)
    groups = random.integers(0, 4, (people, 4))
    aim = random.uniform(1, 2, people)
    totals = [{str(g): float(aim[one == g].sum()) for g in range(4)} for one in groups.T]
    return Design(random.uniform(0.5, 2, people)), groups, totals


def raked_by_rows(
    weights: np.ndarray, groups: np.ndarray, totals: list[dict[str, float]]
) -> list[np.ndarray]:
    """The weights after the last fit to each margin, person by person."""
    after = []
    for _ in range(100):
        after = []
        for one, known in zip(groups.T, totals, strict=True):
            wanted = np.array([known[str(g)] for g in range(4)])
            weights = weights * (wanted / np.bincount(one, weights))[one]
            after.append(weights)
    return after


def test_raking_on_cells_gives_each_person_the_weight_of_raking_by_rows() -> None:
    design, groups, totals = crowd()
    found = rake(design, list(zip(groups.T, totals, strict=True)), tolerance=1e-15)
    by_rows = raked_by_rows(design.weights_of(500), groups, totals)[-1]
    np.testing.assert_allclose(found.weights_of(500), by_rows, rtol=1e-12)


def test_residuals_of_raking_on_cells_are_those_taken_person_by_person() -> None:
    design, groups, totals = crowd()
    found = rake(design, list(zip(groups.T, totals, strict=True)), tolerance=1e-15)
    scores = np.random.default_rng(4).normal(size=(500, 2))
    left = scores
    for _ in range(10):
        by_margin = raked_by_rows(design.weights_of(500), groups, totals)
        for one, weights in zip(groups.T, by_margin, strict=True):
            z = left / weights[:, None]
            means = np.stack([np.bincount(one, column) for column in z.T], 1) / np.bincount(one)[:, None]
            left = left - weights[:, None] * means[one]
    np.testing.assert_allclose(found.adjustments[0].residuals(scores), left, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("distance", ["linear", "raking", "logit"])
def test_calibrating_on_cells_is_calibrating_by_rows(distance: str) -> None:
    design, groups, totals = crowd()
    cell = groups[:, :2] @ [4, 1]
    cells = np.array(
        [[1, *(i // 4 == np.arange(1, 4)), *(i % 4 == np.arange(1, 4))] for i in range(16)], float
    )
    wanted = [sum(totals[0].values()), *[one[str(g)] for one in totals[:2] for g in (1, 2, 3)]]
    bounds = (0.1, 4.0)
    one = calibrate(design, cells, wanted, distance=distance, bounds=bounds, cell=cell)
    other = calibrate(design, cells[cell], wanted, distance=distance, bounds=bounds)
    np.testing.assert_allclose(one.weights_of(500), other.weights_of(500), rtol=1e-12)
    scores = np.random.default_rng(4).normal(size=(500, 2))
    np.testing.assert_allclose(
        one.adjustments[0].residuals(scores), other.adjustments[0].residuals(scores), rtol=1e-9, atol=1e-12
    )


def test_a_cell_without_auxiliaries_is_refused() -> None:
    with pytest.raises(DesignError, match="none of the 2 rows"):
        calibrate(BASE, np.ones((2, 1)), [10], cell=np.array([0, 1, 2, 0, 0, 0, 0, 0]))
