"""From a laid-out sheet to the bytes of a file."""

from __future__ import annotations

from analysis.charts.scalable import svg
from analysis.charts.sheet import Sheet
from analysis.charts.wish import Format


def paint(sheet: Sheet, form: Format, title: str, description: str) -> bytes:
    """The sheet as a file; the same sheet gives the same bytes."""
    if form == "png":
        from analysis.charts.raster import png

        return png(sheet)
    return svg(sheet, title, description).encode()
