"""Our statistics against R's, entry by entry: a line per kind, matched / total, and a sum."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

import pytest

from tests import oracles
from tests.oracles.judged import complaint
from tests.oracles.sources import FOLDER, entries

for _module in iter_modules(oracles.__path__):
    if _module.name.startswith("routes_"):
        import_module(f"tests.oracles.{_module.name}")

STATS = sorted({entry["stat"] for _, entry in entries()})

found: Counter[bool] = Counter()


@pytest.mark.parametrize("stat", STATS)
def test_values_agree_with_r(stat: str) -> None:
    complaints = [complaint(dataset, entry) for dataset, entry in entries() if entry["stat"] == stat]
    wrong = [one for one in complaints if one]
    found.update(not one for one in complaints)
    print(f"\n{stat}: {len(complaints) - len(wrong)}/{len(complaints)}")
    assert not wrong, "\n".join(wrong[:5])


def test_the_sum_of_all_kinds() -> None:
    print(f"\nall {len(STATS)} kinds: {found[True]}/{found.total()} of {len(entries())} values")
    assert entries(), f"no *.expected.json with entries in {FOLDER}"
    assert found[False] == 0
