"""How the people were chosen: weights, strata, and the finite population that they stand for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.arrays import Booleans, Floats, frozen
from analysis.errors import DesignError


@dataclass(frozen=True, eq=False)
class Design:
    """Weights and strata by person (length n, in the order of the rows), and population sizes.

    `population` is the number N of people that the data stand for (None: no finite population is
    known); `stratum_sizes` its division by stratum. Given only the sizes, N is their sum.
    DesignError when a part contradicts another.
    """

    weights: Sequence[float] | Floats | None = None
    strata: Sequence[str] | np.ndarray[Any, Any] | None = None
    population: int | None = None
    stratum_sizes: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        if self.weights is not None:
            object.__setattr__(self, "weights", _checked_weights(self.weights))
        if self.strata is not None:
            object.__setattr__(
                self, "strata", frozen(np.array([str(one) for one in self.strata], dtype=object))
            )
        if self.stratum_sizes is not None:
            self._check_sizes(self.stratum_sizes)

    def _check_sizes(self, sizes: Mapping[str, int]) -> None:
        whole = sum(sizes.values())
        if self.population is None:
            object.__setattr__(self, "population", whole)
        elif self.population != whole:
            raise DesignError(
                f"the strata hold {whole} people together, but the population is said to be {self.population}"
            )
        if self.strata is not None:
            for name, count in zip(
                *np.unique(np.asarray(self.strata, dtype=str), return_counts=True), strict=True
            ):
                if count > sizes.get(str(name), -1):
                    raise DesignError(
                        f"stratum {str(name)!r}: {count} rows of {sizes.get(str(name), 'no given size')}"
                    )

    @property
    def weighted(self) -> bool:
        """Whether people count differently; equal weights are no weights."""
        return self.weights is not None and len(np.unique(np.asarray(self.weights))) > 1

    def weights_of(self, n: int) -> Floats:
        """The weights of n people; 1 each where none are given."""
        return np.ones(n) if self.weights is None else np.asarray(self.weights)

    def check(self, n: int) -> None:
        """Raise DesignError unless the design fits n people."""
        for what, values in (("weights", self.weights), ("strata", self.strata)):
            if values is not None and len(values) != n:
                raise DesignError(f"{len(values)} {what} for {n} people")
        if self.population is not None and self.population < n:
            raise DesignError(f"{n} people cannot come from a population of {self.population}")

    def take(self, chosen: Booleans) -> Design:
        """The design of a part of the people, without a population: that of a part is not known."""
        weights = None if self.weights is None else np.asarray(self.weights)[chosen]
        strata = None if self.strata is None else np.asarray(self.strata)[chosen]
        return Design(weights, strata)

    def within(self, asked: Booleans) -> Design:
        """The design of the people whom a universe holds: the population and each stratum shrink to the
        share of their people who were asked."""
        if asked.all():
            return self
        part = self.take(asked)
        if self.population is None:
            return part
        if self.stratum_sizes is None or self.strata is None:
            return Design(part.weights, part.strata, round(self.population * float(asked.mean())))
        strata = np.asarray(self.strata, dtype=str)
        shares = {name: float(asked[strata == name].mean()) for name in np.unique(strata).tolist()}
        sizes = {
            name: round(size * shares[name]) for name, size in self.stratum_sizes.items() if shares.get(name)
        }
        return Design(part.weights, part.strata, stratum_sizes=sizes)

    def scaled(self, factor: float) -> Design:
        """The same design with every weight multiplied."""
        if self.weights is None:
            return self
        return Design(np.asarray(self.weights) * factor, self.strata, self.population, self.stratum_sizes)


def _checked_weights(weights: Sequence[float] | Floats) -> Floats:
    values = np.array(weights, dtype=float)
    bad = ~np.isfinite(values) | (values < 0)
    if bad.any():
        first = int(np.flatnonzero(bad)[0])
        raise DesignError(
            f"{int(bad.sum())} weights are negative or no numbers, first in row {first + 1}: {values[first]}"
        )
    if values.size and not values.any():
        raise DesignError("all weights are 0")
    return frozen(values)


def effective_size(weights: Floats) -> float:
    """Kish's effective number of people (sum w)^2 / sum w^2; 0 for nobody (Kish 1965, 11.7).

    >>> effective_size(np.array([1.0, 1.0, 2.0]))
    2.6666666666666665
    """
    squares = float(np.square(weights).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0
