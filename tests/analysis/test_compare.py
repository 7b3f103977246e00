"""Comparing groups: which test, what effect, what verdict, what is refused, and how it is shown."""

from collections.abc import Sequence

import numpy as np
import pytest

from analysis import show
from analysis.codebook import Code, Codebook, CodebookError, Variable, VariableSet
from analysis.compare import compare
from analysis.comparison_words import ALIKE, TOO_FEW_TO_COMPARE
from analysis.comparisons import Comparison
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.errors import NotTabulable, UndefinedStatistic
from analysis.microdata import Microdata
from analysis.multiplicity import adjusted
from analysis.ranks import cliffs_delta, mann_whitney
from tests.analysis.people import AGREEMENT, CODEBOOK, named, people, records

GROUPS = ("young", "middle", "old")
BOOK = Codebook(
    "compared",
    (
        Variable("age", named("age"), "ordinal", tuple(Code(one, named(one)) for one in GROUPS)),
        Variable("rating", named("rating"), "ordinal", AGREEMENT),
        Variable("hours", named("hours"), "scale"),
    ),
)


def workers(
    groups: Sequence[int], ratings: Sequence[int], hours: Sequence[float], design: Design | None = None
) -> Microdata:
    """People by place of their group, with a rating and a number of hours."""
    rows = [
        {"age": GROUPS[g], "rating": str(r), "hours": float(h)}
        for g, r, h in zip(groups, ratings, hours, strict=True)
    ]
    return Microdata.from_records(BOOK, rows, design)


def drawn(n: int, effect: float, groups: int = 2, seed: int = 1, design: Design | None = None) -> Microdata:
    """n people in groups whose hours (sd 1) lie `effect` apart, and ratings cut from them."""
    generator, place = np.random.default_rng(seed), np.arange(n) % groups
    hours = generator.normal(place * effect, 1)
    return workers(place, np.digitize(hours, [-1, 0, 1, 2]) + 1, hours, design)


def test_two_groups_of_ratings_are_compared_exactly_by_ranks() -> None:
    data, result = drawn(40, 0.8), compare(drawn(40, 0.8), "rating", "age")
    counts = np.array(crosstab(data, "rating", "age").counts, dtype=float)
    assert result.test is not None
    assert result.effect is not None
    assert (result.kind, result.test.name) == ("ranks", "Mann-Whitney, exact")
    assert result.test.p == mann_whitney(counts, "exact").p
    assert result.effect.value == cliffs_delta(counts).value < 0


def test_more_people_or_groups_change_the_test_by_ranks() -> None:
    names = [compare(drawn(n, 0.1, k), "rating", "age").test.name for n, k in ((98, 2), (100, 2), (60, 3))]
    assert names == ["Mann-Whitney, exact", "Mann-Whitney", "Kruskal-Wallis"]


def test_numbers_are_compared_by_means_with_an_effect_to_match() -> None:
    two, three = (compare(drawn(90, 0.5, k), "hours", "age") for k in (2, 3))
    assert (two.test.name, two.effect.name) == ("Welch's t", "Cohen's d")
    assert (three.test.name, three.effect.name) == ("Welch's analysis of means", "eta")
    assert [(one.first, one.second) for one in three.pairs] == [
        ("young", "middle"),
        ("young", "old"),
        ("middle", "old"),
    ]
    assert [one.adjusted for one in three.pairs] == pytest.approx(
        adjusted([one.p for one in three.pairs]).tolist()
    )


def test_names_are_compared_by_their_table() -> None:
    data = Microdata.from_records(CODEBOOK, records() * 6)
    result, table = compare(data, "image", "place"), crosstab(data, "image", "place")
    assert (result.kind, result.test) == ("table", table.test)
    assert result.effect.value == table.association.value


def test_a_set_is_compared_option_by_option() -> None:
    data = Microdata.from_records(CODEBOOK, records() * 6)
    result = compare(data, "motive", "place")
    assert result.kind == "choices"
    assert [one.code for one in result.options] == ["chance", "wish", "money"]
    assert [one.adjusted for one in result.options] == adjusted([o.test.p for o in result.options]).tolist()
    assert result.options[0].percents == crosstab(data, "motive_chance", "place").column_percents[0]


def test_ordered_groups_show_their_trend() -> None:
    assert compare(drawn(90, 0.5, 3), "rating", "age").trend.statistic > 2
    assert compare(drawn(90, 0.5, 2), "rating", "age").trend is None


@pytest.mark.parametrize("variable", ["rating", "hours"])
@pytest.mark.parametrize("groups", [2, 3])
def test_hardly_unequal_weights_hardly_change_the_finding(variable: str, groups: int) -> None:
    plain = compare(drawn(300, 0.4, groups), variable, "age")
    weights = np.where(np.arange(300) % 2, 1, 1.0001)
    design = compare(drawn(300, 0.4, groups, design=Design(weights)), variable, "age")
    assert design.by_design
    assert not plain.by_design
    for name in ("value", "low", "high", "smallest_detectable"):
        assert getattr(design.effect, name) == pytest.approx(getattr(plain.effect, name), abs=0.03)
    assert np.log(design.test.p) == pytest.approx(np.log(plain.test.p), rel=0.15)


