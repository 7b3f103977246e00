"""The publications of an instance, as every reading side takes them: pages and interface."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.disclosure.reasons import NotPublished
from analysis.publications import SCHEMA, Publication
from survey.storage import Published, Store, Survey, UnknownSurvey
from survey.style.drawing import Drawings


@dataclass(frozen=True)
class Release:
    """A publication and the wave that it is of."""

    survey: Survey
    publication: Publication


class Shelf:
    """The publications of an instance. Nothing else of its store is ever asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drawings = Drawings()
        self._read: dict[tuple[str, int], Release] = {}

    def newest(self) -> list[Release]:
        """The newest release of every published wave, by name and wave."""
        found = {one.survey.id: one for one in self._store.publications() if readable(one)}
        return [self._release(one) for one in found.values()]

    def of(self, name: str, wave: int) -> Release:
        """The newest release of a wave; UnknownSurvey for none, NotPublished for one of old rules."""
        found = self._store.publication(self._store.find(f"{name}@{wave}"))
        if found is None:
            raise UnknownSurvey(f"{name}@{wave} is not published")
        if not readable(found):
            raise NotPublished("old schema")
        return self._release(found)

    def _release(self, published: Published) -> Release:
        """A release never changes, so that it is thawed once."""
        key = (published.survey.id, published.release)
        if key not in self._read:
            publication = Publication.of(published.content, published.release)
            self._read[key] = Release(published.survey, publication)
        return self._read[key]


def readable(published: Published) -> bool:
    """Whether a release was made by the rules of today; others are not shown any more."""
    return published.content.get("schema") == SCHEMA
