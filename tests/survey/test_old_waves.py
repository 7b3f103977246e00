"""Waves that were closed when the answers of a person were one row of the database."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from analysis.codebook import Code, Codebook, Variable
from analysis.codebook_files import to_json
from survey.anonymity import private_folder
from survey.config import Settings
from survey.storage import Store, initialise
from survey.storage.database import Database, migrate

AGE = Variable("age", {"en": "Age"}, "scale", background=True)
MOOD = Variable("mood", {"en": "Mood"}, codes=(Code("good", {"en": "Good"}), Code("bad", {"en": "Bad"})))

SURVEY = text(
    "INSERT INTO survey "
    "(id, name, wave, mode, state, source, note, codebook, exact_codebook, recoding, swept) "
    "VALUES ('a', 'work', 1, 'open', 'closed', '', '', :book, :exact, '[]', true)"
)
ANSWER = text("INSERT INTO answer (survey_id, id, coded) VALUES ('a', :id, :coded)")
APART = text("INSERT INTO apart (survey_id, id, variable, value) VALUES ('a', :id, 'age', :value)")
PUBLICATION = text("INSERT INTO publication (survey_id, release, content) VALUES ('a', 1, '{}')")


def old(folder: Path, url: str | None, people: int) -> Settings:
    """An instance of that time, with a wave that people answered, closed and published."""
    settings = Settings.load(folder, {"DATABASE_URL": url} if url else {})
    private_folder(folder / "data")
    if settings.database_file:
        private_folder(settings.database_file.parent)
    database = Database(settings)
    with database.write() as connection:
        migrate(connection, "0004")
        fill(connection, people)
    database.engine.dispose()
    return settings


def fill(connection: Connection, people: int) -> None:
    books = {"book": Codebook("work", (AGE, MOOD)), "exact": Codebook("work", (AGE,))}
    connection.execute(SURVEY, {name: to_json(book) for name, book in books.items()})
    connection.execute(PUBLICATION)
    for i in range(people):
        coded = json.dumps({"age": "withheld", "mood": mood(i)})
        connection.execute(ANSWER, {"id": bytes([200 - i] * 16), "coded": coded})
        connection.execute(APART, {"id": bytes([i] * 16), "value": json.dumps(age(i))})


def mood(i: int) -> str:
    return ("good", "bad", "skipped")[i % 3]


def age(i: int) -> float | str:
    return "refused" if i == 7 else 20.5 + i % 4


@pytest.mark.parametrize("people", [0, 40])
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_their_rows_become_columns_in_the_same_order(tmp_path, kind, people, request):
    url = request.getfixturevalue("postgres").new_database() if kind == "postgres" else None
    settings = old(tmp_path / "instance", url, people)
    initialise(settings)
    store = Store(settings)
    survey = store.find("work")
    microdata = store.microdata(survey)
    assert list(microdata.column("mood").words()) == [mood(i) for i in reversed(range(people))]
    assert list(microdata.apart["age"].words()) == [age(i) for i in range(people)]
    assert len(set(store.record_keys(survey).tolist())) == store.answered(survey) == people
    assert len(store.noise_secret(survey, 1)) == 32
    assert store.next_snapshot(survey) == 1
    assert store.publication(survey).release == 1
    store.engine.dispose()
