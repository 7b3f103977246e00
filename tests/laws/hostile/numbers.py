"""Numbers, tables and things that should not be given: what hostile calls are made of, without analysis."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

NAN, INF = math.nan, math.inf
N = 42
"""People of the examples: whatever speaks of people has so many entries."""


class Odd:
    """An object that is nothing in particular."""


WRONG: list[Any] = [
    None,
    "",
    "no such",
    b"x",
    3,
    -1,
    0.5,
    NAN,
    INF,
    True,
    [],
    {},
    (),
    [[]],
    [None],
    ["a", 1],
    Odd(),
    Odd,
]
WRONG += [np.array(None), np.array([]), np.array(["a"]), np.array([1, "a", None], object), np.zeros((0, 3))]
WRONG += [
    pd.DataFrame({"a": [1, 2]}),
    pd.Series([1.0, 2.0]),
    [[1, 2], [3]],
    1e15,
    10**30,
    1 + 2j,
    {"a": None},
]

_rng = np.random.default_rng(7)
VALUES = _rng.integers(1, 6, N).astype(float)
GROUPS = np.arange(N) % 3
HALF = np.arange(N) % 2 == 0
FACTOR = _rng.normal(size=(200, 1))
ANSWERS = np.round(FACTOR + _rng.normal(size=(200, 6)) * 0.8)
COVARIANCE = np.cov(ANSWERS.T)
CORRELATION = np.asarray(np.corrcoef(ANSWERS.T))
TABLES = [np.array(one, float) for one in ([[8, 3], [4, 9]], [[8, 3, 5], [2, 9, 4], [1, 6, 7]])]
TABLES += [np.array([[8, 3, 5, 2], [2, 9, 4, 6]], float), np.array([[5, 1], [3, 4], [2, 6]], float)]
ODD_TABLES: list[Any] = [
    *(
        [],
        [[]],
        np.zeros((0, 0)),
        np.zeros((0, 3)),
        np.zeros((2, 2)),
        np.zeros((3, 3)),
        [[5]],
        [[3, 4]],
        [[3], [4]],
    ),
    *(
        [[0, 0], [3, 4]],
        [[0, 3], [0, 4]],
        [[5, 0], [0, 5]],
        [[5, 0, 0], [0, 5, 0], [0, 0, 5]],
        [[1, 0], [0, 0]],
    ),
    *([[1, 1], [1, 1]], [[-1, 2], [3, 4]], [[NAN, 2], [3, 4]], [[INF, 2], [3, 4]], [[0.5, 2.5], [3, 4]]),
    *([[10**9] * 2, [10**9, 1]], [[10**15] * 3] * 3, [[1e15, 1], [1, 1e15]], [[1e308, 1e308], [1e308, 1]]),
    *([[1e9, 2e9], [2e9, 5e9]], [[1e-300, 1], [1, 1]], [[1e-9, 1], [1, 1]], [4, 5, 6], np.ones((2, 2, 2))),
    *([["1", "2"], ["3", "4"]], [[True, False], [False, True]], [[1e9, 0], [0, 1e9]], np.ones((12, 12))),
    *(
        np.ones((2, 60)),
        [[1, 2**60], [3, 4]],
        [[None, 1], [2, 3]],
        pd.DataFrame([[1, 2], [3, 4]]),
        [[0, 0, 5], [5, 0, 0]],
    ),
]
NUMBERS: list[Any] = [
    NAN,
    INF,
    -INF,
    -1.0,
    0.0,
    1e308,
    -1e308,
    1e-320,
    1e15,
    10**400,
    "1",
    None,
    [1.0],
    1 + 2j,
    True,
]
VECTORS: list[Any] = [
    *(
        np.array([]),
        np.zeros(N),
        np.ones(N),
        np.r_[np.zeros(N - 1), 1],
        np.full(N, NAN),
        np.r_[INF, np.ones(N - 1)],
    ),
    *(np.ones(N - 1), np.ones(1), np.full(N, -1.0), np.full(N, 1e15), np.full(N, 1e-300), np.full(N, 1e300)),
    *(
        list(range(N)),
        ["a"] * N,
        [None] * N,
        pd.Series(np.ones(N)),
        np.ones((N, 2)),
        np.ones((2, 2, 2)),
        np.ones(()),
    ),
    *(np.array(["1"] * N, object), [True] * N, [[1], [2, 3]]),
]
MATRICES: list[Any] = [
    *(
        np.zeros((0, 0)),
        np.zeros((3, 3)),
        np.ones((3, 3)),
        np.eye(3),
        np.eye(1),
        np.full((3, 3), NAN),
        np.eye(2),
    ),
    *(-np.eye(3), np.eye(3) * 1e300, np.eye(3) * 1e-300, np.ones((2, 3)), np.array([[1, 0.5], [0.2, 1]])),
    *(
        np.array([[1, 2], [2, 1.0]]),
        np.diag([1.0, 0, 1]),
        np.eye(3)[0],
        [["a"]],
        [[1, 2], [3]],
        np.ones((3, 3, 3)),
    ),
    *(
        pd.DataFrame(np.eye(4)),
        np.eye(3) * (1 + 1e-9),
        np.array([[1, 1 - 1e-16], [1 - 1e-16, 1]]),
        np.ones((6, 6)),
    ),
]
ROWS: list[Any] = [
    *(np.zeros((0, 3)), np.zeros((5, 0)), np.ones((5, 3)), np.eye(3), np.ones((1, 3)), np.full((4, 2), NAN)),
    *(np.ones(5), np.ones((4, 2, 2)), [["a", "b"]], [[1, 2], [3]], np.full((4, 3), 1e300), -ANSWERS[:5]),
    *(ANSWERS[:2], ANSWERS[:3], ANSWERS[:, :1], np.c_[ANSWERS[:, 0], ANSWERS[:, 0]], ANSWERS * 1e15),
    *(np.c_[ANSWERS, np.ones(200)], [[None, 1], [2, 3]], pd.DataFrame(ANSWERS)),
]
