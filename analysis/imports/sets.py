"""SPSS's multiple-response sets as sets of one 0/1 variable per option."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.arrays import Booleans, frozen
from analysis.codebook import Code, Text, Variable, VariableSet
from analysis.columns import Column

_CHOICE = (Code("1", {"en": "selected"}), Code("0", {"en": "not selected"}))


def response_sets(
    sets: Mapping[str, Mapping[str, Any]], columns: Mapping[str, Column]
) -> tuple[tuple[VariableSet, ...], dict[str, Column]]:
    """The sets, and their new columns named set_option.

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
        name = _free(key.lstrip("$"), columns)
        chosen = _dichotomies(one, members) if one["is_dichotomy"] else _categories(members)
        answered = np.any([column.answered for column in members], axis=0)
        names = tuple(f"{name}_{option}" for option in chosen)
        for full, (label, picked) in zip(names, chosen.values(), strict=True):
            options[full] = _column(full, label, picked, answered)
        labels = tuple(label for label, _ in chosen.values())
        shown = {"en": one.get("label") or name}
        made.append(VariableSet(name, shown, "multiple", names, tuple(chosen), labels))
    return tuple(made), options


def _free(name: str, columns: Mapping[str, Column]) -> str:
    return f"{name}_set" if name in columns else name


def _dichotomies(one: Mapping[str, Any], members: list[Column]) -> dict[str, tuple[Text, Booleans]]:
    counted = str(one["counted_value"])
    return {column.variable.name: (column.variable.label, _holds(column, counted)) for column in members}


def _categories(members: list[Column]) -> dict[str, tuple[Text, Booleans]]:
    codes = {code.value: code.label for column in members for code in column.variable.valid_codes}
    return {
        value: (label, np.any([_holds(column, value) for column in members], axis=0))
        for value, label in codes.items()
    }


def _holds(column: Column, value: str) -> Booleans:
    if column.coded:
        places = [code.value for code in column.variable.valid_codes]
        found: Booleans = column.values == (places.index(value) if value in places else -2)
        return found
    wanted: Any = value if column.variable.level == "text" else float(value)
    same: Booleans = (column.values == wanted) & column.answered
    return same


def _column(name: str, label: Text, picked: Booleans, answered: Booleans) -> Column:
    variable = Variable(name, label, "nominal", _CHOICE)
    values = np.where(answered, np.where(picked, 0, 1), -1).astype(np.int64)
    return Column(variable, frozen(values), frozen(np.where(answered, 0, 1).astype(np.int8)))
