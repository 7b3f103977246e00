"""All cross-tabs of a survey at once: every pair of coded variables, counted, tested and compared by V."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from scipy import special

from analysis.aggregate import Axis
from analysis.arrays import Booleans, Floats, Integers, frozen
from analysis.codebook import Codebook, CodebookError, Text
from analysis.design import Design
from analysis.entrance import guard
from analysis.errors import NotTabulable, TooFew
from analysis.microdata import Microdata
from analysis.packed import Burt
from analysis.pair_tests import Independence, RaoScott
from analysis.shown import Shown
from analysis.tables import Test
from analysis.words import FEWER_THAN_TWO, TOO_MANY_EMPTY


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One table: its variables, `n` people who answered both, `counts` and `weighted` counts (rows x
    columns, in the order of the valid codes), the test, Cramer's V, and whether expected counts are `small`.

    `test` and `v` are None where the table cannot be tested (`refusal` says why); `test` alone is None where
    the design leaves none to sums.
    """

    row: str
    column: str
    n: int
    counts: Integers
    weighted: Floats
    test: Test | None = None
    v: float | None = None
    small: bool = False
    refusal: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs(Shown):
    """Every pair of `names` whose table can be tested, one place in each array: `first` and `second` are
    places in `names`, `n` the people who answered both, then the statistic of the `test`, its degrees of
    freedom (`df2`: the denominator's of an F), p, and Cramer's `v`. `small` tells that expected counts are
    too small for p to be trusted (any below 1, over a fifth below 5); `crosstab` tests such a table exactly.
    `refused` pairs stand in no array, with the reason in English.

    The test is "Pearson chi-square"; of people who were drawn one by one with weights "Rao-Scott F", as in
    `crosstab`. Weights with strata, clusters, replicate weights or calibration leave no test to sums over
    pairs: then `test` is "" and `p` None, and `statistic` is Pearson's of the weighted table scaled to n
    people, which is no test; take `crosstab` for the tables that matter. p are not adjusted for their number
    (`analysis.multiplicity.adjusted` does that).

    `labels` are the texts of `names`, `people` all in the data; a table of the result shows the `shown`
    strongest pairs. `sums` are the Burt matrices of all variables, whose categories begin at `starts`.
    """

    names: tuple[str, ...]
    test: str
    first: Integers
    second: Integers
    n: Integers
    statistic: Floats
    df: Floats
    df2: Floats | None
    p: Floats | None
    v: Floats
    small: Booleans
    refused: Mapping[tuple[str, str], str]
    sums: Burt
    starts: Integers
    labels: tuple[Text, ...]
    people: int
    shown: int

    def __len__(self) -> int:
        return len(self.first)

    def pair(self, row: str, column: str) -> Pair:
        """The table of two variables; CodebookError for a name that is not among them, NotTabulable for a
        variable with itself."""
        i, j = self._place(row), self._place(column)
        if i == j:
            raise NotTabulable(f"{row!r} cannot be crossed with itself")
        block = _block(self.starts, i, j)
        counts, weighted = frozen(self.sums.counts[block]), frozen(self.sums.weights[block])
        given = row, column, int(counts.sum()), counts, weighted
        found = np.flatnonzero((self.first == min(i, j)) & (self.second == max(i, j))).tolist()
        if not found:
            return Pair(*given, refusal=self.refused[self.names[min(i, j)], self.names[max(i, j)]])
        return Pair(*given, self._test(found[0]), float(self.v[found[0]]), bool(self.small[found[0]]))

    def strongest(self, most: int = 10) -> tuple[Pair, ...]:
        """The pairs of the highest Cramer's V, the strongest first."""
        named = ((self.names[self.first[at]], self.names[self.second[at]]) for at in self.order(most))
        return tuple(self.pair(*names) for names in named)

    def order(self, most: int) -> list[int]:
        """The places of the pairs of the highest Cramer's V in the arrays, the strongest first."""
        places: list[int] = np.argsort(-self.v, kind="stable")[:most].tolist()
        return places

    def _place(self, name: str) -> int:
        if name not in self.names:
            raise CodebookError(f"{name!r} is not among the crossed variables: {', '.join(self.names)}")
        return self.names.index(name)

    def _test(self, at: int) -> Test | None:
        if self.p is None:
            return None
        below = None if self.df2 is None else float(self.df2[at])
        return Test(self.test, float(self.statistic[at]), float(self.df[at]), float(self.p[at]), df2=below)


