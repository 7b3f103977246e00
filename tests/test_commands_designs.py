"""A data file under its design on the command line gives what R's survey package gives."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import analysis
from analysis.estimates import mean
from survey.commands import main
from tests.oracles.sources import FOLDER, entries

APISTRAT = str(FOLDER / "apistrat.csv")
NHANES = str(FOLDER / "nhanes.csv")
STRATIFIED = ("--strata", "stype", "--cluster", "", "--weight", "pw")


def of_r(name: str) -> Any:
    return next(entry["value"] for _, entry in entries() if entry["id"] == name)


def answer(*words: str) -> Any:
    done = CliRunner().invoke(main, [*words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def refused(*words: str) -> str:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 1, done.output
    assert "Refused: " in done.stderr
    return done.stderr


def columns(folder: Path, kinds: dict[str, str], rows: list[list[Any]]) -> str:
    """A data file whose columns have these levels."""
    coded = {"codes": [{"value": "yes", "label": "yes"}, {"value": "no", "label": "no"}]}
    book = [
        {"name": name, "level": kind, **(coded if kind == "nominal" else {})} for name, kind in kinds.items()
    ]
    (folder / "d.codebook.json").write_text(json.dumps({"name": "d", "variables": book}))
    with (folder / "d.csv").open("w") as file:
        csv.writer(file).writerows([list(kinds), *rows])
    return str(folder / "d.csv")


def test_shares_and_standard_errors_are_those_of_svymean() -> None:
    r = of_r("apistrat/svy.mean_factor/strat~sch_wide")
    shown = answer("tally", APISTRAT, "sch_wide", *STRATIFIED, "--fpc", "fpc")
    assert [row["percent"] / 100 for row in shown["rows"]] == pytest.approx(
        [*r["estimate"].values()], rel=1e-9
    )
    assert shown["population"] == 6194
    data = analysis.read(APISTRAT, strata="stype", cluster="", weight="pw", fpc="fpc")
    no = (data.column("sch_wide").values == 0).astype(float)
    assert mean(no, data.design).standard_errors[0] == pytest.approx(r["se"]["sch_wideNo"], rel=1e-9)


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ("strat_nofpc", (*STRATIFIED, "--fpc", "")),
        ("wonly", ("--cluster", "", "--fpc", "")),
        ("clus", ("--fpc", "")),
    ],
)
def test_the_test_of_a_table_is_that_of_svychisq(design: str, words: tuple[str, ...]) -> None:
    r = of_r(f"apistrat/svy.chisq_F/{design}~sch_wide~stype")
    test = answer("crosstab", APISTRAT, "sch_wide", "--by", "stype", *words)["test"]
    found = [test["statistic"], test["df"], test["df2"], test["p"]]
    assert found == pytest.approx([r["statistic"], *r["parameter"], r["p.value"]], rel=1e-9)


def test_levels_of_a_codebook_are_a_design_whose_clusters_are_numbered_in_strata() -> None:
    assert "cluster '1' lies in the strata '75' and '76': say `nest`" in refused("tally", NHANES, "race")
    r = of_r("nhanes/svy.chisq_F/nh~HI_CHOL~race")
    test = answer("crosstab", NHANES, "HI_CHOL", "--by", "race", "--nest")["test"]
    assert [test["statistic"], test["p"]] == pytest.approx([r["statistic"], r["p.value"]], rel=1e-9)


def test_replicate_weights_of_an_agency_give_the_errors_of_svrepdesign(tmp_path: Path) -> None:
    whole = analysis.read(APISTRAT, cluster="", fpc="")
    factors = [line.split(",") for line in (FOLDER / "apistrat.reps_JK1.csv").read_text().splitlines()[1:]]
    weights = whole.column("pw").values
    again = [[w * float(one) for one in row] for w, row in zip(weights, factors, strict=True)]
    rows = [
        [word.lower(), w, *row]
        for word, w, row in zip(whole.column("sch_wide").words(), weights, again, strict=True)
    ]
    kinds = {"sch_wide": "nominal", "pw": "weight"} | {f"rw{i}": "weight" for i in range(len(again[0]))}
    path = columns(tmp_path, kinds, rows)
    r = of_r("apistrat/rep_JK1.mean_factor/jk1~sch_wide")
    data = analysis.read(path, replicates="rw*", replicate_method="JK1")
    found = mean((data.column("sch_wide").values == 1).astype(float), data.design)
    assert found.standard_errors[0] == pytest.approx(r["se"]["sch_wideNo"], rel=1e-9)
    assert "JK2 or" not in refused("tally", path, "sch_wide", "--replicates", "rw*")
    assert "41 columns for the weight; name the one" in refused("tally", path, "sch_wide")


def test_several_stages_with_fractions_are_those_with_their_sizes(tmp_path: Path) -> None:
    kinds = {"x": "nominal", "school": "cluster", "form": "cluster", "f1": "fpc", "f2": "fpc"}
    rows = [[("yes", "no")[i % 3 % 2], i // 8, i // 4, 4 / 10, 2 / 5] for i in range(32)]
    read = analysis.read(columns(tmp_path, kinds, rows)).design
    told = analysis.Design(
        clusters=([i // 8 for i in range(32)], [i // 4 for i in range(32)]), stage_sizes=(10, 5)
    )
    yes = analysis.read(str(tmp_path / "d.csv")).column("x").values == 0
    errors = [mean(yes.astype(float), one).standard_errors[0] for one in (read, told)]
    assert errors[0] == pytest.approx(errors[1], rel=1e-12)


def test_a_frequency_repeats_its_row_where_a_weight_does_not(tmp_path: Path) -> None:
    path = columns(tmp_path, {"x": "nominal", "n": "frequency"}, [["yes", 30], ["no", 10], ["no", 0]])
    shown = answer("tally", path, "x")
    assert (shown["base"], shown["n"], shown["rows"][0]["count"]) == (40, 40, 30)
    assert answer("tally", path, "x", "--repeated", "", "--weight", "n")["n"] == 3
    path = columns(tmp_path, {"x": "nominal", "n": "frequency"}, [["yes", 1.5], ["no", -1]])
    assert "row 1, column 'n': '1.5' is not a number of people" in refused("tally", path, "x")
    path = columns(tmp_path, {"x": "nominal", "n": "frequency"}, [["yes", 1e9]])
    assert "stand for 1e+09 people" in refused("tally", path, "x")


@pytest.mark.parametrize(
    ("row", "words", "said"),
    [
        (["yes", "", "a", "1", 9], (), "column 'w': is missing; the design needs it"),
        (["yes", 1, "", "1", 9], (), "column 's': is missing"),
        (["yes", 1, "b", "1", 9], (), "cluster '1' lies in the strata 'a' and 'b'"),
        (["yes", 1, "a", "7", 8], (), "the number of units is not the same for all people of a stratum"),
        (["yes", 1, "a", "7", 0], (), "is above 0"),
        (["yes", 1, "a", "7", 9], ("--fpc", "z", "--fpc", "z"), "2 columns of sizes (fpc) for 1 stages"),
        (["yes", 1, "a", "7", 9], ("--weight", "v"), "there is no variable 'v'"),
        (["yes", 1, "a", "7", 9], ("--weight", "x"), "column 'x': is not a number"),
        (["yes", 1, "a", "7", 9], ("--replicates", "q*"), "0 columns fit 'q*'"),
    ],
)
def test_a_design_that_is_none_is_refused_by_name(
    tmp_path: Path, row: list[Any], words: tuple[str, ...], said: str
) -> None:
    kinds = {"x": "nominal", "w": "weight", "s": "stratum", "c": "cluster", "z": "fpc"}
    rows = [["yes", 1, "a", "1", 9], ["no", 2, "a", "2", 9], ["no", 2, "a", "3", 9]]
    path = columns(tmp_path, kinds, [*rows, row])
    assert said in refused("tally", path, "x", *words)


def test_a_lonely_unit_asks_for_its_rule(tmp_path: Path) -> None:
    kinds = {"x": "nominal", "y": "nominal", "s": "stratum", "c": "cluster"}
    rows = [
        [("yes", "no")[i % 2], ("yes", "no")[i // 4 % 2], "b" if i == 0 else "a", i // 3] for i in range(40)
    ]
    words = ("crosstab", columns(tmp_path, kinds, [["no", "no", "b", 99], *rows[1:]]), "x", "--by", "y")
    told = refused(*words)
    assert (
        "stratum 'b' has only one unit; choose its rule, lonely='adjust' in Python or --lonely adjust" in told
    )
    assert answer(*words, "--lonely", "adjust")["test"]["name"] == "Rao-Scott F"


def test_the_program_of_a_command_names_the_columns_of_its_design() -> None:
    done = CliRunner().invoke(
        main, ["tally", "tests/oracles/data/apistrat.csv", "awards", *STRATIFIED, "--script"]
    )
    assert "weight='pw', strata='stype', cluster='')" in done.stdout


def test_a_survey_of_the_instance_has_its_own_design_and_codebook() -> None:
    for option, value in (("--weight", "w"), ("--codebook", __file__)):
        assert f"only a file is read by {option}" in refused("tally", "some@1", "x", option, value)


def test_unknown_words_of_a_design_are_refused() -> None:
    with pytest.raises(analysis.errors.WrongArgument, match="no option 'wieght'; it takes path, codebook"):
        analysis.read(APISTRAT, wieght="pw")  # type: ignore[call-arg]  # the mistake is the point
