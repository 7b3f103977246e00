"""The field: invitations out, sealed answers in, totals by stratum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Any

from sqlalchemy import Connection, func, select, text

from questionnaires.questionnaire import Item, Questionnaire
from questionnaires.types import type_of
from survey import anonymity, models
from survey.config import Settings
from survey.storage.errors import KeyTrouble, NotOpen, TooLong, UnknownInvitation
from survey.storage.surveys import checked_keys, keys, state_of
from survey.storage.together import Sent, Together
from survey.storage.unfinished import Unfinished
from survey.storage.values import Invitation, Progress, Survey, read_questionnaire

RECEIVED, ALREADY_RECEIVED = "received", "already received"
PAYLOAD = {"answers", "write_ins"}

Row = dict[str, Any]

_MARK = text("INSERT INTO used (survey_id, mark) VALUES (:survey, :mark) ON CONFLICT DO NOTHING")
_STATE = text("SELECT state, key_check FROM survey WHERE id = :survey")
_LOCKED_STATE = text(f"{_STATE.text} FOR SHARE")
_KNOWN = {
    kind: text(f"SELECT person FROM participant WHERE survey_id = :survey AND {kind}_hash = :hash")  # noqa: S608 - two fixed words
    for kind in ("secret", "code")
}
_BOX = text("INSERT INTO box (survey_id, id, sealed) VALUES (:survey, :id, :sealed)")


class Fieldwork(Unfinished):
    """Surveys while they are in the field."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._together = Together(self._write_together)
        self._receipt_keys: dict[str, bytes] = {}

    def submit(self, survey: Survey, secret: str, payload: Mapping[str, Any]) -> str:
        """Put the answers into the box: "received", or "already received" when that right was used before.

        `secret` is a link secret or the short code of a card; in an open survey the form key.
        `payload` holds `answers` and `write_ins` and nothing else: no time, address or language.
        On the disk when this returns. UnknownInvitation, NotOpen, TooLong, Busy otherwise.
        """
        if set(payload) - PAYLOAD:
            raise ValueError(f"only {sorted(PAYLOAD)} may be stored, not {sorted(set(payload) - PAYLOAD)}")
        return self._together.add(Sent(survey, secret, payload))

    def receipt(self, survey: Survey) -> str:
        """A fresh receipt for whoever has just answered; KeyTrouble when the survey has ended."""
        return anonymity.printed(anonymity.receipt(self._receipt_key(survey)))

    def is_receipt(self, survey: Survey, typed: str) -> bool:
        """Whether `typed` is a receipt of this survey, which has not ended."""
        return anonymity.is_receipt(self._receipt_key(survey), typed)

    def _receipt_key(self, survey: Survey) -> bytes:
        if survey.id not in self._receipt_keys:
            with self.read() as connection:
                wave_keys = keys(self.settings, connection, survey)
            self._receipt_keys[survey.id] = anonymity.receipt_key(wave_keys, survey.id)
        return self._receipt_keys[survey.id]

    def _write_together(self, batch: Sequence[Sent]) -> None:
        """One transaction for all of a batch. Marks go in by their own order, so that two processes never
        wait for each other, and the order of arrival is nowhere."""
        with self.write() as connection:
            keys_of = cache(partial(_keys_of_open, self.settings, connection))
            ready = [one for one in (_prepared(connection, sent, keys_of) for sent in batch) if one]
            outcomes = [(sent, _put(connection, *rows)) for sent, *rows in sorted(ready, key=_by_mark)]
        for sent, outcome in outcomes:
            sent.outcome = outcome

    def invitations(self, survey: Survey) -> list[Invitation]:
        """Everybody's invitation, by person; the secrets are computed, they are stored nowhere."""
        with self.read() as connection:
            wave_keys = keys(self.settings, connection, survey)
            people = _people(connection, survey)
        return [self._invitation(survey, wave_keys, *one) for one in people]

    def _invitation(self, survey: Survey, wave_keys: anonymity.Keys, person: str, stratum: str) -> Invitation:
        secret = wave_keys.secret(survey.id, survey.wave, person)
        code = anonymity.printed(anonymity.code_of(secret))
        return Invitation(person, stratum, secret, code, f"{self.link(survey)}#{secret}")

    def link(self, survey: Survey) -> str:
        """The address of the respondent's document, without any secret."""
        return f"{self.settings.base_url}/s/{survey.name}/{survey.wave}"

    def answered(self, survey: Survey) -> int:
        """How many responses there are."""
        with self.read() as connection:
            return answered(connection, survey, state_of(connection, survey))

    def progress(self, survey: Survey) -> list[Progress]:
        """How many of each stratum have answered, in the order of the strata's codes; never who.

        Empty for an open survey, which has no frame.
        """
        with self.read() as connection:
            if state_of(connection, survey) == "closed":
                return _closed_progress(connection, survey)
            return progress(connection, survey, keys(self.settings, connection, survey))


