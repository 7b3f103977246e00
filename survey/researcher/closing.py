"""Closing a wave of many answers on a page that grows while it goes on: it takes longer than anybody waits
before an empty page. Whoever leaves the page ends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue

from flask import Response, stream_template

from survey.researcher.access import data
from survey.storage import Busy, KeyTrouble, Survey
from survey.style import POLICY
from survey.style.pages import words
from survey.web import N_

MANY = 20_000
"""So many answers are closed in about two seconds; with more the page tells how it goes on."""

PATIENCE = 5.0
"""Seconds after which is looked whether it is over, when nothing is heard."""

FAILED = N_("Closing did not end: somebody uses the database. Nothing is lost; please try again.")
NO_KEYS = N_(
    "The key file of this survey is missing or damaged, so nothing was closed. "
    "Put it back from a copy and try again."
)

News = tuple[str, int, int]


def grows(survey: Survey) -> Response:
    """The page on which a wave closes, line by line."""
    heard: SimpleQueue[News] = SimpleQueue()
    pool = ThreadPoolExecutor(1)
    work = pool.submit(data().store.close, survey, lambda *news: heard.put(news))
    pool.shutdown(wait=False)
    lines = _lines(work, heard)
    answer = Response(stream_template("researcher/closing.html", survey=survey, lines=lines, live=False))
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _lines(work: Future[Survey], heard: SimpleQueue[News]) -> Iterator[str]:
    """What is heard, and why it ended if it did too early."""
    for sentence, done, of in _news(work, heard):
        yield words().say(sentence, done=words().number(done), all=words().number(of))
    try:
        work.result()
    except KeyTrouble:
        yield words().say(NO_KEYS)
    except Busy:
        yield words().say(FAILED)


def _news(work: Future[Survey], heard: SimpleQueue[News]) -> Iterator[News]:
    while not work.done() or not heard.empty():
        try:
            yield heard.get(timeout=PATIENCE)
        except Empty:
            continue
