"""Changes between two waves as people read them: all answers, both bases, wording and redrawn regions."""

from dataclasses import replace
from datetime import date

import pytest

from analysis import show
from analysis.changes import change
from analysis.codebook import Codebook, CodebookError, Variable
from analysis.design import Design
from analysis.errors import DesignError, NotTabulable
from analysis.microdata import Microdata
from analysis.tallies import tally
from analysis.waves import change as change_of_one
from tests.analysis.people import CODEBOOK, answers, coded, people, records

FIRST = answers(*["good"] * 20, *["boring"] * 30, "skipped")
FEWER = Microdata.from_records(CODEBOOK, records()[:4])
SECOND = answers(*["good"] * 30, *["boring"] * 25, *["hectic"] * 5)
BOOK = Codebook(
    "panel",
    (Variable("who", {"en": "who"}, "id"), coded("system", "satpayev", "abay"), coded("says", "yes", "no")),
)


def panel(*says: str) -> Microdata:
    systems = ("satpayev", "abay")
    rows = [{"who": f"p{i}", "system": systems[i % 2], "says": one} for i, one in enumerate(says)]
    return Microdata.from_records(BOOK, rows)


def test_every_answer_changes_as_it_would_alone() -> None:
    found = change(FIRST, SECOND, "image")
    alone = change_of_one(FIRST, SECOND, "image", "good")
    assert [row.code for row in found.rows] == ["good", "boring", "hectic"]
    assert found.rows[0].change == pytest.approx(100 * alone.change)
    assert (found.rows[0].low, found.rows[0].p) == (pytest.approx(100 * alone.low), alone.p)
    assert [row.second for row in found.rows] == pytest.approx(
        [r.percent for r in tally(SECOND, "image").rows]
    )


def test_one_answer_and_a_set_may_be_asked() -> None:
    assert [row.code for row in change(FIRST, SECOND, "image", code="boring").rows] == ["boring"]
    assert len(change(people(), people(), "motive").rows) == 3
    rated = change(people(), people(), "a_pay")
    assert [row.code for row in rated.rows] == ["1", "2", "3", "4", "5", ""]


def test_both_bases_and_the_missing_stand_beneath_in_each_language() -> None:
    told = show.as_text(change(FIRST, SECOND, "image"))
    assert "first wave: base: 50 people; missing: skipped 1." in told
    assert "second wave: base: 60 people; missing: 0." in told
    assert "The question has not changed." in told
    for language, word in (("kk", "бірінші кезең"), ("ru", "первая волна")):
        assert word in show.as_text(change(FIRST, SECOND, "image"), language)


def test_a_new_wording_is_shown() -> None:
    image = CODEBOOK.variable("image")
    new = replace(image, label={**image.label, "en": "Image now"})
    second = Microdata.from_records(Codebook("second", (new,)), [{"image": "good"}, {"image": "boring"}])
    assert "“image” → “Image now”" in show.as_text(change(FIRST, second, "image"))


def test_people_who_answered_twice_count_with_their_covariance() -> None:
    one, other = panel("yes", "no", "yes", "no", "yes"), panel("yes", "no", "yes", "yes", "yes")
    linked, apart = change(one, other, "says", person="who"), change(one, other, "says")
    assert linked.rows[0].standard_error < apart.rows[0].standard_error
    assert linked.rows[0].both == 5
    assert "covariance (5)" in show.as_text(linked)
    with pytest.raises(DesignError, match="codes do not tell"):
        change(one, other, "says", person="system")


def test_systems_that_changed_their_region_in_between_are_named() -> None:
    found = change(panel("yes", "no"), panel("no", "no"), "says", days=(date(2022, 1, 1), date(2023, 1, 1)))
    assert dict(found.moved) == {"satpayev": ("karaganda_region", "ulytau_region")}
    assert "satpayev (Karaganda region → Ulytau region)" in show.as_text(found)
    assert show.as_json(found)["moved"]["satpayev"]["after"] == "ulytau_region"


def test_of_finite_populations_the_sizes_are_told() -> None:
    first = replace(FIRST, design=Design(population=100))
    assert "N = 100 and –" in show.as_text(change(first, SECOND, "image"))
    assert "process behind" in show.as_text(change(first, SECOND, "image", population=False))


def test_the_lines_of_a_grid_change_by_their_means_or_the_share_of_a_code() -> None:
    found = change(people(), FEWER, "a")
    for row, name in zip(found.rows, ("a_pay", "a_work"), strict=True):
        alone = change_of_one(people(), FEWER, name)
        assert (row.line, row.code, row.change, row.p) == (name, "", alone.change, alone.p)
    assert "pay" in show.as_text(found).split("first wave:")[0]
    shares = change(people(), FEWER, "a", code="5")
    assert [row.code for row in shares.rows] == ["5", "5"]
    assert shares.rows[0].change == pytest.approx(100 * change_of_one(people(), FEWER, "a_pay", "5").change)


def test_a_ranking_changes_by_who_put_each_option_first() -> None:
    found = change(people(), FEWER, "cause")
    assert [row.first for row in found.rows] == pytest.approx(
        [r.percent for r in tally(people(), "cause").rows]
    )
    assert found.rows[0].p == change_of_one(people(), FEWER, found.rows[0].code, "1").p
    assert "put it first" in show.as_text(found)


def _unscored(one: Variable) -> Variable:
    return replace(one, codes=tuple(replace(code, score=None) for code in one.codes))


def test_what_has_no_change_is_refused() -> None:
    with pytest.raises(CodebookError, match="no code 'bad' in both waves"):
        change(FIRST, SECOND, "image", code="bad")
    with pytest.raises(CodebookError, match="no option"):
        change(people(), people(), "motive", code="bad")
    with pytest.raises(NotTabulable, match="no share"):
        change(people(), people(), "comment")
    unscored = replace(book := people().codebook, variables=tuple(_unscored(one) for one in book.variables))
    with pytest.raises(NotTabulable, match="have no scores"):
        change(Microdata.from_records(unscored, [{"a_pay": "1"}]), people(), "a")
    with pytest.raises(CodebookError):
        change(people(), people(), "a", code="bad")
    with pytest.raises(CodebookError):
        change(FIRST, SECOND, "nothing")
