"""Both sides: what is exact, what the public would see, which rule refuses a group. For researchers only."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analysis.arrays import Booleans
from analysis.codebook import Text
from analysis.disclosure.cells import Cells, cells_of
from analysis.disclosure.gate import recoded, why_no_groups
from analysis.disclosure.ground import Ground
from analysis.disclosure.reasons import NotPublished
from analysis.disclosure.recoding import parts
from analysis.microdata import Microdata
from analysis.publications import Filter
from analysis.publications.protected import protected
from analysis.tables import Tally
from analysis.tallies import tally


@dataclass(frozen=True, slots=True)
class Side:
    """One group: its exact tally, the protected one that the public would see (None where the group is not
    served; `why` is then a key of REASONS), and whether everybody in it answered alike."""

    code: str
    label: Text
    exact: Tally
    public: Tally | None
    why: str
    alike: bool


def refusals(ground: Ground) -> dict[Filter, str]:
    """Each group that is not served -> which rule refuses it (a key of REASONS)."""
    return {ground.filter(terms): why for terms, why in ground.lattice().why.items()}


def sides(microdata: Microdata, ground: Ground, question: str, by: str, line: int = 0) -> list[Side]:
    """A question (of a grid, one line) in each class of a filter variable, seen from both sides.

    NotPublished where the question is not broken down, or not by that variable.
    """
    exact, rows = recoded(microdata, ground, question)
    why = why_no_groups(exact, question)
    if why or by not in ground.classes or by == question:
        raise NotPublished(why or "variable", name=by)
    name = _line(rows, question, line)
    cells = cells_of(rows, question)[line if name != question else 0]
    return [
        _side(ground, _only(rows, name), (name, cells), (by, code)) for code in range(ground.classes[by].many)
    ]


def _side(ground: Ground, rows: Microdata, asked: tuple[str, Cells], group: tuple[str, int]) -> Side:
    (name, cells), (by, code) = asked, group
    variable, terms = ground.classes[by].variable, ((ground.names.index(by), code),)
    inside: Booleans = ground.classes[by].place == code
    exact = tally(rows.where(inside), name, population=False)
    why = ground.lattice(cells.answered).why.get(terms, "" if (inside & cells.answered).any() else "nobody")
    public = None if why else protected(exact, *cells.lines(ground.noise, np.where(inside, 0, -1), 1)[0])
    one = variable.valid_codes[code]
    return Side(one.value, one.label, exact, public, why, _alike(exact))


def _line(rows: Microdata, question: str, line: int) -> str:
    """What is tallied: the row of a grid, or the whole question."""
    one = rows.codebook.set_of(question)
    return parts(rows, question)[line] if one is not None and one.kind == "grid" else question


def _only(rows: Microdata, name: str) -> Microdata:
    """The same people with the columns of one question, so that groups are taken fast."""
    return replace(rows, columns={part: rows.column(part) for part in parts(rows, name)})


def _alike(exact: Tally) -> bool:
    """Whether everybody who answered chose the same, or all the same options."""
    return bool(exact.base) and all(row.count in (0, exact.base) for row in exact.rows)
