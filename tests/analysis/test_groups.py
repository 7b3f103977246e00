"""Groups: the same people together, whatever their labels are made of."""

from typing import Any

import numpy as np
import pytest

from analysis.errors import DesignError
from analysis.groups import Groups, joint

WORDS = ["10", "9", "10", "2", "9"]


@pytest.mark.parametrize(
    "labels",
    [
        WORDS,
        tuple(map(int, WORDS)),
        np.array(WORDS),
        np.array([int(word) for word in WORDS], np.int8),
        np.array(WORDS, dtype=object),
    ],
)
def test_labels_of_every_kind_give_the_same_groups_whole_numbers_in_their_order(labels: Any) -> None:
    found = Groups.of(labels)
    assert found.names == ("2", "9", "10")
    assert list(found) == WORDS


@pytest.mark.parametrize(
    "labels",
    [["ә", "", "б"], np.array(["ә", "", "б"]), np.array(["long enough for a word", "a"]), [], [-3, 5]],
)
def test_every_person_gets_the_own_label_back(labels: Any) -> None:
    assert list(Groups.of(labels)) == [str(one) for one in labels]


def test_numbers_far_apart_need_no_room_between_them() -> None:
    labels = np.array([2**62, -(2**62), 7, 2**62])
    assert list(Groups.of(labels)) == [str(one) for one in labels]


def test_groups_without_people_go_with_them() -> None:
    assert Groups.of(WORDS).take(np.array([True, False, True, False, False])).names == ("10",)


@pytest.mark.parametrize("labels", ["abc", 7, np.ones((2, 2)), None])
def test_what_has_no_label_by_person_is_refused(labels: Any) -> None:
    with pytest.raises(DesignError, match="a label is needed for each person"):
        Groups.of(labels)


def test_a_joint_cell_holds_the_people_who_share_all_groups() -> None:
    random = np.random.default_rng(3)
    columns = [random.integers(0, size, 40) for size in (2, 3, 50, 60)]
    cell, somebody = joint([Groups.of(column) for column in columns])
    assert len(set(zip(*columns, strict=True))) == cell.max() + 1 == len(somebody)
    for column in columns:
        np.testing.assert_array_equal(column[somebody][cell], column)
