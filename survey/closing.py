"""From the box to the answers: what a wave becomes when it closes. Nothing here touches the database.

Beside each response stay its opinions and coarsened background facts, so that at least five people share
every combination of those. Exact facts and all texts are kept apart, each by itself, in no order. Everything
is done column by column, so that a million responses need no more room than their codes.
"""

from __future__ import annotations

import json
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any

from analysis.codebook import MISSING_KINDS, NOT_ASKED, WITHHELD, Code, Codebook, Variable
from analysis.codebook_files import to_json
from analysis.disclosure.coarsening import CODED, Coarsened, Group, K, Note, coarsen
from questionnaires.conditions import parse
from questionnaires.questionnaire import Questionnaire
from survey.coded import Coded, Value, random_order, reordered

Columns = dict[str, Coded]
Response = tuple[Mapping[str, Any], int]
"""What a box held (`answers`, `write_ins`), and its record key."""

ASKED = "asked"
_VARIATION_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed wave: the codebook and the columns of the answers, all in one random order, with the record
    keys in the same order; what is kept apart, each column in a random order of its own, with its exact
    codebook; the notes on what was coarsened."""

    codebook: Codebook
    rows: Mapping[str, Coded]
    keys: array[int]
    exact: Codebook
    apart: Mapping[str, Coded]
    notes: tuple[Note, ...]

    @property
    def recoding(self) -> str:
        """The notes as JSON: variable, change, groups, rows, words."""
        notes = [
            {"variable": n.variable, "change": n.change, "groups": n.groups, "rows": n.rows, "words": n.words}
            for n in self.notes
        ]
        return json.dumps(notes, ensure_ascii=False)

    @property
    def codebook_json(self) -> str:
        """The codebook of the answers as JSON."""
        return to_json(self.codebook)

    @property
    def exact_json(self) -> str:
        """The codebook of what is kept apart as JSON."""
        return to_json(self.exact)


def close(
    questionnaire: Questionnaire,
    responses: Iterable[Response],
    k: int = K,
    groups: Mapping[str, Sequence[Group]] | None = None,
) -> Closed:
    """Code every response, coarsen and split; all orders are drawn afresh.

    `groups` are codes that were merged before and stay so, by variable.
    """
    from questionnaires.coding import codebook

    book = codebook(questionnaire)
    columns, keys = _gathered(questionnaire, responses)
    facts = in_priority(book, questionnaire.keep)
    universes = dependent_universes(book, facts)
    people = _people(columns, facts, universes, len(keys))
    coarse = people.coarsened([*facts, *map(_fact_of, universes)], k, groups)
    rows = columns | _coarse_columns(people, coarse, facts) | _hidden(people, coarse, columns, universes)
    rows |= {name: Coded.same(WITHHELD, len(keys)) for name in _texts(book)}
    names = tuple(
        variable for variable in book.variables if rows[variable.name] is not columns[variable.name]
    )
    order = random_order(len(keys))
    return Closed(
        codebook=_recoded(book, coarse),
        rows={name: column.reordered(order) for name, column in rows.items()},
        keys=reordered(keys, order),
        exact=replace(book, variables=names, sets=(), scales=()),
        apart={variable.name: _apart(variable, columns[variable.name], k) for variable in names},
        notes=(*_named(coarse.notes, universes), *_text_notes(names, columns, k)),
    )


def in_priority(book: Codebook, keep: Sequence[str] = ()) -> list[Variable]:
    """The background facts: those of `keep` first, the others as they are asked; texts are no facts."""
    facts = [variable for variable in book.variables if variable.background and variable.level != "text"]
    rank = {name: place for place, name in enumerate(keep)}
    return sorted(facts, key=lambda variable: rank.get(variable.name, len(rank)))


def dependent_universes(book: Codebook, facts: Sequence[Variable]) -> dict[str, list[str]]:
    """Universe -> the variables under it, for universes that hang on a background fact, even indirectly.

    Whether such a question was asked tells the fact, so that it counts as one more fact.
    """
    known = {variable.name for variable in facts}
    members = {one.name: set(one.variables) for one in book.sets}
    others = [v for v in book.variables if v.universe and v.name not in known and v.level != "text"]
    needs = {v.name: _names(v.universe, members) for v in others}
    while more := {name for name, needed in needs.items() if name not in known and needed & known}:
        known |= more
    found: dict[str, list[str]] = {}
    for variable in others:
        if variable.name in known:
            found.setdefault(variable.universe, []).append(variable.name)
    return found


def clean(text: str) -> str:
    """`text` without what cannot be seen (it could carry a mark of the person) or stored."""
    return "".join(filter(_visible, text)).strip()


def _visible(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in ("Cf", "Cc", "Cs") and ord(letter) not in _VARIATION_SELECTORS


def _gathered(questionnaire: Questionnaire, responses: Iterable[Response]) -> tuple[Columns, array[int]]:
    """The columns of what was answered, and the record keys, in the order given."""
    from survey.recording import Recording

    recording, keys = Recording(questionnaire), array("Q")
    for payload, key in responses:
        recording.add(payload["answers"], payload.get("write_ins", {}))
        keys.append(key)
    return {name: column.changed(_cleaned) for name, column in recording.columns()}, keys


def _cleaned(value: Value) -> Value:
    return clean(value) if isinstance(value, str) else value


def _names(universe: str, members: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(members.get(name, {name}) for name in parse(universe).names))


def _fact_of(universe: str) -> Variable:
    codes = tuple(Code(value, {"en": value}) for value in (ASKED, NOT_ASKED))
    return Variable(f"universe {universe}", {"en": universe}, codes=codes)


@dataclass(frozen=True, slots=True)
class _People:
    """The different combinations of background facts, and whose each person's is."""

    combinations: tuple[dict[str, Value], ...]
    places: array[int]

    def coarsened(
        self, variables: Sequence[Variable], k: int, groups: Mapping[str, Sequence[Group]] | None
    ) -> Coarsened:
        """The combinations, coarsened by how many people share them."""
        times = Counter(self.places)
        sizes = [times[place] for place in range(len(self.combinations))]
        return coarsen(self.combinations, variables, k, times=sizes, groups=groups)


