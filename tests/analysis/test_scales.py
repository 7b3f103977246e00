"""Scores and reliability: identities between independent routes, and what the answers leave undefined."""

import numpy as np
import pytest
from scipy import stats

from analysis.codebook import Code, Codebook, CodebookError, Variable
from analysis.errors import (
    NobodyAnswered,
    NotANumber,
    NotTabulable,
    NoVariation,
    Redundant,
    TooFew,
    UndefinedStatistic,
)
from analysis.microdata import Microdata
from analysis.scales import halves, intraclass, moments, ordinal, reliability, scores
from analysis.scales.adequacy import bartlett, kmo
from analysis.scales.items import Items, items

RNG = np.random.default_rng(11)
RATINGS = np.clip(np.round(3 + RNG.normal(size=(80, 1)) + RNG.normal(size=(80, 6))), 1, 5)
C = moments.covariance(RATINGS)


def asked(*rows: list[float | None]) -> Items:
    """Items of these people, None where they did not answer."""
    answered = np.array([[one is not None for one in row] for row in rows])
    values = np.array([[one or 0.0 for one in row] for row in rows])
    return Items(tuple(f"i{j}" for j in range(values.shape[1])), values, answered)


def test_alpha_is_the_mean_of_all_split_halves() -> None:
    chosen = halves._all(6, 10)
    assert reliability.raw_alpha(C) == pytest.approx(
        np.mean([4 * half @ C @ (1 - half) / C.sum() for half in chosen])
    )


def test_alpha_is_the_intraclass_correlation_of_means_and_lambda_3() -> None:
    found = {one.kind: one.value for one in intraclass.intraclass(RATINGS)}
    assert found["ICC3k"] == pytest.approx(reliability.raw_alpha(C))
    assert reliability.guttman(C).lambda3 == pytest.approx(reliability.raw_alpha(C))


def test_of_two_items_standardized_alpha_is_the_stepped_up_correlation() -> None:
    r = moments.correlation(RATINGS[:, :2])
    assert reliability.raw_alpha(r) == pytest.approx(halves.odd_even(r).reliability)
    assert reliability.raw_alpha(r) == pytest.approx(halves.splits(r).best)


def test_guttmans_bounds_stand_in_their_order() -> None:
    found = reliability.guttman(C)
    assert found.lambda1 < found.lambda3 <= found.lambda2 <= 1
    assert halves.splits(C).worst <= found.lambda3 <= halves.splits(C).best


def test_the_rest_correlation_is_that_of_the_sums_written_out() -> None:
    wanted = [np.corrcoef(RATINGS[:, i], np.delete(RATINGS, i, 1).sum(1))[0, 1] for i in range(6)]
    assert reliability.item_rest(C) == pytest.approx(np.array(wanted))


def test_alpha_does_not_change_with_the_unit_of_the_items() -> None:
    assert reliability.raw_alpha(moments.covariance(3 * RATINGS + 7)) == pytest.approx(
        reliability.raw_alpha(C)
    )


def test_feldts_interval_holds_alpha_and_shrinks_with_people() -> None:
    narrow, wide = reliability.feldt(0.7, 1000, 6), reliability.feldt(0.7, 50, 6)
    assert wide[0] < narrow[0] < 0.7 < narrow[1] < wide[1]


def test_feldts_limits_are_those_of_the_f_test_of_the_intraclass_correlation() -> None:
    found = next(one for one in intraclass.intraclass(RATINGS) if one.kind == "ICC3k")
    at = stats.f.isf(np.array([0.025, 0.975]), found.df, found.df2) / found.statistic
    assert reliability.feldt(found.value, *RATINGS.shape) == pytest.approx(tuple(1 - at))


def test_random_splits_are_seeded_and_say_it() -> None:
    found = halves.splits(C, most=5, seed=3)
    assert found == halves.splits(C, most=5, seed=3)
    assert (found.tried, found.seed) == (5, 3)
    assert halves.splits(C).seed is None


def test_pairwise_is_complete_where_nothing_is_missing() -> None:
    every = Items(tuple("abcdef"), RATINGS, np.ones(RATINGS.shape, bool))
    assert moments.pairwise_covariance(every) == pytest.approx(C)
    assert moments.pairwise_correlation(every) == pytest.approx(moments.correlation(RATINGS))


