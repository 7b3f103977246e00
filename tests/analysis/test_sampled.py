"""Tables as samples estimate them: from sums as from rows, under every design that sums can tell."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from analysis.aggregate import Aggregate
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.crosstabs import crosstab, crosstab_of
from analysis.design import Design
from analysis.errors import LonelyStratum, NotTabulable, TooFew
from analysis.estimates import cell_shares, degrees_of_freedom
from analysis.microdata import Microdata
from analysis.sampled import cells, of_people, of_sums

N = 240
RANDOM = np.random.default_rng(17)
WEIGHTS = RANDOM.uniform(0.5, 4, N) * (RANDOM.random(N) > 0.05)
STRATA = RANDOM.integers(0, 4, N)
CLUSTERS = RANDOM.integers(0, 15, N)
LONELY = np.where(np.arange(N) == 7, 9, STRATA)
DESIGNS = {
    "weights": {"weights": WEIGHTS},
    "weights and strata": {"weights": WEIGHTS, "strata": STRATA},
    "clusters": {"clusters": CLUSTERS},
    "all": {"weights": WEIGHTS, "strata": STRATA, "clusters": CLUSTERS},
    **{
        f"{rule}, {what}": {"weights": WEIGHTS, "strata": LONELY, "clusters": clusters, "lonely": rule}
        for rule in ("remove", "certainty", "adjust", "average")
        for what, clusters in (("people", None), ("clusters", CLUSTERS))
    },
}


def answers(name: str, size: int) -> Column:
    """Codes of which the last is never given, some answers missing."""
    codes = tuple(Code(str(i), {"en": str(i)}) for i in range(size + 1))
    missing = (RANDOM.random(N) < 0.1).astype(np.int8)
    return Column(
        Variable(name, {"en": name}, codes=codes), np.where(missing, -1, RANDOM.integers(0, size, N)), missing
    )


ROW, COLUMN = answers("r", 3), answers("c", 4)


@pytest.mark.parametrize("parts", DESIGNS.values(), ids=list(DESIGNS))
def test_sums_give_the_shares_covariance_and_degrees_of_freedom_of_rows(parts: dict[str, Any]) -> None:
    design, inside = Design(**parts), ROW.answered & COLUMN.answered
    places, shape = cells(ROW, COLUMN, inside, design)
    rows = cell_shares(places, shape[0] * shape[1], design, population=False)
    found = of_sums(Aggregate.of(design, ROW, COLUMN), design.lonely)
    assert found.shares.shape == shape == (3, 4)
    np.testing.assert_allclose(found.shares.ravel(), rows.values, rtol=1e-12)
    np.testing.assert_allclose(found.covariance, rows.covariance, rtol=1e-12, atol=1e-16)
    assert found.people == inside.sum()
    assert found.df == degrees_of_freedom(design, N)


@pytest.mark.parametrize("clusters", [None, CLUSTERS])
def test_a_design_that_takes_rows_rests_on_as_many_units_as_one_that_takes_sums(clusters: Any) -> None:
    sums, rows = (
        of_people(Design(WEIGHTS, STRATA, clusters=clusters, stage_sizes=sizes), ROW, COLUMN, population=True)
        for sizes in ((), (1e15,))
    )
    assert rows.support == pytest.approx(sums.support)
    assert rows.weight == pytest.approx(sums.weight)
    np.testing.assert_allclose(rows.covariance, sums.covariance, rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("parts", [{}, *DESIGNS.values()], ids=["people", *DESIGNS])
def test_the_cross_tab_of_an_aggregate_is_that_of_its_people(parts: dict[str, Any]) -> None:
    design = Design(**parts, population=1000)
    book = Codebook("b", (ROW.variable, COLUMN.variable))
    data = Microdata(book, N, {"r": ROW, "c": COLUMN}, design)
    halves = [data.where(np.arange(N) % 2 == side) for side in (0, 1)]
    added, other = (Aggregate.of(half.design, half.column("r"), half.column("c")) for half in halves)
    whole, found = crosstab(data, "r", "c"), crosstab_of(added + other, population=1000, lonely=design.lonely)
    assert found.test is not None
    assert found.association is not None
    assert whole.test is not None
    assert (found.test.name, found.counts, found.missing) == (whole.test.name, whole.counts, whole.missing)
    assert found.test.p == pytest.approx(whole.test.p, rel=1e-9)
    assert found.association.high == pytest.approx(whole.association.high, rel=1e-9)
    np.testing.assert_allclose(found.column_low, whole.column_low, rtol=1e-9)
    assert (found.method, found.row_labels, found.population) == (
        *(whole.method, whole.row_labels, whole.population),
    )


def nobody() -> Aggregate:
    empty = np.zeros(N, bool)
    return Aggregate.of(Design(), ROW.take(empty), COLUMN.take(empty))


def test_what_an_aggregate_cannot_tell_is_refused() -> None:
    with pytest.raises(LonelyStratum, match="'9' has only one person"):
        of_sums(Aggregate.of(Design(WEIGHTS, LONELY), ROW, COLUMN))
    with pytest.raises(LonelyStratum, match="'9' has only one unit"):
        of_sums(Aggregate.of(Design(WEIGHTS, LONELY, clusters=CLUSTERS), ROW, COLUMN))
    with pytest.raises(TooFew, match="two units"):
        of_sums(Aggregate.of(Design(clusters=np.zeros(N, int)), ROW, COLUMN))
    with pytest.raises(TooFew, match="two rows"):
        of_sums(nobody())
    with pytest.raises(NotTabulable, match="two different variables"):
        crosstab_of(Aggregate.of(Design(), ROW))
