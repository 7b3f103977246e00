"""What other programs read of our exports: R's haven and survey, PSPP, pandas. Skipped where they are not."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import analysis
from analysis.codebook import SKIPPED, text
from analysis.columns import Column
from analysis.exports import export
from analysis.microdata import Microdata
from analysis.words import word
from tests.analysis.hostile_people import hostile_people
from tests.analysis.people import people

DATA = Path(__file__).parents[2] / "docs/tasks/data/librarians.csv"
READ = """
library(haven)
place <- commandArgs(TRUE)[1]
data <- if (endsWith(place, ".sav")) read_sav(place, user_na = TRUE) else read_dta(place)
word <- function(x) {
  if (!is.numeric(x)) return(as.character(x))
  plain <- bare(x)
  tag <- na_tag(plain)
  number <- vapply(plain, format, "", digits = 17)
  ifelse(is.na(plain), ifelse(is.na(tag), "", tag), number)
}
bare <- function(x) { attributes(x) <- NULL; x }
one <- function(x) {
  labels <- attr(x, "labels")
  list(label = attr(x, "label"), names = I(as.character(names(labels))),
       numbers = I(if (length(labels)) word(labels) else character(0)),
       missing = I(as.character(c(attr(x, "na_values"), attr(x, "na_range")))),
       values = I(word(x)))
}
cat(jsonlite::toJSON(lapply(data, one), auto_unbox = TRUE, null = "null"))
"""


@cache
def r_has(*packages: str) -> bool:
    """Whether R is here with these packages."""
    if shutil.which("Rscript") is None:
        return False
    asked = " && ".join(f'requireNamespace("{one}", quietly = TRUE)' for one in packages)
    return "TRUE" in run("Rscript", "-e", f"cat({asked})")


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def in_r(folder: Path, asked: str) -> Any:
    """What R says to an expression once it has sourced our script."""
    source = 'suppressMessages(source("d.R", encoding = "UTF-8"))'
    whole = f"{source}; cat(jsonlite::toJSON({{{asked}}}, digits = NA))"
    done = subprocess.run(["Rscript", "-e", whole], capture_output=True, text=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(params=["people", "librarians", "hostile"])
def data(request: pytest.FixtureRequest) -> Microdata:
    made = {"people": people, "librarians": lambda: analysis.read(DATA), "hostile": hostile_people}
    return made[request.param]()


def shown(said: str, read: str, size: int) -> bool:
    """Whether a label was read as it is, but for line breaks, what is beyond `size` bytes, and a mark in
    brackets that tells it from its like."""
    line = " ".join(said.split())
    whole, _, mark = read.rpartition(" [")
    if read == line or (whole == line and mark):
        return True
    return read.endswith("…") and line.startswith(read[:-1]) and len(line.encode()) > size


def expected_words(column: Column, language: str) -> Iterator[str | None]:
    """What stands for each person's answer: the label of its code or of why it is missing, None where blank;
    quantities and texts as they are."""
    variable = column.variable
    codes = [text(code.label, language) for code in variable.valid_codes]
    flagged = [code for code in variable.codes if code.missing]
    for place, (value, kind) in enumerate(zip(column.values.tolist(), column.missing.tolist(), strict=True)):
        given = -1 if column.given is None else int(column.given[place])
        kinds = ("skipped", "refused", "does_not_know", "not_asked", "withheld")
        if kind and given >= 0:
            yield text(flagged[given].label, language)
        elif kind:
            own = [code for code in flagged if code.missing == kinds[kind - 1]]
            name = text(own[0].label, language) if own else word(kinds[kind - 1], language)
            yield None if kinds[kind - 1] == SKIPPED else name
        else:
            yield codes[value] if column.coded else str(value)


def told(found: dict[str, Any], numeric: bool) -> Iterator[str | None]:
    """What a program says of each person."""
    labels = dict(zip(found["numbers"], found["names"], strict=True))
    for value in found["values"]:
        plain = str(float(value)) if numeric and value and value not in labels else value
        yield labels.get(value, plain) if value not in ("", None) else None


@pytest.mark.skipif(not r_has("haven", "jsonlite"), reason="R's haven is not here")
@pytest.mark.parametrize("ending", [".sav", ".dta"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_haven_reads_every_label_and_every_answer(
    tmp_path: Path, data: Microdata, ending: str, language: Any
) -> None:
    place = tmp_path / f"d{ending}"
    export(data, place, language)
    script = tmp_path / "read.R"
    script.write_text(READ, "utf-8")
    found = json.loads(run("Rscript", str(script), str(place)))
    assert len(found) == len(data.columns)
    for (name, column), read in zip(data.columns.items(), found.values(), strict=True):
        assert shown(text(column.variable.label, language), read["label"], 79), name
        assert len(read["label"].encode()) <= (320 if ending == ".dta" else 256)
        for code in column.variable.codes:
            assert any(shown(text(code.label, language), one, 119) for one in read["names"]), (
                name,
                code.value,
            )
        if ending == ".sav" and column.kinds().keys() - {SKIPPED}:
            assert read["missing"], name
        for one, other in zip(told(read, column.numeric), expected_words(column, language), strict=True):
            assert (one is None) == (other is None), name
            cut_text = ending == ".sav" and len((other or "").encode()) > 32_767
            assert (
                one == other or shown(other or "", one or "", 119) or (cut_text and one == other[: len(one)])
            ), name


@pytest.mark.skipif(not r_has("survey", "jsonlite"), reason="R's survey is not here")
def test_the_script_of_r_knows_strata_weights_and_sizes(tmp_path: Path) -> None:
    """The mean and standard error of R's own example `svymean(~api00, dstrat)`."""
    schools = Path(__file__).parents[1] / "oracles/data/apistrat.csv"
    export(analysis.read(schools, strata="stype", cluster=""), tmp_path / "d.R", "en")
    found = in_r(
        tmp_path, "m <- survey::svymean(~api00, design); c(as.numeric(m), as.numeric(survey::SE(m)))"
    )
    assert found == pytest.approx([662.29, 9.4089], abs=0.005)


