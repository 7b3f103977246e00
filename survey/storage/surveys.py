"""Surveys and their waves: made, found, opened; the sampling frame; the key files."""

from __future__ import annotations

import re
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from survey import anonymity, models
from survey.config import Settings
from survey.storage.database import Database
from survey.storage.errors import FrameRefused, KeyTrouble, NotComplete, UnknownSurvey, WrongState
from survey.storage.values import Survey, read_questionnaire

MODES = ("anonymous", "open")
NAME = "[a-z0-9][a-z0-9-]{0,79}"
ADDRESS = re.compile(f"({NAME})(?:@([0-9]{{1,6}}))?")
_COLUMNS = tuple(getattr(models.Survey, name) for name in Survey.__dataclass_fields__)


class Surveys(Database):
    """Surveys of an instance."""

    def create_survey(self, name: str, source: str, mode: str = "anonymous", note: str = "") -> Survey:
        """Make the next wave of `name` as a draft, with its own keys.

        `source` is the questionnaire as YAML text; `questionnaires.reader.Problems` when it is broken,
        NotComplete when lists of codes or tables are still to come.
        """
        if mode not in MODES:
            raise ValueError(f"there is no mode {mode!r}; known: {', '.join(MODES)}")
        if not re.fullmatch(NAME, name):
            raise ValueError(f"{name!r} is no name of a survey: small letters, digits and hyphens")
        if awaited := read_questionnaire(source, name).awaited:
            raise NotComplete(f"{name} waits for {', '.join(awaited)}: put in what stands there")
        return self._insert(Survey(secrets.token_hex(16), name, 0, mode, "draft", source, note))

    def _insert(self, draft: Survey) -> Survey:
        keys = anonymity.Keys.new()
        anonymity.save_keys(self.settings.keys, draft.id, keys)
        row = {field: getattr(draft, field) for field in Survey.__dataclass_fields__}
        with self.write() as connection:
            newest = select(func.max(models.Survey.wave)).where(models.Survey.name == draft.name)
            row["wave"] = (connection.scalar(newest) or 0) + 1
            row |= {"key_check": keys.check(draft.id), "swept": False}
            connection.execute(insert(models.Survey), row)
        return Survey(**{field: row[field] for field in Survey.__dataclass_fields__})

    def find(self, address: str) -> Survey:
        """The survey of that address: `name` is its newest wave, `name@2` the second."""
        parts = ADDRESS.fullmatch(address)
        if parts is None:
            raise UnknownSurvey(f"{address!r} is no address of a survey: a name, or a name@wave")
        name, wave = parts.groups()
        query = select(*_COLUMNS).where(models.Survey.name == name).order_by(models.Survey.wave.desc())
        if wave:
            query = query.where(models.Survey.wave == int(wave))
        with self.read() as connection:
            row = connection.execute(query.limit(1)).first()
        if row is None:
            raise UnknownSurvey(
                f"there is no survey {address!r}; `saualnama survey list` shows those there are"
            )
        return Survey(*row)

    def surveys(self) -> list[Survey]:
        """All surveys, by name and wave."""
        query = select(*_COLUMNS).order_by(models.Survey.name, models.Survey.wave)
        with self.read() as connection:
            return [Survey(*row) for row in connection.execute(query)]

    def open_survey(self, survey: Survey) -> Survey:
        """Let a draft take answers; an anonymous one needs its sampling frame first."""
        with self.write() as connection:
            _require_state(connection, survey, "draft")
            if survey.mode == "anonymous" and not _frame_size(connection, survey.id):
                raise FrameRefused(f"{survey.address} has no sampling frame yet: nobody could be invited")
            keys(self.settings, connection, survey)
            opening = update(models.Survey).where(models.Survey.id == survey.id).values(state="open")
            connection.execute(opening)
        return self.find(survey.address)

    def load_frame(self, survey: Survey, people: Iterable[tuple[str, str]]) -> int:
        """Take (person, stratum) pairs as the sampling frame of a draft, in place of an earlier one.

        Returns how many. FrameRefused when a person is empty or occurs twice, or in open mode.
        """
        frame = [(person.strip(), stratum.strip()) for person, stratum in people]
        _check_frame(survey, frame)
        with self.write() as connection:
            _require_state(connection, survey, "draft")
            wave_keys = keys(self.settings, connection, survey)
            for table in (models.Participant, models.Stratum):
                connection.execute(delete(table).where(table.survey_id == survey.id))
            if frame:
                connection.execute(insert(models.Participant), _participants(survey, wave_keys, frame))
                connection.execute(insert(models.Stratum), _strata(survey, frame))
        return len(frame)

    def check_keys(self) -> None:
        """KeyTrouble when a survey that is not closed lacks its key file or has another one.

        To be asked before serving: a new key is never made silently, since that would lose answers.
        """
        with self.read() as connection:
            for survey in self.surveys():
                if survey.state != "closed":
                    keys(self.settings, connection, survey)

    def strata(self, survey: Survey) -> dict[str, int]:
        """Stratum -> how many people of the sampling frame stand in it; empty without a frame."""
        query = select(models.Stratum.code, models.Stratum.size).where(models.Stratum.survey_id == survey.id)
        with self.read() as connection:
            rows = connection.execute(query.order_by(models.Stratum.code)).all()
        return {code: size for code, size in rows}  # noqa: C416 - rows are not pairs to mypy


