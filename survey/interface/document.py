"""The OpenAPI 3.1 document of the interface, written from its operations."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import survey
from survey.interface.operations import Operation, Parameter, operations
from survey.interface.shapes import SHAPES

PROBLEM = {
    "type": "object",
    "description": "What is wrong, where, and what to do (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
TOLD = {
    "400": "A parameter is unknown, missing or misshapen.",
    "404": "There is nothing of that name.",
    "409": "It cannot be: the statistic is undefined for these data, or a rule forbids it.",
    "503": "The database is busy; try again in the seconds of Retry-After.",
}
SECURED = {"401": "A token is needed: Authorization: Bearer TOKEN."}
ABOUT = (
    "Publications are open to everybody: frozen tables that protect the people in them. With a token "
    "(`saualnama account token NAME LABEL`) closed surveys give their exact tables. Names and words are "
    "those of the command line."
)


def document(address: str) -> dict[str, Any]:
    """The whole document; `address` is where the interface is served."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Saualnama", "version": survey.__version__, "description": ABOUT},
        "servers": [{"url": address}],
        "paths": _paths(),
        "components": {
            "schemas": {"Problem": PROBLEM, **SHAPES},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for one in operations():
        paths[one.path][one.method.lower()] = _described(one)
    return dict(paths)


def _described(one: Operation) -> dict[str, Any]:
    good = {mimetype: {"schema": schema} for mimetype, schema in one.answers.items()}
    told = {**TOLD, **(SECURED if one.secured else {})}
    return {
        "operationId": one.name,
        "summary": one.summary,
        "security": [{"token": []}] if one.secured else [],
        "parameters": [_parameter(one, parameter) for parameter in one.parameters],
        "responses": {
            "200": {"description": "The answer.", "content": good},
            **{status: _problem(words) for status, words in sorted(told.items())},
        },
    }


def _parameter(one: Operation, parameter: Parameter) -> dict[str, Any]:
    placed = parameter.name in one.placed
    told = {
        "name": parameter.name,
        "in": "path" if placed else "query",
        "required": placed or parameter.required,
        "description": parameter.description,
        "schema": parameter.schema,
    }
    return told if parameter.example is None else {**told, "example": parameter.example}


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}
