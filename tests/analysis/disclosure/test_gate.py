"""What passes the gate, on small invented data."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from analysis import charts, show
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.disclosure.gate import ground_of, protect, reasons_of, why_no_filter, why_not
from analysis.disclosure.noise import Noise
from analysis.disclosure.reasons import REASONS, NotPublished
from analysis.disclosure.recoding import with_columns
from analysis.disclosure.sides import refusals, sides
from analysis.microdata import Microdata
from analysis.publications import EVERYBODY, Filter, Publication
from analysis.publications.protected import alike, in_whole
from analysis.tallies import tally
from tests.analysis.disclosure.people import CODEBOOK, crowd, noise_for, people


def published(microdata: Microdata | None = None, **wishes: Any) -> Publication:
    microdata = people() if microdata is None else microdata
    return protect(microdata, noise_for(microdata.n), **wishes)


def test_texts_and_exact_numbers_about_people_are_never_published() -> None:
    data = people()
    refused = {name: why_not(data, name) for name in CODEBOOK.questions() if why_not(data, name)}
    assert refused == {"comment": "text", "age": "exact", "rare": "few asked"}
    assert "secret words" not in json.dumps(published().content)


@pytest.mark.parametrize("name", ["comment", "age", "rare", "nothing"])
def test_what_cannot_be_published_is_refused_when_it_is_asked_for(name: str) -> None:
    with pytest.raises(NotPublished):
        published(questions=[name])


def test_a_question_asked_of_fewer_than_ten_is_not_published() -> None:
    assert why_not(people(("town",) * 45), "rare") == "few asked"
    assert why_not(people(("town",) * 60), "rare") == ""


def test_a_question_that_fewer_than_ten_answered_is_not_published() -> None:
    data = people()
    mood = data.column("mood")
    silent = np.arange(40) > 8
    told = Column(mood.variable, np.where(silent, -1, mood.values), np.where(silent, 1, mood.missing))
    assert why_not(with_columns(data, {"mood": told}), "mood") == "small"


def test_options_that_few_put_first_or_ranked_are_told_with_another() -> None:
    data = people()
    chair = data.column("needs_chair")
    ranks = np.where(np.arange(40) < 38, 0, 1)  # codes 0, 1, 2: 38 left it out, 2 put it first
    found = with_columns(data, {"needs_chair": Column(chair.variable, ranks, chair.missing)})
    rows = published(found).tally("needs").rows
    assert [(row.code, row.ranked) for row in rows] == [("chair+lamp", 40)]


def test_a_routed_question_is_served_only_in_groups_where_ten_answered_it() -> None:
    found = published(people(("town",) * 65 + ("village",) * 60 + ("camp",) * 25))
    assert set(found.question("mood").groups) >= {"place=town", "place=village", "place=camp"}
    assert found.served("rare", "place") == ("town",)  # of village and camp, 5 of whom would be left alone
    assert found.served("rare", "post") == ("reader", "head")


def test_small_classes_are_merged_until_each_holds_ten_and_the_recoding_is_told() -> None:
    place = published().variable("place")
    assert [(one.code, one.codes, one.label) for one in place.classes] == [
        ("town", ("town",), {"en": "town"}),
        ("village+camp", ("village", "camp"), {"en": "village / camp"}),
    ]


def test_people_who_did_not_say_are_none_or_at_least_ten() -> None:
    places = ("town",) * 20 + ("village",) * 14 + ("refused",) * 3 + ("camp",) * 12
    place = published(people(places)).question("place").total
    assert place.missing == {"withheld": 15}
    assert [(row.code, row.count) for row in place.rows] == [("town", 20), ("village", 14)]


def test_groups_merged_before_stay_merged() -> None:
    many = people(("town",) * 40 + ("village",) * 30 + ("camp",) * 20)
    assert [one.code for one in published(many).variable("place").classes] == ["town", "village", "camp"]
    found = published(many, before={"place": [("town",), ("village", "camp")]})
    assert [one.code for one in found.variable("place").classes] == ["town", "village+camp"]


def test_totals_of_everybody_are_exact_and_their_small_codes_merged() -> None:
    data, found = people(), published()
    assert found.tally("mood") == in_whole(tally(data, "mood"))
    assert [(row.code, row.count) for row in found.tally("why").rows] == [("books", 40), ("people+tea", 20)]
    assert {item.variable: item.base for item in found.tally("room").items} == {
        "room_warm": 40,
        "room_light": 40,
    }


def test_an_opinion_of_fewer_than_three_is_told_with_another() -> None:
    data = crowd(80, {"place": 2}, 3)
    counts = [row.count for row in published(data).tally("view").rows]
    lone = replace(data, columns={**data.columns, "view": data.column("view")})
    assert sum(counts) == lone.n
    assert all(count >= 3 for count in counts)


def test_numbers_are_published_without_the_extremes_that_are_one_persons_answer() -> None:
    hours = published().tally("hours")
    assert hours.rows == ()
    assert {"min", "max"}.isdisjoint(hours.statistics)
    assert hours.statistics["mean"] == pytest.approx(3.5)


def test_a_mean_that_tells_one_persons_number_is_not_published() -> None:
    """Of 40 people one has lent 1000 books, the others few: the sum is that person's number nearly."""
    data = people()
    hours = data.column("hours")
    lent = np.where(np.arange(data.n) == 5, 1000.0, hours.values)
    found = published(with_columns(data, {"hours": Column(hours.variable, lent, hours.missing)}))
    assert tally(data, "hours").statistics.keys() >= {"mean", "sd", "median"}
    assert found.tally("hours").statistics.keys() == {"q1", "median", "q3"}
    assert published().tally("hours").statistics.keys() >= {"mean", "sd", "median"}


