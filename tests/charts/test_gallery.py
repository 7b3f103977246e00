"""The gallery shows every chart as it is drawn today."""

from analysis.charts.registry import charts
from tests.gallery import GALLERY, SHOWN, page, pictures


def test_every_registered_chart_stands_in_the_gallery():
    assert SHOWN.keys() == charts().keys()


def test_the_pictures_of_the_gallery_are_those_that_are_drawn_byte_for_byte():
    kept = {path.name: path.read_bytes() for path in GALLERY.glob("*.svg")}
    drawn = pictures()
    assert kept.keys() == drawn.keys()
    changed = [name for name, content in drawn.items() if kept[name] != content]
    assert not changed, f"look at these, then: python -m tests.gallery: {changed}"


def test_the_page_of_the_gallery_says_what_the_charts_say():
    assert (GALLERY / "README.md").read_text("utf-8") == page()
