"""Rotations of factor loadings: varimax (orthogonal) and oblimin (oblique)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analysis.arrays import Floats
from analysis.entrance import guard
from analysis.errors import NotConverged, WrongArgument

STEPS = 1_000
STALLED = 0.05
"""A plane that could be turned by more (in radians) is not at its maximum."""


@dataclass(frozen=True, slots=True, eq=False)
class Rotated:
    """Rotated `loadings` (k x m) and the correlations of the factors `phi` (m x m; the identity when
    orthogonal)."""

    loadings: Floats
    phi: Floats


def _factors(loadings: Floats) -> int:
    if loadings.ndim != 2 or not len(loadings):
        raise WrongArgument(f"loadings are items x factors, not of shape {loadings.shape}")
    return loadings.shape[1]


def varimax(loadings: Floats, precision: float = 1e-5) -> Rotated:
    """Kaiser's varimax (1958) of rows scaled to length 1, until the criterion gains less than the share
    `precision` in a step (R: stats::varimax, whose default is as loose).

    Where that iteration stalls far from the maximum (exactly simple structures), Kaiser's planar rotations
    go on from there.
    """
    m = _factors(loadings)
    if m < 2:
        return Rotated(loadings, np.eye(m))
    length = np.sqrt(np.square(loadings).sum(1, keepdims=True))
    rows = loadings / np.where(length > 0, length, 1)
    turned = _by_singular_values(rows, precision)
    if max(abs(_angle(turned[:, i], turned[:, j])) for i, j in combinations(range(m), 2)) > STALLED:
        turned = _by_planes(turned)
    return Rotated(turned * length, np.eye(m))


def _by_singular_values(rows: Floats, precision: float) -> Floats:
    turn, reached = np.eye(rows.shape[1]), 0.0
    for _ in range(STEPS):
        z = rows @ turn
        left, size, right = np.linalg.svd(rows.T @ (z**3 - z * np.square(z).mean(0)))
        turn, before, reached = left @ right, reached, float(size.sum())
        if reached < before * (1 + precision):
            break
    turned: Floats = rows @ turn
    return turned


def _angle(x: Floats, y: Floats) -> float:
    """By how much a plane must be turned to its best, between -pi/4 and pi/4."""
    u, v, p = x**2 - y**2, 2 * x * y, len(x)
    across = 2 * (p * (u @ v) - u.sum() * v.sum())
    along = p * (u @ u - v @ v) - (u.sum() ** 2 - v.sum() ** 2)
    return float(np.arctan2(across, along) / 4)


def _by_planes(rows: Floats) -> Floats:
    turned = rows.copy()
    for _ in range(STEPS):
        most = 0.0
        for i, j in combinations(range(rows.shape[1]), 2):
            angle = _angle(turned[:, i], turned[:, j])
            cos, sin = np.cos(angle), np.sin(angle)
            turned[:, [i, j]] = turned[:, [i, j]] @ np.array([[cos, -sin], [sin, cos]])
            most = max(most, abs(angle))
        if most < 1e-9:
            return turned
    raise NotConverged(f"varimax did not settle in {STEPS} rounds")


def oblimin(loadings: Floats, precision: float = 1e-7) -> Rotated:
    """Direct oblimin with gamma 0 (quartimin, Carroll 1953; Jennrich and Sampson 1966) by gradient
    projection (Bernaards and Jennrich 2005; R: GPArotation::oblimin), from the unrotated position."""
    m = loadings.shape[1]
    if m < 2:
        return Rotated(loadings, np.eye(m))
    turn, step = np.eye(m), 1.0
    turned, value, gradient = _quartimin(loadings, turn)
    for _ in range(STEPS):
        down = gradient - turn * (turn * gradient).sum(0)
        size = float(np.sqrt(np.square(down).sum()))
        if size < precision:
            return Rotated(turned, turn.T @ turn)
        step *= 2
        for _ in range(40):
            tried = turn - step * down
            tried = tried / np.sqrt(np.square(tried).sum(0))
            turned, new, slope = _quartimin(loadings, tried)
            if value - new > 0.5 * size**2 * step or size**2 * step < 1e-15:
                break
            step /= 2
        turn, value, gradient = tried, new, slope
    raise NotConverged(f"oblimin did not settle in {STEPS} steps")


def _quartimin(loadings: Floats, turn: Floats) -> tuple[Floats, float, Floats]:
    """The turned loadings, sum over pairs of columns of squares times squares / 4, and its gradient."""
    back = np.linalg.inv(turn)
    turned = loadings @ back.T
    squares = np.square(turned)
    others = squares.sum(1, keepdims=True) - squares
    gradient = -(turned.T @ (turned * others) @ back).T
    return turned, float((squares * others).sum() / 4), gradient


guard(__name__)
