"""Laws of every registered chart: what is drawn is readable, repeatable, true, and said in words."""

import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from itertools import combinations
from xml.etree import ElementTree

import matplotlib as mpl
import pytest

from analysis.charts import NothingToDraw, alternative, kinds, lay_out, render
from analysis.charts.paint import figure, settled
from analysis.charts.registry import charts
from analysis.charts.speech import clean
from analysis.charts.wish import Wish
from analysis.tables import Tally
from tests.charts import examples

RESULTS = examples.results()
CASES = [(name, kind) for name, result in RESULTS.items() for kind in kinds(result)]
WISHES = {
    "kk": Wish("kk"),
    "ru": Wish("ru"),
    "en": Wish("en"),
    "phone": Wish("kk", width=360),
    "phone-ru": Wish("ru", width=360),
    "protected": Wish("kk", whole=True),
    "no-margins": Wish("kk", margins=False),
    "by-code": Wish("en", order="code"),
}
NUMBER = re.compile(r"[<>+−]?\d[\d\u00a0.,]*(\u00a0?%)?")

every_chart = pytest.mark.parametrize(("name", "kind"), CASES)
every_wish = pytest.mark.parametrize("wish", WISHES.values(), ids=WISHES)


def test_every_registered_chart_is_tried_here():
    assert {kind for _, kind in CASES} == set(charts())


@every_wish
@every_chart
def test_no_two_words_collide_and_none_leaves_the_picture(name, kind, wish):
    with settled():
        drawn = figure(lay_out(RESULTS[name], kind, wish))
        boxes = [(text.get_text(), text.get_window_extent()) for text in drawn.texts]
        edge = drawn.bbox
    for words, box in boxes:
        assert min(box.x0, box.y0) >= 0, words
        assert min(edge.x1 - box.x1, edge.y1 - box.y1) >= 0, words
    for (one, box), (other, against) in combinations(boxes, 2):
        assert not _overlap(box, against), f"{one!r} lies over {other!r}"


@every_wish
@every_chart
def test_the_alternative_says_every_number_that_is_drawn(name, kind, wish):
    said = alternative(RESULTS[name], kind, **_arguments(wish))
    with settled():
        marks = lay_out(RESULTS[name], kind, wish).marks
    scales = wish.colours.muted
    written = [m for m in marks if hasattr(m, "words") and not (m.align == "center" and m.colour == scales)]
    numbers = {mark.words for mark in written if NUMBER.fullmatch(mark.words)} - {"1", "2", "3", "4", "5"}
    assert not [number for number in numbers if number not in said]


@every_chart
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_alternative_says_every_label(name, kind, language):
    said = alternative(RESULTS[name], kind, language=language)
    for label in examples.labels(RESULTS[name], kind):
        assert clean(label[language]) in said


@every_chart
@pytest.mark.parametrize("format", ["svg", "png"])
def test_the_same_result_gives_the_same_bytes_and_stays_as_it_was(name, kind, format):
    before = deepcopy(RESULTS[name])
    assert render(RESULTS[name], kind, format=format) == render(before, kind, format=format)
    assert RESULTS[name] == before


@every_chart
def test_the_picture_is_named_and_described_and_brings_no_style_or_script(name, kind):
    picture = render(RESULTS[name], kind, language="kk").decode()
    root = ElementTree.fromstring(picture)
    title, description, *_ = root
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert description.text == alternative(RESULTS[name], kind, language="kk")
    assert not re.search(r"<style|style=|<script|<image|http://(?!www.w3.org/)", picture)


@pytest.mark.parametrize("kind", charts())
def test_an_empty_result_is_refused_by_name(kind):
    for empty in examples.EMPTY:
        assert kinds(empty) == []
        with pytest.raises(NothingToDraw, match="жауап жоқ"):
            render(empty, kind, language="kk")


@pytest.mark.parametrize("kind", charts())
def test_the_settings_of_matplotlib_are_left_alone_and_do_not_matter(kind):
    result = next(RESULTS[name] for name, other in CASES if other == kind)
    plain, before = render(result, kind), dict(mpl.rcParams)
    assert dict(mpl.rcParams) == before
    with mpl.rc_context({"font.size": 30, "text.usetex": True, "savefig.bbox": "tight", "svg.hashsalt": "x"}):
        assert render(result, kind) == plain


def test_threads_draw_the_same_as_one_after_another():
    alone = [render(RESULTS[name], kind) for name, kind in CASES]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda case: render(RESULTS[case[0]], case[1]), CASES))
    assert together == alone


@every_chart
def test_shares_that_are_said_are_those_of_the_result(name, kind):
    said = alternative(RESULTS[name], kind, language="en")
    if isinstance(RESULTS[name], Tally):
        for one in (RESULTS[name], *RESULTS[name].items):
            for row in (*one.rows, *one.nets):
                assert f"{examples.half_up(row.percent)}%" in said


def _overlap(one, other, slack=0.5):
    """Whether two boxes share more than half a px in both directions."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > slack and high > slack


def _arguments(wish):
    return {name: getattr(wish, name) for name in ("language", "width", "whole", "margins", "order")}
