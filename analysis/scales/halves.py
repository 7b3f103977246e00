"""Splitting a scale in halves: odd against even, and the best and worst of all splits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, islice
from math import comb

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NoVariation, Redundant, TooFew
from analysis.scales.checks import matrix_of

MOST_SPLITS = 100_000
"""So many splits are all tried; of more, as many random ones."""


@dataclass(frozen=True, slots=True)
class SplitHalf:
    """`r` between the sums of two halves, and the `reliability` of both together (Spearman-Brown)."""

    r: float
    reliability: float


@dataclass(frozen=True, slots=True)
class Splits:
    """Guttman's lambda 4 over the splits: `best` (lambda 4), `worst` (Revelle's beta). `seed` is None when
    all splits were tried, else it drew the `tried` ones."""

    best: float
    worst: float
    tried: int
    seed: int | None


def odd_even(covariances: Floats) -> SplitHalf:
    """Items 1, 3, 5, ... against 2, 4, 6, ..., stepped up by 2 r / (1 + r) (Spearman 1910, Brown 1910)."""
    covariances = matrix_of(covariances)
    if len(covariances) < 2:
        raise TooFew("two halves need two items")
    a, b = covariances[::2], covariances[1::2]
    variances = a[:, ::2].sum() * b[:, 1::2].sum()
    if variances <= 0:
        raise NoVariation("half of the scale does not vary")
    r = float(a[:, 1::2].sum() / np.sqrt(variances))
    if r <= -1 + 1e-12:
        raise Redundant("the halves are each other's opposite")
    return SplitHalf(r, 2 * r / (1 + r))


def splits(
    covariances: Floats, *, most: int = MOST_SPLITS, first: int | None = None, seed: int = 2026
) -> Splits:
    """4 C_ab / V over all splits of the k items into halves (k odd: one half has an item more).

    Where there are more than `most`, `most` random ones are tried, drawn by `seed`. `first` stops after so
    many in lexical order: psych::splitHalf (2.2) tries only half of them when k is odd.
    """
    covariances = matrix_of(covariances)
    k = len(covariances)
    if k < 2:
        raise TooFew("two halves need two items")
    whole = covariances.sum()
    if whole <= 1e-12 * np.abs(covariances).sum():
        raise NoVariation("the sum of the items does not vary")
    many = comb(k, k // 2) // (1 if k % 2 else 2)
    chosen = _all(k, min(many, first or many)) if many <= most else _random(k, most, seed)
    across = 4 * np.einsum("ij,ij->i", chosen @ covariances, 1 - chosen) / whole
    return Splits(float(across.max()), float(across.min()), len(chosen), None if many <= most else seed)


def _all(k: int, many: int) -> Floats:
    """The first choices of k // 2 items (of even k the second half would mirror the first)."""
    places = np.array(list(islice(combinations(range(k), k // 2), many)))
    chosen = np.zeros((many, k))
    np.put_along_axis(chosen, places, 1.0, 1)
    return chosen


def _random(k: int, many: int, seed: int) -> Floats:
    order = np.random.default_rng(seed).random((many, k)).argsort(1)
    return (order < k // 2).astype(float)


guard(__name__)
