"""The audit of the talk's figures against invented people who reproduce its counts."""

import csv
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import survey
from analysis.audit import audit
from analysis.audited import Audit
from analysis.codebook import Codebook, Net, VariableSet
from analysis.microdata import Microdata
from analysis.rounding import agreement, fitting_bases, fitting_counts
from analysis.show import as_html, as_json, as_text
from tests.analysis.people import coded, named

DATA = Path(survey.__file__).parent / "demo_data"
NEGATIVE = Net("negative", named("negative"), ("boring", "hectic"))
BOOK = Codebook(
    "talk",
    (
        coded("education", "sec_only", "sec_lib", "sec_other", "high_lib", "high_other", "not_published"),
        coded("tenure", "lt1", "1_3", "4_10", "10_15"),
        coded("studying_now", "yes", "no"),
        coded("position", "manager", "other"),
        coded("attitude", "prestigious", "intellectual", "creative", "boring", "hectic", nets=(NEGATIVE,)),
        coded("motive_family_tradition", "1", "0"),
        coded("motive_chance", "1", "0"),
    ),
    (
        VariableSet(
            "motive",
            named("motive"),
            "multiple",
            ("motive_family_tradition", "motive_chance"),
            ("family_tradition", "chance"),
            (named("family"), named("chance")),
        ),
    ),
)


def as_asked(row: dict[str, str], place: int) -> dict[str, str]:
    """A person of the fixture as our questionnaire would hold her: nets as codes, motives as options."""
    family = row["motive"] == "family_tradition"
    attitude = {"negative": ("boring", "hectic")[place % 2], "other_or_none": "skipped"}
    return {
        "education": row["education"],
        "tenure": row["tenure"],
        "studying_now": "yes" if row["studying_now"] == "yes" else "no",
        "position": "manager" if row["position"] == "manager" else "other",
        "attitude": attitude.get(row["attitude"], row["attitude"]),
        "motive_family_tradition": str(int(family)),
        "motive_chance": str(int(not family)),
    }


def read(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).open(encoding="utf-8")))


def facts() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads((DATA / "seed-facts.json").read_text("utf-8"))
    return whole


@cache
def result() -> Audit:
    people = [as_asked(row, place) for place, row in enumerate(read("fixture-respondents.csv"))]
    frame = Counter(row["system"] for row in read("fixture-frame.csv"))
    return audit(facts(), Microdata.from_records(BOOK, people), frame)


def figure(name: str) -> tuple[Any, ...]:
    one = next(one for one in result().figures if one.id == name)
    return one.published, one.count, one.base, one.computed, one.agrees


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("att.prestigious", ("22", 52, 237, "22", "rounded")),
        ("att.negative", ("12", 28, 237, "12", "rounded")),
        ("att.intellectual", ("22.4", 53, 237, "22.4", "rounded")),
        ("att.creative", ("19", 45, 237, "19", "rounded")),
        ("edu.sec_lib", ("24.0", 57, 237, "24.1", "truncated")),
        ("edu.studying_now", ("5.5", 13, 237, "5.5", "rounded")),
        ("ten.lt1", ("25", 59, 237, "25", "rounded")),
        ("ten.1_3", ("42.6", 101, 237, "42.6", "both")),
        ("ten.4_10", ("29.5", 70, 237, "29.5", "both")),
        ("ten.10_15", ("2.9", 7, 237, "3.0", "truncated")),
        ("mot.family", ("8", 19, 237, "8", "both")),
        ("pos.manager", ("6.3", 15, 237, "6.3", "both")),
        ("frame.young", ("257", 257, None, "257", "both")),
        ("frame.young_share", ("25.7", 257, 999, "25.7", "both")),
        ("bukhar_zhyrau", ("42.0", 28, 67, "41.8", "cannot")),
        ("karaganda", ("22.2", 24, 108, "22.2", "both")),
    ],
)
def test_each_published_figure_is_reproduced_from_the_records(name: str, found: tuple[Any, ...]) -> None:
    assert figure(name) == found