def test_whole_weights_count_people() -> None:
    weights = np.array([1.0, 2] * 40)
    repeated = np.repeat(RATINGS, weights.astype(int), axis=0)
    ours, theirs = moments.covariance(RATINGS, weights), moments.covariance(repeated)
    assert reliability.raw_alpha(ours) == pytest.approx(reliability.raw_alpha(theirs))


def test_people_without_weight_change_nothing() -> None:
    weights = np.array([0.0] * 30 + [1.0] * 50)
    assert moments.covariance(RATINGS, weights) == pytest.approx(moments.covariance(RATINGS[30:]))


def test_sampling_adequacy_of_two_items_is_a_half() -> None:
    assert kmo(moments.correlation(RATINGS[:, :2])).overall == pytest.approx(0.5)


def test_bartletts_test_of_two_items_is_that_of_their_correlation() -> None:
    r = moments.correlation(RATINGS[:, :2])
    assert bartlett(r, 80).statistic == pytest.approx(-(79 - 1.5) * np.log(1 - r[0, 1] ** 2))
    assert bartlett(r, 80).df == 1


def test_the_polychoric_matrix_of_fine_ratings_is_near_pearsons() -> None:
    fine = np.clip(np.round(5 + 2 * RNG.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], 4_000)), 1, 10)
    found = ordinal.polychoric_matrix(fine)
    assert found.rho[0, 1] == pytest.approx(np.corrcoef(fine.T)[0, 1], abs=0.02)
    assert all(np.diff(cuts).min() > 0 for cuts in found.cuts)


def test_a_mean_score_leaves_out_who_answered_too_little() -> None:
    some = asked([1, 2, 3, 4], [1, 2, None, None], [None] * 4)
    assert scores.mean_scores(some).known.tolist() == [True, True, False]
    assert scores.mean_scores(some, 0.75).known.tolist() == [True, False, False]
    assert scores.mean_scores(some).values.tolist() == [2.5, 1.5, 0]
    assert (scores.sum_scores(some).n, scores.sum_scores(some).mean) == (1, 10)


def test_scores_of_nobody_have_no_mean() -> None:
    nobody = scores.mean_scores(asked([None, None]))
    with pytest.raises(NobodyAnswered):
        _ = nobody.mean
    with pytest.raises(TooFew):
        _ = nobody.sd
    with pytest.raises(ValueError, match="from 0 to 1"):
        scores.mean_scores(asked([1, 2]), 1.5)


CONSTANT = moments.covariance(np.column_stack([RATINGS[:, :2], np.full(80, 0.1)]))


