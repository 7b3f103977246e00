"""Codebooks as JSON: `to_json` and `from_json` are each other's inverse.

`from_json` also reads the plain form of a data set's codebook: `{"dataset", "variables": [{"name", "type",
"categories": [{"code", "label"}], "missing_codes": []}]}`. Only the standard library is used.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from analysis.codebook import (
    SKIPPED,
    Code,
    Codebook,
    CodebookError,
    Level,
    Net,
    Scale,
    SetKind,
    Text,
    Variable,
    VariableSet,
)
from analysis.errors import UnreadableFile
from analysis.kinds import shown

SCHEMA = "saualnama.codebook/1"
LEVELS: tuple[str, ...] = get_args(Level)


def read_text(path: str | Path) -> str:
    """The text of a file in UTF-8, without a byte order mark; UnreadableFile says why there is none."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as reason:
        raise UnreadableFile(f"{path} cannot be read: {reason.strerror}") from reason
    except UnicodeDecodeError as reason:
        raise UnreadableFile(f"{path} is not UTF-8 text; save it as CSV or JSON in UTF-8") from reason
    except (ValueError, TypeError) as reason:
        raise UnreadableFile(f"{shown(path)} cannot be the path of a file: {reason}") from reason


def to_json(codebook: Codebook) -> str:
    """The codebook as JSON text, readable and with stable order; empty fields are left out."""
    if not isinstance(codebook, Codebook):
        raise CodebookError(f"a Codebook is written as JSON, not {shown(codebook)}")
    whole = {
        "schema": SCHEMA,
        "name": codebook.name,
        "version": codebook.version,
        "languages": list(codebook.languages),
        "title": dict(codebook.title),
        "variables": [_filled(_variable_out(variable)) for variable in codebook.variables],
        "sets": [_filled(_set_out(one)) for one in codebook.sets],
        "scales": [_scale_out(scale) for scale in codebook.scales],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str) -> Codebook:
    """The codebook that a JSON text describes; CodebookError says which part is wrong.

    >>> from_json('{"dataset": "d", "variables": [{"name": "x", "type": "scale"}]}').variables[0].level
    'scale'
    """
    if not isinstance(text, str):
        raise CodebookError(f"a codebook is read from JSON text, not from {shown(text)}")
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise CodebookError(f"the codebook is no JSON: line {error.lineno}: {error.msg}") from error
    except RecursionError as error:
        raise CodebookError("the codebook is nested too deeply") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("variables"), list):
        raise CodebookError("a codebook is a JSON object with a list `variables`")
    return Codebook(
        name=str(raw.get("name") or raw.get("dataset") or "data"),
        variables=tuple(_variable_in(one) for one in raw["variables"]),
        sets=tuple(_set_in(one) for one in _list(raw, "sets")),
        scales=tuple(_scale_in(one) for one in _list(raw, "scales")),
        languages=tuple(_list(raw, "languages")) or ("en",),
        version=str(raw.get("version", "1")),
        title=_text(raw.get("title", {})),
    )


def _filled(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value for key, value in entry.items() if value is not False and value not in (None, "", [], {})
    }


def _variable_out(variable: Variable) -> dict[str, Any]:
    return {
        "name": variable.name,
        "label": dict(variable.label),
        "level": variable.level,
        "codes": [_filled(_code_out(code)) for code in variable.codes],
        "nets": [_net_out(net) for net in variable.nets],
        "universe": variable.universe,
        "unit": dict(variable.unit),
        "reversed": variable.reversed,
        "background": variable.background,
    } | {key: value for key, value in (("low", variable.low), ("high", variable.high)) if value is not None}


def _code_out(code: Code) -> dict[str, Any]:
    score = {} if code.score is None else {"score": repr(float(code.score))}
    return {"value": code.value, "label": dict(code.label), "missing": code.missing, **score}


def _net_out(net: Net) -> dict[str, Any]:
    return {"name": net.name, "label": dict(net.label), "codes": list(net.codes)}


def _set_out(one: VariableSet) -> dict[str, Any]:
    return {
        "name": one.name,
        "label": dict(one.label),
        "kind": one.kind,
        "variables": list(one.variables),
        "options": list(one.options),
        "option_labels": [dict(label) for label in one.option_labels],
        "nets": [_net_out(net) for net in one.nets],
        "first": one.first,
        "universe": one.universe,
    }


