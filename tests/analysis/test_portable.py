"""SPSS portable files: user-missing values survive, which the reader of the rest blanks."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import imports
from analysis.columns import Column
from analysis.errors import UnreadableFile

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRST"
TABLE = (
    "0" * 64
    + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .<(+0&[]!$*);^-/|,%_>?`:#@'=\""
    + "000000~000000000000000000000{}\\"
).ljust(256, "0")
HEADER = "ASCII SPSS PORT FILE".ljust(40) * 5 + TABLE + "SPSSPORTA8/202001016/101010"


def number(value: int) -> str:
    digits = ""
    while value >= 30:
        value, digit = divmod(value, 30)
        digits = DIGITS[digit] + digits
    return f"{DIGITS[value]}{digits}/"


def text(value: str) -> str:
    return number(len(value)) + value


def variable(name: str, *missing: str, width: int = 0) -> str:
    kind = "1" if width else "5"
    return f"7{number(width)}{text(name)}{kind}/8/0/{kind}/8/0/{''.join(missing)}"


VARIABLES = (
    variable("ONE", "87/", "88/", "89/", "C" + text("8/9/ is no record, but a label")),
    variable("LOW", "9-38/"),
    variable("HIGH", "A" + number(97) + "81/"),
    variable("SPAN", "B37/39/", "8-1/"),
    variable("WORD", "8" + text("NA"), "8" + text("DK  "), width=8),
    variable("HALF", "8.F/"),
)
ROWS = (
    "1/0/1/37/" + text("yes") + "1/",
    "7/-38/37/38/" + text("NA") + ".F/",
    "8/-39/38/39/" + text("DK") + "*.",
    "9/-37/-1/-1/" + text("D") + "-.F/",
    "*.5/37.F/3A/" + text(" NA") + "2/",
)
LABELS = "D1/" + text("ONE") + "2/1/" + text("Yes") + "7/" + text("Refused")


def portable(tmp_path: Path, body: str, newline: str = "\r\n") -> Path:
    whole = HEADER + body
    lines = [whole[place : place + 80].rstrip(" ") for place in range(0, len(whole), 80)]
    file = tmp_path / "d.por"
    file.write_bytes(newline.join([*lines, ""]).encode("latin-1"))
    return file


def contents(*records: str, count: int) -> str:
    return f"1{text('writer')}4{number(count)}5B/" + "".join(records)


WHOLE = contents(*VARIABLES, LABELS, "F", *ROWS, "Z" * 10, count=len(VARIABLES))


def missing(column: Column) -> set[str]:
    return {code.value for code in column.variable.codes if code.missing}


@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_every_user_missing_value_keeps_its_code(tmp_path: Path, newline: str) -> None:
    """As R of this file: d <- haven::read_por(file, user_na = TRUE); lapply(d, unclass); lapply(d, is.na)
    (haven 2.5.1), but that haven keeps the spaces at the end of "DK  " and so misses it."""
    columns = imports.read(portable(tmp_path, WHOLE, newline)).columns
    assert {name: missing(column) for name, column in columns.items()} == {
        "ONE": {"7", "8", "9"},
        "LOW": {"-98", "-99"},
        "HIGH": {"97", "98", "97.5", "1"},
        "SPAN": {"97", "98", "99", "-1"},
        "WORD": {"NA", "DK"},
        "HALF": {"0.5"},
    }
    assert columns["ONE"].kinds() == {"refused": 1, "skipped": 3}
    assert columns["SPAN"].frequencies() == {100.0: 1, "97": 1, "98": 1, "99": 1, "-1": 1}
    assert columns["WORD"].frequencies() == {"yes": 1, "NA": 1, "DK": 1, "D": 1, " NA": 1}
    assert columns["HALF"].kinds() == {"skipped": 2}


def test_labels_and_lines_without_their_last_spaces_are_read(tmp_path: Path) -> None:
    spaces = contents(variable("X", "89/", "C" + text("a" + " " * 200 + "b")), "F1/9/ZZ", count=1)
    column = imports.read(portable(tmp_path, spaces)).column("X")
    assert column.variable.label["en"] == "a" + " " * 200 + "b"
    assert missing(column) == {"9"}


def test_another_character_set_is_read_by_the_file_s_own_table(tmp_path: Path) -> None:
    file = portable(tmp_path, WHOLE)
    lines = b"".join(line.ljust(80) for line in file.read_bytes().splitlines())
    turned = lines[:200] + bytes(byte ^ 0x80 for byte in lines[200:])
    file.write_bytes(b"\n".join(turned[place : place + 80] for place in range(0, len(turned), 80)))
    columns = imports.read(file).columns
    assert (missing(columns["LOW"]), missing(columns["WORD"])) == ({"-98", "-99"}, {"NA", "DK"})


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (contents(variable("X", "8?/"), "F1/Z", count=1), "no number at character"),
        (contents(variable("X", "8-/"), "F1/Z", count=1), "no number at character"),
        (contents(variable("X", "8", width=3), "F", count=1), "no number at character"),
        (contents("C-3/abc", count=1), "no length of a text"),
        (contents("C1.F/abc", count=1), "no length of a text"),
        (contents("G", count=1), "no record begins with 'G'"),
        (contents(variable("X"), "C" + number(500) + "abc", count=1), "ends among its variables"),
        (contents(variable("X"), "F1/", count=1), "cannot be read as .por"),
        (contents(variable("X", "89+TTTT/"), "F1/Z", count=1), "no number at character"),
    ],
)
def test_broken_files_are_refused_with_their_fault(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        imports.read(portable(tmp_path, body))


def test_a_file_cut_anywhere_is_refused_or_read_but_never_fails_otherwise(tmp_path: Path) -> None:
    file = portable(tmp_path, WHOLE)
    whole = file.read_bytes()
    refused = 0
    for end in range(0, len(whole) - 90, 7):
        file.write_bytes(whole[:end])
        with pytest.raises(UnreadableFile, match=r"d\.por cannot be read as \.por"):
            imports.read(file)
        refused += 1
    assert refused > 100


def test_what_only_looks_portable_is_refused(tmp_path: Path) -> None:
    file = portable(tmp_path, WHOLE)
    file.write_bytes(file.read_bytes().replace(b"SPSSPORT", b"SPSSEXPT"))
    with pytest.raises(UnreadableFile, match="header"):
        imports.read(file)
    file.write_bytes(b"x" * 81)
    with pytest.raises(UnreadableFile, match="80 characters"):
        imports.read(file)
