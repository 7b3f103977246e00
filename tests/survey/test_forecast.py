# ruff: noqa: E501 - an item reads best in one line
"""The forecast of recognition agrees with people who are counted, and with formulas done by hand."""

import csv
import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from questionnaires import reader
from questionnaires.types import type_of
from survey import demo
from survey.commands import forecast as command
from survey.commands import main
from survey.forecast import ForecastError, Frame, facts, forecast, merged, read_frame
from tests.questionnaires.tiny import tiny

ITEMS = """
- {item: town, type: single, background: yes, question: {en: T}, codes: {a: {en: A}, b: {en: B}, c: {en: C}, d: {en: D}}}
- {item: age, type: number, whole: yes, min: 18, max: 65, background: yes, question: {en: Age},
   bands: {variable: band, label: {en: Band}, unit: age, starts at: [30, 40, 50], codes: [x, y, z, w]}}
- {item: sex, type: single, background: yes, question: {en: S}, codes: {f: {en: F}, m: {en: M}}}
- {item: why, type: text, background: yes, question: {en: Why}}
- {item: mood, type: single, question: {en: M}, codes: {f: {en: F}, m: {en: M}}}
"""
QUESTIONNAIRE = tiny(ITEMS)
SIX = ("system", "tenure", "age_group", "education", "library_type", "region_kind")


def written(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "frame.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def test_facts_are_bands_instead_of_numbers_and_no_texts() -> None:
    assert [one.name for one in facts(QUESTIONNAIRE, Frame({}))] == ["town", "band", "sex"]
    assert all(one.assumed for one in facts(QUESTIONNAIRE, Frame({})))


def test_the_six_facts_of_the_demos_respondents_leave_58_per_cent_alone(tmp_path: Path) -> None:
    questionnaire = reader.shipped("young-librarians")
    bands = questionnaire.item("entry_year").bands
    assert bands is not None
    people = [
        {**person.answers, "tenure": bands.code_of(person.answers["entry_year"])}
        for person in demo.respondents(questionnaire)
    ]
    rows = [[str(person[name]) for name in SIX] for person in people]
    frame = read_frame(written(tmp_path, [list(SIX), *rows]), SIX)
    counts = Counter(map(tuple, rows))
    found = forecast(facts(questionnaire, frame, SIX), frame, 237)
    alone = sum(count == 1 for count in counts.values())
    few = sum(count for count in counts.values() if count < 5)
    assert round(100 * found.risk.alone, 1) == round(100 * alone / 237, 1) == 58.6
    assert found.risk.few == pytest.approx(few / 237)


def test_people_drawn_by_margins_are_alone_as_often_as_forecast() -> None:
    frame = Frame({"town": {"a": 0.6, "b": 0.3, "c": 0.07, "d": 0.03}, "sex": {"f": 0.8, "m": 0.2}})
    found = forecast(facts(QUESTIONNAIRE, frame), frame, 50)
    random, alone, few = Random(3), 0, 0
    for _ in range(400):
        drawn = Counter(
            (random.choices("abcd", (0.6, 0.3, 0.07, 0.03))[0], random.choice("xyzw"), random.random() < 0.8)
            for _ in range(50)
        )
        alone += sum(count == 1 for count in drawn.values())
        few += sum(count for count in drawn.values() if count < 5)
    assert found.risk.alone == pytest.approx(alone / 400 / 50, abs=0.01)
    assert found.risk.few == pytest.approx(few / 400 / 50, abs=0.02)


def test_very_many_combinations_are_estimated_from_drawn_people() -> None:
    items = "\n".join(
        f"- {{item: n{place}, type: number, min: 0, max: 9, background: yes, question: {{en: N}}}}"
        for place in range(6)
    )
    found = forecast(facts(tiny(items), Frame({})), Frame({}), 1001)
    assert found.risk.alone == pytest.approx((1 - 1e-6) ** 1000, abs=1e-6)


def test_a_part_of_a_frame_is_alone_more_often_than_all_of_it() -> None:
    frame = Frame({"town": {"a": 0.5, "b": 0.5}}, (("town",), {("a",): 0.5, ("b",): 0.5}), 4)
    only = facts(QUESTIONNAIRE, frame, ["town"])
    assert forecast(only, frame, 4).risk.alone == 0
    assert forecast(only, frame, 2).risk.alone == pytest.approx(2 / 3)


def test_without_a_fact_and_with_coarser_ones_fewer_are_alone() -> None:
    found = forecast(facts(QUESTIONNAIRE, Frame({})), Frame({}), 20)
    assert found.without["town"].alone < found.without["sex"].alone < found.risk.alone
    assert all(one.risk.alone < found.risk.alone for one in found.coarser)
    assert found.all_coarser.alone < min(one.risk.alone for one in found.coarser)


def test_coarser_codes_are_neighbours_where_they_have_an_order() -> None:
    shares = {
        "band": {"x": 0.4, "y": 0.1, "z": 0.3, "w": 0.2},
        "town": {"a": 0.4, "b": 0.1, "c": 0.3, "d": 0.2},
    }
    town, band, _ = facts(QUESTIONNAIRE, Frame(shares))
    assert merged(band) == (("x",), ("y", "z", "w"))
    assert sorted(map(sorted, merged(town))) == [["a"], ["b", "c", "d"]]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["a", "b"], ["1", "2"]], "neither the columns variable, code and total"),
        ([["variable", "code", "total"], ["town", "a", "many"]], "line 2: the total 'many' is no number"),
        ([["variable", "code", "total"], ["town", "a", "-1"]], "is no count"),
        ([["variable", "code", "total"], ["town", "a", "0"]], "are all zero"),
        ([["variable", "code", "total"]], "has no lines"),
        ([["town"], ["elsewhere"]], "gives town the code 'elsewhere'"),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(tmp_path: Path, rows: list[list[str]], said: str) -> None:
    path = written(tmp_path, rows)
    with pytest.raises(ForecastError, match=said):
        facts(QUESTIONNAIRE, read_frame(path, ("town", "band", "sex")))


def test_a_questionnaire_without_background_facts_and_unknown_facts_are_refused() -> None:
    plain = tiny("- {item: a, type: text, question: {en: A}}")
    with pytest.raises(ForecastError, match="no item is marked"):
        forecast(facts(plain, Frame({})), Frame({}), 10)
    with pytest.raises(ForecastError, match="'mood' is no background fact"):
        facts(QUESTIONNAIRE, Frame({}), ["mood"])
    assert type_of(QUESTIONNAIRE.item("mood")).variables(QUESTIONNAIRE.item("mood"))


def test_the_command_tells_it_in_three_languages(tmp_path: Path) -> None:
    file = tmp_path / "q.yaml"
    file.write_text(QUESTIONNAIRE.source)
    frame = written(tmp_path, [["variable", "code", "total"], ["sex", "f", "15"], ["sex", "m", "5"]])
    arguments = ["forecast", str(file), "--frame", str(frame), "--language"]
    for language, word in (
        ("kk", "жалғыз қалатындар"),
        ("ru", "единственные"),
        ("en", "answers made one"),
    ):
        found = CliRunner().invoke(main, [*arguments, language])
        assert found.exit_code == 0, found.output
        assert word in found.output
    told = json.loads(CliRunner().invoke(main, [*arguments, "en", "--json"]).stdout)
    assert told["people"] == 20
    assert told["assumed"] == ["town", "band"]
    assert {len(words) for words in command.WORDS.values()} == {10}
