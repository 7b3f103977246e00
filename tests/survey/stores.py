"""Stores to test with: a small questionnaire, SQLite and, where its programs are, PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from glob import glob
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from survey.coded import Coded
from survey.config import Settings
from survey.storage import Store, Survey, initialise

SOURCE = """
questionnaire: work
version: "1"
languages: [en]
title: {en: Work}
introduction: {en: Hello.}
thanks: {en: Thank you.}
sections:
  - section: whole
    title: {en: Whole}
    items:
      - item: place
        type: single
        question: {en: Where do you work?}
        background: yes
        codes: {town: {en: Town}, village: {en: Village}, road: {en: On the road}}
      - item: age
        type: number
        question: {en: How old are you?}
        background: yes
        min: 15
        max: 99
        whole: yes
      - item: mood
        type: single
        question: {en: How is work?}
        codes: {good: {en: Good}, bad: {en: Bad}, other: {en: Other, write in: yes}}
      - item: bus
        type: single
        question: {en: Does the bus come?}
        shown if: place == village
        codes: {"yes": {en: "Yes"}, "no": {en: "No"}}
      - item: comment
        type: text
        question: {en: Anything else?}
        long: yes
        length: 200
"""


def small_settings(folder: Path, database_url: str | None = None) -> Settings:
    """The settings of a fresh instance whose database is ready."""
    environment = {"DATABASE_URL": database_url} if database_url else {}
    settings = Settings.load(folder, environment)
    initialise(settings)
    return settings


def opened(store: Store, people: int = 12, mode: str = "anonymous", source: str = SOURCE) -> Survey:
    """A survey in the field; its people are "0", "1", ... by turns in strata north and south."""
    survey = store.create_survey("work", source, mode)
    if mode == "anonymous":
        store.load_frame(survey, [(str(i), ("north", "south")[i % 2]) for i in range(people)])
    return store.open_survey(survey)


def payload(i: int = 0) -> dict[str, Any]:
    """What person `i` answers."""
    random = Random(i)
    place = random.choice(["town", "village"])
    answers: dict[str, Any] = {
        "place": place,
        "age": 20 + i % 40,
        "mood": random.choice(["good", "bad", "other"]),
        "comment": f"probe-{i}-comment",
    }
    if place == "village":
        answers["bus"] = "no"
    write_ins = {"mood.other": f"probe-{i}-written"} if answers["mood"] == "other" else {}
    return {"answers": answers, "write_ins": write_ins}


def answer_all(store: Store, survey: Survey) -> None:
    """Let everybody who is invited answer."""
    for i, invitation in enumerate(store.invitations(survey)):
        store.submit(survey, invitation.secret, payload(i))


def columns_of(store: Store, survey: Survey, part: str = "rows") -> dict[str, Coded]:
    """The columns of a closed survey as the database has them."""
    query = text("SELECT variable, words, places FROM coded_column WHERE survey_id = :id AND part = :part")
    with store.read() as connection:
        rows = connection.execute(query, {"id": survey.id, "part": part}).all()
    return {variable: Coded.unpacked(words, places) for variable, words, places in rows}


def records_of(columns: Mapping[str, Coded]) -> list[dict[str, Any]]:
    """Columns as rows."""
    return [
        dict(zip(columns, row, strict=True)) for row in zip(*map(Coded.values, columns.values()), strict=True)
    ]


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server of the test run's own, without a network port."""

    socket: str
    numbers: Iterator[int]

    def new_database(self) -> str:
        """The URL of a fresh, empty database."""
        import psycopg

        name = f"test{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return self.url(name)

    def url(self, database: str) -> str:
        """The URL of a database."""
        return f"postgresql:///{database}?host={self.socket}&user=postgres"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A running server; skipped with the reason where there are no programs for one."""
    programs = _programs()
    if programs is None:
        pytest.skip(
            "NO POSTGRESQL HERE: install its server (Debian: apt-get install postgresql) to test on it"
        )
    folder = Path(tempfile.mkdtemp(prefix="saualnama-postgres-"))
    data = folder / "data"
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.getuid() == 0 else {}
    if user:
        shutil.chown(folder, "postgres", "postgres")
    _run([programs / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "--no-sync"], folder, user)
    options = f"-c listen_addresses='' -c fsync=off -k {folder}"
    _run([programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], folder, user)
    try:
        yield Postgres(str(folder), count(1))
    finally:
        _run([programs / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"], folder, user)
        shutil.rmtree(folder)


def _programs() -> Path | None:
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += [Path(path) for path in sorted(glob("/usr/lib/postgresql/*/bin"), reverse=True)]
    return next((place for place in places if (place / "initdb").exists()), None)


def _run(command: list[Any], folder: Path, user: dict[str, Any]) -> None:
    with (folder.parent / f"{folder.name}.out").open("wb") as out:
        subprocess.run([str(part) for part in command], check=True, cwd="/", stdout=out, stderr=out, **user)
    Path(out.name).unlink()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """A fresh instance, on each kind of database."""
    if request.param == "sqlite":
        return small_settings(tmp_path / "instance")
    server: Postgres = request.getfixturevalue("postgres")
    return small_settings(tmp_path / "instance", server.new_database())


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """A store on a fresh instance."""
    made = Store(settings)
    yield made
    made.engine.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Store]:
    """A store on a fresh SQLite instance."""
    made = Store(small_settings(tmp_path / "instance"))
    yield made
    made.engine.dispose()
