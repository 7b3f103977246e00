"""The public pages under attack: what succeeds against naive tables fails against ours, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from analysis.disclosure import lattice
from analysis.disclosure.gate import protect
from analysis.publications import Publication
from tests.attacks import likely, public
from tests.attacks.public import (
    ANSWERS,
    FACTS,
    PEOPLE,
    Masks,
    Population,
    Site,
    Tables,
    Terms,
    classes_of,
    noise_of,
)

SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Attacked:
    """A published wave: the people, and all tables that anybody can have of it over HTTP."""

    who: Population
    site: Site
    tables: Tables
    masks: Masks


@contextmanager
def published(folder: Path, seed: int, filters: list[str] | None = None) -> Iterator[Attacked]:
    """The tables are made of the facts as they are: the attacker knows them all, nothing was coarsened."""
    who, noise = Population.drawn(seed), noise_of(seed, PEOPLE)
    site = Site.in_the_field(folder, who, PEOPLE)
    site.close()
    publication = protect(who.microdata(), noise, filters=filters)
    site.store.publish(site.survey, publication.content)
    classes = classes_of(publication)
    yield Attacked(who, site, site.tables(classes), public.masks_of(who.facts, classes))
    site.store.engine.dispose()


@pytest.fixture(scope="module", params=SEEDS)
def attacked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    with published(tmp_path_factory.mktemp("public"), request.param) as found:
        yield found


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacked]:
    """By few facts, so that groups of two of them are served too."""
    with published(tmp_path_factory.mktemp("crossed"), SEEDS[0], ["tenure", "education"]) as found:
        yield found


def exact(who: Population, least: int) -> tuple[Tables, Masks]:
    """What a naive publisher gives: exact tables of all groups of at least so many people."""
    masks = public.masks_of(who.facts, public.CODES)
    return {
        one: public.counted(who.view[people]) for one, people in masks.items() if people.sum() >= least
    }, masks


def right(guesses: dict[int, int], who: Population) -> float:
    return float(np.mean([who.view[i] == guess for i, guess in guesses.items()])) if guesses else 0.0


def test_two_groups_that_differ_in_one_person_tell_the_answer(attacked: Attacked) -> None:
    free, masks = exact(attacked.who, least=1)
    before = public.differences(free, masks)
    assert len(before) > 20
    assert right(before, attacked.who) == 1
    found = public.differences(attacked.tables, attacked.masks)
    print(f"differencing reaches {len(before)} people by free filters, {len(found)} by ours")
    assert found == {}
    assert len(attacked.tables) > 20


def test_small_groups_follow_from_those_that_are_given(attacked: Attacked) -> None:
    least_ten, masks = exact(attacked.who, least=10)
    before = public.recovered(least_ten, masks, attacked.who.view)
    after = public.recovered(attacked.tables, attacked.masks, attacked.who.view)
    print(f"suppressed tables recovered: a threshold of 10 alone {before}, ours {after}")
    assert before > 5
    assert after == 0


def test_all_tables_together_tell_what_each_person_answered(attacked: Attacked) -> None:
    who = attacked.who
    free = float((public.reconstructed(*exact(who, least=1)) == who.view).mean())
    ours = float((public.reconstructed(attacked.tables, attacked.masks) == who.view).mean())
    group = public.own_majority(who, attacked.masks, attacked.tables)
    print(f"reconstruction: exact {free:.3f}, ours {ours:.3f}; majority of own groups {group:.3f}")
    assert free > group + 0.25
    assert ours <= group + 0.05


def guessed_by_all(who: Population, told: likely.Told, masks: Masks) -> float:
    """How often the likeliest answer by all that is told of groups is right."""
    total = public.counted(who.view).astype(int).tolist()
    return float((likely.likeliest(told, masks, total) == who.view).mean())


def told_of_groups(publication: Publication) -> dict[Terms, tuple[int, ...]]:
    """Group -> its per cents, as a publication holds them."""
    facts = list(FACTS)
    found = {}
    for key, (line,) in publication.question("view").groups.items():
        terms = [term.replace("=", ":") for term in key.split("&")]
        if line:
            found[tuple(sorted(terms, key=lambda term: facts.index(term.split(":")[0])))] = line[1]
    return found


def test_what_all_tables_make_likely_is_not_what_each_person_answered(attacked: Attacked) -> None:
    told = {terms: attacked.site.percents(*terms) for terms in attacked.tables if terms}
    found = guessed_by_all(attacked.who, told, attacked.masks)
    group = public.own_majority(attacked.who, attacked.masks, attacked.tables)
    print(f"by likelihood: {found:.3f} of {len(told)} groups; majority of own groups {group:.3f}")
    assert found <= group + 0.05


def test_with_more_groups_for_each_person_answers_would_be_likely(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same groups and noise, but as many groups as can be, tell too much; one for ten people does not."""
    over: dict[int, list[float]] = {1: [], lattice.PEOPLE_PER_GROUP: []}
    for seed, people in product(range(4, 10), over):
        monkeypatch.setattr(lattice, "PEOPLE_PER_GROUP", people)
        who = Population.drawn(seed)
        publication = protect(who.microdata(), noise_of(seed, PEOPLE))
        told, masks = told_of_groups(publication), public.masks_of(who.facts, classes_of(publication))
        group = public.own_majority(who, masks, {terms: np.zeros(0) for terms in told})
        over[people].append(guessed_by_all(who, told, masks) - group)
    every, ours = (float(np.mean(one)) for one in over.values())
    print(f"by likelihood over the majority of own groups: {every:+.3f} by all groups, {ours:+.3f} by ours")
    assert every > 0.03
    assert ours < 0.03


