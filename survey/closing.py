"""From the box to the answers: what a wave becomes when it closes. Nothing here touches the database.

Beside each response stay its opinions and coarsened background facts, so that at least five people share
every combination of those. Exact facts and all texts are kept apart, each by itself, in no order.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.codebook import MISSING_KINDS, NOT_ASKED, WITHHELD, Code, Codebook, Variable
from analysis.codebook_files import to_json
from analysis.disclosure import Coarsened, K, Note, coarsen
from questionnaires.conditions import parse
from questionnaires.questionnaire import Questionnaire

Value = str | float
Record = dict[str, Value]

ASKED = "asked"
_VARIATION_SELECTORS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


@dataclass(frozen=True, slots=True)
class Closed:
    """A closed wave: codebook and rows of the answers (as JSON texts, in order of their random ids), what is
    kept apart as (random id, variable, value as JSON) in order of the ids, its exact codebook, the notes."""

    codebook: Codebook
    answers: tuple[tuple[bytes, str], ...]
    exact: Codebook
    apart: tuple[tuple[bytes, str, str], ...]
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


def close(questionnaire: Questionnaire, payloads: Iterable[Mapping[str, Any]], k: int = K) -> Closed:
    """Code every payload (`answers`, `write_ins`), coarsen and split; ids are drawn afresh."""
    from questionnaires.coding import codebook, record

    book = codebook(questionnaire)
    records = [
        _cleaned(record(questionnaire, payload["answers"], payload.get("write_ins", {})))
        for payload in payloads
    ]
    facts = in_priority(book, questionnaire.keep)
    universes = dependent_universes(book, facts)
    coarse = coarsen(_with_universes(records, universes), [*facts, *map(_fact_of, universes)], k)
    rows = _rows(coarse, universes, _texts(book))
    names = _kept_apart(book, facts, rows, records)
    return Closed(
        codebook=_recoded(book, coarse),
        answers=_shuffled(_json(row) for row in rows),
        exact=replace(book, variables=names, sets=(), scales=()),
        apart=_shuffled_apart(names, records, k),
        notes=(*_named(coarse.notes, universes), *_text_notes(names, records, k)),
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


def _cleaned(record: Mapping[str, Value]) -> Record:
    return {name: clean(value) if isinstance(value, str) else value for name, value in record.items()}


def _names(universe: str, members: Mapping[str, set[str]]) -> set[str]:
    return set().union(*(members.get(name, {name}) for name in parse(universe).names))


def _fact_of(universe: str) -> Variable:
    codes = tuple(Code(value, {"en": value}) for value in (ASKED, NOT_ASKED))
    return Variable(f"universe {universe}", {"en": universe}, codes=codes)


def _with_universes(records: Sequence[Record], universes: Mapping[str, list[str]]) -> list[Record]:
    return [
        record
        | {
            _fact_of(universe).name: NOT_ASKED if record[names[0]] == NOT_ASKED else ASKED
            for universe, names in universes.items()
        }
        for record in records
    ]


def _rows(coarse: Coarsened, universes: Mapping[str, list[str]], texts: Sequence[str]) -> list[Record]:
    """The records without texts, without the added facts, and without what would tell a withheld one."""
    rows = []
    for record in coarse.records:
        row = {**record, **dict.fromkeys(texts, WITHHELD)}
        for universe, names in universes.items():
            if row.pop(_fact_of(universe).name) == WITHHELD:
                row.update(dict.fromkeys(names, WITHHELD))
        rows.append(row)
    return rows


def _texts(book: Codebook) -> list[str]:
    return [variable.name for variable in book.variables if variable.level == "text"]


def _kept_apart(
    book: Codebook, facts: Sequence[Variable], rows: Sequence[Record], records: Sequence[Record]
) -> tuple[Variable, ...]:
    """Background facts, texts, and all that a row has otherwise than it was answered."""
    names = {variable.name for variable in facts} | set(_texts(book))
    names |= {
        name
        for row, record in zip(rows, records, strict=True)
        for name in record
        if row[name] != record[name]
    }
    return tuple(variable for variable in book.variables if variable.name in names)


def _recoded(book: Codebook, coarse: Coarsened) -> Codebook:
    new = {variable.name: variable for variable in coarse.variables}
    return replace(book, variables=tuple(new.get(variable.name, variable) for variable in book.variables))


def _shuffled(texts: Iterable[str]) -> tuple[tuple[bytes, str], ...]:
    return tuple(sorted((secrets.token_bytes(16), text) for text in texts))


def _shuffled_apart(
    variables: Sequence[Variable], records: Sequence[Record], k: int
) -> tuple[tuple[bytes, str, str], ...]:
    return tuple(
        sorted(
            (secrets.token_bytes(16), variable.name, _json(value))
            for variable in variables
            for value in _values(variable, records, k)
        )
    )


def _values(variable: Variable, records: Sequence[Record], k: int) -> list[Value]:
    """The values to keep apart: texts only where at least k people could have written them, since who
    chose the option that asks for them is told by the rows."""
    values = [record[variable.name] for record in records]
    if not _gives_away(variable, records, k):
        return values
    return [value if value in MISSING_KINDS else WITHHELD for value in values]


def _gives_away(variable: Variable, records: Sequence[Record], k: int) -> bool:
    asked = sum(record[variable.name] != NOT_ASKED for record in records)
    return variable.level == "text" and 0 < asked < k


def _text_notes(variables: Sequence[Variable], records: Sequence[Record], k: int) -> list[Note]:
    return [
        Note(variable.name, "withheld", rows=len(records))
        for variable in variables
        if _gives_away(variable, records, k)
    ]


def _named(notes: Iterable[Note], universes: Mapping[str, list[str]]) -> list[Note]:
    """The notes, those on a universe told of the variables under it."""
    under = {_fact_of(universe).name: names for universe, names in universes.items()}
    return [
        replace(note, variable=name) for note in notes for name in under.get(note.variable, [note.variable])
    ]


_json: Callable[[Any], str] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode
