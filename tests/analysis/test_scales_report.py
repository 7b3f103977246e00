"""The report on a scale: what it counts, what it leaves undefined, and how it is shown."""

import json

import numpy as np
import pytest

from analysis import show
from analysis.codebook import Code, Codebook, CodebookError, Scale, Variable, VariableSet
from analysis.design import Design
from analysis.errors import NotTabulable, TooFew, WrongNumber
from analysis.microdata import Microdata
from analysis.scale_words import NO_SPREAD, NOBODY, TOO_FEW
from analysis.scales import ScaleReport, moments, reliability, scale

CODES = (*(Code(str(i), {"en": str(i)}, score=i) for i in range(1, 6)), Code("no", {"en": "no"}, "refused"))
NAMES = ("kind", "calm", "rude", "fair")


def variable(name: str) -> Variable:
    return Variable(name, {"en": f"{name}."}, "ordinal", CODES, reversed=name == "rude")


BOOK = Codebook(
    "staff",
    (*map(variable, NAMES), Variable("town", {"en": "town"}, codes=(Code("t", {"en": "t"}),))),
    (
        VariableSet("all", {"en": "all"}, "grid", NAMES, NAMES, tuple({"en": name} for name in NAMES)),
        VariableSet("some", {"en": "some"}, "multiple", ("kind",), ("kind",), ({"en": "kind"},)),
    ),
    (Scale("manner", {"en": "Manner", "kk": "Мінез"}, NAMES),),
    languages=("kk", "ru", "en"),
)


def draw(n: int = 60) -> np.ndarray:
    rng = np.random.default_rng(4)
    values = np.clip(np.round(3 + rng.normal(size=(n, 1)) + rng.normal(size=(n, 4))), 1, 5)
    values[:, 2] = 6 - values[:, 2]
    return values


def people(values: np.ndarray, design: Design | None = None) -> Microdata:
    """People by their answers; 0 is a refusal."""
    words = [[str(int(v)) if v else "refused" for v in row] for row in values]
    return Microdata.from_records(BOOK, [dict(zip(NAMES, row, strict=True)) for row in words], design)


def report(values: np.ndarray, design: Design | None = None) -> ScaleReport:
    return scale(people(values, design), "manner")


def test_alpha_is_that_of_the_turned_items() -> None:
    values = draw()
    turned = values.copy()
    turned[:, 2] = 6 - values[:, 2]
    found = report(values)
    assert found.alpha == pytest.approx(reliability.raw_alpha(moments.covariance(turned)))
    assert [item.reversed for item in found.items] == [False, False, True, False]
    assert found.items[2].mean == pytest.approx(turned[:, 2].mean())
    assert found.scores["mean"] == pytest.approx(turned.mean())


def test_a_scale_is_its_grid_is_its_variables() -> None:
    data = people(draw())
    one, other, third = (scale(data, name) for name in ("manner", "all", list(NAMES)))
    assert one.alpha == other.alpha == third.alpha
    assert third.name == "kind + calm + rude + fair"


def test_who_left_an_item_out_has_a_score_when_enough_is_there() -> None:
    values = draw()
    values[0, 0], values[1, :2] = 0, 0
    data = people(values)
    found = scale(data, "manner", minimum=0.75)
    assert (found.n, found.base, found.scored, dict(found.missing)) == (60, 58, 59, {"refused": 2})
    assert [item.count for item in found.items] == [58, 59, 60, 60]
    assert found.alpha == report(values[2:]).alpha


def test_who_was_not_asked_is_no_part_of_the_population() -> None:
    asked = [dict(row) for row in people(draw()).records()]
    outside = [dict.fromkeys(NAMES, "not_asked")] * 20
    found = scale(Microdata.from_records(BOOK, [*outside, *asked], Design(population=160)), "manner")
    assert (found.n, found.base, found.population) == (80, 60, 120)
    assert found.scores == report(draw(), Design(population=120)).scores


def test_a_census_knows_its_mean_score() -> None:
    found = report(draw(), Design(population=60))
    assert found.scores["mean_low"] == pytest.approx(found.scores["mean_high"])
    assert found.population == 60
    loose = scale(people(draw(), Design(population=60)), "manner", population=False)
    assert loose.population is None
    assert loose.scores["mean_low"] < loose.scores["mean_high"]


def width(found: ScaleReport) -> float:
    """How wide the interval is, in the unit 1 - alpha in which Feldt's does not depend on alpha."""
    alpha, low, high = (float(value or 0) for value in (found.alpha, found.alpha_low, found.alpha_high))
    return (high - low) / (1 - alpha)


def test_unequal_weights_widen_the_interval_of_alpha() -> None:
    weighted, equal = report(draw(), Design([1.0, 5.0] * 30)), report(draw(), Design([2.0] * 60))
    assert weighted.effective_n == pytest.approx(180**2 / (30 + 30 * 25))
    assert equal.effective_n is None
    assert width(weighted) > width(equal) == pytest.approx(width(report(draw())))


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        (draw()[:0], NOBODY),
        (np.zeros((3, 4)), NOBODY),
        (draw()[:1], TOO_FEW),
        (np.full((5, 4), 3.0), NO_SPREAD),
    ],
)
def test_an_undefined_reliability_is_left_out_with_its_reason(values: np.ndarray, refusal: str) -> None:
    found = report(values)
    assert (found.alpha, found.omega, found.refusal) == (None, None, refusal)
    assert refusal in show.as_text(found, "en")
    assert show.as_json(found)["reason"] == refusal


def test_a_constant_item_has_no_rest_correlation_but_the_others_have() -> None:
    values = draw()
    values[:, 1] = 4
    found = report(values)
    assert found.items[1].item_rest is None
    assert found.items[0].item_rest is not None
    assert (found.standardized, found.omega) == (None, None)
    assert found.alpha is not None


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("nobody", CodebookError),
        (["kind", "nobody"], CodebookError),
        ("some", NotTabulable),
        ("town", NotTabulable),
        (["kind", "town"], NotTabulable),
        (["kind"], TooFew),
        ([], TooFew),
        (["kind", "kind"], NotTabulable),
    ],
)
def test_what_is_no_scale_is_refused_by_name(name: str | list[str], error: type[Exception]) -> None:
    with pytest.raises(error):
        scale(people(draw()), name)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_report_has_every_form_in_every_language(language: str) -> None:
    found = report(draw())
    for form in (show.as_text, show.as_html, show.as_csv):
        assert "kind" in form(found, language)
    assert json.dumps(show.as_json(found, language), allow_nan=False)
    assert len(show.as_frame(found, "pandas", language=language)) == 4


def test_the_json_of_a_report_keeps_its_contract() -> None:
    content = show.as_json(report(draw()), "en")
    assert {"name", "label", "n", "base", "missing", "alpha", "alpha_low", "alpha_high", "omega"} < set(
        content
    )
    assert set(content["items"][0]) == {
        "variable", "label", "reversed", "count", "mean", "sd", "item_rest", "alpha_if_deleted",
    }  # fmt: skip
    assert "Turned around: rude." in content["method"]


def test_an_alpha_below_zero_asks_for_items_to_turn() -> None:
    values = draw()
    values[:, 2] = 6 - values[:, 2]
    values[:, 0] = 6 - values[:, 0]
    assert (report(values).alpha or 0) < 0
    assert "turned around?" in show.as_text(report(values), "en")


def test_per_cents_in_the_place_of_a_share_are_told_apart() -> None:
    with pytest.raises(WrongNumber, match=r"runs from 0 to 1 \(50 per cent is 0.5\), not 50"):
        scale(people(draw()), "all", minimum=50)
