"""People as hostile calls may meet them: nobody, one, all alike, of odd designs."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.codebook import Codebook
from analysis.design import Design
from analysis.microdata import Microdata
from tests.analysis.people import CODEBOOK, crossed, people, records
from tests.laws.hostile.numbers import N


def crowd(design: Design | None = None) -> Microdata:
    """Forty-two people of the example."""
    return Microdata.from_records(CODEBOOK, records() * 6, design)


def alike(value: str) -> Microdata:
    """People who all say the same of everything coded."""
    rows: list[dict[str, Any]] = [
        {"image": value, "place": "town", "a_pay": "3", "a_work": "3", "books": 3.0}
    ] * 5
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
