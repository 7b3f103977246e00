"""The look tokens: contrast, grey print, colour blindness."""

from itertools import pairwise

import pytest

from analysis.look import LIGHT, THEMES, contrast, css, luminance

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