def test_a_deviation_that_tells_one_persons_number_is_not_published() -> None:
    """One has lent 150 books, the others up to 10: not half of the sum, but nearly all of the squares."""
    data = people()
    hours = data.column("hours")
    lent = np.where(np.arange(data.n) == 5, 150.0, np.arange(data.n) % 11)
    exact = with_columns(data, {"hours": Column(hours.variable, lent, hours.missing)})
    mean, sd = (tally(exact, "hours").statistics[key] for key in ("mean", "sd"))
    assert lent.sum() > 2 * 150
    assert np.sqrt((data.n - 1) * sd**2 + data.n * mean**2) == pytest.approx(150, rel=0.06)
    assert published(exact).tally("hours").statistics.keys() == {"mean", "q1", "median", "q3"}


def test_facts_and_numbers_are_not_broken_down() -> None:
    found = published()
    assert {one.name: one.why for one in found.questions if one.why} == {
        "place": "fact",
        "post": "fact",
        "hours": "number",
    }
    with pytest.raises(NotPublished, match="not crossed with each other"):
        found.breakdown("place", "post")


def test_a_group_holds_whole_per_cents_of_numbers_to_the_nearest_five() -> None:
    found = published(crowd(237, {"system": 19, "tenure": 5}, 1))
    lines = [line for lines in found.question("view").groups.values() for line in lines if line]
    assert lines
    assert all(base % 5 == 0 for base, _ in lines)
    assert {percent for _, percents in lines for percent in percents} <= {0, *range(5, 96), 100}


def test_the_same_people_have_the_same_numbers_wherever_they_are_asked_for() -> None:
    data = crowd(237, {"system": 19, "tenure": 5}, 1)
    twice = replace(
        data,
        columns={
            **data.columns,
            "tenure": data.column("system").under(data.column("system").variable),
        },
    )
    assert twice.n == data.n
    found, again = published(data), published(data, questions=["view"], filters=["system"])
    for key, lines in again.question("view").groups.items():
        if key in found.question("view").groups:
            assert found.question("view").groups[key] == lines


