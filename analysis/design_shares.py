"""What follows from an estimate: variance of a variable, design effects, intervals of a share, kappa."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np
from scipy import optimize, special, stats

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, TooFew, UndefinedStatistic
from analysis.estimates import Estimate, degrees_of_freedom, mean, t_quantile, total

ShareMethod = Literal["logit", "likelihood", "asin", "beta", "mean", "xlogit"]


def variance_of(
    values: Floats, design: Design, *, domain: Booleans | None = None, people: int | None = None
) -> Estimate:
    """The population variance of each column: the weighted mean of (x - mean)^2 n / (n - 1), n the people
    of the domain with weight (or `people`: R's svyvar(na.rm=TRUE) counts those who did not answer, too);
    its standard error is that of this mean (R survey: svyvar)."""
    columns = values.reshape(len(values), -1)
    n = _people(design, len(columns), domain) if people is None else people
    if n < 2:
        raise TooFew("a variance needs two people")
    centre = mean(columns, design, domain=domain).values
    squares = np.square(columns - centre) * n / (n - 1)
    found = mean(squares, design, domain=domain)
    if design.replicates is None:
        return found
    inside = design.replicates.weights(_inside(design, len(columns), domain))
    again = [_weighted_variance(columns, weights) for weights in inside.T]
    return replace(found, replicated=np.array(again) * n / (n - 1))


def _weighted_variance(columns: Floats, weights: Floats) -> Floats:
    centre = weights @ columns / weights.sum()
    spread: Floats = weights @ np.square(columns - centre) / weights.sum()
    return spread


def design_effects(
    values: Floats,
    design: Design,
    *,
    domain: Booleans | None = None,
    replacement: bool = False,
) -> Floats:
    """The variance of the mean of each column over that of a simple random sample of as many people: of
    svyvar (N - n) / (N n), N the sum of weights, or with `replacement` of svyvar / n (Kish 1965, 8.2;
    R survey: deff=TRUE, deff="replace"). UndefinedStatistic where the values or the sample leave no variance.
    """
    columns = values.reshape(len(values), -1)
    simple = _simple(columns, design, domain, replacement)
    return np.diag(mean(columns, design, domain=domain).covariance) / simple


def total_design_effects(
    values: Floats, design: Design, *, domain: Booleans | None = None, replacement: bool = False
) -> Floats:
    """The same of the total of each column: its variance over N^2 times that of the simple mean."""
    columns = values.reshape(len(values), -1)
    people = float(_inside(design, len(columns), domain).sum())
    simple = _simple(columns, design, domain, replacement) * people**2
    return np.diag(total(columns, design, domain=domain).covariance) / simple


def _simple(columns: Floats, design: Design, domain: Booleans | None, replacement: bool) -> Floats:
    n = _people(design, len(columns), domain)
    people = float(_inside(design, len(columns), domain).sum())
    spread = variance_of(columns, design, domain=domain).values
    simple = spread / n if replacement else spread * (people - n) / (people * n)
    if (simple <= 0).any():
        raise UndefinedStatistic(
            "a design effect needs values that differ and weights that sum to more than the people"
        )
    return simple


def _inside(design: Design, n: int, domain: Booleans | None) -> Floats:
    weights = design.weights_of(n)
    return weights if domain is None else np.where(domain, weights, 0.0)


def _people(design: Design, n: int, domain: Booleans | None) -> int:
    return int(np.count_nonzero(_inside(design, n, domain)))


@dataclass(frozen=True, slots=True)
class Share:
    """A share (0 to 1) with its standard error, limits, and the degrees of freedom and method of these."""

    value: float
    standard_error: float
    low: float
    high: float
    df: float
    method: str


def share(
    chosen: Booleans,
    design: Design,
    *,
    domain: Booleans | None = None,
    method: ShareMethod = "logit",
    level: float = 0.95,
) -> Share:
    """The share of people for whom `chosen` (n) is true, with an interval that suits the design
    (R survey: svyciprop): on the logit scale (logit, xlogit), of the scaled likelihood ratio, of the
    arcsine, Korn and Graubard's (1998) Clopper-Pearson (beta), or plainly -/+ t standard errors (mean)."""
    if method not in get_args(ShareMethod):
        raise UndefinedStatistic(f"the method is one of {', '.join(get_args(ShareMethod))}, not {method!r}")
    inside = np.ones(len(chosen), bool) if domain is None else domain
    one = mean(chosen.astype(float), design, domain=inside)
    p, variance = float(one.values[0]), float(one.covariance[0, 0])
    df = degrees_of_freedom(design, len(chosen), inside)
    low, high = share_limits(p, variance, df, int(inside.sum()), method, level)
    return Share(p, float(np.sqrt(variance)), low, high, df, method)


def share_limits(
    p: float, variance: float, df: float, people: int, method: str, level: float
) -> tuple[float, float]:
    """Limits of a share from its design variance; a share of 0 or 1 has no variance to start from, so that
    only beta gives it limits. Without variance inside (a census) the limits are the share."""
    t = t_quantile(level, df)
    if method == "mean":
        return p - t * float(np.sqrt(variance)), p + t * float(np.sqrt(variance))
    if not 0 < p < 1:
        if method != "beta":
            raise UndefinedStatistic(f"a share of {p:g} has no {method} interval; take method='beta'")
        return _exact_at_the_end(p, people, level)
    if variance <= 0:
        return p, p
    if method in ("logit", "xlogit"):
        half = t * float(np.sqrt(variance)) / (p * (1 - p))
        low, high = (float(special.expit(special.logit(p) + side * half)) for side in (-1, 1))
    elif method == "asin":
        half = t * float(np.sqrt(variance / (4 * p * (1 - p))))
        low, high = (
            float(np.sin(np.clip(np.arcsin(np.sqrt(p)) + s * half, 0, np.pi / 2)) ** 2) for s in (-1, 1)
        )
    elif method == "beta":
        low, high = _korn_graubard(p, variance, df, people, level)
    else:
        low, high = _likelihood(p, variance * people / (people - 1), t)
    return low, high


def _korn_graubard(p: float, variance: float, df: float, people: int, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    effective = p * (1 - p) / variance * (stats.t.isf(tail, people - 1) / stats.t.isf(tail, df)) ** 2
    low = stats.beta.ppf(tail, effective * p, effective * (1 - p) + 1)
    return float(low), float(stats.beta.isf(tail, effective * p + 1, effective * (1 - p)))


def _exact_at_the_end(p: float, people: int, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    edge = float(stats.beta.isf(tail, 1, people))
    return (0.0, edge) if p <= 0 else (1 - edge, 1.0)


def _likelihood(p: float, variance: float, t: float) -> tuple[float, float]:
    """The shares q at which the likelihood ratio, scaled by the design effect, reaches t^2; R's dispersion
    of the binomial adds n / (n - 1) to the variance."""
    bound = t * t * variance / (p * (1 - p))

    def excess(q: float) -> float:
        distance = special.xlogy(p, p / q) + special.xlogy(1 - p, (1 - p) / (1 - q))
        return float(2 * distance - bound)

    low, high = (
        float(optimize.brentq(excess, end, p, xtol=1e-14, rtol=1e-14)) for end in (1e-300, 1 - 1e-16)
    )
    return low, high


def kappa(
    one: Floats, other: Floats, design: Design, *, categories: Sequence[float], domain: Booleans
) -> Estimate:
    """Cohen's kappa of two columns of codes under a design, (po - pc) / (1 - pc) with po = sum p_ii and
    pc = sum p_i. p_.i, its variance by linearization of these shares (R survey: svykappa). NobodyAnswered
    for an empty domain; UndefinedStatistic where chance alone agrees always."""
    if not domain.any():
        raise NobodyAnswered("kappa of nobody")
    first = np.equal.outer(one, np.asarray(categories)).astype(float)
    second = np.equal.outer(other, np.asarray(categories)).astype(float)
    both = (first * second).sum(1)
    shares = mean(np.column_stack([first, second, both]), design, domain=domain)
    k = len(categories)

    def value(shares: Floats) -> Floats:
        chance = shares[:k] @ shares[k : 2 * k]
        return np.array([(shares[-1] - chance) / (1 - chance)])

    chance = float(shares.values[:k] @ shares.values[k : 2 * k])
    if chance >= 1 - 1e-12:
        raise UndefinedStatistic("kappa has no value where everybody has one code")
    slope = -(1 - float(shares.values[-1])) / (1 - chance) ** 2
    slopes = np.concatenate([slope * shares.values[k : 2 * k], slope * shares.values[:k], [1 / (1 - chance)]])
    return shares.transformed(value, slopes)


guard(__name__)
