"""Forms as institutions write them: cascades, rosters counted by choices, names of choices, patterns.

Nothing of them may be lost but looks and what an anonymous survey never takes in.
"""

from pathlib import Path

import pytest

from questionnaires.formats import Imported, read
from questionnaires.reader import read as read_ours

FORMS = Path(__file__).parent / "forms"


def imported(name: str) -> Imported:
    return read((FORMS / f"{name}.md").read_bytes(), f"{name}.md")


@pytest.mark.parametrize("name", ["farm", "health", "household"])
def test_nothing_is_lost_but_looks(name: str) -> None:
    found = imported(name)
    read_ours(found.source)
    assert {loss.kind for loss in found.losses if not loss.declared} <= {"setting"}


def test_a_text_names_the_choice_that_a_block_speaks_of() -> None:
    source = imported("farm").source
    assert "Area of {crop_label} (ha)" in source
    assert 'look_up("crops", "label", "name", crop)' in source


def test_values_of_all_blocks_are_put_together_with_marks_between_them() -> None:
    joined = read_ours(imported("farm").source).item("joined").computes
    assert joined is not None
    assert joined.value({"plots_1_area": "2", "plots_2_area": "1.5"}) == "2, 1.5"


def test_a_check_of_an_address_says_so_in_three_languages() -> None:
    (check,) = read_ours(imported("health").source).item("email").checks
    assert set(check.said) == {"en", "ru", "kk"}
    assert check.holds.test({"email": "aigul.s@mail.example.kz"})
    assert not check.holds.test({"email": "aigul.s@"})


@pytest.mark.parametrize(
    ("calculation", "answers", "value"),
    [
        ("selected-at(${r}, 0)", {"r_a": "2", "r_b": "1"}, "b"),
        ("jr:choice-name(${q}, '${q}')", {"q": "b"}, "Bee"),
        ("format-date(${d}, '%d/%m/%Y')", {"d": "2026-03-09"}, "09/03/2026"),
        ("format-date(${d}, '%e.%n.%y')", {"d": "2026-03-09"}, "9.3.26"),
    ],
)
def test_values_have_the_meaning_they_have_there(
    calculation: str, answers: dict[str, str], value: str
) -> None:
    form = f"""
| survey |
| | type | name | label | calculation |
| | select_one l | q | Q | |
| | rank l | r | R | |
| | date | d | D | |
| | calculate | c | | {calculation} |
| choices |
| | list_name | name | label |
| | l | a | Aye |
| | l | b | Bee |
"""
    found = read(form.encode(), "form.md")
    made = read_ours(found.source).item("c").computes
    assert not found.losses
    assert made is not None
    assert made.value(answers) == value
