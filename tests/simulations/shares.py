"""How often intervals of shares cover them in clusters: `python -m tests.simulations.shares [SAMPLES]`.

Beside the interval that `tally` gives stand those that it was chosen from.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Booleans, Floats
from analysis.design import Design
from analysis.design_shares import share_limits
from analysis.estimates import degrees_of_freedom, mean
from analysis.intervals import wilson_effective
from analysis.shares import design_worth

SHARES = np.array([0.005, 0.03, 0.1, 0.365, 0.5])
"""The codes' shares in the population."""

METHODS = ("tally", "logit", "Korn and Graubard", "Wilson without the design")


@dataclass(frozen=True)
class Clusters:
    """So many clusters of so many people, this intraclass correlation, and weights that differ between the
    clusters by a log-normal law."""

    number: int
    people: int
    likeness: float
    spread: float = 0.0

    def draw(self, random: np.random.Generator) -> tuple[Booleans, Design]:
        """Who gave which code (codes x n), and the design."""
        own = random.dirichlet(SHARES * (1 / self.likeness - 1), self.number)
        codes = (
            (random.random((self.number, self.people, 1)) > np.cumsum(own, 1)[:, None, :-1]).sum(2).ravel()
        )
        weights = np.repeat(random.lognormal(0, self.spread, self.number), self.people)
        clusters = np.repeat(np.arange(self.number), self.people)
        return np.arange(len(SHARES))[:, None] == codes, Design(weights, clusters=clusters)


CASES = (Clusters(10, 20, 0.05), Clusters(30, 10, 0.1), Clusters(20, 20, 0.05, 0.7), Clusters(6, 40, 0.02))


def coverage(case: Clusters, samples: int, seed: int = 2026) -> Floats:
    """How often each of METHODS covers each share (methods x codes)."""
    random, covered = np.random.default_rng(seed), np.zeros((len(METHODS), len(SHARES)))
    for _ in range(samples):
        limits = _limits(*case.draw(random))
        covered += (limits[:, 0] <= SHARES) & (limits[:, 1] >= SHARES)
    return covered / samples


def _limits(members: Booleans, design: Design) -> Floats:
    """The limits of one sample (methods x 2 x codes); "beta" of a code that nobody or everybody gave."""
    n = members.shape[1]
    df = degrees_of_freedom(design, n)
    one, worth = mean(members.T.astype(float), design), design_worth(members, np.ones(n, bool), design)
    pairs = list(zip(one.values.tolist(), np.square(one.standard_errors).tolist(), strict=True))
    several = [
        np.transpose([share_limits(p, v, df, n, way if 0 < p < 1 else "beta", 0.95) for p, v in pairs])
        for way in ("logit", "beta")
    ]
    assert worth is not None
    own, naive = (np.array(wilson_effective(one.values, size)) for size in (worth, n))
    return np.array([own, *several, naive])


if __name__ == "__main__":
    for each in CASES:
        table = coverage(each, int(sys.argv[1]) if sys.argv[1:] else 1000)
        print(each)
        for name, row in zip(METHODS, table, strict=True):
            print(f"{name:>26}: {row}")
