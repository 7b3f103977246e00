"""Arguments by the name of the parameter, where that says more than its annotation."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from tests.laws.hostile.numbers import (
    ANSWERS,
    CORRELATION,
    COVARIANCE,
    GROUPS,
    HALF,
    INF,
    MATRICES,
    NAN,
    NUMBERS,
    ODD_TABLES,
    ROWS,
    TABLES,
    VALUES,
    VECTORS,
    WRONG,
    N,
)
from tests.laws.hostile.pool import Pool

_TABLE = Pool(TABLES, [*ODD_TABLES, *WRONG])
BY_NAME: dict[str, Pool] = {
    "level": Pool(
        [0.95, 0.5, 0.999], [0, 1, 1.5, -0.1, "0.95", NAN, INF, None, [0.95], True, 1e-320, 1 - 1e-16]
    ),
    "seed": Pool([1, 2026], [-1, 0.5, NAN, "1", [1], 2**200, True]),
    "counts": Pool([*TABLES, TABLES[0][0]], _TABLE.hostile),
    "tables": Pool(
        [np.array([TABLES[0], TABLES[0] + 1]), np.array([TABLES[1], TABLES[1] + 1])],
        [*(np.array([one, one]) for one in (ODD_TABLES[4:14])), *ODD_TABLES, *WRONG],
    ),
    "covariances": Pool([COVARIANCE], [*MATRICES, *WRONG]),
    "correlations": Pool([CORRELATION], [*MATRICES, *WRONG]),
    "loadings": Pool(
        [np.array([[0.8, 0.1], [0.7, 0.2], [0.1, 0.9], [0.3, 0.6]]), np.full(5, 0.7)], [*MATRICES, *WRONG]
    ),
    "residual_variances": Pool([np.full(5, 0.5)], [*VECTORS, *WRONG]),
    "ratings": Pool([ANSWERS], [*ROWS, *WRONG]),
    "matrix": Pool([ANSWERS], [*ROWS, *WRONG]),
    "weights": Pool([None, np.linspace(0.5, 2, N), "none", np.ones(200)], [*VECTORS, *WRONG]),
    "scores": Pool(
        [None, VALUES, np.array([1.0, 2]), np.array([1.0, 2, 4]), "wilcoxon", ANSWERS], [*VECTORS, *WRONG]
    ),
    "values": Pool([VALUES, ANSWERS, np.array([3.0, 1.0])], [*VECTORS, *ROWS, *WRONG]),
    "chosen": Pool([np.stack([HALF, GROUPS == 1, GROUPS == 2], 1), HALF], [*ROWS, *VECTORS, *WRONG]),
    "ranks": Pool(
        [np.array([[1, 2, 3], [2, 1, 3], [3, 1, 2], [3, 2, 1]] * 5), np.array([1.0, 2, 3])],
        [*ROWS, *VECTORS, *WRONG],
    ),
    "positive": Pool([np.array([True, False, True])], [*VECTORS, *WRONG]),
    "power": Pool([0.8], [0, 1, 1.5, *NUMBERS]),
    "language": Pool(["kk", "ru", "en"], ["xx", "", None, 5, []]),
    "alternative": Pool(["two-sided", "less"], WRONG),
    "p": Pool([0.04, [0.01, 0.2, 0.5]], [0, 1, 1.5, -0.1, [0.5, NAN], [2.0], [[0.1]], *WRONG]),
    "share": Pool([0.3, Fraction(1, 3)], [-0.1, 1.5, *WRONG]),
    "x": Pool([3.0, 3, np.array([1, 2])], [*NUMBERS, *WRONG, [5, 60]]),
    "n": Pool([20, 42, 3], [0, 1, -1, 10**9, 10**15, *NUMBERS, *WRONG]),
    "population": Pool([True, 300, None, False], [0, -1, 1, 10**15, NAN, INF, "x", [], 0.5]),
    "adjust": Pool(["bonferroni", "holm"], WRONG),
    "adjustment": Pool(["bonferroni", "holm"], WRONG),
    "method": Pool(["exact", "continuity", "holm", "mean", "beta", "minres", "rake", "linear", "BH"], WRONG),
    "source": Pool(["stays ~ age"], ["", "~", "y ~", "y ~ x ~ z", "y ~ x:x", "score(", *WRONG]),
    "formula": Pool(
        ["place ~ image + books", "books ~ place"],
        [
            "",
            "~",
            "place ~ place",
            "place ~ nosuch",
            "image ~ books",
            "comment ~ books",
            "books ~ comment",
            "place ~ score(image)",
            "motive ~ books",
            *WRONG,
        ],
    ),
    "published": Pool(["24,9", "33.3"], ["", "%", "nan", "1e400", "--5", "٣", "1.2.3", *WRONG]),
    "system": Pool(["satpayev"], WRONG),
    "systems": Pool([["satpayev"]], [*WRONG, [None]]),
    "region": Pool(["ulytau_region"], WRONG),
    "bounds": Pool([None, (0.1, 5.0)], [(2.0, 1.0), (-1, 0), (NAN, 1), (1, 1), (1,), (0, INF), *WRONG]),
    "limits": Pool([None, (0.3, 3.0)], [(2.0, 1.0), (-1, 0), (NAN, 1), (1, 1), (1,), (0, 0), *WRONG]),
    "domain": Pool([None, HALF], [np.zeros(N, bool), np.arange(N) < 1, np.ones(3, bool), *VECTORS, *WRONG]),
    "margin": Pool([0.2, None], [0, -0.2, 1.5, *NUMBERS]),
    "e": Pool([None, 0.7], [-1, 2, *NUMBERS]),
}