def _scale_out(scale: Scale) -> dict[str, Any]:
    return {"name": scale.name, "label": dict(scale.label), "variables": list(scale.variables)}


def _variable_in(raw: Mapping[str, Any]) -> Variable:
    name = _needed(raw, "name", "a variable")
    level = raw.get("level") or raw.get("type") or "nominal"
    if not isinstance(level, str) or level not in LEVELS:
        raise CodebookError(
            f"variable {name!r}: {level!r} is no level of measurement; levels: {', '.join(LEVELS)}"
        )
    coded = _list(raw, "codes" if "codes" in raw else "categories")
    codes = [_code_in(code, name) for code in coded]
    known = {code.value for code in codes}
    user_missing = [str(one) for one in _list(raw, "missing_codes")]
    codes = [_as_missing(code) if code.value in user_missing else code for code in codes]
    codes += [Code(one, {"en": one}, missing=SKIPPED) for one in user_missing if one not in known]
    return Variable(
        name=name,
        label=_text(raw.get("label", name)),
        level=cast(Level, level),
        codes=tuple(codes),
        nets=tuple(_net_in(net) for net in _list(raw, "nets")),
        universe=raw.get("universe", ""),
        unit=_text(raw.get("unit", {})),
        reversed=bool(raw.get("reversed", False)),
        background=bool(raw.get("background", False)),
        low=raw.get("low"),
        high=raw.get("high"),
    )


def _as_missing(code: Code) -> Code:
    return Code(code.value, code.label, missing=code.missing or SKIPPED)


def _code_in(raw: Mapping[str, Any], variable: str) -> Code:
    value = str(
        _needed(
            raw, "value" if isinstance(raw, Mapping) and "value" in raw else "code", f"a code of {variable!r}"
        )
    )
    score = None if raw.get("score") is None else _score(raw["score"], value)
    return Code(value, _text(raw.get("label", value)), raw.get("missing"), score)


def _net_in(raw: Mapping[str, Any]) -> Net:
    return Net(
        _needed(raw, "name", "a net"), _text(raw.get("label", raw["name"])), tuple(_list(raw, "codes"))
    )


def _set_in(raw: Mapping[str, Any]) -> VariableSet:
    name = _needed(raw, "name", "a set")
    kind = raw.get("kind")
    if not isinstance(kind, str) or kind not in get_args(SetKind):
        raise CodebookError(f"set {name!r}: {kind!r} is not one of {', '.join(get_args(SetKind))}")
    variables = tuple(_list(raw, "variables"))
    options = tuple(_list(raw, "options")) if "options" in raw else variables
    labels = tuple(map(_text, _list(raw, "option_labels") if "option_labels" in raw else options))
    return VariableSet(
        name=name,
        label=_text(raw.get("label", name)),
        kind=cast(SetKind, kind),
        variables=variables,
        options=options,
        option_labels=labels,
        nets=tuple(_net_in(net) for net in _list(raw, "nets")),
        first=raw.get("first"),
        universe=raw.get("universe", ""),
    )


def _scale_in(raw: Mapping[str, Any]) -> Scale:
    name = _needed(raw, "name", "a scale")
    return Scale(name, _text(raw.get("label", name)), tuple(_list(raw, "variables")))


def _score(score: Any, value: str) -> float:
    try:
        return float(score)
    except (TypeError, ValueError, OverflowError):
        raise CodebookError(f"code {value!r}: the score {score!r:.80} is no number") from None


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    """The list that stands under a key; none where there is nothing."""
    found = raw.get(key, [])
    if not isinstance(found, list):
        raise CodebookError(
            f"`{key}` is a list, not {found!r:.80} (in {raw.get('name', 'the codebook')!r:.80})"
        )
    return found


def _needed(raw: Mapping[str, Any], key: str, what: str) -> str:
    if not isinstance(raw, Mapping) or raw.get(key) in (None, ""):
        raise CodebookError(f"{what} without `{key}`: {raw!r:.80}")
    return str(raw[key])


def _text(label: Any) -> Text:
    """A text as a mapping; a plain string stands under "en"."""
    return (
        {str(key): str(one) for key, one in label.items()}
        if isinstance(label, Mapping)
        else {"en": str(label)}
    )
