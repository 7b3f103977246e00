"""Early answers and late ones: what a thief of the closed database finds out with an old release in his hand.

The rows of a group and their record keys lie in the database. With the secret of the noise of an early
release the thief tries which of the rows fit its tables: those had answered by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random

import numpy as np
import pytest

from analysis.disclosure.noise import Noise
from analysis.microdata import Microdata
from survey.storage import Store
from tests.attacks.villages import source
from tests.survey.stores import small_settings

ITEMS = tuple(f"opinion{i}" for i in range(12))
VILLAGERS, EARLY = range(0, 80, 7), 40
"""Every seventh person works in a village; the first forty answer before the release."""


@dataclass(frozen=True)
class Loot:
    """The tables of villagers of the early release; after closing the villagers' rows (items x people), their
    record keys, and the secret in the database. The judge knows the early secret and who was early."""

    released: tuple[tuple[int, ...], ...]
    rows: np.ndarray
    keys: np.ndarray
    stored: bytes
    secret: bytes
    early: frozenset[int]


def shown(rows: np.ndarray, noise: Noise) -> Iterator[tuple[int, ...]]:
    """The noised table of each item, of these people alone."""
    return (tuple(noise.shown(row, 2).tolist()) for row in rows)


def villagers(microdata: Microdata, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    inside = np.array([word == "village" for word in microdata.column("place").words()])
    rows = np.array([microdata.column(name).values[inside] for name in ITEMS], dtype=np.int64)
    return rows, keys[inside]


@pytest.fixture(scope="module")
def loot(tmp_path_factory: pytest.TempPathFactory) -> Loot:
    return stolen(tmp_path_factory.mktemp("villages"))


def stolen(folder: Path) -> Loot:
    """A field with a release after forty people, closed after eighty."""
    store, random = Store(small_settings(folder)), Random(5)
    survey = store.open_survey(store.create_survey("villages", source(ITEMS), "open"))
    for person in range(80):
        if person == EARLY:
            then = villagers(*store.snapshot(survey))
            secret = store.noise_secret(survey, 1)
            store.publish(survey, {"n": EARLY, "snapshot": 1})
        answers = {name: random.choice(["yes", "no"]) for name in ITEMS}
        answers["place"] = "village" if person in VILLAGERS else "town"
        store.submit(survey, f"{person:032x}", {"answers": answers, "write_ins": {}})
    closed = store.close(survey)
    rows, keys = villagers(store.microdata(closed), store.record_keys(closed))
    released = tuple(shown(then[0], Noise(secret, 1, then[1])))
    stored = store.noise_secret(closed, 1)
    store.engine.dispose()
    return Loot(released, rows, keys, stored, secret, frozenset(map(int, then[1])))


def fitting(loot: Loot, secret: bytes) -> list[frozenset[int]]:
    """Which groups of rows give the tables of the release, if that was its secret."""
    found = []
    for picked in product((False, True), repeat=len(loot.keys)):
        chosen = np.array(picked)
        noise = Noise(secret, 1, loot.keys[chosen])
        tables = shown(loot.rows[:, chosen], noise)
        if all(table == told for table, told in zip(tables, loot.released, strict=True)):
            found.append(frozenset(map(int, loot.keys[chosen])))
    return found


def test_with_the_secret_of_an_early_release_its_people_are_told_from_the_later_ones(loot: Loot):
    assert len(loot.early) == 6
    assert len(loot.keys) == len(VILLAGERS) == 12
    assert fitting(loot, loot.secret) == [loot.early]


def test_with_what_a_closed_database_holds_they_are_not(loot: Loot):
    assert loot.stored != loot.secret
    assert loot.early not in fitting(loot, loot.stored)
