"""The one place that calls pyreadstat."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from analysis.errors import UnreadableFile
from analysis.exports.carried import word_of


def opened(
    path: Path, kind: Literal["sav", "por", "dta"], content: bytes | None = None
) -> tuple[dict[str, list[Any]], Any]:
    """(name -> values, metadata) of a file, or of the `content` that stands for it: user-missing values kept
    (in .por by analysis.imports.por), dates left as numbers.

    UnreadableFile when pyreadstat is not installed, or the file is none of that kind.
    """
    try:
        import pyreadstat
    except ImportError as reason:
        raise UnreadableFile(f"{path}: reading .{kind} needs pyreadstat: install saualnama[spss]") from reason
    options: dict[str, Any] = {"output_format": "dict", "disable_datetime_conversion": True}
    if kind != "por":
        options["user_missing"] = True
    try:
        values, meta = getattr(pyreadstat, f"read_{kind}")(
            str(path) if content is None else BytesIO(content), **options
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, UnicodeDecodeError, OSError) as reason:
        raise UnreadableFile(f"{path} cannot be read as .{kind}: {reason}") from reason
    return {name: list(column) for name, column in values.items()}, meta


def told(meta: Any) -> list[tuple[str, str, dict[str, str]]]:
    """What a file says of its columns: name, label, labels of values."""
    labels = meta.variable_value_labels
    return [
        (
            name,
            meta.column_names_to_labels.get(name) or "",
            {word_of(value): label for value, label in labels.get(name, {}).items()},
        )
        for name in meta.column_names
    ]
