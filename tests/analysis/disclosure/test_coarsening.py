"""Coarsening: nobody stands in a small class, and as much as can be is kept."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import survey
from analysis.codebook import MISSING_KINDS, WITHHELD, Code, Net, Variable
from analysis.disclosure import classes, coarsen, partition
from analysis.errors import WrongArgument

LETTERS = "abcdefg"
DEMO = Path(survey.__file__).parent / "demo_data" / "fixture-respondents.csv"


def variable(name: str, codes: str | list[str], level: str = "nominal", **more) -> Variable:
    return Variable(name, {"en": name}, level, tuple(Code(c, {"en": c.upper()}) for c in codes), **more)


def records_of(**columns: str | list[str]) -> list[dict[str, str]]:
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


anybody = st.fixed_dictionaries(
    {
        "x": st.sampled_from([*LETTERS, "skipped", "refused"]),
        "y": st.sampled_from([*LETTERS[:3], "not_asked"]),
        "z": st.sampled_from(["0", "1"]),
        "opinion": st.sampled_from(["yes", "no"]),
    }
)
FACTS = [variable("x", LETTERS, "ordinal"), variable("y", LETTERS[:3]), variable("z", "01")]


@settings(max_examples=300, deadline=None)
@given(st.lists(anybody, max_size=120), st.integers(2, 8), st.sampled_from([0.0, 0.05, 0.3]))
def test_no_joint_class_is_small(people, k, tolerance):
    found = coarsen(people, FACTS, k, tolerance)
    sizes = classes(found.records, ["x", "y", "z"])
    assert all(size >= k or set(known) == {WITHHELD} for known, size in sizes.items())
    assert len(people) < k or min(sizes.values()) >= k


@settings(max_examples=200, deadline=None)
@given(st.lists(anybody, max_size=80))
def test_a_coarsened_fact_is_still_true(people):
    found = coarsen(people, FACTS)
    codes = {v.name: {c.value for c in v.codes} | set(MISSING_KINDS) for v in found.variables}
    for before, after in zip(people, found.records, strict=True):
        assert after["opinion"] == before["opinion"]
        for name in ("x", "y", "z"):
            assert after[name] == WITHHELD or before[name] in str(after[name]).split("+")
            assert after[name] in codes[name]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(anybody, st.integers(1, 6)), max_size=40))
def test_a_record_that_stands_for_several_people_fares_as_if_it_were_repeated(pairs):
    facts = [{name: one[name] for name in ("x", "y", "z")} for one, _ in pairs]
    repeated = coarsen(
        [fact for fact, (_, times) in zip(facts, pairs, strict=True) for _ in range(times)], FACTS
    )
    different = list({tuple(fact.items()): fact for fact in facts}.values())
    times = [sum(n for fact, (_, n) in zip(facts, pairs, strict=True) if fact == one) for one in different]
    found = coarsen(different, FACTS, times=times)
    assert (found.variables, found.notes) == (repeated.variables, repeated.notes)
    told = Counter(tuple(one.values()) for one, n in zip(found.records, times, strict=True) for _ in range(n))
    assert told == Counter(tuple(one.values()) for one in repeated.records)


def test_there_are_as_many_times_as_records():
    with pytest.raises(WrongArgument, match="1 records need as many times, not 2"):
        coarsen([{"z": "0"}], [variable("z", "01")], times=[1, 2])


def test_codes_that_were_merged_before_stay_merged_and_others_stay_apart():
    people = records_of(x="a" * 20 + "b" * 20 + "c" * 20 + "d" * 20)
    found = coarsen(people, [variable("x", "abcde")], groups={"x": [("a", "c")], "other": [("u", "v")]})
    assert [code.value for code in found.variables[0].codes] == ["a+c", "b", "d", "e"]
    assert [note.groups for note in found.notes] == [(("a", "c"),)]
    assert classes(found.records, ["x"]) == {("a+c",): 40, ("b",): 20, ("d",): 20}


@settings(max_examples=100, deadline=None)
@given(st.lists(anybody, max_size=80), st.randoms())
def test_the_order_of_people_does_not_matter(people, random):
    shuffled = random.sample(people, len(people))
    once, again = coarsen(people, FACTS), coarsen(shuffled, FACTS)
    assert (once.variables, once.notes) == (again.variables, again.notes)
    assert Counter(map(str, once.records)) == Counter(map(str, again.records))


def test_what_is_safe_already_stays_as_it_is():
    people = records_of(x="a" * 5 + "b" * 6)
    found = coarsen(people, [variable("x", "abc")])
    assert list(found.records) == people
    assert found.variables == (variable("x", "abc"),)
    assert found.notes == ()


def test_an_ordinal_fact_merges_neighbours_and_joins_their_labels():
    found = coarsen(records_of(x="a" * 9 + "b" * 2 + "c" * 7), [variable("x", "abc", "ordinal")], tolerance=0)
    assert [(c.value, c.label["en"]) for c in found.variables[0].codes] == [("a", "A"), ("b+c", "B / C")]
    assert found.notes[0].words == "x: merged b with c"


def test_a_nominal_fact_merges_its_two_smallest_codes():
    found = coarsen(records_of(x="a" * 9 + "b" * 2 + "c" * 7 + "d" * 4), [variable("x", "abcd")], tolerance=0)
    assert [code.value for code in found.variables[0].codes] == ["a", "b+d", "c"]


def test_nobody_merges_with_a_code_that_nobody_has_unless_it_lies_between():
    people = records_of(x="a" * 9 + "c" * 2 + "e" * 7)
    nominal = coarsen(people, [variable("x", "abcde")], tolerance=0).variables[0]
    ordinal = coarsen(people, [variable("x", "abcde", "ordinal")], tolerance=0).variables[0]
    assert [code.value for code in nominal.codes] == ["a", "b", "c+e", "d"]
    assert [code.value for code in ordinal.codes] == ["a", "b", "c+d+e"]


def test_a_fact_that_collapses_is_withheld_and_the_first_in_priority_survives():
    people = records_of(x="a" * 10 + "b" * 10, y=list("pqrstuvwxy") * 2)
    found = coarsen(people, [variable("x", "ab"), variable("y", "pqrstuvwxy")])
    assert {record["y"] for record in found.records} <= {WITHHELD, "p+q+r+s+t", "u+v+w+x+y"}
    alone = coarsen(people, [variable("x", "ab"), variable("y", "pqrstuvwxy", "text")])
    assert {record["y"] for record in alone.records} == {WITHHELD}
    assert Counter(record["x"] for record in alone.records) == {"a": 10, "b": 10}


def test_numbers_are_always_withheld():
    found = coarsen([{"year": 2012.0}] * 50, [Variable("year", {"en": "Year"}, "scale")])
    assert {record["year"] for record in found.records} == {WITHHELD}
    assert found.notes[0].words.startswith("year: withheld in all rows")


def test_fewer_people_than_a_class_needs_keep_no_fact():
    found = coarsen(records_of(x="aaaa"), [variable("x", "ab")])
    assert {record["x"] for record in found.records} == {WITHHELD}


def test_a_net_survives_merging_only_if_it_is_still_a_union_of_codes():
    nets = (Net("low", {"en": "Low"}, ("a", "b")), Net("odd", {"en": "Odd"}, ("b", "c")))
    people = records_of(x="a" * 2 + "b" * 4 + "c" * 7)
    found = coarsen(people, [variable("x", "abc", "ordinal", nets=nets)], tolerance=0)
    assert [(net.name, net.codes) for net in found.variables[0].nets] == [("low", ("a+b",))]


def test_the_young_librarians_keep_their_tenure_whole_and_their_systems_in_groups():
    with DEMO.open(encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(file))
    tenure = variable("tenure", ["lt1", "1_3", "4_10", "10_15"], "ordinal")
    system = variable("system", sorted({person["system"] for person in people}))
    found = coarsen(people, [tenure, system])
    assert Counter(record["tenure"] for record in found.records) == {
        "lt1": 59,
        "1_3": 101,
        "4_10": 70,
        "10_15": 7,
    }
    systems = Counter(record["system"] for record in found.records)
    assert len(systems) >= 6
    assert systems[WITHHELD] < 20
    assert min(classes(found.records, ["tenure", "system"]).values()) >= 5


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*LETTERS, "skipped"]), max_size=90), st.sampled_from(["nominal", "ordinal"]))
def test_a_public_partition_never_shows_or_hides_a_few(values, level):
    found = partition(values, variable("x", LETTERS, level), k=10)
    counts = Counter(found.mapping.get(value, WITHHELD) for value in values)
    assert all(count >= 10 for code, count in counts.items() if code != WITHHELD)
    assert counts[WITHHELD] == 0 or counts[WITHHELD] >= 10 or len(counts) == 1


def test_a_public_partition_names_its_classes():
    values = ["a"] * 59 + ["b"] * 101 + ["c"] * 70 + ["d"] * 7
    found = partition(values, variable("x", "abcd", "ordinal"))
    assert dict(found.mapping) == {"a": "a", "b": "b", "c": "c+d", "d": "c+d"}
    assert [code.value for code in found.variable.codes] == ["a", "b", "c+d"]


def test_a_few_who_skipped_are_hidden_among_the_smallest_class():
    found = partition(["a"] * 30 + ["b"] * 12 + ["skipped"] * 3, variable("x", "ab"))
    assert dict(found.mapping) == {"a": "a", "b": WITHHELD}
