"""Whether an entry of R's is answered by our value, or R's refusal by our named one."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.codebook import CodebookError
from analysis.errors import DesignError, UndefinedStatistic
from tests.oracles.r_syntax import Unreadable
from tests.oracles.routes import ROUTES, Entry
from tests.oracles.sources import NotCovered

BITS = 1e-15
"""R computes some tail probabilities as 1 minus a probability (coin, exactRankTests, own.R's G): right to
a few times 2.2e-16, not relative to a small p. Ours come from the survival function."""

ZERO = 1e-13
"""What may stand for R's own 0."""

ROUGH = {"svy.chisq_saddlepoint": 1e-7}
"""Kinds whose R value is rougher than 1e-9: survey's saddlepoint solves by uniroot with tol = 1e-8."""

REFUSALS = (UndefinedStatistic, DesignError)
FAILURES = (*REFUSALS, CodebookError, Unreadable, NotCovered, AssertionError, LookupError, TypeError,
            ValueError, AttributeError, ArithmeticError, OSError)  # fmt: skip


def agree(ours: Any, theirs: Any, tolerance: dict[str, Any]) -> bool:
    """Relative 1e-9 (p under 1e-12: 1e-6), or the entry's own tolerance; nothing agrees with NaN."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if ours.shape != theirs.shape:
        return False
    close = np.maximum(np.where(np.abs(theirs) < 1e-12, 1e-6, 1e-9), tolerance.get("rel", 0))
    allowed = np.maximum(close * np.abs(theirs), tolerance.get("abs", np.where(theirs == 0, ZERO, BITS)))
    return bool(np.all(np.abs(ours - theirs) <= allowed))


def complaint(dataset: str, entry: Entry) -> str:
    """What is wrong with our answer to an entry; empty when it agrees."""
    stat = entry["stat"]
    if stat not in ROUTES:
        return f"{entry['id']}: no statistic of ours answers to {stat}"
    refused = isinstance(entry["value"], dict) and "error" in entry["value"]
    tolerance = entry["tol"] if isinstance(entry.get("tol"), dict) else {"rel": ROUGH.get(stat, 0)}
    try:
        pairs = list(ROUTES[stat](dataset, entry))
        wrong = [pair for pair in pairs if not agree(*pair, tolerance)]
    except FAILURES as error:
        if refused and isinstance(error, REFUSALS):
            return ""
        return f"{entry['id']}: {type(error).__name__}: {error}"
    if not pairs:
        return f"{entry['id']}: nothing was compared"
    return f"{entry['id']}: {wrong[0][0]} is not {wrong[0][1]}" if wrong else ""
