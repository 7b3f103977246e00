"""The registry of statistics: a statistic is one registered function, and the laws of tests/laws run over it.

To add one: write a function that takes microdata and variable names and returns an immutable value, and
`register` it here with the kinds of its variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from analysis.associate import associate
from analysis.banners import banner
from analysis.compare import compare
from analysis.crosstabs import crosstab
from analysis.microdata import Microdata
from analysis.open_answers import open_answers
from analysis.rankings import rank
from analysis.regression import Regression, regress
from analysis.scales import scale
from analysis.tallies import tally

Takes = Literal["coded", "numeric", "text", "multiple", "grid", "ranking"]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A name, the function `f(microdata, *variables)`, and for each variable the kinds that suit it."""

    name: str
    function: Callable[..., Any]
    takes: tuple[frozenset[Takes], ...]


_registered: dict[str, Statistic] = {}


def register(name: str, function: Callable[..., Any], *takes: set[Takes]) -> Statistic:
    """Register a statistic under a name of its own; ValueError when the name is taken."""
    if name in _registered:
        raise ValueError(f"a statistic {name!r} is registered already")
    _registered[name] = Statistic(name, function, tuple(frozenset(kinds) for kinds in takes))
    return _registered[name]


def statistics() -> Mapping[str, Statistic]:
    """All registered statistics by name."""
    return MappingProxyType(_registered)


def regression(microdata: Microdata, outcome: str, predictor: str) -> Regression:
    """The regression of one variable on another; errors of `analysis.regression.regress`."""
    return regress(microdata, f"{outcome} ~ {predictor}")


register("tally", tally, {"coded", "numeric", "text", "multiple", "grid", "ranking"})
register("crosstab", crosstab, {"coded"}, {"coded"})
register("associate", associate, {"coded"}, {"coded"})
register("banner", banner, {"coded", "numeric", "multiple", "grid", "ranking"}, {"coded"})
register("compare", compare, {"coded", "numeric", "multiple"}, {"coded"})
register("scale", scale, {"grid"})
register("rank", rank, {"ranking"})
register("open answers", open_answers, {"text"})
register("regress", regression, {"coded", "numeric"}, {"coded", "numeric"})
