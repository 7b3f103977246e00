"""Results as text, HTML, JSON, CSV and frames."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analysis.audit import audit
from analysis.codebook import Code, Codebook, Variable
from analysis.crosstabs import crosstab
from analysis.microdata import Microdata
from analysis.show import as_csv, as_frame, as_html, as_json, as_text
from analysis.show.sheet import base_line
from analysis.tables import Crosstab, Tally
from analysis.tallies import tally
from analysis.words import WORDS, number
from tests.analysis.people import crossed, people

EVERYTHING = [
    *(tally(people(), name) for name in ("image", "motive", "a", "cause", "books", "comment")),
    crosstab(people(), "image", "place"),
    crosstab(crossed([[20, 0], [0, 0]]), "r", "c"),
]
LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("result", EVERYTHING, ids=lambda result: type(result).__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_result_has_every_form_in_every_language(result: Tally | Crosstab, language: str) -> None:
    json.dumps(as_json(result, language), allow_nan=False)
    assert as_text(result, language)
    assert as_html(result, language).count("<tr") > 1 or isinstance(result, Tally)
    assert as_csv(result, language)
    for form in (as_text, as_html, as_csv):
        assert "nan" not in form(result, language).lower().split()


def test_the_json_of_a_tally_keeps_its_contract() -> None:
    content = as_json(tally(people(), "image"), "en")
    assert {key: content[key] for key in ("variable", "n", "missing", "base")} == {
        "variable": "image",
        "n": 7,
        "missing": 2,
        "base": 5,
    }
    assert (
        set(content["rows"][0])
        == set(content["nets"][0])
        == {"code", "label", "count", "percent", "low", "high"}
    )


def test_the_json_of_a_crosstab_keeps_its_contract() -> None:
    content = as_json(crosstab(crossed([[12, 8], [9, 11]]), "r", "c"), "en")
    assert content["counts"] == [[12, 8], [9, 11]]
    assert (content["row_codes"], content["column_codes"]) == (["r0", "r1"], ["c0", "c1"])
    assert {"name", "statistic", "df", "p"} <= set(content["test"])
    assert {"value", "low", "high"} <= set(content["cramers_v"])
    assert content["verdict"] == "cannot tell"
    assert len(content["expected"][0]) == len(content["adjusted_residuals"][0]) == 2


def test_a_per_cent_of_nobody_is_unknown() -> None:
    content = as_json(crosstab(crossed([[2, 0], [3, 0]]), "r", "c"), "en")
    assert content["column_percents"] == [[40, None], [60, None]]
    assert "–" in as_text(crosstab(crossed([[2, 0], [3, 0]]), "r", "c"))


class Scopes(HTMLParser):
    """Collects the scopes of header cells."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("th", "caption"):
            self.seen.append(dict(attrs).get("scope") or tag)


def test_html_is_a_table_with_caption_scopes_base_and_method() -> None:
    page, scopes = as_html(tally(people(), "image"), "en"), Scopes()
    scopes.feed(page)
    assert scopes.seen == ["caption", *["col"] * 4, *["row"] * 4]
    assert "<p>base: 5 people; missing: skipped 1, not asked 1.</p>" in page
    assert "Wilson" in page


def test_labels_are_escaped() -> None:
    label = {"en": "<script>alert('x')</script> & more"}
    book = Codebook("b", (Variable("x", label, codes=(Code("1", label),)),))
    page = as_html(tally(Microdata.from_records(book, [{"x": "1"}]), "x"), "en")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_labels_come_in_the_language_asked_for() -> None:
    assert "image (kk)" in as_text(tally(people(), "image"), "kk")
    assert "негіз: 5 адам" in as_html(tally(people(), "image"), "kk")
    assert "база: 5 чел." in as_html(tally(people(), "image"), "ru")


@pytest.mark.parametrize(
    "formula", ["=1+1", "+1", "-1", "@x", "\tx", " =1", "＝1", "＋1", "－1", "＠x", "\n=1"]
)
def test_csv_runs_no_formula_in_a_spreadsheet(formula: str) -> None:
    book = Codebook("b", (Variable("x", {"en": "x"}, codes=(Code("1", {"en": formula}),)),))
    written = as_csv(tally(Microdata.from_records(book, [{"x": "1"}]), "x"))
    (record,) = csv.DictReader(io.StringIO(written))
    assert record["label"] == "'" + formula


def test_negative_numbers_stay_numbers_in_csv() -> None:
    written = as_csv(crosstab(crossed([[12, 8], [9, 11]]), "r", "c"))
    residuals = [float(record["adjusted_residual"]) for record in csv.DictReader(io.StringIO(written))]
    assert min(residuals) < 0


def test_excel_gets_its_mark_when_asked() -> None:
    assert as_csv(tally(people(), "image"), bom=True).startswith("\ufeffvariable,")


def test_a_frame_holds_the_rows() -> None:
    frame = as_frame(tally(people(), "image"), "pandas")
    assert frame["count"].tolist() == [3, 1, 1, 2]


@pytest.mark.parametrize("places", WORDS.items(), ids=lambda item: "")
def test_translations_have_the_same_places_to_fill(places: tuple[str, tuple[str, str]]) -> None:
    import string

    def fields(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    english, translated = places
    assert all(fields(text) == fields(english) for text in translated)
    assert not any(letter in text for text in translated for letter in "əƏ")


def test_numbers_are_rounded_half_up_and_written_by_language() -> None:
    assert (number(0.25, "en"), number(2.5, "ru", 0), number(-0.04, "kk")) == ("0.3", "3", "0,0")


@pytest.mark.parametrize(
    ("language", "sample", "above"),
    [
        ("kk", "ығысуы түзетілген V", "өз аралығынан жоғары"),
        ("ru", "с поправкой на смещение", "выше своего интервала"),
        ("en", "corrected for its bias", "lies above its interval"),
    ],
)
def test_the_text_of_a_cross_tab_says_why_v_lies_above_its_interval(
    language: str, sample: str, above: str
) -> None:
    chance, shown = (
        crosstab(crossed([[12, 8], [10, 9]]), "r", "c"),
        crosstab(crossed([[30, 2], [3, 28]]), "r", "c"),
    )
    assert chance.association is not None
    lucky = replace(chance, association=replace(chance.association, value=0.4, high=0.3))
    for result, lies in ((lucky, True), (shown, False)):
        told = as_text(result, language)
        assert sample in told
        assert (above in told) is lies


def test_the_reason_of_an_audited_figure_stands_beneath_the_table() -> None:
    facts = [{"id": "age", "label": {"en": "age"}, "value": "1/3", "kind": "text-figure"}]
    lines = as_text(audit(facts, people(), {})).splitlines()
    assert lines[4].endswith("cannot")
    assert "age: A figure of the text: no record holds it." in lines


def test_what_is_missing_stands_apart_from_its_number_where_a_verb_says_it():
    assert base_line(5, {"skipped": 1}, "kk") == "негіз: 5 адам; жауап жоқ: жауапсыз қалдырды – 1."
    assert base_line(5, {"skipped": 1}, "ru") == "база: 5 чел.; нет ответа: пропустили – 1."
    assert base_line(5, {"skipped": 1}, "en") == "base: 5 people; missing: skipped 1."
