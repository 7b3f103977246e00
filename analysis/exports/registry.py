"""The register of exports: one module per format registers itself here, and is tested by that alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analysis.codebook import Text
from analysis.exports.losses import Loss
from analysis.microdata import Microdata

Write = Callable[[Microdata, Path, str], None]
Losses = Callable[[Microdata], tuple[Loss, ...]]


@dataclass(frozen=True, slots=True)
class Export:
    """One format.

    `write(data, path, language)` writes prepared microdata (`analysis.exports.prepared`) to a path that ends
    in `ending`; labels are in that language where the format has room for one. `losses(data)` names what
    of these data the format does not keep. `label` says by language what the file is for. `beside` are the
    formats whose files it needs beside its own. `carries` says that `analysis.read` gives the same
    microdata back.
    """

    name: str
    ending: str
    label: Text
    write: Write
    losses: Losses
    beside: tuple[str, ...] = ()
    carries: bool = True


_EXPORTS: dict[str, Export] = {}


def register(export: Export) -> None:
    """Put a format into the register; ValueError where its name is taken."""
    if export.name in _EXPORTS:
        raise ValueError(f"there are two exports named {export.name!r}")
    _EXPORTS[export.name] = export


def exports() -> dict[str, Export]:
    """Every registered export by name."""
    return dict(_EXPORTS)
