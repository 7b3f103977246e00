"""A whole field, and everything that a thief could have kept of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from survey import anonymity
from survey.anonymity import Keys
from survey.config import Settings
from survey.storage import Store, Survey
from tests.survey.stores import small_settings

SIZES = (28, 20, 26, 24, 8, 15, 14, 8, 7, 9, 10, 8, 4, 3, 5, 12, 6, 5, 45)
"""The 257 invited people by district: fifteen sizes are known, four are assumed."""

ANSWERING = 237

SOURCE = """
questionnaire: field
version: "1"
languages: [en]
title: {{en: Field}}
sections:
  - section: whole
    title: {{en: Whole}}
    items:
      - item: district
        type: single
        question: {{en: Where?}}
        background: yes
        codes: {{{districts}}}
      - item: truth
        type: number
        question: {{en: Who this is; the attacker may not look}}
        min: 0
        max: 999
        whole: yes
      - item: mood
        type: single
        question: {{en: How?}}
        codes: {{good: {{en: Good}}, bad: {{en: Bad}}, odd: {{en: Odd}}}}
      - item: comment
        type: text
        question: {{en: What else?}}
        long: yes
        length: 400
""".format(districts=", ".join(f"d{i}: {{en: D{i}}}" for i in range(len(SIZES))))


@dataclass(frozen=True)
class Copy:
    """The database file and its write-ahead log, as a backup took them."""

    database: bytes
    log: bytes


@dataclass(frozen=True)
class Evidence:
    """What the attacker has (copies, order of use, links) and what only the judge has (keys)."""

    settings: Settings
    survey: Survey
    order: tuple[int, ...]
    links: dict[int, str]
    copies: tuple[Copy, ...]
    last: Copy
    keys: Keys

    def mark(self, person: int) -> bytes:
        """The mark of use of a person, from the link."""
        return anonymity.mark(self.links[person], self.survey.id)


def districts() -> list[int]:
    """Person -> district."""
    return [district for district, size in enumerate(SIZES) for _ in range(size)]


def payload(person: int, random: Random) -> dict[str, Any]:
    """What a person answers; `truth` and the comment tell the judge who it was."""
    answers = {
        "district": f"d{districts()[person]}",
        "truth": person,
        "mood": random.choice(["good", "bad", "odd"]),
        "comment": comment(person) + " so" * random.randrange(90),
    }
    return {"answers": answers, "write_ins": {}}


def comment(person: int) -> str:
    """A text that stands nowhere else."""
    return f"needle-{person:03d}-comment"


def begin(folder: Path) -> tuple[Store, Survey, dict[int, str]]:
    """A survey in the field, and everybody's link secret."""
    store = Store(small_settings(folder / "instance"))
    survey = store.create_survey("field", SOURCE)
    store.load_frame(survey, [(f"person-{i:03d}", f"d{district}") for i, district in enumerate(districts())])
    survey = store.open_survey(survey)
    links = {int(one.person.removeprefix("person-")): one.secret for one in store.invitations(survey)}
    return store, survey, links


def run(folder: Path, seed: int, every: int = 17) -> Evidence:
    """237 people answer in a random order; a copy is kept after every few; then the wave is closed."""
    random = Random(seed)
    store, survey, links = begin(folder)
    order = tuple(random.sample(sorted(links), ANSWERING))
    keys = anonymity.read_keys(store.settings.keys, survey.id)
    copies = []
    for i, person in enumerate(order):
        store.submit(survey, links[person], payload(person, random))
        if i % every == 0 or i == ANSWERING - 1:
            copies.append(copied(store.settings))
    survey = store.close(survey)
    store.engine.dispose()
    return Evidence(store.settings, survey, order, links, tuple(copies), copied(store.settings), keys)


def copied(settings: Settings) -> Copy:
    """Both files as they are now."""
    file = settings.database_file
    log = file.with_name(file.name + "-wal")
    return Copy(file.read_bytes(), log.read_bytes() if log.exists() else b"")


def everything(folders: Iterable[Path]) -> dict[Path, bytes]:
    """Every file below the folders with its bytes."""
    return {path: path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}


def forget(folder: Path) -> None:
    """Remove what a run has written."""
    shutil.rmtree(folder)
