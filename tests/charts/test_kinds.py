"""What the charts of groups, waves and combinations show."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from analysis.charts import UnknownWish, alternative, kinds, lay_out
from analysis.charts.funnel import groups
from analysis.charts.sheet import Box, Curve, Dot, Stroke, Words
from analysis.charts.speech import Speech
from analysis.charts.tilemap import depths
from analysis.charts.wish import Wish
from analysis.errors import DesignError
from analysis.look import LIGHT
from analysis.publications.protected import crossed, protected
from tests.charts.examples import (
    BY_REGION,
    BY_SYSTEM,
    CHANGES,
    IMAGES,
    MERGED,
    TOGETHER,
    TREND,
    crosstab,
    label,
    number,
    row,
    single,
)

BOOLEAN = single("Сұрақ?", {"yes": ("Иә", 30), "no": ("Жоқ", 20)})
AGE = number(19.0, 35.0, rows=())
FAR = crosstab(
    IMAGES[:2], [f"{n}-жүйе" for n in range(6)], [(20, 12, 12, 12, 31, 60), (20, 28, 28, 28, 9, 140)]
)


def test_a_funnel_names_who_lies_outside_and_nobody_else():
    far = {one.label: one.outside for one in groups(FAR, 0, Speech("en"))}
    assert far == {"0-жүйе": 0, "1-жүйе": 0, "2-жүйе": 0, "3-жүйе": 0, "4-жүйе": 2, "5-жүйе": 0}
    written = [m.words for m in lay_out(FAR, "funnel", Wish("en")).marks if isinstance(m, Words)]
    assert "4-жүйе" in written
    assert "0-жүйе" not in written
    assert "Outside the 99.8% limits: 4-жүйе (n = 40) — 77.5%." in alternative(FAR, "funnel", language="en")


def test_a_funnel_without_anybody_outside_says_so():
    even = crosstab(IMAGES[:2], list("абвгд"), [(10,) * 5, (30,) * 5])
    assert "No group lies outside the 95% limits." in alternative(even, "funnel", language="en")


def test_a_funnel_of_weighted_people_or_of_few_groups_is_not_drawn():
    weighted = tuple(tuple(2.0 * cell for cell in cells) for cells in BY_SYSTEM.counts)
    assert "funnel" in kinds(BY_SYSTEM)
    assert "funnel" not in kinds(replace(BY_SYSTEM, weighted=weighted))
    assert "funnel" not in kinds(crosstab(["Иә", "Жоқ"], ["Қала", "Ауыл"], [[9, 5], [5, 9]]))


def test_the_map_shows_one_region_before_june_2022_and_two_since():
    def named(day):
        marks = lay_out(BY_REGION, "tilemap", Wish("en", day=day)).marks
        words = [m.words for m in marks if isinstance(m, Words)]
        return "Karaganda region" in words, "Ulytau region" in words, any(isinstance(m, Curve) for m in marks)

    assert named("2022-06-07") == (True, False, False)
    assert named("2022-06-08") == named(None) == (True, True, True)


def test_the_map_has_a_tile_for_each_of_the_18_systems_and_says_few_and_none():
    sheet = lay_out(BY_REGION, "tilemap", Wish("en"))
    assert len([m for m in sheet.marks if isinstance(m, Box)]) == 18
    words = [m.words for m in sheet.marks if isinstance(m, Words)]
    assert words.count("few") == 3
    assert words.count("–") == 2
    assert any(one.startswith("Not on the map: Облыстық немесе басқа кітапхана (n = 15)") for one in words)


def test_systems_that_were_merged_share_one_figure():
    words = [m.words for m in lay_out(MERGED, "tilemap", Wish("en")).marks if isinstance(m, Words)]
    assert words.count("n = 37") == 4
    assert "share one figure" in alternative(MERGED, "tilemap", language="en")


def test_a_banner_without_systems_has_no_map_and_a_day_is_a_day():
    assert "tilemap" not in kinds(BY_SYSTEM)
    with pytest.raises(UnknownWish, match="day: there is no “June”"):
        lay_out(BY_REGION, "tilemap", Wish("en", day="June"))


def test_depths_run_from_the_smallest_to_the_largest_share():
    assert depths([10, 20, 30, 40, 60]) == [0, 1, 2, 3, 4]
    assert depths([7, 7]) == [0, 0]


def test_only_a_change_whose_interval_leaves_out_0_is_drawn_strong():
    marks = lay_out(CHANGES, "slope", Wish("en")).marks
    assert [m.words for m in marks if isinstance(m, Words) and m.bold and m.size == 14] == ["Толық толады"]
    assert len([m for m in marks if isinstance(m, Dot) and m.fill == LIGHT.accent]) == 2
    assert not [m for m in lay_out(CHANGES, "slope", Wish(margins=False)).marks if _strong(m)]


def test_values_that_are_not_equally_far_apart_never_touch():
    def gaps(*values):
        tally = number(8.0, 144.0, rows=tuple(row(f"{v}", label(f"{v}"), 9, 60) for v in values))
        boxes = [m for m in lay_out(tally, "histogram", Wish("en")).marks if isinstance(m, Box)]
        said = "equally far apart" in alternative(tally, "histogram", language="en")
        return {round(two.y - one.y - one.height) for one, two in pairwise(boxes)}, said

    assert gaps(1, 2, 3, 4) == ({2}, False)
    assert gaps(8, 16, 36, 144) == ({10}, True)


def test_no_line_leads_to_a_wave_that_asked_in_other_words():
    def lines(series):
        return [
            m for m in lay_out(series, "trend", Wish("en")).marks if isinstance(m, Stroke) and m.width == 1.6
        ]

    broken = replace(TREND, breaks=(2,))
    assert len(lines(TREND)) - len(lines(broken)) == len(TREND.rows)
    assert "asked in other words: 2022." in alternative(broken, language="en")
    with pytest.raises(DesignError, match="not places of waves"):
        replace(TREND, breaks=(4,))


def test_a_chart_of_groups_that_answered_alike_says_so():
    group = protected(BOOLEAN, 20, (100, 0))
    table = crossed(
        BOOLEAN,
        ("place", label("Орын")),
        [("town", label("Қала"), group), ("village", label("Ауыл"), protected(BOOLEAN, 30, (60, 40)))],
    )
    assert "everybody answered alike here: Қала." in alternative(table, "stacked", language="en")
    assert "alike" not in alternative(protected(BOOLEAN, 30, (60, 40)), language="en")


def test_a_point_is_as_high_in_every_row_of_a_trend():
    marks = lay_out(TREND, "trend", Wish("en")).marks
    dots = [m for m in marks if isinstance(m, Dot)]
    values = [one.value for row in TREND.rows for one in row.values]
    steps = []
    for start in range(0, len(dots), 4):
        rise = dots[start].y - dots[start + 1].y
        steps.append(rise / (values[start + 1] - values[start]))
    assert steps == pytest.approx([steps[0]] * len(steps))


def test_combinations_stand_as_columns_or_on_a_phone_as_named_bars():
    wide = [m for m in lay_out(TOGETHER, "upset", Wish("kk")).marks if isinstance(m, Dot)]
    chosen = sum(len(row.codes) for row in TOGETHER.rows)
    assert len([m for m in wide if m.fill == LIGHT.accent]) == chosen
    phone = lay_out(TOGETHER, "upset", Wish("kk", width=360)).marks
    assert not [m for m in phone if isinstance(m, Dot)]
    assert "Other, rare combinations: 21, chosen by 32." in alternative(TOGETHER, "upset", language="en")


def test_a_box_has_ends_only_where_they_may_be_told():
    hidden = {key: value for key, value in AGE.statistics.items() if key not in ("min", "max")}
    public = replace(AGE, statistics=hidden)
    assert "The ends are the smallest and the largest" in alternative(AGE, "box", language="en")
    assert not re.search("ends|19.0|35.0|smallest", alternative(public, "box", language="en"))
    assert not [
        m for m in lay_out(public, "box", Wish("en")).marks if getattr(m, "words", "") in ("19.0", "35.0")
    ]


def _strong(mark):
    return isinstance(mark, Words) and mark.bold and mark.size == 14
