"""Waves that share people, strata or clusters: the change is that of the stacked data with shared units.

The stacked data hold both waves' rows in one design, where a unit is one name and a wave a domain; in R
    d <- svydesign(ids = ~unit, strata = ~h, weights = ~w, fpc = ~N, data = stacked)   # fpc where known
    svycontrast(svyby(~x, ~wave, d, svymean, covmat = TRUE), c(-1, 1))
of survey 4.1-1, whose standard errors are noted here.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.arrays import Floats
from analysis.codebook import Codebook, Variable
from analysis.design import Design
from analysis.errors import DesignError
from analysis.estimates import joined, mean
from analysis.microdata import Microdata
from analysis.replication import bootstrap
from analysis.waves import change
from analysis.weighting import calibrate

BOOK = Codebook("numbers", (Variable("x", {"en": "X"}, "scale"),))
ROWS = np.arange(24)
X = (7.0 * ROWS * ROWS + 3 * ROWS) % 11
Y = (X + ROWS % 5 + 1) % 13
W, V = 1.0 + ROWS % 4, 2.0 + ROWS % 3
STRATA = np.array([*"a" * 9, *"b" * 15])
CLUSTERS = np.array([f"c{one}" for one in ROWS // 3])
PEOPLE = np.array([f"p{one}" for one in ROWS])


def wave(values: Floats, design: Design, rows: np.ndarray = ROWS) -> Microdata:
    return Microdata.from_records(BOOK, [{"x": float(one)} for one in values[rows]], design)


def stacked(units: np.ndarray, others: np.ndarray, population: dict[str, int] | None = None) -> float:
    """The standard error of the change by one design of both waves' rows."""
    both = np.concatenate([units, others])
    strata = np.concatenate([STRATA, STRATA])
    sizes = () if population is None else (population,)
    design = Design(np.concatenate([W, V]), strata=strata, clusters=both, stage_sizes=sizes)
    values, first = np.concatenate([X, Y]), np.arange(48) < 24
    pair = joined([mean(values, design, domain=first), mean(values, design, domain=~first)])
    return float(pair.combined(np.array([-1.0, 1.0])).standard_errors[0])


def test_a_panel_drawn_by_strata_is_the_stacked_data_with_people_as_units() -> None:
    designs = Design(W, strata=STRATA), Design(V, strata=STRATA)
    found = change(wave(X, designs[0]), wave(Y, designs[1]), "x", people=(PEOPLE, PEOPLE))
    assert found.standard_error == pytest.approx(stacked(PEOPLE, PEOPLE), rel=1e-12)
    assert found.standard_error == pytest.approx(1.06381397671575, rel=1e-9)
    assert found.both == 24


def test_strata_of_known_size_count_as_the_stacked_data_do() -> None:
    sizes = {"a": 20, "b": 40}
    first = wave(X, Design(W, strata=STRATA, stratum_sizes=sizes))
    second = wave(Y, Design(V, strata=STRATA, stratum_sizes=sizes))
    found = change(first, second, "x", people=(PEOPLE, PEOPLE))
    assert found.standard_error == pytest.approx(stacked(PEOPLE, PEOPLE, sizes), rel=1e-12)
    assert found.standard_error == pytest.approx(0.832464348775488, rel=1e-9)


def test_other_people_in_the_same_clusters_are_the_stacked_data_with_clusters_as_units() -> None:
    designs = Design(W, strata=STRATA, clusters=CLUSTERS), Design(V, strata=STRATA, clusters=CLUSTERS)
    first, second = wave(X, designs[0]), wave(Y, designs[1])
    found = change(first, second, "x", same_clusters=True)
    assert found.standard_error == pytest.approx(stacked(CLUSTERS, CLUSTERS), rel=1e-12)
    assert found.standard_error == pytest.approx(0.899757168886674, rel=1e-9)
    assert found.both is None
    assert change(first, second, "x").covariance == 0


def test_people_met_again_in_their_clusters_share_what_the_clusters_share() -> None:
    designs = Design(W, strata=STRATA, clusters=CLUSTERS), Design(V, strata=STRATA, clusters=CLUSTERS)
    first, second = wave(X, designs[0]), wave(Y, designs[1])
    half = np.where(ROWS % 2, PEOPLE, np.char.add("new ", PEOPLE))
    found = change(first, second, "x", people=(PEOPLE, half))
    assert replace(found, both=None) == change(first, second, "x", same_clusters=True)
    assert found.both == 12


def test_without_a_shared_unit_linked_waves_are_independent() -> None:
    others = np.char.add("other ", CLUSTERS)
    first = wave(X, Design(W, strata=STRATA, clusters=CLUSTERS))
    second = wave(Y, Design(V, strata=STRATA, clusters=others))
    found = change(first, second, "x", same_clusters=True)
    assert found == change(first, second, "x")
    assert found.standard_error == pytest.approx(stacked_apart(), rel=1e-12)


