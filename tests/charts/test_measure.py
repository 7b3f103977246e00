"""Measuring and wrapping words."""

import pytest

from analysis.charts.measure import UNKNOWN, printable, width, wrap

LONG = "Материалдық-техникалық базаның нашарлығы мен жалақының төмендігі"


@pytest.mark.parametrize("room", [60, 90, 200, 1000])
@pytest.mark.parametrize("bold", [False, True])
def test_every_line_fits_its_room(room, bold):
    assert all(width(line, 14, bold) <= room for line in wrap(LONG, room, 14, bold=bold, most=99))


def test_wrapping_loses_no_letter():
    assert " ".join(wrap(LONG, 200, 14)) == LONG


def test_a_word_with_a_hyphen_breaks_there_first():
    assert wrap("Материалдық-техникалық", 120, 14) == ["Материалдық-", "техникалық"]


def test_a_word_wider_than_its_room_gets_a_hyphen():
    first, *rest = wrap("кітапханашылардың", 90, 14)
    assert first.endswith("-")
    assert "".join([first[:-1], *rest]) == "кітапханашылардың"


def test_too_many_lines_end_with_an_ellipsis():
    lines = wrap(LONG, 100, 14, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert width(lines[1], 14) <= 100


def test_no_words_are_one_empty_line():
    assert wrap("", 100, 14) == [""]


def test_kazakh_letters_are_printable_and_unknown_ones_become_boxes():
    assert printable("ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸") == "ӘәҒғҚқҢңӨөҰұҮүҺһІі ₸"
    assert printable("кітап 图") == f"кітап {UNKNOWN}"


def test_wide_letters_take_more_room_than_narrow_ones():
    assert width("ШШШ", 14) > width("ііі", 14) * 2
    assert width("кітап", 14, bold=True) > width("кітап", 14)
