"""From a laid-out sheet to a matplotlib Figure, and from there to bytes.

No pyplot and no lasting change of matplotlib's settings: charts are drawn in a threaded server. The few
settings that the SVG writer reads are set under a lock while one chart is painted.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from matplotlib.transforms import Affine2D, Transform

from analysis.charts.measure import font
from analysis.charts.scalable import accessible
from analysis.charts.sheet import Box, Dot, Sheet, Stroke, Words
from analysis.charts.wish import Format

PX_PER_INCH = 72
SHARPNESS = 2
"""Pixels of a PNG per px of layout."""

_LOCK = RLock()
_SETTINGS: Any = {
    "svg.hashsalt": "saualnama",
    "svg.fonttype": "path",
    "svg.id": None,
    "hatch.linewidth": 0.8,
    # hinted letters are wider than their outlines, by which the sheet was laid out
    "text.hinting": "no_hinting",
}


@contextmanager
def settled() -> Iterator[None]:
    """Matplotlib's settings as the charts need them, for one thread at a time; put back afterwards.

    Measuring belongs inside as well: font objects must not be shared by threads.
    """
    with _LOCK, mpl.rc_context(_SETTINGS):
        yield


def figure(sheet: Sheet, sharpness: float = 1) -> Figure:
    """The sheet as a Figure with an Agg canvas, `sharpness` pixels per px."""
    height = sheet.y + 16
    made = Figure(figsize=(sheet.width / PX_PER_INCH, height / PX_PER_INCH), dpi=PX_PER_INCH * sharpness)
    made.set_facecolor(sheet.colours.paper)
    FigureCanvasAgg(made)
    place = Affine2D().scale(1, -1).translate(0, height).scale(1 / PX_PER_INCH) + made.dpi_scale_trans
    for depth, mark in enumerate(sheet.marks):
        if isinstance(mark, Words):
            _write(made, mark, place, depth)
        else:
            for artist in _artists(mark):
                artist.set(transform=place, zorder=depth)
                made.add_artist(artist)
    return made


def paint(sheet: Sheet, form: Format, title: str, description: str) -> bytes:
    """The sheet as a file; the same sheet gives the same bytes."""
    return _png(sheet) if form == "png" else _svg(sheet, title, description)


def _write(made: Figure, mark: Words, place: Transform, depth: int) -> None:
    made.text(
        mark.x,
        mark.y,
        mark.words,
        transform=place,
        fontproperties=font(mark.size, mark.bold),
        color=mark.colour,
        ha=mark.align,
        va="baseline",
        parse_math=False,
        usetex=False,
        zorder=depth,
    )


def _artists(mark: Box | Stroke | Dot) -> list[Artist]:
    if isinstance(mark, Stroke):
        dashes = (0, (3, 3)) if mark.dashed else "-"
        xs, ys = [mark.x0, mark.x1], [mark.y0, mark.y1]
        return [Line2D(xs, ys, color=mark.colour, lw=mark.width, ls=dashes, solid_capstyle="butt")]
    if isinstance(mark, Dot):
        return [Circle((mark.x, mark.y), mark.radius, fc=mark.fill, ec=mark.edge, lw=1.5)]
    return _boxes(mark)


def _boxes(mark: Box) -> list[Artist]:
    """The filled box and, over it, its hatch: matplotlib before 3.11 ties hatch and outline to one colour."""
    place = (mark.x, mark.y), mark.width, mark.height
    edge: dict[str, Any] = {"ec": mark.edge, "lw": 0.8} if mark.edge else {"ec": "none", "lw": 0}
    boxes: list[Artist] = [Rectangle(*place, fc=mark.fill, ls="-", **edge)]
    if mark.hatch:
        boxes.append(Rectangle(*place, fc="none", ec=mark.hatch_colour, lw=0, ls="-", hatch=mark.hatch))
    return boxes


def _png(sheet: Sheet) -> bytes:
    out = BytesIO()
    figure(sheet, SHARPNESS).savefig(out, format="png", dpi="figure", metadata={"Software": None})
    return out.getvalue()


def _svg(sheet: Sheet, title: str, description: str) -> bytes:
    made, out = figure(sheet), BytesIO()
    FigureCanvasSVG(made).print_svg(out, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    return accessible(out.getvalue().decode(), title, description).encode()
