"""The registry of checks: a check is one function from a report to findings, registered under its name.

To add one: write `def name(report: Report) -> Iterator[Finding]` in a module of this package, its formula in
the docstring, decorated with `@check`, and put the module into `analysis.audits.__init__`. The generated
reports of the tests then run it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from analysis.audits.fitting import Fit
from analysis.audits.table import Bases, Column, Figure, Finding, PublishedTable, Severity
from analysis.rounding import RULES, Rule
from analysis.table_audit_words import RULE_WORDS
from analysis.words import Said


@dataclass(frozen=True)
class Report:
    """A table with the fit of each of its columns."""

    table: PublishedTable
    fits: Mapping[Column, Fit]

    @property
    def whole(self) -> tuple[Fit, ...]:
        """The fits of the columns whose shares are whole numbers of people: all but weighted ones."""
        return tuple(fit for column, fit in self.fits.items() if not column.weighted)


HALVES: tuple[Rule, ...] = ("half up", "half even", "nearest")
"""The rules that differ only in where a half goes."""
Check = Callable[[Report], Iterator[Finding]]
_registered: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Register a check under the name of its function; ValueError when the name is taken."""
    name = function.__name__
    if name in _registered:
        raise ValueError(f"a check {name!r} is registered already")
    _registered[name] = function
    return function


def checks() -> Mapping[str, Check]:
    """All registered checks by name, in their order."""
    return MappingProxyType(_registered)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: makes the findings of one check about a column or a row of it."""

    check: str
    column: Column
    figure: Figure | None = None

    def finds(self, severity: Severity, sentence: str, **values: object) -> Finding:
        """A finding at this place; `values` fill the sentence."""
        label, line = (self.figure.label, self.figure.line) if self.figure else ("", self.first_line)
        said = Said(sentence, values)
        return Finding(self.check, severity, said, self.column.question, self.column.group, label, line)

    @property
    def first_line(self) -> int:
        """The line on which the column begins."""
        return min((one.line for one in self.column.figures), default=0)


def rules_said(rules: tuple[Rule, ...]) -> Said:
    """The rules in words; all are "any rule of rounding", those that differ in halves only are one."""
    if rules == RULES:
        return Said("any rule of rounding")
    if set(HALVES) <= set(rules):
        rules = tuple(rule for rule in rules if rule not in HALVES[:2])
    return Said("{rules}", {"rules": tuple(Said(RULE_WORDS[one]) for one in rules)})


def bases_said(bases: Bases) -> Said:
    """Bases as runs; those up to the end of the search go on."""
    told = [f"{low}–{high}" if high > low else str(low) for low, high in bases.runs]
    if sum(high - low + 1 for low, high in bases.runs) < bases.count:
        told.insert(-1, "…")
    if bases.runs and bases.runs[-1][1] == bases.searched:
        last = bases.runs[-1][0]
        if len(told) == 1:
            return Said("every base from {last} on", {"last": last})
        return Said("{bases}, every base from {last} on", {"bases": tuple(told[:-1]), "last": last})
    return Said("{bases}", {"bases": tuple(told)})


def figure_said(figure: Figure) -> Said:
    """A row as "label (24.0)"."""
    shown = figure.percent or figure.mean
    values = {"label": figure.label, "figure": shown.decimal if shown else figure.count}
    return Said("{label} ({figure})", values)
