"""Aggregates: sums that add up."""

import numpy as np
import pytest

from analysis.aggregate import Aggregate
from analysis.design import Design
from analysis.errors import AggregateMismatch, NotTabulable
from analysis.microdata import Microdata
from tests.analysis.people import people

DESIGN = Design(weights=[1, 2, 1, 0.5, 1, 3, 1], strata=list("aabbccc"))


def sums(data: Microdata) -> Aggregate:
    return Aggregate.of(data.design, data.column("image"), data.column("place"))


def test_parts_add_up_to_the_whole_even_across_strata() -> None:
    data = people(DESIGN)
    first = np.arange(7) < 3
    added = sums(data.where(first)) + sums(data.where(~first))
    whole = sums(data)
    assert added.strata == whole.strata == ("a", "b", "c")
    for name in ("counts", "weights", "squares"):
        np.testing.assert_allclose(getattr(added, name), getattr(whole, name))


def test_nobody_is_lost() -> None:
    whole = sums(people())
    assert whole.n == 7 == int(whole.table().sum()) + sum(whole.missing().values())
    assert whole.missing() == {"skipped": 2, "not_asked": 1}


def test_different_tables_do_not_add() -> None:
    data = people()
    other = Aggregate.of(data.design, data.column("place"), data.column("image"))
    with pytest.raises(AggregateMismatch, match="image x place is not place x image"):
        sums(data) + other


def test_a_number_has_no_table() -> None:
    with pytest.raises(NotTabulable, match="'books' has the level scale"):
        Aggregate.of(people().design, people().column("books"))


def test_clusters_hold_the_weights_of_their_people_and_add_up_by_stratum_and_name() -> None:
    data = people(Design(DESIGN.weights, DESIGN.strata, clusters=list("xyxyxyx")))
    whole = sums(data)
    assert whole.clusters is not None
    assert list(zip(whole.clusters.stratum.tolist(), whole.clusters.names, strict=True)) == [
        *((0, "x"), (0, "y"), (1, "x"), (1, "y"), (2, "x"), (2, "y"))
    ]
    np.testing.assert_allclose(whole.clusters.weights.sum(0), whole.weighted_table())
    some = np.array([True, False, False, True, False, True, True])
    added = sums(data.where(some)) + sums(data.where(~some))
    assert added.clusters is not None
    assert added.clusters.names == whole.clusters.names
    np.testing.assert_allclose(added.clusters.weights, whole.clusters.weights)
    assert (added.lightest, added.heaviest) == (0.5, 3.0)
    assert added.weighted


def test_people_in_clusters_and_people_alone_do_not_add() -> None:
    alone, together = people(), people(Design(clusters=list("xyxyxyx")))
    with pytest.raises(AggregateMismatch, match="one by one"):
        sums(alone) + sums(together)
