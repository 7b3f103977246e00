"""What single charts show, and what is refused."""

import re
from dataclasses import replace

import pytest

from analysis.charts import UnknownWish, UnsuitableChart, alternative, kinds, lay_out, render
from analysis.charts.likert import sides
from analysis.charts.parts import shades
from analysis.charts.sheet import Box, Stroke, Words
from analysis.charts.wish import Wish
from analysis.errors import WrongArgument
from analysis.look import THEMES
from tests.charts.examples import (
    AGREEMENT,
    ATTITUDE,
    BY_SYSTEM,
    BY_TENURE,
    GRID,
    HOSTILE,
    RANKING,
    crosstab,
    results,
    single,
)


def test_each_result_gets_the_charts_that_suit_it_best_first():
    assert kinds(ATTITUDE) == ["bars"]
    assert kinds(GRID) == ["likert"]
    assert kinds(RANKING) == ["ranks"]
    assert kinds(BY_TENURE) == ["grouped", "stacked", "residuals", "dots", "mosaic"]
    assert kinds(BY_SYSTEM)[0] == "dots"


def test_bars_stand_from_the_largest_down_or_in_the_order_of_codes():
    assert _order(ATTITUDE, "size")[:2] == ["Quiet, comfortable work", "Intellectual"]
    assert _order(ATTITUDE, "code")[:2] == ["Prestigious", "Intellectual"]


def test_a_rating_keeps_its_own_order():
    rating = single("?", {"1": ("Жаман", 3), "2": ("Жақсы", 9)}, statistics={"mean": 1.75})
    assert _order(rating, "natural") == ["Жаман", "Жақсы"]
    assert _order(rating, "size") == ["Жақсы", "Жаман"]


def test_bands_keep_their_own_order():
    bands = single("?", {"lt1": ("Аз", 3), "1_3": ("Көп", 9)}, ordered=True)
    assert _order(bands, "natural") == ["Аз", "Көп"]
    assert _order(replace(bands, ordered=False), "natural") == ["Көп", "Аз"]


def test_the_alternative_reads_as_sentences():
    said = alternative(single("Жалғыз сұрақ", {"a": ("Иә", 52), "b": ("Жоқ", 185)}), language="kk")
    assert said.startswith("Жалғыз сұрақ. Жауап бергендер: 237. Жоқ — 185 адам (78,1\u00a0%), аралығы ")
    assert "Иә — 52 адам (21,9\u00a0%)" in said


def test_missing_answers_are_said_by_kind():
    said = alternative(single("?", {"a": ("Иә", 5)}, missing={"skipped": 2, "refused": 1}), language="ru")
    assert "Без ответа: пропустили — 2, отказались отвечать — 1." in said
    assert "Ответили: 5; участвовали в опросе: 8." in said


def test_missing_answers_of_a_grid_run_from_the_fewest_to_the_most():
    items = [
        single(f"{many}?", {"1": ("Иә", 9), "2": ("Жоқ", 1)}, missing={"skipped": many}) for many in (0, 8)
    ]
    said = alternative(replace(GRID, items=tuple(items)), language="en")
    assert "No answer: skipped — 0–8." in said


def test_a_scale_starts_at_nought_and_bars_are_as_long_as_their_shares():
    sheet = lay_out(single("?", {"a": ("Иә", 30), "b": ("Жоқ", 10)}), "bars", Wish())
    yes, no = (mark for mark in sheet.marks if isinstance(mark, Box))
    assert yes.x == no.x
    assert yes.width == pytest.approx(3 * no.width)


def test_stacked_parts_fill_the_whole_bar():
    sheet = lay_out(BY_TENURE, "stacked", Wish())
    bars = [mark for mark in sheet.marks if isinstance(mark, Box) and mark.height == 28]
    rows = {mark.y: [other for other in bars if other.y == mark.y] for mark in bars}
    assert len(rows) == 5
    assert all(max(b.x + b.width for b in row) == pytest.approx(sheet.right, abs=1) for row in rows.values())


def test_the_middle_answer_stands_apart_from_both_sides():
    sheet = lay_out(GRID, "likert", Wish())
    middle = {
        m.x for m in sheet.marks if isinstance(m, Box) and m.height == 24 and m.fill == Wish().colours.middle
    }
    side = max(
        m.x + m.width for m in sheet.marks if isinstance(m, Box) and m.height == 24 and m.x not in middle
    )
    assert len(middle) == 1
    assert min(middle) > side


def test_an_even_scale_has_no_middle():
    assert len(sides(THEMES["light"], 4)) == 4
    assert all(one.fill != THEMES["light"].middle for one in sides(THEMES["light"], 4))


def test_only_the_left_side_of_a_rating_is_hatched():
    assert [bool(one.hatch) for one in sides(THEMES["light"], len(AGREEMENT))] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_nineteen_categories_are_told_apart_by_colour_and_hatch():
    assert len(set(shades(THEMES["light"], 19))) == 19