@pytest.mark.parametrize(
    ("refused", "error"),
    [
        (lambda: moments.covariance(RATINGS[:1]), TooFew),
        (lambda: moments.spearman(RATINGS[:1]), TooFew),
        (lambda: moments.covariance(RATINGS, np.zeros(80)), TooFew),
        (lambda: moments.standardized(CONSTANT), NoVariation),
        (lambda: moments.pairwise_covariance(asked([1, None], [None, 2])), TooFew),
        (lambda: moments.pairwise_correlation(asked([1, 0.1], [2, 0.1], [3, 0.1])), NoVariation),
        (lambda: moments.inverse(np.ones((2, 2))), Redundant),
        (lambda: reliability.raw_alpha(np.ones((1, 1))), TooFew),
        (lambda: reliability.raw_alpha(np.zeros((3, 3))), NoVariation),
        (lambda: reliability.raw_alpha(np.array([[1.0, -1], [-1, 1]])), NoVariation),
        (lambda: reliability.alpha(np.ones((3, 3))), Redundant),
        (lambda: reliability.alpha(CONSTANT), NoVariation),
        (lambda: reliability.feldt(0.5, 1, 3), TooFew),
        (lambda: reliability.alpha_without(C[:2, :2], 0), TooFew),
        (lambda: reliability.rest_correlation(CONSTANT, 2), NoVariation),
        (lambda: halves.odd_even(np.array([[1.0, -1], [-1, 1]])), Redundant),
        (lambda: halves.odd_even(CONSTANT[2:, 2:]), TooFew),
        (lambda: halves.splits(np.zeros((2, 2))), NoVariation),
        (lambda: kmo(np.eye(3)), NoVariation),
        (lambda: bartlett(moments.correlation(RATINGS), 3), TooFew),
        (lambda: intraclass.intraclass(RATINGS[:1]), TooFew),
        (lambda: intraclass.intraclass(np.array([[1.0, 2], [2, 1]])), NoVariation),
        (lambda: moments.covariance(np.array([[1, np.nan], [2, 3]])), NotANumber),
        (lambda: moments.covariance(np.array([1.0, 2])), NotANumber),
        (lambda: moments.standardized(np.array([[1, np.inf], [np.inf, 1]])), NotANumber),
        (lambda: reliability.raw_alpha(np.array([[1, 0.5], [0.2, 1]])), NotANumber),
        (lambda: reliability.raw_alpha(np.ones((2, 3))), NotANumber),
        (lambda: reliability.feldt(np.nan, 20, 3), NotANumber),
        (lambda: reliability.feldt(0.5, 20, 3, level=95), UndefinedStatistic),
        (lambda: reliability.item_statistics(np.array([[1.0, -1], [-1, 1]])), NoVariation),
        (lambda: intraclass.intraclass(np.full((4, 3), 2.0)), NoVariation),
        (lambda: ordinal.polychoric_matrix(np.zeros((0, 2))), NobodyAnswered),
        (lambda: ordinal.polychoric_matrix(np.array([[1.0, 2], [1, 3]])), NoVariation),
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_is_undefined_is_refused_by_name(refused: object, error: type[Exception]) -> None:
    with pytest.raises(error):
        refused()


def test_a_constant_item_stays_in_raw_alpha() -> None:
    k = 3 / 2
    assert reliability.raw_alpha(CONSTANT) == pytest.approx(k / 2 * reliability.raw_alpha(C[:2, :2]))


@pytest.mark.filterwarnings("error")
def test_a_thousand_million_does_not_hide_the_differences() -> None:
    far = moments.covariance(RATINGS + 1e9)
    assert reliability.raw_alpha(far) == pytest.approx(reliability.raw_alpha(C), rel=1e-6)


def rating(name: str, *, turned: bool = False, scored: bool = True) -> Variable:
    codes = tuple(Code(str(i), {"en": str(i)}, score=10.0 * i if scored else None) for i in (3, 1, 2))
    refused = Code("no", {"en": "no"}, missing="refused")
    return Variable(name, {"en": name}, "ordinal", (*codes, refused), reversed=turned)


def coded(*variables: Variable) -> Microdata:
    people = [{v.name: word for v in variables} for word in ("1", "2", "3", "no")]
    return Microdata.from_records(Codebook("ratings", variables), people)


def test_codes_count_as_their_scores_else_as_their_places() -> None:
    found = items(coded(rating("a"), rating("b", scored=False)), ["a", "b"])
    assert found.values.tolist() == [[10, 2], [20, 3], [30, 1], [0, 0]]
    assert found.whole.tolist() == [True, True, True, False]


def test_a_reversed_item_is_turned_within_its_code_list() -> None:
    data = coded(rating("a"), rating("b", turned=True))
    assert items(data, ["a", "b"]).values[:, 1].tolist() == [30, 20, 10, 0]
    assert items(data, ["a", "b"], turn=False).values[:, 1].tolist() == [10, 20, 30, 0]
    assert items(data, ["a", "b"], turn=False).turned(["b"]).values[:, 1].tolist() == [30, 20, 10, 0]


def test_a_reversed_number_needs_its_bounds() -> None:
    free = Variable("f", {"en": "f"}, "scale", reversed=True)
    bounded = Variable("b", {"en": "b"}, "scale", reversed=True, low=0, high=10)
    book = Codebook("numbers", (free, bounded, rating("r"), Variable("t", {"en": "t"}, "text")))
    data = Microdata.from_records(book, [{"f": 3, "b": 4, "r": "1", "t": "x"}])
    assert items(data, ["b", "r"]).values.tolist() == [[6, 10]]
    for names, error in ((("f", "r"), NotTabulable), (("t", "r"), NotTabulable), (("x", "r"), CodebookError)):
        with pytest.raises(error):
            items(data, names)


def test_a_scale_needs_two_different_items() -> None:
    data = coded(rating("a"), rating("b"))
    with pytest.raises(TooFew, match="at least two items"):
        items(data, ["a"])
    with pytest.raises(NotTabulable, match="twice"):
        items(data, ["a", "a"])


def test_an_item_that_follows_from_others_leaves_alpha_defined() -> None:
    x = np.array([[4.0, 5, 9], [4, 4, 8], [3, 4, 7], [2, 2, 4], [1, 3, 4]])
    c = moments.covariance(x)
    found = reliability.alpha(c)
    assert found.lambda6 is None
    assert found.standardized == pytest.approx(reliability.raw_alpha(moments.correlation(x)))
    assert reliability.item_statistics(c).corrected_r is None
