"""Arguments by their annotation alone: numbers, texts, arrays, people, designs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from analysis.codebook import Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.hypotheses import Strength
from analysis.microdata import Microdata
from analysis.tables import Test
from tests.analysis.people import CODEBOOK, coded
from tests.laws.hostile.numbers import (
    COVARIANCE,
    GROUPS,
    HALF,
    INF,
    MATRICES,
    NAN,
    NUMBERS,
    TABLES,
    VALUES,
    VECTORS,
    WRONG,
    N,
    Odd,
)
from tests.laws.hostile.people import BIG, DESIGNS, EMPTY, ODD_DESIGNS, ODD_PEOPLE, crowd
from tests.laws.hostile.pool import Pool

TEXTS = Pool(
    ["place", "good"], ["", "no such", None, 5, NAN, ["place"], b"place", "\x00", "place\ud800", Odd()]
)
STRAIGHT: dict[Any, Pool] = {
    str: TEXTS,
    float: Pool([0.5, 2.5, 1.0], NUMBERS),
    int: Pool([2, 5, 40], [-1, 0, 10**12, 2**70, 0.5, NAN, INF, "1", None, [1], True]),
    bool: Pool([True, False], [None, "yes", 2, NAN, []]),
    np.floating: Pool([VALUES, COVARIANCE], [*WRONG, *VECTORS, *MATRICES]),
    np.integer: Pool([GROUPS], [*WRONG, *VECTORS]),
    np.bool_: Pool([HALF, ~HALF], [*WRONG, *VECTORS, np.zeros(N, bool), np.ones(N, bool), np.arange(N) < 1]),
    Microdata: Pool([crowd(BIG), crowd(), crowd(Design(np.linspace(0.5, 2, N), population=500))], ODD_PEOPLE),
    Design: Pool(DESIGNS, [*ODD_DESIGNS, *WRONG]),
    Codebook: Pool([CODEBOOK], [Codebook("none", ()), *WRONG]),
    Column: Pool(
        [crowd().column("image"), crowd().column("place"), crowd().column("a_pay")],
        [
            *(
                one.column("image")
                for one in ODD_PEOPLE[:14]
                if one.n != 0 or one is EMPTY
                if one.codebook.has("image")
            ),
            crowd().column("books"),
            crowd().column("comment"),
            *WRONG,
        ],
    ),
    Variable: Pool(
        [coded("x", "a", "b"), CODEBOOK.variable("a_pay")], [coded("x"), Variable("n", {}, "scale"), *WRONG]
    ),
    Test: Pool(
        [Test("t", 5.0, 2, 0.08), Test("F", 3.0, 2, 0.05, df2=30.0)], [Test("t", 0.0, None, 1.0), *WRONG]
    ),
    Strength: Pool([Strength(0.3, 0.1, 0.5)], WRONG),
    date: Pool([date(2022, 6, 8)], WRONG),
    Path: Pool([], [Path("/no/such.csv"), *WRONG]),
    Fraction: Pool([Fraction(1, 3)], [Fraction(0), Fraction(-7, 3), Fraction(10**30, 7), *WRONG]),
    np.random.Generator: Pool([np.random.default_rng(1)], WRONG),
    object: Pool([TABLES[0]], WRONG),
    Any: Pool([TABLES[0]], WRONG),
}
