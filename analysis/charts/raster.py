"""A sheet as PNG, drawn by matplotlib's renderer without a figure: no pyplot, no settings, nothing shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

from analysis.arrays import Floats, Integers
from analysis.charts.hatching import HATCH, hatching
from analysis.charts.sheet import Box, Curve, Dot, Mark, Sheet, Stroke, Words
from analysis.charts.typeface import UNITS, typeface

SHARPNESS = 2
"""Pixels per px of layout."""

_CODES: dict[str, Any] = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "closePath": Path.CLOSEPOLY}


def png(sheet: Sheet) -> bytes:
    """The sheet as a PNG; the same sheet gives the same bytes."""
    size = round(SHARPNESS * sheet.width), round(SHARPNESS * sheet.height)
    brush = _Brush(RendererAgg(*size, 72), Affine2D().scale(SHARPNESS, -SHARPNESS).translate(0, size[1]))
    brush.box(Box(-1, -1, sheet.width + 2, sheet.height + 2, sheet.colours.paper))
    for mark in sheet.marks:
        brush.draw(mark)
    pixels = np.asarray(brush.renderer.buffer_rgba())[:, :, :3]
    out = BytesIO()
    # a third of the bytes, and every colour within one step of its own
    few = Image.fromarray(pixels).quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "png", compress_level=4)
    return out.getvalue()


class _Brush:
    """Draws marks with a renderer."""

    def __init__(self, renderer: Any, place: Any) -> None:
        self.renderer, self.place = renderer, place

    def draw(self, mark: Mark) -> None:
        """Draw one mark."""
        by_kind: dict[type, Callable[[Any], None]] = {
            Words: self.words,
            Box: self.box,
            Dot: self.dot,
            Stroke: self.stroke,
            Curve: self.curve,
        }
        by_kind[type(mark)](mark)

    def words(self, mark: Words) -> None:
        """A line of type, letter by letter."""
        face, scale = typeface(mark.bold), mark.size / UNITS
        placed = zip(mark.words, face.places(mark.words), strict=False)
        letters = [(*_outline(letter, mark.bold), x) for letter, x in placed if letter.strip()]
        if letters:
            points = np.concatenate([points + np.array([x, 0]) for points, _, x in letters])
            codes = np.concatenate([codes for _, codes, _ in letters])
            place = Affine2D().scale(scale, -scale).translate(mark.start, mark.y) + self.place
            self.renderer.draw_path(self._pen("", 0), Path(points, codes), place, to_rgb(mark.colour))

    def box(self, mark: Box) -> None:
        """A box and its hatch."""
        x, y, right, bottom = mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
        corners = [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]
        self._path(Path(corners), mark.edge, 0.8, mark.fill)
        lines = hatching(mark)
        if lines:
            ends = np.array(lines).reshape(-1, 2)
            codes = np.tile([Path.MOVETO, Path.LINETO], len(lines))
            self._path(Path(ends, codes), mark.hatch_colour, HATCH)

    def dot(self, mark: Dot) -> None:
        """A circle."""
        self._path(Path.circle((mark.x, mark.y), mark.radius), mark.edge, 1.5, mark.fill)

    def stroke(self, mark: Stroke) -> None:
        """A straight line."""
        ends = Path([(mark.x0, mark.y0), (mark.x1, mark.y1)])
        self._path(ends, mark.colour, mark.width, dashed=mark.dashed)

    def curve(self, mark: Curve) -> None:
        """A line through points, filled where it has a fill."""
        self._path(Path(mark.points), mark.colour, mark.width, mark.fill, dashed=mark.dashed)

    def _path(self, path: Path, colour: str, wide: float, fill: str = "", *, dashed: bool = False) -> None:
        pen = self._pen(colour, wide)
        if dashed:
            pen.set_dashes(0, (3 * SHARPNESS, 3 * SHARPNESS))
        self.renderer.draw_path(pen, path, self.place, to_rgb(fill) if fill else None)

    def _pen(self, colour: str, wide: float) -> Any:
        pen = self.renderer.new_gc()
        pen.set_linewidth(wide * SHARPNESS if colour else 0)
        pen.set_foreground(colour or "none")
        pen.set_capstyle("butt")
        pen.set_joinstyle("round")
        pen.set_snap(False)
        return pen


@cache
def _outline(letter: str, bold: bool) -> tuple[Floats, Integers]:
    """The outline of a letter in font units: points (n x 2) and what leads to each (n)."""
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for move, through in typeface(bold).strokes(letter):
        steps = _quadratic(through) if move == "qCurveTo" else [(through or ((0, 0),), _CODES[move])]
        for reached, code in steps:
            points += reached
            codes += [code] * len(reached)
    return np.array(points, dtype=float), np.array(codes)


def _quadratic(through: Sequence[tuple[float, float]]) -> list[tuple[Sequence[tuple[float, float]], Any]]:
    """A TrueType curve through off-curve points as quadratic ones: between two of them lies their middle."""
    *controls, end = through
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(controls)]
    return [((control, at), Path.CURVE3) for control, at in zip(controls, [*middles, end], strict=True)]
