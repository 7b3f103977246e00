"""Merging codes: which become one when each must hold enough people, and what they are called then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.codebook import MISSING_KINDS, WITHHELD, Code, Net, Text, Variable
from analysis.doors import guarded

Value = str | float
Group = tuple[str, ...]

PUBLIC_K = 10
"""The smallest group of people that the public may tell from others."""


@dataclass(frozen=True, slots=True)
class Partition:
    """A variable whose codes hold enough people each, and old code -> new code (or "withheld")."""

    variable: Variable
    mapping: Mapping[str, str]


@guarded
def partition(values: Sequence[Value], variable: Variable, k: int = PUBLIC_K) -> Partition:
    """The finest partition of `values` into merged codes of `variable` that hold at least k each.

    Where 1 to k-1 values are missing, the smallest class is withheld with them: the difference to the
    total would give them away. Nothing is left when all together are fewer than k.
    """
    return partition_of(Counter(str(value) for value in values), variable, k)


def partition_of(known: Mapping[str, int], variable: Variable, k: int = PUBLIC_K) -> Partition:
    """The same from how many people have each value."""
    counts = Counter(known)
    groups = [group for group in gathered([counts], variable, k) if count(group, counts)]
    hidden = sum(counts[kind] for kind in MISSING_KINDS)
    withheld = [group for group in groups if count(group, counts) < k]
    if 0 < hidden < k and not withheld and groups:
        withheld = [min(groups, key=lambda group: count(group, counts))]
    served = [group for group in groups if group not in withheld]
    mapping = {code: WITHHELD for group in withheld for code in group}
    mapping |= {code: name_of(group) for group in served for code in group}
    return Partition(regrouped(variable, served), mapping)


def gathered(counts: Sequence[Mapping[str, int]], variable: Variable, k: int) -> list[Group]:
    """The finest groups of codes of which each, in each of the `counts` (code -> people), holds nobody or at
    least k people; a last group of fewer stays."""
    groups = codes_of(variable)
    while few := next((Counter(one) for one in counts if 0 < _smallest(groups, Counter(one)) < k), None):
        groups = merge(groups, few, variable.level)
    return groups


def regrouped(variable: Variable, groups: Sequence[Group]) -> Variable:
    """The variable with one code per group; nets whose parts were merged with others are left out."""
    known = {code.value: code for code in variable.codes}
    codes = [_united([known[value] for value in group]) for group in groups]
    missing = [code for code in variable.codes if code.missing]
    nets = tuple(net for net in (net_of(net, groups) for net in variable.nets) if net)
    return replace(variable, codes=(*codes, *missing), nets=nets)


def merge(groups: Sequence[Group], counts: Counter[str], level: str) -> list[Group]:
    """One merge: of the smallest group with its smaller neighbour, or of the two smallest without an order.

    Codes that nobody has are left alone, unless they lie between neighbours.
    """
    used = [group for group in groups if count(group, counts)]
    if level == "ordinal":
        first = _smaller_pair(used, counts)
        pair = {used[first], used[first + 1]}
    else:
        pair = set(sorted(used, key=lambda group: count(group, counts))[:2])
    places = [place for place, group in enumerate(groups) if group in pair]
    between = range(places[0], places[-1] + 1) if level == "ordinal" else places
    union = tuple(code for place in between for code in groups[place])
    rest = [group for place, group in enumerate(groups) if place not in between]
    return [*rest[: places[0]], union, *rest[places[0] :]]


def _smaller_pair(used: Sequence[Group], counts: Counter[str]) -> int:
    """Where the smallest group and its smaller neighbour stand: the place of the first of the two."""
    place = min(range(len(used)), key=lambda i: count(used[i], counts))
    neighbours = [i for i in (place - 1, place + 1) if 0 <= i < len(used)]
    return min(place, min(neighbours, key=lambda i: count(used[i], counts)))


def codes_of(variable: Variable) -> list[Group]:
    """Each valid code as a group of its own."""
    return [(code.value,) for code in variable.valid_codes]


def count(group: Group, counts: Counter[str]) -> int:
    """How many people a group of codes holds."""
    return sum(counts[code] for code in group)


def _smallest(groups: Sequence[Group], counts: Counter[str]) -> int:
    """The size of the smallest group that anybody is in, when there are two to merge; else 0."""
    sizes = [count(group, counts) for group in groups if count(group, counts)]
    return min(sizes) if len(sizes) > 1 else 0


def name_of(group: Group) -> str:
    """The code that a group becomes: "a+b"."""
    return "+".join(group)


def _united(codes: Sequence[Code]) -> Code:
    if len(codes) == 1:
        return codes[0]
    return Code(name_of(tuple(code.value for code in codes)), joined([code.label for code in codes]))


def joined(labels: Sequence[Text]) -> Text:
    """The labels of codes that became one."""
    return {language: " / ".join(label[language] for label in labels) for language in labels[0]}


def net_of(net: Net, groups: Sequence[Group]) -> Net | None:
    """The net over groups of codes; None where a part of it was merged with others."""
    inside = [group for group in groups if set(group) <= set(net.codes)]
    whole = not any(set(group) & set(net.codes) for group in groups if group not in inside)
    return replace(net, codes=tuple(name_of(group) for group in inside)) if whole and inside else None
