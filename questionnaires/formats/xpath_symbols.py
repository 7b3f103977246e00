"""What names in XPath stand for here, and the small words that translations share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from questionnaires.formats.drafts import safe_code
from questionnaires.formats.xpath import (
    Column,
    Node,
    NotXPath,
    Pair,
    Ref,
    parse,
)
from questionnaires.functions import number_of

TRUE, FALSE = "1 == 1", "1 == 2"

LATER = "which comes later"
"""Why a name is not known yet."""


class Untranslatable(ValueError):
    """Why an expression cannot be said here. `kind` is what it needs: "" or device, geography, media."""

    def __init__(self, reason: str, kind: str = "") -> None:
        self.kind = kind
        super().__init__(reason)


DECIDING = {"contains": "contains", "starts-with": "starts", "ends-with": "ends"}
OF_NUMBERS = {
    "int": "whole",
    "abs": "abs",
    "floor": "floor",
    "ceiling": "ceiling",
    "sqrt": "root",
    "exp": "exp",
    "log": "log",
    "pow": "power",
    "round": "round",
    "number": "number",
    **{name: name for name in ("sin", "cos", "tan", "asin", "acos", "atan")},
}
OF_MANY = {"sum": "sum", "max": "max", "min": "min"}
DATE_FORMS = {"%Y": "year", "%m": "month", "%n": "month", "%d": "day", "%e": "day"}
DATE_PART = re.compile(r"([^%]+)|%([Yymnde])")
PARTS_OF_DAY = {
    "Y": "part({0}, 1, 4)",
    "y": "part({0}, 3, 2)",
    "m": "part({0}, 6, 2)",
    "n": "month({0})",
    "d": "part({0}, 9, 2)",
    "e": "day({0})",
}
REFERENCE = re.compile(r"\s*\$\{\s*([^}\s]+)\s*\}\s*")
DEVICE = {
    "now": "the time of answering is not kept",
    "today": "the day of answering is not kept",
    "uuid": "no mark of a single response is made",
    "random": "no mark of a single response is made",
    "device-info": "nothing is asked of the device",
    "duration": "the time that somebody took is not kept",
    "plug-in-metadata": "nothing is asked of the device",
    "enclosed-area": "places are not asked in anonymous surveys",
    "area": "places are not asked in anonymous surveys",
    "distance": "places are not asked in anonymous surveys",
}
NUMERIC = ("number", "text", "code", "date")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A question of ours: its name, what its answer is (code, codes, number, text, date, time, rank, gone),
    and for codes: foreign -> ours. `roster` is the one it stands in, `most` its blocks; `gone` says why it is
    not here."""

    name: str
    kind: str
    codes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roster: str = ""
    gone: str = ""
    most: int = 0


def parsed(text: str) -> Node:
    try:
        return parse(text)
    except NotXPath as error:
        raise Untranslatable(str(error)) from None


def within(name: str, codes: Sequence[str]) -> str:
    if not codes:
        return FALSE
    if len(codes) == 1:
        return f"{name} == {quoted(codes[0])}"
    return f"{name} in [{', '.join(quoted(code) for code in codes)}]"


def quoted(text: str) -> str:
    """A text in quotation marks that it does not hold itself."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    raise Untranslatable("a text holds both kinds of quotation marks")


def number_said(text: str) -> str:
    number = number_of(text)
    if number is None:
        raise Untranslatable(f"the number {text[:40]} is too long")
    return text


def operand(node: Node, said: str) -> str:
    return f"({said})" if isinstance(node, Pair) else said


class AnyCode(Mapping[str, Sequence[str]]):
    """The codes of a list that is still to come: any can be one."""

    def __getitem__(self, code: str) -> Sequence[str]:
        return (safe_code(code),) if code else ()

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Tables(Protocol):
    """The tables of a draft."""

    def named(self, foreign: str) -> str:
        """Our name for the table of an attached file or list, which is then in the draft."""
        ...

    def listed(self, question: str) -> str:
        """The list that a question chooses from; "" where it chooses from none."""
        ...


def looked_up(tables: Tables | None, listed: str, column: str, key: str = "", value: str = "") -> str:
    """`look_up(...)` in our language."""
    if tables is None or not column:
        raise Untranslatable("an attached file is looked into in a way that is not known")
    more = f", {quoted(key)}, {value}" if key else ""
    return f"look_up({quoted(tables.named(listed))}, {quoted(column)}{more})"


def chooser(where: Node | None) -> str:
    """The question whose choice is looked up: `name = ${question}`; "" where it is anything else."""
    match where:
        case Pair("=", Column("name"), Ref(name)) | Pair("=", Ref(name), Column("name")):
            return name
        case _:
            return ""
