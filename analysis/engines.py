"""People who stand in a database or an engine: one query that groups them, and its rows as an Aggregate.

Nothing is connected or run here: `query` writes the text, whoever has the connection runs it, `from_rows`
reads what came back. The text is the same for SQLite, PostgreSQL and DuckDB; Spark quotes names and calls
long numbers otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from numbers import Real
from typing import Any, Literal, NamedTuple

import numpy as np

from analysis.aggregate import EVERYBODY, Aggregate, Axis, Clusters, unit_weights
from analysis.arrays import Floats, Integers, dense, frozen, summed
from analysis.codebook import Variable
from analysis.columns import Column, encode
from analysis.entrance import guard
from analysis.errors import DataProblem, DesignError, MicrodataError, WrongArgument
from analysis.groups import Groups

SUMS = ("COUNT(*)", "COUNT({w})", "SUM({double})", "SUM({double} * {double})", "MIN({w})", "MAX({w})")
"""What is asked of each group. The least and largest weight are asked as they stand: SQLite takes the
number of a text to be 0 and would say nothing."""


class Dialect(NamedTuple):
    """What stands around a name (twice where it is part of one), and the type of a long number."""

    quote: str
    double: str


DIALECTS = {"standard": Dialect('"', "DOUBLE PRECISION"), "spark": Dialect("`", "DOUBLE")}
"""In double quotes Spark would see a text, and count all people as one group."""


@dataclass(frozen=True, slots=True)
class Source:
    """A `table` (its name, or its schema and name) with one row for each person, and its columns of
    strata, clusters (first stage) and weights, where there are such."""

    table: str | Sequence[str]
    stratum: str | None = None
    cluster: str | None = None
    weight: str | None = None


def query(
    source: Source,
    stub: Variable,
    banner: Variable | None = None,
    *,
    dialect: Literal["standard", "spark"] = "standard",
) -> str:
    """The one query for the table of one or two variables, whose columns bear their names, in the `dialect`
    of the engine. Names are quoted, whatever they hold; WrongArgument for names that no database can have.

    >>> print(query(Source("staff", weight="w"), Variable("image", {})))
    SELECT people."image", COUNT(*), COUNT(people."w"), SUM(CAST(people."w" AS DOUBLE PRECISION)), \
