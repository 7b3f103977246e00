"""Multiple-response sets: bases, Cochran's Q and tests of options by group."""

import numpy as np
import pytest

from analysis import multiple_response as sets
from analysis.errors import NobodyAnswered, NotANumber, NoVariation, TooFew, WrongArgument
from analysis.hypotheses import pearson
from analysis.repeated import friedman

CHOSEN = np.random.default_rng(8).uniform(size=(60, 4)) < np.array([0.2, 0.4, 0.5, 0.3])
GROUPS = np.arange(60) % 3


def test_the_three_bases_stand_beside_each_other() -> None:
    one = sets.choices(np.array([[1, 1, 0], [1, 0, 0], [0, 0, 0]]))
    assert (one.people, one.choosing, one.answers) == (3, 2, 3)
    assert one.percent_of_people.tolist() == pytest.approx([200 / 3, 100 / 3, 0])
    assert one.percent_of_choosing.tolist() == [100, 50, 0]
    assert one.percent_of_answers.sum() == pytest.approx(100)
    assert one.mean_answers == 1


def test_groups_add_up_to_all() -> None:
    whole, groups = sets.choices(CHOSEN), sets.choices_by(CHOSEN, GROUPS)
    assert [code for code, _ in groups] == [0, 1, 2]
    assert sum(one.counts for _, one in groups).tolist() == whole.counts.tolist()
    assert sum(one.choosing for _, one in groups) == whole.choosing


def test_equal_weights_change_no_per_cent_and_no_weight_is_nobody() -> None:
    plain, heavy = sets.choices(CHOSEN), sets.choices(CHOSEN, np.full(60, 2.5))
    assert heavy.percent_of_choosing == pytest.approx(plain.percent_of_choosing)
    assert heavy.people == 150
    with pytest.raises(NobodyAnswered):
        _ = sets.choices(CHOSEN, np.zeros(60)).percent_of_people


def test_q_is_cochrans_formula_and_friedmans_test() -> None:
    q, columns, rows = sets.cochran_q(CHOSEN), CHOSEN.sum(0), CHOSEN.sum(1)
    above = 3 * (4 * (columns**2).sum() - columns.sum() ** 2)
    assert q.statistic == pytest.approx(above / (4 * rows.sum() - (rows**2).sum()))
    assert q.statistic == pytest.approx(friedman(CHOSEN.astype(float)).statistic)


def test_people_who_chose_all_or_nothing_change_nothing() -> None:
    more = np.vstack([CHOSEN, np.ones((9, 4), bool), np.zeros((5, 4), bool)])
    assert sets.cochran_q(more).statistic == pytest.approx(sets.cochran_q(CHOSEN).statistic)


def tables() -> list[np.ndarray]:
    return [
        np.array([[np.sum((g == GROUPS) & (c == v)) for g in range(3)] for v in (0, 1)]) for c in CHOSEN.T
    ]


def test_each_option_is_tested_by_group_and_adjusted_together() -> None:
    tests = sets.item_tests(tables(), "bonferroni")
    for one, counts in zip(tests, tables(), strict=True):
        assert one.test.p == pearson(counts).p
        assert one.adjusted == pytest.approx(min(1, 4 * one.test.p))


def test_what_no_option_or_nobody_tells_is_refused() -> None:
    with pytest.raises(TooFew):
        sets.item_tests([])
    with pytest.raises(TooFew):
        sets.item_tests([np.array([[0, 0], [3, 4]])])
    with pytest.raises(NoVariation):
        sets.cochran_q(np.ones((5, 3), bool))
    with pytest.raises(NobodyAnswered):
        _ = sets.choices(np.zeros((4, 2))).percent_of_choosing
    for bad in (np.array([[2, 0]]), np.array([[np.nan, 0]]), np.array([1, 0])):
        with pytest.raises(NotANumber):
            sets.choices(bad)


def test_weights_below_0_or_of_others_are_refused() -> None:
    for weights in (np.full(60, -1.0), np.full(60, np.nan), np.ones(3)):
        with pytest.raises((NotANumber, WrongArgument), match="weights"):
            sets.choices(CHOSEN, weights)
