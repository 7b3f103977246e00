"""What is read after closing: microdata for researchers, publications for everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, insert, select

from survey import models
from survey.coded import Coded
from survey.releases import (
    OVERTAKEN,
    Made,
    PublicationRefused,
    check_groups,
    check_newcomers,
    next_in_the_field,
    next_of_closed,
)
from survey.storage.errors import NotClosed, NotOpen
from survey.storage.fieldwork import answered
from survey.storage.surveys import keys, state_of
from survey.storage.values import Published, Survey
from survey.storage.waves import Waves, closed_now, last_made

if TYPE_CHECKING:
    import numpy as np

    from analysis.codebook import Codebook
    from analysis.design import Design
    from analysis.microdata import Microdata

    RecordKeys = np.ndarray[Any, np.dtype[np.uint64]]


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
        from survey.storage.columns import microdata_of

        with self.read() as connection:
            _require_closed(connection, survey)
            rows_book, exact = _codebooks(connection, survey)
            columns = _columns(connection, survey)
        return microdata_of(rows_book, columns["rows"], exact, columns["apart"], self._design(survey))

    def record_keys(self, survey: Survey) -> RecordKeys:
        """The record keys (n, 64 bits each) of a closed survey, in the order of the rows of its microdata.

        For the noise of publications and nothing else.
        """
        import numpy as np

        with self.read() as connection:
            _require_closed(connection, survey)
            query = select(models.Noise.keys).where(models.Noise.survey_id == survey.id)
            return np.frombuffer(connection.execute(query).scalar_one(), "<u8").astype(np.uint64)

    def snapshot(self, survey: Survey) -> tuple[Microdata, RecordKeys]:
        """The answers of an open survey as closing would leave them now, and their record keys.

        For publications and nothing else; nothing is written. NotOpen unless the survey is open, KeyTrouble
        without its keys.
        """
        import numpy as np

        from survey.storage.columns import microdata_of

        with self.read() as connection:
            if (state := state_of(connection, survey)) != "open":
                raise NotOpen(f"{survey.address} is {state or 'unknown'}: its box is not open")
            closed = closed_now(connection, survey, keys(self.settings, connection, survey))
        design = self._design(survey)
        microdata = microdata_of(closed.codebook, closed.rows, closed.exact, closed.apart, design)
        return microdata, np.array(closed.keys, dtype=np.uint64)

    def noise_secret(self, survey: Survey, snapshot: int) -> bytes:
        """The secret (32 bytes) of the noise in the publications of a snapshot: of the last one or the next
        of an open survey, of the only one of a closed survey."""
        with self.read() as connection:
            if state_of(connection, survey) != "closed":
                return keys(self.settings, connection, survey).noise_secret(survey.id, snapshot)
            query = select(models.Noise.secret).where(models.Noise.survey_id == survey.id)
            return bytes(connection.execute(query).scalar_one())

    def next_snapshot(self, survey: Survey, *, now: float | None = None) -> int:
        """The number of the snapshot that would be published `now` (seconds since 1970).

        `survey.releases.ReleaseRefused` while it is too early, NotOpen for a draft.
        """
        with self.read() as connection:
            state = state_of(connection, survey)
            last, answers = last_made(connection, survey), answered(connection, survey, state)
        return _next(survey, state, last, (answers, self.clock() if now is None else now))

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

    def publish(self, survey: Survey, content: Mapping[str, Any], *, now: float | None = None) -> int:
        """Freeze `content` (JSON-able, protected, of `content["n"]` answers) as the next release; its number.

        `survey.releases.PublicationRefused` when it comes too early, speaks of another snapshot than the next
        one, tells other groups apart than were published, or newcomers to a question: asked within the
        transaction, so that of two publications at once one is refused. NotOpen for a draft.
        """
        with self.write() as connection:
            state, last = state_of(connection, survey, locked=True), last_made(connection, survey)
            moment = self.clock() if now is None else now
            snapshot = _next(survey, state, last, (content["n"], moment))
            if content.get("snapshot", snapshot) != snapshot:
                raise PublicationRefused(OVERTAKEN)
            earlier = _contents(connection, survey)
            check_groups(earlier, content)
            check_newcomers(earlier, content)
            table = models.Publication
            newest = select(func.max(table.release)).where(table.survey_id == survey.id)
            row = {
                "survey_id": survey.id,
                "release": (connection.scalar(newest) or 0) + 1,
                "content": json.dumps(content, ensure_ascii=False, allow_nan=False),
                "snapshot": snapshot,
                "answers": content["n"],
                "released": int(moment),
            }
            connection.execute(insert(table), row)
        return row["release"]

    def publications(self, survey: Survey | None = None) -> list[Published]:
        """All releases (of one survey), by survey and number."""
        table = models.Publication
        query = select(table.survey_id, table.release, table.content)
        known = {one.id: one for one in ([survey] if survey else self.surveys())}
        with self.read() as connection:
            rows = connection.execute(query.where(table.survey_id.in_(known))).all()
        found = [Published(known[row.survey_id], row.release, json.loads(row.content)) for row in rows]
        return sorted(found, key=lambda one: (one.survey.name, one.survey.wave, one.release))

    def publication(self, survey: Survey) -> Published | None:
        """The newest release of a survey, if there is one."""
        table = models.Publication
        query = select(table.release, table.content).where(table.survey_id == survey.id)
        with self.read() as connection:
            row = connection.execute(query.order_by(table.release.desc()).limit(1)).first()
        return Published(survey, row.release, json.loads(row.content)) if row else None

    def newest_releases(self) -> dict[str, int]:
        """The number of the newest release of every published survey, by the survey's id."""
        table = models.Publication
        newest = func.max(table.release).label("newest")
        query = select(table.survey_id, newest).group_by(table.survey_id)
        with self.read() as connection:
            return {one.survey_id: one.newest for one in connection.execute(query)}


def _next(survey: Survey, state: str | None, last: Made | None, now: tuple[int, float]) -> int:
    """The number of the next snapshot; `now` are the answers and the seconds since 1970."""
    if state == "closed":
        return next_of_closed(last, now[0])
    if state != "open":
        raise NotOpen(f"{survey.address} is {state or 'unknown'}: there is nothing to publish")
    return next_in_the_field(last, *now)


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


def _columns(connection: Connection, survey: Survey) -> dict[str, dict[str, Coded]]:
    """Part ("rows", "apart") -> variable -> its column."""
    table = models.CodedColumn
    query = select(table.part, table.variable, table.words, table.places).where(table.survey_id == survey.id)
    found: dict[str, dict[str, Coded]] = {"rows": {}, "apart": {}}
    for part, variable, words, places in connection.execute(query):
        found[part][variable] = Coded.unpacked(words, places)
    return found
