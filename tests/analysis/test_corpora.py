"""Real files of other programs, kept outside the project: every frequency agrees with what is expected.

CORPORA_DIR names the folder; its `data` holds the files, `data/expected` one JSON file for each.
"""

from __future__ import annotations

import gzip
import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from analysis import imports
from analysis.columns import Column
from analysis.microdata import Microdata

FOLDER = os.environ.get("CORPORA_DIR")
DATA = Path(FOLDER or "missing") / "data"
FILES = sorted(one for one in DATA.glob("*.*") if one.suffix in imports.FORMATS)

if not FOLDER:
    pytest.skip("CORPORA_DIR IS NOT SET: NO REAL DATA FILE WAS READ", allow_module_level=True)


def expected(file: Path) -> dict[str, Any]:
    plain = DATA / "expected" / f"{file.name}.json"
    packed = DATA / "expected" / f"{file.name}.json.gz"
    text = plain.read_text("utf-8") if plain.exists() else gzip.decompress(packed.read_bytes()).decode()
    return json.loads(text)


def pairs(data: Microdata, told: dict[str, Any]) -> list[tuple[Column, dict[str, Any]]]:
    columns = list(data.columns.values())
    return [(columns[place], one) for place, one in enumerate(told["variables"])]


def complete(column: Column, told: dict[str, Any]) -> bool:
    """Nobody is lost: answers and blanks make up all rows."""
    if "storage" not in told:
        blank = told["blank"]
    else:
        blank = told["system_missing"] + told.get("freq", {}).get("", 0)
    return sum(column.frequencies().values()) + blank == len(column.values)


def agree(column: Column, told: dict[str, Any]) -> bool:
    """The same answers as often; the expected file writes fractions with six decimals."""
    found = column.frequencies()
    wanted = {key: count for key, count in told.get("freq", found).items() if key != ""}
    if told.get("storage", "string") == "string":
        return {str(key): count for key, count in found.items()} == wanted
    return rounded(found) == rounded(wanted)


def rounded(counts: dict[Any, int]) -> Counter[str]:
    added: Counter[str] = Counter()
    for key, count in counts.items():
        added[digits(key)] += count
    return added


def digits(key: Any) -> str:
    try:
        number = float(key)
    except ValueError:
        return str(key)
    return f"{number:.6f}"


def test_there_are_files_to_read() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_frequency_agrees(file: Path) -> None:
    told, data = expected(file), imports.read(file)
    assert data.n == told["rows"]
    wrong = [
        (one["name"], column.frequencies(), one.get("freq"))
        for column, one in pairs(data, told)
        if not complete(column, one) or not agree(column, one)
    ]
    assert not wrong


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix != ".csv"], ids=lambda file: file.name)
def test_labels_missing_values_and_moments_agree(file: Path) -> None:
    told, data = expected(file), imports.read(file)
    for column, one in pairs(data, told):
        variable = column.variable
        assert variable.label["en"] == (one["label"] or one["name"])
        labels = one.get("value_labels", {})
        assert all(code.label["en"] == labels.get(code.value, code.value) for code in variable.codes)
        if variable.level == "scale" and "mean" in one and not one.get("missing_ranges"):
            assert column.values[column.answered].mean() == pytest.approx(one["mean"], rel=1e-9)