def test_clusters_of_people_who_agree_widen_the_interval() -> None:
    once = drawn(60, 0.5)
    rows = np.repeat(np.arange(60), 4)
    copies = {name: column.take(rows) for name, column in once.columns.items()}
    naive_data = Microdata(BOOK, 240, copies)
    clustered = Microdata(BOOK, 240, copies, Design(clusters=rows.tolist()))
    whole, part, naive = (compare(data, "hours", "age").effect for data in (clustered, once, naive_data))
    assert whole.high - whole.low == pytest.approx(part.high - part.low, rel=0.1)
    assert naive.high - naive.low < 0.6 * (whole.high - whole.low)


def test_the_verdict_says_what_people_and_margin_allow() -> None:
    said = [
        compare(data, "hours", "age").effect.verdict
        for data in (drawn(60, 1.5), drawn(2000, 0.0), drawn(20, 0.0))
    ]
    assert said == ["dependence shown", "independence shown within the margin", "cannot tell"]
    assert compare(drawn(2000, 0.0), "hours", "age", margin=0.05).effect.verdict == "cannot tell"


@pytest.mark.parametrize(("variable", "size"), [("hours", 0.4), ("rating", 0.36)])
def test_a_difference_of_the_margin_is_rarely_called_none(variable: str, size: float) -> None:
    found = [compare(drawn(400, size, seed=seed), variable, "age") for seed in range(120)]
    assert sum(one.effect.verdict.startswith("independence") for one in found) <= 10


def test_who_lacks_a_value_or_a_group_is_missing_by_kind() -> None:
    result = compare(people(), "a_pay", "place")
    assert result.n + sum(result.missing.values()) == 7
    assert result.missing == {"skipped": 1, "refused": 1}


def test_what_is_not_defined_is_refused_in_words() -> None:
    alone, alike = workers([0, 1], [1, 2], [1, 2]), workers([0, 0, 1, 1], [3] * 4, [2] * 4)
    for data, name, refusal in (
        (alone, "hours", TOO_FEW_TO_COMPARE),
        (workers([0, 0], [1, 2], [1, 2]), "rating", TOO_FEW_TO_COMPARE),
        (alike, "rating", ALIKE),
        (alike, "hours", ALIKE),
        (workers([], [], []), "hours", TOO_FEW_TO_COMPARE),
    ):
        result = compare(data, name, "age")
        assert (result.test, result.effect, result.refusal) == (None, None, refusal)


@pytest.mark.parametrize(
    ("variable", "by"),
    [("comment", "place"), ("a", "place"), ("cause", "place"), ("image", "image"), ("image", "books")],
)
def test_what_has_no_groups_or_no_order_is_refused(variable: str, by: str) -> None:
    with pytest.raises(NotTabulable):
        compare(people(), variable, by)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(CodebookError, match="place"):
        compare(people(), "image", "plase")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("variable", ["image", "a_pay", "books", "motive"])
@pytest.mark.parametrize("design", [None, Design(np.arange(42) % 3 + 1.0)], ids=["equal", "weighted"])
def test_every_comparison_is_shown_in_every_language(
    language: str, variable: str, design: Design | None
) -> None:
    result = compare(Microdata.from_records(CODEBOOK, records() * 6, design), variable, "place")
    text = show.as_text(result, language)
    assert str(result.n) in text
    assert "{" not in text
    assert "<td>" in show.as_html(result, language)
    assert show.as_json(result, language)["n"] == result.n
    assert len(show.as_csv(result, language).splitlines()) > 1


def test_the_text_names_test_effect_verdict_and_pairs() -> None:
    result: Comparison = compare(drawn(90, 0.9, 3), "rating", "age")
    text = show.as_text(result, "en")
    for words in ("Kruskal-Wallis", "epsilon", "dependence shown", "young − old", "Jonckheere"):
        assert words in text


def test_levels_and_margins_that_are_none_are_refused() -> None:
    with pytest.raises(UndefinedStatistic, match="level"):
        compare(people(), "books", "place", level=95)
    for margin in (-0.1, np.nan):
        with pytest.raises(UndefinedStatistic, match="margin"):
            compare(people(), "books", "place", margin=margin)


def test_options_of_a_set_are_compared_where_one_of_them_is_missing() -> None:
    yes_no = (Code("1", {"en": "yes"}), Code("0", {"en": "no"}))
    names = ("m_a", "m_b")
    options = tuple(Variable(name, {"en": name}, codes=yes_no) for name in names)
    by = Variable("by", {"en": "by"}, codes=(Code("x", {"en": "x"}), Code("y", {"en": "y"})))
    one = VariableSet("m", {"en": "m"}, "multiple", names, ("a", "b"), ({"en": "a"}, {"en": "b"}))
    records = [{"m_a": str(i % 2), "m_b": str(i // 2 % 2), "by": "xy"[i % 3 % 2]} for i in range(40)]
    records.append({"m_a": "1", "m_b": "refused", "by": "x"})
    found = compare(Microdata.from_records(Codebook("b", (*options, by), (one,)), records), "m", "by")
    assert found.missing == {"refused": 1}
