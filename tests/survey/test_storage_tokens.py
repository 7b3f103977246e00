"""Tokens: shown once, kept as hashes, gone with their account."""

from pathlib import Path

import pytest

from survey import storage
from survey.storage import Store
from survey.storage.tokens import MARK

PASSWORD = "тоғыз қоңыр тиін"


@pytest.fixture
def token(store: Store) -> str:
    store.add_account("aigul", PASSWORD)
    return store.add_token("aigul", "monthly tables")


def test_a_token_names_its_account_and_any_other_text_nobody(store: Store, token: str):
    assert token.startswith(MARK)
    assert store.token_account(token) == "aigul"
    assert store.token_account(token[:-1]) is None
    assert store.token_account("") is None


def test_no_file_of_the_instance_holds_a_token(store: Store, token: str):
    secret = token.removeprefix(MARK).encode()
    files = [file for file in Path(store.settings.instance).rglob("*") if file.is_file()]
    assert files
    assert not any(secret in file.read_bytes() for file in files)


def test_a_removed_token_opens_nothing_and_cannot_be_removed_again(store: Store, token: str):
    store.remove_token("aigul", "monthly tables")
    assert store.token_account(token) is None
    with pytest.raises(storage.UnknownToken, match="monthly tables"):
        store.remove_token("aigul", "monthly tables")


def test_tokens_go_with_their_account(store: Store, token: str):
    store.remove_account("aigul")
    assert store.token_account(token) is None
    assert store.tokens() == []


def test_two_tokens_of_an_account_have_two_labels(store: Store, token: str):
    with pytest.raises(ValueError, match="another label"):
        store.add_token("aigul", " monthly tables ")
    store.add_token("aigul", "әлия")
    assert store.tokens() == [("aigul", "monthly tables"), ("aigul", "әлия")]


@pytest.mark.parametrize("label", ["", " ", "a\nb", "x" * 81])
def test_a_label_that_cannot_be_read_is_refused(store: Store, token: str, label: str):
    with pytest.raises(ValueError, match="label"):
        store.add_token("aigul", label)


def test_nobody_without_an_account_gets_a_token(store: Store):
    with pytest.raises(storage.UnknownAccount):
        store.add_token("nobody", "tables")
