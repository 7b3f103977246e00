"""Publications: frozen, protected tables, and all that pages, charts, files and interfaces may read of them.

`analysis.disclosure.gate.protect` makes one. It holds what the public may see and nothing more: of groups
whole per cents from 5 to 95 ("<5" and ">95" beyond) of numbers of people to the nearest 5.
"""

from __future__ import annotations

from analysis.publications.publication import (
    EVERYBODY,
    SCHEMA,
    Filter,
    FilterClass,
    FilterVariable,
    Line,
    Publication,
    Question,
    Verdict,
)

__all__ = [
    "EVERYBODY",
    "SCHEMA",
    "Filter",
    "FilterClass",
    "FilterVariable",
    "Line",
    "Publication",
    "Question",
    "Verdict",
]
