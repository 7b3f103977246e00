"""Both sides: what is exact, what the public would see, which rule refuses a group. For researchers only."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.banners import broken_down
from analysis.codebook import Text
from analysis.disclosure.cells import cells_of
from analysis.disclosure.gate import recoded, why_no_groups
from analysis.disclosure.ground import Ground
from analysis.disclosure.reasons import NotPublished
from analysis.disclosure.recoding import parts
from analysis.microdata import Microdata
from analysis.publications import Filter
from analysis.publications.protected import protected
from analysis.tables import Tally
from analysis.tally_parts import Asked

LEVEL = 0.95


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
    return {ground.filters[terms]: why for terms, why in ground.lattice().why.items()}


def sides(microdata: Microdata, ground: Ground, question: str, by: str, line: int = 0) -> list[Side]:
    """A question (of a grid, one line) in each class of a filter variable, seen from both sides.

    NotPublished where the question is not broken down, or not by that variable.
    """
    whole, rows = recoded(microdata, ground, question)
    why = why_no_groups(whole, question)
    if why or by not in ground.classes or by == question:
        raise NotPublished(why or "variable", name=by)
    name = _line(rows, question, line)
    cells = cells_of(rows, question)[line if name != question else 0]
    served, refused = ground.lines(cells, question), ground.lattice(cells.answered).why
    _, tallies, _ = broken_down(
        Asked(rows, False, LEVEL), name, rows.column(by), range(ground.classes[by].many)
    )
    found = []
    for place, exact in enumerate(tallies):
        terms, code = ((ground.names.index(by), place),), ground.classes[by].variable.valid_codes[place]
        told = served.get(ground.filters[terms].key)
        public = None if told is None else protected(exact, *told)
        why = refused.get(terms, "" if exact.base else "nobody")
        found.append(Side(code.value, code.label, exact, public, why, _alike(exact)))
    return found


def _line(rows: Microdata, question: str, line: int) -> str:
    """What is tallied: the row of a grid, or the whole question."""
    one = rows.codebook.set_of(question)
    return parts(rows, question)[line] if one is not None and one.kind == "grid" else question


def _alike(exact: Tally) -> bool:
    """Whether everybody who answered chose the same, or all the same options."""
    return bool(exact.base) and all(row.count in (0, exact.base) for row in exact.rows)
