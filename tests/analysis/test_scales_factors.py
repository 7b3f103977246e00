"""Components, factors and their rotations: identities, and what cannot be factored."""

import numpy as np
import pytest

from analysis.errors import NotConverged, Redundant, TooFew
from analysis.scales.factors import factors, fit
from analysis.scales.omega import omega, one_factor
from analysis.scales.principal import components, eigenvalues, parallel_analysis
from analysis.scales.rotation import oblimin, varimax

SIMPLE = np.array([[0.8, 0], [0.7, 0], [0.6, 0], [0, 0.75], [0, 0.65], [0, 0.55]])
PHI = np.array([[1, 0.3], [0.3, 1]])


def implied(loadings: np.ndarray, phi: np.ndarray) -> np.ndarray:
    r = loadings @ phi @ loadings.T
    np.fill_diagonal(r, 1)
    return r


R = implied(SIMPLE, PHI)


def test_all_components_give_the_correlations_back() -> None:
    found = components(R, 6)
    assert found.loadings @ found.loadings.T == pytest.approx(R)
    assert found.values == pytest.approx(eigenvalues(R))
    assert (found.loadings.sum(0) >= 0).all()


@pytest.mark.parametrize("method", ["minres", "ml"])
def test_oblimin_finds_the_simple_structure_that_made_the_correlations(method: str) -> None:
    found = factors(R, 2, method, "oblimin")
    assert found.loadings == pytest.approx(SIMPLE, abs=1e-4)
    assert found.phi == pytest.approx(PHI, abs=1e-3)
    assert found.objective == pytest.approx(0, abs=1e-8)


@pytest.mark.parametrize("rotation", ["varimax", "oblimin"])
@pytest.mark.parametrize("method", ["minres", "ml"])
def test_a_rotation_leaves_what_the_factors_explain_together(method: str, rotation: str) -> None:
    plain, turned = factors(R, 2, method), factors(R, 2, method, rotation)
    together = turned.loadings @ turned.phi @ turned.loadings.T
    assert together == pytest.approx(plain.loadings @ plain.loadings.T, abs=1e-8)
    assert turned.communality == pytest.approx(np.diag(together))


def test_varimax_finds_an_exactly_simple_structure_again() -> None:
    turn = np.array([[0.8, -0.6], [0.6, 0.8]])
    found = varimax(SIMPLE @ turn).loadings
    order = np.argsort(-np.abs(found[0]))
    assert np.abs(found[:, order]) == pytest.approx(np.abs(SIMPLE), abs=1e-5)


def test_a_single_factor_is_not_rotated() -> None:
    one = SIMPLE[:, :1]
    assert varimax(one).loadings is one
    assert oblimin(one).phi.tolist() == [[1]]


def test_three_items_fit_one_factor_exactly() -> None:
    loadings = np.array([0.9, 0.7, 0.5])
    found = one_factor(implied(loadings[:, None], np.eye(1)), 1_000)
    unit = np.sqrt(999 / 1000)
    assert found.loadings == pytest.approx(unit * loadings, abs=1e-5)
    assert found.omega == pytest.approx(omega(loadings, 1 - loadings**2), abs=1e-5)
    assert (found.df, found.p, found.cfi, found.tli, found.rmsea) == (0, None, 1, 1, 0)


def test_omega_of_equal_loadings_is_alpha() -> None:
    r = np.full((5, 5), 0.4) + 0.6 * np.eye(5)
    assert one_factor(r, 200).omega == pytest.approx(5 / 4 * (1 - 5 / r.sum()), abs=1e-6)


def test_the_fit_without_degrees_of_freedom_has_no_rmsea() -> None:
    found = fit(factors(implied(SIMPLE[:3, :1], np.eye(1)), 1, "ml"), 100)
    assert (found.df, found.rmsea, found.tli) == (0, None, None)


def test_parallel_analysis_finds_the_two_factors_and_says_its_seed() -> None:
    found = parallel_analysis(R, 400, replicates=200, seed=5)
    assert (found.suggested, found.seed, found.replicates) == (2, 5, 200)
    assert found.random_mean == pytest.approx(parallel_analysis(R, 400, replicates=200, seed=5).random_mean)
    assert found.random_mean.sum() == pytest.approx(6)


def test_random_correlations_follow_the_law_of_random_people() -> None:
    rng = np.random.default_rng(1)
    people = [np.corrcoef(rng.normal(size=(60, 4)).T) for _ in range(1_500)]
    written_out = np.mean([eigenvalues(r) for r in people], 0)
    drawn = parallel_analysis(np.eye(4), 60, replicates=1_500).random_mean
    assert drawn == pytest.approx(written_out, abs=0.015)


HEYWOOD = np.array([[1, 0.9, 0.8], [0.9, 1, 0.6], [0.8, 0.6, 1]])


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (lambda: factors(R, 4), TooFew),
        (lambda: factors(R, 0), TooFew),
        (lambda: factors(np.ones((4, 4)), 1), Redundant),
        (lambda: fit(factors(R, 2), 4), TooFew),
        (lambda: components(R, 7), TooFew),
        (lambda: parallel_analysis(R, 6), TooFew),
        (lambda: one_factor(R[:2, :2], 50), TooFew),
        (lambda: one_factor(HEYWOOD, 50), NotConverged),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_cannot_be_factored_is_refused_by_name(refused: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        refused()


def test_a_heywood_case_stands_at_its_bound_and_says_so() -> None:
    assert factors(HEYWOOD, 1).at_bound
    assert not factors(R, 2).at_bound
