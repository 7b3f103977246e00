"""Coarser facts, so that nobody can be told from a combination of them.

`coarsen` makes every joint class of background facts hold at least k people (k-anonymity, Sweeney 2002:
global recoding first, then local suppression). Records are mappings from variable name to code, number or
the word of a missing kind; missing kinds are values of a class like any other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from analysis.codebook import WITHHELD, Variable
from analysis.disclosure.merging import Group, Value, codes_of, count, merge, name_of, regrouped
from analysis.doors import guard
from analysis.errors import WrongArgument

Record = Mapping[str, Value]
T = TypeVar("T", bound=Hashable)
Change = Literal["merged", "withheld", "partly withheld"]

K, TOLERANCE = 5, 0.05
CODED = ("nominal", "ordinal")


@dataclass(frozen=True, slots=True)
class Note:
    """What coarsening did to a variable: `groups` of codes that became one, or how many `rows` lost it."""

    variable: str
    change: Change
    groups: tuple[Group, ...] = ()
    rows: int = 0

    @property
    def words(self) -> str:
        """The note as an English sentence."""
        if self.change == "merged":
            return f"{self.variable}: merged {'; '.join(' with '.join(group) for group in self.groups)}"
        where = "all rows" if self.change == "withheld" else f"{self.rows} rows"
        return f"{self.variable}: withheld in {where}, exact only as a tally apart from the answers"


@dataclass(frozen=True, slots=True)
class Coarsened:
    """Records in the order given, the recoded variables in order of priority, what was done."""

    records: tuple[dict[str, Value], ...]
    variables: tuple[Variable, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Records that are being coarsened, and how many people each stands for."""

    records: list[dict[str, Value]]
    times: Sequence[int]

    def words(self, name: str) -> Iterator[str]:
        """What each record has of a variable."""
        return (str(record[name]) for record in self.records)

    def counts(self, keys: Iterable[T]) -> Counter[T]:
        """How many people have each of `keys`, which stand in the order of the records."""
        found: Counter[T] = Counter()
        for key, times in zip(keys, self.times, strict=True):
            found[key] += times
        return found

    def size(self, places: Iterable[int]) -> int:
        """How many people the records at these places stand for."""
        return sum(self.times[place] for place in places)

    def update(self, places: Iterable[int], values: Mapping[str, str]) -> None:
        """Put `values` into the records at these places."""
        for place in places:
            self.records[place].update(values)

    def grouped(self, names: Sequence[str]) -> dict[Group, list[int]]:
        """Joint class -> the places of its records."""
        found: dict[Group, list[int]] = defaultdict(list)
        for place, record in enumerate(self.records):
            found[tuple(str(record[name]) for name in names)].append(place)
        return found


def coarsen(
    records: Sequence[Record],
    variables: Sequence[Variable],
    k: int = K,
    tolerance: float = TOLERANCE,
    *,
    times: Sequence[int] | None = None,
    groups: Mapping[str, Sequence[Group]] | None = None,
) -> Coarsened:
    """Records in which every joint class of `variables` holds at least k of them.

    `variables` stand in order of priority: the first keep the most detail. First each is recoded for all
    records, as finely as leaves at most the share `tolerance` of them in classes under k; one that would
    collapse is withheld. Then records in classes still under k lose facts, the last first. Numbers and
    texts are always withheld. With fewer than k records everything is withheld.

    A record stands for one of its `times` people, or for one. `groups` of codes that were merged before, by
    variable, stay merged.
    WrongArgument for a record without one of the variables, or where there are not as many times as records.
    """
    _complete(records, [variable.name for variable in variables])
    if times is not None and len(times) != len(records):
        raise WrongArgument(f"{len(records)} records need as many times, not {len(times)}")
    rows = _Rows([dict(record) for record in records], [1] * len(records) if times is None else times)
    n = sum(rows.times)
    allowed = tolerance * n if n >= k else -1.0
    joint: list[Group] = [()] * len(records)
    recoded, notes = [], []
    for variable in variables:
        first = _together(variable, (groups or {}).get(variable.name, ()))
        changed, note = _apply(rows, variable, _finest(rows, joint, variable, (first, k, allowed)))
        joint = [(*known, word) for known, word in zip(joint, rows.words(variable.name), strict=True)]
        recoded.append(changed)
        notes += [note] if note else []
    kept = [variable.name for variable in variables if _told(rows, variable.name)]
    _withhold_locally(rows, kept, k)
    notes += _local_notes(rows, recoded, notes)
    return Coarsened(tuple(rows.records), tuple(recoded), tuple(notes))


