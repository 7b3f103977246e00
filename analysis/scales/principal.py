"""Principal components of correlations, and how many stand out from chance (parallel analysis)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import TooFew
from analysis.scales.checks import matrix_of


@dataclass(frozen=True, slots=True, eq=False)
class Components:
    """`loadings` (k x m, columns of positive sum) and all k `values` (eigenvalues, falling)."""

    loadings: Floats
    values: Floats


@dataclass(frozen=True, slots=True, eq=False)
class ParallelAnalysis:
    """`actual` eigenvalues beside the mean and 95th percentile of those of random data (each length k);
    `suggested` is how many leading ones exceed the percentile; `seed` and `replicates` made them."""

    actual: Floats
    random_mean: Floats
    random_p95: Floats
    suggested: int
    replicates: int
    seed: int


def eigenvalues(correlations: Floats) -> Floats:
    """The eigenvalues of a symmetric matrix, falling."""
    values: Floats = np.linalg.eigvalsh(matrix_of(correlations))[::-1]
    return values


def components(correlations: Floats, m: int) -> Components:
    """The first m principal components, unrotated: vectors times root of values (R: psych::principal)."""
    if not 1 <= m <= len(correlations):
        raise TooFew(f"{len(correlations)} items have no {m} components")
    values, vectors = np.linalg.eigh(matrix_of(correlations))
    loadings = vectors[:, ::-1][:, :m] * np.sqrt(np.maximum(values[::-1][:m], 0))
    return Components(upright(loadings), values[::-1])


def upright(loadings: Floats) -> Floats:
    """The loadings with the sign of each column chosen so that its sum is not negative."""
    found: Floats = loadings * np.where(loadings.sum(0) < 0, -1.0, 1.0)
    return found


def parallel_analysis(
    correlations: Floats, n: int, *, replicates: int = 2_000, seed: int = 2026
) -> ParallelAnalysis:
    """Horn's parallel analysis (1965): eigenvalues beside those of n people who answer k items at random.

    Random correlations are drawn from their law (Wishart, Bartlett's decomposition), not from random
    people; the 95th percentile is R's quantile type 7.
    """
    k = len(correlations)
    if n <= k:
        raise TooFew(f"{n} people are too few for a parallel analysis of {k} items")
    actual, rng = eigenvalues(correlations), np.random.default_rng(seed)
    random = np.linalg.eigvalsh(_random_correlations(n, k, replicates, rng))[:, ::-1]
    limit = np.quantile(random, 0.95, axis=0)
    suggested = int(np.cumprod(actual > limit).sum())
    return ParallelAnalysis(actual, random.mean(0), limit, suggested, replicates, seed)


def _random_correlations(n: int, k: int, replicates: int, rng: np.random.Generator) -> Floats:
    """Correlation matrices (replicates x k x k) of n independent normal people."""
    lower = np.tril(rng.standard_normal((replicates, k, k)), -1)
    places = np.arange(k)
    lower[:, places, places] = np.sqrt(rng.chisquare(n - 1 - places, (replicates, k)))
    unit = lower / np.sqrt(np.square(lower).sum(2, keepdims=True))
    found: Floats = unit @ unit.transpose(0, 2, 1)
    return found


guard(__name__)
