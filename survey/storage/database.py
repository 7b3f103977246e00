"""The database itself: engine, transactions, tables brought up to date."""

from __future__ import annotations

import os
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from survey.anonymity import private_folder, write_private
from survey.config import NotInitialised, Settings, new_secret_key
from survey.storage.errors import Busy

BUSY_SECONDS = 10
MIGRATIONS = Path(__file__).parent.parent / "migrations"
SWEPT_TABLES = ("participant", "used", "box", "unfinished", "coded_column", "noise", "stratum", "survey")
MIGRATION_LOCK = 0x5A75616C

_UNAVAILABLE_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}
_UNAVAILABLE_POSTGRES = ("08", "25006", "40", "53", "55P03", "57")


def engine(settings: Settings) -> Engine:
    """The engine of the instance's database, with the pragmas that the promise of anonymity needs.

    Answers are on the disk before they are acknowledged (synchronous=FULL) and what is deleted is
    overwritten (secure_delete=ON).
    """
    if settings.database_file:
        made = create_engine(settings.database_url, pool_size=16, pool_timeout=BUSY_SECONDS)
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_sqlite)
    else:
        made = create_engine(
            settings.database_url, pool_size=16, pool_timeout=BUSY_SECONDS, pool_pre_ping=True
        )
        event.listen(made, "connect", _prepare_postgres)
    _forget_at_fork(weakref.ref(made))
    return made


def _forget_at_fork(known: weakref.ref[Engine]) -> None:
    """A forked process must not use its parent's connections."""

    def forget() -> None:
        if made := known():
            made.dispose(close=False)

    os.register_at_fork(after_in_child=forget)


def initialise(settings: Settings) -> None:
    """Make the folders, the key that signs cookies, and the tables, or bring older tables up to date.

    Safe to repeat, and safe when two processes do it at once.
    """
    settings.instance.mkdir(parents=True, exist_ok=True)
    if settings.database_file:
        private_folder(settings.database_file.parent)
    private_folder(settings.keys)
    if not settings.session_key_file.exists():
        write_private(settings.session_key_file, new_secret_key() + "\n")
    database = Database(settings)
    with database.write() as connection:
        _lock_migrations(connection)
        migrate(connection)
    database.engine.dispose()


def migrate(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to `revision` within the transaction of `connection`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


class Database:
    """The database of an instance: transactions to read or to write in."""

    clock: Callable[[], float] = staticmethod(time.time)

    def __init__(self, settings: Settings) -> None:
        file = settings.database_file
        if file and not file.parent.is_dir():
            raise NotInitialised(f"there is no database folder {file.parent}; run `saualnama init` first")
        self.settings = settings
        self.engine = engine(settings)
        self._writing = self.engine.execution_options(saualnama_writes=True)
        self._writer = Lock() if file else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads. Busy when the database cannot be used now."""
        with _saying_busy(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes: all or nothing, one writer at a time on SQLite.

        There the threads of a process wait for their turn here, which costs less than asking the file again
        and again.
        """
        with self._turn(), _saying_busy(), self._writing.begin() as connection:
            yield connection

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise Busy("others write to the database all the time")
        try:
            yield
        finally:
            self._writer.release()

    def sweep(self) -> None:
        """Rewrite the files, so that nothing deleted and no order of insertion stays in them.

        Busy when somebody reads the database all the time.
        """
        with _saying_busy():
            if self.settings.database_file:
                with self._plain() as connection:
                    connection.execute(text("VACUUM"))
            else:
                self._sweep_postgres()
        self.empty_log()

    def empty_log(self) -> None:
        """Make SQLite's write-ahead log empty; Busy when somebody reads from it all the time."""
        if not self.settings.database_file:
            return
        with _saying_busy(), self._plain() as connection:
            busy, _, _ = connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()
        if busy:
            raise Busy("somebody reads the database, so its write-ahead log cannot be emptied yet")

    def _plain(self) -> Connection:
        """A connection without a transaction."""
        return self.engine.execution_options(saualnama_plain=True).connect()

    def _sweep_postgres(self) -> None:
        with self.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in SWEPT_TABLES:
                connection.execute(text(f"VACUUM (FULL, FREEZE) {table}"))


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "secure_delete=ON",
        "foreign_keys=ON",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    options = connection.get_execution_options()
    if not options.get("saualnama_plain"):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("saualnama_writes") else "BEGIN")


def _prepare_postgres(connection: Any, _: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
        cursor.execute("SET synchronous_commit = on")
    connection.commit()


def _lock_migrations(connection: Connection) -> None:
    """SQLite has one writer anyway; on PostgreSQL the second process waits here."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})


@contextmanager
def _saying_busy() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise Busy("all connections to the database are taken") from error
    except DBAPIError as error:
        if not _unavailable(error):
            raise
        raise Busy(f"the database cannot be used now: {error.orig}") from error


def _unavailable(error: DBAPIError) -> bool:
    """Whether waiting can help, as against a mistake of ours."""
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in _UNAVAILABLE_SQLITE
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (state or "08").startswith(_UNAVAILABLE_POSTGRES)
