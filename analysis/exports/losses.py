"""What a format does not keep of microdata, each thing with the variables and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that a file does not hold: `what`, of which variables (`where`; none: the whole), `why`."""

    what: str
    where: tuple[str, ...]
    why: str

    def __str__(self) -> str:
        """One line in English; many variables are counted."""
        named = ", ".join(self.where[:SHOWN])
        more = f" and {len(self.where) - SHOWN} more" if len(self.where) > SHOWN else ""
        return f"{self.what}{f' ({named}{more})' if named else ''}: {self.why}"


def loss(what: str, where: Iterable[str], why: str) -> tuple[Loss, ...]:
    """One loss, or none where no variable suffers it."""
    names = tuple(where)
    return (Loss(what, names, why),) if names else ()
