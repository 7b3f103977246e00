"""Our statistics against R's, entry by entry; what is not covered yet is said in one line."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np
import pytest

from tests import oracles
from tests.oracles.routes import ROUTES
from tests.oracles.sources import NotCovered, entries

for _module in iter_modules(oracles.__path__):
    if _module.name.startswith("routes_"):
        import_module(f"tests.oracles.{_module.name}")

STATS = sorted({entry["stat"] for _, entry in entries()})
COVERED = [stat for stat in STATS if stat in ROUTES]


def agree(ours: Any, theirs: Any, tolerance: dict[str, Any]) -> bool:
    """Relative 1e-9 (below 1e-12: 1e-6), or the entry's own tolerance."""
    ours, theirs = np.asarray(ours, dtype=float), np.asarray(theirs, dtype=float)
    if ours.shape != theirs.shape:
        return False
    close = np.maximum(np.where(np.abs(theirs) < 1e-12, 1e-6, 1e-9), tolerance.get("rel", 0))
    allowed = np.maximum(close * np.abs(theirs), tolerance.get("abs", 1e-13))
    return bool(np.all(np.abs(ours - theirs) <= allowed))


@pytest.mark.parametrize("stat", COVERED)
def test_values_agree_with_r(stat: str) -> None:
    seen, skipped, wrong = 0, Counter[str](), []
    for dataset, entry in entries():
        if entry["stat"] != stat:
            continue
        try:
            pairs = list(ROUTES[stat](dataset, entry))
        except NotCovered as reason:
            skipped[str(reason)] += 1
            continue
        seen += 1
        tolerance = entry.get("tol") if isinstance(entry.get("tol"), dict) else {}
        wrong += [f"{entry['id']}: {a} is not {b}" for a, b in pairs if not agree(a, b, tolerance)]
    print(f"{stat}: {seen - len(wrong)}/{seen + sum(skipped.values())} {dict(skipped) or ''}")
    assert not wrong, "\n".join(wrong[:5])
    assert seen


def test_what_is_not_covered_yet_is_said_in_one_line() -> None:
    missing = [stat for stat in STATS if stat not in ROUTES]
    print(f"not covered yet: {len(missing)} of {len(STATS)} kinds: {', '.join(missing)}")
    assert len(COVERED) >= 40
