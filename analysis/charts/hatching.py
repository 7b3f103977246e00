"""The hatch of a box as the lines that it is drawn by, the same in every form of a picture."""

from __future__ import annotations

from analysis.charts.sheet import Box

HATCH, STEP, POINT = 0.8, 5.0, 1.4
"""The width of a line of a hatch, how far apart lines stand across the page, and how long a point is; px."""

Line = tuple[float, float, float, float]


def hatching(box: Box) -> list[Line]:
    """The lines (x0, y0, x1, y1) of the hatch of a box, cut at its edges; "/", "\\\\", "x", "-" or "."."""
    if box.hatch == "x":
        return [*_rising(box), *_falling(box)]
    kinds = {"/": _rising, "\\": _falling, "-": _level, ".": _points}
    return kinds[box.hatch](box) if box.hatch else []


def _steps(low: float, high: float) -> list[float]:
    """The multiples of a step between two places: hatches of neighbours meet."""
    first = int(low // STEP) + 1
    return [STEP * place for place in range(first, int(-(-high // STEP)))]


def _rising(box: Box) -> list[Line]:
    """Lines with x + y constant, which rise to the right on the page."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    spans = [(c, max(left, c - bottom), min(right, c - top)) for c in _steps(left + top, right + bottom)]
    return [(start, c - start, end, c - end) for c, start, end in spans if end > start]


def _falling(box: Box) -> list[Line]:
    """Lines with x - y constant."""
    left, top, right, bottom = box.x, box.y, box.x + box.width, box.y + box.height
    spans = [(c, max(left, c + top), min(right, c + bottom)) for c in _steps(left - bottom, right - top)]
    return [(start, start - c, end, end - c) for c, start, end in spans if end > start]


def _level(box: Box) -> list[Line]:
    return [(box.x, y, box.x + box.width, y) for y in _steps(box.y, box.y + box.height)]


def _points(box: Box) -> list[Line]:
    right, bottom = box.x + box.width - POINT, box.y + box.height
    return [(x, y, x + POINT, y) for y in _steps(box.y, bottom) for x in _steps(box.x, right)]
