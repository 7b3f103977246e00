"""The shapes of what the interface answers, as JSON Schema: named, complete, and nothing beside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
NUMBER: Schema = {"type": "number"}
PERCENT: Schema = {"type": "number", "minimum": 0, "maximum": 100}
FLAG: Schema = {"type": "boolean"}
TOLD: Schema = {
    "type": "string",
    "pattern": "^(<5|>95|[1-9]?[0-9])$",
    "description": "A per cent of a protected table: whole, <5 or >95.",
}
KIND: Schema = {"type": "string", "enum": ["single", "multiple", "ranking", "grid", "number", "text"]}
VERDICT: Schema = {
    "type": ["string", "null"],
    "enum": ["dependence shown", "independence shown within the margin", "cannot tell", None],
}


def ref(name: str) -> Schema:
    """The shape of that name in `SHAPES`."""
    return {"$ref": f"#/components/schemas/{name}"}


def maybe(schema: Schema) -> Schema:
    """That, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def many(schema: Schema) -> Schema:
    """A list of such."""
    return {"type": "array", "items": schema}


def by_name(schema: Schema) -> Schema:
    """An object of such, by names of its own."""
    return {"type": "object", "additionalProperties": schema}


def record(description: str, fields: Schema, more: Schema | None = None) -> Schema:
    """An object with these fields, perhaps with `more`, and with no other."""
    return {
        "type": "object",
        "description": description,
        "properties": {**fields, **(more or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


WHO = {"survey": TEXT, "wave": COUNT, "mode": {"type": "string", "enum": ["anonymous", "open"]}}
RELEASE = {
    **WHO,
    "release": COUNT,
    "title": TEXT,
    "languages": many(TEXT),
    "n": COUNT,
    "population": maybe(COUNT),
}
WAVE = {
    **WHO,
    "state": {"type": "string", "enum": ["draft", "open", "closed"]},
    "answered": COUNT,
    "title": by_name(TEXT),
}
CROSSED = {
    **dict.fromkeys(("row", "column", "row_label", "column_label", "method"), TEXT),
    **{name: many(TEXT) for name in ("row_codes", "column_codes", "row_labels", "column_labels")},
    "verdict": VERDICT,
}
LIMITS = {"value": NUMBER, "low": NUMBER, "high": NUMBER}

SHAPES: Mapping[str, Schema] = {
    "Release": record("The newest release of a wave.", RELEASE),
    "Publication": record(
        "A publication: groups by their keys with their people to the nearest 5, and every question.",
        {
            **RELEASE,
            "least": COUNT,
            "variables": many(ref("FilterVariable")),
            "groups": by_name(COUNT),
            "questions": many(ref("Question")),
        },
    ),
    "FilterVariable": record(
        "A fact that tables are broken down and filtered by, as it was recoded.",
        {
            "variable": TEXT,
            "label": TEXT,
            "in_no_group": COUNT,
            "groups": many(
                record("One group.", {"group": TEXT, "label": TEXT, "codes": many(TEXT), "n": COUNT})
            ),
        },
    ),
    "Question": record(
        "A published question: its lines if it is a grid, by what it is broken down, or why by nothing.",
        {
            "question": TEXT,
            "label": TEXT,
            "kind": KIND,
            "base": COUNT,
            "lines": many(TEXT),
            "by": many(TEXT),
            "no_groups": TEXT,
        },
    ),
    "Tally": record(
        "An exact tally. Of a published total per cents are whole.",
        {
            **dict.fromkeys(("variable", "label", "method"), TEXT),
            "kind": KIND,
            **dict.fromkeys(("n", "missing", "base"), COUNT),
            "missing_kinds": by_name(COUNT),
            "weighted_base": NUMBER,
            "effective_n": maybe(NUMBER),
            "population": maybe(COUNT),
            "level": NUMBER,
            **{name: many(ref("Row")) for name in ("rows", "nets")},
            "items": many(ref("Tally")),
            "answers": maybe(COUNT),
            "statistics": by_name(NUMBER),
        },
    ),
    "Row": record(
        "A code or a net: `percent` is null where nobody answered.",
        {
            "code": TEXT,
            "label": TEXT,
            "count": COUNT,
            "percent": maybe(PERCENT),
            "low": PERCENT,
            "high": PERCENT,
        },
        {"weighted": NUMBER, "percent_of_answers": PERCENT, "mean_rank": NUMBER, "ranked": COUNT},
    ),
    "GroupTally": record(
        "The protected tally of a group: no counts, people to the nearest 5.",
        {
            **dict.fromkeys(("variable", "label", "method"), TEXT),
            "kind": KIND,
            "base": COUNT,
            "protected": {"const": True},
            **{name: many(ref("GroupRow")) for name in ("rows", "nets")},
            "items": many(ref("GroupTally")),
        },
    ),
    "GroupRow": record("A code or a net of a group.", {"code": TEXT, "label": TEXT, "percent": TOLD}),
    "Breakdown": record(
        "A question by a filter variable, protected; per cents go down the columns.",
        {
            **CROSSED,
            "bases": many(COUNT),
            "column_percents": many(many(TOLD)),
            "protected": {"const": True},
            "cramers_v": maybe(record("With two digits.", LIMITS)),
            "reason": maybe(TEXT),
        },
    ),
    "Crosstab": record(
        "An exact cross-tab; lists run by rows, then by columns.",
        {
            **CROSSED,
            "n": COUNT,
            "missing": COUNT,
            "missing_kinds": by_name(COUNT),
            "counts": many(many(COUNT)),
            **{name: many(many(maybe(PERCENT))) for name in ("row_percents", "column_percents")},
            **{name: many(many(PERCENT)) for name in ("column_low", "column_high")},
            **{name: many(many(NUMBER)) for name in ("weighted", "expected", "adjusted_residuals")},
            "test": maybe({"type": "object"}),
            "cramers_v": maybe(record("With its interval.", {**LIMITS, "corrected": NUMBER})),
            "margin": maybe(NUMBER),
            "smallest_detectable": maybe(NUMBER),
            "reason": TEXT,
            "population": maybe(COUNT),
            "level": NUMBER,
            "empty_rows": many(TEXT),
            "empty_columns": many(TEXT),
        },
    ),
    "Wave": record("One wave of a survey.", WAVE),
    "Progress": record(
        "A wave and how many of each stratum answered; never who.",
        {
            **WAVE,
            "strata": many(record("One stratum.", {"stratum": TEXT, "size": COUNT, "answered": COUNT})),
        },
    ),
}
