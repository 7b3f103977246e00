"""The registers of a report: one file per part and one per format, found by being there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from analysis.reports.document import Block, Document
from analysis.reports.source import Source

Make = Callable[[Source], Iterable[Block]]
Render = Callable[[Document], bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a report: its `name`, its `place` among the others, and what `make`s its blocks."""

    name: str
    place: int
    make: Make


@dataclass(frozen=True, slots=True)
class Form:
    """One format of files: its `name` (which ends their names), `mimetype`, and what `render`s a document."""

    name: str
    mimetype: str
    render: Render


_PARTS: dict[str, Part] = {}
_FORMS: dict[str, Form] = {}


def part(name: str, place: int) -> Callable[[Make], Make]:
    """Register the decorated function as the part `name`; parts stand by `place`, small ones first."""

    def enter(make: Make) -> Make:
        if name in _PARTS:
            raise ValueError(f"there are two parts named {name!r}")
        _PARTS[name] = Part(name, place, make)
        return make

    return enter


def form(name: str, mimetype: str) -> Callable[[Render], Render]:
    """Register the decorated function as what writes documents of the format `name`."""

    def enter(render: Render) -> Render:
        if name in _FORMS:
            raise ValueError(f"there are two formats named {name!r}")
        _FORMS[name] = Form(name, mimetype, render)
        return render

    return enter


def parts() -> list[Part]:
    """Every registered part in the order of a report."""
    return sorted(_PARTS.values(), key=lambda one: (one.place, one.name))


def forms() -> dict[str, Form]:
    """Every registered format by name."""
    return dict(sorted(_FORMS.items()))
