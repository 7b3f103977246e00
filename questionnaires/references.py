"""Names and what refers to them: items, variables, scales."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, MutableMapping

from analysis.codebook import Scale, Variable
from questionnaires import rules
from questionnaires.banded import Banded
from questionnaires.fields import Context, Fields
from questionnaires.meanings import Meaning, Unclear, meanings
from questionnaires.nodes import Mapping, Node, Scalar, Sequence
from questionnaires.problems import listed, nearest
from questionnaires.questionnaire import Item
from questionnaires.types import type_of

LONGEST_VARIABLE = 64


class Scope:
    """The names known so far, in the order of the file."""

    def __init__(self, context: Context, earlier: Scope | None = None) -> None:
        self.ahead = earlier.meanings if earlier else {}
        """What names mean that are still to come, as an earlier reading of the file has found."""
        self.said_later: set[str] = earlier.said if earlier else set()
        """Those of them whose answers can stand in a text."""
        self.forward = False
        """Whether something speaks of what is still to come."""
        self.report = context.report
        self.lookups = context.lookups
        self.universes = context.universes
        self.meanings: dict[str, Meaning] = {}
        self.variables: dict[str, Variable | None] = {}
        self.facts: set[str] = set()
        self.said: set[str] = set()
        """The names whose answers can stand in a text."""
        self.prefix = ""
        """What stands before the names of items here: in a roster its own and the block's number."""
        self.local: dict[str, Meaning] = {}
        """The short names inside a block."""
        self._coming: tuple[str, ...] = ()
        self._owners: dict[str, str] = {}
        self._lines: dict[str, int] = {}
        self._unclear: list[str] = []
        self._later: dict[str, int] = {}

    def expect(self, names: Iterable[Scalar]) -> None:
        """Names of items that will come, so that a condition can be told that it asks too early."""
        for name in names:
            self._later.setdefault(name.text, name.line)

    def enter(self, prefix: str, coming: Iterable[str] = ()) -> None:
        """Begin a block of a roster with items of these short names."""
        self.prefix, self.local, self._coming = prefix, {}, tuple(coming)

    def names(self, more: MutableMapping[str, Meaning]) -> ChainMap[str, Meaning]:
        """All names that can be spoken of: `more`, those of the block, of the file so far, still to come."""
        found = ChainMap(more, self.local, self.meanings)
        if self.ahead:
            short = (
                {one.removeprefix(self.prefix): made for one, made in self.ahead.items()}
                if self.prefix
                else {}
            )
            found.maps += [short, self.ahead]
        return found

    def leave(self) -> None:
        """End the last block."""
        self.prefix, self.local, self._coming = "", {}, ()

    def add(self, fields: Fields, item: Item | None, name: str) -> None:
        """Make the names of an item known; of a broken one (None) only that they are unclear."""
        if name in self._lines:
            fields.report("duplicate-item", "item", value=name, first=self._lines[name])
            return
        self._lines[name] = fields.node.line
        if item is None:
            for one in item_names(fields.node):
                self._unclear.append(one.text)
                self.meanings[one.text] = Unclear()
            return
        self._claim(fields, item)
        made = meanings(item)
        if item.bands:
            made[item.bands.name] = Banded(item.bands, item.name)
        self.meanings |= made
        if self.prefix:
            self.local |= {one.removeprefix(self.prefix): meaning for one, meaning in made.items()}

    def later(self, name: str) -> tuple[str, int] | None:
        """The item still to come that makes `name`, as far as its name tells, and its line."""
        for one in self._coming:
            if _belongs(name, one) and self.prefix + one not in self._lines:
                return one, 0
        owner = max((one for one in self._later if _belongs(name, one)), key=len, default="")
        known = owner in self._lines or owner in self.meanings
        return (owner, self._later[owner]) if owner and not known else None

    def unclear(self, name: str) -> bool:
        """Whether a broken item may make that name."""
        return any(_belongs(name, one) for one in self._unclear)

    def _claim(self, fields: Fields, item: Item) -> None:
        names = list(_names(item))
        self.facts |= set(names) if item.background else set()
        for name in names:
            self.claim(fields, name)
        for variable in type_of(item).variables(item):
            self.variables.setdefault(variable.name, variable)

    def claim(self, fields: Fields, name: str) -> None:
        """Take a name for the item of `fields`; a problem when it is taken."""
        if len(name) > LONGEST_VARIABLE:
            fields.report("long-name", "item", value=name)
        if name in self._owners:
            fields.report("duplicate-variable", "item", value=name, other=self._owners[name])
        self._owners.setdefault(name, fields.about[:1].lower() + fields.about[1:])


def scales(fields: Fields, scope: Scope) -> tuple[Scale, ...]:
    """The scales, each of rated variables."""
    found = []
    for name, inner in fields.groups("scales", "scale") if "scales" in fields else ():
        inner.check_name(name)
        items = inner.words("items", needed=True)
        for item in items:
            _member(inner, name.text, item, scope)
        found.append(Scale(name.text, inner.own_text("label"), tuple(item.text for item in items)))
        inner.close()
    return tuple(found)


def keep(fields: Fields, scope: Scope) -> tuple[str, ...]:
    """The background facts that stay beside the answers at closing, the one to stay finest first."""
    names = fields.words("keep with answers")
    for name in names:
        if name.text not in scope.facts and not scope.unclear(name.text):
            fields.report_at("keep-unknown", name, value=name.text[:60], hint=nearest(name.text, scope.facts))
    return tuple(name.text for name in names)


def silence(fields: Fields) -> None:
    """Check that `silence` names advice, by number; `lint` reads it."""
    for word in fields.words("silence"):
        known = rules.advice()
        if word.text not in known:
            fields.report_at(
                "silence-number",
                word,
                value=word.text[:40],
                hint=nearest(word.text, known),
                known=listed(known, 40),
            )


def _member(fields: Fields, scale: str, name: Scalar, scope: Scope) -> None:
    variable = scope.variables.get(name.text)
    if variable is not None and not _rated(variable):
        fields.report_at("scale-unrated", name, scale=scale, value=name.text)
    elif variable is None and not scope.unclear(name.text):
        rated = [one for one, known in scope.variables.items() if known is not None and _rated(known)]
        fields.report_at(
            "scale-item", name, scale=scale, value=name.text[:60], hint=nearest(name.text, rated)
        )


def _rated(variable: Variable) -> bool:
    if variable.level == "scale":
        return True
    return bool(variable.valid_codes) and all(code.score is not None for code in variable.valid_codes)


def _names(item: Item) -> Iterator[str]:
    """Every name that an item makes: sets, variables, write-ins, bands."""
    yield from (one.name for one in type_of(item).sets(item))
    yield from (variable.name for variable in type_of(item).variables(item))
    yield from (f"{item.name}_{option.value}_text" for option in item.options if option.write_in)
    if item.bands:
        yield item.bands.name


def item_names(node: Node) -> Iterator[Scalar]:
    """The names of an item and its bands, or of a section's items, read ahead of everything else."""
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if key.text in ("item", "variable") and isinstance(value, Scalar):
            yield value
        elif key.text == "bands":
            yield from item_names(value)
        elif key.text == "items" and isinstance(value, Sequence):
            for one in value.items:
                yield from item_names(one)


def _belongs(name: str, item: str) -> bool:
    return bool(item) and (name == item or name.startswith(f"{item}_"))