SUM(CAST(people."w" AS DOUBLE PRECISION) * CAST(people."w" AS DOUBLE PRECISION)), MIN(people."w"), \
MAX(people."w") FROM "staff" AS people GROUP BY people."image"
    """
    quote, double = DIALECTS[dialect]
    columns = [_column(name, quote) for name in _grouped(source, stub, banner)]
    sums: tuple[str, ...] = SUMS[:1]
    if source.weight is not None:
        w = _column(source.weight, quote)
        sums = tuple(one.format(w=w, double=f"CAST({w} AS {double})") for one in SUMS)
    parts = (source.table,) if isinstance(source.table, str) else source.table
    table = ".".join(_quoted(part, quote) for part in parts)
    what, by = ", ".join((*columns, *sums)), ", ".join(columns)
    return f"SELECT {what} FROM {table} AS people GROUP BY {by}"  # noqa: S608  # every name went through _quoted


def _grouped(source: Source, stub: Variable, banner: Variable | None) -> list[str]:
    names = (source.stratum, source.cluster, stub.name, None if banner is None else banner.name)
    return [name for name in names if name is not None]


def _column(name: str, quote: str) -> str:
    """A column with its table: alone, SQLite would take an unknown quoted name for a text."""
    return f"people.{_quoted(name, quote)}"


def _quoted(name: str, quote: str) -> str:
    if not name or "\0" in name:
        raise WrongArgument(f"{name!r} cannot be the name of a table or column")
    return quote + name.replace(quote, 2 * quote) + quote


def from_rows(
    source: Source, rows: Iterable[Sequence[Any]], stub: Variable, banner: Variable | None = None
) -> Aggregate:
    """The rows of `query(source, stub, banner)` as the Aggregate that the people themselves would give:
    the same integers, sums of weights to the rounding of the engine. An empty stub or banner was skipped.

    MicrodataError for values that are no codes, DesignError for people without stratum, cluster or a weight
    from 0 up, WrongArgument for rows that are not of this query.
    """
    grouped = _grouped(source, stub, banner)
    taken = _columns(rows, len(grouped) + (1 if source.weight is None else len(SUMS)))
    counts, sums = _counts(taken[len(grouped)]), taken[len(grouped) :]
    labels = iter(taken)
    strata = _labels(source.stratum, labels, counts)
    clusters = _labels(source.cluster, labels, counts)
    problems: list[DataProblem] = []
    columns = [_encoded(one, next(labels), problems) for one in (stub, banner) if one is not None]
    if problems:
        raise MicrodataError(problems)
    weights = (counts.astype(float),) * 2 if source.weight is None else _weights(counts, sums)
    return _aggregate(columns, strata, clusters, (counts, *weights), _range(source, sums))


def _columns(rows: Iterable[Sequence[Any]], width: int) -> list[tuple[Any, ...]]:
    whole = [tuple(row) for row in rows]
    for number, row in enumerate(whole, 1):
        if len(row) != width:
            raise WrongArgument(f"row {number} has {len(row)} values, the query asks for {width}")
    return [tuple(row[i] for row in whole) for i in range(width)]


def _counts(values: Sequence[Any]) -> Integers:
    for number, value in enumerate(values, 1):
        if not isinstance(value, (int, np.integer)) or not 0 < value < 2**62:
            raise WrongArgument(f"row {number} counts {value!r} people")
    return np.array(values, np.int64)


def _labels(column: str | None, labels: Iterable[tuple[Any, ...]], counts: Integers) -> Groups | None:
    if column is None:
        return None
    values = next(iter(labels))
    lost = int(sum(count for one, count in zip(values, counts, strict=True) if one is None))
    if lost:
        raise DesignError(f"{lost} people have nothing in {column!r}, the column of their stratum or cluster")
    return Groups.of(values)


def _encoded(variable: Variable, values: Sequence[Any], problems: list[DataProblem]) -> Column:
    plain = [one if one is None or isinstance(one, (str, Real)) else str(one) for one in values]
    return encode(variable, plain, problems)


def _weights(counts: Integers, sums: Sequence[Sequence[Any]]) -> tuple[Floats, Floats]:
    """The sums of weights and squares, once each person is known to have a weight from 0 up."""
    lost = int(counts.sum()) - sum(sums[1])
    if lost:
        raise DesignError(f"{lost} people have no weight")
    for value in (*sums[4], *sums[5]):
        if not isinstance(value, (Real, Decimal)) or not 0 <= float(value) < np.inf:
            raise DesignError(f"a weight is negative or no number: {value!r}")
    if len(counts) and not any(sums[5]):
        raise DesignError("all weights are 0")
    return np.array(sums[2], dtype=float), np.array(sums[3], dtype=float)


def _range(source: Source, sums: Sequence[Sequence[Any]]) -> tuple[float, float]:
    if source.weight is None or not sums[0]:
        return 1.0, 1.0
    return float(min(sums[4])), float(max(sums[5]))


def _aggregate(
    columns: Sequence[Column],
    strata: Groups | None,
    clusters: Groups | None,
    sums: tuple[Integers, Floats, Floats],
    weights: tuple[float, float],
) -> Aggregate:
    """The aggregate of groups of people, from their codes, strata, clusters and sums."""
    axes = Axis.of(columns[0]), Axis.of(columns[1]) if len(columns) > 1 else EVERYBODY
    names, stratum = (
        (("",), np.zeros(len(sums[0]), np.int64)) if strata is None else (strata.names, strata.place)
    )
    across = columns[1].positions if len(columns) > 1 else 0
    cell = columns[0].positions * len(axes[1].codes) + across
    shape = (len(names), len(axes[0].codes), len(axes[1].codes))
    place, size = stratum * (shape[1] * shape[2]) + cell, int(np.prod(shape))
    counts = np.zeros(size, np.int64)
    np.add.at(counts, place, sums[0])
    blocks = [frozen(summed(place, one, size).reshape(shape)) for one in sums[1:]]
    found = None
    if clusters is not None:
        unit = dense(stratum * len(clusters.labels) + clusters.place)
        above, label = np.empty((2, int(unit.max(initial=-1)) + 1), np.int64)
        above[unit], label[unit] = stratum, clusters.place
        drawn = tuple(np.array(clusters.names, dtype=object)[label])
        found = Clusters(above, drawn, unit_weights(axes, unit, cell, sums[1]))
    return Aggregate(
        *axes,
        strata=names,
        counts=frozen(counts.reshape(shape)),
        weights=blocks[0],
        squares=blocks[1],
        lightest=weights[0],
        heaviest=weights[1],
        clusters=found,
    )


guard(__name__)
