"""Worst-case bounds: what a share could be if the missing people had answered, whatever they would say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analysis.codebook import NOT_ASKED, Text, text
from analysis.entrance import guard
from analysis.errors import NobodyAnswered, NotANumber, UndefinedStatistic
from analysis.tables import Tally, TallyRow


@dataclass(frozen=True, slots=True)
class Bounds:
    """A share of those who answered, and the shares of all between which it lies whatever the missing
    people would have said; all per cents, `low` and `high` the worst cases."""

    code: str
    label: Text
    count: int
    percent: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class WorstCase:
    """The worst-case bounds of an item: `base` people answered of `population` who were to answer. `rows` are
    its codes, `nets` unions of codes; a grid has its rows in `items`."""

    variable: str
    label: Text
    base: int
    population: int
    rows: tuple[Bounds, ...]
    nets: tuple[Bounds, ...] = ()
    items: tuple[WorstCase, ...] = ()

    @property
    def missing(self) -> int:
        """How many did not answer this item, for whatever reason."""
        return self.population - self.base


def bounds(count: int, base: int, population: int) -> tuple[float, float]:
    """The least and the greatest share (0 to 1) that `count` of `base` people can be of a population:
    all the missing say otherwise, count / N, or all say the same, (count + N - base) / N (Manski 1989).

    >>> tuple(round(100 * share, 1) for share in bounds(52, 237, 257))
    (20.2, 28.0)
    """
    if not (0 <= count <= base <= population):
        raise NotANumber(f"{count} of {base} of {population} people is no part of a part")
    if not population:
        raise NobodyAnswered("a population of nobody has no share")
    return count / population, (count + population - base) / population


def worst_case(tally: Tally, population: int | None = None) -> WorstCase:
    """The bounds of every row and net of a tally, in a population (default: all n people of the data).

    People who were not asked the item are not missing; of those who gave no response at all nobody knows
    whether they would have been asked, and the bounds count them as asked, the worst case. Of a ranking
    the bounds are those of the first places. UndefinedStatistic for weighted data, a number or a text.
    """
    if tally.effective_n is not None:
        raise UndefinedStatistic("worst-case bounds count people of the frame: use unweighted data")
    if tally.kind in ("number", "text"):
        raise UndefinedStatistic(f"{tally.variable!r} has no shares to bound: it is a {tally.kind}")
    size = (tally.n if population is None else population) - tally.missing.get(NOT_ASKED, 0)
    return WorstCase(
        tally.variable,
        tally.label,
        tally.base,
        size,
        tuple(_bounds(row, tally.base, size) for row in tally.rows),
        tuple(_bounds(net, tally.base, size) for net in tally.nets),
        tuple(worst_case(item, population) for item in tally.items),
    )


def as_json(worst: WorstCase, language: str = "en") -> dict[str, Any]:
    """The bounds as JSON-able values; per cents 0 to 100."""

    def rows(all_of: tuple[Bounds, ...]) -> list[dict[str, Any]]:
        names = ("code", "count", "percent", "low", "high")
        return [{k: getattr(one, k) for k in names} | {"label": text(one.label, language)} for one in all_of]

    return {
        "variable": worst.variable,
        "label": text(worst.label, language),
        "base": worst.base,
        "population": worst.population,
        "missing": worst.missing,
        "rows": rows(worst.rows),
        "nets": rows(worst.nets),
        "items": [as_json(item, language) for item in worst.items],
    }


def _bounds(row: TallyRow, base: int, size: int) -> Bounds:
    low, high = bounds(row.count, base, size)
    return Bounds(row.code, row.label, row.count, row.percent, 100 * low, 100 * high)


guard(__name__)