def test_every_figure_with_a_published_per_cent_is_computed() -> None:
    whole = facts()
    stated = [one for one in (*whole["figures"], *whole["districts"]) if one.get("published_percent")]
    assert len(stated) == 33
    assert all(figure(one["id"])[1] is not None for one in stated)
    assert not [one.id for one in result().figures if one.agrees == "no"]


def test_our_agreement_is_the_one_that_the_facts_state() -> None:
    words = {("round",): "rounded", ("truncate",): "truncated", ("round", "truncate"): "both"}
    stated = [one for one in facts()["figures"] if "agrees_with" in one]
    assert {one["id"]: figure(one["id"])[4] for one in stated} == {
        one["id"]: words[tuple(one["agrees_with"])] for one in stated
    }


def test_what_no_record_holds_cannot_be_checked_and_says_why() -> None:
    for name in ("ext.us_25_34", "band.lt10", "time.2003", "frame.libraries", "ten.third_entering"):
        one = next(one for one in result().figures if one.id == name)
        assert (one.agrees, one.count) == ("cannot", None)
        assert one.reason.sentence


@pytest.mark.parametrize(
    "said",
    [
        "57 of 237 is 24.05 %: 24.0 only truncated, rounded it is 24.1.",
        "28 is 42.0 % of no whole number of staff; as a whole per cent it would be of 66–67.",
        "24.0 + 20.2 + 45.1 + 2.1 + 4.6 = 96.0 %; 9 of 237 people",
        "= 101.5 %, more than everybody",
        "The 15 districts add to 189, the sampling frame to 257: 68 people",
        "Every share is of 237 people, the frame has 257: 20 (7.8 %) did not answer.",
        "1/3 would be 79 of 237; the records have ten.lt1 59",
    ],
)
def test_what_cannot_be_right_is_said_in_words(said: str) -> None:
    assert said in " ".join(one["text"] for one in as_json(result(), "en")["verdicts"])


def test_other_people_make_the_figures_disagree() -> None:
    people = Microdata.from_records(BOOK, [{"attitude": "boring"}] * 100 + [{"attitude": "creative"}] * 137)
    found = {one.id: one for one in audit(facts()["figures"], people, {}).figures}
    assert found["att.negative"].agrees == "no"
    assert (found["edu.sec_lib"].count, found["edu.sec_lib"].agrees) == (0, "no")
    assert found["frame.young"].agrees == "cannot"


def test_a_variable_that_is_not_there_cannot_be_checked() -> None:
    people = Microdata.from_records(BOOK, [{"tenure": "lt1"}])
    wrong = [
        {"id": "a", "published_percent": "5", "variable": "colour", "category": "red"},
        {"id": "b", "published_percent": "5", "variable": "tenure", "category": "red"},
        {"id": "c", "published_percent": "5", "variable": "motive", "category": "red"},
    ]
    assert [one.agrees for one in audit(wrong, people, {}).figures] == ["cannot"] * 3


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_audit_is_shown_in_every_language(language: str) -> None:
    json.dumps(as_json(result(), language), allow_nan=False)
    assert "24.0" in as_text(result(), language)
    assert "<caption>" in as_html(result(), language)


@pytest.mark.parametrize("published", ["24.0", "25", "2.9", "0.0", "100", "99.9"])
def test_the_counts_that_fit_are_exactly_those_that_agree(published: str) -> None:
    agreeing = [count for count in range(238) if agreement(published, count, 237) not in ("no", "cannot")]
    assert fitting_counts(published, 237) == agreeing


@pytest.mark.parametrize(("published", "count"), [("42.0", 28), ("42", 28), ("35.1", 26), ("7.6", 5)])
def test_the_bases_that_fit_are_exactly_those_that_agree(published: str, count: int) -> None:
    agreeing = [
        base for base in range(count, 2000) if agreement(published, count, base) not in ("no", "cannot")
    ]
    assert fitting_bases(published, count) == agreeing


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_sentence_is_said_twice_and_each_names_its_figure(language: str) -> None:
    notes = as_text(result(), language).split("\n\n")[2].strip().split("\n")
    assert len(notes) == len(set(notes))
    assert not [one for one in notes if any(other.endswith(f": {one}") for other in notes)]
