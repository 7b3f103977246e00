"""How often the verdict of independence errs: `python -m tests.simulations.verdicts [SAMPLES] [V ...]`.

At a V of the margin "independence shown within the margin" is an error, at V = 0 "dependence shown" is.
Beside each share of errors stands that of the interval which ignores the design, and how often the interval
of V covers its truth.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from analysis.arrays import Floats
from analysis.crosstabs import crosstab, verdict
from analysis.hypotheses import pearson, smallest_detectable, v_interval, without_empty
from analysis.tables import Crosstab
from tests.simulations.populations import DRAWS, MARGINS, SHAPES, data, population

SHOWN = "independence shown within the margin"
SIZES = (100, 300, 1000, 2000)
TABLES = ((2, 2), (2, 4), (3, 3), (5, 5))


@dataclass(frozen=True)
class Case:
    """A design, a population with this V, and a number of people; the margin is V, or 0.2 where V is 0."""

    draw: str
    shape: tuple[int, int]
    n: int
    v: float = 0.2
    margins: str = "even"
    kind: str = "one cell"

    @property
    def margin(self) -> float:
        return self.v or 0.2

    @property
    def shares(self) -> Floats | None:
        return population(self.shape, self.v, self.margins, self.kind)


@dataclass(frozen=True)
class Errors:
    """Shares of samples: the verdict wrong, wrong if the design is ignored, V inside its interval, and the
    tables that had no test."""

    verdict: float
    naive: float
    covered: float
    refused: float


def errors(case: Case, samples: int, seed: int = 2026) -> Errors:
    """Draw samples of the case and count what their verdicts get wrong."""
    random, wrong = np.random.default_rng(seed), "dependence shown" if case.v == 0 else SHOWN
    counts = np.zeros(4)
    assert case.shares is not None
    for _ in range(samples):
        sample = data(DRAWS[case.draw](case.shares, case.n, random), case.shape)
        table = crosstab(sample, "r", "c", margin=case.margin)
        found = table.association
        if found is None:
            counts[3] += 1
            continue
        inside = found.low <= case.v <= found.high
        counts[:3] += found.verdict == wrong, naive(table, case.margin) == wrong, inside
    return Errors(*(counts / samples).tolist())


def naive(table: Crosstab, margin: float) -> str:
    """The verdict that ignores the design: the noncentral chi-square interval of the weighted table."""
    weights = without_empty(np.array(table.weighted))[0]
    scaled = weights * (table.n / weights.sum())
    scale, test = table.n * (min(scaled.shape) - 1), pearson(scaled)
    df = int(test.df or 0)
    strength, detectable = v_interval(test.statistic, df, scale), smallest_detectable(df, scale)
    return verdict(test.p, strength, detectable, margin=margin)


def cases(v: float) -> Iterator[Case]:
    """All designs, numbers of people, tables and shapes that such a V allows; no tables of 25 cells whose p
    would be drawn from random tables (`hypotheses.monte_carlo`)."""
    for draw, shape, margins, n, kind in product(DRAWS, TABLES, MARGINS, SIZES, SHAPES if v else ("trend",)):
        case = Case(draw, shape, n, v, margins, kind)
        drawn = draw == "simple" and shape == (5, 5) and n < 1000
        if case.shares is not None and not drawn:
            yield case


def report(v: float, samples: int) -> None:
    """Print the errors of each case, and by design the mean, and the greatest in ten times as many new
    samples of the three worst cases."""
    by_draw: dict[str, list[tuple[Errors, Case]]] = {}
    for case in cases(v):
        by_draw.setdefault(case.draw, []).append((errors(case, samples), case))
        print(*reversed(by_draw[case.draw][-1]), flush=True)
    for draw, found in by_draw.items():
        mean = np.mean([(one.verdict, one.naive, 1 - one.covered - one.refused) for one, _ in found], axis=0)
        print(f"V = {v}, {draw}: mean of verdict, naive, not covered {mean.round(4)}; worst:")
        for _, case in sorted(found, key=lambda one: -one[0].verdict)[:3]:
            print("   ", case, errors(case, 10 * samples, seed=1), flush=True)


if __name__ == "__main__":
    number = int(sys.argv[1]) if sys.argv[1:] else 100
    for truth in map(float, sys.argv[2:] or ("0", "0.1", "0.2", "0.3")):
        report(truth, number)
