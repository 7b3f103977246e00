"""Numbers described by how often each value occurs, and by the score of each person: one answer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Code, Codebook, Variable
from analysis.design import Design
from analysis.frequencies import Frequencies
from analysis.microdata import Microdata
from analysis.numbers import describe, quantile
from analysis.tallies import tally

people = st.lists(
    st.tuples(st.integers(-3, 9), st.booleans(), st.sampled_from([0.0, 0.5, 1.0, 3.25])),
    min_size=2,
    max_size=60,
)
LIKING = Variable(
    "liking",
    {"en": "Liking"},
    "ordinal",
    (
        *(Code(str(i), {"en": str(i)}, score=float(min(i, 3))) for i in range(5)),
        Code("9", {"en": "?"}, "refused"),
    ),
)


def designs(weights: np.ndarray | None, population: int | None) -> tuple[Design, Design]:
    """The same design twice: people drawn one by one, and all of them in one stratum."""
    n = len(weights) if weights is not None else 0
    sizes = None if population is None else {"all": population}
    return Design(weights, population=population), Design(weights, strata=["all"] * n, stratum_sizes=sizes)


@settings(max_examples=200, deadline=None)
@given(people, st.sampled_from([None, 60, 100]), st.booleans())
def test_sums_of_distinct_values_describe_as_the_scores_of_people_do(sample, population, finite):
    values, answered, weights = (np.array(part) for part in zip(*sample, strict=True))
    if not (weights * answered).sum():
        return
    plain, stratified = designs(weights, population)
    given_ = values.astype(float), answered
    first, second = (describe(*given_, one, population=finite) for one in (plain, stratified))
    assert first == pytest.approx(second, rel=1e-9, abs=1e-9)
    assert list(first) == list(second)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["0", "1", "2", "3", "4", "9", "not_asked"]), min_size=2, max_size=50))
def test_scores_of_codes_are_described_from_their_counts_as_from_people(answers):
    records = [{"liking": answer} for answer in answers]
    found = []
    for design in (Design(population=70), Design(strata=["all"] * len(answers), stratum_sizes={"all": 70})):
        microdata = Microdata.from_records(Codebook("work", (LIKING,)), records, design)
        found.append(tally(microdata, "liking").statistics)
    assert found[0] == pytest.approx(found[1], rel=1e-9, abs=1e-9)


def test_codes_of_one_score_are_one_value_and_codes_of_nobody_none():
    sums = np.array([2, 0, 3]), np.array([2.0, 0.0, 4.0]), np.array([2.0, 0.0, 6.0])
    known = Frequencies.of_codes(np.array([5.0, 1.0, 5.0]), sums)
    assert [part.tolist() for part in (known.values, known.counts, known.weights, known.squares)] == [
        [5.0],
        [5],
        [6.0],
        [8.0],
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4)), min_size=1, max_size=30), st.floats(0.01, 0.99)
)
def test_a_quantile_of_weighted_people_is_that_of_repeated_ones(pairs, p):
    values, weights = (np.array(part, dtype=float) for part in zip(*pairs, strict=True))
    assert quantile(values, p, weights) == quantile(np.repeat(values, weights.astype(int)), p)
