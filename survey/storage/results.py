"""What is read after closing: microdata for researchers, publications for everybody."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select

from survey import models
from survey.storage.errors import NotClosed
from survey.storage.surveys import state_of
from survey.storage.values import Published, Survey
from survey.storage.waves import Waves

if TYPE_CHECKING:
    from analysis.codebook import Codebook
    from analysis.design import Design
    from analysis.microdata import Microdata

Row = dict[str, str | float]


class Results(Waves):
    """Surveys that are closed."""

    def find_closed(self, address: str) -> Survey:
        """The survey of that address if it is closed; of a bare name its newest closed wave."""
        survey = self.find(address)
        if survey.state != "closed" and "@" not in address:
            waves = [one for one in self.surveys() if one.name == survey.name and one.state == "closed"]
            survey = waves[-1] if waves else survey
        if survey.state != "closed":
            raise NotClosed(
                f"{survey.address} is {survey.state}: there is nothing to read before it is closed"
            )
        return survey

    def microdata(self, survey: Survey) -> Microdata:
        """The answers of a closed survey, with exact background facts and texts kept apart from them.

        The population is the sampling frame where there is one. NotClosed before the survey is closed.
        """
        from analysis.microdata import Microdata

        with self.read() as connection:
            _require_closed(connection, survey)
            rows_book, exact = _codebooks(connection, survey)
            records = _records(connection, survey)
            apart = _apart(connection, survey)
        beside = {variable.name: (variable, apart[variable.name]) for variable in exact.variables}
        return Microdata.from_records(rows_book, records, design=self._design(survey), apart=beside)

    def _design(self, survey: Survey) -> Design:
        """A random sample of the frame's people. Strata are not used: who answered from which stratum is
        told by coarsened answers only, so that the rows cannot be put into strata exactly."""
        from analysis.design import Design

        return Design(population=sum(self.strata(survey).values()) or None)

    def recoding(self, survey: Survey) -> list[dict[str, Any]]:
        """What closing did to the answers: variable, change, groups, rows, words; empty before it."""
        with self.read() as connection:
            text = connection.scalar(select(models.Survey.recoding).where(models.Survey.id == survey.id))
        return json.loads(text) if text else []

    def publish(self, survey: Survey, content: Mapping[str, Any]) -> int:
        """Freeze `content` (JSON-able, protected) as the next release of a closed survey; its number.

        `survey.protection.PublicationRefused` when the wave was published by another banner: asked within
        the transaction, so that of two publications at once one is refused.
        """
        from survey.protection import check_banner

        with self.write() as connection:
            _require_closed(connection, survey, locked=True)
            check_banner(_contents(connection, survey), content)
            table = models.Publication
            last = select(func.max(table.release)).where(table.survey_id == survey.id)
            release = (connection.scalar(last) or 0) + 1
            text = json.dumps(content, ensure_ascii=False, allow_nan=False)
            connection.execute(insert(table), {"survey_id": survey.id, "release": release, "content": text})
        return release

    def publications(self, survey: Survey | None = None) -> list[Published]:
        """All releases (of one survey), by survey and number."""
        table = models.Publication
        query = select(table.survey_id, table.release, table.content).order_by(table.release)
        known = {one.id: one for one in self.surveys() if survey is None or one.id == survey.id}
        with self.read() as connection:
            rows = [row for row in connection.execute(query) if row.survey_id in known]
        found = [Published(known[row.survey_id], row.release, json.loads(row.content)) for row in rows]
        return sorted(found, key=lambda one: (one.survey.name, one.survey.wave, one.release))

    def publication(self, survey: Survey) -> Published | None:
        """The newest release of a survey, if there is one."""
        return next(reversed(self.publications(survey)), None)


def _contents(connection: Connection, survey: Survey) -> list[dict[str, Any]]:
    """What all releases of a survey hold."""
    query = select(models.Publication.content).where(models.Publication.survey_id == survey.id)
    return [json.loads(content) for content in connection.scalars(query)]


def _require_closed(connection: Connection, survey: Survey, *, locked: bool = False) -> None:
    state = state_of(connection, survey, locked=locked)
    if state != "closed":
        raise NotClosed(
            f"{survey.address} is {state or 'unknown'}: there is nothing to read before it is closed"
        )


def _codebooks(connection: Connection, survey: Survey) -> tuple[Codebook, Codebook]:
    """The codebook of the rows and that of what is kept apart."""
    from analysis.codebook_files import from_json

    query = select(models.Survey.codebook, models.Survey.exact_codebook).where(models.Survey.id == survey.id)
    rows, exact = connection.execute(query).one()
    return from_json(rows or ""), from_json(exact or "")


def _records(connection: Connection, survey: Survey) -> list[Row]:
    table = models.Answer
    query = select(table.coded).where(table.survey_id == survey.id).order_by(table.id)
    return [json.loads(coded) for coded in connection.scalars(query)]


def _apart(connection: Connection, survey: Survey) -> Mapping[str, Sequence[str | float]]:
    table = models.Apart
    query = select(table.variable, table.value).where(table.survey_id == survey.id).order_by(table.id)
    found: dict[str, list[str | float]] = defaultdict(list)
    for variable, value in connection.execute(query):
        found[variable].append(json.loads(value))
    return found
