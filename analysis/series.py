"""A series: the same question of several waves, surveys or groups, one tally each, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from analysis.codebook import Codebook, Text
from analysis.entrance import guard
from analysis.errors import DesignError, NotTabulable
from analysis.microdata import Microdata
from analysis.shown import Shown
from analysis.tables import Tally, TallyRow
from analysis.tallies import tally

SINGLE_SHARES = ("single", "multiple", "ranking")
FIRST: Text = {"kk": "1-кезең", "ru": "1-я волна", "en": "Wave 1"}
SECOND: Text = {"kk": "2-кезең", "ru": "2-я волна", "en": "Wave 2"}


@dataclass(frozen=True, slots=True)
class Value:
    """A share (per cent) or mean with its interval, among `base` people."""

    value: float
    low: float
    high: float
    base: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One answer, or one line of a grid by its mean: its `values` in the order of the series."""

    code: str
    label: Text
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Series(Shown):
    """Tallies of one question under the `names` of their waves, surveys or groups; `in_time` when they are
    waves, the earliest first. `breaks` are the places of waves that asked it in other words than the one
    before: from there on a change may be that of the question.

    DesignError for fewer than two tallies, other than one name each, or a break at no later wave;
    NotTabulable where the tallies are of several kinds, or of one that has neither shares nor means, or share
    no answer.
    """

    names: tuple[Text, ...]
    tallies: tuple[Tally, ...]
    in_time: bool = False
    breaks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not set(self.breaks) <= set(range(1, len(self.tallies))):
            raise DesignError(f"breaks {self.breaks} are not places of waves after the first")
        if len(self.tallies) < 2 or len(self.names) != len(self.tallies):
            raise DesignError(
                f"a series is two or more tallies, each with its name: {len(self.tallies)} tallies, "
                f"{len(self.names)} names"
            )
        kinds = {one.kind for one in self.tallies}
        if len(kinds) > 1:
            raise NotTabulable(f"tallies of several kinds are no series: {', '.join(sorted(kinds))}")
        if not self.rows:
            raise NotTabulable("these tallies share no answers or means that can stand side by side")

    @property
    def label(self) -> Text:
        """The question as the last tally asks it."""
        return self.tallies[-1].label

    @property
    def level(self) -> float:
        """The level of the intervals."""
        return self.tallies[-1].level

    @property
    def means(self) -> bool:
        """Whether the values are means, not shares."""
        return self.tallies[0].kind not in SINGLE_SHARES

    @property
    def rows(self) -> tuple[SeriesRow, ...]:
        """Every answer that all tallies have, in the order of the last; of a grid its lines, of a number its
        mean."""
        found = [_values(one) for one in self.tallies]
        return tuple(
            SeriesRow(code, label, tuple(one[code][1] for one in found))
            for code, (label, _) in found[-1].items()
            if all(code in one for one in found)
        )


def beside(first: Microdata, second: Microdata, variable: str, *, in_time: bool = False) -> Series:
    """The tallies of a question in two waves or surveys side by side, named by their titles where these
    differ. Errors of `analysis.tally`, and those of `Series`."""
    surveys = first, second
    names = tuple(_title(one.codebook) for one in surveys)
    told = (FIRST, SECOND) if in_time or names[0] == names[1] else names
    return Series(told, tuple(tally(one, variable, population=False) for one in surveys), in_time)


def difference(first: Value, second: Value) -> tuple[float, float, float]:
    """The second value minus the first with the limits of that, from the intervals of independent samples:
    each side's distances, squared and summed (Newcombe 1998, method 10; Zou and Donner 2008)."""
    apart = second.value - first.value
    below = hypot(second.value - second.low, first.high - first.value)
    above = hypot(second.high - second.value, first.value - first.low)
    return apart, apart - below, apart + above


def _title(codebook: Codebook) -> Text:
    return codebook.title or dict.fromkeys(codebook.languages, codebook.name)


def _values(one: Tally) -> dict[str, tuple[Text, Value]]:
    """The values of a tally by code, each with its label."""
    if one.kind in SINGLE_SHARES:
        return {row.code: (row.label, _share(row, one.base)) for row in one.rows}
    lines = [(item.variable, item) for item in one.items] or [("", one)]
    return {name: (line.label, _mean(line)) for name, line in lines if "mean_low" in line.statistics}


def _share(row: TallyRow, base: int) -> Value:
    return Value(row.percent, row.low, row.high, base)


def _mean(one: Tally) -> Value:
    found = one.statistics
    return Value(found["mean"], found["mean_low"], found["mean_high"], one.base)


guard(__name__)