def classes(records: Sequence[Record], names: Sequence[str]) -> Counter[Group]:
    """How many records stand in each joint class of the variables of these names."""
    _complete(records, names)
    return Counter(tuple(str(record[name]) for name in names) for record in records)


def _complete(records: Sequence[Record], names: Sequence[str]) -> None:
    for row, record in enumerate(records, start=1):
        if absent := [name for name in names if name not in record]:
            raise WrongArgument(f"record {row} says nothing of {', '.join(absent)}")


def _together(variable: Variable, merged: Sequence[Group]) -> list[Group]:
    """The codes of a variable, those that were merged before as one group at the place of the first."""
    group_of = {code: group for group in merged for code in group}
    return list(dict.fromkeys(group_of.get(code, (code,)) for (code,) in codes_of(variable)))


def _finest(
    rows: _Rows, joint: Sequence[Group], variable: Variable, limits: tuple[list[Group], int, float]
) -> list[Group] | None:
    """The finest grouping of codes, from the given one on, that leaves few enough people in small classes;
    None when none does."""
    if variable.level not in CODED:
        return None
    groups, k, allowed = limits
    cells = rows.counts(zip(joint, rows.words(variable.name), strict=True))
    counts = rows.counts(rows.words(variable.name))
    while True:
        if _at_risk(cells, groups, k) <= allowed:
            return groups
        if sum(count(group, counts) > 0 for group in groups) <= 2:
            return None
        groups = merge(groups, counts, variable.level)


def _at_risk(cells: Counter[tuple[Group, str]], groups: Sequence[Group], k: int) -> int:
    """How many people stand in classes under k once codes are grouped."""
    name = {code: name_of(group) for group in groups for code in group}
    merged: Counter[tuple[Group, str]] = Counter()
    for (known, code), people in cells.items():
        merged[known, name.get(code, code)] += people
    return sum(people for people in merged.values() if people < k)


def _apply(rows: _Rows, variable: Variable, groups: list[Group] | None) -> tuple[Variable, Note | None]:
    if groups is None:
        rows.update(range(len(rows.records)), {variable.name: WITHHELD})
        n = sum(rows.times)
        return variable, Note(variable.name, "withheld", rows=n) if n else None
    name = {code: name_of(group) for group in groups for code in group}
    for record in rows.records:
        record[variable.name] = name.get(str(record[variable.name]), record[variable.name])
    merged = tuple(group for group in groups if len(group) > 1)
    if not merged:
        return variable, None
    return regrouped(variable, groups), Note(variable.name, "merged", groups=merged)


def _withhold_locally(rows: _Rows, names: Sequence[str], k: int) -> None:
    """Take facts out of the records of small classes, the last fact first, until no class is small.

    Where those that lost a fact are too few among themselves, the smallest class that shares the facts
    before it loses it with them.
    """
    for place in reversed(range(len(names))):
        lost = dict.fromkeys(names[place:], WITHHELD)
        for members in rows.grouped(names).values():
            if rows.size(members) < k:
                rows.update(members, lost)
        for members in _companions(rows, names, place, k):
            rows.update(members, lost)


def _companions(rows: _Rows, names: Sequence[str], place: int, k: int) -> list[list[int]]:
    """For each class that is still small: the smallest other one with the same facts before `place`."""
    groups = rows.grouped(names)
    size = {known: rows.size(members) for known, members in groups.items()}
    sharing: dict[Group, list[Group]] = defaultdict(list)
    for known in groups:
        sharing[known[:place]].append(known)
    found = []
    for known in [known for known in groups if size[known] < k]:
        others = [other for other in sharing[known[:place]] if other != known]
        found += [groups[other] for other in sorted(others, key=lambda other: (size[other], other))[:1]]
    return found


def _told(rows: _Rows, name: str) -> bool:
    return any(record[name] != WITHHELD for record in rows.records)


def _local_notes(rows: _Rows, variables: Sequence[Variable], notes: Sequence[Note]) -> Iterator[Note]:
    gone = {note.variable for note in notes if note.change == "withheld"}
    for variable in variables:
        lost = rows.counts(rows.words(variable.name))[WITHHELD]
        if lost and variable.name not in gone:
            whole = lost == sum(rows.times)
            yield Note(variable.name, "withheld" if whole else "partly withheld", rows=lost)


guard(__name__)
