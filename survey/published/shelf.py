"""The publications of an instance, as every reading side takes them: pages and interface."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.codebook import Text
from analysis.disclosure.reasons import NotPublished
from analysis.publications import SCHEMA, Publication
from survey.storage import Published, Store, Survey, UnknownSurvey
from survey.style.drawing import Drawings


@dataclass(frozen=True)
class Release:
    """A publication and the wave that it is of; `gone` are the labels of questions that only earlier releases
    have."""

    survey: Survey
    publication: Publication
    gone: tuple[Text, ...] = ()


class Shelf:
    """The publications of an instance. Nothing else of its store is ever asked."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drawings = Drawings()
        self._read: dict[tuple[str, int], Release] = {}

    def newest(self) -> list[Release]:
        """The newest release of every published wave, by name and wave; not those of old rules."""
        numbers = self._store.newest_releases()
        waves = sorted(self._store.surveys(), key=lambda one: (one.name, one.wave))
        found = [self._release(one, numbers[one.id]) for one in waves if one.id in numbers]
        return [one for one in found if one is not None]

    def of(self, name: str, wave: int) -> Release:
        """The newest release of a wave; UnknownSurvey for none, NotPublished for one of old rules."""
        survey = self._store.find(f"{name}@{wave}")
        number = self._store.newest_releases().get(survey.id)
        if number is None:
            raise UnknownSurvey(f"{name}@{wave} is not published")
        found = self._release(survey, number)
        if found is None:
            raise NotPublished("old schema")
        return found

    def _release(self, survey: Survey, number: int) -> Release | None:
        """A release never changes, so that it is read once; None for one that was made by old rules."""
        key = (survey.id, number)
        if key not in self._read:
            published = self._store.publication(survey)
            if published is None or not readable(published):
                return None
            publication = Publication.of(published.content, published.release)
            gone = _gone(publication, self._store.publications(survey)) if number > 1 else ()
            self._read[key] = Release(survey, publication, gone)
        return self._read[key]


def _gone(publication: Publication, releases: Iterable[Published]) -> tuple[Text, ...]:
    """The labels of those questions of earlier releases that a publication has not."""
    known = {
        one["name"]: one["total"]["label"]
        for release in releases
        if readable(release)
        for one in release.content["questions"]
    }
    there = {one.name for one in publication.questions}
    return tuple(label for name, label in known.items() if name not in there)


def readable(published: Published) -> bool:
    """Whether a release was made by the rules of today; others are not shown any more."""
    return published.content.get("schema") == SCHEMA
