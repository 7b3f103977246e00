"""Weighted quantiles under a design, by every rule in use, with Woodruff's and other intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.design_shares import share_limits
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, UndefinedStatistic, WrongArgument
from analysis.estimates import degrees_of_freedom, mean, t_quantile

Interval = Literal["mean", "beta", "xlogit", "asin"]
EXACT = 1e-12
"""Two cumulative shares that differ by less are one: a sum of weights has rounding errors."""


def _math(x: Floats, w: Floats, p: float) -> float:
    return float(x[_reached(np.cumsum(w) / w.sum(), p)])


def _reached(shares: Floats, p: float) -> int:
    """The first place whose cumulative share is at least p."""
    return min(int(np.searchsorted(shares, p - EXACT)), len(shares) - 1)


def _school(x: Floats, w: Floats, p: float) -> float:
    shares = np.cumsum(w) / w.sum()
    place = _reached(shares, p)
    if abs(shares[place] - p) <= EXACT and place + 1 < len(x):
        return float((x[place] + x[place + 1]) / 2)
    return float(x[place])


def _even(x: Floats, w: Floats, p: float) -> float:
    shares = np.cumsum(w) / w.sum() - w / (2 * w.sum())
    place = min(int(np.searchsorted(shares, p - EXACT, side="left")), len(x) - 1)
    exactly = abs(shares[place] - p) <= EXACT
    if place and (place % 2 == 0 or not exactly):
        place -= 1
    return float(x[place])


def _shah_vaish(x: Floats, w: Floats, p: float) -> float:
    scaled = w / w.mean()
    return float(x[_reached((np.cumsum(scaled) + 0.5 - scaled / 2) / (len(x) + 1), p)])


def _between(knots: Callable[[Floats, Floats], Floats]) -> Callable[[Floats, Floats, float], float]:
    """A rule that draws straight lines between (knot, value); beyond the knots the end values."""

    def rule(x: Floats, w: Floats, p: float) -> float:
        return float(np.interp(p, knots(w, np.cumsum(w)), x))

    return rule


def _before(cumulated: Floats) -> Floats:
    return np.concatenate([[0.0], cumulated[:-1]])


def _seven(w: Floats, c: Floats) -> Floats:
    return _before(c) / c[-2] if len(c) > 1 else np.zeros(1)


RULES: dict[str, Callable[[Floats, Floats, float], float]] = {
    "math": _math,
    "school": _school,
    "shahvaish": _shah_vaish,
    "hf1": _math,
    "hf2": _school,
    "hf3": _even,
    "hf4": _between(lambda w, c: c / c[-1]),
    "hf5": _between(lambda w, c: (c - w / 2) / c[-1]),
    "hf6": _between(lambda w, c: c / (c[-1] + w[-1])),
    "hf7": _between(_seven),
    "hf8": _between(lambda w, c: (_before(c) / 3 + 2 * c / 3) / (c[-1] + w[-1] / 3)),
    "hf9": _between(lambda w, c: (3 * _before(c) / 8 + 5 * c / 8) / (c[-1] + w[-1] / 4)),
}
"""Quantile rules of sorted values and weights: the inverse of the distribution (math, hf1), the same with
the middle where it is flat (school, hf2), Shah and Vaish (2006), and the weighted forms of Hyndman and Fan's
(1996) types (hf3 to hf9) (R survey: qrule)."""


@dataclass(frozen=True, slots=True)
class Quantile:
    """The p-quantile with its limits; the standard error is their distance over twice Student's t."""

    p: float
    value: float
    low: float
    high: float
    standard_error: float
    rule: str
    method: str


def quantile_at(values: Floats, weights: Floats, p: float, rule: str = "math") -> float:
    """The p-quantile of values under weights; those of weight 0 are left out. `math`: the least value up to
    which the weights reach p of their sum; `school`: the mean of the two in the middle where they reach it
    exactly; `hf7`: Hyndman and Fan's (1996) seventh, a line between values (R survey: svyquantile's qrule).

    >>> quantile_at(np.array([1.0, 2.0, 3.0, 10.0]), np.ones(4), 0.5, "school")
    2.5
    """
    if rule not in RULES:
        raise UndefinedStatistic(f"the rule is one of {', '.join(RULES)}, not {rule!r}")
    if not 0 <= p <= 1:
        raise UndefinedStatistic(f"the share of a quantile lies between 0 and 1, not {p:g}")
    kept = weights > 0
    if values.ndim != 1:
        raise WrongArgument(f"each person has one value, not a table of {values.ndim} dimensions")
    if not kept.any():
        raise NobodyAnswered("a quantile of nobody")
    order = np.argsort(values[kept], kind="stable")
    return RULES[rule](values[kept][order], weights[kept][order], p)


def quantiles(  # noqa: PLR0913 - wishes are given by name
    values: Floats,
    design: Design,
    shares: Sequence[float] = (0.25, 0.5, 0.75),
    *,
    domain: Booleans | None = None,
    rule: str = "math",
    interval: Interval = "mean",
    level: float = 0.95,
) -> tuple[Quantile, ...]:
    """Quantiles of values (n) under a design (R survey: svyquantile).

    The interval is Woodruff's (1952): limits of the share of people at or below the quantile - plain
    (mean), on the logit or arcsine scale (xlogit, asin) or Korn and Graubard's (beta) - turned back into
    values by the same rule. Under replicate weights it is the quantile -/+ t times the spread of the
    replicated quantiles.
    """
    inside = np.ones(len(values), bool) if domain is None else domain
    weights = np.where(inside, design.weights_of(len(values)), 0.0)
    found = [quantile_at(values, weights, p, rule) for p in shares]
    df = degrees_of_freedom(design, len(values), inside)
    t = t_quantile(level, df)
    if design.replicates is not None:
        again = design.replicates.weights(weights)
        drawn = np.array([[quantile_at(values, one, p, rule) for p in shares] for one in again.T])
        spread = design.replicates.spread(drawn, np.array(found))
        errors = np.sqrt(np.diag(spread)).tolist()
        return tuple(
            Quantile(p, value, value - t * error, value + t * error, error, rule, "replicates")
            for p, value, error in zip(shares, found, errors, strict=True)
        )
    result = []
    for p, value in zip(shares, found, strict=True):
        below = mean((values <= value).astype(float), design, domain=inside)
        share, variance = float(below.values[0]), float(below.covariance[0, 0])
        ends = _limits(share, variance, df, int(inside.sum()), interval, level)
        low, high = (quantile_at(values, weights, float(np.clip(end, 0, 1)), rule) for end in ends)
        result.append(Quantile(p, value, low, high, (high - low) / (2 * t), rule, f"Woodruff, {interval}"))
    return tuple(result)


def _limits(
    share: float, variance: float, df: float, people: int, interval: str, level: float
) -> tuple[float, float]:
    if interval not in ("mean", "beta", "xlogit", "asin"):
        raise UndefinedStatistic(f"the interval is mean, beta, xlogit or asin, not {interval!r}")
    if share >= 1 - EXACT and interval != "mean":
        return share_limits(1.0, 0.0, df, people, "beta", level)
    return share_limits(share, variance, df, people, interval, level)


guard(__name__)
