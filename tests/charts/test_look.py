"""The look tokens: contrast, grey print, colour blindness."""

from itertools import combinations, pairwise
from math import dist

import pytest

from analysis.charts.parts import on
from analysis.charts.residuals import shade
from analysis.charts.tilemap import DEPTHS, fill
from analysis.errors import WrongArgument
from analysis.look import LIGHT, THEMES, blend, contrast, css, luminance

themes = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@themes
@pytest.mark.parametrize("colour", ["ink", "muted", "accent", "alarm"])
def test_text_stands_out_from_its_paper(theme, colour):
    assert contrast(getattr(theme, colour), theme.paper) >= 4.5
    assert contrast(getattr(theme, colour), theme.soft) >= 4.5


@themes
def test_text_on_the_accent_is_readable(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@themes
def test_the_palette_steps_in_lightness_so_that_grey_print_keeps_it(theme):
    steps = [_lightness(colour) for colour in theme.palette]
    assert all(abs(one - other) >= 8 for one, other in pairwise(steps))
    assert steps in (sorted(steps), sorted(steps, reverse=True))


@themes
def test_strong_and_weak_sides_differ_in_grey(theme):
    for strong, weak in (theme.against, theme.favour):
        assert abs(_lightness(strong) - _lightness(weak)) >= 20


SIGHTS = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear red, green and blue."""

sights = pytest.mark.parametrize("sight", SIGHTS)


@themes
@sights
def test_neighbours_of_the_palette_are_told_apart_by_every_eye(theme, sight):
    seen = [_seen(colour, SIGHTS[sight]) for colour in theme.palette]
    assert min(dist(one, other) for one, other in combinations(seen, 2)) >= 8


@themes
@sights
@pytest.mark.parametrize("pair", ["sides", "weak sides", "dots", "depths"])
def test_what_a_chart_tells_by_colour_is_told_apart_by_every_eye_or_by_its_hatch(theme, sight, pair):
    pairs = {
        "sides": (theme.against[0], theme.favour[0]),
        "weak sides": (theme.against[1], theme.favour[1]),
        "dots": (theme.paper, theme.accent),
        "depths": (fill(theme, 0), fill(theme, len(DEPTHS) - 1)),
    }
    apart = dist(*(_seen(colour, SIGHTS[sight]) for colour in pairs[pair]))
    hatched = shade(theme, -3.0).hatch != shade(theme, 3.0).hatch
    assert apart >= 20 or (hatched and "sides" in pair)


@themes
def test_the_figure_of_a_tile_is_readable_at_every_depth(theme):
    for depth in range(len(DEPTHS)):
        back = fill(theme, depth)
        assert contrast(on(theme, back), back) >= 4.5


def test_a_blend_runs_from_the_one_to_the_other():
    assert [blend("#000000", "#FF8000", depth) for depth in (0, 0.5, 1)] == ["#000000", "#804000", "#FF8000"]
    with pytest.raises(WrongArgument, match="between 0 and 1"):
        blend("#000000", "#FFFFFF", 2)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_style_sheets_get_every_plain_colour():
    assert css(LIGHT).startswith(f"--paper:{LIGHT.paper};--ink:{LIGHT.ink};")
    assert "--on-accent:" in css()
    assert "palette" not in css()


def _lightness(colour):
    light = luminance(colour)
    return 116 * light ** (1 / 3) - 16 if light > 0.008856 else 903.3 * light


def _seen(colour, matrix):
    """A colour as an eye sees it, in CIE L*a*b*."""
    linear = [_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5)]
    r, g, b = (min(max(sum(m * v for m, v in zip(row, linear, strict=True)), 0), 1) for row in matrix)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
