"""The lattice, against brute force over random populations."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from analysis.disclosure.alike import Kinds
from analysis.disclosure.gate import filter_classes
from analysis.disclosure.ground import Ground
from analysis.disclosure.lattice import Lattice, Terms
from tests.analysis.disclosure.people import crowd, noise_for

FACTS = {"system": 19, "tenure": 5, "education": 3, "age": 4, "region": 4}
SEEDS = range(8)


def ground_of(n: int, seed: int) -> Ground:
    microdata = crowd(n, FACTS, seed)
    return Ground.of(microdata, filter_classes(microdata, None, {}), noise_for(n))


def lattice_of(n: int, seed: int, among: float = 1.0) -> Lattice:
    """The lattice person by person: each a kind of its own."""
    ground, draw = ground_of(n, seed), np.random.default_rng(seed)
    if among == 1:
        return by_person(ground)
    there = draw.random(n) < among
    return by_person(ground, there, by_person(ground).why)


def by_person(
    ground: Ground, there: np.ndarray | slice = slice(None), refused: dict[Terms, str] | None = None
) -> Lattice:
    places = np.array([one.place for one in ground.classes.values()])[:, there]
    return Lattice(places, np.ones(places.shape[1], np.int64), refused)


def masks(lattice: Lattice) -> dict[Terms, np.ndarray]:
    everybody = {(): np.ones(lattice.n, bool)}
    return everybody | {terms: lattice.inside(terms) for terms in lattice.served}


def few(people: np.ndarray) -> bool:
    return 0 < int(people.sum()) < 10


def isolated(served: dict[Terms, np.ndarray]) -> int:
    """How many people two served groups differ in that differ in fewer than ten."""
    found = np.zeros(len(served[()]), bool)
    for a, b in combinations(served.values(), 2):
        if few(a ^ b):
            found |= a ^ b
    return int(found.sum())


def left_over(served: dict[Terms, np.ndarray], variables: int) -> int:
    """How many parents minus their served children leave 1 to 9 people."""
    found = 0
    for parent, people in served.items():
        for variable in set(range(variables)) - {v for v, _ in parent}:
            rest = people.copy()
            for terms, inside in served.items():
                if len(terms) == len(parent) + 1 and set(parent) < set(terms):
                    rest &= ~inside if any(v == variable for v, _ in terms) else True
            found += few(rest)
    return found


def recovered(served: dict[Terms, np.ndarray], lattice: Lattice) -> int:
    """How many unserved groups of 1 to 9 people are sums and differences of any number of served ones."""
    kinds = np.unique(lattice.classes, axis=1, return_index=True)[1]  # people alike in every fact
    matrix = np.array(list(served.values()), float).T[kinds]
    basis, values, _ = np.linalg.svd(matrix, full_matrices=False)
    basis = basis[:, values > 1e-9 * values.max()]
    found = 0
    for terms, size in lattice.sizes.items():
        if size < 10:
            people = lattice.inside(terms)[kinds].astype(float)
            found += bool(np.allclose(basis @ (basis.T @ people), people, atol=1e-8))
    return found


def told_apart(lattice: Lattice, served: dict[Terms, np.ndarray]) -> tuple[int, int, int]:
    return isolated(served), left_over(served, len(FACTS)), recovered(served, lattice)


@pytest.mark.parametrize("among", [1.0, 0.9])
@pytest.mark.parametrize("n", [60, 237, 700])
def test_nobody_is_isolated_by_sums_and_differences_of_served_groups(n: int, among: float) -> None:
    naive = (0, 0, 0)
    for seed in SEEDS:
        lattice = lattice_of(n, seed, among)
        assert told_apart(lattice, masks(lattice)) == (0, 0, 0), seed
        if not all(naive):
            large = {t: lattice.inside(t) for t, size in lattice.sizes.items() if size >= 10}
            found = told_apart(lattice, {(): np.ones(lattice.n, bool)} | large)
            naive = naive[0] + found[0], naive[1] + found[1], naive[2] + found[2]
    print(
        f"n = {n}: by a threshold of 10 alone isolated {naive[0]}, left over {naive[1]}, recovered {naive[2]}"
    )
    assert min(naive) > 0


@pytest.mark.parametrize("among", [1.0, 0.9])
def test_kinds_of_people_have_the_lattice_of_the_people_one_by_one(among: float) -> None:
    for seed in SEEDS:
        ground, there = ground_of(237, seed), np.random.default_rng(seed).random(237) < among
        single, kinds = lattice_of(237, seed, among), ground.lattice(there if among < 1 else None)
        assert (kinds.n, kinds.sizes, kinds.why) == (single.n, single.sizes, single.why), seed
        assert kinds.classes.shape[1] < single.classes.shape[1]


def test_kinds_hold_the_classes_of_their_people() -> None:
    draw = np.random.default_rng(1)
    for wide in (3, 5000):
        variables = [draw.integers(-1, wide, 2000) for _ in range(3)]
        kinds = Kinds.of(variables, 2000)
        assert (kinds.classes[:, kinds.place] == variables).all()
        assert kinds.sizes.sum() == 2000
        assert len(np.unique(kinds.classes, axis=1).T) == kinds.many
    assert Kinds.of([], 7).sizes.tolist() == [7]
    assert Kinds.of([np.zeros(0, np.int64)], 0).many == Kinds.of([], 0).many == 0


def test_single_facts_are_served_whole_after_recoding() -> None:
    for seed in SEEDS:
        lattice = lattice_of(237, seed)
        one_term = [terms for terms in lattice.sizes if len(terms) == 1]
        refused = [terms for terms in one_term if not lattice.serves(terms)]
        assert all(lattice.why[terms] in ("near", "siblings", "recoverable") for terms in refused)
        assert len(refused) <= len(one_term) / 3


def test_every_refusal_has_its_rule() -> None:
    cells = {(0, 0): 35, (0, 1): 5, (1, 0): 12, (1, 1): 18}
    places = np.repeat(list(cells), list(cells.values()), axis=0).T
    assert Lattice(places, np.ones(70, np.int64)).why == {
        ((0, 0), (1, 1)): "small",
        ((0, 0), (1, 0)): "rest",
        ((0, 1), (1, 1)): "rest",
        ((0, 1), (1, 0)): "recoverable",
    }


def test_the_smallest_sibling_hides_beside_a_small_group() -> None:
    lattice = Lattice(np.array([[0, 1, 2, 3]]), np.array([4, 12, 30, 40]))
    assert lattice.why == {((0, 0),): "small", ((0, 1),): "siblings"}


def test_of_two_groups_that_differ_in_few_people_one_is_refused() -> None:
    first, second = np.repeat([0, 1], [20, 40]), np.repeat([0, 1], [24, 36])
    lattice = Lattice(np.array([first, second]), np.ones(60, np.int64))
    assert ((0, 0),) not in lattice.served or ((1, 0),) not in lattice.served


def test_of_two_groups_that_differ_in_a_few_of_each_one_is_refused() -> None:
    first = np.repeat([0, 1], [20, 40])
    second = first.copy()
    second[[0, 59]] = second[[59, 0]]
    lattice = Lattice(np.array([first, second]), np.ones(60, np.int64))
    assert not all(lattice.serves(((v, 0),)) for v in (0, 1))
    assert not all(lattice.serves(((v, 1),)) for v in (0, 1))


def test_there_is_at_most_one_group_for_every_ten_people_the_largest_of_two_terms_first() -> None:
    places = np.array(list(product(range(3), range(3)))).repeat(range(20, 11, -1), axis=0).T
    found = Lattice(places, np.ones(places.shape[1], np.int64))
    two = [terms for terms in found.sizes if len(terms) == 2]
    assert len(found.sizes) == 15
    assert len(found.served) == found.n // 10 == 14
    assert [found.size(one) for one in two if found.why.get(one) == "many"] == [12]


def test_groups_of_one_term_are_never_too_many() -> None:
    places = np.array([np.repeat(range(10), 10), np.tile(range(10), 10)])
    found = Lattice(places, np.ones(100, np.int64))
    assert [len(terms) for terms in found.served] == [1] * 20
