"""Earlier answers in texts: `{name}` in a question, a hint, an answer's or a line's label, what a check says.

A doubled brace `{{` is a brace. What stands between braces otherwise than as a name is no place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from analysis.codebook import Text
from analysis.letters import skeleton
from questionnaires.fields import Fields
from questionnaires.nodes import Mapping, Node, Scalar, Sequence
from questionnaires.problems import Point, nearest
from questionnaires.questionnaire import Item, Questionnaire, Row
from questionnaires.references import Scope, item_names
from questionnaires.types import type_of

_PLACE = re.compile(r"\{\{|\{([A-Za-z_][A-Za-z0-9_]*)\}")
_TEXTS = ("question", "hint", "codes", "rows", "required says")


def filled(text: str, answer: Callable[[str], str]) -> str:
    """`text` with `answer(name)` in each place, and braces as the author meant them."""
    return _PLACE.sub(lambda found: answer(found[1]) if found[1] else "{", text)


def fits(text: str, said: str) -> bool:
    """Whether `said` is `text` with some answers in its places; capitals and look-alike letters apart."""
    pattern = ".*".join(re.escape(skeleton(part)) for part in filled(text, lambda _: "\n").split("\n"))
    return re.fullmatch(pattern, skeleton(said), re.DOTALL) is not None


def names(text: str) -> list[str]:
    """The names in the places of a text."""
    return [found[1] for found in _PLACE.finditer(text) if found[1]]


def fields(item: Item) -> dict[str, str]:
    """What a text can name of an item -> the form field that holds it: the item itself where it is one answer
    (or a choice of several), and each row."""
    kind = type_of(item)
    single = {variable.name for variable in kind.variables(item)}
    several = {one.name for one in kind.sets(item) if one.kind == "multiple"}
    seen = single | several if kind.asks or kind.computed else set()
    rows = {f"{item.name}_{row.name}": f"{item.name}.{row.name}" for row in item.rows}
    return {name: field for name, field in {item.name: item.name, **rows}.items() if name in seen}


def texts(item: Item) -> Iterator[Text]:
    """The texts of an item in which earlier answers can stand."""
    yield item.question
    yield item.hint
    yield from (option.label for option in item.options)
    for row in item.rows:
        yield from (row.label, row.right)


def pipes(questionnaire: Questionnaire) -> bool:
    """Whether any text shows an earlier answer."""
    return any(names(one) for item in questionnaire.items() for text in texts(item) for one in text.values())


def read(group: Fields, scope: Scope, item: Item) -> Item:
    """The item with full names in its places; unknown and later names and what is no answer are reported."""
    for key, node in group.node.entries:
        if key.text in _TEXTS:
            for scalar in _scalars(node):
                _check(group, scope, scalar, names(scalar.text))
            if key.text == "codes" and isinstance(node, Scalar):
                labels = (text for option in item.options for text in option.label.values())
                _check(group, scope, node, [name for label in labels for name in names(label)])
    return _renamed(item, scope) if scope.prefix else item


def full(group: Fields, scope: Scope, key: str) -> Text:
    """The text after `key` with full names in its places, problems as in `read`."""
    for scalar in _scalars(group.place(key)) if key in group else ():
        _check(group, scope, scalar, names(scalar.text))
    return _full(group.text(key), scope)


def _check(group: Fields, scope: Scope, place: Scalar, found: Iterable[str]) -> None:
    for name in found:
        if _known(name, scope) in scope.said or scope.unclear(name):
            continue
        own = {one.text for one in item_names(group.node)}
        if name.removeprefix(scope.prefix) not in own and (scope.later(name) or name in scope.ahead):
            scope.forward = True
            if not scope.ahead or _known(name, scope) in scope.said_later:
                continue
        column = place.column + place.shift + max(place.text.find(f"{{{name}}}"), 0)
        rule = "pipe-value" if name in scope.meanings else "pipe-name"
        hint = nearest(name, scope.said)
        group.report_at(rule, Point(place.line, column), value=name[:60], hint=hint)  # type: ignore[arg-type]  # a place is enough


def _known(name: str, scope: Scope) -> str:
    """The full name of a short one inside a block of a roster."""
    return scope.prefix + name if scope.prefix + name in scope.said | scope.said_later else name


def _renamed(item: Item, scope: Scope) -> Item:
    options = tuple(replace(option, label=_full(option.label, scope)) for option in item.options)
    rows = tuple(
        Row(row.name, _full(row.label, scope), _full(row.right, scope), row.reversed) for row in item.rows
    )
    question, hint, needed = (_full(text, scope) for text in (item.question, item.hint, item.needed))
    return replace(item, question=question, hint=hint, needed=needed, options=options, rows=rows)


def _full(text: Text, scope: Scope) -> Text:
    def longer(found: re.Match[str]) -> str:
        return f"{{{_known(found[1], scope)}}}" if found[1] else found[0]

    return {language: _PLACE.sub(longer, one) for language, one in text.items()}


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            yield from _scalars(value)
    elif isinstance(node, Sequence):
        for value in node.items:
            yield from _scalars(value)
