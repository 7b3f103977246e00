"""Publishing a wave: its answers through the gate of `analysis.disclosure`, by groups that stay for good.

A wave in the field is published from a snapshot of its box, a closed one from its answers; when that may
happen is said by `survey.releases`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from analysis.disclosure.gate import Before, ground_of, published_on, reasons_of, why_no_filter
from analysis.disclosure.ground import Ground
from analysis.disclosure.noise import Noise
from analysis.disclosure.reasons import NotPublished
from analysis.microdata import Microdata
from analysis.publications import Publication
from survey.releases import check_newcomers, few_new, groups_for_good
from survey.storage import Store, Survey

KEPT = 4
"""So many grounds of one draft are kept: they hold some bytes for each person."""


@dataclass(frozen=True)
class Draft:
    """What can be published of a wave now: its answers, the noise of its next snapshot, and what earlier
    releases hold, oldest first."""

    microdata: Microdata
    noise: Noise
    earlier: tuple[Mapping[str, Any], ...]
    _grounds: dict[tuple[str, ...] | None, Ground] = field(default_factory=dict)

    @classmethod
    def of(cls, store: Store, survey: Survey, closed: Microdata | None = None) -> Draft:
        """The draft of a wave; ReleaseRefused while it is too early, NotOpen before anybody could answer.

        `closed` are the microdata of a closed wave, where they have been read already.
        """
        number = store.next_snapshot(survey)
        if survey.state == "closed":
            microdata, keys = closed or store.microdata(survey), store.record_keys(survey)
        else:
            microdata, keys = store.snapshot(survey)
        noise = Noise(store.noise_secret(survey, number), number, keys)
        return cls(microdata, noise, tuple(one.content for one in store.publications(survey)))

    @property
    def before(self) -> Before:
        """The groups of codes by filter variable that earlier releases have merged for good."""
        return groups_for_good(self.earlier)

    @property
    def filters(self) -> list[str] | None:
        """The variables that answers are broken down by for good, those that still can be; None where that is
        not settled yet."""
        return [name for name in self.before if not why_no_filter(self.microdata, name)] or None

    @cached_property
    def few_new(self) -> frozenset[str]:
        """The questions that 1 to 9 people have answered since an earlier release: they stay out."""
        if not self.earlier:
            return frozenset()
        told = published_on(self.ground(), self.microdata, self.reasons)
        return frozenset(few_new(self.earlier, told.content))

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why each question cannot be published, whatever was published before; "" of those that can."""
        return reasons_of(self.microdata)

    def publication(
        self, questions: Sequence[str] | None = None, filters: Sequence[str] | None = None
    ) -> Publication:
        """What the public would see of these questions (None: of all that can be published) by these filter
        variables (None: by those settled before, else by every fact about people).

        `analysis.disclosure.reasons.NotPublished` when a rule forbids it,
        `survey.releases.PublicationRefused` for named questions with too few new answers.
        """
        found = published_on(self.ground(filters), self.microdata, self.reasons, questions)
        if not self.earlier:
            return found
        if questions is not None:
            check_newcomers(self.earlier, found.content)
            return found
        few = few_new(self.earlier, found.content)
        left = tuple(one for one in found.questions if one.name not in few)
        if not left:
            raise NotPublished("no questions")
        return replace(found, questions=left)

    def ground(self, filters: Sequence[str] | None = None) -> Ground:
        """The ground that the groups of such a publication stand on. The newest few are kept, with the
        questions that were made on them."""
        key = None if filters is None else tuple(filters)
        if key not in self._grounds:
            wanted = self.filters if filters is None else filters
            made = ground_of(self.microdata, self.noise, wanted, self.before)
            for old in list(self._grounds)[: 1 - KEPT]:
                self._grounds.pop(old, None)
            self._grounds[key] = made
        return self._grounds[key]
