"""Formats out: microdata as files for other programs. One module per format, registered by itself.

To add one: write a module that ends with `register(Export(...))`.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import Literal

from analysis.doors import guard
from analysis.errors import UnwritableFile, WrongArgument
from analysis.exports.losses import Loss
from analysis.exports.registry import Export, exports
from analysis.kinds import shown
from analysis.microdata import Microdata

FIRST = ("sav", "dta", "r", "xlsx", "csv", "parquet", "json", "ddi", "html", "codebook")
"""The order in which formats are offered; others follow by name."""

Language = Literal["kk", "ru", "en"]


@dataclass(frozen=True, slots=True)
class Exported:
    """The `files` that were written, the one asked for first, and what they do not keep (`losses`)."""

    files: tuple[Path, ...]
    losses: tuple[Loss, ...]


def formats() -> dict[str, Export]:
    """Every format by its name, in the order in which they are offered."""
    for module in iter_modules(__path__):
        import_module(f"analysis.exports.{module.name}")
    known = exports()
    return {name: known[name] for name in sorted(known, key=_place)}


def _place(name: str) -> tuple[int, str]:
    return (FIRST.index(name) if name in FIRST else len(FIRST), name)


def export(
    microdata: Microdata, path: str | Path, language: Language = "en", *, format: str | None = None
) -> Exported:
    """Write microdata to a file for other programs, its labels in `language`.

    The end of `path` tells the `format` (a name of `formats()`) unless it is given. Files that a format
    needs beside its own, such as a codebook, have the same name. Weights, strata, clusters and sizes of the
    design stand in columns of their own. What is kept apart from the rows is not written: `apart_csv` of
    `analysis.exports.apart` gives it by itself. Each file is written whole or not at all.
    WrongArgument for an unknown format, UnwritableFile where the machine denies to write or a format cannot
    hold so much, UnreadableFile where a library that it needs is not installed.
    """
    from analysis.exports.prepared import prepared

    place = Path(path)
    chosen = format_of(place, format)
    stem = (
        place.name[: -len(chosen.ending)]
        if place.name.lower().endswith(chosen.ending.lower())
        else place.name
    )
    whole = {place.name: chosen, **{stem + (one := formats()[name]).ending: one for name in chosen.beside}}
    data = prepared(microdata)
    try:
        with TemporaryDirectory(prefix=".saualnama-", dir=place.parent) as folder:
            for name, one in whole.items():
                one.write(data, Path(folder, name), language)
            for name in whole:
                Path(folder, name).replace(place.with_name(name))
    except OSError as reason:
        raise UnwritableFile(f"{place} cannot be written: {reason.strerror}") from reason
    return Exported(tuple(place.with_name(name) for name in whole), chosen.losses(data))


def format_of(path: str | Path, format: str | None = None) -> Export:
    """The format of that name, else the one whose files end as `path` does; WrongArgument for none."""
    known, name = formats(), Path(path).name
    if format is not None:
        if format not in known:
            raise WrongArgument(f"no format {shown(format)}; known: {', '.join(known)}")
        return known[format]
    fits = [one for one in known.values() if name.lower().endswith(one.ending.lower())]
    if not fits:
        endings = ", ".join(one.ending for one in known.values())
        raise WrongArgument(f"no format ends as {name!r} does; known: {endings}")
    return max(fits, key=lambda one: len(one.ending))


guard(__name__)
