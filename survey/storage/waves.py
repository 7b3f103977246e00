"""Closing a wave: the box becomes answers, the keys are destroyed, the files are swept."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from survey import anonymity, closing, models
from survey.storage.errors import WrongState
from survey.storage.fieldwork import Fieldwork, progress
from survey.storage.surveys import keys, state_of
from survey.storage.values import Survey


class Waves(Fieldwork):
    """Surveys that can be closed."""

    def close(self, survey: Survey) -> Survey:
        """Turn the box into answers for good, destroy the keys, sweep the files.

        One transaction decides: killed before it ends, the survey is open as before; killed later, it is
        closed, and `finish_closing` (called at every start, and by this again) does the rest.
        Busy when the closed survey could not be swept yet, because somebody reads the database.
        """
        with self.write() as connection:
            state = state_of(connection, survey, locked=True)
            if state == "open":
                self._turn_into_answers(connection, survey)
            elif state != "closed":
                raise WrongState(f"{survey.address} cannot be closed: it is {state or 'unknown'}")
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
        if pending:
            self.sweep()
            self._mark_swept(pending)
        self.empty_log()
        return pending

    def _mark_swept(self, closed: list[Survey]) -> None:
        those = models.Survey.id.in_([survey.id for survey in closed])
        with self.write() as connection:
            connection.execute(update(models.Survey).where(those).values(swept=True))

    def _turn_into_answers(self, connection: Connection, survey: Survey) -> None:
        wave_keys = keys(self.settings, connection, survey)
        payloads = _opened(connection, survey, wave_keys)
        closed = closing.close(survey.questionnaire, payloads)
        for stratum, _, answered in progress(connection, survey, wave_keys):
            one = (models.Stratum.survey_id == survey.id) & (models.Stratum.code == stratum)
            connection.execute(update(models.Stratum).where(one).values(answered=answered))
        _insert(connection, models.Answer, [_answer(survey, *one) for one in closed.answers])
        _insert(connection, models.Apart, [_apart(survey, *one) for one in closed.apart])
        for table in (models.Box, models.Used, models.Unfinished, models.Participant):
            connection.execute(delete(table).where(table.survey_id == survey.id))
        connection.execute(_closing(survey, closed))


def _opened(connection: Connection, survey: Survey, wave_keys: anonymity.Keys) -> list[Any]:
    query = select(models.Box.id, models.Box.sealed).where(models.Box.survey_id == survey.id)
    return [
        anonymity.open_sealed(wave_keys, survey.id, bytes(box_id), bytes(sealed))
        for box_id, sealed in connection.execute(query)
    ]


def _insert(connection: Connection, table: type[models.Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _answer(survey: Survey, answer_id: bytes, coded: str) -> dict[str, Any]:
    return {"survey_id": survey.id, "id": answer_id, "coded": coded}


def _apart(survey: Survey, apart_id: bytes, variable: str, value: str) -> dict[str, Any]:
    return {"survey_id": survey.id, "id": apart_id, "variable": variable, "value": value}


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
