"""Rosters: items asked once for each child, book or branch, read as that many blocks of ordinary items.

The item `x` of block 2 of the roster `children` is the item `children_2_x`, asked where the block is. In a
block the other items go by their short names; outside `children_x` means that item in all blocks together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from analysis.codebook import Text
from questionnaires import conditions, house
from questionnaires.conditions import Condition
from questionnaires.fields import Fields
from questionnaires.meanings import Meaning, Parts
from questionnaires.questionnaire import Item, Option
from questionnaires.references import Scope
from questionnaires.settled import Fixed

MOST = 30
"""The most blocks of a roster."""

MOST_ITEMS = 600
"""The most items that the blocks of a roster make together."""

BLOCK = "block"
"""What a block calls its own number."""

ONE_BY_ONE = "one by one"

Read = Callable[[Fields, Scope], Item | None]
"""Reads one item; None when it is broken."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """`most` blocks, each begun with the words of `each` and its number. With `another` people say after a
    block whether there is another one (after the first `least`, which everybody gets)."""

    most: int
    each: Text
    least: int = 0
    another: Text = field(default_factory=dict)


def blocks(head: Item, fields: Fields, scope: Scope, read: Read) -> Iterator[Item]:
    """The items of all blocks of the roster `head`; nothing more once one of them is broken."""
    found: Blocks | None = head.settings.get("blocks")
    inner = [fields.fields(node, f"{fields.about}: this item") for node in fields.nodes("asks")]
    groups = [one for one in inner if one is not None]
    if found is None or not _fits(fields, groups, found):
        return
    made: dict[str, list[Meaning]] = {}
    for turn in range(1, found.most + 1):
        before = len(scope.report)
        yield from _block(head, found, turn, [_again(one) for one in groups], scope, read)
        if len(scope.report) > before:
            break
        for name, meaning in scope.local.items():
            if isinstance(meaning, Fixed):
                continue
            made.setdefault(name, []).append(meaning)
    scope.leave()
    for name, every in made.items():
        _unite(f"{head.name}_{name}", every, fields, scope)


def turn_of(item: Item) -> int:
    """The number of the block in which an item stands; 0 outside of rosters."""
    return int(item.settings.get("turn", 0))


def _again(fields: Fields) -> Fields:
    return Fields(fields.node, fields.about, fields.context)


def _fits(fields: Fields, groups: list[Fields], found: Blocks) -> bool:
    if len(groups) * found.most > MOST_ITEMS:
        fields.report("roster-large", "asks", count=len(groups) * found.most, limit=MOST_ITEMS)
        return False
    nested = [one for one in groups if one.word("type") == "roster"]
    for one in nested:
        one.report("roster-nested", "type")
    return not nested


def _block(
    head: Item, found: Blocks, turn: int, groups: list[Fields], scope: Scope, read: Read
) -> Iterator[Item]:
    scope.enter(f"{head.name}_{turn}_", [one.word("item") for one in groups])
    scope.local[BLOCK] = Fixed(turn)
    asked = _asked(head, found, turn)
    begin = {language: f"{words} {turn}. " for language, words in found.each.items()}
    for fields in groups:
        item = read(fields, scope)
        if item is not None:
            question = {language: begin[language] + words for language, words in item.question.items()}
            settings = {**item.settings, "turn": turn}
            yield replace(item, question=question, settings=settings, shown_if=_both(asked, item.shown_if))
    if found.another and max(found.least, 1) <= turn < found.most:
        more = _more(head, found, turn, asked)
        scope.add(groups[0], more, more.name)
        yield more


def _asked(head: Item, found: Blocks, turn: int) -> Condition | None:
    """When the block is asked. The answer to a roster that is not asked is missing, and so are its blocks."""
    if not found.another:
        return conditions.condition(f"{head.name} >= {turn}", [">=", head.name, turn])
    if turn <= found.least:
        return head.shown_if
    name = _more_name(head, turn - 1) if turn > 1 else head.name
    return conditions.condition(f"{name} == yes", ["==", name, "yes"])


def _both(one: Condition | None, other: Condition | None) -> Condition | None:
    if one is None or other is None:
        return one or other
    return conditions.condition(f"({one.source}) and ({other.source})", ["and", one.tree, other.tree])


def _more_name(head: Item, turn: int) -> str:
    return f"{head.name}_{turn}_more"


def _more(head: Item, found: Blocks, turn: int, asked: Condition | None) -> Item:
    """Whether there is another one."""
    options = tuple(Option(code, house.spoken(label, found.another)) for code, label in house.YES_NO.items())
    settings: dict[str, Any] = {"ordered": False, "turn": turn}
    return Item(
        _more_name(head, turn),
        "yes_no",
        found.another,
        options=options,
        shown_if=asked,
        settings=settings,
        line=head.line,
    )


def _unite(name: str, meanings: list[Meaning], fields: Fields, scope: Scope) -> None:
    """Make `name` known as the values of all blocks together."""
    if all(len(one.values()) == 1 for one in meanings):
        scope.claim(fields, name)
        variables = tuple(str(getattr(one, "name", name)) for one in meanings)
        scope.meanings[name] = Parts(name, variables, tuple(meanings), every=False)