def pairs(microdata: Microdata, *names: str, strongest: int = 20) -> Pairs:
    """Every pair of the named variables (a set stands for its variables; without names: all coded ones of
    the rows), with all that `Pairs` holds; one pass over the people in chunks. The result prints as a table
    of the `strongest` pairs.

    Counts are exact. Statistic, p and V are those of `analysis.hypotheses.pearson` and `cramers_v`, of
    weighted data those of `analysis.weighted_tests.rao_scott`; `analysis.multiplicity` adjusts p.
    NotTabulable for numbers, texts and a name given twice, CodebookError for an unknown one, TooFew for fewer
    than two variables or no pair to show.
    """
    if strongest < 1:
        raise TooFew(f"a table shows at least one pair, not {strongest}")
    chosen = _chosen(microdata, names)
    columns = [microdata.columns[name] for name in chosen]
    sizes = [Axis.of(column).valid for column in columns]
    design = microdata.design
    weights = None if design.weights is None else design.weights_of(microdata.n)
    sums = Burt.of([column.held for column in columns], sizes, weights)
    found = _tested(chosen, sums, np.concatenate([[0], np.cumsum(sizes)]), design)
    labels = tuple(column.variable.label for column in columns)
    return replace(found, labels=labels, people=microdata.n, shown=strongest)


def _chosen(microdata: Microdata, names: tuple[str, ...]) -> tuple[str, ...]:
    book = microdata.codebook
    chosen = [one for name in names for one in _members(book, name)]
    if not names:
        chosen = [name for name, column in microdata.columns.items() if column.coded]
    for name in chosen:
        if book.variable(name).name not in microdata.columns:
            raise CodebookError(f"{name!r} was kept apart from the rows and cannot be crossed")
        if chosen.count(name) > 1:
            raise NotTabulable(f"{name!r} cannot be crossed with itself")
    if len(chosen) < 2:
        raise TooFew("pairs need at least two coded variables")
    return tuple(chosen)


def _members(book: Codebook, name: str) -> tuple[str, ...]:
    one = book.set_of(name)
    return (name,) if one is None or book.has(name) else one.variables


def _tested(names: tuple[str, ...], sums: Burt, starts: Integers, design: Design) -> Pairs:
    people = sums.counts.astype(float)
    whole = Independence.of(people, sums.weights if design.by_design else people, np.diff(starts).tolist())
    places = np.array(np.triu_indices(len(names), 1))
    thin = np.minimum(whole.rows[*places], whole.rows[*places[::-1]]) < 2
    tests = _tests(sums, starts, whole, places[:, ~thin], design)
    refused = {
        **_refused(names, places[:, thin], FEWER_THAN_TWO),
        **_refused(names, tests.places[:, tests.sparse], TOO_MANY_EMPTY),
    }
    kept = ~tests.sparse
    i, j = tests.places[:, kept]
    smaller = np.minimum(whole.rows[i, j], whole.rows[j, i]) - 1
    return Pairs(
        names=names,
        test=tests.name,
        first=frozen(i),
        second=frozen(j),
        n=frozen(whole.n[i, j].astype(np.int64)),
        statistic=frozen(tests.statistic[kept]),
        df=frozen(tests.df[kept]),
        df2=None if tests.df2 is None else frozen(tests.df2[kept]),
        p=None if tests.p is None else frozen(tests.p[kept]),
        v=frozen(np.minimum(1.0, np.sqrt(whole.phi2[i, j] / smaller))),
        small=frozen(whole.small[i, j]),
        refused=MappingProxyType(refused),
        sums=sums,
        starts=starts,
        labels=(),
        people=0,
        shown=0,
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Tests:
    """The tests of the tables at `places` (2 x T), and which of them are too `sparse` to have one."""

    places: Integers
    name: str
    statistic: Floats
    df: Floats
    p: Floats | None
    sparse: Booleans
    df2: Floats | None = None


def _tests(sums: Burt, starts: Integers, whole: Independence, places: Integers, design: Design) -> _Tests:
    i, j = places
    statistic, df = whole.phi2[i, j] * whole.n[i, j], (whole.rows[i, j] - 1.0) * (whole.rows[j, i] - 1.0)
    none = np.zeros(len(i), bool)
    if not design.by_design:
        return _Tests(places, "Pearson chi-square", statistic, df, special.chdtrc(df, statistic), none)
    if not design.plain:
        return _Tests(places, "", statistic, df, None, none)
    blocks = [_block(starts, *pair) for pair in places.T.tolist()]
    tables = [_filled(sums.weights[block], sums.squares[block]) for block in blocks]
    people = np.size(np.asarray(design.weights))
    found = RaoScott.of(tables, statistic, whole.n[i, j], people)
    df2 = found.df * (people - 1)
    p = special.fdtrc(found.df, df2, found.f)
    return _Tests(places, "Rao-Scott F", found.f, found.df, p, found.sparse, df2)


def _block(starts: Integers, i: int, j: int) -> tuple[slice, slice]:
    return slice(*starts[i : i + 2].tolist()), slice(*starts[j : j + 2].tolist())


def _filled(weights: Floats, squares: Floats) -> tuple[Floats, Floats]:
    """Sums of weights and of squares without the rows and columns where nobody weighs anything."""
    if weights.all():
        return weights, squares
    rows, columns = weights.any(1), weights.any(0)
    return weights[rows][:, columns], squares[rows][:, columns]


def _refused(names: tuple[str, ...], places: Integers, why: str) -> dict[tuple[str, str], str]:
    return {(names[i], names[j]): why for i, j in places.T.tolist()}


guard(__name__)
