"""Replicate weights made from a design: jackknife, balanced half-samples, Fay's, and the bootstrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.linalg import hadamard

from analysis.aggregate import Aggregate
from analysis.arrays import Floats, Integers
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import DesignError, LonelyStratum
from analysis.replicates import Replicates
from analysis.units import Stage

SEED = 2026


def jackknife(design: Design, n: int) -> Design:
    """One replicate for each unit of the first stage, which is left out: JK1 without strata, JKn with
    (Rao and Wu 1985; R survey: as.svrepdesign). The finite population is left out of it, as there."""
    first = _first(design, n)
    drawn = first.drawn
    units, strata = len(first.stratum), len(drawn)
    grown = drawn / (drawn - 1)
    factors = np.where(first.stratum[:, None] == first.stratum, grown[first.stratum], 1.0)
    np.fill_diagonal(factors, 0)
    if strata == 1:
        return _with(design, Replicates(factors, (units - 1) / units, method="JK1", unit=first.unit))
    rscales = (1 - 1 / drawn)[first.stratum]
    return _with(design, Replicates(factors, 1.0, rscales, method="JKn", unit=first.unit))


def half_samples(design: Design, n: int, rho: float = 0.0) -> Design:
    """Balanced half-samples of strata with two units each (BRR, McCarthy 1969): a unit's weight is doubled
    or dropped; with `rho` above 0 it is multiplied by 2 - rho or rho (Fay 1989)."""
    first = _first(design, n)
    if not 0 <= rho < 1:
        raise DesignError(f"Fay's rho lies between 0 and 1, not {rho:g}")
    other = np.flatnonzero(first.drawn != 2)
    if other.size:
        name, count = first.names[other[0]], first.drawn[other[0]]
        raise DesignError(f"half-samples need two units in each stratum; {name!r} has {count:g}")
    signs = _balanced(len(first.drawn))
    later = np.array([np.flatnonzero(first.stratum == h)[1] for h in range(len(first.drawn))])
    side = np.ones(len(first.stratum))
    side[later] = -1
    factors = 1 + (1 - rho) * side[:, None] * signs[first.stratum]
    scale = 1 / (signs.shape[1] * (1 - rho) ** 2)
    return _with(design, Replicates(factors, scale, method="Fay" if rho else "BRR", unit=first.unit))


def _balanced(strata: int) -> Floats:
    """Signs (strata x replicates) whose rows are orthogonal to each other and to ones."""
    size = 2 ** int(np.ceil(np.log2(strata + 1)))
    signs: Floats = hadamard(max(size, 2)).astype(float)[1 : strata + 1]
    return signs


def bootstrap(design: Design, n: int, replicates: int = 500, seed: int = SEED) -> Design:
    """n_h - 1 units drawn with replacement from the n_h of each stratum, each drawn unit's weight times
    n_h / (n_h - 1) times how often it was drawn (Rao and Wu 1988; R survey: type="subbootstrap")."""
    first = _first(design, n)
    if replicates < 2:
        raise DesignError("a bootstrap needs at least two replicates")
    generator = np.random.default_rng(seed)
    times = np.zeros((len(first.stratum), replicates))
    for h, drawn in enumerate(first.drawn.astype(int)):
        times[first.stratum == h] = _drawn_again(generator, drawn, replicates)
    found = Replicates(times, 1 / (replicates - 1), method="bootstrap", seed=seed, unit=first.unit)
    return _with(design, found)


def _drawn_again(generator: np.random.Generator, units: int, replicates: int) -> Floats:
    """How often each of the units was among units - 1 drawn with replacement, times units / (units - 1)
    (units x replicates)."""
    draws = generator.integers(0, units, (replicates, units - 1))
    draws += units * np.arange(replicates)[:, None]
    times = np.bincount(draws.ravel(), minlength=replicates * units).reshape(replicates, units)
    factors: Floats = times.T * (units / (units - 1))
    return factors


def bootstrap_table(sums: Aggregate, replicates: int = 1000, seed: int = SEED) -> tuple[Floats, Design]:
    """The bootstrap of a table from its sums: weighted totals of the valid cells by unit (units x cells),
    and the design of these units with replicates, for `estimates.total` and `estimates.ratio`.

    Units are the clusters, drawn as `bootstrap` draws them. Where people were drawn one by one, a unit is
    all people of a stratum and cell, missing answers too: n_h - 1 people drawn with replacement fall on the
    cells by the multinomial law. DesignError where the people of a cell differ in weight, LonelyStratum.
    """
    if replicates < 2:
        raise DesignError("a bootstrap needs at least two replicates")
    generator = np.random.default_rng(seed)
    clusters = sums.clusters
    if clusters is None:
        totals, factors = _cells_again(sums, generator, replicates)
        df = sums.n - len(sums.strata)
    else:
        drawn = np.bincount(clusters.stratum, minlength=len(sums.strata))
        _two_in_each(sums.strata, drawn, "unit")
        factors = np.vstack([_drawn_again(generator, int(one), replicates) for one in drawn])
        totals, df = clusters.weights.reshape(len(factors), -1), len(factors) - len(drawn)
    scale = 1 / (replicates - 1)
    found = Replicates(factors, scale, method="bootstrap", seed=seed, df=min(df, replicates - 1))
    return totals, Design(replicates=found)


def _cells_again(sums: Aggregate, generator: np.random.Generator, replicates: int) -> tuple[Floats, Floats]:
    """Totals (units x cells) and factors (units x replicates) of the strata and cells that hold people."""
    if not np.allclose(sums.counts * sums.squares, np.square(sums.weights), rtol=1e-9, atol=0):
        raise DesignError("people of one cell have different weights: take replicates of the people instead")
    codes = len(sums.stub.codes) * len(sums.banner.codes)
    people = sums.counts.reshape(-1, codes)
    drawn = people.sum(1)
    _two_in_each(sums.strata, drawn, "person")
    times = np.vstack(
        [
            generator.multinomial(n - 1, row / n, replicates).T * (n / (n - 1))
            for n, row in zip(drawn, people, strict=True)
        ]
    )
    places = np.arange(codes).reshape(sums.counts.shape[1:])[: sums.stub.valid, : sums.banner.valid]
    valid = np.tile(np.eye(codes)[:, places.ravel()], (len(people), 1))
    held = people.ravel() > 0
    totals: Floats = (sums.weights.ravel()[:, None] * valid)[held]
    return totals, times[held] / people.ravel()[held][:, None]


def _two_in_each(strata: Sequence[str], drawn: Floats | Integers, what: str) -> None:
    alone = np.flatnonzero(np.asarray(drawn) < 2)
    if alone.size:
        raise LonelyStratum(f"stratum {strata[alone[0]]!r} has only one {what} to replicate")


def _first(design: Design, n: int) -> Stage:
    design.check(n)
    if design.replicates is not None:
        raise DesignError("the design has replicate weights already")
    if design.adjustments:
        raise DesignError("make replicates first and adjust each: adjusted weights do not carry over")
    first = design.stages(n, population=False)[0]
    _two_in_each(first.names, first.drawn, "unit")
    return first


def _with(design: Design, replicates: Replicates) -> Design:
    first = design.stages(replicates.people, population=False)[0]
    df = min(len(first.stratum) - len(first.names), replicates.count - 1)
    return replace(design, replicates=replace(replicates, df=df))


guard(__name__)
