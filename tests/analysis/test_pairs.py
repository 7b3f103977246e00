"""All pairs at once against one cross-tab at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import analysis
from analysis import hypotheses, show
from analysis.codebook import Codebook, CodebookError
from analysis.columns import Column
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.errors import NotTabulable, TooFew
from analysis.microdata import Microdata
from analysis.multiplicity import adjusted
from analysis.pairs import pairs
from analysis.weighted_tests import rao_scott
from analysis.words import FEWER_THAN_TWO, TOO_MANY_EMPTY
from tests.analysis.people import coded, crossed, people

SIZES = (2, 3, 5, 4, 2)


def crowd(n: int = 900, design: Design | None = None) -> Microdata:
    """People whose answers hang together, with a tenth of them missing."""
    random = np.random.default_rng(4)
    leaning = random.random(n)
    book = Codebook("crowd", tuple(coded(f"v{i}", *map(str, range(size))) for i, size in enumerate(SIZES)))
    columns = {}
    for variable, size in zip(book.variables, SIZES, strict=True):
        places = (size * (0.6 * random.random(n) + 0.4 * leaning)).astype(np.int8)
        missing = (random.random(n) < 0.1).astype(np.int8)
        columns[variable.name] = Column(variable, np.where(missing, -1, places), missing)
    return Microdata(book, n, columns, design or Design())


def weights(n: int, kinds: int) -> np.ndarray:
    random = np.random.default_rng(5)
    return random.uniform(0.3, 4, kinds)[random.integers(0, kinds, n)]


def test_every_pair_has_the_counts_the_test_and_the_v_of_its_table() -> None:
    data = crowd()
    found = pairs(data)
    assert (len(found), found.test, found.refused) == (10, "Pearson chi-square", {})
    for i, j in zip(found.first, found.second, strict=True):
        one, table = found.pair(f"v{i}", f"v{j}"), crosstab(data, f"v{i}", f"v{j}")
        counts = np.array(table.counts)
        assert (one.counts == counts).all()
        assert one.n == table.n
        assert one.test is not None
        assert one.test.statistic == pytest.approx(hypotheses.pearson(counts).statistic, rel=1e-11)
        assert one.test.df == hypotheses.pearson(counts).df
        assert one.test.p == pytest.approx(hypotheses.pearson(counts).p, rel=1e-9)
        assert one.v == pytest.approx(hypotheses.cramers_v(counts).value, rel=1e-11)
        assert one.small == hypotheses.too_small(counts)


@pytest.mark.parametrize("kinds", [3, 700])
def test_weighted_pairs_have_the_f_of_rao_and_scott(kinds: int) -> None:
    data = crowd(design=Design(weights(900, kinds)))
    found = pairs(data)
    assert found.test == "Rao-Scott F"
    for i, j in zip(found.first, found.second, strict=True):
        one = found.pair(f"v{i}", f"v{j}")
        test, table, _ = rao_scott(data.design, data.column(f"v{i}"), data.column(f"v{j}"))
        assert one.weighted == pytest.approx(table, rel=1e-12)
        assert one.test is not None
        assert (one.test.statistic, one.test.df) == pytest.approx((test.statistic, test.df), rel=1e-9)
        assert (one.test.p, one.test.df2) == pytest.approx((test.p, test.df2), rel=1e-9)
        assert one.v == pytest.approx(hypotheses.cramers_v(table).value, rel=1e-11)


def test_an_empty_cell_of_a_weighted_table_does_not_change_the_agreement() -> None:
    data = crossed([[9, 0, 4], [3, 8, 5], [6, 2, 7]], Design(np.arange(1.0, 45)))
    one = pairs(data).pair("r", "c").test
    assert one is not None
    test, *_ = rao_scott(data.design, data.column("r"), data.column("c"))
    assert (one.statistic, one.df, one.p) == pytest.approx((test.statistic, test.df, test.p), rel=1e-9)


def test_a_weighted_table_with_too_many_empty_cells_is_refused() -> None:
    found = pairs(crossed([[9, 0, 0], [0, 8, 0], [0, 0, 7]], Design(np.arange(1.0, 25))))
    assert dict(found.refused) == {("r", "c"): TOO_MANY_EMPTY}


@pytest.mark.parametrize(
    "design",
    [
        Design(weights(900, 5), strata=["a", "b", "c"] * 300),
        Design(clusters=np.arange(900) // 3),
    ],
    ids=["weights and strata", "clusters"],
)
def test_a_design_that_sums_cannot_hold_gives_v_and_no_p(design: Design) -> None:
    data = crowd(design=design)
    found = pairs(data)
    assert (found.test, found.p) == ("", None)
    one, table = found.pair("v1", "v2"), crosstab(data, "v1", "v2")
    assert one.test is None
    assert table.association is not None
    assert one.v == pytest.approx(table.association.value, rel=1e-9)
    assert one.weighted == pytest.approx(np.array(table.weighted), rel=1e-12)


def test_a_table_of_one_row_is_refused_and_stands_in_no_array() -> None:
    found = pairs(crossed([[20, 30], [0, 0]]))
    assert (len(found), dict(found.refused)) == (0, {("r", "c"): FEWER_THAN_TWO})
    one = found.pair("c", "r")
    assert (one.counts.tolist(), one.n, one.test, one.v) == ([[20, 0], [30, 0]], 50, None, None)
    assert one.refusal == FEWER_THAN_TWO
    assert found.strongest() == ()


def test_empty_rows_change_nothing_but_the_table() -> None:
    full, gap = pairs(crossed([[20, 30], [30, 20]])), pairs(crossed([[20, 30], [0, 0], [30, 20]]))
    assert (full.v, full.df, full.statistic) == (gap.v, gap.df, gap.statistic)


def test_the_strongest_come_first_and_either_name_may_be_the_row() -> None:
    found = pairs(crowd())
    strongest = found.strongest(4)
    values = [one.v for one in strongest]
    assert values == sorted(found.v.tolist(), reverse=True)[:4]
    turned = found.pair(strongest[0].column, strongest[0].row)
    assert turned.counts.T.tolist() == strongest[0].counts.tolist()
    assert turned.test == strongest[0].test


def test_a_set_stands_for_its_variables_and_without_names_all_coded_ones_are_crossed() -> None:
    assert pairs(people(), "motive", "place").names == (
        "motive_chance",
        "motive_wish",
        "motive_money",
        "place",
    )
    assert "books" not in pairs(people()).names


def test_the_order_of_people_and_their_number_outside_do_not_matter() -> None:
    data = crowd(design=Design(weights(900, 700)))
    shuffled = data.reordered(np.random.default_rng(6).permutation(900))
    assert pairs(data).p == pytest.approx(pairs(shuffled).p, rel=1e-9)


def test_extreme_associations_stay_finite() -> None:
    found = pairs(crossed([[5000, 0], [0, 5000]]))
    assert found.v.tolist() == [1.0]
    assert found.p is not None
    assert np.isfinite(found.p).all()


def test_equal_weights_are_no_weights_for_the_test() -> None:
    plain, equal = pairs(crowd()), pairs(crowd(design=Design(np.full(900, 2.5))))
    assert plain.test == equal.test
    assert plain.p == pytest.approx(equal.p, rel=1e-12)
    assert equal.pair("v0", "v1").weighted == pytest.approx(2.5 * plain.pair("v0", "v1").counts)


@pytest.mark.parametrize("names", [("books", "place"), ("comment", "place"), ("place", "place")])
def test_numbers_texts_and_a_name_given_twice_are_not_crossed(names: tuple[str, str]) -> None:
    with pytest.raises(NotTabulable, match=names[0]):
        pairs(people(), *names)


def test_unknown_names_and_single_ones_are_refused() -> None:
    with pytest.raises(CodebookError, match="colour"):
        pairs(people(), "colour", "place")
    with pytest.raises(TooFew):
        pairs(people(), "place")
    with pytest.raises(CodebookError, match="image"):
        pairs(people(), "motive", "place").pair("image", "place")
    data = people()
    with pytest.raises(CodebookError, match="kept apart"):
        pairs(replace(data, columns={"image": data.columns["image"]}), "image", "place")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_strongest_pairs_are_shown_with_p_adjusted_for_all(language: str) -> None:
    found = analysis.pairs(crowd(), "v0", "v1", "v2", "v3", strongest=2)
    shown = show.as_json(found, language)
    assert (shown["pairs"], len(shown["strongest"])) == (len(found), 2)
    assert [one["v"] for one in shown["strongest"]] == [one.v for one in found.strongest(2)]
    first = found.order(1)[0]
    assert shown["strongest"][0]["p_holm"] == adjusted(found.p, "holm")[first]
    assert show.as_csv(found, language).count("\n") == 3
    assert "×" in show.as_text(found, language)
    assert "<table" in show.as_html(found, language)


def test_pairs_without_a_test_say_so() -> None:
    found = analysis.pairs(crowd(900, Design(clusters=np.arange(900) % 12)), "v0", "v1", "v2")
    assert "leaves no test to sums" in str(found)
    assert show.as_json(found, "en")["strongest"][0]["p"] is None


def test_the_module_of_pairs_and_its_function_have_the_same_name() -> None:
    assert analysis.pairs is pairs
    assert "pairs" in analysis.__all__
