"""Tallies and cross-tabs of many people, against the plain code that they would replace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from random import Random

import numpy as np
import scipy.stats

from analysis.codebook import Code, Codebook, Variable
from analysis.crosstabs import crosstab
from analysis.microdata import Microdata
from analysis.tallies import tally
from tests.benchmarks.measure import Ratio, cpu

PEOPLE = 100_000


def people() -> tuple[Codebook, list[dict[str, str]]]:
    """100,000 random people with two nominal variables of 5 and 19 codes."""
    random = Random(2026)
    sizes = {"a": 5, "b": 19}
    variables = tuple(
        Variable(name, {"en": name}, codes=tuple(Code(str(i), {"en": str(i)}) for i in range(size)))
        for name, size in sizes.items()
    )
    rows = [{n: str(random.randrange(size)) for n, size in sizes.items()} for _ in range(PEOPLE)]
    return Codebook("bench", variables), rows


def ratios() -> Iterator[Ratio]:
    """Tally and cross-tab of 100,000 people."""
    book, rows = people()
    data = Microdata.from_records(book, rows)
    column = [row["a"] for row in rows]
    yield Ratio(
        f"tally of {PEOPLE} people",
        cpu(lambda: tally(data, "a")),
        cpu(lambda: Counter(column)),
        "collections.Counter",
    )
    pairs = [(int(row["a"]), int(row["b"])) for row in rows]

    def plain() -> object:
        counts = np.zeros((5, 19))
        np.add.at(counts, tuple(np.array(pairs).T), 1)
        return scipy.stats.chi2_contingency(counts)

    yield Ratio(
        "cross-tab with test and verdict",
        cpu(lambda: crosstab(data, "a", "b")),
        cpu(plain),
        "numpy + scipy.stats.chi2_contingency",
    )