def test_tables_are_still_of_use(attacked: Attacked, crossed: Attacked) -> None:
    errors: dict[int, list[float]] = {1: [], 2: []}
    for one in (attacked, crossed):
        assert (one.tables[()] == public.counted(one.who.view)).all()
        for terms, table in one.tables.items():
            truth = public.counted(one.who.view[one.masks[terms]])
            error = np.abs(100 * table / table.sum() - 100 * truth / truth.sum()).mean()
            if terms:
                errors[len(terms)].append(float(error))
    assert len(errors[2]) >= 5
    one, two, both = (np.mean(part) for part in (errors[1], errors[2], errors[1] + errors[2]))
    print(f"mean error: 0 on the total, {one:.1f} points in groups of one fact, {two:.1f} of two")
    assert max(one, both) <= 6


def test_asking_again_gives_the_same_bytes(crossed: Attacked) -> None:
    """Noise drawn afresh at each request is averaged away; ours is the same each time and by every route."""
    group = next(terms for terms in crossed.tables if len(terms) == 2)
    truth = public.counted(crossed.who.view[crossed.masks[group]])
    draw = np.random.default_rng(0)
    afresh = [truth + draw.choice([-2, -1, 0, 1, 2], ANSWERS) for _ in range(400)]
    assert (np.rint(np.mean(afresh, axis=0)) == truth).all()
    first, second = (one.replace("+", "%2B") for one in group)
    for part in ("view/", "view/table.csv", "view/chart.svg"):
        asked = [f"{part}?where={first}&where={second}"] * 5
        asked += [f"{part}?where={second}&where={first}"] if part != "view/" else []
        assert len({crossed.site.get(one) for one in asked}) == 1


def test_other_names_of_the_same_people_give_the_same_numbers(attacked: Attacked) -> None:
    """A fact that says the same as another one is no second draw of the noise."""
    microdata = attacked.who.microdata()
    twin = Population({**attacked.who.facts, "age": attacked.who.facts["education"]}, attacked.who.view)
    found = protect(twin.microdata(), noise_of(7, microdata.n))
    for i in range(3):
        one, other = found.filter(f"education:e{i}"), found.filter(f"age:a{i}")
        assert found.tally("view", one).rows == found.tally("view", other).rows


def swapped(who: Population, seed: int) -> tuple[Population, list[int]]:
    """The same people with an age that is their education, but for two people who stand on other sides."""
    draw, age = np.random.default_rng(seed), who.facts["education"].copy()
    one = int(draw.integers(PEOPLE))
    other = int(draw.choice(np.flatnonzero(age != age[one])))
    age[[one, other]] = age[[other, one]]
    return Population({**who.facts, "age": age}, who.view), [one, other]


def sides(one: Population, place: int) -> tuple[str, str]:
    """The group of a person by the fact and that by its copy."""
    return f"education:e{one.facts['education'][place]}", f"age:a{one.facts['education'][place]}"


def told_by_noise(tables: Tables, one: Population, place: int) -> int | None:
    """What a person answered who has left the copy of their group, if both are told: cells of the same people
    have the same noise, the others have lost this person or won the other one."""
    whole, copy = (tables.get((name,)) for name in sides(one, place))
    if whole is None or copy is None:
        return None
    lost = whole / whole.sum() - copy / copy.sum()
    return int(lost.argmax())


def test_two_groups_that_swap_a_person_do_not_tell_what_those_two_answered() -> None:
    """Equal noise on equal cells would show the others: groups that nearly agree are never both served."""
    free, ours, majorities = [], 0, []
    for seed in range(40):
        who, people = swapped(Population.drawn(seed), seed)
        majorities.append(who.majority())
        noise = noise_of(seed, PEOPLE)
        served = protect(who.microdata(), noise, questions=["view"]).question("view").groups
        for place in people:
            tables = {}
            for name in sides(who, place):
                fact, code = name.split(":")
                inside = who.facts[fact] == int(code[1:])
                tables[name,] = noise.shown(np.where(inside, who.view, -1), ANSWERS).astype(float)
            free.append(told_by_noise(tables, who, place) == who.view[place])
            ours += all(name.replace(":", "=") in served for name in sides(who, place))
    majority = float(np.mean(majorities))
    print(f"swapped: by the same noise {np.mean(free):.3f}, majority {majority:.3f}; served by us: {ours}")
    assert np.mean(free) > majority + 0.1
    assert ours == 0
