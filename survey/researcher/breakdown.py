"""A banner table as a page shows it: its parts and rows in the order that is wished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.banners import Banner, lines, parts
from analysis.codebook import Text
from analysis.tables import Association, Tally, TallyRow
from survey.researcher.sorting import ordered


@dataclass(frozen=True, slots=True)
class Cell:
    """The share of a class, its people, and the letters of the classes that it exceeds; no row where nobody
    of the class answered."""

    row: TallyRow | None
    letters: str


@dataclass(frozen=True, slots=True)
class Row:
    """A code or net: everybody's share first, then a cell for each class."""

    label: Text
    net: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or a line of a grid: bases and means, everybody first; what its cross-tab says."""

    label: Text
    rows: tuple[Row, ...]
    bases: tuple[int, ...]
    means: tuple[float | None, ...]
    association: Association | None


def breakdown(found: Banner, order: str, language: str) -> list[Part]:
    """The parts of a banner table in an order of `survey.researcher.sorting.ORDERS`."""
    letters = {
        (part.variable, row.code): above
        for part, rows in zip(parts(found.everybody), found.letters, strict=True)
        for row, above in zip(lines(part), rows, strict=True)
    }
    return [
        Part(
            part.label,
            tuple(_rows(part, _same(found, part.variable), letters)),
            tuple(one.base for one in (part, *_same(found, part.variable))),
            tuple(one.statistics.get("mean") for one in (part, *_same(found, part.variable))),
            found.associations.get(part.variable),
        )
        for part in parts(ordered(found.everybody, order, language))
    ]


def _same(found: Banner, variable: str) -> list[Tally]:
    """The tallies of one part by class."""
    return [next(one for one in parts(by.tally) if one.variable == variable) for by in found.classes]


def _rows(part: Tally, within: list[Tally], letters: dict[tuple[str, str], tuple[str, ...]]) -> Iterator[Row]:
    for row in lines(part):
        cells = [
            Cell(_of(one, row.code), above)
            for one, above in zip(within, letters[part.variable, row.code], strict=True)
        ]
        yield Row(row.label, row in part.nets, (Cell(_of(part, row.code), ""), *cells))


def _of(found: Tally, code: str) -> TallyRow | None:
    return next((row for row in lines(found) if row.code == code), None) if found.weighted_base else None
