"""Closing a wave: what coding, coarsening and writing cost beside the opening of the sealed answers alone.

20,000 answers, or as many as SAUALNAMA_BENCH_ANSWERS says (of 1,000,000 the box takes 13 GB on the disk)."""

from __future__ import annotations

import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from secrets import token_bytes
from time import process_time

from sqlalchemy import insert, select

from questionnaires import reader
from survey import anonymity, models
from survey.demo import _drawn
from survey.storage import Store, Survey
from survey.storage.fieldwork import sealed_size
from survey.storage.surveys import keys
from tests.benchmarks.measure import Ratio
from tests.survey.stores import small_settings

ANSWERS = int(os.environ.get("SAUALNAMA_BENCH_ANSWERS", "20000"))
DIFFERENT, AT_ONCE = 3000, 5000


def filled(store: Store) -> Survey:
    """The shipped questionnaire in the field, its box full."""
    random, questionnaire = Random(2026), reader.shipped("young-librarians")
    survey = store.open_survey(store.create_survey(questionnaire.name, questionnaire.source, "open"))
    drawn = [_drawn(questionnaire, random) for _ in range(DIFFERENT)]
    size = sealed_size(survey.source, survey.name)
    with store.read() as connection:
        wave_keys = keys(store.settings, connection, survey)
    for start in range(0, ANSWERS, AT_ONCE):
        boxes = []
        for _ in range(start, min(start + AT_ONCE, ANSWERS)):
            answers, write_ins = random.choice(drawn)
            payload = {"answers": answers, "write_ins": write_ins}
            box_id, sealed = anonymity.seal(wave_keys, survey.id, payload, size)
            boxes.append({"survey_id": survey.id, "id": box_id, "sealed": sealed})
        with store.write() as connection:
            connection.execute(insert(models.Box), boxes)
            marks = [{"survey_id": survey.id, "mark": token_bytes(32)} for _ in boxes]
            connection.execute(insert(models.Used), marks)
    return survey


def ratios() -> Iterator[Ratio]:
    """The whole of closing against opening what is sealed, and its memory."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(small_settings(Path(folder)))
        survey = filled(store)
        opening = _timed(lambda: _opened(store, survey))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        closing = _timed(lambda: store.close(survey))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        yield Ratio(f"closing {ANSWERS} answers", closing, opening, "opening what is sealed")
        yield Ratio("the most memory while closing", after / 1024, before / 1024, "before", "MB")
        store.engine.dispose()


def _opened(store: Store, survey: Survey) -> None:
    query = select(models.Box.id, models.Box.sealed).where(models.Box.survey_id == survey.id)
    with store.read() as connection:
        wave_keys = keys(store.settings, connection, survey)
        for box_id, sealed in connection.execute(query.execution_options(yield_per=1000)):
            anonymity.open_sealed(wave_keys, survey.id, bytes(box_id), bytes(sealed))


def _timed(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return 1000 * (process_time() - start)
