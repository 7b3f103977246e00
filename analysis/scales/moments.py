"""Covariances and correlations of items: of complete people, pair by pair, and of ranks."""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy import stats

from analysis.arrays import Booleans, Floats
from analysis.entrance import guard
from analysis.errors import NoVariation, Redundant, TooFew
from analysis.scales.checks import matrix_of, values_of
from analysis.scales.items import Items

Use = Literal["complete", "pairwise"]


def covariance(values: Floats, weights: Floats | None = None) -> Floats:
    """The k x k covariance matrix of complete values (n x k), divisor n - 1 (R: cov).

    With weights that of R's svyvar: weighted squares / sum of weights x n / (n - 1), n the people with a
    weight. TooFew for fewer than two people.
    """
    values = values_of(values)
    kept = values if weights is None else values[weights > 0]
    if len(kept) < 2:
        raise TooFew(f"a covariance needs at least two people, not {len(kept)}")
    w = np.ones(len(kept)) if weights is None else weights[weights > 0]
    centred = kept - w @ kept / w.sum()
    found: Floats = (centred * w[:, None]).T @ centred / w.sum() * len(kept) / (len(kept) - 1)
    constant = np.ptp(kept, axis=0) == 0
    found[constant, :] = found[:, constant] = 0
    return found


def correlation(values: Floats, weights: Floats | None = None) -> Floats:
    """The k x k Pearson correlations of complete values (R: cor); NoVariation for a constant item."""
    return standardized(covariance(values, weights))


def spearman(values: Floats) -> Floats:
    """The k x k rank correlations of complete values, ties at their middle rank (R: cor, "spearman")."""
    values = values_of(values)
    if len(values) < 2:
        raise TooFew(f"a correlation needs at least two people, not {len(values)}")
    return correlation(stats.rankdata(values, axis=0))


def standardized(covariances: Floats) -> Floats:
    """A covariance matrix as correlations (R: cov2cor); NoVariation when a variance is 0."""
    covariances = matrix_of(covariances)
    spread = np.sqrt(np.maximum(np.diag(covariances), 0))
    if not (spread > 0).all():
        items = ", ".join(str(i + 1) for i in np.flatnonzero(~(spread > 0)))
        raise NoVariation(f"everybody gave the same answer to item {items} of the scale")
    found: Floats = covariances / np.outer(spread, spread)
    np.fill_diagonal(found, 1.0)
    return found


def pairwise_covariance(items: Items) -> Floats:
    """Covariances of the people who answered both items of a pair, each on its own base
    (R: cov(use="pairwise.complete.obs")); TooFew where a pair has fewer than two people."""
    both, cross, sums, _ = _pairwise(items)
    means = sums / both
    found: Floats = (cross - both * means * means.T) / (both - 1)
    return found


def pairwise_correlation(items: Items) -> Floats:
    """Correlations of the people who answered both items of a pair
    (R: cor(use="pairwise.complete.obs")); NoVariation where an item is constant among them."""
    both, cross, sums, squares = _pairwise(items)
    means = sums / both
    variance = squares - both * means**2
    if not (variance > 1e-12 * np.maximum(squares, 1)).all():
        raise NoVariation("everybody who answered both items of a pair gave the same answer to one of them")
    found: Floats = (cross - both * means * means.T) / np.sqrt(variance * variance.T)
    np.fill_diagonal(found, 1.0)
    return found


def _pairwise(items: Items) -> tuple[Floats, Floats, Floats, Floats]:
    """For each pair: people with both, sum of products; sums and squares of the first among them."""
    values_of(items.values)
    known = items.answered.astype(float)
    both = known.T @ known
    if not (both >= 2).all():
        raise TooFew("a pair of items was answered by fewer than two people")
    centred = np.where(items.answered, items.values - _centre(items.values, items.answered), 0.0)
    return both, centred.T @ centred, centred.T @ known, np.square(centred).T @ known


def _centre(values: Floats, answered: Booleans) -> Floats:
    """The means of the answered values: taken off first, so that sums of squares keep their digits."""
    means: Floats = np.where(answered, values, 0.0).sum(0) / answered.sum(0)
    return means


def inverse(correlations: Floats) -> Floats:
    """The inverse of a correlation matrix; Redundant when an item follows from the others."""
    values, vectors = np.linalg.eigh(matrix_of(correlations))
    if _flat(values):
        raise Redundant("an item follows exactly from the others, or the correlations contradict each other")
    found: Floats = (vectors / values) @ vectors.T
    return found


def singular(correlations: Floats) -> bool:
    """Whether an item follows from the others, so that there is no inverse."""
    return _flat(np.linalg.eigvalsh(matrix_of(correlations)))


def _flat(values: Floats) -> bool:
    return bool(values[0] <= 1e-10 * values[-1])


guard(__name__)
