"""All 1,770 cross-tabs of 60 variables with chi-square, p and V, against a bare loop over packed bits, one
bincount a table, and the peers that are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from time import process_time

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2_contingency

from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.pairs import pairs
from questionnaires import coding, reader, routing
from survey import demo
from tests.benchmarks.measure import Ratio, cpu

PEOPLE = 1_000_000
SIZES = (2, 3, 4, 5, 5, 6, 7, 8, 3, 7, 9, 2, 4, 5, 5) * 4
TABLES = len(SIZES) * (len(SIZES) - 1) // 2
BYTE = "one byte an answer"
Answers = list[npt.NDArray[np.int8]]


def answers(n: int = PEOPLE) -> Answers:
    """60 variables of 2 to 9 categories, 5 on average, 5 % missing (-1), that hang together a little."""
    random = np.random.default_rng(2026)
    leaning = random.random(n, dtype=np.float32)
    found = []
    for size in SIZES:
        places = (size * (0.8 * random.random(n, dtype=np.float32) + 0.2 * leaning)).astype(np.int8)
        places[random.random(n, dtype=np.float32) < 0.05] = -1
        found.append(np.minimum(places, size - 1))
    return found


def microdata(given: Answers, weights: npt.NDArray[np.float64] | None = None) -> Microdata:
    """The answers under a codebook."""
    variables = [
        Variable(f"v{i}", {"en": f"v{i}"}, codes=tuple(Code(str(c), {"en": str(c)}) for c in range(size)))
        for i, size in enumerate(SIZES)
    ]
    columns = {
        v.name: Column(v, one, (one < 0).astype(np.int8)) for v, one in zip(variables, given, strict=True)
    }
    return Microdata(Codebook("bench", tuple(variables)), len(given[0]), columns, Design(weights))


def bare(given: Answers) -> list[list[int]]:
    """Pack each category once, then AND, count and sum for each pair of categories; no tests."""
    sets = [
        [_words(np.packbits(one == c)) for c in range(size)] for one, size in zip(given, SIZES, strict=True)
    ]
    return [
        [int(np.bitwise_count(a & b).sum()) for a in rows for b in columns]
        for rows, columns in combinations(sets, 2)
    ]


def _words(packed: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    return np.concatenate([packed, np.zeros(-len(packed) % 8, np.uint8)]).view(np.uint64)


def by_bincount(given: Answers, weights: npt.NDArray[np.float64] | None = None) -> None:
    """One bincount a table, missing answers as one more category."""
    whole = [one.astype(np.int64) + 1 for one in given]
    for i, j in combinations(range(len(SIZES)), 2):
        wide = SIZES[j] + 1
        np.bincount(whole[i] * wide + whole[j], weights, (SIZES[i] + 1) * wide)


def once(work: Callable[[], object]) -> float:
    """The CPU milliseconds of one run."""
    start = process_time()
    work()
    return 1000 * (process_time() - start)


def unweighted(given: Answers) -> Iterator[Ratio]:
    """All tables of equal people."""
    data = microdata(given)
    ours = cpu(lambda: pairs(data), 3)
    yield Ratio("all pairs", ours, cpu(lambda: bare(given), 3), "bare packbits + bitwise_count")
    yield Ratio("all pairs", ours, once(lambda: by_bincount(given)), "numpy.bincount")
    for what, peer in (("pandas.crosstab + chi2", pandas), ("R table + chisq.test", r)):
        theirs = peer(given)
        if theirs:
            yield Ratio("all pairs", ours, theirs, f"{what}, from a sample of pairs")


def weighted(given: Answers) -> Iterator[Ratio]:
    """All tables of weighted people, with Rao and Scott's F. The people of each weight must fill the cells of
    a pair of packs, so that many weights need smaller packs and more passes: 300 instead of 190 for 64."""
    random = np.random.default_rng(1)
    many = random.uniform(0.2, 5, PEOPLE)
    loop, plain = once(lambda: by_bincount(given, many)), microdata(given)
    data = microdata(given, many)
    yield Ratio("weighted, a weight for each", cpu(lambda: pairs(data), 1), loop, "weighted bincount")
    for values in (2, 8, 16, 64, 256):
        few = random.uniform(0.2, 5, values)[random.integers(0, values, PEOPLE)]
        alike = microdata(given, few)
        ours = cpu(lambda alike=alike: pairs(alike), 2)
        yield Ratio(f"weighted, {values} weights", ours, loop, "weighted bincount")
        yield Ratio(f"weighted, {values} weights", ours, cpu(lambda: pairs(plain), 2), "all weigh 1")


def sizes(given: Answers) -> Iterator[Ratio]:
    """Time by people, and memory."""
    whole = {n: microdata([one[:n].copy() for one in given]) for n in (10_000, 100_000, PEOPLE)}
    times = {n: cpu(lambda data=data: pairs(data), 3) for n, data in whole.items()}
    for n, ours in times.items():
        per_person = times[PEOPLE] * n / PEOPLE
        yield Ratio(f"all pairs of {n:,} people", ours, per_person, "as much of a million's time")
    heavy = microdata(given, np.random.default_rng(1).random(PEOPLE))
    answered = PEOPLE * len(SIZES) / 1e6
    kept = sum(one.held.nbytes for one in heavy.columns.values()) / 1e6
    yield Ratio("answers and why they are missing", kept, answered, BYTE, "MB")
    for name, data in (("memory beside the data", whole[PEOPLE]), ("the same, weighted", heavy)):
        tracemalloc.start()
        pairs(data)
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        yield Ratio(name, peak, answered, BYTE, "MB")


def report() -> Iterator[Ratio]:
    """Every variable of the demo by tenure and by system: `crosstab` with test, interval and verdict."""
    questionnaire = reader.shipped(demo.QUESTIONNAIRE)
    records = [
        coding.record(questionnaire, routed.answers, routed.write_ins)
        for one in demo.respondents(questionnaire)
        for routed in [
            routing.route(questionnaire, routing.parse(questionnaire, demo.form(questionnaire, one)))
        ]
    ]
    data = Microdata.from_records(coding.codebook(questionnaire), records)
    named = [
        (name, by)
        for by in ("tenure", "system")
        for name, column in data.columns.items()
        if column.coded and name != by
    ]
    crosstab(data, *named[0])
    ours = cpu(lambda: [crosstab(data, *one) for one in named], 1)
    yield Ratio(f"a report's {len(named)} cross-tabs, n = {data.n}", ours, 200, "the 200 ms aimed at")
    every = cpu(lambda: pairs(data))
    yield Ratio(f"all its {len(pairs(data))} pairs at once", every, 200, "the 200 ms aimed at")


def pandas(given: Answers) -> float:
    """Milliseconds of all tables by pandas.crosstab and SciPy's test, from every 118th pair."""
    import pandas as pd

    frame = pd.DataFrame({f"v{i}": np.where(one < 0, np.nan, one) for i, one in enumerate(given)})
    chosen = list(combinations(frame, 2))[::118]

    def work() -> None:
        for a, b in chosen:
            chi2_contingency(pd.crosstab(frame[a], frame[b]), correction=False)

    return once(work) * TABLES / len(chosen)


R = """
data <- matrix(readBin("%s", "integer", %d, size = 1), ncol = %d)
data[data < 0] <- NA
columns <- lapply(seq_len(ncol(data)), function(i) factor(data[, i]))
pairs <- combn(ncol(data), 2)[, seq(1, %d, by = 118)]
start <- proc.time()
for (k in seq_len(ncol(pairs))) {
  t <- table(columns[[pairs[1, k]]], columns[[pairs[2, k]]])
  x <- chisq.test(t, correct = FALSE)
  sqrt(x$statistic / sum(t) / (min(dim(t)) - 1))
}
cat(sum((proc.time() - start)[1:2]) / ncol(pairs))
"""


def r(given: Answers) -> float | None:
    """Milliseconds of all tables by R's table and chisq.test, from every 118th pair; None without R."""
    if shutil.which("Rscript") is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.bin"
        np.array(given).tofile(path)
        script = R % (path, PEOPLE * len(SIZES), len(SIZES), TABLES)
        done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, check=True)
    return 1000 * float(done.stdout) * TABLES


def ratios() -> Iterator[Ratio]:
    """All of it."""
    given = answers()
    yield from unweighted(given)
    yield from weighted(given)
    yield from sizes(given)
    yield from report()
