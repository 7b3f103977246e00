"""One query groups people in SQLite, PostgreSQL and DuckDB as NumPy does; what is wrong with them is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from analysis.aggregate import Aggregate
from analysis.codebook import Code, Codebook, Variable
from analysis.crosstabs import crosstab, crosstab_of
from analysis.design import Design
from analysis.engines import Source, from_rows, query
from analysis.errors import DesignError, MicrodataError, NotTabulable, WrongArgument
from analysis.microdata import Microdata
from tests.survey.stores import Postgres, postgres

__all__ = ["postgres"]

Run = Callable[[str], list[Sequence[Any]]]
HOSTILE = 'a"; DROP TABLE "people'
MISSING = Code("9", {"en": "does not know"}, missing="does_not_know")


def variable(name: str, codes: str = "123", missing: tuple[Code, ...] = (MISSING,)) -> Variable:
    return Variable(name, {"en": name}, codes=(*(Code(one, {"en": one}) for one in codes), *missing))


STUB, BANNER = variable(HOSTILE), variable("%s ә?", "ab", ())
SOURCE = Source("staff's \\ table", "where", 'lib"rary', "w:eight")
COLUMNS = (HOSTILE, "%s ә?", "where", 'lib"rary', "w:eight")
CREATE = (
    'CREATE TABLE "staff\'s \\ table" ("a""; DROP TABLE ""people" {}, "%s ә?" {}, "where" {}, '
    '"lib""rary" {}, "w:eight" {})'
)


def staff(n: int = 400) -> list[tuple[Any, ...]]:
    """People: a number coded 1 to 3, 9 or nothing; a text a, b or the word of a missing kind; their stratum,
    cluster and weight."""
    random = np.random.default_rng(8)
    return [
        (
            random.choice([1, 2, 3, 9, None]),
            str(random.choice(["a", "b", "refused", ""])),
            int(random.integers(1, 12)),
            str(random.choice(["x", "y", "зал", "10"])),
            float(random.choice([0.0, 1 / 3, 2.7, 1e6])),
        )
        for _ in range(n)
    ]


def microdata(rows: list[tuple[Any, ...]]) -> Microdata:
    columns = dict(zip(COLUMNS, zip(*rows, strict=True), strict=True))
    design = Design(columns[SOURCE.weight], columns[SOURCE.stratum], clusters=list(columns[SOURCE.cluster]))
    records = [dict(zip(COLUMNS[:2], row, strict=False)) for row in rows]
    return Microdata.from_records(Codebook("staff", (STUB, BANNER)), records, design)


def filled(execute: Callable[..., Any], mark: str, *kinds: str) -> None:
    execute(CREATE.format(*kinds))
    for row in staff():
        execute(f'INSERT INTO "staff\'s \\ table" VALUES ({", ".join([mark] * 5)})', row)


@pytest.fixture(params=["sqlite", "duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def run(request: pytest.FixtureRequest) -> Iterator[Run]:
    """Each engine with the people of `staff` in it."""
    if request.param == "sqlite":
        lite = sqlite3.connect(":memory:")
        filled(lite.execute, "?", "", "TEXT", "INTEGER", "TEXT", "REAL")
        yield lambda sql: lite.execute(sql).fetchall()
        lite.close()
    elif request.param == "duckdb":
        duck = pytest.importorskip("duckdb").connect()
        filled(duck.execute, "?", "SMALLINT", "VARCHAR", "BIGINT", "VARCHAR", "DOUBLE")
        yield lambda sql: duck.execute(sql).fetchall()
        duck.close()
    else:
        psycopg = pytest.importorskip("psycopg")
        server: Postgres = request.getfixturevalue("postgres")
        with psycopg.connect(server.new_database(), autocommit=True) as connection:
            filled(connection.execute, "%s", "smallint", "varchar", "bigint", "text", "double precision")
            yield lambda sql: connection.execute(sql).fetchall()


def same(one: Aggregate, other: Aggregate) -> None:
    assert (one.stub, one.banner, one.strata) == (other.stub, other.banner, other.strata)
    assert (one.lightest, one.heaviest) == (other.lightest, other.heaviest)
    np.testing.assert_array_equal(one.counts, other.counts)
    np.testing.assert_allclose(one.weights, other.weights, rtol=1e-12)
    np.testing.assert_allclose(one.squares, other.squares, rtol=1e-12)
    assert (one.clusters is None) == (other.clusters is None)
    if one.clusters and other.clusters:
        assert one.clusters.names == other.clusters.names
        np.testing.assert_array_equal(one.clusters.stratum, other.clusters.stratum)
        np.testing.assert_allclose(one.clusters.weights, other.clusters.weights, rtol=1e-12)


def test_one_query_gives_the_aggregate_of_the_people(run: Run) -> None:
    data = microdata(staff())
    found = from_rows(SOURCE, run(query(SOURCE, STUB, BANNER)), STUB, BANNER)
    same(found, Aggregate.of(data.design, data.column(HOSTILE), data.column("%s ә?")))
    assert found.n == 400 == int(found.table().sum()) + sum(found.missing().values())
    assert set(found.missing()) == {"skipped", "refused", "does_not_know"}


def test_a_cross_tab_with_its_test_needs_nothing_but_the_rows_of_the_query(run: Run) -> None:
    whole = crosstab(microdata(staff()), HOSTILE, "%s ә?").test
    found = crosstab_of(from_rows(SOURCE, run(query(SOURCE, STUB, BANNER)), STUB, BANNER)).test
    assert found is not None
    assert whole is not None
    assert (found.name, found.p) == ("Rao-Scott F", pytest.approx(whole.p, rel=1e-9))


def test_a_design_without_parts_asks_for_none(run: Run) -> None:
    data, plain = microdata(staff()), Source(SOURCE.table)
    found = from_rows(plain, run(query(plain, BANNER)), BANNER)
    same(found, Aggregate.of(Design(), data.column("%s ә?")))


def test_the_query_for_spark_parses_there_to_the_columns_that_are_meant() -> None:
    sqlglot = pytest.importorskip("sqlglot")
    expressions = sqlglot.expressions
    asked = sqlglot.parse_one(query(SOURCE, STUB, BANNER, dialect="spark"), read="spark")
    assert {one.name for one in asked.find_all(expressions.Column)} == set(COLUMNS)
    assert [one.name for one in asked.args["group"].expressions] == ["where", 'lib"rary', HOSTILE, "%s ә?"]
    assert asked.find(expressions.Table).name == SOURCE.table
    assert not list(asked.find_all(expressions.Literal))
    misread = sqlglot.parse_one(query(Source("staff"), STUB), read="spark")
    assert list(misread.find_all(expressions.Literal)), "what others quote is a text to Spark"


def test_spark_gives_the_aggregate_of_the_people() -> None:
    """Runs where pyspark and Java are."""
    sql = pytest.importorskip("pyspark.sql")
    source = Source("staff", SOURCE.stratum, SOURCE.cluster, SOURCE.weight)
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    with builder.config("spark.sql.shuffle.partitions", "2").getOrCreate() as spark:
        kinds = ("smallint", "string", "bigint", "string", "double")
        schema = ", ".join(f"`{name}` {kind}" for name, kind in zip(COLUMNS, kinds, strict=True))
        spark.createDataFrame(staff(), schema).createOrReplaceTempView("staff")
        rows = spark.sql(query(source, STUB, BANNER, dialect="spark")).collect()
    data = microdata(staff())
    same(
        from_rows(source, rows, STUB, BANNER),
        Aggregate.of(data.design, data.column(HOSTILE), data.column("%s ә?")),
    )


def test_tables_of_parts_of_the_people_add_up_to_that_of_all() -> None:
    rows = staff()
    parts = [microdata(some) for some in (rows[:150], rows[150:])]
    one, other = (Aggregate.of(part.design, part.column(HOSTILE)) for part in parts)
    whole = microdata(rows)
    same(one + other, Aggregate.of(whole.design, whole.column(HOSTILE)))


def test_an_unknown_column_is_an_error_of_the_engine_and_never_a_text(run: Run) -> None:
    for source in (Source(SOURCE.table, weight="nothing"), Source(SOURCE.table, stratum="nothing")):
        with pytest.raises(Exception, match="nothing"):
            run(query(source, STUB))


@pytest.mark.parametrize(
    ("value", "column", "error", "message"),
    [
        (7, 0, MicrodataError, "'7' is not one of its codes: 1, 2, 3, 9"),
        (b"1", 0, MicrodataError, "is not one of its codes"),
        (None, 2, DesignError, "1 people have nothing in 'where'"),
        (None, 3, DesignError, "1 people have nothing in 'lib\"rary'"),
        (None, 4, DesignError, "1 people have no weight"),
        (-1.0, 4, DesignError, "a weight is negative or no number: -1.0"),
        (9e999, 4, DesignError, "no number: inf"),
        ("heavy", 4, DesignError, "no number: 'heavy'"),
    ],
)
def test_people_who_do_not_fit_are_named(value: Any, column: int, error: Any, message: str) -> None:
    lite = sqlite3.connect(":memory:")
    filled(lite.execute, "?", "", "TEXT", "INTEGER", "TEXT", "")
    odd = [1, "a", 1, "x", 1.0]
    odd[column] = value
    lite.execute('INSERT INTO "staff\'s \\ table" VALUES (?, ?, ?, ?, ?)', odd)
    with pytest.raises(error, match=message):
        from_rows(SOURCE, lite.execute(query(SOURCE, STUB, BANNER)).fetchall(), STUB, BANNER)
    lite.close()


@pytest.mark.parametrize(
    ("rows", "message"),
    [([("1",)], "row 1 has 1 values"), ([("1", 0)], "counts 0 people"), ([("1", "many")], "counts 'many'")],
)
def test_rows_of_another_query_are_refused(rows: list[tuple[Any, ...]], message: str) -> None:
    with pytest.raises(WrongArgument, match=message):
        from_rows(Source("staff"), rows, STUB)


def test_names_that_no_database_has_and_numbers_are_refused() -> None:
    for source in (Source(""), Source("staff", weight="a\0b"), Source(("public", ""))):
        with pytest.raises(WrongArgument, match="cannot be the name"):
            query(source, STUB)
    with pytest.raises(NotTabulable, match="scale"):
        from_rows(Source("staff"), [(3.5, 2)], Variable("age", {"en": "age"}, "scale"))


def test_a_table_of_nobody_is_empty() -> None:
    for source in (Source("staff"), SOURCE):
        assert from_rows(source, [], STUB, BANNER).n == 0
