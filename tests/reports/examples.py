"""Reports to test with: the demo's invented people, as the gate publishes them; with a dependence planted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from random import Random
from typing import Any

import numpy as np

from analysis.design import Design
from analysis.disclosure.gate import protect
from analysis.disclosure.noise import Noise
from analysis.microdata import Microdata
from analysis.publications import Publication
from analysis.reports import Source, Statement, View
from questionnaires import reader
from questionnaires.coding import codebook, record
from questionnaires.questionnaire import Questionnaire
from survey import demo
from survey.reporting import outline

LANGUAGES = ("kk", "ru", "en")


@lru_cache
def questionnaire() -> Questionnaire:
    """What the demo's people were asked."""
    return reader.shipped(demo.QUESTIONNAIRE)


@lru_cache
def publication(planted: bool = False) -> Publication:
    """What is published of them; `planted`: how satisfied they are follows from how long they have worked."""
    asked, random = questionnaire(), Random(7)
    records = [dict(one) for one in _records(asked)]
    for one in records:
        if planted:
            long = one["tenure"] in ("4_10", "10_15")
            one["satisfaction"] = random.choice("45" if long else "123")
    rows = Microdata.from_records(codebook(asked), records, design=Design(population=257))
    keys = np.random.default_rng(1).integers(0, 2**64, rows.n, dtype=np.uint64)
    return replace(protect(rows, Noise(b"a secret of this test", rows.n, keys)), release=1)


def _records(asked: Questionnaire) -> Iterator[dict[str, Any]]:
    for person in demo.respondents(asked):
        yield record(asked, person.answers, person.write_ins)


@lru_cache
def methods() -> Statement:
    """The methods of the demo."""
    return Statement.read(demo.methods(LANGUAGES), LANGUAGES)


VIEWS = (
    View("Attitude by length of service", "attitude", "tenure"),
    View("Reasons", "motive"),
    View("The first statement by system", "statements", "system"),
    View("Own words", "way_out"),
)
"""Views that are kept; the last one is never published."""


def source(language: str = "kk", *, planted: bool = False, **more: Any) -> Source:
    """What a report in that language speaks from; `more` replaces fields of it."""
    made = Source(
        publication(planted),
        methods(),
        tuple(outline(questionnaire(), language)),
        language,
        "young-librarians@1",
        note=demo.NOTE[language],
        views=VIEWS,
    )
    return replace(made, **more)
