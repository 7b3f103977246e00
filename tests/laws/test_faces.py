"""Laws of everything that is shown: every registered kind of result keeps them, by being registered."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from analysis import show
from analysis.codebook_files import from_json, to_json
from analysis.errors import WrongArgument
from analysis.microdata import Microdata
from analysis.show.files import records as rows_of
from analysis.shown import Shown
from analysis.statistics import _registered, statistics
from tests.analysis.people import CODEBOOK, people, records
from tests.laws.test_statistics import crowd, found, law

GUIDE = Path(__file__).parents[2] / "CONTRIBUTING.md"


class Cells(HTMLParser):
    """The texts of a page, and its open tags."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts += [data] if data.strip() else []


def result(statistic: Any, names: tuple[str, ...], data: Any = None) -> Any:
    shown = found(statistic, crowd() if data is None else data, names)
    return pytest.skip("refused by name: there is nothing to show") if isinstance(shown, dict) else shown


@law
def test_json_holds_no_number_that_is_none(statistic: Any, names: tuple[str, ...]) -> None:
    content = show.as_json(result(statistic, names))
    assert json.loads(json.dumps(content, allow_nan=False)) == content


@law
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_text_and_html_say_the_same(statistic: Any, names: tuple[str, ...], language: str) -> None:
    shown = result(statistic, names)
    told, page = show.as_text(shown, language), Cells()
    page.feed(show.as_html(shown, language))
    assert not page.open
    assert [words for words in page.texts if words.strip() not in told] == []


@law
def test_what_a_table_rests_on_stands_beneath_it(statistic: Any, names: tuple[str, ...]) -> None:
    told = show.as_text(result(statistic, names))
    assert re.search(r"base: \d+ people; missing: ", told), told


@law
def test_csv_and_data_frame_hold_the_same_records(statistic: Any, names: tuple[str, ...]) -> None:
    shown = result(statistic, names)
    kept = rows_of(shown)
    rows = list(csv.DictReader(io.StringIO(show.as_csv(shown), newline="")))
    assert [list(row) for row in rows] == [list(row) for row in kept]
    assert list(show.as_frame(shown).columns) == (list(kept[0]) if kept else [])


@law
def test_printed_and_in_a_notebook_a_result_shows_itself(statistic: Any, names: tuple[str, ...]) -> None:
    shown = result(statistic, names)
    assert str(shown) == show.as_text(shown)
    assert shown._repr_html_() == show.as_html(shown)


@law
def test_no_label_runs_in_a_page_or_a_spreadsheet(statistic: Any, names: tuple[str, ...]) -> None:
    book = to_json(CODEBOOK).replace('"en": "', '"en": "=<i>')
    shown = result(statistic, names, Microdata.from_records(from_json(book), records() * 6))
    assert "<i>" not in show.as_html(shown)
    cells = [cell for row in csv.reader(io.StringIO(show.as_csv(shown), newline="")) for cell in row]
    assert [cell for cell in cells if cell.startswith("=")] == []


@law
def test_an_empty_result_is_shown_too(statistic: Any, names: tuple[str, ...]) -> None:
    nobody = result(statistic, names, people().where(people().column("image").missing == 99))
    for language in ("kk", "ru", "en"):
        assert show.as_text(nobody, language)


def test_what_is_no_result_cannot_be_shown() -> None:
    with pytest.raises(WrongArgument, match="a Shown is needed, not 'a table'"):
        show.as_text("a table")


def test_a_kind_has_one_face() -> None:
    kind = next(iter(show.faces()))
    with pytest.raises(ValueError, match="has a face already"):
        show.register(kind, json=lambda *_: {}, sheet=lambda *_: None, records=lambda _: [])


def test_the_new_statistic_of_the_guide_needs_its_own_file_only() -> None:
    example = re.findall(r"```python\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    scope: dict[str, Any] = {"__name__": "completeness"}
    try:
        exec(compile(example, "completeness.py", "exec", dont_inherit=True), scope)
        one: Shown = statistics()["completeness"].function(people(), "image")
        assert "base: 5 people; missing: skipped 1, not asked 1." in str(one)
        assert show.as_csv(one).splitlines()[1].startswith("image,6,5,83.3")
        assert CODEBOOK.has(show.as_json(one)["variable"])
    finally:
        _registered.pop("completeness", None)