def test_means_and_ranks_of_groups_are_not_served() -> None:
    found = published()
    for name in ("mood", "why", "room", "needs"):
        for code in found.served(name, "place"):
            group = found.tally(name, Filter.of(("place", code)))
            for one in (group, *group.items):
                assert (one.statistics, one.answers, one.population) == ({}, None, None)
                assert all(row.mean_rank is row.ranked is row.percent_of_answers is None for row in one.rows)
                assert all((row.low, row.high) == (0, 100) for row in one.rows)


def test_verdicts_come_from_published_numbers_with_two_digits_where_all_classes_are_served() -> None:
    found = published()
    table = found.breakdown("mood", "place")
    assert table.association is not None
    assert table.test is not None
    for value in (table.association.value, table.association.low, table.association.high):
        assert value == round(value, 2)
    assert table.association.people % 5 == 0
    assert table.test.p == float(f"{table.test.p:.2g}")
    assert found.breakdown("why", "place").association is None
    data = people()
    drawn = replace(data, design=Design(weights=np.arange(1.0, data.n + 1)))
    assert published(drawn).breakdown("mood", "place").association is None


def test_nets_of_a_group_add_what_is_shown() -> None:
    mood = published(people(("town",) * 40 + ("village",) * 40)).tally("mood", Filter.of(("place", "town")))
    assert mood.nets[0].percent == mood.rows[1].percent  # nobody is in an awful mood


def test_a_variable_can_be_asked_for_by_old_codes_and_by_those_of_the_recoding() -> None:
    found = published()
    merged = Filter.of(("place", "village+camp"))
    assert (
        found.filter("place:camp")
        == found.filter("place:village+camp")
        == found.filter("place:village camp")
        == merged
    )
    assert merged.key == "place=village+camp"
    assert found.filter() == EVERYBODY
    for terms in (["place:moon"], ["moon:place"], ["place:town", "place:camp"], ["place:town"] * 3):
        with pytest.raises(NotPublished):
            found.filter(*terms)


def test_what_is_not_served_is_refused_in_words() -> None:
    found = published()
    for call in (
        lambda: found.tally("mood", Filter.of(("place", "town"), ("post", "head"))),
        lambda: found.breakdown("mood", "post", Filter.of(("place", "town"))),
        lambda: found.breakdown("mood", "place", Filter.of(("place", "town"))),
        lambda: found.breakdown("room", "place", line="room_cold"),
        lambda: found.breakdown("mood", "nothing"),
        lambda: found.tally("nothing"),
    ):
        with pytest.raises(NotPublished) as refused:
            call()
        assert all(refused.value.words(language) for language in ("kk", "ru", "en"))


def test_researchers_read_which_rule_refuses_each_group() -> None:
    found = refusals(ground_of(people(), noise_for(40)))
    assert {group.key for group in found} == {
        f"place={a}&post={b}" for a in ("town", "village+camp") for b in ("reader", "head")
    }
    assert set(found.values()) <= set(REASONS)


@pytest.mark.parametrize(("question", "line"), [("mood", 0), ("why", 0), ("room", 1), ("needs", 0)])
def test_researchers_see_both_sides_of_a_table(question: str, line: int) -> None:
    data = people(("town",) * 65 + ("village",) * 60 + ("camp",) * 25)
    ground, found = ground_of(data, noise_for(data.n)), published(data)
    both = sides(data, ground, question, "place")[line]
    assert [one.exact.n for one in both] == [65, 60, 25]
    table = found.breakdown(question, "place", line=found.question(question).lines[line].variable)
    assert [one.public.base for one in both if one.public] == list(table.bases)
    columns = [tuple(row.percent for row in one.public.rows) for one in both if one.public]
    assert columns == list(zip(*table.column_percents, strict=True))
    rare = {one.code: one.why for one in sides(data, ground, "rare", "place")[0]}
    assert rare == {"town": "", "village": "siblings", "camp": "small"}
    with pytest.raises(NotPublished):
        sides(data, ground, "hours", "place")


