"""Print each measured pair and its ratio; nothing here can fail, the figures go into commit messages."""

from __future__ import annotations

import gc
import sqlite3
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from urllib.parse import urlencode

import numpy as np
import scipy.stats
from werkzeug.test import Client

from analysis.codebook import Code, Codebook, Variable
from analysis.crosstabs import crosstab
from analysis.microdata import Microdata
from analysis.tallies import tally
from questionnaires import reader
from survey import demo
from survey.config import Settings
from survey.respondent import create_app
from survey.storage import Store, initialise

PEOPLE = 100_000


@dataclass(frozen=True)
class Pair:
    """Ours against a yardstick: CPU milliseconds each."""

    name: str
    ours: float
    yardstick: float
    what: str


def cpu(work: Callable[[], object], times: int = 5) -> float:
    """The median CPU milliseconds of `work`."""
    seconds = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return 1000 * median(seconds)


def people() -> tuple[Codebook, list[dict[str, str]]]:
    """100,000 random people with two nominal variables of 5 and 19 codes."""
    random = Random(2026)
    sizes = {"a": 5, "b": 19}
    variables = tuple(
        Variable(name, {"en": name}, codes=tuple(Code(str(i), {"en": str(i)}) for i in range(size)))
        for name, size in sizes.items()
    )
    rows = [{n: str(random.randrange(size)) for n, size in sizes.items()} for _ in range(PEOPLE)]
    return Codebook("bench", variables), rows


def statistics() -> Iterator[Pair]:
    """Tally and cross-tab of 100,000 people."""
    book, rows = people()
    data = Microdata.from_records(book, rows)
    column = [row["a"] for row in rows]
    yield Pair(
        f"tally of {PEOPLE} people",
        cpu(lambda: tally(data, "a")),
        cpu(lambda: Counter(column)),
        "collections.Counter",
    )
    pairs = [(int(row["a"]), int(row["b"])) for row in rows]

    def plain() -> object:
        counts = np.zeros((5, 19))
        np.add.at(counts, tuple(np.array(pairs).T), 1)
        return scipy.stats.chi2_contingency(counts)

    yield Pair(
        "cross-tab with test and verdict",
        cpu(lambda: crosstab(data, "a", "b")),
        cpu(plain),
        "numpy + scipy.stats.chi2_contingency",
    )


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
        from werkzeug.exceptions import NotFound
        from werkzeug.middleware.dispatcher import DispatcherMiddleware

        yield Client(DispatcherMiddleware(NotFound(), {"/s": create_app(settings)})), ready, Path(folder)


def answering() -> Iterator[Pair]:
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
    yield Pair("the document from memory", get, post, "one completed response")
    yield Pair("one completed response, durable", post, floor, "bare SQLite insert with synchronous=FULL")


def main() -> None:
    """Print the table."""
    for pair in (*statistics(), *answering()):
        ratio = pair.ours / pair.yardstick
        print(
            f"{pair.name:38} {pair.ours:9.3f} ms CPU   {ratio:8.2f} x {pair.what} ({pair.yardstick:.3f} ms)"
        )


if __name__ == "__main__":
    main()