def test_the_dot_chart_shows_the_wished_answer_and_the_total():
    said = alternative(BY_SYSTEM, "dots", language="en", code="r2")
    total = 100 * sum(BY_SYSTEM.counts[2]) / BY_SYSTEM.n
    assert f"Шығармашыл: Total — {total:.1f}%" in said


def test_of_a_yes_no_variable_the_dot_chart_shows_yes():
    table = crosstab(["Жоқ", "Иә"], ["Қала", "Ауыл"], [[5, 9], [5, 1]])
    object.__setattr__(table, "row_codes", ("0", "1"))
    assert "Иә: Total — 30.0%" in alternative(table, "dots", language="en")


def test_a_group_of_nobody_is_said_to_have_no_answers_and_stands_last():
    said = alternative(BY_SYSTEM, "dots", language="en")
    assert "Қарағанды қаласы (n = 0) — no answers." in said


def test_residuals_below_expectation_are_hatched_and_notable_ones_bold():
    sheet = lay_out(BY_TENURE, "residuals", Wish("en"))
    cells = [m for m in sheet.marks if isinstance(m, Words) and re.fullmatch(r"[+−]?\d\.\d", m.words)]
    assert {m.words: m.bold for m in cells}["+3.5"]
    assert any(m.hatch for m in sheet.marks if isinstance(m, Box))
    values = sorted(round(x, 1) for row in BY_TENURE.adjusted_residuals for x in row)
    assert sorted(float(m.words.replace("−", "-")) for m in cells) == values


def test_without_margins_nothing_is_said_or_drawn_of_intervals():
    said = alternative(ATTITUDE, language="en", margins=False)
    assert "interval" not in said
    assert not [m for m in lay_out(ATTITUDE, None, Wish(margins=False)).marks if _whisker(m)]
    assert [m for m in lay_out(ATTITUDE, None, Wish()).marks if _whisker(m)]


def test_a_protected_breakdown_gives_away_no_count():
    said = alternative(BY_TENURE, "grouped", language="kk", whole=True)
    assert "адам (" not in said
    assert "1 жылдан аз (n = 59) — 29\u00a0%" in said


def test_markup_in_labels_is_text_and_nothing_else():
    picture = render(single(HOSTILE, {"a": (HOSTILE, 3)}), language="kk").decode()
    assert "<script" not in picture
    assert "&lt;script&gt;" in picture
    assert picture.count("<title") == picture.count("<desc") == 1


def test_two_charts_in_one_page_share_no_id():
    first, second = (re.findall(r'\bid="([^"]+)"', render(one).decode()) for one in (ATTITUDE, GRID))
    assert first
    assert not set(first) & set(second)


def test_a_png_is_sharp_enough_for_print():
    picture = render(ATTITUDE, format="png", width=720)
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture[16:20], "big") == 1440


def test_themes_differ():
    assert len({render(ATTITUDE, theme=theme) for theme in THEMES}) == 3


def test_a_chart_that_does_not_suit_is_refused_with_those_that_do():
    with pytest.raises(UnsuitableChart, match=r"“likert” does not suit this result. These do: bars"):
        render(ATTITUDE, "likert", language="en")


@pytest.mark.parametrize(
    "wish", [{"language": "de"}, {"format": "gif"}, {"theme": "sepia"}, {"order": "name"}, {"width": 10}]
)
def test_a_wish_that_does_not_exist_is_refused_with_those_that_do(wish):
    with pytest.raises((UnknownWish, WrongArgument), match=r"svg|kk|light|size|320"):
        render(ATTITUDE, **wish)


def test_a_code_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(UnknownWish, match=r"«r9» деген жоқ. Болатыны: r0, r1"):
        render(BY_SYSTEM, "dots", code="r9")


def _order(tally, order):
    said = alternative(tally, language="en", order=order)
    return re.findall(r"(?:^|\. |; )([^.;]+?) — \d", said)


def _whisker(mark):
    return isinstance(mark, Stroke) and mark.width == 1.3


def test_what_a_chart_is_about_stands_under_its_title_and_in_its_words():
    about = "Тек мына топта: Еңбек өтілі: 1–3 жыл"
    assert f". {about}. Жауап бергендер: " in alternative(ATTITUDE, language="kk", about=(about,))
    written = [
        one.words for one in lay_out(ATTITUDE, None, Wish(about=(about,))).marks if isinstance(one, Words)
    ]
    assert written[1] == about
    assert about in render(ATTITUDE, about=(about,)).decode()


def test_a_phone_shows_and_tells_what_a_desk_does():
    for result in results().values():
        for kind in kinds(result):
            assert alternative(result, kind, width=360) == alternative(result, kind), kind
