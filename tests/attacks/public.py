"""Attacks on published tables: a population whose facts everybody knows, a naive publisher, and an attacker.

The attacker knows the facts of each person who answered, the recoding, and every table that the public pages
give; what they want is what people answered.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, permutations
from pathlib import Path

import numpy as np
from flask.testing import FlaskClient

from analysis.disclosure.noise import Noise
from analysis.microdata import Microdata
from analysis.publications import Publication
from questionnaires.coding import codebook
from survey import published
from survey.config import Settings
from survey.storage import Store, Survey, initialise

DISTRICTS = (28, 20, 26, 24, 8, 15, 14, 8, 7, 9, 10, 8, 4, 3, 5, 12, 6, 5, 45)
"""The young librarians of the 19 library systems; 237 of these 257 answer."""
FACTS = {"district": 19, "tenure": 5, "education": 3, "age": 4}
ANSWERS, PEOPLE = 5, 237
CODES = {name: [f"{name[0]}{i}" for i in range(many)] for name, many in FACTS.items()}
Terms = tuple[str, ...]
"""The terms of a group: ("district:d3", "tenure:t1")."""
Tables = dict[Terms, np.ndarray]
"""Group -> the numbers of people by answer that are told."""
ENDS = {"<5": 0, ">95": 100}
"""How the ends of per cents are told, and how a publication holds them."""
Masks = dict[Terms, np.ndarray]
"""Group -> who stands in it."""


def _codes(prefix: str, many: int) -> str:
    return ", ".join(f'"{prefix}{i}": {{en: {prefix} {i}}}' for i in range(many))


SOURCE = f"""
questionnaire: libraries
version: "1"
languages: [en]
title: {{en: Libraries}}
introduction: {{en: Hello}}
thanks: {{en: Thanks}}
sections:
  - section: whole
    title: {{en: Whole}}
    items:
      - item: view
        type: single
        question: {{en: What do you think?}}
        codes: {{{_codes("v", ANSWERS)}}}
""" + "".join(
    f"""      - item: {name}
        type: single
        background: yes
        question: {{en: Your {name}?}}
        codes: {{{_codes(name[0], many)}}}
