"""Unfinished answers that a person sealed to go on with another device.

The device seals them under a code that only the person sees, padded to one size. Here they are enclosed once
more, under the key of the survey, and lie under a keyed hash of the name that the device made from the code:
who has the database and all links has nothing to try codes on.
"""

from __future__ import annotations

from sqlalchemy import text

from survey import anonymity
from survey.storage.errors import Full, KeyTrouble, NotOpen
from survey.storage.surveys import Surveys, keys, state_of
from survey.storage.values import Survey

MOST = 5000
"""So many unfinished answers of one survey are kept: nobody can fill the disk with them."""

_KEEP = text(
    "INSERT INTO unfinished (survey_id, name, sealed) VALUES (:survey, :name, :sealed) "
    "ON CONFLICT (survey_id, name) DO UPDATE SET sealed = excluded.sealed"
)
_FIND = text("SELECT sealed FROM unfinished WHERE survey_id = :survey AND name = :name")
_FORGET = text("DELETE FROM unfinished WHERE survey_id = :survey AND name = :name")
_COUNT = text("SELECT COUNT(*) FROM unfinished WHERE survey_id = :survey")


class Unfinished(Surveys):
    """Surveys whose unfinished answers can go on with another device."""

    def keep_unfinished(self, survey: Survey, name: str, sealed: bytes) -> None:
        """Keep what a device sealed, in place of what it kept under that name before.

        NotOpen, Full, Busy otherwise.
        """
        with self.write() as connection:
            if state_of(connection, survey, shared=True) != "open":
                raise NotOpen(f"{survey.address} takes no answers")
            if (connection.scalar(_COUNT, {"survey": survey.id}) or 0) >= MOST:
                raise Full(f"{survey.address} keeps {MOST} unfinished answers already")
            wave_keys = keys(self.settings, connection, survey)
            hashed = wave_keys.hash_of("unfinished", name)
            enclosed = anonymity.enclose(wave_keys, survey.id, hashed, sealed)
            connection.execute(_KEEP, {"survey": survey.id, "name": hashed, "sealed": enclosed})

    def unfinished(self, survey: Survey, name: str) -> bytes | None:
        """What a device sealed under that name; None where there is nothing."""
        with self.read() as connection:
            if state_of(connection, survey) != "open":
                return None
            wave_keys = keys(self.settings, connection, survey)
            hashed = wave_keys.hash_of("unfinished", name)
            found = connection.scalar(_FIND, {"survey": survey.id, "name": hashed})
        return None if found is None else anonymity.disclose(wave_keys, survey.id, hashed, bytes(found))

    def forget_unfinished(self, survey: Survey, name: str) -> None:
        """Delete what is kept under that name, if anything is."""
        with self.write() as connection:
            try:
                wave_keys = keys(self.settings, connection, survey)
            except KeyTrouble:  # closed, and everything unfinished went with it
                return
            hashed = wave_keys.hash_of("unfinished", name)
            connection.execute(_FORGET, {"survey": survey.id, "name": hashed})
