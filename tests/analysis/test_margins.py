"""Files of what is known of a population, and weighing shown."""

import json
from pathlib import Path

import pytest

from analysis import show
from analysis.errors import UnreadableFile
from analysis.margins import read_margins
from analysis.weigh import weigh
from tests.analysis.test_weigh import crowd

KNOWN = {"sex": {"m": 40.0, "f": 60.0}, "age": {"y": 45.0, "o": 55.0}}


def file(folder: Path, content: bytes, name: str = "m.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_csv_and_json_say_the_same(tmp_path: Path) -> None:
    lines = "variable,code,total\nsex,m,40\nsex,f,60\nage,y,45\nage,o,55\n"
    assert read_margins(file(tmp_path, b"\xef\xbb\xbf" + lines.encode())) == KNOWN
    assert read_margins(file(tmp_path, json.dumps(KNOWN).encode(), "m.json")) == KNOWN


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("m.csv", b"", "needs the columns"),
        ("m.csv", b"variable;code;total\nsex;m;4\n", "needs the columns"),
        ("m.csv", b"variable,code,total\n", "names no totals"),
        ("m.csv", b"variable,code,total\nsex,m,4\nsex,m,5\n", "line 3.*twice"),
        ("m.csv", b"variable,code,total\nsex,,4\n", "line 2"),
        ("m.csv", b"variable,code,total\nsex,m,-4\n", "number from 0 up, not '-4'"),
        ("m.csv", b"variable,code,total\nsex,m,nan\n", "not 'nan'"),
        ("m.csv", b"variable,code,total\nsex,m\n", "not None"),
        ("m.csv", b"\xff\xfe", "not UTF-8"),
        ("m.csv", b"variable,code,total\n" + b"x" * 200_000, "not CSV"),
        ("m.json", b"[" * 100_000, "not JSON"),
        ("m.json", b"[]", "must be an object"),
        ("m.json", b'{"sex": 5}', "must be an object"),
        ("m.json", b'{"sex": {"m": true}}', "sex, m: the total"),
        ("m.json", b'{"sex": {"m": "' + b"9" * 400 + b'"}}', "sex, m: the total"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_margins(file(tmp_path, content, name))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_margins(tmp_path / "none.csv")


def test_factors_design_effect_and_effective_number_are_shown() -> None:
    found = weigh(crowd(1), KNOWN)
    told = show.as_text(found)
    assert f"Effective number of people {found.effective_n:.1f} of 12" in told
    rows = show.as_json(found)["rows"]
    assert [row["percent_after"] for row in rows if row["variable"] == "age"] == pytest.approx([45, 55])
    assert rows[0]["factor"] == pytest.approx(rows[0]["after"] / rows[0]["before"])
    assert "sex: missing" in told
    assert "жауап жоқ" in show.as_text(found, "kk")


def test_how_many_were_trimmed_is_told() -> None:
    plain, trimmed = weigh(crowd(), KNOWN), weigh(crowd(), KNOWN, limits=(0.5, 1.2))
    assert (plain.trimmed, trimmed.trimmed) == (0, int((plain.weights > 1.2 * plain.weights.mean()).sum()))
    assert trimmed.trimmed > 0
    assert f"{trimmed.trimmed} people had their weight trimmed" in show.as_text(trimmed)
    assert "trimmed to the limits" not in show.as_text(plain)
