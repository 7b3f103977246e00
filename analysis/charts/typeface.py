"""The typeface of all charts: DejaVu Sans, which comes with matplotlib and has every Kazakh letter.

Widths and outlines are read from the font's own tables, in font units (`UNITS` to the size of the type), so
that they are the same on every machine: nothing is hinted, rounded or left to a text engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

UNITS = 2048
"""Font units to the size of the type."""


@dataclass(frozen=True)
class Typeface:
    """One weight of the typeface."""

    glyphs: Any
    names: dict[int, str]
    kerning: dict[tuple[str, str], int]
    _advances: dict[str, int] = field(default_factory=dict)

    def has(self, letter: str) -> bool:
        """Whether the font can print a letter."""
        return ord(letter) in self.names

    def advance(self, letter: str) -> int:
        """How far a letter moves the next one, in font units; 0 for one that the font lacks."""
        if letter not in self._advances:
            self._advances[letter] = (
                int(self.glyphs[self.names[ord(letter)]].width) if self.has(letter) else 0
            )
        return self._advances[letter]

    def places(self, words: str) -> list[int]:
        """Where each letter starts and where the last one ends, in font units."""
        places, x, before = [], 0, ""
        for letter in words:
            name = self.names.get(ord(letter), "")
            x += self.kerning.get((before, name), 0)
            places.append(x)
            x, before = x + self.advance(letter), name
        return [*places, x]

    def outline(self, letter: str) -> str:
        """The outline of a letter as the commands of an SVG path, y upwards."""
        pen = SVGPathPen(self.glyphs)
        self.glyphs[self.names[ord(letter)]].draw(pen)
        return str(pen.getCommands())

    def strokes(self, letter: str) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
        """The outline of a letter as the moves of a pen: name and points of each, y upwards."""
        pen = DecomposingRecordingPen(self.glyphs)
        self.glyphs[self.names[ord(letter)]].draw(pen)
        return list(pen.value)


@cache
def typeface(bold: bool) -> Typeface:
    """The regular or the bold weight."""
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = TTFont(Path(mpl.get_data_path()) / "fonts" / "ttf" / name, lazy=True)
    return Typeface(font.getGlyphSet(), font.getBestCmap(), font["kern"].kernTables[0].kernTable)
