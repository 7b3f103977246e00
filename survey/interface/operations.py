"""What the interface offers: operations with their parameters and answers, each declared beside its code.

The declaration is the one source of the route, of what is checked when a request comes, and of the OpenAPI
document. A new operation is one function under `operation`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from survey.interface.shapes import Schema
from survey.languages import LANGUAGES

Values = Mapping[str, Any]

JSON, CSV = "application/json", "text/csv"
OBJECT: Schema = {"type": "object"}
NAME: Schema = {"type": "string", "minLength": 1, "maxLength": 160}
_OPERATIONS: list[Operation] = []


class Unfit(Exception):
    """A request that cannot be answered: `status`, and a sentence that says what, where and what to do."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value of the address: in its path, or behind the question mark. `schema` is JSON Schema; `example`
    is one from the demo."""

    name: str
    description: str
    schema: Schema
    required: bool = False
    example: Any = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be asked: `path` with {names} in braces, what answers (media type -> schema)."""

    name: str
    method: str
    path: str
    summary: str
    parameters: tuple[Parameter, ...]
    answers: Mapping[str, Schema]
    secured: bool
    act: Callable[[Values], Response]

    @property
    def placed(self) -> tuple[str, ...]:
        """The names of the parameters that stand in the path."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))


SURVEY = Parameter("survey", "The name of a survey.", NAME, example="young-librarians")
WAVE = Parameter(
    "wave", "The number of its wave.", {"type": "integer", "minimum": 1, "maximum": 100_000}, example=1
)
LANGUAGE = Parameter(
    "language", "Of the labels.", {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}
)
FORMAT = Parameter("format", "Of the table.", {"type": "string", "enum": ["json", "csv"], "default": "json"})


def operation(
    method: str,
    path: str,
    *parameters: Parameter,
    answers: Mapping[str, Schema] = {JSON: OBJECT},
    secured: bool = False,
) -> Callable[[Callable[[Values], Response]], Callable[[Values], Response]]:
    """Register a function of the checked values as an operation; its name and docstring are told."""

    def registered(act: Callable[[Values], Response]) -> Callable[[Values], Response]:
        summary = " ".join((act.__doc__ or "").split())
        made = Operation(act.__name__, method, path, summary, parameters, answers, secured, act)
        _OPERATIONS.append(made)
        return act

    return registered


def operations() -> tuple[Operation, ...]:
    """All operations, in the order in which they were declared."""
    return tuple(_OPERATIONS)


def checked(asked: Operation, placed: Mapping[str, str]) -> Values:
    """The values of a request, checked against the declaration: those of the path (`placed`) and those after
    the question mark, defaults filled in. Unfit for an unknown, doubled, missing or misshapen one."""
    behind = [one for one in asked.parameters if one.name not in asked.placed]
    known = {one.name for one in behind}
    for name in request.args:
        if name not in known:
            raise Unfit(
                400, f"{name!r} is no parameter of this; it takes: {', '.join(sorted(known)) or 'none'}"
            )
    given = {
        one.name: [placed[one.name]] if one.name in placed else request.args.getlist(one.name)
        for one in asked.parameters
    }
    return {one.name: _values(one, given[one.name]) for one in asked.parameters}


def _values(parameter: Parameter, given: Sequence[str]) -> Any:
    """The value of a parameter; of a list, which stands in the address once for each, a tuple."""
    schema, name = parameter.schema, parameter.name
    most = schema.get("maxItems", 1)
    if len(given) > most:
        raise Unfit(400, f"{name!r} stands in the address more than {'once' if most == 1 else 'twice'}")
    if schema["type"] == "array":
        one = Parameter(name, parameter.description, schema["items"])
        return tuple(_value(one, value) for value in given)
    return _value(parameter, next(iter(given), None))


def _value(parameter: Parameter, given: str | None) -> Any:
    schema, name = parameter.schema, parameter.name
    if given is None:
        if parameter.required:
            raise Unfit(400, f"{name!r} is missing: {parameter.description}")
        return schema.get("default")
    if "enum" in schema and given not in schema["enum"]:
        raise Unfit(400, f"{name!r} is one of {', '.join(schema['enum'])}, not {given[:80]!r}")
    if schema["type"] == "integer":
        return _integer(name, given, schema)
    if not schema.get("minLength", 0) <= len(given) <= schema.get("maxLength", 10_000):
        raise Unfit(400, f"{name!r} has {schema.get('minLength', 0)} to {schema['maxLength']} characters")
    return given


def _integer(name: str, given: str, schema: Schema) -> int:
    low, high = schema["minimum"], schema["maximum"]
    if not (given.isascii() and given.isdigit() and len(given) < 10 and low <= int(given) <= high):
        raise Unfit(400, f"{name!r} is a whole number from {low} to {high}, not {given[:80]!r}")
    return int(given)


def as_json(value: Any, status: int = 200, mimetype: str = JSON) -> Response:
    """An answer in JSON: keys in their order, letters as they are, never NaN."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    return Response(f"{text}\n", status, content_type=mimetype)


def as_csv(text: str) -> Response:
    """An answer in CSV, which nothing can run."""
    return Response(text, content_type=f"{CSV}; charset=utf-8")
