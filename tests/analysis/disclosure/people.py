"""Invented people with facts and opinions, and noise of a fixed secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analysis.codebook import Code, Codebook, Net, Variable, VariableSet
from analysis.design import Design
from analysis.disclosure.noise import Noise
from analysis.microdata import Microdata


def variable(name: str, codes: str, **more: Any) -> Variable:
    return Variable(name, {"en": name}, codes=tuple(Code(one, {"en": one}) for one in codes.split()), **more)


SAD = Net("sad", {"en": "sad"}, ("bad", "awful"))
VARIABLES = (
    variable("mood", "good bad awful", nets=(SAD,)),
    variable("rare", "yes no", universe="mood == bad"),
    variable("place", "town village camp", background=True),
    variable("post", "reader head", background=True),
    Variable("age", {"en": "age"}, level="scale", background=True),
    Variable("hours", {"en": "hours"}, level="scale"),
    Variable("comment", {"en": "comment"}, level="text"),
    variable("why_books", "0 1"),
    variable("why_people", "0 1"),
    variable("why_tea", "0 1"),
    variable("room_warm", "no yes", level="ordinal"),
    variable("room_light", "no yes", level="ordinal"),
    variable("needs_chair", "0 1 2", level="ordinal"),
    variable("needs_lamp", "0 1 2", level="ordinal"),
)


def one_set(name: str, kind: Any, *options: str) -> VariableSet:
    names = tuple(f"{name}_{option}" for option in options)
    return VariableSet(name, {"en": name}, kind, names, options, tuple({"en": one} for one in options))


SETS = (
    one_set("why", "multiple", "books", "people", "tea"),
    one_set("room", "grid", "warm", "light"),
    one_set("needs", "ranking", "chair", "lamp"),
)
CODEBOOK = Codebook("small", VARIABLES, SETS, languages=("en",), title={"en": "Small"})
PLACES = ("town",) * 20 + ("village",) * 14 + ("camp",) * 6


def people(places: Sequence[str] = PLACES) -> Microdata:
    """People of these places; every fifth in a bad mood, and only those were asked `rare`."""
    records = [
        {
            "mood": "bad" if i % 5 == 4 else "good",
            "rare": "yes" if i % 5 == 4 else "not_asked",
            "place": place,
            "post": "head" if i % 3 == 0 else "reader",
            "age": 20 + i,
            "hours": i % 8,
            "comment": "secret words",
            "why_books": "1",
            "why_people": str(i % 2),
            "why_tea": str(int(i == 7)),
            "room_warm": "yes" if i % 3 else "no",
            "room_light": "yes" if i % 4 else "no",
            "needs_chair": str(1 + i % 2),
            "needs_lamp": str(2 - i % 2),
        }
        for i, place in enumerate(places)
    ]
    return Microdata.from_records(CODEBOOK, records, Design(population=len(places) + 60))


def noise_for(n: int, snapshot: int = 1, seed: int = 0) -> Noise:
    """Noise of a fixed secret over n people with drawn record keys."""
    keys = np.random.default_rng(seed).integers(0, 2**64, n, dtype=np.uint64)
    return Noise(b"a secret of tests" * 2, snapshot, keys)


def crowd(n: int, facts: Mapping[str, int], seed: int) -> Microdata:
    """n people drawn at random: facts of so many codes of unequal size, and the opinion `view` of 5 codes. A
    fact `region` follows from the first one but for a few people."""
    draw = np.random.default_rng(seed)
    known = {}
    for name, many in facts.items():
        sizes = draw.dirichlet(np.full(many, 0.8)) + 0.01
        known[name] = draw.choice(many, n, p=sizes / sizes.sum())
    if "region" in facts:
        own = known[next(iter(facts))] * facts["region"] // facts[next(iter(facts))]
        known["region"] = np.where(draw.random(n) < 0.02, draw.integers(0, facts["region"], n), own)
    known["view"] = draw.choice(5, n, p=[0.42, 0.25, 0.15, 0.1, 0.08])
    variables = [
        variable(name, " ".join(map(str, range(many))), background=True) for name, many in facts.items()
    ]
    book = Codebook("crowd", (*variables, variable("view", "0 1 2 3 4")), languages=("en",))
    records = [{name: str(values[i]) for name, values in known.items()} for i in range(n)]
    return Microdata.from_records(book, records)
