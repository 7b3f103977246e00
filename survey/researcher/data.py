"""Closed waves in memory: they never change, so each is read, tallied and crossed once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from analysis.banners import Banner, banner
from analysis.crosstabs import crosstab
from analysis.microdata import Microdata
from analysis.tables import Crosstab, Tally
from analysis.tallies import tally
from survey.publishing import Draft
from survey.researcher.weights import Weighted, to_frame
from survey.storage import Store, Survey
from survey.style.drawing import Drawings

KEPT = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a cross-tab or banner table was asked for: stub, banner, whether it speaks of these people, and
    whether they are weighted to the sampling frame."""

    row: str
    column: str
    population: bool = True
    weighted: bool = False


class Data:
    """The store of an instance, and what was computed from its closed waves."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.drawings = Drawings()
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def microdata(self, survey: Survey) -> Microdata:
        """The answers of a closed wave; NotClosed before."""
        return self.once(survey.id, lambda: self.store.microdata(survey))

    def weighted(self, survey: Survey) -> Weighted | None:
        """The same weighted to the sampling frame; None where the strata cannot be told."""
        strata = {one.stratum: one.size for one in self.store.progress(survey)}
        microdata, recoding = self.microdata(survey), self.store.recoding(survey)
        return self.once((survey.id, "weighted"), lambda: to_frame(microdata, strata, recoding))

    def people(self, survey: Survey, *, weighted: bool) -> Microdata:
        """The answers as they count: each as one, or weighted to the frame where that can be."""
        found = self.weighted(survey) if weighted else None
        return found.microdata if found else self.microdata(survey)

    def tally(self, survey: Survey, name: str, population: bool, weighted: bool = False) -> Tally:
        """The tally of a question; CodebookError when there is none of that name."""
        microdata = self.people(survey, weighted=weighted)
        return self.once(
            (survey.id, name, population, weighted), lambda: tally(microdata, name, population=population)
        )

    def crosstab(self, survey: Survey, asked: Crossing) -> Crosstab:
        """The cross-tab that was asked for; CodebookError or UndefinedStatistic when it cannot be."""
        microdata = self.people(survey, weighted=asked.weighted)
        return self.once(
            (survey.id, asked),
            lambda: crosstab(microdata, asked.row, asked.column, population=asked.population),
        )

    def draft(self, survey: Survey) -> Draft:
        """What can be published of a wave now; ReleaseRefused while it is too early. That of a closed wave
        changes with a release only."""
        if survey.state != "closed":
            return Draft.of(self.store, survey)
        newest = self.store.newest_releases().get(survey.id, 0)
        microdata = self.microdata(survey)
        return self.once((survey.id, "draft", newest), lambda: Draft.of(self.store, survey, microdata))

    def banner(self, survey: Survey, asked: Crossing) -> Banner:
        """The question `asked.row` by the classes of `asked.column`; the same errors."""
        microdata = self.people(survey, weighted=asked.weighted)
        return self.once(
            (survey.id, "banner", asked),
            lambda: banner(microdata, asked.row, asked.column, population=asked.population),
        )

    def once(self, key: Hashable, compute: Callable[[], T]) -> T:
        """What was computed under `key` before, or now; two at once may compute the same twice."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                found: T = self._known[key]
                return found
        made = compute()
        with self._lock:
            self._known[key] = made
            if len(self._known) > KEPT:
                self._known.popitem(last=False)
        return made
