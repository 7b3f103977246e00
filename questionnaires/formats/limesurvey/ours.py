"""Our conditions and values said in LimeSurvey's expressions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from questionnaires.formats.limesurvey.terms import Untranslatable

FUNCTIONS: Mapping[str, str] = {
    "count": "count",
    "sum": "sum",
    "min": "min",
    "max": "max",
    "abs": "abs",
    "round": "round",
    "floor": "floor",
    "ceiling": "ceil",
    "whole": "intval",
    "remainder": "fmod",
    "power": "pow",
    "root": "sqrt",
    "exp": "exp",
    "log": "log",
    "number": "floatval",
    "length": "strlen",
    "join": "join",
    "lower": "strtolower",
    "upper": "strtoupper",
    "text": "trim",
    "if": "if",
}


@dataclass(frozen=True, slots=True)
class Theirs:
    """What a variable of ours is called there; `codes`: our code -> theirs. Of a multiple choice `boxes`:
    our code -> the name of its box."""

    name: str
    codes: Mapping[str, str] = field(default_factory=dict)
    boxes: Mapping[str, str] = field(default_factory=dict)


Known = Mapping[str, Theirs]


def condition(tree: list[Any], known: Known) -> str:
    """The tree of a condition as an expression; Untranslatable where LimeSurvey has no word for it."""
    match tree:
        case ["and" | "or" as word, *parts]:
            joined = f" {word} ".join(f"({condition(part, known)})" for part in parts)
            said = joined or ("1" if word == "and" else "0")
        case ["not", part]:
            said = f"!({condition(part, known)})"
        case ["is", *parts]:
            said = _related(parts, known)
        case [word, name, *limits]:
            said = _of_variable(_theirs(name, known), word, limits)
        case _:
            raise Untranslatable("it is no condition")
    return said


def _of_variable(one: Theirs, word: str, limits: list[Any]) -> str:
    if word == "answered":
        return _answered(one)
    (limit,) = limits
    if word == "in":
        return " or ".join(f"({_same(one, wanted)})" for wanted in limit) or "0"
    if word == "==":
        return _same(one, limit)
    return f"({_answered(one)}) and !({_same(one, limit)})" if word == "!=" else _ordered(one, word, limit)


def _theirs(name: str, known: Known) -> Theirs:
    if name not in known:
        raise Untranslatable(f"“{name}” cannot be asked about there")
    return known[name]


def _answered(one: Theirs) -> str:
    if one.boxes:
        return f"count({', '.join(f'{box}.NAOK' for box in one.boxes.values())}) > 0"
    return f"!is_empty({one.name}.NAOK)"


def _same(one: Theirs, wanted: Any) -> str:
    if one.boxes:
        return f'{one.boxes[wanted]}.NAOK == "Y"'
    return f"{one.name}.NAOK == {_constant(one.codes.get(str(wanted), wanted))}"


def _constant(value: Any) -> str:
    if isinstance(value, (int, float)):
        return str(value)
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _ordered(one: Theirs, word: str, limit: Any) -> str:
    """LimeSurvey takes nothing for 0, which is less than much."""
    said = f"{one.name}.NAOK {word} {_constant(limit)}"
    return f"({_answered(one)}) and ({said})" if word in ("<", "<=") else said


def _related(parts: list[Any], known: Known) -> str:
    word, *values = parts
    said = [value(one, known) for one in values]
    if word == "matches":
        return f"regexMatch({_pattern(values[1])}, {said[0]})"
    if word in ("==", "!=", "<", "<=", ">", ">="):
        return f"{said[0]} {word} {said[1]}"
    raise Untranslatable(f"LimeSurvey has no function like “{word}”")


def _pattern(tree: Any) -> str:
    return _constant(f"/^(?:{tree[1]})$/".replace("//", "/"))


def value(tree: Any, known: Known) -> str:
    """The tree of a value as an expression."""
    match tree:
        case str():
            said = _named(tree, known)
        case ["'", text]:
            said = _constant(text)
        case ["score", name, _]:
            said = f"{_theirs(name, known).name}.value"
        case ["+" | "-" | "*" | "/" as word, left, right]:
            said = f"({value(left, known)} {word} {value(right, known)})"
        case ["if", holds, one, other]:
            said = f"if({condition(holds, known)}, {value(one, known)}, {value(other, known)})"
        case [word, *parts] if word in FUNCTIONS:
            said = f"{FUNCTIONS[word]}({', '.join(value(part, known) for part in parts)})"
        case [word, *_]:
            raise Untranslatable(f"LimeSurvey has no function like “{word}”")
        case _:
            said = _constant(tree)
    return said


def _named(name: str, known: Known) -> str:
    theirs = _theirs(name, known)
    if theirs.boxes:
        return ", ".join(f"{box}.NAOK" for box in theirs.boxes.values())
    if any(ours != there for ours, there in theirs.codes.items()):
        raise Untranslatable(f"the codes of “{name}” are others there")
    return f"{theirs.name}.NAOK"
