"""The register of charts: one module per chart registers itself here, and is tested by that alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from analysis.changes import Changes
from analysis.charts.sheet import Sheet
from analysis.charts.wish import Wish
from analysis.codebook import Text
from analysis.combinations import Combinations
from analysis.open_answers import OpenAnswers
from analysis.series import Series
from analysis.tables import Crosstab, Tally

Result = Tally | Crosstab | Changes | Series | Combinations | OpenAnswers
"""What can be drawn; what stands around the chart of each is told by `frame.heading`."""
R = TypeVar("R", bound=Result)


@dataclass(frozen=True, slots=True)
class Chart:
    """One kind of chart.

    `suits(result)` says how well the chart suits a result: 0 not at all, else the higher the better.
    `draw(result, sheet)` lays marks on the sheet below title and base. `tell(result, wish)` gives the
    sentences of the text alternative: every label and number that is drawn. A chart of `one_answer` shows
    one row of a table, that of the wished code. `called` is its name for readers, in each language.
    """

    name: str
    called: Text
    suits: Callable[[Result], int]
    draw: Callable[[Result, Sheet], None]
    tell: Callable[[Result, Wish], list[str]]
    one_answer: bool = False


_CHARTS: dict[str, Chart] = {}


def register(
    name: str,
    shape: Any,
    suits: Callable[[R], int],
    tell: Callable[[R, Wish], list[str]],
    *,
    called: Text,
    one_answer: bool = False,
) -> Callable[[Callable[[R, Sheet], None]], Callable[[R, Sheet], None]]:
    """Register the decorated function as the drawing of the chart `name` for results of that `shape`: a class
    of results, or several (`Series | Crosstab`). `called` names it in Kazakh, Russian and English."""

    def suits_result(result: Result) -> int:
        return suits(result) if isinstance(result, shape) else 0

    def enter(draw: Callable[[R, Sheet], None]) -> Callable[[R, Sheet], None]:
        if name in _CHARTS:
            raise ValueError(f"there are two charts named {name!r}")
        _CHARTS[name] = Chart(name, called, suits_result, draw, tell, one_answer)  # type: ignore[arg-type]  # only for a result that it suits
        return draw

    return enter


def charts() -> dict[str, Chart]:
    """Every registered chart by name."""
    return dict(_CHARTS)
