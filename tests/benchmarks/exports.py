"""A million people with 60 answers each into files, beside the bare writing of pandas and pyreadstat.

CPU seconds of writing, and the highest memory of a process that makes the data and writes them.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd

from analysis.arrays import frozen
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.exports import export, formats
from analysis.microdata import Microdata
from tests.benchmarks.measure import Ratio

PEOPLE, COLUMNS = 1_000_000, 60
FORMATS = ("parquet", "csv", "sav", "dta")


def microdata(n: int) -> Microdata:
    """48 ratings of five codes and a missing one, 12 numbers; some answers not asked."""
    random = np.random.default_rng(2026)
    codes = tuple(Code(f"code_{i}", {"en": f"Answer {i}"}, score=i) for i in range(1, 6))
    flagged = Code("dont_know", {"en": "Do not know"}, "does_not_know")
    columns = {}
    for place in range(COLUMNS):
        name = f"q{place}"
        missing = random.choice(np.array([0, 0, 0, 0, 0, 0, 0, 0, 3, 4], np.int8), n)
        if place % 5:
            variable = Variable(name, {"en": f"Question {place}"}, "ordinal", (*codes, flagged))
            values = np.where(missing > 0, -1, random.integers(0, 5, n, dtype=np.int8))
        else:
            variable = Variable(name, {"en": f"Number {place}"}, "scale")
            values = np.where(missing > 0, 0.0, np.round(random.random(n) * 100, 1))
        columns[name] = Column(variable, frozen(values), frozen(missing))
    return Microdata(Codebook("million", tuple(one.variable for one in columns.values())), n, columns)


def frame(n: int) -> pd.DataFrame:
    """The same answers as a plain data frame: categories and floats, missing ones NaN."""
    data = microdata(n)
    found = {}
    for name, column in data.columns.items():
        if column.coded:
            labels = [code.value for code in column.variable.valid_codes]
            found[name] = pd.Categorical.from_codes(column.values, labels, ordered=True)
        else:
            found[name] = np.where(column.answered, column.values, np.nan)
    return pd.DataFrame(found)


def ours(format: str, folder: Path) -> Callable[[], object]:
    """Our export, ready to run."""
    data = microdata(PEOPLE)
    return lambda: export(data, folder / f"ours.{format}")


def bare(format: str, folder: Path) -> Callable[[], object]:
    """The bare writing of a data frame without labels."""
    data, place = frame(PEOPLE), str(folder / f"bare.{format}")
    if format == "parquet":
        return lambda: data.to_parquet(place)
    if format == "csv":
        return lambda: data.to_csv(place, index=False)
    numbers = data.apply(lambda one: one.cat.codes.astype(float) if one.dtype == "category" else one)
    if format == "dta":
        return lambda: numbers.to_stata(place, write_index=False, version=118)
    import pyreadstat

    return lambda: pyreadstat.write_sav(numbers, place, row_compress=True)


def measured(
    make: Callable[[str, Path], Callable[[], object]], format: str, folder: Path, results: Any
) -> None:
    """CPU seconds of writing, modules being loaded, and the highest memory in MB, in a process of its own."""
    work = make(format, folder)
    formats()
    import_module("pyarrow.parquet")
    start = time.process_time()
    work()
    results.put((time.process_time() - start, _highest()))


def _highest() -> float:
    """The highest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1 << 20)


def alone(
    make: Callable[[str, Path], Callable[[], object]], format: str, folder: Path
) -> tuple[float, float]:
    """The measure of one writing, in a fresh process."""
    context = get_context("spawn")
    results = context.SimpleQueue()
    child = context.Process(target=measured, args=(make, format, folder, results))
    child.start()
    found: tuple[float, float] = results.get()
    child.join()
    return found


def ratios() -> Iterator[Ratio]:
    """Each format beside its yardstick."""
    what = {"parquet": "pandas", "csv": "pandas", "sav": "pyreadstat without labels", "dta": "pandas"}
    for format in FORMATS:
        with TemporaryDirectory() as name:
            (seconds, memory), (theirs, their_memory) = (
                alone(one, format, Path(name)) for one in (ours, bare)
            )
            sizes = [
                sum(p.stat().st_size for p in Path(name).glob(f"{who}.{format}")) / 1e6
                for who in ("ours", "bare")
            ]
        yield Ratio(f"{format}: 1,000,000 x 60", seconds, theirs, what[format], "s CPU")
        yield Ratio(f"{format}: memory", memory, their_memory, what[format], "MB")
        yield Ratio(f"{format}: file", sizes[0], sizes[1], what[format], "MB")