def stacked_apart() -> float:
    """Of independent samples: the strata of one wave are not those of the other."""
    errors = [mean(values, Design(w, strata=STRATA, clusters=CLUSTERS)).standard_errors[0]
              for values, w in ((X, W), (Y, V))]  # fmt: skip
    return float(np.hypot(*errors))


def test_strata_of_which_few_people_are_met_again_count_by_their_own_people() -> None:
    """By hand: in each stratum the covariance of the influences of those in both waves."""
    kept = np.flatnonzero((ROWS < 6) | (ROWS > 11))
    found = change(
        wave(X, Design(strata=STRATA)),
        wave(Y, Design(strata=STRATA[kept]), kept),
        "x",
        people=(PEOPLE, PEOPLE[kept]),
    )
    u, v = (X - X.mean()) / 24, (Y - Y[kept].mean()) / len(kept)
    parts = [(6, np.arange(6)), (12, np.arange(12, 24))]
    expected = sum(n * np.cov(u[rows], v[rows])[0, 1] for n, rows in parts)
    assert found.covariance == pytest.approx(expected, rel=1e-12)


def test_the_linked_error_is_that_of_waves_drawn_again_and_again() -> None:
    """300 pairs of waves from one population; half of the first wave's people are met again."""
    random = np.random.default_rng(20)
    truth = random.normal(size=4000)
    values = truth + random.normal(size=(2, 4000))
    strata = np.where(truth + random.normal(size=4000) > 0, "a", "b")
    drawn = [change_of_a_draw(random, values, strata) for _ in range(300)]
    spread = np.std([one for one, _ in drawn], ddof=1)
    assert np.mean([error for _, error in drawn]) == pytest.approx(spread, rel=0.1)


def change_of_a_draw(random: np.random.Generator, values: Floats, strata: np.ndarray) -> tuple[float, float]:
    people = np.concatenate([random.permutation(np.flatnonzero(strata == one))[:90] for one in "ab"])
    rows = [people[np.arange(180) % 90 < 60], people[np.arange(180) % 90 >= 30]]
    waves = [
        Microdata.from_records(
            BOOK, [{"x": one} for one in values[k][at].tolist()], Design(strata=strata[at])
        )
        for k, at in enumerate(rows)
    ]
    found = change(waves[0], waves[1], "x", people=(rows[0], rows[1]))
    return found.change, found.standard_error


def test_what_cannot_be_linked_is_refused_by_name() -> None:
    strata = wave(X, Design(strata=STRATA))
    clusters = wave(X, Design(clusters=CLUSTERS))
    with pytest.raises(DesignError, match="'p0' stands in 'a', then in 'b'"):
        change(strata, wave(Y, Design(strata=STRATA[::-1])), "x", people=(PEOPLE, PEOPLE))
    with pytest.raises(DesignError, match="then in '': name the strata"):
        change(strata, wave(Y, Design()), "x", people=(PEOPLE, PEOPLE))
    with pytest.raises(DesignError, match="name the clusters"):
        change(clusters, wave(Y, Design(clusters=CLUSTERS[::-1])), "x", people=(PEOPLE, PEOPLE))
    with pytest.raises(DesignError, match="neither clusters nor people"):
        change(strata, strata, "x", same_clusters=True)
    replicated = wave(Y, bootstrap(Design(), 24, 5, seed=1))
    with pytest.raises(DesignError, match="replicate"):
        change(wave(X, Design()), replicated, "x", people=(PEOPLE, PEOPLE))


def test_the_same_people_of_several_known_stages_are_refused_others_are_not() -> None:
    design = Design(clusters=(CLUSTERS, PEOPLE), stage_sizes=(20, 9))
    first, second = wave(X, design), wave(Y, design)
    with pytest.raises(DesignError, match="several stages"):
        change(first, second, "x", people=(PEOPLE, PEOPLE))
    assert change(first, second, "x", people=(PEOPLE, PEOPLE), population=False).covariance > 0
    assert change(first, second, "x", same_clusters=True).covariance > 0


WHOLE = Design(W, strata=STRATA, clusters=CLUSTERS)
MARGIN = np.stack([ROWS < 11, ROWS >= 11], axis=1).astype(float)
DESIGNS = {
    "one by one": Design(W),
    "population": Design(W, population=60),
    "strata": Design(W, strata=STRATA, stratum_sizes={"a": 20, "b": 40}),
    "clusters": WHOLE,
    "clusters of known numbers": replace(WHOLE, stage_sizes=({"a": 5, "b": 9},)),
    "calibrated": calibrate(WHOLE, MARGIN, [30, 40]),
}


@pytest.mark.parametrize("design", DESIGNS.values(), ids=DESIGNS)
def test_from_a_wave_to_itself_nothing_changes_and_nothing_is_uncertain(design: Design) -> None:
    one = wave(X, design)
    found = change(one, one, "x", people=(PEOPLE, PEOPLE))
    assert found.change == 0
    assert found.standard_error < 1e-7
    assert found.covariance > 0.01
