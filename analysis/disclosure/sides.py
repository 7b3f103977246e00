"""Both sides: what is exact, what the public would see, which rule refuses a group. For researchers only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.banners import broken_down, parts
from analysis.codebook import Text
from analysis.disclosure.cells import cells_of
from analysis.disclosure.gate import question_on, recoded, why_no_groups
from analysis.disclosure.ground import Ground
from analysis.disclosure.lattice import Terms
from analysis.disclosure.reasons import NotPublished
from analysis.microdata import Microdata
from analysis.publications import Filter, Question
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


def sides(microdata: Microdata, ground: Ground, question: str, by: str) -> list[list[Side]]:
    """A question in each class of a filter variable, line by line (a grid has one for each row), seen from
    both sides.

    NotPublished where the question is not broken down, or not by that variable.
    """
    whole, rows = recoded(microdata, ground, question)
    why = why_no_groups(whole, question)
    if why or by not in ground.classes or by == question:
        raise NotPublished(why or "variable", name=by)
    classes = range(ground.classes[by].many)
    _, tallies, _ = broken_down(Asked(rows, False, LEVEL), question, rows.column(by), classes)
    asked, found = question_on(ground, microdata, question), []
    for line, cells in enumerate(cells_of(rows, question)):
        refused = ground.lattice(cells.answered).why
        exact = [parts(one)[line] for one in tallies]
        found.append([_side(ground, (asked, line), refused, (by, *pair)) for pair in enumerate(exact)])
    return found


def _side(
    ground: Ground, at: tuple[Question, int], refused: Mapping[Terms, str], group: tuple[str, int, Tally]
) -> Side:
    """A line of a question in the class of `by` at a place, of which this is the exact tally."""
    (asked, line), (by, place, exact) = at, group
    terms, code = ((ground.names.index(by), place),), ground.classes[by].variable.valid_codes[place]
    told = asked.at(ground.filters[terms], line)
    public = None if told is None else protected(exact, *told)
    why = refused.get(terms, "" if exact.base else "nobody")
    return Side(code.value, code.label, exact, public, why, _alike(exact))


def _alike(exact: Tally) -> bool:
    """Whether everybody who answered chose the same, or all the same options."""
    return bool(exact.base) and all(row.count in (0, exact.base) for row in exact.rows)
