"""The verb on the command line and in words, on R's data sets and on records like a survey's."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from analysis import show
from analysis.codebook_files import to_json
from analysis.columns import Column
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.regression import regress
from analysis.regression.rows import CONSTANT
from analysis.words import WORDS
from questionnaires.coding import codebook
from questionnaires.reader import shipped
from survey.commands import main
from tests.analysis.people import crossed
from tests.analysis.test_regression import staff
from tests.oracles.sources import FOLDER


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["regress", *arguments])


def test_a_data_file_is_regressed_as_json() -> None:
    found = run(str(FOLDER / "birthwt.csv"), "low ~ age + race + smoke", "--json")
    content = json.loads(found.stdout)
    assert (content["family"], content["base"], content["missing"]) == ("binomial", 189, 0)
    names = [row["name"] for row in content["coefficients"]]
    assert (names[0], len(names)) == ("constant", 5)
    assert content["coefficients"][-1]["odds_ratio"] == pytest.approx(
        np.exp(content["coefficients"][-1]["estimate"])
    )


def test_a_sheet_says_base_method_and_what_is_compared() -> None:
    found = run(str(FOLDER / "wvs.csv"), "poverty ~ religion + age", "--language", "en")
    assert found.exit_code == 0
    for words in (
        "Proportional-odds regression (logit)",
        "religion: yes",
        "base: 5381",
        "Too Little | About Right",
    ):
        assert words in found.stdout
    assert "towards: Too Much." in found.stdout
    assert "Each is compared with: religion: no." in found.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("low ~ nope",),
        ("low",),
        ("bwt ~ low", "--event", "1"),
        ("bwt ~ low", "--base", "low"),
        ("low ~ low",),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(arguments: tuple[str, ...]) -> None:
    found = run(str(FOLDER / "birthwt.csv"), *arguments)
    assert found.exit_code == 1
    assert found.stderr.startswith("Refused: ")


def test_options_reach_the_model() -> None:
    options = ("--event", "fulltime", "--base", "children=present", "--interval", "profile", "--json")
    content = json.loads(run(str(FOLDER / "womenlf.csv"), "partic ~ children", *options).stdout)
    assert (content["event"], content["bases"]) == (["fulltime"], {"children": "present"})
    assert content["method"].startswith("Profile-likelihood")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("formula", ["stays ~ region*sex", "trust ~ age + region", "pay ~ age"])
def test_every_family_is_shown_in_every_language_and_form(formula: str, language: str) -> None:
    for design in (Design(), Design(np.arange(240) % 3 + 1.0, population=500)):
        result = regress(staff(design=design), formula, population=True)
        assert show.as_text(result, language).count("\n") > 5
        assert "<table>" in show.as_html(result, language)
        json.dumps(show.as_json(result, language), allow_nan=False)
        assert len(show.as_csv(result, language).splitlines()) > len(result.coefficients)


def test_a_survey_of_ours_is_regressed_with_its_own_labels(tmp_path: Path) -> None:
    data = librarians()
    (tmp_path / "answers.csv").write_text(as_csv(data), "utf-8")
    (tmp_path / "answers.codebook.json").write_text(to_json(data.codebook), "utf-8")
    found = run(str(tmp_path / "answers.csv"), FORMULA, "--language", "kk")
    assert found.exit_code == 0, found.stderr
    assert CONSTANT["kk"] in found.stdout
    variable = data.codebook.variable(PREDICTOR)
    assert variable.label["kk"] in found.stdout


OUTCOME, PREDICTOR = "choose_again", "education"
FORMULA = f"{OUTCOME} ~ {PREDICTOR}"


def librarians(n: int = 200) -> Microdata:
    """Answers to two questions of the shipped questionnaire, the rest skipped."""
    book = codebook(shipped("young-librarians"))
    random = np.random.default_rng(3)
    codes = {
        name: [code.value for code in book.variable(name).valid_codes][:2] for name in (OUTCOME, PREDICTOR)
    }
    rows = [{name: str(random.choice(some)) for name, some in codes.items()} for _ in range(n)]
    return Microdata.from_records(book, rows)


def as_csv(data: Microdata) -> str:
    names = [variable.name for variable in data.codebook.variables]
    lines = [",".join(str(row[name]) for name in names) for row in data.records()]
    return "\n".join([",".join(names), *lines]) + "\n"


def test_an_odds_ratio_beyond_all_numbers_is_a_dash() -> None:
    data = staff()
    tiny = {**data.columns, "age": _scaled(data, 1e-6)}
    content = show.as_json(regress(Microdata(data.codebook, data.n, tiny), "stays ~ age"))
    assert content["coefficients"][1]["odds_ratio"] is None
    assert "–" in show.as_text(regress(Microdata(data.codebook, data.n, tiny), "stays ~ age"))


def _scaled(data: Microdata, factor: float):

    column = data.column("age")
    return Column(column.variable, column.values * factor, column.missing)


def test_every_word_of_a_regression_stands_in_three_languages() -> None:
    from analysis.regression_words import REGRESSION

    assert set(REGRESSION) <= set(WORDS)
    assert all(len(pair) == 2 and all(pair) for pair in REGRESSION.values())


def test_a_weighted_file_speaks_of_its_design() -> None:
    result = regress(crossed([[30, 10], [12, 28]], Design(np.arange(80) % 4 + 1.0)), "c ~ r")
    assert "survey design" in show.as_text(result)
    assert result.log_likelihood is None
