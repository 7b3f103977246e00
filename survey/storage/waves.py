"""Closing a wave: the box becomes answers, the keys are destroyed, the files are swept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from survey import anonymity, closing, models
from survey.coded import little_endian
from survey.languages import N_
from survey.releases import Made, closing_snapshot, groups_for_good
from survey.storage.errors import WrongState
from survey.storage.fieldwork import Fieldwork, answered, progress
from survey.storage.surveys import keys, state_of
from survey.storage.values import Survey

PORTION = 1000
"""So many sealed responses are fetched at once."""

OPENING = N_("The sealed answers are opened: {done} of {all}.")
SORTING = N_("Facts about people are made coarser, and everything is put into a random order.")
KEEPING = N_("The answers are kept.")
SWEEPING = N_(
    "The keys are destroyed, the box and the links are deleted, "
    "the files are rewritten without a trace of them."
)

REMAINS: tuple[tuple[Any, str], ...] = (
    (models.Box, "id"),
    (models.Used, "mark"),
    (models.Unfinished, "name"),
    (models.Participant, "person"),
)
"""The tables of the field, each with what tells its rows of one survey apart."""

AT_ONCE = 5000
"""So many rows of the field are deleted in one transaction: in a log of gigabytes SQLite searches long for
every page, and longer the more it has."""

Told = Callable[[str, int, int], None]
"""Takes what closing does now (an English sentence), and how many answers of how many are done with."""


def silence(_sentence: str, _done: int, _of: int) -> None:
    """Nobody listens."""


class Waves(Fieldwork):
    """Surveys that can be closed."""

    def close(self, survey: Survey, told: Told = silence) -> Survey:
        """Turn the box into answers for good, destroy the keys, sweep the files; `told` hears how it goes on.

        One transaction decides: killed before it ends, the survey is open as before; killed later, it is
        closed, and `finish_closing` (called at every start, and by this again) does the rest.
        Busy when the closed survey could not be swept yet, because somebody reads the database.
        """
        with self.write() as connection:
            state = state_of(connection, survey, locked=True)
            if state == "open":
                self._turn_into_answers(connection, survey, told)
            elif state != "closed":
                raise WrongState(f"{survey.address} cannot be closed: it is {state or 'unknown'}")
        told(SWEEPING, 0, 0)
        self.finish_closing()
        return self.find(survey.address)

    def finish_closing(self) -> list[Survey]:
        """Destroy the keys and the remains of closed surveys that have some; which those were."""
        with self.read() as connection:
            swept = select(models.Survey.id).where(models.Survey.swept)
            done = set(connection.scalars(swept))
        pending = [one for one in self.surveys() if one.state == "closed" and one.id not in done]
        for survey in pending:
            anonymity.destroy_keys(self.settings.keys, survey.id)
        for survey in pending:
            self._clear(survey)
        if pending:
            self.sweep()
            self._mark_swept(pending)
        self.empty_log()
        return pending

    def _clear(self, survey: Survey) -> None:
        """Delete what the field has left of a closed survey. Its keys are gone: nothing can be opened any
        more, so that this need not be done at once.

        It ends when nothing is left, not when a deletion found little: on PostgreSQL one that waited for the
        same deletion by another process finds nothing.
        """
        for table, name in REMAINS:
            key = getattr(table, name)
            left = select(key).where(table.survey_id == survey.id).order_by(key)
            deletion = delete(table).where(table.survey_id == survey.id, key.in_(left.limit(AT_ONCE)))
            more = True
            while more:
                with self.write() as connection:
                    connection.execute(deletion)
                    more = connection.scalar(left.limit(1)) is not None

    def _mark_swept(self, closed: list[Survey]) -> None:
        those = models.Survey.id.in_([survey.id for survey in closed])
        with self.write() as connection:
            connection.execute(update(models.Survey).where(those).values(swept=True))

    def _turn_into_answers(self, connection: Connection, survey: Survey, told: Told) -> None:
        wave_keys = keys(self.settings, connection, survey)
        closed = closed_now(connection, survey, wave_keys, told)
        told(KEEPING, 0, 0)
        for stratum, _, came in progress(connection, survey, wave_keys):
            one = (models.Stratum.survey_id == survey.id) & (models.Stratum.code == stratum)
            connection.execute(update(models.Stratum).where(one).values(answered=came))
        number = closing_snapshot(last_made(connection, survey), len(closed.keys))
        keep(connection, survey, closed, wave_keys.noise_secret(survey.id, number))


def keep(connection: Connection, survey: Survey, closed: closing.Closed, secret: bytes) -> None:
    """Write what a wave has become; `secret` is that of its last snapshot."""
    for part, columns in (("rows", closed.rows), ("apart", closed.apart)):
        for name, column in columns.items():
            words, places = column.packed()
            row = {"survey_id": survey.id, "part": part, "variable": name, "words": words, "places": places}
            connection.execute(insert(models.CodedColumn), row)
    record_keys = little_endian(closed.keys).tobytes()
    noise = {"survey_id": survey.id, "secret": secret, "keys": record_keys}
    connection.execute(insert(models.Noise), noise)
    connection.execute(_closing(survey, closed))


def closed_now(
    connection: Connection, survey: Survey, wave_keys: anonymity.Keys, told: Told = silence
) -> closing.Closed:
    """What the box of an open wave holds, coded, coarsened and split as at closing; nothing is written.

    It starts from the groups of releases of fewer answers. Those of a release of the same answers came from
    them too: so everybody stands where they stood in it, and the same noise hides the same people.
    """
    fewer = models.Publication.answers < answered(connection, survey, "open")
    contents = connection.scalars(_contents(survey).where(fewer).order_by(models.Publication.release))
    groups = groups_for_good(map(json.loads, contents))
    opened = _telling(_opened(connection, survey, wave_keys), answered(connection, survey, "open"), told)
    return closing.close(survey.questionnaire, opened, groups=groups)


def _telling(opened: Iterator[closing.Response], n: int, told: Told) -> Iterator[closing.Response]:
    """The same responses; each tenth is told of, and the end."""
    tenth = max(1, n // 10)
    for place, one in enumerate(opened):
        if place % tenth == 0:
            told(OPENING, place, n)
        yield one
    told(SORTING, n, n)


def _contents(survey: Survey) -> Any:
    return select(models.Publication.content).where(models.Publication.survey_id == survey.id)


def _opened(connection: Connection, survey: Survey, wave_keys: anonymity.Keys) -> Iterator[closing.Response]:
    query = select(models.Box.id, models.Box.sealed).where(models.Box.survey_id == survey.id)
    for box_id, sealed in connection.execute(query.execution_options(yield_per=PORTION)):
        payload = anonymity.open_sealed(wave_keys, survey.id, bytes(box_id), bytes(sealed))
        yield payload, wave_keys.record_key(survey.id, bytes(box_id))


def last_made(connection: Connection, survey: Survey) -> Made | None:
    """The last release of a survey, if there is one."""
    table = models.Publication
    query = select(table.snapshot, table.answers, table.released).where(table.survey_id == survey.id)
    row = connection.execute(query.order_by(table.release.desc()).limit(1)).first()
    return None if row is None else Made(*row)


def _closing(survey: Survey, closed: closing.Closed) -> Any:
    return (
        update(models.Survey)
        .where(models.Survey.id == survey.id)
        .values(
            state="closed",
            key_check=None,
            codebook=closed.codebook_json,
            exact_codebook=closed.exact_json,
            recoding=closed.recoding,
        )
    )
