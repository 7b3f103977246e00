"""Receipts: that an answer was counted, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from survey import anonymity
from survey.languages import LANGUAGES, gettext
from tests.survey.respondents import Field, fielded

FORM = {"visited": "no"}


def receipt_in(page: str) -> str:
    return re.findall('<b class="o">([0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-z]{4}){3})</b>', page)[0]


def said(field: Field, typed: str, language: str = "en") -> str:
    page = field.app.test_client().post(f"/receipt{field.url}/{language}", data={"receipt": typed})
    assert page.status_code == 200
    return page.text


def test_a_receipt_can_be_checked_however_it_is_typed(field: Field) -> None:
    receipt = receipt_in(field.post({**FORM, "secret": field.secrets()[0]}).text)
    for typed in (receipt, receipt.upper().replace("-", " ").replace("0", "O").replace("1", "l")):
        assert "This receipt is genuine" in said(field, typed)
    other = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
    for typed in (other, "ә", "x" * 16, receipt[:10], receipt + "0"):
        assert "This is no receipt of this survey" in said(field, typed)


def test_a_receipt_comes_from_nothing_that_a_person_has(field: Field) -> None:
    secret = field.secrets()[0]
    receipts = {receipt_in(field.post({**FORM, "secret": secret}).text) for _ in range(5)}
    assert len(receipts) == 5
    assert field.answered() == 1


def test_whether_the_right_was_used_before_cannot_be_told_from_the_thanks(field: Field) -> None:
    pages = [field.post({**FORM, "secret": field.secrets()[0]}).text for _ in range(2)]
    assert len({re.sub('<b class="o">.{19}</b>', "", page) for page in pages}) == 1


def test_no_receipt_is_kept(field: Field) -> None:
    receipt = receipt_in(field.post({**FORM, "secret": field.secrets()[0]}).text)
    said(field, receipt)
    file = field.store.settings.database_file
    assert file
    written = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert receipt.encode() not in written
    assert receipt.replace("-", "").encode() not in written


def test_another_surveys_receipt_is_none_of_this_one(field: Field, tmp_path: Path) -> None:
    other = fielded(tmp_path / "other")
    receipt = receipt_in(other.post({**FORM, "secret": other.secrets()[0]}).text)
    assert "This is no receipt" in said(field, receipt)


@pytest.mark.parametrize("language", LANGUAGES)
def test_when_the_survey_has_ended_receipts_cannot_be_checked(field: Field, language: str) -> None:
    field.post({**FORM, "secret": field.secrets()[0]})
    field.store.close(field.survey)
    ended = "This survey has ended and its keys are destroyed: receipts can no longer be checked."
    assert gettext(language, ended) in said(field, "abcd", language)


def test_what_is_typed_is_shown_as_text_and_unknown_surveys_have_no_page(field: Field) -> None:
    assert '"><b>' not in said(field, '"><b>')
    client = field.app.test_client()
    assert client.get("/receipt/nothing/1/kk").status_code == 404
    assert client.get(f"/receipt{field.url}/de").status_code == 404


def test_guessing_a_receipt_is_hopeless() -> None:
    assert anonymity.is_receipt(b"k", anonymity.receipt(b"k"))
    assert (anonymity.RECEIPT_LENGTH - anonymity.RECEIPT_DRAWN) * 5 >= 55
