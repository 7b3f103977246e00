"""Weighing microdata: totals met, shares and missing answers understood, costs told, misfits refused."""

import pytest

from analysis.codebook import Code, Codebook, CodebookError, Variable
from analysis.errors import DesignError
from analysis.microdata import Microdata
from analysis.tallies import tally
from analysis.weigh import NO_ANSWER, weigh


def crowd(*missing: int) -> Microdata:
    """Twelve people of two sexes and two ages."""
    coded = {"sex": ("m", "f"), "age": ("y", "o")}
    variables = [
        Variable(name, {"en": name}, codes=tuple(Code(one, {"en": one}) for one in codes))
        for name, codes in coded.items()
    ]
    book = Codebook("crowd", (*variables, Variable("books", {"en": "books"}, level="scale")))
    rows = [{"sex": "mf"[i % 3 == 0], "age": "yo"[i % 4 < 2], "books": i} for i in range(12)]
    return Microdata.from_records(
        book, [{**row, "sex": None} if i in missing else row for i, row in enumerate(rows)]
    )


def test_one_variable_is_post_stratified() -> None:
    found = weigh(crowd(), {"sex": {"m": 40, "f": 60}})
    assert {row.code: row.after for row in found.rows} == pytest.approx({"m": 40, "f": 60})
    assert found.method == "post-stratification"
    assert [round(row.percent) for row in tally(found.microdata, "sex").rows] == [40, 60]


def test_several_variables_are_raked_and_shares_will_do() -> None:
    for method in ("rake", "linear", "logit"):
        found = weigh(
            crowd(),
            {"sex": {"m": 400, "f": 600}, "age": {"y": 0.45, "o": 0.55}},
            method=method,
            bounds=(0, 500) if method == "logit" else None,
        )
        assert [row.after for row in found.rows] == pytest.approx([400, 600, 450, 550])
        assert found.design_effect >= 1


def test_who_did_not_answer_keeps_the_share() -> None:
    found = weigh(crowd(1, 4, 5), {"sex": {"m": 40, "f": 60}})
    assert {row.code: row.after for row in found.rows} == pytest.approx({"m": 30, "f": 45, NO_ANSWER: 25})


def test_trimmed_weights_stay_within_their_limits() -> None:
    weights = weigh(crowd(), {"sex": {"m": 40, "f": 60}}, limits=(0.5, 1.6)).microdata.design.weights_of(12)
    assert weights.max() <= 1.6 * weights.mean() + 1e-9
    assert weights.sum() == pytest.approx(100)


@pytest.mark.parametrize(
    ("known", "error", "message"),
    [
        ({}, DesignError, "nothing is known"),
        ({"sex": {"m": 1, "x": 2}}, CodebookError, "no code 'x'"),
        ({"books": {"1": 3}}, CodebookError, "has no codes"),
        ({"nobody": {"1": 3}}, CodebookError, "nobody"),
        ({"sex": {"m": 40}}, DesignError, "no known total for the group 'f'"),
        ({"sex": {"m": 0, "f": 0}}, DesignError, "sum to 0"),
        ({"sex": {"m": 40, "f": 70}, "age": {"y": 70, "o": 50}}, DesignError, "sum to"),
    ],
)
def test_what_does_not_fit_is_refused(known: dict, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        weigh(crowd(), known)
    if len(known) == 1 and error is DesignError and "m" in known.get("sex", {}):
        with pytest.raises(error):
            weigh(crowd(), known, method="linear")
