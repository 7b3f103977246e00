"""Hostile calls of methods: what the nouns of analysis are asked, they answer or refuse by name."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, get_type_hints

import numpy as np
import pytest

from tests.laws.hostile import pool
from tests.laws.hostile.law import may_be_infinite, told, tried
from tests.laws.hostile.made import MADE, NOUNS


def methods() -> Iterator[tuple[str, Any, str]]:
    """Every public method, classmethod and property of the nouns: its name, an example, the attribute."""
    for example in [*MADE.values(), *NOUNS]:
        kind = type(example)
        if not kind.__module__.startswith("analysis."):
            continue
        for name in dir(kind):
            if name[0] != "_" and (
                callable(getattr(kind, name)) or isinstance(getattr(kind, name), property)
            ):
                yield f"{kind.__name__}.{name}", example, name


LEFT = {
    "Design.weights_of": "told by every table how many people it has; to look costs a tenth of a tally",
}
"""Method that cannot be held to this law: why."""

METHODS = {full: (example, name) for full, example, name in methods() if full not in LEFT}


@pytest.mark.parametrize("full", sorted(METHODS))
def test_every_method_gives_a_sound_value_or_a_named_error(full: str) -> None:
    example, name = METHODS[full]
    found: list[str] = []
    if isinstance(getattr(type(example), name), property):
        tried(lambda: getattr(example, name), found, full, infinite=may_be_infinite(type(example)))
    else:
        called(getattr(example, name), found)
    assert not found, f"{len(found)} bad answers:\n" + "\n".join(dict.fromkeys(found))


def called(method: Any, found: list[str]) -> None:
    """Each argument odd in turn, the others well."""
    hints, random = get_type_hints(method), np.random.default_rng(2026)
    known = {name: pool(name, hints.get(name, Any)) for name in inspect.signature(method).parameters}
    infinite = may_be_infinite(method)
    for place, one in [*known.items(), (None, None)]:
        for value in one.hostile if one else [None]:
            given = {n: p.kind[int(random.integers(len(p.kind)))] for n, p in known.items() if p.kind}
            given |= {place: value} if place else {}
            tried(lambda: method(**given), found, told(given), infinite=infinite)  # noqa: B023 - called at once
