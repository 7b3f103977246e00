"""Response rates are AAPOR's; weights give back the frame; bounds hold whatever the silent would say."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.errors import DesignError, NobodyAnswered, NotANumber, TooFew, UndefinedStatistic
from analysis.estimates import mean
from analysis.nonresponse import (
    Dispositions,
    as_json,
    class_weights,
    response_rates,
    united,
    weighted_by_class,
)
from analysis.tallies import tally
from analysis.worst_case import bounds, worst_case
from tests.analysis.people import answers, people

FIELD = Dispositions(100, 20, 40, 30, 10, 25, 15, 60)
FRAME = {"town": Dispositions.of_frame(40, 30), "village": Dispositions.of_frame(60, 20)}


def test_the_six_rates_are_those_of_the_standard_definitions() -> None:
    e = 200 / 260
    assert FIELD.rates() == pytest.approx(
        {
            "RR1": 100 / 240,
            "RR2": 120 / 240,
            "RR3": 100 / (200 + e * 40),
            "RR4": 120 / (200 + e * 40),
            "RR5": 100 / 200,
            "RR6": 120 / 200,
        },
        rel=1e-12,
    )


def test_the_third_rate_lies_between_the_first_and_the_fifth_and_meets_them() -> None:
    rates = FIELD.rates()
    assert rates["RR1"] < rates["RR3"] < rates["RR5"]
    assert FIELD.rates(1)["RR3"] == rates["RR1"]
    assert FIELD.rates(0)["RR3"] == rates["RR5"]


def test_codes_of_any_depth_are_counted_in_their_group() -> None:
    codes = ["1.0", "1.1", "1.2", "2.1", "2.112", "2.2", "2.31", "3.13", "3.21", "4.1"]
    assert Dispositions.of_codes(codes) == Dispositions(2, 1, 2, 1, 1, 1, 1, 1)


@pytest.mark.parametrize("code", ["", "5.1", "12", "refused", "1.2x"])
def test_a_code_of_no_group_is_refused(code: str) -> None:
    with pytest.raises(UndefinedStatistic, match="disposition code"):
        Dispositions.of_codes([code])


def test_rates_by_stratum_share_one_e_and_add_up_to_the_whole() -> None:
    found = response_rates({"a": FIELD, "b": Dispositions(complete=10, other=10), "none": Dispositions()})
    assert [one.code for one in found.strata] == ["a", "b"]
    assert found.overall.dispositions.complete == 110
    assert found.e == pytest.approx(220 / 280)
    assert found.strata[1].rates["RR1"] == 0.5
    assert as_json(found)["overall"]["rates"]["RR1"] == pytest.approx(110 / 260)


def test_each_stratum_has_the_six_rates_with_the_e_of_the_whole_frame() -> None:
    """By the sums of the standard definitions, written out: e = (37 + 29) / (37 + 29 + 5 + 9)."""
    town = Dispositions(17, 3, 7, 5, 5, 11, 2, 5)
    village = Dispositions(13, 2, 4, 9, 1, 6, 0, 9)
    found = response_rates({"town": town, "village": village})
    e = 66 / 80
    assert found.e == pytest.approx(e, rel=1e-15)
    for stratum, i, p, known, unknown in ((found.strata[0], 17, 3, 37, 13), (found.strata[1], 13, 2, 29, 6)):
        expected = [
            i / (known + unknown),
            (i + p) / (known + unknown),
            i / (known + e * unknown),
            (i + p) / (known + e * unknown),
            i / known,
            (i + p) / known,
        ]
        assert [*stratum.rates.values()] == pytest.approx(expected, rel=1e-14)
        assert stratum.weight == pytest.approx((known + e * unknown) / (i + p), rel=1e-14)


def test_a_stratum_of_which_nothing_is_known_has_no_rate_among_the_known() -> None:
    rates = response_rates({"a": FIELD, "b": Dispositions(unknown_other=5)}).strata[1].rates
    assert set(rates) == {"RR1", "RR2", "RR3", "RR4"}


@pytest.mark.parametrize("e", [-0.1, 1.1, float("nan"), float("inf")])
def test_an_impossible_share_of_eligible_people_is_refused(e: float) -> None:
    with pytest.raises(NotANumber):
        FIELD.rates(e)


def test_empty_and_contradicting_frames_are_refused_by_name() -> None:
    with pytest.raises(NobodyAnswered):
        response_rates({})
    with pytest.raises(TooFew):
        Dispositions(unknown_other=3).rates()
    with pytest.raises(DesignError):
        Dispositions.of_frame(10, 11)
    with pytest.raises(NotANumber):
        Dispositions(complete=-1)


def test_class_weights_give_back_the_frame() -> None:
    weights = class_weights(FRAME)
    assert weights == pytest.approx({"town": 40 / 30, "village": 3.0})
    design = weighted_by_class(["town"] * 30 + ["village"] * 20, FRAME)
    assert design.weights_of(50).sum() == pytest.approx(100)
    assert design.population == 100


def test_weights_count_people_of_unknown_eligibility_by_their_share() -> None:
    frame = {"town": Dispositions(30, 10, 20, unknown_other=40), "village": Dispositions(20, not_eligible=20)}
    weights = class_weights(frame)
    e = 80 / 100
    assert weights == pytest.approx({"town": (60 + e * 40) / 40, "village": 1.0}, rel=1e-14)


def test_a_share_by_frame_weights_is_that_of_the_frame_with_its_stratified_error() -> None:
    """By hand (Cochran 1977, 5.3): sum W_h p_h, with (1 - n_h/N_h) W_h^2 p_h q_h / (n_h - 1)."""
    design = weighted_by_class(["town"] * 30 + ["village"] * 20, FRAME)
    said = np.array([1.0] * 12 + [0] * 18 + [1] * 5 + [0] * 15)
    found = mean(said, design)
    parts = [(0.4, 12 / 30, 30, 40), (0.6, 5 / 20, 20, 60)]
    assert found.values[0] == pytest.approx(sum(w * p for w, p, _, _ in parts), rel=1e-14)
    variance = sum((1 - n / size) * w**2 * p * (1 - p) / (n - 1) for w, p, n, size in parts)
    assert found.standard_errors[0] == pytest.approx(variance**0.5, rel=1e-12)


def test_a_class_without_respondents_must_be_united_with_another() -> None:
    frame = {**FRAME, "camp": Dispositions.of_frame(5, 0)}
    with pytest.raises(TooFew, match="camp"):
        class_weights(frame)
    assert class_weights(united(frame, {"camp": "village"}))["village"] == pytest.approx(65 / 20)


def test_respondents_that_the_frame_does_not_know_are_refused() -> None:
    with pytest.raises(DesignError, match="29 respondents"):
        weighted_by_class(["town"] * 29 + ["village"] * 20, FRAME)
    with pytest.raises(DesignError, match="city"):
        weighted_by_class(["town"] * 30 + ["village"] * 20 + ["city"], FRAME)


def test_the_share_of_the_talk_lies_between_its_worst_cases() -> None:
    data = answers(*["boring"] * 52, *["good"] * 185, population=257)
    row = next(row for row in worst_case(tally(data, "image"), 257).rows if row.code == "boring")
    assert (row.low, row.high) == pytest.approx((100 * 52 / 257, 100 * 72 / 257), rel=1e-12)
    assert f"{row.percent:.0f} {row.low:.1f} {row.high:.1f}" == "22 20.2 28.0"


def test_whatever_the_missing_say_the_share_stays_within_its_bounds() -> None:
    low, high = bounds(3, 8, 12)
    assert [low <= (3 + more) / 12 <= high for more in range(5)] == [True] * 5
    assert (low, high) == (3 / 12, 7 / 12)


def test_with_everybody_answering_the_bounds_close_on_the_share() -> None:
    rows = worst_case(tally(answers("good", "boring", "good"), "image")).rows
    assert all(row.low == row.percent == row.high for row in rows)


def test_people_who_were_not_asked_are_not_missing() -> None:
    found = worst_case(tally(people(), "image"))
    assert (found.base, found.population, found.missing) == (5, 6, 1)


def test_sets_have_bounds_option_by_option() -> None:
    assert {row.code for row in worst_case(tally(people(), "motive"), 10).rows} == {"chance", "wish", "money"}
    assert len(worst_case(tally(people(), "a"), 10).items) == 2


@pytest.mark.parametrize("name", ["books", "comment"])
def test_numbers_and_texts_have_no_shares_to_bound(name: str) -> None:
    with pytest.raises(UndefinedStatistic):
        worst_case(tally(people(), name), 10)


def test_weighted_data_and_too_small_populations_are_refused() -> None:
    with pytest.raises(UndefinedStatistic, match="unweighted"):
        worst_case(tally(answers("good", "boring", weights=[1, 2]), "image"))
    with pytest.raises(NotANumber):
        worst_case(tally(people(), "image"), 3)
    with pytest.raises(NobodyAnswered):
        bounds(0, 0, 0)
