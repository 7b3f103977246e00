"""The register of charts: one module per chart registers itself here, and is tested by that alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from analysis.charts.sheet import Sheet
from analysis.charts.wish import Wish
from analysis.tables import Crosstab, Tally

Result = Tally | Crosstab
R = TypeVar("R", Tally, Crosstab)


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart.

    `suits(result)` says how well the chart suits a result: 0 not at all, else the higher the better.
    `draw(result, sheet)` lays marks on the sheet below title and base. `tell(result, wish)` gives the
    sentences of the text alternative: every label and number that is drawn.
    """

    name: str
    suits: Callable[[Result], int]
    draw: Callable[[Result, Sheet], None]
    tell: Callable[[Result, Wish], list[str]]


_CHARTS: dict[str, Chart] = {}


def register(
    name: str,
    shape: type[R],
    suits: Callable[[R], int],
    tell: Callable[[R, Wish], list[str]],
) -> Callable[[Callable[[R, Sheet], None]], Callable[[R, Sheet], None]]:
    """Register the decorated function as the drawing of the chart `name` for results of that `shape`."""

    def suits_result(result: Result) -> int:
        return suits(result) if isinstance(result, shape) else 0

    def enter(draw: Callable[[R, Sheet], None]) -> Callable[[R, Sheet], None]:
        if name in _CHARTS:
            raise ValueError(f"there are two charts named {name!r}")
        _CHARTS[name] = Chart(name, suits_result, draw, tell)  # type: ignore[arg-type]  # only for a result that it suits
        return draw

    return enter


def charts() -> dict[str, Chart]:
    """Every registered chart by name."""
    return dict(_CHARTS)
