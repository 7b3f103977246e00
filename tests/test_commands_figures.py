"""`audit` takes files of figures that people wrote: every fault is a refusal that names its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.errors import UnreadableFile
from analysis.figures import read_figures

FIGURE = {"id": "att.boring", "variable": "attitude", "published_percent": "3.0", "base_n": 237}


def file(folder: Path, content: Any) -> Path:
    path = folder / "figures.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return path


def test_a_figures_file_of_a_spreadsheet_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + json.dumps({"figures": [FIGURE]}).encode()
    assert read_figures(file(tmp_path, content)) == {"figures": [FIGURE]}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON in UTF-8"),
        (b'{"figures": [{"id": "a", "published_percent": NaN}]}', "NaN"),
        (b'{"figures": [' + b"9" * 5000 + b"]}", "not JSON"),
        (b"[" * 100_000, "nested"),
        ([], "figures"),
        ({"figures": 1}, "figures"),
        ({"figures": [None]}, "entry 1"),
        ({"figures": [FIGURE, {}]}, "entry 2"),
        ({"figures": [], "districts": ["x"]}, "districts"),
    ],
)
def test_a_file_that_holds_no_figures_is_refused(tmp_path: Path, content: Any, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        read_figures(file(tmp_path, content))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("published_percent", "22,0"),
        ("published_percent", "22 %"),
        ("published_percent", ""),
        ("published_percent", "nan"),
        ("published_percent", "1e9999999"),
        ("published_percent", True),
        ("base_n", "237"),
        ("base_n", 0),
        ("base_n", 237.5),
        ("count", -1),
    ],
)
def test_a_number_that_is_none_is_refused_with_its_figure(tmp_path: Path, key: str, value: Any) -> None:
    with pytest.raises(UnreadableFile, match=f"\"{key}\" of 'att.boring'"):
        read_figures(file(tmp_path, {"figures": [{**FIGURE, key: value}]}))


def test_a_fraction_needs_a_number(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="1/4"):
        read_figures(file(tmp_path, {"figures": [{"id": "a", "kind": "fraction", "value": "1/0"}]}))
