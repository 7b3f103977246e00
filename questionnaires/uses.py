"""How conditions use names: what must be known to choose few answers that tell all conditions apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Uses:
    """How conditions use names: the constants that names stand beside, the names that are computed with,
    those that functions look into, and those that stand before or after others."""

    constants: dict[str, set[Any]] = field(default_factory=dict)
    computed: set[str] = field(default_factory=set)
    looked_into: set[str] = field(default_factory=set)
    ordered: set[str] = field(default_factory=set)

    def of(self, names: Iterable[str]) -> frozenset[str]:
        """All that is noted of these names, to be compared."""
        groups = {"computed": self.computed, "looked into": self.looked_into, "ordered": self.ordered}
        flags = {f"{name} {word}" for name in names for word, group in groups.items() if name in group}
        return frozenset(
            flags | {f"{name} {one!r}" for name in names for one in self.constants.get(name, ())}
        )

    def note(self, tree: list[Any]) -> None:
        """Note the uses in a condition."""
        word, *parts = tree
        if word in ("and", "or", "not"):
            for part in parts:
                self.note(part)
        elif word == "is":
            self._values(parts)
        else:
            operands = parts[1] if word == "in" else parts[1:]
            self.constants.setdefault(parts[0], set()).update(operands)

    def note_value(self, tree: Any) -> None:
        """Note the uses in a computed value."""
        self._values(["value", tree])

    def _values(self, parts: list[Any]) -> None:
        word, *values = parts
        plain = word in ("==", "!=", "<", "<=", ">", ">=") and all(_plain(one) for one in values)
        names, constants = set(_names(values)), set(_constants(values))
        for name in names:
            self.constants.setdefault(name, set()).update(constants)
        if not plain or len(names) > 1:
            self.computed |= names
        if not plain:
            self.looked_into |= names
        if word in ("<", "<=", ">", ">="):
            self.ordered |= names
        for condition in _conditions(values):
            self.note(condition)


def _plain(tree: Any) -> bool:
    """A name or a constant."""
    return not isinstance(tree, list) or tree[0] == "'"


def _names(trees: Iterable[Any]) -> Iterator[str]:
    for tree in trees:
        if isinstance(tree, str):
            yield tree
        elif isinstance(tree, list) and tree[0] == "score":
            yield tree[1]
        elif isinstance(tree, list) and tree[0] != "'":
            yield from _names(tree[2:] if tree[0] == "if" else tree[1:])


def _constants(trees: Iterable[Any]) -> Iterator[Any]:
    for tree in trees:
        if isinstance(tree, (int, float)):
            yield tree
        elif isinstance(tree, list) and tree[0] == "'":
            yield tree[1]
        elif isinstance(tree, list) and tree[0] != "score":
            yield from _constants(tree[2:] if tree[0] == "if" else tree[1:])


def _conditions(trees: Iterable[Any]) -> Iterator[list[Any]]:
    for tree in trees:
        if isinstance(tree, list) and tree[0] == "if":
            yield tree[1]
            yield from _conditions(tree[2:])
        elif isinstance(tree, list) and tree[0] not in ("'", "score"):
            yield from _conditions(tree[1:])
