"""Populations whose Cramer's V is known exactly, and ways to draw samples from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.arrays import Floats, Integers
from analysis.codebook import Code, Codebook, Variable
from analysis.columns import Column
from analysis.design import Design
from analysis.microdata import Microdata


def _cell(rows: int, columns: int) -> Floats:
    cell = np.zeros((rows, columns))
    cell[0, 0] = 1
    return cell


SHAPES: dict[str, Callable[[int, int], Floats]] = {
    "one cell": _cell,
    "one empty": lambda r, c: -_cell(r, c),
    "trend": lambda r, c: np.multiply.outer(np.arange(r), np.arange(c)).astype(float),
    "diagonal": np.eye,
    "spread": lambda r, c: np.random.default_rng(5).normal(size=(r, c)),
}
"""Where a dependence of rows x columns lies: scores of the cells, whose interaction is taken."""

MARGINS: dict[str, Callable[[int], Floats]] = {
    "even": lambda k: np.ones(k) / k,
    "skew": lambda k: 2.0 ** np.arange(k) / (2.0**k - 1),
}
"""Shares of k rows or columns; in the second each code is twice as frequent as the one before it."""


def population(
    shape: tuple[int, int], v: float, margins: str = "even", kind: str = "one cell"
) -> Floats | None:
    """Shares (rows x columns) with exactly this V; None where such a table would have a share below 0."""
    rows, columns = (MARGINS[margins](size) for size in shape)
    scores = SHAPES[kind](*shape)
    scores = scores - (scores @ columns)[:, None] - rows @ scores + rows @ scores @ columns
    apart = np.multiply.outer(rows, columns)
    phi = np.sqrt(float((apart * scores**2).sum()))
    shares: Floats = apart * (1 + scores * v * np.sqrt(min(shape) - 1) / phi)
    return shares if shares.min() >= 0 else None


@dataclass(frozen=True)
class Sample:
    """The cells of the people drawn, and the design that drew them."""

    cells: Integers
    design: Design


Draw = Callable[[Floats, int, np.random.Generator], Sample]


def simple(shares: Floats, n: int, random: np.random.Generator) -> Sample:
    """People drawn one by one."""
    return Sample(random.choice(shares.size, n, p=shares.ravel()), Design())


def clustered(number: int = 0, likeness: float = 0.05) -> Draw:
    """Clusters (0: of 20 people each) whose shares follow Dirichlet's law: all cells have this intraclass
    correlation."""

    def draw(shares: Floats, n: int, random: np.random.Generator) -> Sample:
        own = random.dirichlet(shares.ravel() * (1 / likeness - 1), size=number or n // 20)
        return _in_clusters(own, n, random)

    return draw


def one_clustered(likeness: float = 0.1) -> Draw:
    """Clusters of 20 people that differ in the first cell only: design effects differ by direction."""

    def draw(shares: Floats, n: int, random: np.random.Generator) -> Sample:
        first, q = shares[0, 0], shares.ravel()
        part = random.beta(first * (1 / likeness - 1), (1 - first) * (1 / likeness - 1), n // 20)
        own = np.multiply.outer((1 - part) / (1 - first), q)
        own[:, 0] = part
        return _in_clusters(own, n, random)

    return draw


def by_place(likeness: float = 0.05) -> Draw:
    """Clusters of 20 people who share the row, as the region of a school; columns alike within clusters."""

    def draw(shares: Floats, n: int, random: np.random.Generator) -> Sample:
        row = random.choice(len(shares), n // 20, p=shares.sum(1))
        within = [random.dirichlet(shares[i] / shares[i].sum() * (1 / likeness - 1)) for i in row]
        sample = _in_clusters(np.array(within), n, random)
        return Sample(sample.cells + np.repeat(row, 20) * shares.shape[1], sample.design)

    return draw


def _in_clusters(own: Floats, n: int, random: np.random.Generator) -> Sample:
    """People of clusters with shares of their own (clusters x cells)."""
    size = n // len(own)
    steps = np.cumsum(own, 1)[:, None, :-1]
    cells = (random.random((len(own), size, 1)) > steps).sum(2).ravel()
    return Sample(cells, Design(clusters=np.repeat(np.arange(len(own)), size)))


def weighted(variation: float = 1.0) -> Draw:
    """Weights of a log-normal law with this coefficient of variation, apart from the answers."""
    sigma = np.sqrt(np.log1p(variation**2))

    def draw(shares: Floats, n: int, random: np.random.Generator) -> Sample:
        return Sample(simple(shares, n, random).cells, Design(random.lognormal(0, sigma, n)))

    return draw


def oversampled(times: float = 4.0) -> Draw:
    """The first row and the first column drawn so many times more often, and weighted back."""

    def draw(shares: Floats, n: int, random: np.random.Generator) -> Sample:
        chance = np.ones(shares.shape)
        chance[0] *= times
        chance[:, 0] *= times
        drawn = shares * chance / (shares * chance).sum()
        cells = random.choice(shares.size, n, p=drawn.ravel())
        return Sample(cells, Design(1 / chance.ravel()[cells]))

    return draw


def stratified(shares: Floats, n: int, random: np.random.Generator) -> Sample:
    """Four strata of 10, 20, 30 and 40 % of the people, with tables unlike, equally many drawn of each."""
    whole = np.array([0.1, 0.2, 0.3, 0.4])
    unlike = np.random.default_rng(3).normal(size=(4, shares.size))
    unlike = unlike - whole @ unlike
    unlike = unlike - (unlike @ shares.ravel())[:, None]
    parts = shares.ravel() * (1 + 0.5 * unlike / np.abs(unlike).max())
    cells = np.concatenate([random.choice(shares.size, n // 4, p=part / part.sum()) for part in parts])
    strata = np.repeat(np.arange(4), n // 4)
    return Sample(cells, Design(whole[strata], strata=strata))


DRAWS: dict[str, Draw] = {
    "simple": simple,
    "clusters of 20": clustered(),
    "10 clusters": clustered(10),
    "6 clusters": clustered(6, 0.02),
    "one cell clustered": one_clustered(),
    "rows are places": by_place(),
    "weighted": weighted(),
    "oversampled": oversampled(),
    "stratified": stratified,
}


def data(sample: Sample, shape: tuple[int, int]) -> Microdata:
    """The sample as microdata with the variables r and c."""
    places = {"r": sample.cells // shape[1], "c": sample.cells % shape[1]}
    variables = [
        Variable(name, {"en": name}, codes=tuple(Code(str(i), {"en": str(i)}) for i in range(size)))
        for name, size in zip("rc", shape, strict=True)
    ]
    nobody = np.zeros(len(sample.cells), np.int8)
    columns = {one.name: Column(one, places[one.name], nobody) for one in variables}
    return Microdata(Codebook("drawn", tuple(variables)), len(sample.cells), columns, sample.design)
