"""The report of a publication for everybody, and what it says of findings and methods.

A report speaks from the publication, the methods and the questionnaire as it was asked: all of it is public.
The views that researchers keep bear their own names and stay out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any, TypeVar

from analysis.reports import MethodsError, Source, forms, report, write
from analysis.reports.document import Items, Link, Paragraph
from analysis.reports.parts.findings import findings
from analysis.reports.parts.methods import methods
from analysis.reports.typography import set_words
from survey import reporting
from survey.storage import Store, Survey

KEPT, MOST = 60, 6
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What an overview tells of a report: the first of its main findings, and (element, what is said of it)
    of the methods."""

    source: Source
    findings: tuple[str, ...]
    methods: tuple[tuple[str, str], ...]


class Reports:
    """Reports of the newest releases, each made once as long as its methods are told in the same words."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def told(self, survey: Survey, language: str) -> Told | None:
        """What the overview tells in a language; None while the methods are not told in it."""
        return self._once(self._key(survey, language), lambda: self._told(survey, language))

    def file(self, survey: Survey, language: str, format: str) -> bytes | None:
        """The report as a file; None where there is none. One is written at a time."""
        told = self.told(survey, language)
        if told is None or format not in forms():
            return None
        key = (*self._key(survey, language), format)
        return self._once(key, lambda: write(report(told.source), format))

    def _key(self, survey: Survey, language: str) -> tuple[Hashable, ...]:
        release = self._store.newest_releases().get(survey.id)
        return (survey.id, release, str(self._store.methods(survey)), language)

    def _told(self, survey: Survey, language: str) -> Told | None:
        try:
            source = replace(reporting.source(self._store, survey, language), views=())
        except MethodsError:
            return None
        if source.methods.lacking(language):
            return None
        return Told(source, tuple(_findings(source))[:MOST], tuple(_methods(source)))

    def _once(self, key: Hashable, make: Callable[[], T]) -> T:
        with suppress(KeyError):  # what is known waits for nothing that is being made
            known: T = self._known[key]
            return known
        with self._lock:
            if key not in self._known:
                self._known[key] = make()
                if len(self._known) > KEPT:
                    self._known.popitem(last=False)
            found: T = self._known[key]
            return found


def _findings(source: Source) -> list[str]:
    lists = [one for one in findings(source) if isinstance(one, Items)]
    return [set_words(point.text, source.language) for one in lists for point in one.points]


def _methods(source: Source) -> list[tuple[str, str]]:
    """What leads to another part of a report is left out."""
    told = [one for one in methods(source) if isinstance(one, Paragraph)]
    plain = [one for one in told if not any(isinstance(part, Link) for part in one.parts)]
    said = [(str(getattr(one.parts[0], "text", "")), replace(one, parts=one.parts[1:]).text) for one in plain]
    return [(name, set_words(text, source.language)) for name, text in said]
