"""SPSS's multiple-response sets as sets of one 0/1 variable per option."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.arrays import Booleans, frozen
from analysis.codebook import Code, Text, Variable, VariableSet
from analysis.columns import Column
from analysis.errors import UnreadableFile
from analysis.imports.labelled import written

_CHOICE = (Code("1", {"en": "selected"}), Code("0", {"en": "not selected"}))


def response_sets(
    sets: Mapping[str, Mapping[str, Any]], columns: Mapping[str, Column], counted: Mapping[str, str]
) -> tuple[tuple[VariableSet, ...], dict[str, Column]]:
    """The sets, and their new columns named set_option; `counted` is the value that each set of
    dichotomies counts.

    In a set of dichotomies an option is chosen where its variable holds the counted value; in a set of
    categories where any variable holds its code. Who answered none of the variables skipped the set.
    """
    # SPSS writes the names of a set's variables without regard to capitals
    named = {name.casefold(): column for name, column in columns.items()}
    made: list[VariableSet] = []
    options: dict[str, Column] = {}
    for key, one in sets.items():
        members = [named[name.casefold()] for name in one["variable_list"] if name.casefold() in named]
        if not members:
            continue
        if one["is_dichotomy"] and key not in counted:
            raise UnreadableFile(f"the multiple-response set {key!r} does not say which value it counts")
        chosen = _dichotomies(one, members, counted[key]) if one["is_dichotomy"] else _categories(members)
        name = _free(key.lstrip("$"), tuple(chosen), {*columns, *options, *(other.name for other in made)})
        answered = np.any([column.answered for column in members], axis=0)
        names = tuple(f"{name}_{option}" for option in chosen)
        for full, (label, picked) in zip(names, chosen.values(), strict=True):
            options[full] = _column(full, label, picked, answered)
        labels = tuple(label for label, _ in chosen.values())
        shown = {"en": one.get("label") or name}
        made.append(VariableSet(name, shown, "multiple", names, tuple(chosen), labels))
    return tuple(made), options


def _free(name: str, options: tuple[str, ...], taken: set[str]) -> str:
    """The name, or one from it that nothing else bears, nor what is made of it."""
    while name in taken or any(f"{name}_{option}" in taken for option in options):
        name = f"{name}_set"
    return name


def _dichotomies(
    one: Mapping[str, Any], members: list[Column], counted: str
) -> dict[str, tuple[Text, Booleans]]:
    labels = [column.variable.label for column in members]
    if one["type"] == "E" and (told := _counted_labels(members, counted)):
        labels = told
    return {
        column.variable.name: (label, _holds(column, counted))
        for column, label in zip(members, labels, strict=True)
    }


def _counted_labels(members: list[Column], counted: str) -> list[Text]:
    """What the counted value is called in each variable; nothing where these do not tell options apart."""
    codes = [code for column in members for code in column.variable.valid_codes if code.value == counted]
    apart = {code.label["en"] for code in codes}
    return [code.label for code in codes] if len(apart) == len(members) else []


def _categories(members: list[Column]) -> dict[str, tuple[Text, Booleans]]:
    labels = {value: label for column in members for value, label in _answers(column).items()}
    return {
        value: (label, np.any([_holds(column, value) for column in members], axis=0))
        for value, label in labels.items()
    }


def _answers(column: Column) -> dict[str, Text]:
    """What can be answered, or of numbers and texts without labels what was: value -> label."""
    if column.coded:
        return {code.value: code.label for code in column.variable.valid_codes}
    return {written(one): {"en": written(one)} for one in np.unique(column.values[column.answered]).tolist()}


def _holds(column: Column, value: str) -> Booleans:
    if column.coded:
        places = [code.value for code in column.variable.valid_codes]
        found: Booleans = column.values == (places.index(value) if value in places else -2)
        return found
    same = np.array([written(one) == value for one in column.values.tolist()], dtype=bool)
    return same & column.answered


def _column(name: str, label: Text, picked: Booleans, answered: Booleans) -> Column:
    variable = Variable(name, label, "nominal", _CHOICE)
    values = np.where(answered, np.where(picked, 0, 1), -1).astype(np.int64)
    return Column(variable, frozen(values), frozen(np.where(answered, 0, 1).astype(np.int8)))
