"""Arguments, kind and hostile, for whatever the public functions of analysis take.

They are found by the name of the parameter and its annotation; what is not known by name is known by its
annotation alone, so that a new function has its hostile calls without a word here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from inspect import isclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.hypotheses import Strength
from analysis.microdata import Microdata
from analysis.tables import Test
from tests.analysis.people import CODEBOOK, coded, crossed, people, records

NAN, INF = math.nan, math.inf
N = 42
"""People of the examples: whatever speaks of people has so many entries."""


@dataclass(frozen=True)
class Pool:
    """Arguments that a parameter may well get, and those that it should not."""

    kind: Sequence[Any]
    hostile: Sequence[Any]

    def __add__(self, other: Pool) -> Pool:
        return Pool([*self.kind, *other.kind], [*self.hostile, *other.hostile])


class Odd:
    """An object that is nothing in particular."""


WRONG = [
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
COVARIANCE, CORRELATION = np.cov(ANSWERS.T), np.corrcoef(ANSWERS.T)


def crowd(design: Design | None = None) -> Microdata:
    """Forty-two people of the example."""
    return Microdata.from_records(CODEBOOK, records() * 6, design)


def alike(value: str) -> Microdata:
    """People who all say the same of everything coded."""
    rows = [{"image": value, "place": "town", "a_pay": "3", "a_work": "3", "books": 3.0}] * 5
    return Microdata.from_records(CODEBOOK, rows)


EMPTY = Microdata.from_records(CODEBOOK, [])
ODD_PEOPLE = [
    EMPTY,
    Microdata.from_records(CODEBOOK, [{}] * 5),
    alike("good"),
    Microdata.from_records(CODEBOOK, records()[:1]),
    people(),
    Microdata.from_records(Codebook("none", ()), []),
    crowd(Design(np.r_[1.0, np.zeros(N - 1)])),
    crowd(Design(np.full(N, 1e15))),
    crowd(Design(np.full(N, 1e-50))),
    crowd(Design(np.r_[1e15, np.ones(N - 1)])),
    crowd(Design(population=N)),
    crowd(Design(population=10**15)),
    crowd(Design(strata=["a"] * N)),
    crowd(Design(strata=list(range(N)))),
    crowd(Design(clusters=["one"] * N)),
    crowd(Design(clusters=list(range(N)), strata=["a", "b"] * (N // 2))),
    crowd(Design(clusters=[0, 1, 2] * (N // 3), strata=["a", "b"] * (N // 2))),
    crossed([[5]]),
    crossed([[3, 4]]),
    crossed([[0, 0], [0, 9]]),
]
DESIGNS = [Design(), Design(population=300), Design(np.linspace(0.5, 2, N))]
DESIGNS += [Design(np.linspace(0.5, 2, N), strata=["a", "b"] * (N // 2), clusters=[i // 4 for i in range(N)])]
ODD_DESIGNS = [one.design for one in ODD_PEOPLE if one.n == N]
ODD_DESIGNS += [
    Design(np.ones(3)),
    Design(population=N - 1 + 1),
    Design(clusters=(["a"] * N, list(range(N)))),
]
BIG = Design(np.linspace(1, 2, N), strata=["a", "b", "c"] * (N // 3))
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
LEVELS = Pool([0.95, 0.5, 0.999], [0, 1, 1.5, -0.1, "0.95", NAN, INF, None, [0.95], True, 1e-320, 1 - 1e-16])
NUMBERS = [NAN, INF, -INF, -1.0, 0.0, 1e308, -1e308, 1e-320, 1e15, 10**400, "1", None, [1.0], 1 + 2j, True]
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
TEXTS = Pool(
    ["place", "good"], ["", "no such", None, 5, NAN, ["place"], b"place", "\x00", "place\ud800", Odd()]
)
MICRO = Pool([crowd(BIG), crowd(), crowd(Design(np.linspace(0.5, 2, N), population=500))], ODD_PEOPLE)


def _several(one: Pool) -> Pool:
    """Several of what is given: none, one, all; and what is not several."""
    kind = list(one.kind)
    return Pool([kind, kind[:1]], [*WRONG, [], *([odd] for odd in one.hostile), [kind[0], None]])


def _mapped(key: Pool, part: Pool) -> Pool:
    whole = dict(zip([k for k in key.kind if isinstance(k, str)] or ["a"], list(part.kind) * 9, strict=False))
    return Pool([whole], [*WRONG, *({"a": odd} for odd in part.hostile), {1: part.kind[0]}, {None: None}])


_STRAIGHT: dict[Any, Pool] = {
    str: TEXTS,
    float: Pool([0.5, 2.5, 1.0], NUMBERS),
    int: Pool([2, 5, 40], [-1, 0, 10**12, 2**70, 0.5, NAN, INF, "1", None, [1], True]),
    bool: Pool([True, False], [None, "yes", 2, NAN, []]),
    np.floating: Pool([VALUES, COVARIANCE], [*WRONG, *VECTORS, *MATRICES]),
    np.integer: Pool([GROUPS], [*WRONG, *VECTORS]),
    np.bool_: Pool([HALF, ~HALF], [*WRONG, *VECTORS, np.zeros(N, bool), np.ones(N, bool), np.arange(N) < 1]),
    Microdata: MICRO,
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

_TABLE = Pool(TABLES, [*ODD_TABLES, *WRONG])
_BY_NAME: dict[str, Pool] = {
    "level": LEVELS,
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


def pool(name: str, hint: Any) -> Pool | None:
    """The arguments for a parameter: those that its name suggests, and those of its annotation."""
    by_hint = _of_hint(hint)
    if name in _BY_NAME:
        return _BY_NAME[name] + by_hint if by_hint and hint is not Any else _BY_NAME[name]
    return by_hint


def _of_hint(hint: Any) -> Pool | None:  # noqa: PLR0911 - one return for each form of an annotation
    origin, parts = get_origin(hint), get_args(hint)
    if hint == npt.ArrayLike:
        return Pool([3, np.array([1, 2])], [*NUMBERS, *VECTORS, *WRONG])
    if hint is NoneType:
        return Pool([None], [])
    if origin in (Union, UnionType):
        found = [_of_hint(part) for part in parts]
        return (
            None
            if None in found
            else Pool([k for one in found for k in one.kind], [h for one in found for h in one.hostile])
        )  # type: ignore[union-attr]
    if origin is Literal:
        return Pool(parts, WRONG)
    if origin is np.ndarray:
        inside = get_args(parts[1]) if len(parts) > 1 else (Any,)
        kind = (get_origin(inside[0]) or inside[0]) if inside else Any
        return _STRAIGHT.get(kind, _STRAIGHT[np.integer])
    if isclass(origin) and issubclass(origin, Mapping):
        found = [_of_hint(part) for part in parts]
        return None if None in found else _mapped(*found)  # type: ignore[arg-type]
    if origin is tuple and parts[-1] is not Ellipsis:
        found = [_of_hint(part) for part in parts]
        return None if None in found else Pool([tuple(one.kind[0] for one in found)], WRONG)  # type: ignore[union-attr]
    if isclass(origin) and issubclass(origin, Iterable):
        found = [_of_hint(parts[0])] if parts else [_STRAIGHT[Any]]
        return None if None in found else _several(found[0])  # type: ignore[arg-type]
    if origin is Callable:
        return Pool([], WRONG)
    return _STRAIGHT.get(Any if isinstance(hint, TypeVar) else hint)
