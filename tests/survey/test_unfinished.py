"""Unfinished answers on the server: sealed, of one size, gone when they are sent or the survey ends."""

from __future__ import annotations

import time
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from survey import models
from survey.languages import LANGUAGES
from survey.storage import Store, unfinished
from survey.storage.errors import Full, NotOpen
from survey.storage.fieldwork import sealed_size
from tests.survey.respondents import Field
from tests.survey.stores import opened

NAME = "0123456789abcdef" * 4
OTHER = "f" * 64


def rows(store: Store) -> list[Any]:
    with store.read() as connection:
        return list(connection.execute(text("SELECT * FROM unfinished")))


def test_what_was_kept_comes_back_and_the_last_counts(store: Store) -> None:
    survey = opened(store)
    for word in (b"first", b"last"):
        store.keep_unfinished(survey, NAME, word)
    assert store.unfinished(survey, NAME) == b"last"
    assert store.unfinished(survey, OTHER) is None
    store.forget_unfinished(survey, NAME)
    assert rows(store) == []


def test_the_row_says_nothing_but_a_keyed_name_and_a_cipher_text(store: Store) -> None:
    survey = opened(store)
    store.keep_unfinished(survey, NAME, b"so " * 100)
    [row] = rows(store)
    assert set(row._mapping) == {"survey_id", "name", "sealed"}
    assert bytes(row.name) not in (bytes.fromhex(NAME), NAME.encode())
    assert len(row.sealed) == 300 + 28
    assert b"so so" not in bytes(row.sealed)


def test_closing_deletes_all_and_nothing_new_is_kept(store: Store) -> None:
    survey = opened(store)
    store.keep_unfinished(survey, NAME, b"x")
    closed = store.close(survey)
    assert rows(store) == []
    assert store.unfinished(closed, NAME) is None
    store.forget_unfinished(closed, NAME)
    with pytest.raises(NotOpen):
        store.keep_unfinished(closed, NAME, b"x")


def test_what_comes_while_the_survey_is_being_closed_is_not_kept(store: Store) -> None:
    survey = opened(store)
    refused: list[NotOpen] = []

    def keep() -> None:
        try:
            Store(store.settings).keep_unfinished(survey, NAME, b"x")
        except NotOpen as reason:
            refused.append(reason)

    late = Thread(target=keep)
    with store.write() as connection:
        connection.execute(text("UPDATE survey SET state = 'closed', key_check = NULL, codebook = '{}'"))
        late.start()
        time.sleep(0.5)
    late.join()
    assert (rows(store), len(refused)) == ([], 1)


def test_nobody_fills_the_disk(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfinished, "MOST", 1)
    survey = opened(store)
    store.keep_unfinished(survey, NAME, b"x")
    with pytest.raises(Full):
        store.keep_unfinished(survey, OTHER, b"x")


def test_only_drafts_of_the_one_size_under_a_name_are_taken(field: Field) -> None:
    client, url = field.app.test_client(), f"/elsewhere/reading/{field.survey.wave}"
    whole = b"s" * 2 * sealed_size(field.survey.source, field.survey.name)
    assert client.put(url, data=NAME.encode() + whole).status_code == 204
    assert client.post(url, data=NAME).data == whole
    for body in (NAME.encode() + whole + b"s", NAME.encode() + whole[1:], b"X" * 64 + whole, b""):
        assert client.put(url, data=body).status_code == 400
    assert client.post(url, data=OTHER).status_code == 404
    assert client.delete(url, data=NAME).status_code == 204
    assert client.post(url, data=NAME).status_code == 404
    assert client.post("/elsewhere/nothing/1", data=NAME).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_is_fetched_only_by_those_who_ask(field: Field, language: str) -> None:
    page = field.app.test_client().get(f"/elsewhere/reading/{field.survey.wave}/{language}.js")
    assert page.mimetype == "text/javascript"
    assert "WORDS" not in page.text
    assert "SIZE" not in page.text
    assert "deriveBits" not in field.get(language).text
    assert field.app.test_client().get("/elsewhere/reading/1/de.js").status_code == 404


def test_the_table_is_swept_with_the_others() -> None:
    from survey.storage.database import SWEPT_TABLES

    assert models.Unfinished.__tablename__ in SWEPT_TABLES