@pytest.mark.skipif(not r_has("survey", "jsonlite"), reason="R is not here")
def test_the_script_of_r_gives_labelled_factors_and_says_why_answers_are_missing(tmp_path: Path) -> None:
    data = people()
    export(data, tmp_path / "d.R", "kk")
    found = in_r(
        tmp_path,
        "list(image = as.character(data$image), levels = levels(data$a_pay), why = reasons$image,"
        " ordered = is.ordered(data$a_pay), label = attr(data$image, 'label'), said = data$comment)",
    )
    image = data.column("image")
    labels = [text(code.label, "kk") for code in image.variable.valid_codes]
    assert found["image"] == [labels[value] if value >= 0 else None for value in image.values.tolist()]
    assert found["levels"] == [f"{score} (kk)" for score in range(1, 6)]
    assert (found["ordered"], found["label"]) == ([True], ["image (kk)"])
    assert found["why"][-1] == "not_asked"
    assert found["said"][2] == "=1+1"


@pytest.mark.skipif(shutil.which("pspp") is None, reason="PSPP is not here")
def test_pspp_knows_the_multiple_response_sets_levels_and_missing_values(tmp_path: Path) -> None:
    export(people(), tmp_path / "d.sav", "en")
    (tmp_path / "d.sps").write_text("GET FILE='d.sav'.\nMRSETS /DISPLAY NAME=ALL.\nDISPLAY DICTIONARY.\n")
    done = subprocess.run(
        ["pspp", "-o", "-", "d.sps"], capture_output=True, text=True, cwd=tmp_path, check=True
    )
    assert "warning" not in done.stdout.lower()
    for words in ("$motive", "Dichotomies", "motive_chance", "motive_wish", "motive_money"):
        assert words in done.stdout
    assert "Ordinal" in done.stdout
    assert "-3; -2" in done.stdout


def test_pandas_reads_stata_with_labels_and_parquet_with_categories(tmp_path: Path) -> None:
    data = people()
    export(data, tmp_path / "d.dta", "ru")
    export(data, tmp_path / "d.parquet")
    stata = pd.read_stata(tmp_path / "d.dta")
    assert list(stata["image"].cat.categories[:3]) == ["good (ru)", "boring (ru)", "hectic (ru)"]
    with pd.io.stata.StataReader(tmp_path / "d.dta") as reader:
        assert reader.variable_labels()["books"] == "books (ru)"
    parquet = pd.read_parquet(tmp_path / "d.parquet")
    assert list(parquet["a_pay"].cat.categories) == ["1", "2", "3", "4", "5"]
    assert parquet["a_pay"].cat.ordered
    assert parquet["image__missing"].dropna().tolist() == ["not_asked"]
    assert parquet["books"].tolist()[:4] == [3.0, 1.0, 7.0, 10.0]
