"""How the people were chosen: weights, strata, clusters, and the finite population they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

import numpy as np

from analysis.arrays import Booleans, Floats, frozen, reals
from analysis.entrance import guard, guarded
from analysis.errors import DesignError, WrongArgument
from analysis.groups import Groups, Labels, several
from analysis.kinds import shown
from analysis.replicates import Replicates
from analysis.units import RULES, Stage, nested_stages

LEAST = 1e-60
"""Weights are not all smaller, and none is larger than 1 / LEAST: their squares must have sums."""
Size = int | float | Mapping[str, int] | Sequence[float] | Floats | None


class Adjustment(Protocol):
    """An adjustment of weights to known totals: what it leaves of scores (n x k)."""

    def residuals(self, scores: Floats) -> Floats:
        """The scores less their projection on what the totals explain."""
        ...


@dataclass(frozen=True, eq=False)
class Design:
    """Weights, strata and clusters by person (length n, in the order of the rows), and population sizes.

    `population` is the number N of people that the data stand for (None: no finite population is
    known); `stratum_sizes` its division by stratum. Given only the sizes, N is their sum.

    `clusters` are labels by person, or a tuple of them, one for each stage of sampling; they are nested
    in the strata and in each other. Labels of any kind are kept as Groups. `stage_sizes` says for each
    stage how many units there are: one number, a mapping from the stratum (first stage), or a number for
    each person; without it a stage is taken as drawn from endlessly many. `lonely` is the rule for a
    stratum with one drawn unit (see analysis.units.RULES). `replicates` stand in for strata and clusters
    when given; `adjustments` are the calibrations that the weights went through (analysis.weighting makes
    them).
    DesignError when a part contradicts another.
    """

    weights: Sequence[float] | Floats | None = None
    strata: Labels | None = None
    population: int | None = None
    stratum_sizes: Mapping[str, int] | None = None
    clusters: Labels | tuple[Labels, ...] | None = None
    stage_sizes: tuple[Size, ...] = ()
    lonely: str = "fail"
    replicates: Replicates | None = None
    adjustments: tuple[Adjustment, ...] = ()

    def __post_init__(self) -> None:
        if self.weights is not None:
            object.__setattr__(self, "weights", _checked_weights(self.weights))
        if self.strata is not None:
            object.__setattr__(self, "strata", Groups.of(self.strata))
        if self.population is not None:
            object.__setattr__(self, "population", _people(self.population, "the population"))
        if self.stratum_sizes is not None:
            self._check_sizes(self.stratum_sizes)
        if self.clusters is not None:
            object.__setattr__(self, "clusters", _cluster_columns(self.clusters))
        if not isinstance(self.stage_sizes, tuple):
            raise DesignError(f"stage_sizes has an entry for each stage, not {shown(self.stage_sizes)}")
        if not isinstance(self.replicates, Replicates | None):
            raise DesignError(f"replicates are Replicates, not {shown(self.replicates)}")
        if not (
            isinstance(self.adjustments, tuple) and all(hasattr(a, "residuals") for a in self.adjustments)
        ):
            raise DesignError("adjustments are the calibrations that analysis.weighting makes")
        if not isinstance(self.lonely, str) or self.lonely not in RULES:
            raise DesignError(f"the rule for lonely strata is one of {', '.join(RULES)}, not {self.lonely!r}")

    def _check_sizes(self, sizes: Mapping[str, int]) -> None:
        if not isinstance(sizes, Mapping):
            raise DesignError(f"stratum_sizes maps each stratum to its people, not {shown(sizes)}")
        whole = sum(_people(size, f"the size of stratum {name!r}") for name, size in sizes.items())
        if self.population is None:
            object.__setattr__(self, "population", whole)
        elif self.population != whole:
            raise DesignError(
                f"the strata hold {whole} people together, but the population is said to be {self.population}"
            )
        if self.strata_groups is not None:
            counts = np.bincount(self.strata_groups.place)
            for name, count in zip(self.strata_groups.names, counts, strict=True):
                if count > sizes.get(name, -1):
                    raise DesignError(f"stratum {name!r}: {count} rows of {sizes.get(name, 'no given size')}")

    @cached_property
    def weighted(self) -> bool:
        """Whether people count differently; equal weights are no weights."""
        weights = np.asarray(() if self.weights is None else self.weights)
        return bool(len(weights) and weights.min() < weights.max())

    @property
    def plain(self) -> bool:
        """Whether people were drawn one by one: no strata, clusters, replicates or adjustments."""
        return self.strata is None and self.clusters is None and not self.replicates and not self.adjustments

    @property
    def by_design(self) -> bool:
        """Whether tests must go by the design: people count differently, or were not drawn one by one."""
        return self.weighted or self.clusters is not None or self.replicates is not None

    @property
    def finite(self) -> bool:
        """Whether the numbers of units that there are in all are known."""
        return bool(self._sizes)

    def weights_of(self, n: int) -> Floats:
        """The weights of n people; 1 each where none are given."""
        return np.ones(n) if self.weights is None else np.asarray(self.weights)

    def check(self, n: int) -> None:
        """Raise DesignError unless the design fits n people."""
        parts: list[tuple[str, Any]] = [("weights", self.weights), ("strata", self.strata)]
        parts += [("clusters", labels) for labels in self.cluster_stages]
        if self.replicates is not None:
            parts.append(("replicate factors", range(self.replicates.people)))
        for what, values in parts:
            if values is not None and len(values) != n:
                raise DesignError(f"{len(values)} {what} for {n} people")
        if self.population is not None and self.population < n:
            raise DesignError(f"{n} people cannot come from a population of {self.population}")

    @property
    def strata_groups(self) -> Groups | None:
        """The strata as groups of people."""
        return self.strata  # type: ignore[return-value]  # made so at the start

    @property
    def cluster_stages(self) -> tuple[Groups, ...]:
        """The clusters of each stage as groups of people; empty where people are the units."""
        return self.clusters or ()  # type: ignore[return-value]  # made so at the start

    @guarded
    def stages(self, n: int, *, population: bool = True) -> tuple[Stage, ...]:
        """The stages of sampling of n people; `population=False` as if drawn from endlessly many."""
        sizes = self._sizes if population else ()
        key = n, bool(sizes)
        if key not in self._kept:
            by_person = [_by_person(size, self.strata_groups, n) for size in sizes]
            clusters = self.cluster_stages if sizes else self.cluster_stages[:1]
            self._kept[key] = nested_stages(self.strata_groups, clusters, by_person, n)
        return self._kept[key]

    @property
    def _sizes(self) -> tuple[Size, ...]:
        """The known numbers of units, stage by stage."""
        if self.stage_sizes or self.clusters is not None:
            return self.stage_sizes
        known = self.population if self.strata is None else self.stratum_sizes
        return () if known is None else (known,)

    @cached_property
    def _kept(self) -> dict[tuple[int, bool], tuple[Stage, ...]]:
        return {}

    def take(self, chosen: Booleans) -> Design:
        """The design of a part of the people, without populations and adjustments: those of a part are
        not known."""
        return replace(
            self.reordered(chosen), population=None, stratum_sizes=None, stage_sizes=(), adjustments=()
        )

    def reordered(self, order: np.ndarray[Any, Any]) -> Design:
        """The design of the same people in another order (a permutation), without adjustments."""

        def picked(values: Any) -> Any:
            return None if values is None else np.asarray(values)[order]

        sizes = tuple(
            picked(size) if isinstance(size, (Sequence, np.ndarray)) else size for size in self.stage_sizes
        )
        return Design(
            picked(self.weights),
            None if self.strata_groups is None else self.strata_groups.take(order),
            self.population,
            self.stratum_sizes,
            tuple(groups.take(order) for groups in self.cluster_stages) or None,
            sizes,
            self.lonely,
            None if self.replicates is None else self.replicates.take(order),
        )

    @guarded
    def within(self, asked: Booleans) -> Design:
        """The design of the people whom a universe holds: the population and each stratum shrink to the
        share of their people who were asked."""
        if asked.all():
            return self
        part = self.take(asked)
        if self.population is None:
            return part
        strata = self.strata_groups
        if self.stratum_sizes is None or strata is None:
            return replace(part, population=round(self.population * float(asked.mean())))
        held = np.bincount(strata.place, asked) / np.bincount(strata.place)
        shares = dict(zip(strata.names, held.tolist(), strict=True))
        sizes = {
            name: round(size * shares[name]) for name, size in self.stratum_sizes.items() if shares.get(name)
        }
        return replace(part, stratum_sizes=sizes)

    def scaled(self, factor: float) -> Design:
        """The same design with every weight multiplied."""
        if self.weights is None:
            return self
        return replace(self, weights=np.asarray(self.weights) * factor)


def _checked_weights(weights: Sequence[float] | Floats) -> Floats:
    try:
        values = reals(weights)
    except WrongArgument:
        raise
    except (TypeError, ValueError) as reason:
        given = shown(weights)
        raise DesignError(f"weights are numbers, one for each person, not {given}: {reason}") from None
    if values.ndim != 1:
        raise DesignError(f"weights are numbers, one for each person, not of shape {values.shape}")
    bad = ~np.isfinite(values) | (values < 0)
    if bad.any():
        first = int(np.flatnonzero(bad)[0])
        raise DesignError(
            f"{int(bad.sum())} of {len(values)} weights are negative or no numbers, "
            f"first in row {first + 1}: {values[first]}"
        )
    if values.size and not values.any():
        raise DesignError("all weights are 0")
    if values.size and not LEAST < values.max() < 1 / LEAST:
        raise DesignError(f"the largest weight is {values.max():g}: give weights near 1, or near N / n")
    return frozen(values)


def _people(size: Any, what: str) -> int:
    """A number of people or units, whole and from 0 up."""
    if (
        not isinstance(size, int | float | np.integer | np.floating)
        or isinstance(size, bool)
        or size < 0
        or size % 1
    ):
        raise DesignError(f"{what} is a whole number of people, not {shown(size)}")
    return int(size)


def _cluster_columns(clusters: Any) -> tuple[Groups, ...]:
    """Labels of one or several stages as groups of people."""
    stages = isinstance(clusters, tuple) and clusters and several(clusters[0])
    return tuple(map(Groups.of, clusters if stages else (clusters,)))


def _by_person(size: Size, strata: Groups | None, n: int) -> Floats | None:
    """The number of units of a stage for each person; infinite where it is not known."""
    if size is None:
        return None
    if isinstance(size, Mapping):
        names, place = (("",), np.zeros(n, np.int64)) if strata is None else (strata.names, strata.place)
        sizes = {str(name): _people(one, f"the size of stratum {name!r}") for name, one in size.items()}
        return np.array([float(sizes.get(name, np.inf)) for name in names])[place]
    try:
        values: Floats = np.array(np.broadcast_to(reals(size), (n,)))
    except WrongArgument:
        raise
    except (TypeError, ValueError):
        raise DesignError(f"a stage has one size, or one for each person, not {shown(size)}") from None
    if np.isnan(values).any() or (values <= 0).any():
        raise DesignError("the number of units of a stage is above 0")
    return values


def effective_size(weights: Floats) -> float:
    """Kish's effective number of people (sum w)^2 / sum w^2; 0 for nobody (Kish 1965, 11.7).

    >>> effective_size(np.array([1.0, 1.0, 2.0]))
    2.6666666666666665
    """
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


guard(__name__)
