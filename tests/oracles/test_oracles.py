"""Our statistics against R's, entry by entry; what is not covered yet is said in one line."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest

from tests import oracles
from tests.oracles.routes import ROUTES
from tests.oracles.sources import entries

for _module in iter_modules(oracles.__path__):
    if _module.name.startswith("routes_"):
        import_module(f"tests.oracles.{_module.name}")

STATS = sorted({entry["stat"] for _, entry in entries()})
BITS = 1e-15
"""R computes some tail probabilities as 1 minus a probability (coin, exactRankTests, own.R's G): right to
a few times 2.2e-16, not relative to a small p. Ours come from the survival function."""

ZERO = 1e-13
"""What may stand for R's own 0."""

ROUGH = {"svy.chisq_saddlepoint": 1e-7}
"""Kinds whose R value is rougher than 1e-9: survey's saddlepoint solves by uniroot with tol = 1e-8."""

found: Counter[bool] = Counter()


def agree(ours: Any, theirs: Any, tolerance: dict[str, Any]) -> bool:
    """Relative 1e-9 (p under 1e-12: 1e-6), or the entry's own tolerance."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if ours.shape != theirs.shape:
        return False
    close = np.maximum(np.where(np.abs(theirs) < 1e-12, 1e-6, 1e-9), tolerance.get("rel", 0))
    allowed = np.maximum(close * np.abs(theirs), tolerance.get("abs", np.where(theirs == 0, ZERO, BITS)))
    return bool(np.all(np.abs(ours - theirs) <= allowed))


@pytest.mark.parametrize("stat", STATS)
def test_values_agree_with_r(stat: str) -> None:
    assert stat in ROUTES, f"no statistic of ours answers to {stat}"
    wrong = []
    of_kind = [(dataset, entry) for dataset, entry in entries() if entry["stat"] == stat]
    for dataset, entry in of_kind:
        tolerance = entry["tol"] if isinstance(entry.get("tol"), dict) else {"rel": ROUGH.get(stat, 0)}
        pairs = [pair for pair in ROUTES[stat](dataset, entry) if not agree(*pair, tolerance)]
        found[not pairs] += 1
        wrong += [f"{entry['id']}: {ours} is not {theirs}" for ours, theirs in pairs[:1]]
    print(f"{stat}: {len(of_kind) - len(wrong)}/{len(of_kind)}")
    assert not wrong, "\n".join(wrong[:5])


def test_the_sum_of_all_kinds() -> None:
    print(f"all {len(STATS)} kinds: {found[True]}/{found.total()} of {len(entries())} values")
    assert found[False] == 0