def _prepared(
    connection: Connection, sent: Sent, keys_of: Callable[[Survey], anonymity.Keys]
) -> tuple[Sent, Row, Row] | None:
    """A response with its mark and its sealed box; None where it is refused."""
    survey = sent.survey
    try:
        wave_keys = keys_of(survey)
        mark = anonymity.mark(_proof(connection, survey, wave_keys, sent.secret), survey.id)
        size = sealed_size(survey.source, survey.name)
        box_id, sealed = anonymity.seal(wave_keys, survey.id, dict(sent.payload), size)
    except (NotOpen, UnknownInvitation, KeyTrouble, TooLong) as refusal:
        sent.refusal = refusal
        return None
    marked = {"survey": survey.id, "mark": mark}
    return sent, marked, {"survey": survey.id, "id": box_id, "sealed": sealed}


def _by_mark(ready: tuple[Sent, Row, Row]) -> tuple[str, bytes]:
    return ready[1]["survey"], ready[1]["mark"]


def _put(connection: Connection, mark: Row, box: Row) -> str:
    if not connection.execute(_MARK, mark).rowcount:
        return ALREADY_RECEIVED
    connection.execute(_BOX, box)
    return RECEIVED


def answered(connection: Connection, survey: Survey, state: str | None) -> int:
    """How many responses a survey in that state has."""
    if state == "closed":
        table = models.Noise
        return (
            connection.scalar(select(func.length(table.keys)).where(table.survey_id == survey.id)) or 0
        ) // 8
    marks = select(func.count()).where(models.Used.survey_id == survey.id)
    return connection.scalar(marks) or 0


def progress(connection: Connection, survey: Survey, wave_keys: anonymity.Keys) -> list[Progress]:
    """Totals by stratum, from marks that are recomputed in memory."""
    marks = set(connection.scalars(select(models.Used.mark).where(models.Used.survey_id == survey.id)))
    sizes: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for person, stratum in _people(connection, survey):
        secret = wave_keys.secret(survey.id, survey.wave, person)
        sizes[stratum] += 1
        answered[stratum] += anonymity.mark(secret, survey.id) in marks
    return [Progress(stratum, size, answered[stratum]) for stratum, size in sorted(sizes.items())]


@lru_cache(maxsize=32)
def sealed_size(source: str, name: str) -> int:
    """The size in bytes of every sealed plain text of a questionnaire: enough for its longest answers."""
    questionnaire = read_questionnaire(source, name)
    return anonymity.padded_size(_most_bytes(questionnaire))


def _most_bytes(questionnaire: Questionnaire) -> int:
    return 200 + sum(type_of(item).capacity(item) + _names(item) for item in questionnaire.items())


def _names(item: Item) -> int:
    """The bytes that the names around an answer take: `"name":` twice, `"name.option":` for each text."""
    keys_of_texts = sum(len(item.name) + len(option.value) + 12 for option in item.options if option.write_in)
    return 2 * len(item.name) + 16 + keys_of_texts


def _keys_of_open(settings: Settings, connection: Connection, survey: Survey) -> anonymity.Keys:
    """The keys of a survey that takes answers and goes on taking them until the transaction ends."""
    lock = _LOCKED_STATE if connection.dialect.name == "postgresql" else _STATE
    found = connection.execute(lock, {"survey": survey.id}).first()
    state = found.state if found else "unknown"
    if found is None or state != "open":
        raise NotOpen(f"{survey.address} takes no answers: it is {state}")
    return checked_keys(settings, survey, found.key_check)


def _proof(connection: Connection, survey: Survey, wave_keys: anonymity.Keys, typed: str) -> str:
    """The secret (or form key) that `typed` stands for, when it gives a right to answer."""
    proof = (
        anonymity.form_key(typed) if survey.mode == "open" else _secret(connection, survey, wave_keys, typed)
    )
    if proof is None:
        raise UnknownInvitation(f"no invitation of {survey.address} has this secret or code")
    return proof


def _secret(connection: Connection, survey: Survey, wave_keys: anonymity.Keys, typed: str) -> str | None:
    repaired = anonymity.repair(typed)
    if anonymity.looks_like_secret(repaired):
        kind, hashed = "secret", wave_keys.hash_of("hash", repaired)
    elif anonymity.looks_like_code(repaired):
        kind, hashed = "code", wave_keys.hash_of("code", repaired)
    else:
        return None
    found = connection.scalar(_KNOWN[kind], {"survey": survey.id, "hash": hashed})
    return None if found is None else wave_keys.secret(survey.id, survey.wave, found)


def _people(connection: Connection, survey: Survey) -> list[tuple[str, str]]:
    table = models.Participant
    query = select(table.person, table.stratum).where(table.survey_id == survey.id).order_by(table.person)
    return [(person, stratum) for person, stratum in connection.execute(query)]


def _closed_progress(connection: Connection, survey: Survey) -> list[Progress]:
    table = models.Stratum
    query = select(table.code, table.size, table.answered).where(table.survey_id == survey.id)
    return [
        Progress(code, size, answered or 0)
        for code, size, answered in connection.execute(query.order_by(table.code))
    ]
