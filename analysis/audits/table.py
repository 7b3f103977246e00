"""A table of published figures, and what an audit of it finds, as immutable values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from analysis.rounding import RULES, Printed, Rule
from analysis.shown import Shown
from analysis.words import Said

Severity = Literal["impossible", "inconsistent", "doubtful", "note"]
SEVERITIES: tuple[Severity, ...] = ("impossible", "inconsistent", "doubtful", "note")
"""No people could give it; two figures cannot both be right; it may be right but its reading is open; a
fact that follows from the figures."""

Answers = Literal["one", "part", "several", ""]
"""One answer a person and every answer listed; one, but not all listed; several allowed; not said."""

ALL = "*"
"""As the parts of a total: every other row of its column."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A published row in a `line` of the table (0: unknown): the label with its `percent`, count, or mean (of
    `items` ratings from `low` to `high`) and standard deviation `sd`; its `base` where stated; the `parts`
    whose total it is, by label."""

    label: str
    line: int = 0
    percent: Printed | None = None
    count: int | None = None
    base: int | None = None
    mean: Printed | None = None
    sd: Printed | None = None
    items: int = 1
    low: int | None = None
    high: int | None = None
    parts: tuple[str, ...] = ()

    @property
    def is_share(self) -> bool:
        """Whether it counts people."""
        return self.percent is not None or self.count is not None

    @property
    def of_answers(self) -> bool:
        """Whether it is the total of all other rows."""
        return self.parts == (ALL,)


@dataclass(frozen=True, slots=True)
class Column:
    """The figures of one question among one group of people ("" is everybody), all of one base.

    `by` names what tells the groups apart: groups of one `by` share nobody. `weighted` shares are no whole
    numbers of people. `frame` is how many people were to answer. `answers` tells whether people could give
    several (see Answers), `rules` by which rules of rounding it may be printed.
    """

    figures: tuple[Figure, ...]
    question: str = ""
    group: str = ""
    by: str = ""
    answers: Answers = ""
    base: int | None = None
    frame: int | None = None
    weighted: bool = False
    rules: tuple[Rule, ...] = RULES

    @property
    def shares(self) -> tuple[Figure, ...]:
        """The rows that count people and are no totals of others."""
        return tuple(one for one in self.figures if one.is_share and not one.parts)

    def parts_of(self, total: Figure) -> tuple[Figure, ...]:
        """The rows that a total says it adds up."""
        if total.of_answers:
            return self.shares
        return tuple(one for one in self.figures if one.label in total.parts and one is not total)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """The columns of a report in the order in which they were printed."""

    columns: tuple[Column, ...]

    def questions(self) -> Iterator[tuple[str, tuple[Column, ...]]]:
        """Each question with its columns."""
        for question in dict.fromkeys(one.question for one in self.columns):
            yield question, tuple(one for one in self.columns if one.question == question)


@dataclass(frozen=True, slots=True)
class Bases:
    """The bases that can give all figures of a column by one rule: `count` were found, and in `runs`
    (first, last) the first of them. `searched`: how far the search went, None where no larger one can be."""

    searched: int | None
    count: int
    runs: tuple[tuple[int, int], ...]

    @property
    def smallest(self) -> int | None:
        """The smallest of them, None where there is none."""
        return self.runs[0][0] if self.runs else None

    @property
    def only(self) -> int | None:
        """The base where it is the only one."""
        return self.smallest if self.count == 1 and self.searched is None else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has `said` of a place, and its `severity` (see Severity): the question, group, label and
    `line` of the table ("" and 0: the whole)."""

    check: str
    severity: Severity
    said: Said
    question: str = ""
    group: str = ""
    label: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class AuditedColumn:
    """A column with the `bases` that are possible (None: stated, or weighted) and the rules that explain
    it."""

    column: Column
    bases: Bases | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class AuditedRow:
    """A `figure` with the counts it can stand for, and its `bounds`: the per cents of the frame between which
    its share lies whatever the silent would have said; None where unknown."""

    column: Column
    figure: Figure
    counts: tuple[int, int] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class TableAudit(Shown):
    """An audit of a table of figures: rows, columns, and findings, the gravest first."""

    rows: tuple[AuditedRow, ...]
    columns: tuple[AuditedColumn, ...]
    findings: tuple[Finding, ...] = field(default=())

    def worst(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings at least as grave."""
        grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(one for one in self.findings if one.severity in grave)
