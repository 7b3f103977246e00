"""Our values beside R's: numbers, named refusals where R has none, infinity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from analysis.errors import DesignError, UndefinedStatistic

Pair = tuple[Any, Any]


def one(compute: Callable[[], Any], theirs: Any) -> Iterator[Pair]:
    """Our value beside R's; a refusal beside an error or what is no number; infinity as a word."""
    if theirs in ("NaN", None) or (isinstance(theirs, dict) and "error" in theirs):
        yield refuses(compute), True
    elif theirs in ("Inf", "-Inf"):
        # infinite, or undefined where R divides by the rounding of 0
        yield refuses(compute) or compute() == float(theirs), True
    else:
        yield compute(), theirs


def refuses(compute: Callable[[], Any]) -> bool:
    """Whether a computation ends in one of our named errors."""
    try:
        compute()
    except (UndefinedStatistic, DesignError):
        return True
    return False


def number(compute: Callable[[], Any], theirs: Any) -> Iterator[Pair]:
    """Our value beside R's. Where R has NaN because of a category of nobody, ours is that of the others."""
    if theirs in ("NaN", None):
        yield bool(np.isfinite(compute())), True
    else:
        yield compute(), theirs
