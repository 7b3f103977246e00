"""The look: colours, type scale and spacing of pages, charts, reports and paper, in one place.

A calm public library: warm paper, dark ink, one accent. Every text colour keeps 4.5 : 1 on its paper.
The palette steps evenly in lightness from dark to light, so that it survives colour blindness and grey
print. Only the standard library is used here; style sheets take `css()` or are held to these constants
by a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from analysis.doors import guard
from analysis.errors import WrongArgument

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one medium as `#RRGGBB`.

    `soft` fills quiet surfaces, `line` draws hairlines, `alarm` marks problems (never by colour alone),
    `on_accent` is the text colour on the accent. `palette` runs from the end farthest from the paper
    to the nearest. `against` and `favour` are the two sides of a diverging scale, (strong, weak) each,
    and `middle` lies between them.
    """

    paper: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    alarm: str
    soft: str
    line: str
    palette: tuple[str, ...]
    against: tuple[str, str]
    favour: tuple[str, str]
    middle: str


LIGHT = Theme(
    paper="#FBFAF6",
    ink="#22272B",
    muted="#565E64",
    accent="#1D5F68",
    on_accent="#FFFFFF",
    alarm="#9B2C1F",
    soft="#EFECE4",
    line="#D8D3C7",
    palette=("#14303F", "#1F5566", "#37787F", "#649A90", "#9CB98E", "#D2CB8F", "#F3E6BC"),
    against=("#A4521A", "#E6B98C"),
    favour=("#1D5F68", "#93BDB9"),
    middle="#CFCABD",
)
DARK = Theme(
    paper="#15191C",
    ink="#ECE8E0",
    muted="#A8AFB4",
    accent="#7CC4C8",
    on_accent="#10201F",
    alarm="#F0A08F",
    soft="#20262A",
    line="#3F484D",
    palette=("#F3E6BC", "#D2CB8F", "#9CB98E", "#649A90", "#37787F", "#1F5566", "#1B3B4C"),
    against=("#EBA56A", "#8A5A33"),
    favour=("#7CC4C8", "#356A6F"),
    middle="#596166",
)
PRINT = Theme(
    paper="#FFFFFF",
    ink="#000000",
    muted="#444444",
    accent="#333333",
    on_accent="#FFFFFF",
    alarm="#000000",
    soft="#F2F2F2",
    line="#BBBBBB",
    palette=("#1A1A1A", "#404040", "#666666", "#8C8C8C", "#B0B0B0", "#D2D2D2", "#F0F0F0"),
    against=("#4D4D4D", "#BDBDBD"),
    favour=("#262626", "#9C9C9C"),
    middle="#E0E0E0",
)
THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT}

# The light theme's names, for readers that need no other.
PAPER, INK, MUTED, ACCENT, LINE = LIGHT.paper, LIGHT.ink, LIGHT.muted, LIGHT.accent, LIGHT.line

FONTS = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'
SIZES = {"small": 15, "body": 18, "lead": 21, "title": 26, "display": 34}
"""Type sizes of pages in px; the body is 18 on phones, where most people read."""

CHART_SIZES = {"small": 12.5, "body": 14.0, "title": 18.0}
"""Type sizes in a chart drawn 720 px wide (or 360 px, for phones), in px."""

SPACES = (4, 8, 16, 24, 40, 64)
"""The steps of spacing in px."""

LINE_HEIGHT = 1.5
MEASURE = "38rem"
"""The longest line of running text: about 70 letters of the body size."""

RADIUS = 6


def css(theme: Theme = LIGHT) -> str:
    """The colours of `theme` as CSS custom properties, `--paper:#FBFAF6;--ink:...`, in a fixed order."""
    plain = [one.name for one in fields(Theme) if isinstance(getattr(theme, one.name), str)]
    return "".join(f"--{name.replace('_', '-')}:{getattr(theme, name)};" for name in plain)


def luminance(colour: str) -> float:
    """The relative luminance of `#RRGGBB`, 0 (black) to 1 (white), as WCAG 2 defines it."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def blend(one: str, other: str, depth: float) -> str:
    """A colour between two `#RRGGBB`: the one at depth 0, the other at 1."""
    if not 0 <= depth <= 1:
        raise WrongArgument(f"a depth lies between 0 and 1, not {depth}")
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * depth):02X}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue, 0 to 255."""
    if not _COLOUR.fullmatch(colour):
        raise WrongArgument(f"a colour is written #RRGGBB, not {colour!r}")
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


guard(__name__)
