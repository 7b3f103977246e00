"""The named errors of analysis; every message says what is wrong and with what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class UndefinedStatistic(ValueError):
    """A statistic that these data do not define; never answered with a NaN."""


class NobodyAnswered(UndefinedStatistic):
    """The base is empty."""


class TooFew(UndefinedStatistic):
    """Fewer people, rows or columns than the statistic needs."""


class TooSparse(UndefinedStatistic):
    """A weighted table with so many empty cells that its test has no value."""


class NoVariation(UndefinedStatistic):
    """A variable that takes one value only, where the statistic compares several."""


class NotANumber(UndefinedStatistic):
    """A value or count that is not finite, or negative where it cannot be."""


class LonelyStratum(UndefinedStatistic):
    """A stratum with one sampled unit of several: its variance cannot be estimated."""


class NotTabulable(UndefinedStatistic):
    """A variable of a kind that this table cannot show."""


class TooMuchWork(UndefinedStatistic):
    """An exact computation that would exceed its stated bound."""


class Redundant(UndefinedStatistic):
    """Variables that follow exactly from each other, where the statistic needs what is their own."""


class NotConverged(UndefinedStatistic):
    """An iteration that did not reach its optimum."""


class NoAgreement(UndefinedStatistic):
    """No weights agree with all known totals (or bounds) at once."""


class DesignError(ValueError):
    """A design that contradicts itself or the data."""


class WrongArgument(UndefinedStatistic, DesignError):
    """An argument of another kind, shape or range than the function takes."""


class UnknownOption(WrongArgument, TypeError):
    """A call with an option that the function does not have."""


class WrongNumber(WrongArgument, NotANumber):
    """An argument that is or holds a number that cannot stand there: NaN, infinity, a part of a person."""


class UnreadableFile(ValueError):
    """A file that is not of the format its ending tells, or whose reader is not installed."""


class UnwritableFile(ValueError):
    """A file that the machine denies to write, or that its format cannot hold."""


class AggregateMismatch(ValueError):
    """Two aggregates of different tables cannot be added."""


@dataclass(frozen=True, slots=True)
class DataProblem:
    """What does not fit the codebook: `row` (1 = first person; in a file the line), column, value, why."""

    row: int | None
    column: str
    value: str
    reason: str
    where: str = "row"

    def __str__(self) -> str:
        place = f"{self.where} {self.row}, " if self.row is not None else ""
        shown = f"{self.value!r} " if self.value else ""
        return f"{place}column {self.column!r}: {shown}{self.reason}"


class MicrodataError(ValueError):
    """Data that do not fit their codebook; `problems` holds all of them, the message the first 50."""

    def __init__(self, problems: Iterable[DataProblem]) -> None:
        self.problems = tuple(problems)
        lines = [str(problem) for problem in self.problems[:50]]
        if len(self.problems) > 50:
            lines.append(f"... and {len(self.problems) - 50} more")
        super().__init__("\n".join(lines))