"""
    for name, many in FACTS.items()
)


@dataclass(frozen=True)
class Population:
    """Facts (name -> codes, n) and answers (n) of the people who answer, in the order in which they do."""

    facts: Mapping[str, np.ndarray]
    view: np.ndarray

    @classmethod
    def drawn(cls, seed: int) -> Population:
        """People of unequal districts, whose facts and opinions hang together a little."""
        draw = np.random.default_rng(seed)
        district = draw.permutation(np.repeat(np.arange(19), DISTRICTS))[:PEOPLE]
        tenure = draw.choice(5, PEOPLE, p=[0.16, 0.28, 0.3, 0.19, 0.07])
        age = np.clip(tenure + draw.integers(-1, 2, PEOPLE), 0, 3)
        education = draw.choice(3, PEOPLE, p=[0.6, 0.3, 0.1])
        lean = draw.dirichlet(np.array([4.2, 2.5, 1.4, 1.1, 0.8]) * 3, (19, 5))
        view = np.array([draw.choice(ANSWERS, p=lean[d, t]) for d, t in zip(district, tenure, strict=True)])
        return cls({"district": district, "tenure": tenure, "education": education, "age": age}, view)

    def in_bursts(self, seed: int) -> Population:
        """The same people, who come one district after the other, but for some who come alone of theirs."""
        draw = np.random.default_rng(seed)
        late = np.where(draw.random(PEOPLE) < 0.15, draw.random(PEOPLE) * 19, self.facts["district"])
        order = np.argsort(late, kind="stable")
        return Population({name: one[order] for name, one in self.facts.items()}, self.view[order])

    def answers(self, i: int) -> dict[str, str]:
        """What person i answers."""
        view = {"view": f"v{self.view[i]}"} if self.view[i] >= 0 else {}
        return view | {name: f"{name[0]}{one[i]}" for name, one in self.facts.items()}

    def microdata(self, n: int = PEOPLE) -> Microdata:
        """The first n people as they answered, nothing coarsened."""
        from questionnaires.reader import read

        book = codebook(read(SOURCE, "libraries"))
        return Microdata.from_records(book, [self.answers(i) for i in range(n)])

    def majority(self) -> float:
        """How often the commonest answer is right."""
        return float(np.bincount(self.view).max() / len(self.view))


@dataclass
class Site:
    """The public pages of an instance with one survey, as anybody reads them over HTTP."""

    store: Store
    survey: Survey
    who: Population
    reader: FlaskClient

    @classmethod
    def in_the_field(cls, folder: Path, who: Population, people: int, source: str = SOURCE) -> Site:
        """A survey that the first `people` have answered."""
        settings = Settings.load(folder, {"SAUALNAMA_URL": "http://127.0.0.1:8000"})
        initialise(settings)
        store = Store(settings)
        survey = store.create_survey("libraries", source)
        store.load_frame(survey, [(f"p{i}", "all") for i in range(sum(DISTRICTS))])
        reader = published.create_app(settings).test_client()
        site = cls(store, store.open_survey(survey), who, reader)
        site.more(0, people)
        return site

    def more(self, first: int, last: int) -> None:
        """Let the people from `first` to before `last` answer."""
        secrets = [one.secret for one in self.store.invitations(self.survey)]
        for i in range(first, last):
            self.store.submit(self.survey, secrets[i], {"answers": self.who.answers(i), "write_ins": {}})

    def close(self) -> None:
        """Close the wave."""
        self.survey = self.store.close(self.survey)

    def get(self, address: str) -> bytes:
        """The body of a public page; nothing where it is refused."""
        answer = self.reader.get(f"/en/libraries/1/{address}")
        assert answer.status_code in (200, 400, 404)
        return answer.data if answer.status_code == 200 else b""

    def rows(self, *where: str) -> list[dict[str, str]]:
        """The rows of the public table of a group, as its CSV tells them; none where it is refused."""
        asked = "&".join(f"where={one.replace('+', '%2B')}" for one in where)
        text = self.get(f"view/table.csv?{asked}").decode("utf-8-sig")
        return [row for row in csv.DictReader(io.StringIO(text)) if row.get("part", "row") == "row"]

    def counts(self, *where: str) -> np.ndarray | None:
        """The numbers of people by answer that the public table of a group tells; None where refused."""
        rows = self.rows(*where)
        found = np.zeros(ANSWERS)
        for row in rows:
            places = [int(code[1:]) for code in row["code"].split("+")]
            told = float(row["count"]) if "count" in row else share(row["percent"]) * int(row["base"])
            found[places] = told / len(places)
        return found if rows else None

    def percents(self, *where: str) -> list[int]:
        """The per cents of a group, row by row, as they are told: 0 for "<5", 100 for ">95"."""
        told = [row["percent"] for row in self.rows(*where)]
        return [ENDS[one] if one in ENDS else int(one) for one in told]

    def tables(self, classes: Mapping[str, Iterable[str]]) -> Tables:
        """Every table of a group of at most two facts that the pages give, by asking for all."""
        terms = [f"{name}:{code}" for name, codes in classes.items() for code in codes]
        pairs = [(a, b) for a, b in combinations(terms, 2) if a.split(":")[0] != b.split(":")[0]]
        asked = [(), *((one,) for one in terms), *pairs]
        found = {one: self.counts(*one) for one in asked}
        return {one: table for one, table in found.items() if table is not None}


def share(told: str) -> float:
    """A per cent as it is told, from 0 to 1."""
    return {"<5": 0.025, ">95": 0.975}.get(told) or float(told) / 100


def counted(view: np.ndarray) -> np.ndarray:
    """How many people gave each answer."""
    return np.bincount(view, minlength=ANSWERS).astype(float)


def masks_of(facts: Mapping[str, np.ndarray], classes: Mapping[str, Iterable[str]]) -> Masks:
    """Who stands in each group of at most two classes ("a+b" unites codes); groups of nobody left out."""
    alone = {
        f"{name}:{code}": np.isin(facts[name], [int(one.lstrip(name[0])) for one in code.split("+")])
        for name, codes in classes.items()
        for code in codes
    }
    found: Masks = {(): np.ones(len(next(iter(facts.values()))), bool)}
    found |= {(term,): people for term, people in alone.items()}
    for a, b in combinations(alone, 2):
        if a.split(":")[0] != b.split(":")[0]:
            found[a, b] = alone[a] & alone[b]
    return {terms: people for terms, people in found.items() if people.any()}


def differences(tables: Tables, masks: Masks) -> dict[int, int]:
    """Person -> the answer guessed, for whoever is all that two tables differ in."""
    found = {}
    for small, large in permutations(tables, 2):
        alone = masks[large] & ~masks[small]
        if alone.sum() == 1 and not (masks[small] & ~masks[large]).any():
            found[int(alone.argmax())] = int((tables[large] - tables[small]).argmax())
    return found


def recovered(tables: Tables, masks: Masks, view: np.ndarray) -> int:
    """How many tables of 1 to 9 people that are not given follow exactly from sums of those that are."""
    given = np.array([masks[terms] for terms in tables], float)
    numbers, found = np.array(list(tables.values())), 0
    solve = np.linalg.pinv(given.T)
    for terms, people in masks.items():
        if terms not in tables and people.sum() < 10:
            weights = solve @ people
            if np.allclose(weights @ given, people, atol=1e-6):
                truth = counted(view[people])
                found += bool((np.rint(weights @ numbers) == truth).all())
    return found


def reconstructed(tables: Tables, masks: Masks, rounds: int = 150) -> np.ndarray:
    """The likeliest answer of each person by all tables together: everybody starts with the shares of all,
    then each table in turn moves its group towards its numbers (iterative proportional fitting)."""
    everybody = tables[()]
    chances = np.tile(everybody / everybody.sum(), (len(masks[()]), 1))
    for step in range(rounds):
        for terms, table in tables.items():
            people = masks[terms]
            now = chances[people].sum(0)
            wanted = table * people.sum() / table.sum()
            ratio = np.divide(np.maximum(wanted, 1e-9), np.maximum(now, 1e-9))
            chances[people] *= ratio ** (1 / (1 + step / 50))
            chances[people] /= chances[people].sum(1, keepdims=True)
    return chances.argmax(1)


def own_majority(who: Population, masks: Masks, tables: Tables) -> float:
    """How often the commonest answer of one's own published group is right, by the best of the facts."""
    found = [who.majority()]
    for name in who.facts:
        guess = np.full(len(who.view), int(np.bincount(who.view).argmax()))
        for terms in tables:
            if len(terms) == 1 and terms[0].startswith(f"{name}:"):
                guess[masks[terms]] = np.bincount(who.view[masks[terms]]).argmax()
        found.append(float((guess == who.view).mean()))
    return max(found)


def noise_of(seed: int, n: int, snapshot: int = 1) -> Noise:
    """The noise of the first n people."""
    keys = np.random.default_rng(seed).integers(0, 2**64, PEOPLE, dtype=np.uint64)
    return Noise(b"a secret of the attacked tables.", snapshot, keys[:n])


def classes_of(publication: Publication) -> dict[str, list[str]]:
    """Filter variable -> the codes of its classes."""
    return {one.name: [each.code for each in one.classes] for one in publication.variables}
