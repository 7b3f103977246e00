"""Codebooks as JSON."""

import pytest

from analysis.codebook import Code, CodebookError
from analysis.codebook_files import from_json, to_json
from tests.analysis.people import CODEBOOK


def test_what_is_written_reads_back_the_same() -> None:
    assert from_json(to_json(CODEBOOK)) == CODEBOOK


def test_a_plain_codebook_of_a_data_set_is_read_with_its_missing_codes() -> None:
    book = from_json(
        '{"dataset": "d", "variables": [{"name": "x", "type": "nominal", '
        '"categories": [{"code": "1", "label": "yes"}, {"code": "-9", "label": "?"}], '
        '"missing_codes": ["-9", "99"]}]}'
    )
    assert [(code.value, code.missing) for code in book.variable("x").codes] == [
        ("1", None),
        ("-9", "skipped"),
        ("99", "skipped"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "line 1"),
        ("[]", "list `variables`"),
        ('{"variables": [{}]}', "without `name`"),
        ('{"variables": [{"name": "x", "level": "high"}]}', "no level of measurement"),
        ('{"variables": [{"name": "x", "codes": [{"value": "1"}, {"value": "1"}]}]}', "occur twice: 1"),
        (
            '{"variables": [{"name": "x", "codes": [{"value": "1", "missing": "lost"}]}]}',
            "'lost' is not one of",
        ),
        ('{"variables": [{"name": "x"}, {"name": "x"}]}', "occur twice: x"),
        ('{"variables": [], "sets": [{"name": "s", "kind": "pair"}]}', "'pair' is not one of"),
    ],
)
def test_a_wrong_codebook_is_refused_in_words(text: str, said: str) -> None:
    with pytest.raises(CodebookError, match=said):
        from_json(text)


def test_a_rating_without_end_is_no_score() -> None:
    with pytest.raises(CodebookError, match="inf is no number on a rating"):
        Code("5", {"en": "always"}, score=float("inf"))
