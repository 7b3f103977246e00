"""Audits of small tables, each sentence worked out by hand."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest

from analysis.audits import audit_table, check, checks, read_table, table_of
from analysis.audits.bands import band_of
from analysis.audits.fitting import Fit
from analysis.audits.reading import HEADS
from analysis.audits.spreads import attained
from analysis.errors import UnreadableFile, WrongArgument
from analysis.show import as_json
from tests.analysis.plants import PLANTS

TALK = Path(__file__).parent.parent.parent / "docs" / "talk-figures.csv"


def said(rows: Any, severity: str = "") -> list[str]:
    found = as_json(audit_table(rows), "en")["findings"]
    return [one["text"] for one in found if one["severity"] == severity or not severity]


def shares(*printed: str, **of_column: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"label": f"row {place}", "percent": text} for place, text in enumerate(printed)
    ]
    rows[0].update(of_column)
    return rows


def counted(*printed: tuple[str, int]) -> list[dict[str, Any]]:
    rows = shares(*(text for text, _ in printed), base=237)
    return [{**row, "count": count} for row, (_, count) in zip(rows, printed, strict=True)]


@pytest.mark.parametrize(
    ("rows", "severity", "sentence"),
    [
        (
            shares("12.4", base=237),
            "impossible",
            "12.4 % of 237 is no whole number of people by any rule of rounding; possible are 12.2 % (29) "
            "and 12.7 % (30).",
        ),
        (shares("103", base=40), "impossible", "103 % is more than everybody."),
        ([{"label": "a", "count": 41, "base": 40}], "impossible", "41 people are more than the base of 40."),
        (
            [{"label": "a", "percent": "42.0", "count": 28}],
            "impossible",
            "28 is 42.0 % of no whole number of people by any rule of rounding; nearest: 28 of 67 is 41.8 %.",
        ),
        (
            [{"label": "a", "percent": "25", "count": 50, "base": 237}],
            "inconsistent",
            "25 is published, 50 of 237 makes 21.",
        ),
        (
            [{"label": "a", "mean": "3.27", "base": 20, "low": 1, "high": 5}],
            "impossible",
            "A mean of 3.27 from 20 ratings is no whole sum of scores by any rule of rounding; possible are "
            "3.25 and 3.30.",
        ),
        (
            [{"label": "a", "mean": "5.2", "low": 1, "high": 5}],
            "impossible",
            "A mean of 5.2 lies outside the scores 1 to 5.",
        ),
        (
            [{"label": "a", "mean": "3.00", "sd": "1.10", "base": 2, "low": 1, "high": 5}],
            "impossible",
            "No whole scores of 2 people have the mean 3.00 and the standard deviation 1.10.",
        ),
        (
            shares("30.0", "30.0", "42.0", answers="one"),
            "inconsistent",
            "3 shares of one answer each come to 102.0 %; if they are everybody, rounding explains no more "
            "than 99.7 to 100.3 %.",
        ),
        (
            shares("33", "33", "33", answers="one", base=200, rounding="half up"),
            "inconsistent",
            "The shares come to 99 %, but of 200 people they stand for 195 to 198, whatever the rounding.",
        ),
        (
            shares("60", "50"),
            "doubtful",
            "The shares come to 110 %, more than rounding explains: several answers were allowed, which is "
            "not said, or the rows overlap.",
        ),
        (
            shares("60", "50", answers="several"),
            "note",
            "The shares come to 110 %, because several answers were allowed: 1.10 answers a person of "
            "the base.",
        ),
        (
            [{"label": "a", "count": 3, "base": 9, "answers": "one"}, {"label": "b", "count": 5}],
            "inconsistent",
            "The counts come to 8, the base is 9.",
        ),
        (
            [
                *shares("20.0", "30.0", answers="part", base=50),
                {"label": "both", "percent": "54.0", "total of": "row 0;row 1"},
            ],
            "inconsistent",
            "The total 54.0 stands for 27 to 27 of 50, its parts make 25 to 25.",
        ),
        (
            counted(("2.9", 7), ("24.0", 57), ("25", 59)),
            "inconsistent",
            "No single rule of rounding gives all figures of the base 237. Not given by rounding up; "
            "rounding to the nearest: row 0 (2.9); row 1 (24.0); by truncation: row 2 (25).",
        ),
        (
            shares("22.4", "6.3", base=257),
            "inconsistent",
            "Not all rows are possible of the stated base of 257; the nearest that give them all: 255; 267.",
        ),
        (
            shares("50", base=300, frame=257),
            "inconsistent",
            "The base of 300 is more than the 257 people who were to answer.",
        ),
        (
            shares("50", base=200, frame=257),
            "note",
            "Every share is of 200 people, the frame has 257: 57 (22.2 %) did not answer.",
        ),
    ],
)
def test_a_table_is_told_what_is_wrong(rows: Any, severity: str, sentence: str) -> None:
    assert sentence in said(rows, severity)


def test_the_talk_needs_no_records_to_be_read() -> None:
    texts = " ".join(said(TALK))
    assert "One base gives the figures of all 4 questions: 237." in texts
    assert "28 is 42.0 % of no whole number of people" in texts
    assert "The groups hold 189 of 257: 68 are in no group." in texts
    assert "10 stands in two bands: 4–10 years; 10–15 years." in texts
    assert "by truncation: under 1 year (25)" in texts


def test_shares_of_the_frame_stand_beside_those_of_the_base() -> None:
    (row,) = audit_table(shares("22", base=237, frame=257, rounding="half up")).rows
    assert row.counts == (51, 53)
    assert row.bounds == pytest.approx((100 * 51 / 257, 100 * 73 / 257))


def test_weighted_shares_are_no_whole_people_but_must_add_up() -> None:
    assert said(shares("12.4", "87.6", base=237, weighted="yes", answers="one"), "impossible") == []
    assert (
        "come to 98.0"
        in said(shares("12.4", "85.6", base=237, weighted="yes", answers="one"), "inconsistent")[0]
    )


def test_a_row_without_which_a_base_is_possible_is_named() -> None:
    rows = [
        {"label": label, "percent": text, "count": count}
        for label, text, count in (("a", "25.0", 10), ("b", "50.0", 20), ("c", "33.3", 12))
    ]
    assert said(rows, "inconsistent") == ["No base gives all these figures. Possible without: c (33.3): 40."]


@pytest.mark.parametrize(
    ("bases", "severity", "told"),
    [
        ((100, 40, 60), "inconsistent", "The figure of all stands for 60 to 60, the groups make 50 to 50."),
        ((110, 40, 60), "note", "The groups hold 100 of 110: 10 are in no group."),
        (
            (90, 40, 60),
            "inconsistent",
            "The bases of the groups come to 100, more than the 90 of all: the groups overlap.",
        ),
    ],
)
def test_groups_make_the_whole(bases: tuple[int, ...], severity: str, told: str) -> None:
    cells = zip(("", "men", "women"), ("60.0", "50.0", "50.0"), bases, strict=True)
    rows = [
        {"label": "yes", "group": group, "by": "sex" * bool(group), "percent": text, "base": base}
        for group, text, base in cells
    ]
    assert told in said(rows, severity)


def test_a_whole_outside_its_groups_needs_people_in_none() -> None:
    rows = [
        {"label": "yes", "group": group, "percent": text}
        for group, text in (("", "61"), ("a", "50"), ("b", "60"))
    ]
    assert said(rows, "doubtful") == []
    rows[0]["percent"] = "63"
    assert said(rows, "doubtful")[0].startswith("63 of all lies outside the 50 to 60 of the groups")


@pytest.mark.parametrize(
    ("label", "low", "high"),
    [
        ("1 жылға дейін", None, 1),
        ("от 1 до 3 лет", 1, 3),
        ("35 жастан жоғары", 35, None),
        ("35 и старше", 35, None),
        ("не менее 10", 10, None),
        ("<5", None, 5),
        ("16+", 16, None),
        ("4–10", 4, 10),
        ("2", 2, 2),
    ],
)
def test_bands_are_read_in_three_languages(label: str, low: int | None, high: int | None) -> None:
    band = band_of(label)
    assert band is not None
    assert (band.low, band.high) == (low, high)


def test_a_label_stands_twice_whatever_its_letters() -> None:
    rows = [{"label": "Сəтбаев", "percent": "5"}, {"label": "сәтбаев ", "percent": "6"}]
    assert said(rows, "inconsistent") == ["The label stands on line 1 too, with other figures."]


def test_scores_with_a_sum_of_squares_are_sought_one_by_one() -> None:
    reachable = {(a + b + c, a * a + b * b + c * c) for a in range(5) for b in range(5) for c in range(5)}
    for total in range(13):
        for square in range(50):
            assert attained(3, total, square, 4) == ((total, square) in reachable)


def test_a_million_bases_are_searched_at_once() -> None:
    column = table_of(
        [{"label": str(place), "percent": f"{place}.123456", "answers": "part"} for place in range(1, 9)]
    ).columns[0]
    first, last, _ = Fit(column).window
    assert last - first == 999_999
    assert Fit(column).bases.smallest is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no lines"),
        ("label,percent\n", "no figures"),
        ("label,percent\na,\n", "has no percent, count or mean"),
        ("percent\n5\n", "line 2 has no label"),
        ("label,percent\na,12,4\n", "quote a decimal comma"),
        ("label,colour\na,red\n", "no head"),
        ("label,percent\na,-1\n", "from 0 up"),
        ("label,count\na,1.5\n", "whole number of people"),
        ("label,count,base\na,1,0\n", "above 0"),
        ("label,percent,rounding\na,1,up\n", "rule of rounding"),
        ("label,percent,answers\na,1,one\nb,1,several\n", "lines 2 and 3 differ in 'answers'"),
        ("label,mean,low,high\na,1,5,1\n", "is not below"),
        ("label,percent,total of\na,1,\nb,1,c\n", "line 3: no other row of its column is .'c'"),
        ("label,percent,total of\na,1,*\n", "no other row"),
    ],
)
def test_what_is_no_figure_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match=words):
        read_table(path)


@pytest.mark.parametrize(
    "text", ["[1]", "{}", '[{"label": "a", "percent": NaN}]', "[" * 100_000, '{"rows": 1}']
)
def test_json_that_is_no_table_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "figures.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile):
        read_table(path)


def test_a_table_of_a_kazakh_spreadsheet_is_the_same_table(tmp_path: Path) -> None:
    ours, json_file = tmp_path / "a.csv", tmp_path / "a.json"
    ours.write_text("\ufeffжауап;пайыз;саны;негіз\nиә;24,0 %;57;237\n", "utf-8")
    json_file.write_text(json.dumps([{"label": "иә", "percent": "24.0", "count": 57, "base": 237}]), "utf-8")
    assert read_table(ours).columns[0].base == read_table(json_file).columns[0].base == 237
    assert said(ours) == said(json_file)


def test_a_check_is_registered_once() -> None:
    with pytest.raises(ValueError, match="registered already"):
        check(next(iter(checks().values())))


def test_every_check_tells_its_formula() -> None:
    assert all(len((one.__doc__ or "").split()) > 12 for one in checks().values())


def blocks(kind: str) -> list[str]:
    text = (TALK.parent / "audit.md").read_text("utf-8")
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def test_the_example_of_the_document_is_answered_so(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_text(blocks("csv")[0], "utf-8")
    assert blocks("text")[0].rstrip() == str(audit_table(path)).rstrip()


def test_the_document_tells_what_the_talk_is_told() -> None:
    assert blocks("text")[1].rstrip() == str(audit_table(TALK)).rpartition("\n\n")[2].rstrip()


def test_the_document_tells_of_every_check_and_every_head() -> None:
    text = (TALK.parent / "audit.md").read_text("utf-8")
    assert [name for name in (*checks(), *HEADS) if f"`{name}`" not in text] == []


def test_a_search_that_was_cut_short_says_so() -> None:
    rows = shares(*(f"{place}.{place:06d}" for place in range(1, 30)), answers="one")
    assert said(rows, "doubtful") == [
        "No base up to 689655 gives all these figures; larger ones were not tried."
    ]


def test_sums_and_totals_must_hold_by_one_rule() -> None:
    report, detectable = PLANTS["total"][0](Random("xtotal1260"))
    rows = [{key: value for key, value in row.items() if key != "true"} for row in report.rows]
    told = "No one rule of rounding makes the rows add up to the base and to their totals at once."
    assert detectable
    assert told in said(rows, "inconsistent")


@pytest.mark.parametrize("wrong", [None, 5, [1], b"label", {"label": "a"}])
def test_what_is_no_table_at_all_is_refused_at_the_entrance(wrong: Any) -> None:
    with pytest.raises(WrongArgument, match="audit_table"):
        audit_table(wrong)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    for language in ("kk", "ru", "en"):
        texts = [one["text"] for one in as_json(audit_table(TALK), language)["findings"]]
        sign = "." if language == "en" else ","
        assert any(f"7{sign}8 %" in text for text in texts)
        assert any(f"75{sign}4 %" in text for text in texts)
