"""Replicate weights: the sample drawn again and again, and the spread of the values it gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from analysis.arrays import Booleans, Floats, Integers, frozen, reals
from analysis.entrance import guarded
from analysis.errors import DesignError
from analysis.kinds import hold


@dataclass(frozen=True, eq=False)
class Replicates:
    """R replicates of a design of n people.

    `factors` (n x R) multiply the weights of the design; with `unit`, the place of each person's unit, a row
    of factors stands for a unit. `df` are the degrees of freedom, where they are known.

    The covariance of replicated values t_r is scale * sum_r rscales_r (t_r - centre)(t_r - centre)', the
    centre being the mean of the replicated values, or with `around_estimate=True` the value of the whole
    sample (R survey: svrepdesign, mse). `rscales` are R numbers (default: 1 each); `method` and `seed` say
    how the replicates were made.
    """

    factors: Floats
    scale: float
    rscales: Sequence[float] | Floats | None = None
    around_estimate: bool = False
    method: str = "replicate weights"
    seed: int | None = None
    unit: Integers | None = None
    df: int | None = None

    def __post_init__(self) -> None:
        hold(self, DesignError)
        factors = reals(self.factors)
        if factors.ndim != 2 or factors.shape[1] < 2:
            raise DesignError("replicate factors are a matrix of people x at least two replicates")
        if not np.isfinite(factors).all() or not self.scale > 0:
            raise DesignError("replicate factors and their scale are finite numbers, the scale above 0")
        scales = np.ones(factors.shape[1]) if self.rscales is None else reals(self.rscales)
        if scales.shape != (factors.shape[1],) or not np.isfinite(scales).all() or (scales < 0).any():
            raise DesignError(f"{factors.shape[1]} replicates need as many rscales, none below 0")
        if self.unit is not None and not (
            self.unit.ndim == 1 and ((self.unit >= 0) & (self.unit < len(factors))).all()
        ):
            raise DesignError(f"the unit of a person is its place, from 0 to {len(factors) - 1}")
        if self.df is not None and not 0 < self.df < 1e15:
            raise DesignError(f"the degrees of freedom of replicates are above 0, not {self.df}")
        object.__setattr__(self, "factors", frozen(factors))
        object.__setattr__(self, "rscales", frozen(scales))

    @property
    def count(self) -> int:
        """R, the number of replicates."""
        return int(self.factors.shape[1])

    @property
    def people(self) -> int:
        """n, the number of people."""
        return len(self.factors if self.unit is None else self.unit)

    @guarded
    def weights(self, base: Floats) -> Floats:
        """The n x R weights of the replicates; `base` are the weights of the design."""
        factors = self.factors if self.unit is None else self.factors[self.unit]
        weights: Floats = factors * base[:, None]
        return weights

    @guarded
    def sums(self, scores: Floats) -> Floats:
        """The sums (R x k) of scores (n, or n x k) in each replicate."""
        columns = scores.reshape(len(scores), -1)
        if self.unit is not None:
            units = len(self.factors)
            columns = np.stack([np.bincount(self.unit, one, units) for one in columns.T], axis=1)
        sums: Floats = self.factors.T @ columns
        return sums

    @guarded
    def spread(self, replicated: Floats, values: Floats) -> Floats:
        """The covariance (k x k) of k values from their R x k replicated values."""
        scales = np.asarray(self.rscales)
        centre = values if self.around_estimate else replicated[scales > 0].mean(0)
        distance = (replicated - centre) * np.sqrt(self.scale * scales)[:, None]
        covariance: Floats = distance.T @ distance
        return covariance

    @property
    def degrees_of_freedom(self) -> int:
        """Those given by who made the replicates, else their rank minus 1 (R survey: degf)."""
        return self._rank - 1 if self.df is None else self.df

    @cached_property
    def _rank(self) -> int:
        """How many replicates are linearly independent."""
        used = self.factors if self.unit is None else self.factors[np.unique(self.unit)]
        distinct = np.unique(used, axis=0)
        return int(np.linalg.matrix_rank(distinct, tol=1e-5 * float(np.linalg.norm(distinct, 2))))

    @guarded
    def take(self, chosen: Booleans) -> Replicates:
        """The replicates of the chosen people (a mask or an order)."""
        if self.unit is not None:
            return replace(self, unit=self.unit[chosen])
        return replace(self, factors=self.factors[chosen])
