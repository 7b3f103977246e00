"""Where labels go so that none lies over another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from math import inf

Frame = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float = inf) -> list[float]:
    """Middles of labels along a line, in the order of `wanted`, as near to it as their `sizes` allow, between
    `low` and (where there is room) `high`: neighbours that would touch share the way (pool adjacent
    violators)."""
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    blocks: list[tuple[float, float, int]] = []
    for place in order:
        start, size, many = wanted[place] - sizes[place] / 2, sizes[place], 1
        while blocks and blocks[-1][0] + blocks[-1][1] > start:
            before, length, others = blocks.pop()
            share = others / (others + many)
            start = share * before + (1 - share) * (start - length)
            size, many = length + size, others + many
        blocks.append((start, size, many))
    starts = _inside(blocks, low, high)
    found, members = [0.0] * len(wanted), iter(order)
    for edge, (_, _, many) in zip(starts, blocks, strict=True):
        for place in islice(members, many):
            found[place] = edge + sizes[place] / 2
            edge += sizes[place]  # noqa: PLW2901 - labels of a block follow each other
    return found


def _inside(blocks: Sequence[tuple[float, float, int]], low: float, high: float) -> list[float]:
    """Where each block starts when none may lie below `high` or (which goes first) above `low`."""
    starts, ceiling = [], high
    for start, size, _ in reversed(blocks):
        ceiling = min(start, ceiling - size)
        starts.append(ceiling)
    floor, found = low, []
    for start, (_, size, _) in zip(reversed(starts), blocks, strict=True):
        found.append(max(start, floor))
        floor = found[-1] + size
    return found


def free(frame: Frame, taken: Iterable[Frame], inside: Frame) -> bool:
    """Whether a frame lies inside another and over none that is taken."""
    left, top, right, bottom = frame
    if left < inside[0] or top < inside[1] or right > inside[2] or bottom > inside[3]:
        return False
    return not any(left < r and right > le and top < b and bottom > t for le, t, r, b in taken)
