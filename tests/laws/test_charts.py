"""Laws of every registered chart: what is drawn is readable, repeatable, true, and said in words."""

import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.transforms import Bbox

from analysis.changes import change
from analysis.charts import NothingToDraw, alternative, kinds, lay_out, render
from analysis.charts.registry import _CHARTS, charts
from analysis.charts.sheet import Words
from analysis.charts.speech import clean
from analysis.charts.wish import Wish
from analysis.combinations import combinations as combinations_of
from analysis.crosstabs import crosstab
from analysis.design import Design
from analysis.microdata import Microdata
from analysis.open_answers import open_answers
from analysis.series import beside
from analysis.tables import Protected, Tally
from analysis.tallies import tally
from tests.analysis.people import CODEBOOK, records
from tests.charts import examples
from tests.charts.examples import single

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
    sheet = lay_out(RESULTS[name], kind, wish)
    boxes = [(mark.words, _extent(mark)) for mark in sheet.marks if isinstance(mark, Words)]
    for words, box in boxes:
        assert min(box.x0, box.y0) >= 0, words
        assert min(sheet.width - box.x1, sheet.height - box.y1) >= 0, words
    for (one, box), (other, against) in combinations(boxes, 2):
        assert not _overlap(box, against), f"{one!r} lies over {other!r}"


@every_wish
@every_chart
def test_the_alternative_says_every_number_that_is_drawn(name, kind, wish):
    said = alternative(RESULTS[name], kind, **_arguments(wish))
    marks = lay_out(RESULTS[name], kind, wish).marks
    scales = wish.colours.muted
    written = [m for m in marks if hasattr(m, "words") and not (m.align != "left" and m.colour == scales)]
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
    if isinstance(RESULTS[name], Tally) and kind != "box":
        for one in (RESULTS[name], *RESULTS[name].items):
            for row in (*one.rows, *one.nets):
                assert f"{examples.half_up(row.percent)}%" in said


PEOPLE = list(records())
ORDERS = (PEOPLE, PEOPLE[::-1], PEOPLE[1::2] + PEOPLE[::2])
FROM_PEOPLE = {
    "image": lambda data: tally(data, "image"),
    "motive": lambda data: tally(data, "motive"),
    "books": lambda data: tally(data, "books"),
    "cause": lambda data: tally(data, "cause"),
    "image by place": lambda data: crosstab(data, "image", "place"),
    "together": lambda data: combinations_of(data, "motive", least=1),
    "typed": lambda data: open_answers(data, "comment", counted="words"),
    "change": lambda data: change(data, data, "image"),
    "beside": lambda data: beside(data, data, "image"),
    "waves": lambda data: beside(data, data, "image", in_time=True),
}


@pytest.mark.parametrize("name", FROM_PEOPLE)
def test_the_order_of_respondents_does_not_matter(name):
    results = [FROM_PEOPLE[name](Microdata.from_records(CODEBOOK, order, Design())) for order in ORDERS]
    for kind in kinds(results[0]):
        assert len({render(result, kind) for result in results}) == 1


def protected(table):
    """A cross-tab as the public sees it: groups to the nearest 5, whole per cents."""
    total = single("?", {code: (words, sum(cells)) for code, words, cells in _rows(table)})
    groups = []
    for place, code in enumerate(table.column_codes):
        counts = {row: (words, cells[place]) for row, words, cells in _rows(table)}
        group = single("?", counts)
        groups.append((code, table.column_labels[place], group))
    bases = tuple(5 * round(group.base / 5) for _, _, group in groups)
    whole = tuple(tuple(map(round, cells)) for cells in table.column_percents)
    told = Protected(bases, tuple(float(row.percent) for row in total.rows))
    nothing = tuple((0.0,) * len(bases) for _ in table.row_codes)
    return replace(
        table,
        column_percents=tuple(tuple(map(float, cells)) for cells in whole),
        column_low=nothing,
        adjusted_residuals=nothing,
        expected=nothing,
        missing={},
        test=None,
        association=None,
        population=None,
        protected=told,
    )


def _rows(table):
    return zip(table.row_codes, table.row_labels, table.counts, strict=True)


@pytest.mark.parametrize("kind", ["dots", "funnel", "grouped", "stacked", "tilemap", "gap"])
def test_a_protected_breakdown_is_drawn_without_counts_intervals_or_decimals(kind):
    exact = RESULTS["two groups" if kind in ("gap", "grouped") else "region"]
    said = alternative(protected(exact), kind, language="en").replace("99.8%", "")
    assert not re.search(r"interval \d|\d\.\d%|[^=] \d+ \(\d", said)
    assert re.search(r"\d%", said)
    assert render(protected(exact), kind) == render(protected(exact), kind, whole=True)


def test_what_needs_exact_counts_is_not_drawn_of_a_protected_breakdown():
    assert not {"mosaic", "residuals"} & set(kinds(protected(RESULTS["two groups"])))
    assert {"funnel", "tilemap"} <= set(kinds(protected(RESULTS["region"])))


def test_the_chart_of_the_guide_is_one_file_and_keeps_the_laws():
    guide = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = [
        one for one in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if '"unanswered"' in one
    ]
    try:
        exec(compile(example, "unanswered.py", "exec", dont_inherit=True), {"__name__": "unanswered"})
        assert kinds(RESULTS["motives"]) == ["bars", "unanswered"]
        said = alternative(RESULTS["motives"], "unanswered", language="en")
        assert "skipped — 0.4% (1); refused — 0.4% (1)" in said
        assert render(RESULTS["motives"], "unanswered") == render(RESULTS["motives"], "unanswered")
    finally:
        _CHARTS.pop("unanswered", None)


def _extent(mark):
    """The box of a line of type as matplotlib sets it: another route than the charts' own."""
    if not mark.words.strip():
        return Bbox([[mark.x, mark.y], [mark.x, mark.y]])
    file = f"{mpl.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' * mark.bold}.ttf"
    drawn = TextPath((0, 0), mark.words.replace("$", r"\$"), prop=FontProperties(fname=file, size=mark.size))
    box = drawn.get_extents()
    part = {"left": 0.0, "center": 0.5, "right": 1.0}[mark.align]
    left = mark.x - part * drawn.vertices[:, 0].max()
    return Bbox([[left + box.x0, mark.y - box.y1], [left + box.x1, mark.y - box.y0]])


def _overlap(one, other, slack=0.5):
    """Whether two boxes share more than half a px in both directions."""
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > slack and high > slack


def _arguments(wish):
    return {name: getattr(wish, name) for name in ("language", "width", "whole", "margins", "order")}
