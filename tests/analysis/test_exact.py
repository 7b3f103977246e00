"""Freeman and Halton's test against all tables, one by one."""

from itertools import product
from math import factorial, prod
from typing import Any

import numpy as np
import pytest

from analysis.errors import DesignError, NobodyAnswered, NoVariation, TooMuchWork
from analysis.exact import freeman_halton

TABLES = [
    [[3, 1, 2], [0, 4, 1], [2, 0, 3]],
    [[2, 0, 1, 3], [1, 2, 0, 0], [0, 1, 2, 1]],
    [[1, 0], [0, 2], [3, 1], [0, 2], [2, 0]],
    [[0, 0, 1, 3, 0], [2, 0, 0, 0, 1], [0, 1, 0, 0, 0], [1, 0, 2, 0, 1]],
]


def ways(rows: Any, columns: Any) -> Any:
    """Every table with these margins, column by column."""
    if not columns:
        yield []
        return
    for column in product(*(range(min(row, columns[0]) + 1) for row in rows)):
        if sum(column) == columns[0]:
            left = [row - cell for row, cell in zip(rows, column, strict=True)]
            yield from ([column, *rest] for rest in ways(left, columns[1:]))


def weight(table: Any) -> Any:
    return 1 / prod(factorial(int(cell)) for column in table for cell in column)


@pytest.mark.parametrize("counts", TABLES)
def test_the_probability_is_that_of_all_tables_one_by_one(counts: Any) -> None:
    table = np.array(counts)
    weights = [weight(other) for other in ways(table.sum(1).tolist(), table.sum(0).tolist())]
    wanted = sum(w for w in weights if w <= weight(table.T) * (1 + 1e-9)) / sum(weights)
    assert freeman_halton(table) == pytest.approx(wanted, rel=1e-11)


def test_empty_rows_and_the_order_of_rows_and_columns_change_nothing() -> None:
    table = np.array(TABLES[1])
    wanted = freeman_halton(table)
    assert freeman_halton(table[::-1, [2, 0, 3, 1]].T) == pytest.approx(wanted)
    assert freeman_halton(np.insert(table, 1, 0, axis=0)) == pytest.approx(wanted)


def test_a_table_that_is_the_most_probable_has_p_1() -> None:
    assert freeman_halton(np.full((3, 3), 4)) == pytest.approx(1)


def test_work_is_bounded_and_said() -> None:
    with pytest.raises(TooMuchWork, match="partial tables"):
        freeman_halton(np.full((8, 8), 5), work=10_000)
    with pytest.raises(TooMuchWork, match="people"):
        freeman_halton(np.full((2, 2), 10**9))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (np.zeros((2, 2)), NobodyAnswered),
        (np.array([[3, 4, 5]]), NoVariation),
        (np.array([[0.5, 2], [1, 3]]), DesignError),
        (np.array([[np.nan, 2], [1, 3]]), DesignError),
        (np.array([[-1, 2], [1, 3]]), DesignError),
    ],
)
def test_hopeless_tables_are_named_errors(counts: Any, error: Any) -> None:
    with pytest.raises(error):
        freeman_halton(counts)
