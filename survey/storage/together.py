"""Answers that come at the same time go to the disk together: one transaction, one wait for the disk.

While one transaction waits for the disk, those who come meanwhile gather; the first of them writes for all.
Nobody hears “received” before it is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from survey.storage.errors import Busy
from survey.storage.values import Survey


@dataclass(slots=True, eq=False)
class Sent:
    """One response on its way; afterwards its `outcome`, or the `refusal` that is its own."""

    survey: Survey
    secret: str
    payload: Mapping[str, Any]
    outcome: str = ""
    refusal: Exception | None = None

    @property
    def settled(self) -> bool:
        """Whether it was written or refused."""
        return bool(self.outcome) or self.refusal is not None


class Together:
    """Gathers responses; `write` takes a batch, and settles each when it is on the disk."""

    def __init__(self, write: Callable[[Sequence[Sent]], None]) -> None:
        self._write = write
        self._gate, self._turn = Lock(), Lock()
        self._waiting: list[Sent] = []

    def add(self, one: Sent) -> str:
        """The outcome of a response, when it is on the disk. Its refusal is raised; Busy where the
        transaction failed that it was a part of."""
        with self._gate:
            self._waiting.append(one)
        with self._turn:
            if one in self._waiting:
                with self._gate:
                    batch, self._waiting = self._waiting, []
                self._write(batch)
        if one.refusal:
            raise one.refusal
        if not one.settled:
            raise Busy("the transaction of several responses failed")
        return one.outcome
