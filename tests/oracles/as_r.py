"""R's numerical shortcuts, so that its rounding can be told from a difference of method.

We solve for the exact maximum, information and limits; R's glm stops early and takes the errors of the step
before, optim differentiates numerically in steps of 0.001, and confint interpolates a profile.
"""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from analysis.arrays import Floats
from analysis.regression.fitted import Fitted
from analysis.regression.models import Problem
from analysis.regression.newton import Maximum, maximise


def glm(problem: Problem) -> tuple[Floats, Floats]:
    """Coefficients and covariance as R's glm leaves them: steps until the deviance changes by less than
    1e-8 of itself, errors from the weights of the last step (glm.fit)."""
    there, spread = _steps(problem)
    design = with_constant(problem)
    return there, np.linalg.inv(design.T @ (spread[:, None] * design))


def svyglm(problem: Problem) -> tuple[Floats, Floats]:
    """The same under weights: coefficients, and what each person (n x k) adds to them (svy.varcoef), the
    residuals after the last step times the weights before it."""
    there, spread = _steps(problem)
    design = with_constant(problem)
    chance = special.expit(design @ there)
    scores = design * (spread * (problem.outcome - chance) / (chance * (1 - chance)))[:, None]
    return there, scores @ np.linalg.inv(design.T @ (spread[:, None] * design))


def with_constant(problem: Problem) -> Floats:
    return np.column_stack([np.ones(len(problem.matrix)), problem.matrix])


def _steps(problem: Problem) -> tuple[Floats, Floats]:
    """Where the iterations end, and the working weights of the last one."""
    design, outcome, weights = with_constant(problem), problem.outcome, problem.weights
    chance = (weights * outcome + 0.5) / (weights + 1)
    there, spread, deviance = np.zeros(design.shape[1]), weights, np.inf
    for step in range(26):
        before = deviance
        deviance = -2 * float(
            weights @ (special.xlogy(outcome, chance) + special.xlog1py(1 - outcome, -chance))
        )
        if step and abs(deviance - before) / (abs(deviance) + 0.1) < 1e-8:
            break
        spread = weights * chance * (1 - chance)
        working = special.logit(chance) + (outcome - chance) / (chance * (1 - chance))
        there = np.linalg.solve(design.T @ (spread[:, None] * design), design.T @ (spread * working))
        chance = special.expit(design @ there)
    return there, spread


def optim_covariance(problem: Problem, found: Maximum) -> Floats:
    """The inverse information as polr and svyolr have it: optimhess differentiates the gradient in steps of
    0.001 of the slopes, the first threshold, and the logarithms of the distances between thresholds."""
    likelihood, steps = problem.likelihood(), problem.constants
    limits = found.parameters[:steps]
    inner = np.concatenate([limits[:1], np.log(np.diff(limits)), found.parameters[steps:]])

    def outer(inside: Floats) -> Floats:
        return np.concatenate([np.cumsum([inside[0], *np.exp(inside[1:steps])]), inside[steps:]])

    def jacobian(inside: Floats) -> Floats:
        slopes = np.eye(len(inside))
        slopes[:steps, :steps] = np.tril(np.array([1.0, *np.exp(inside[1:steps])]) * np.ones((steps, 1)))
        return slopes

    def gradient(inside: Floats) -> Floats:
        return jacobian(inside).T @ likelihood.at(outer(inside)).gradient

    move = 1e-3 * np.eye(len(inner))
    bent = np.array([(gradient(inner - one) - gradient(inner + one)) / 2e-3 for one in move])
    slopes = jacobian(inner)
    return slopes @ np.linalg.inv((bent + bent.T) / 2) @ slopes.T


def profile_limits(fitted: Fitted, index: int, level: float = 0.95) -> list[float]:
    """confint.glm of MASS: the signed root of the fall of the deviance in steps of a fifth of its largest
    value, a spline through them at three times as many points, and a straight line between two of those."""
    problem, top = fitted.problem, fitted.top
    error = np.sqrt(glm(problem)[1][index, index])
    most = np.sqrt(stats.chi2.isf((1 - level) / 4, 1))
    free = np.arange(len(top.parameters)) != index
    places, roots = [top.parameters[index]], [0.0]
    for sign in (-1, 1):
        for step in range(1, 11):
            start = top.parameters.copy()
            start[index] += sign * step * most / 5 * error
            there = maximise(problem.likelihood(), start, problem.labels(), free)
            roots.append(sign * np.sqrt(max(2 * (top.point.value - there.point.value), 0)))
            places.append(start[index])
            if abs(roots[-1]) > most:
                break
    order = np.argsort(places)
    x, z = np.array(places)[order], np.array(roots)[order]
    fine = np.linspace(x[0], x[-1], 3 * len(x))
    cut = stats.norm.isf((1 - level) / 2)
    return np.interp([-cut, cut], fmm(x, z, fine), fine).tolist()


def fmm(x: Floats, y: Floats, at: Floats) -> Floats:
    """The spline of Forsythe, Malcolm and Moler: its third derivative at either end is that of the cubic
    through the four points there."""
    n, h, rise = len(x), np.diff(x), np.diff(y) / np.diff(x)
    system, right = np.zeros((n, n)), np.zeros(n)
    for i in range(1, n - 1):
        system[i, i - 1 : i + 2] = h[i - 1], 2 * (h[i - 1] + h[i]), h[i]
        right[i] = 6 * (rise[i] - rise[i - 1])
    for end, first in ((0, 0), (n - 1, n - 4)):
        cubic = np.polyfit(x[first : first + 4] - x[end], y[first : first + 4], 3)[0]
        near = 0 if end == 0 else n - 2
        system[end, near], system[end, near + 1], right[end] = -1, 1, 6 * cubic * h[near]
    bend = np.linalg.solve(system, right)
    i = np.clip(np.searchsorted(x, at, "right") - 1, 0, n - 2)
    t, far = at - x[i], x[i + 1] - at
    cubes = (bend[i] * far**3 + bend[i + 1] * t**3) / (6 * h[i])
    return cubes + (y[i] / h[i] - bend[i] * h[i] / 6) * far + (y[i + 1] / h[i] - bend[i + 1] * h[i] / 6) * t
