"""The data sets and tables that R's values were computed from, read by our own reader."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from analysis.codebook import VariableSet
from analysis.design import Design
from analysis.microdata import Microdata
from tests.oracles.derived import DERIVED

FOLDER = Path(os.environ.get("ORACLES_DIR") or Path(__file__).parent / "data")


class NotCovered(Exception):  # noqa: N818
    """An entry whose statistic, design or derived variable is not there yet."""


@cache
def entries() -> tuple[tuple[str, dict[str, Any]], ...]:
    """Every entry with the name of its data set."""
    files = sorted(FOLDER.glob("*.expected.json"))
    whole = [json.loads(file.read_text("utf-8")) for file in files]
    return tuple((one["dataset"], entry) for one in whole for entry in one["entries"])


@cache
def microdata(dataset: str) -> Microdata:
    """A data set, unweighted, its derived variables added."""
    read = Microdata.from_files(FOLDER / f"{dataset}.csv", FOLDER / f"{dataset}.codebook.json", Design())
    return DERIVED.get(dataset, lambda same: same)(read)


def having(dataset: str, *names: str) -> Microdata:
    """The data set, if it has all these variables."""
    data = microdata(dataset)
    lacking = [name for name in names if name not in data.columns]
    if lacking:
        raise NotCovered(f"derived variable {lacking[0]}")
    return data


def weighted(dataset: str, weights: str) -> Microdata:
    """The data set under the weights of one of its columns."""
    data = microdata(dataset)
    return Microdata(data.codebook, data.n, data.columns, Design(data.column(weights).values))


def design(dataset: str, name: str) -> Microdata:
    """The data set under one of R's designs; NotCovered for clusters."""
    data = microdata(dataset)
    columns = data.columns
    if (dataset, name) == ("mass_survey", "des_fpc"):
        return replace_design(data, Design(population=257))
    if dataset != "apistrat" or name not in ("strat", "strat_nofpc", "wonly"):
        raise NotCovered(f"design {name}")
    strata = columns["stype"].words() if name != "wonly" else None
    sizes = None
    if name == "strat":
        sizes = dict(zip(strata, columns["fpc"].values.astype(int).tolist(), strict=True))
    return replace_design(data, Design(columns["pw"].values, strata, stratum_sizes=sizes))


def replace_design(data: Microdata, design: Design) -> Microdata:
    return replace(data, design=design)


def with_set(dataset: str, variables: list[str], design: Design | None = None) -> Microdata:
    """The data set with its 0/1 variables as one multiple-response set `set`."""
    data = having(dataset, *variables)
    one = VariableSet(
        "set",
        {"en": "set"},
        "multiple",
        tuple(variables),
        tuple(variables),
        tuple({"en": v} for v in variables),
    )
    book = replace(data.codebook, sets=(one,))
    return Microdata(book, data.n, data.columns, design or data.design)
