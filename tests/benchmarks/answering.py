"""The respondent's way: the document out, an answer in, through the whole application."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from questionnaires import reader
from survey import demo
from survey.config import Settings
from survey.respondent import create_app
from survey.storage import Store, initialise
from tests.benchmarks.load import load
from tests.benchmarks.measure import Ratio, cpu


@contextmanager
def field() -> Iterator[tuple[Client, list[tuple[str, str]], Path]]:
    """An open wave of the shipped questionnaire and its 237 responses ready to be sent."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(Path(folder))
        initialise(settings)
        store = Store(settings)
        questionnaire = reader.shipped(demo.QUESTIONNAIRE)
        survey = store.create_survey(questionnaire.name, questionnaire.source)
        store.load_frame(survey, demo.frame())
        survey = store.open_survey(survey)
        secrets = {one.person: one.secret for one in store.invitations(survey)}
        ready = [
            (
                f"/s/{survey.name}/1/{one.language}",
                urlencode({**demo.form(questionnaire, one), "secret": [secrets[one.person]]}, doseq=True),
            )
            for one in demo.respondents(questionnaire)
        ]
        yield Client(DispatcherMiddleware(NotFound(), {"/s": create_app(settings)})), ready, Path(folder)


def ratios() -> Iterator[Ratio]:
    """A completed response through the whole application, against the bare durable insert of its bytes."""
    with field() as (client, ready, folder):
        kind = "application/x-www-form-urlencoded"
        client.get(ready[0][0])
        get = cpu(lambda: client.get(ready[0][0], headers={"Accept-Encoding": "gzip"}), 50)

        start = time.process_time()
        for path, body in ready:
            assert client.post(path, data=body, content_type=kind).status_code == 200
        post = 1000 * (time.process_time() - start) / len(ready)
        bare = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
        bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (b BLOB)")
        start = time.process_time()
        for _, body in ready:
            bare.execute("INSERT INTO t VALUES (?)", (body.encode(),))
        floor = 1000 * (time.process_time() - start) / len(ready)
    yield Ratio("the document from memory", get, post, "one completed response")
    yield Ratio("one completed response, durable", post, floor, "bare SQLite insert with synchronous=FULL")
    with many(4000) as (ready, folder):
        found = load(folder, ready)
    yield Ratio("two workers, 4000 people on 32 lines: each", found.each, 2, "what is allowed")
    yield Ratio("the same: completed", found.rate, 400, "what is wanted", "a second")
    slowest = 1000 * found.waits[int(len(found.waits) * 0.99)]
    yield Ratio("the same: 99 of 100 waited at most", slowest, 1000, "a second", "ms")


@contextmanager
def many(people: int) -> Iterator[tuple[list[tuple[str, str]], Path]]:
    """An open wave of the shipped questionnaire for so many people, who answer as those of the demo."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.load(Path(folder))
        initialise(settings)
        store = Store(settings)
        questionnaire = reader.shipped(demo.QUESTIONNAIRE)
        survey = store.create_survey(questionnaire.name, questionnaire.source)
        store.load_frame(survey, [(str(i), "all") for i in range(people)])
        survey = store.open_survey(survey)
        forms = [demo.form(questionnaire, one) for one in demo.respondents(questionnaire)]
        invitations = zip(store.invitations(survey), cycle(forms), strict=False)
        bodies = [urlencode({**form, "secret": [one.secret]}, doseq=True) for one, form in invitations]
        store.engine.dispose()
        yield [(f"/s/{survey.name}/1/kk", body) for body in bodies], Path(folder)