def keys(settings: Settings, connection: Connection, survey: Survey) -> anonymity.Keys:
    """The keys of a survey that is not closed; KeyTrouble when its file is missing or not the right one."""
    query = select(models.Survey.key_check).where(models.Survey.id == survey.id)
    return checked_keys(settings, survey, connection.scalar(query))


def checked_keys(settings: Settings, survey: Survey, expected: bytes | None) -> anonymity.Keys:
    """The keys in the file of a survey; KeyTrouble when they are not those that the database `expected`."""
    found = anonymity.read_keys(settings.keys, survey.id)
    if expected is None or not secrets.compare_digest(found.check(survey.id), expected):
        path = anonymity.key_file(settings.keys, survey.id)
        raise KeyTrouble(f"the key file {path} is not the one that {survey.address} was made with")
    return found


def state_of(
    connection: Connection, survey: Survey, *, locked: bool = False, shared: bool = False
) -> str | None:
    """The state that the database knows now; `locked` until the transaction ends (PostgreSQL), or `shared`:
    others may rely on it too, and nobody may change it."""
    query = select(models.Survey.state).where(models.Survey.id == survey.id)
    return connection.scalar(query.with_for_update(read=shared) if locked or shared else query)


def _require_state(connection: Connection, survey: Survey, state: str) -> None:
    actual = state_of(connection, survey, locked=True)
    if actual != state:
        raise WrongState(f"{survey.address} is {actual or 'unknown'}, not {state}")


def _frame_size(connection: Connection, survey_id: str) -> int:
    query = select(func.count()).where(models.Participant.survey_id == survey_id)
    return connection.scalar(query) or 0


def _check_frame(survey: Survey, frame: Sequence[tuple[str, str]]) -> None:
    if survey.mode != "anonymous":
        raise FrameRefused(f"{survey.address} is an open survey: its link is for everybody, without a frame")
    if not all(person for person, _ in frame):
        raise FrameRefused("a person of the sampling frame has no name or number")
    unprintable = [part for pair in frame for part in pair if not part.isprintable()]
    if unprintable:
        raise FrameRefused(f"this holds something that cannot be printed: {unprintable[0][:40]!r}")
    twice = sorted(person for person, times in Counter(person for person, _ in frame).items() if times > 1)
    if twice:
        raise FrameRefused(f"these people stand twice in the sampling frame: {', '.join(twice[:5])}")
    too_long = [part for pair in frame for part in pair if len(part) > 80]
    if too_long:
        raise FrameRefused(f"longer than 80 characters: {too_long[0][:40]}...")


def _participants(
    survey: Survey, wave_keys: anonymity.Keys, frame: Iterable[tuple[str, str]]
) -> list[dict[str, Any]]:
    rows = []
    for person, stratum in sorted(frame):
        secret = wave_keys.secret(survey.id, survey.wave, person)
        rows.append(
            {
                "survey_id": survey.id,
                "person": person,
                "stratum": stratum,
                "secret_hash": wave_keys.hash_of("hash", secret),
                "code_hash": wave_keys.hash_of("code", anonymity.code_of(secret)),
            }
        )
    return rows


def _strata(survey: Survey, frame: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    sizes = Counter(stratum for _, stratum in frame)
    return [{"survey_id": survey.id, "code": code, "size": size} for code, size in sorted(sizes.items())]