def _people(
    columns: Columns, facts: Sequence[Variable], universes: Mapping[str, list[str]], n: int
) -> _People:
    known = {fact.name: _told(fact, columns[fact.name]) for fact in facts}
    known |= {_fact_of(universe).name: _asked(columns[names[0]]) for universe, names in universes.items()}
    found: dict[tuple[Value, ...], int] = {}
    told = zip(*known.values(), strict=True) if known else repeat((), n)
    places = array("I", (found.setdefault(one, len(found)) for one in told))
    return _People(tuple(dict(zip(known, one, strict=True)) for one in found), places)


def _told(fact: Variable, column: Coded) -> Iterator[Value]:
    """What tells people apart by a fact: nothing by a number, which is always withheld."""
    return column.values() if fact.level in CODED else repeat(WITHHELD, len(column))


def _asked(column: Coded) -> Iterator[Value]:
    return column.changed(lambda word: NOT_ASKED if word == NOT_ASKED else ASKED).values()


def _coarse_columns(people: _People, coarse: Coarsened, facts: Sequence[Variable]) -> Columns:
    """The facts as they stand beside the answers."""
    return {
        fact.name: Coded.among([one[fact.name] for one in coarse.records], people.places) for fact in facts
    }


def _hidden(
    people: _People, coarse: Coarsened, columns: Columns, universes: Mapping[str, list[str]]
) -> Columns:
    """What would tell a withheld fact, withheld where it would."""
    found = {}
    for universe, names in universes.items():
        telling = [one[_fact_of(universe).name] == WITHHELD for one in coarse.records]
        for name in names if any(telling) else ():
            pairs = zip(people.places, columns[name].values(), strict=True)
            found[name] = Coded.of(WITHHELD if telling[place] else value for place, value in pairs)
    return found


def _texts(book: Codebook) -> list[str]:
    return [variable.name for variable in book.variables if variable.level == "text"]


def _recoded(book: Codebook, coarse: Coarsened) -> Codebook:
    new = {variable.name: variable for variable in coarse.variables}
    return replace(book, variables=tuple(new.get(variable.name, variable) for variable in book.variables))


def _apart(variable: Variable, column: Coded, k: int) -> Coded:
    """The values to keep apart: texts only where at least k people could have written them, since who
    chose the option that asks for them is told by the rows."""
    if _gives_away(variable, column, k):
        column = column.changed(lambda word: word if word in MISSING_KINDS else WITHHELD)
    return column.reordered(random_order(len(column)))


def _gives_away(variable: Variable, column: Coded, k: int) -> bool:
    asked = len(column) - column.count(NOT_ASKED)
    return variable.level == "text" and 0 < asked < k


def _text_notes(variables: Sequence[Variable], columns: Columns, k: int) -> list[Note]:
    return [
        Note(variable.name, "withheld", rows=len(columns[variable.name]))
        for variable in variables
        if _gives_away(variable, columns[variable.name], k)
    ]


def _named(notes: Iterable[Note], universes: Mapping[str, list[str]]) -> list[Note]:
    """The notes, those on a universe told of the variables under it."""
    under = {_fact_of(universe).name: names for universe, names in universes.items()}
    return [
        replace(note, variable=name) for note in notes for name in under.get(note.variable, [note.variable])
    ]
