"""Designs of a million people: Rao and Scott's F, raking, bootstrap, against the bare sums under them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from analysis.aggregate import Aggregate
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.estimates import total
from analysis.microdata import Microdata
from analysis.replication import bootstrap_table
from analysis.weigh import weigh
from analysis.weighted_tests import rao_scott
from analysis.weighting import rake
from tests.benchmarks.measure import Ratio, cpu

PEOPLE = 1_000_000
CLUSTERS = 2_000
STRATA = 20
CODES = tuple(Code(str(i), {"en": str(i)}) for i in range(5))


def answers(random: np.random.Generator, name: str) -> Column:
    """Five categories, 5 % missing."""
    missing = (random.random(PEOPLE) < 0.05).astype(np.int8)
    values = np.where(missing, -1, random.integers(0, 5, PEOPLE))
    return Column(Variable(name, {"en": name}, codes=CODES), values, missing)


def ratios() -> Iterator[Ratio]:
    """Each from a design that was not used before."""
    random = np.random.default_rng(2026)
    columns = [answers(random, f"v{i}") for i in range(4)]
    weights, clusters = random.uniform(0.5, 2, PEOPLE), random.integers(0, CLUSTERS, PEOPLE)
    cell = columns[0].values.clip(0) * 5 + columns[1].values.clip(0)

    def clustered() -> Design:
        return Design(weights, clusters % STRATA, clusters=clusters)

    bare = cpu(lambda: np.bincount(clusters * 25 + cell, weights, CLUSTERS * 25))
    f = cpu(lambda: rao_scott(clustered(), *columns[:2]))
    yield Ratio("Rao-Scott F, 5 x 5, 2,000 clusters, cold", f, bare, "np.bincount of cluster x cell")
    yield from raking(random, weights, columns)
    yield from bootstraps(clustered(), columns)


def raking(random: np.random.Generator, weights: np.ndarray, columns: list[Column]) -> Iterator[Ratio]:
    """Four margins: from numbers, from texts, and from answers with a report."""
    places = [random.integers(0, 5, PEOPLE) for _ in range(4)]
    totals = np.full(5, PEOPLE / 5) + np.arange(-200, 300, 100)
    known = {str(i): float(one) for i, one in enumerate(totals)}
    design = Design(weights)

    def by_rows() -> np.ndarray:
        w = weights
        for _ in range(8):
            for place in places:
                w = w * (totals / np.bincount(place, w))[place]
        return w

    rows = cpu(by_rows, 3)
    yardstick = "eight rounds row by row in NumPy"
    ours = cpu(lambda: rake(design, [(place, known) for place in places]))
    yield Ratio("raking to four margins of numbers", ours, rows, yardstick)
    texts = [np.array(list("abcde"))[place] for place in places]
    named = dict(zip("abcde", known.values(), strict=True))
    ours = cpu(lambda: rake(design, [(text, named) for text in texts]))
    yield Ratio("raking to four margins of texts", ours, rows, yardstick)
    book = Codebook("bench", tuple(column.variable for column in columns))
    data = Microdata(book, PEOPLE, {column.variable.name: column for column in columns}, design)
    ours = cpu(lambda: weigh(data, dict.fromkeys(data.columns, known)))
    yield Ratio("weighing by four variables, with report", ours, rows, yardstick)


def bootstraps(clustered: Design, columns: list[Column]) -> Iterator[Ratio]:
    """1,000 replicates of a table and its covariance, from its sums."""
    plain, sums = (Aggregate.of(design, *columns[:2]) for design in (Design(), clustered))
    shares = np.full(25, 1 / 25)
    bare = cpu(lambda: np.random.default_rng(1).multinomial(PEOPLE, shares, 1000))
    ours = cpu(lambda: total(*bootstrap_table(plain)).covariance)
    yield Ratio("1,000 bootstrap replicates, people", ours, bare, "NumPy's multinomial alone")
    factors, units = np.ones((CLUSTERS, 1000)), np.ones((CLUSTERS, 25))
    bare = cpu(lambda: factors.T @ units)
    ours = cpu(lambda: total(*bootstrap_table(sums)).covariance)
    yield Ratio("1,000 bootstrap replicates, 2,000 clusters", ours, bare, "the matrix product alone")