def test_groups_of_one_mind_are_flagged() -> None:
    data = people(("town",) * 40 + ("village",) * 40)
    mood = data.column("mood")
    content = Column(mood.variable, np.where(data.column("place").values == 0, 0, mood.values), mood.missing)
    found = with_columns(data, {"mood": content})
    (both,) = sides(found, ground_of(found, noise_for(80)), "mood", "place")
    assert [one.alike for one in both] == [True, False]
    told = published(found)
    assert alike(told.breakdown("mood", "place")) == ({"en": "town"},)
    assert alike(told.tally("mood", told.filter("place:town"))) == ({"en": "mood"},)
    assert alike(told.tally("mood", told.filter("place:village"))) == ()


def test_opinions_can_be_filters_too() -> None:
    found = published(people(("town",) * 80), filters=["mood", "post"])
    assert found.served("room", "mood", line="room_light") == ("good", "bad")
    assert found.served("mood", "post") == ("reader", "head")
    with pytest.raises(NotPublished):
        found.breakdown("mood", "mood")


@pytest.mark.parametrize("name", ["nothing", "age", "why", "comment"])
def test_only_a_choice_with_two_classes_can_be_a_filter(name: str) -> None:
    assert why_no_filter(people(), name)
    with pytest.raises(NotPublished):
        published(filters=[name])


def test_nothing_tells_groups_apart_where_there_are_too_few_people() -> None:
    few = people(("town",) * 8 + ("camp",) * 4)
    assert reasons_of(few)["place"]
    assert published(few).variables == ()
    with pytest.raises(NotPublished, match="at least one question"):
        published(people(("town",) * 9))


def test_a_publication_comes_back_from_json_as_it_was() -> None:
    found = published(crowd(237, {"system": 19, "tenure": 5}, 1))
    assert Publication.of(json.loads(json.dumps(found.content, allow_nan=False))) == found
    assert Publication.of(found.content, 3).release == 3
    with pytest.raises(NotPublished, match="published again"):
        Publication.of({**found.content, "schema": "saualnama.publication/1"})


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_protected_tables_are_shown_without_counts_and_limits(language: str) -> None:
    found = published()
    for result in (
        found.breakdown("mood", "place"),
        found.breakdown("why", "place"),
        found.breakdown("room", "place", line="room_warm"),
        found.breakdown("needs", "place"),
        found.tally("mood", found.filter("place:town")),
        found.tally("room", found.filter("place:town")),
        found.tally("why", found.filter("place:town")),
    ):
        csv = show.as_csv(result, language)
        assert not {"count", "low", "high", "expected"} & set(csv.split("\n", 1)[0].split(","))
        assert show.as_text(result, language)
        for kind in charts.kinds(result):
            said = charts.alternative(result, kind, language=language)
            assert "–" not in said.replace(" – ", "")
            assert charts.render(result, kind, language=language)


def test_every_reason_is_said_in_three_languages() -> None:
    assert all(set(text) == {"kk", "ru", "en"} for text in REASONS.values())


def test_a_wave_is_broken_down_by_four_facts_at_most() -> None:
    names = [f"fact_{i}" for i in range(6)]
    book = Codebook(
        "many facts",
        (
            *(Variable(name, {"en": name}, codes=_two(), background=True) for name in names),
            Variable("mood", {"en": "Mood"}, codes=_two()),
        ),
    )
    random = np.random.default_rng(5)
    rows = [{name: str(random.integers(1, 3)) for name in (*names, "mood")} for _ in range(400)]
    microdata = Microdata.from_records(book, rows)
    keys = random.integers(0, 2**64, microdata.n, dtype=np.uint64)
    noise = Noise(b"a secret of sixteen or more", 1, keys)
    assert [one.name for one in protect(microdata, noise).variables] == names[:4]
    assert [one.name for one in protect(microdata, noise, filters=names[2:]).variables] == names[2:]
    with pytest.raises(NotPublished, match="at most 4"):
        protect(microdata, noise, filters=names)


def _two() -> tuple[Code, ...]:
    return (Code("1", {"en": "one"}), Code("2", {"en": "two"}))
