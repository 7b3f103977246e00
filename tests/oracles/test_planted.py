"""The harness sees what is planted: on any folder, wrong values, unknown kinds and nothing at all fail."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
Entry = dict[str, Any]


def judged(folder: Path) -> tuple[bool, str]:
    """Whether the oracles pass on a folder, and what they print."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-s",
            "-p",
            "no:cacheprovider",
            "tests/oracles/test_oracles.py",
        ],
        env={**os.environ, "ORACLES_DIR": str(folder)},
        cwd=DATA.parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout


def copied(folder: Path, change: Callable[[Entry], Any]) -> Path:
    """One small data set under another name, with a change to its entry of chi-square."""
    whole = json.loads((DATA / "sexualfun.expected.json").read_text("utf-8"))
    setup = [line.replace("sexualfun", "couples") for line in whole["setup"]]
    chosen = [one for one in whole["entries"] if one["stat"] in ("xtab.chisq", "freq.counts")]
    for entry in chosen:
        if entry["stat"] == "xtab.chisq":
            change(entry)
    for kind in ("csv", "codebook.json"):
        shutil.copy(DATA / f"sexualfun.{kind}", folder / f"couples.{kind}")
    text = json.dumps({**whole, "dataset": "couples", "setup": setup, "entries": chosen})
    (folder / "couples.expected.json").write_text(text, "utf-8")
    return folder


def test_a_folder_under_another_name_passes_line_by_line(tmp_path: Path) -> None:
    passed, said = judged(copied(tmp_path, lambda entry: None))
    assert passed
    assert re.search(r"^xtab.chisq: 1/1$", said, re.MULTILINE)
    assert "all 2 kinds: 2/2 of 2 values" in said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda entry: entry["value"].update(statistic=entry["value"]["statistic"] * (1 + 1e-8)), "is not"),
        (lambda entry: entry["value"].update({"p.value": entry["value"]["p.value"] + 1e-6}), "is not"),
        (lambda entry: entry["value"].update(parameter="NaN"), "is not"),
        (lambda entry: entry["value"].pop("statistic"), "KeyError"),
        (lambda entry: entry.update(stat="xtab.unheard_of"), "no statistic of ours answers"),
        (lambda entry: entry.update(value={"error": "R refuses"}), "KeyError"),
        (lambda entry: entry.update(call="chisq.test(table(far(d$Husband), d$Wife))"), r"far\(\)"),
    ],
)
def test_what_is_planted_fails(tmp_path: Path, change: Callable[[Entry], Any], said: str) -> None:
    passed, output = judged(copied(tmp_path, change))
    assert not passed
    assert re.search(said, output)
    assert re.search(r"^xtab.\w+: 0/1$", output, re.MULTILINE)
    assert "all 2 kinds: 1/2 of 2 values" in output


def test_a_setup_line_beyond_the_reader_fails_with_its_text(tmp_path: Path) -> None:
    file = copied(tmp_path, lambda entry: None) / "couples.expected.json"
    whole = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**whole, "setup": [*whole["setup"], "d$Wife <- fuzzy(d$Wife)"]}), "utf-8")
    passed, output = judged(tmp_path)
    assert not passed
    assert "fuzzy(d$Wife)" in output


def test_a_folder_without_data_beside_its_values_fails(tmp_path: Path) -> None:
    copied(tmp_path, lambda entry: None)
    (tmp_path / "couples.csv").unlink()
    passed, output = judged(tmp_path)
    assert not passed
    assert "couples.csv" in output


def test_an_empty_folder_fails(tmp_path: Path) -> None:
    passed, output = judged(tmp_path)
    assert not passed
    assert "no *.expected.json" in output
