"""A column: what each person answered and why not, in as few bytes as hold it."""

import numpy as np
import pytest

from analysis.codebook import MISSING_KINDS, Code, Variable
from analysis.columns import Column, encode


def of_codes(many: int) -> Variable:
    codes = tuple(Code(str(place), {"en": str(place)}) for place in range(many))
    return Variable("v", {"en": "v"}, codes=codes)


@pytest.mark.parametrize(("codes", "size"), [(1, 1), (5, 1), (128, 1), (129, 2), (40_000, 4)])
def test_an_answer_and_why_it_is_missing_take_the_fewest_bytes(codes: int, size: int) -> None:
    missing = np.arange(1 + len(MISSING_KINDS))
    column = Column(of_codes(codes), np.where(missing > 0, -1, codes - 1), missing)
    assert column.held.nbytes == size * column.n
    assert column.values.tolist() == [codes - 1] + [-1] * len(MISSING_KINDS)
    assert column.missing.tolist() == missing.tolist()
    assert column.missing.dtype == np.int8
    assert column.answered.tolist() == [True] + [False] * len(MISSING_KINDS)
    assert column.positions.tolist() == list(range(codes - 1, codes + len(MISSING_KINDS)))


def test_a_column_of_numbers_holds_them_beside_why_they_are_missing() -> None:
    column = Column(Variable("v", {"en": "v"}, "scale"), np.array([2.5, 0.0]), np.array([0, 2], np.int8))
    assert (column.values.tolist(), column.missing.tolist()) == ([2.5, 0.0], [0, 2])
    assert column.answered.tolist() == [True, False]
    assert column.take(np.array([1, 0])).missing.tolist() == [2, 0]


def test_a_column_cannot_be_written_to() -> None:
    column = Column(of_codes(2), np.array([0, 1, -1]), np.array([0, 0, 1]))
    for array in (column.held, column.values, column.missing):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_the_same_values_stand_under_another_variable() -> None:
    column = Column(of_codes(2), np.array([0, 1, -1]), np.array([0, 0, 3]), np.array([-1, -1, -1]))
    other = column.under(Variable("w", {"en": "w"}, codes=of_codes(3).codes))
    assert other.variable.name == "w"
    assert (other.values.tolist(), other.missing.tolist()) == ([0, 1, -1], [0, 0, 3])


def test_texts_are_read_alike_alone_and_among_other_values():
    comment = Variable("comment", {"en": "Comment"}, "text")
    raw = [" a ", "", "skipped", "withheld", "not_asked ", "a", "b\n"]
    alone, among = encode(comment, raw, []), encode(comment, [*raw, None], [])
    assert (
        alone.words() == among.words()[:-1] == ["a", "skipped", "skipped", "withheld", "not_asked", "a", "b"]
    )
