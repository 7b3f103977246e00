"""The tables as the migrations make them."""

from multiprocessing import get_context

import pytest
from sqlalchemy import inspect

from survey import models
from survey.config import Settings
from survey.storage import Store, initialise
from tests.survey.stores import opened


def test_the_migrations_make_exactly_the_tables_of_the_models(store: Store):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.read() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), models.Base.metadata)
    assert differences == []


def test_constraints_bear_the_names_that_the_models_give_them(store: Store):
    found = inspect(store.engine)
    for table in models.Base.metadata.sorted_tables:
        expected = {
            str(one.name) for one in table.constraints if one.name and str(one.name).startswith("ck_")
        }
        assert {one["name"] for one in found.get_check_constraints(table.name)} == expected


def test_sqlite_keeps_no_hidden_number_for_what_came_in_the_field(sqlite: Store):
    with sqlite.read() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").all()
    unordered = {name for name, sql in rows if "WITHOUT ROWID" in sql}
    assert unordered == {"participant", "used", "box", "unfinished"}


def test_no_table_has_a_column_that_could_tell_when_or_from_where(store: Store):
    forbidden = {
        "time",
        "date",
        "created",
        "updated",
        "ip",
        "address",
        "agent",
        "device",
        "language",
        "order",
    }
    found = inspect(store.engine)
    for table in ("participant", "used", "box", "unfinished", "coded_column", "noise"):
        assert not {column["name"] for column in found.get_columns(table)} & forbidden


def test_initialising_again_changes_nothing(store: Store, settings: Settings):
    survey = opened(store)
    secret_key = settings.secret_key
    initialise(settings)
    assert store.surveys() == [survey]
    assert settings.secret_key == secret_key
    assert len(secret_key) >= 43


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_processes_can_initialise_one_empty_instance_at_once(tmp_path, kind, request):
    url = request.getfixturevalue("postgres").new_database() if kind == "postgres" else None
    settings = Settings.load(tmp_path / "instance", {"DATABASE_URL": url} if url else {})
    children = [get_context("spawn").Process(target=initialise, args=(settings,)) for _ in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0, 0, 0]
    assert Store(settings).surveys() == []


@pytest.mark.parametrize("statement", [
    "UPDATE survey SET state = 'closed'",
    "UPDATE survey SET key_check = NULL",
    "UPDATE survey SET mode = 'named'",
    "UPDATE survey SET swept = true",
])  # fmt: skip
def test_the_database_itself_refuses_a_state_that_breaks_the_promise(store: Store, statement: str):
    from sqlalchemy.exc import IntegrityError

    opened(store)
    with pytest.raises(IntegrityError), store.write() as connection:
        connection.exec_driver_sql(statement)
