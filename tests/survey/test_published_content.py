"""What a publication holds: the rules that protect people, on small invented data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from analysis.codebook import Code, Codebook, Variable, VariableSet
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.tallies import tally
from survey.frozen import Release, freeze, thaw_crosstab, thaw_tally
from survey.protection import PublicationRefused, banners, check_banner, why_not
from survey.publishing import assemble, publishable, total
from survey.storage import Published, Survey


def variable(name: str, codes: str, **more: Any) -> Variable:
    return Variable(name, {"en": name}, codes=tuple(Code(one, {"en": one}) for one in codes.split()), **more)


VARIABLES = (
    variable("mood", "good bad"),
    variable("rare", "yes no", universe="mood == bad"),
    variable("place", "town village camp", background=True),
    variable("post", "reader head", background=True),
    Variable("age", {"en": "age"}, level="scale", background=True),
    Variable("hours", {"en": "hours"}, level="scale"),
    Variable("comment", {"en": "comment"}, level="text"),
    variable("why_books", "0 1"),
    variable("why_people", "0 1"),
)
WHY = VariableSet(
    "why",
    {"en": "why"},
    "multiple",
    ("why_books", "why_people"),
    ("books", "people"),
    ({"en": "b"}, {"en": "p"}),
)
CODEBOOK = Codebook("small", VARIABLES, (WHY,), languages=("en",))


def people(places: Sequence[str] = ("town",) * 20 + ("village",) * 14 + ("camp",) * 6) -> Microdata:
    """People of these places; every fifth in a bad mood, and only those were asked `rare`."""
    records = [
        {
            "mood": "bad" if i % 5 == 4 else "good",
            "rare": "yes" if i % 5 == 4 else "not_asked",
            "place": place,
            "post": "head" if i % 3 == 0 else "reader",
            "age": 20 + i,
            "hours": i % 8,
            "comment": "secret words",
            "why_books": "1",
            "why_people": str(i % 2),
        }
        for i, place in enumerate(places)
    ]
    return Microdata.from_records(CODEBOOK, records, Design(population=100))


def question(content: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in content["questions"] if one["name"] == name)


def test_texts_and_exact_numbers_about_people_are_never_published() -> None:
    data = people()
    assert {name for name in CODEBOOK.questions() if why_not(data, name)} == {"comment", "age", "rare"}
    assert str(why_not(data, "age")).startswith("Exact numbers about a person")
    assert "secret words" not in json.dumps(assemble(data, banner="place"))


@pytest.mark.parametrize("name", ["comment", "age", "rare", "nothing"])
def test_what_cannot_be_published_is_refused_when_it_is_asked_for(name: str) -> None:
    with pytest.raises(PublicationRefused):
        assemble(people(), questions=[name])


def test_a_question_asked_of_fewer_than_ten_is_not_published() -> None:
    few = people(("town",) * 45)
    assert why_not(few, "rare") == "Fewer than 10 people were asked this, or all but fewer than 10."
    assert why_not(people(("town",) * 60), "rare") is None


def test_a_routed_question_is_broken_down_only_where_ten_are_asked_in_every_class() -> None:
    content = assemble(people(("town",) * 50 + ("village",) * 20), banner="place")
    assert question(content, "rare")["breakdowns"] == []
    assert "fewer than 10" in question(content, "rare")["no_breakdown"]


def test_small_classes_are_merged_until_each_holds_ten() -> None:
    banner = next(one for one in banners(people()) if one.name == "place")
    assert [(code, n) for code, _, n in banner.classes] == [("town", 20), ("village+camp", 20)]


def test_people_who_did_not_say_are_none_or_at_least_ten() -> None:
    places = ("town",) * 20 + ("village",) * 14 + ("refused",) * 3 + ("camp",) * 12
    banner = next(one for one in banners(people(places)) if one.name == "place")
    assert banner.apart == 0 or banner.apart >= 10
    assert all(n >= 10 for _, _, n in banner.classes)
    assert sum(n for _, _, n in banner.classes) + banner.apart == len(places)


@pytest.mark.parametrize("banner", ["place", "post"])
def test_a_publication_does_not_say_how_few_did_not_say_a_fact(banner: str) -> None:
    places = ("town",) * 20 + ("village",) * 14 + ("refused",) * 3 + ("skipped",) * 2 + ("camp",) * 12
    content = assemble(people(places), banner=banner)
    assert question(content, "place")["tally"]["missing"] == {"withheld": 17}
    crossed = [table["table"] for one in content["questions"] for table in one["breakdowns"]]
    assert not [table["missing"] for table in crossed if banner == "place" and "refused" in table["missing"]]


def test_facts_about_people_are_recoded_in_totals_too_and_not_crossed() -> None:
    content = assemble(people(), banner="post")
    rows = question(content, "place")["tally"]["rows"]
    assert [(row["code"], row["count"]) for row in rows] == [("town", 20), ("village+camp", 20)]
    assert question(content, "place")["breakdowns"] == []


def test_totals_and_breakdowns_of_opinions_are_exact_and_add_up() -> None:
    data = people()
    mood = question(assemble(data, banner="place"), "mood")
    assert thaw_tally(mood["tally"]) == tally(data, "mood")
    table = mood["breakdowns"][0]["table"]
    assert [sum(row) for row in table["counts"]] == [row["count"] for row in mood["tally"]["rows"]]
    assert [sum(column) for column in zip(*table["counts"], strict=True)] == [20, 20]


def test_every_table_of_a_publication_runs_over_the_same_classes() -> None:
    content = assemble(people(), banner="place")
    seen = {
        tuple(one["table"]["column_codes"]) for asked in content["questions"] for one in asked["breakdowns"]
    }
    assert seen == {("town", "village+camp")}


def test_numbers_are_published_without_the_extremes_that_are_one_persons_answer() -> None:
    hours = question(assemble(people(), banner="place"), "hours")["tally"]
    assert hours["rows"] == []
    assert {"min", "max"}.isdisjoint(hours["statistics"])
    assert hours["statistics"]["mean"] == pytest.approx(3.5)


def test_a_second_partition_of_the_same_wave_is_refused() -> None:
    first, other, none = (assemble(people(), banner=name) for name in ("place", "post", None))
    check_banner([first], first)
    check_banner([first], none)
    check_banner([none], other)
    with pytest.raises(PublicationRefused, match="published by place"):
        check_banner([first, none], other)


@pytest.mark.parametrize("banner", ["nothing", "age", "why", "comment"])
def test_only_a_variable_with_two_classes_can_be_a_banner(banner: str) -> None:
    with pytest.raises(PublicationRefused):
        assemble(people(), banner=banner)


def test_nobody_is_published_of_a_wave_that_is_too_small() -> None:
    assert all(one.name != "place" for one in banners(people(("town",) * 5 + ("camp",) * 4)))
    assert "place" not in publishable(people(("town",) * 5 + ("camp",) * 4))


def test_the_total_of_a_preview_is_the_total_of_the_publication() -> None:
    data = people()
    content = assemble(data, banner="place")
    for asked in content["questions"]:
        assert freeze(total(data, asked["name"], "place")) == asked["tally"]


def test_freezing_and_thawing_loses_nothing() -> None:
    data = people()
    table = crosstab(data, "mood", "place")
    assert thaw_crosstab(json.loads(json.dumps(freeze(table)))) == table
    for name in ("mood", "why", "hours"):
        result = tally(data, name)
        assert thaw_tally(json.loads(json.dumps(freeze(result)))) == result


def test_options_are_shown_together_by_class() -> None:
    survey = Survey("1", "small", 1, "anonymous", "closed", "")
    release = Release.of(Published(survey, 1, assemble(people(), banner="place")))
    asked = release.question("why")
    assert asked is not None
    assert asked.together is not None
    assert asked.together.bases == (20, 20)
    assert [(counts, whole) for _, counts, _, whole in asked.together.rows] == [
        ((20, 20), 40),
        ((10, 10), 20),
    ]
