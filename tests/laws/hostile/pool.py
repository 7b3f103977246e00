"""Pools: arguments that a parameter may well get, and those that it should not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Pool:
    """Arguments that a parameter may well get, and those that it should not."""

    kind: Sequence[Any]
    hostile: Sequence[Any]

    def __add__(self, other: Pool) -> Pool:
        return Pool([*self.kind, *other.kind], [*self.hostile, *other.hostile])
