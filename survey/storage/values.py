"""What storage gives back: immutable values without any tie to the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from questionnaires.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Survey:
    """One wave of a questionnaire fielded to a population. `state`: draft, open or closed."""

    id: str
    name: str
    wave: int
    mode: str
    state: str
    source: str = field(repr=False)
    note: str = ""

    @property
    def address(self) -> str:
        """How people name it: `young-librarians@2`."""
        return f"{self.name}@{self.wave}"

    @property
    def questionnaire(self) -> Questionnaire:
        """What is asked (read once per source text)."""
        return read_questionnaire(self.source, self.name)


class Invitation(NamedTuple):
    """A one-time right to answer: `secret` stands in the fragment of `url`, `code` on a printed card."""

    person: str
    stratum: str
    secret: str
    code: str
    url: str


class Progress(NamedTuple):
    """How many people of a stratum have answered; never who."""

    stratum: str
    size: int
    answered: int


class Published(NamedTuple):
    """One frozen release of a survey's protected tables."""

    survey: Survey
    release: int
    content: dict[str, Any]


@lru_cache(maxsize=32)
def read_questionnaire(source: str, name: str) -> Questionnaire:
    """The questionnaire in `source` (YAML text); `questionnaires.reader.Problems` when it is broken."""
    from questionnaires.reader import read

    return read(source, name)
