"""A thief of database, log, backups and all links before unfinished answers sealed for another device."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from random import Random

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.attacks import field
from tests.attacks.attack import query

PEOPLE, SIZE = 40, 4096


def derived(code: str, use: str) -> bytes:
    """As the device does it."""
    return HKDF(SHA256(), 32, b"", f"{use} field/1".encode()).derive(code.encode())


def sealed(code: str, person: int) -> bytes:
    nonce, plain = secrets.token_bytes(12), json.dumps([["truth", str(person)]]).encode().ljust(SIZE - 28)
    return nonce + AESGCM(derived(code, "key")).encrypt(nonce, plain, b"")


def opened(box: bytes, codes: Iterable[str]) -> str:
    """What a draft says to somebody who tries these codes."""
    for code in codes:
        for start in (0, 12):  # as the device sealed it, or behind a nonce of the server
            try:
                return (
                    AESGCM(derived(code, "key"))
                    .decrypt(box[start : start + 12], box[start + 12 :], b"")
                    .decode()
                )
            except (InvalidTag, ValueError):
                continue
    return ""


def test_a_draft_under_a_key_from_the_link_is_open_to_whoever_has_the_links(tmp_path: Path) -> None:
    _, _, links = field.begin(tmp_path)
    naive = sqlite3.connect(tmp_path / "naive.sqlite")
    naive.execute("CREATE TABLE draft (name BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
    for person in range(PEOPLE):
        name = sha256(links[person].encode()).digest()
        naive.execute("INSERT INTO draft VALUES (?, ?)", (name, sealed(links[person], person)))
    found = dict(naive.execute("SELECT name, sealed FROM draft"))
    linked = [
        opened(found[sha256(link.encode()).digest()], [link]).split('"')[3] == str(person)
        for person, link in links.items()
        if person < PEOPLE
    ]
    assert sum(linked) == PEOPLE


def test_ours_tell_a_thief_with_all_links_nothing(tmp_path: Path) -> None:
    store, survey, links = field.begin(tmp_path)
    codes = {person: secrets.token_hex(8) for person in range(PEOPLE)}
    for person, code in codes.items():
        store.keep_unfinished(survey, derived(code, "name").hex(), sealed(code, person))
    copy = field.copied(store.settings)
    rows = query(copy, "SELECT name, sealed FROM unfinished")
    guesses = [*links.values(), *(link[:12] for link in links.values())]
    known = {derived(guess, "name") for guess in guesses} | {sha256(one.encode()).digest() for one in guesses}
    assert len(rows) == PEOPLE
    assert {len(box) for _, box in rows} == {SIZE + 28}
    assert not known & {name for name, _ in rows}
    assert not any(opened(box, guesses) for _, box in rows)
    everything = copy.database + copy.log
    for code in codes.values():
        name = derived(code, "name")
        assert code.encode() not in everything
        assert name not in everything
        assert name.hex().encode() not in everything


def test_even_the_codes_open_nothing_without_the_key_file(tmp_path: Path) -> None:
    store, survey, _ = field.begin(tmp_path)
    store.keep_unfinished(survey, derived("abcd", "name").hex(), sealed("abcd", 7))
    [(_, box)] = query(field.copied(store.settings), "SELECT name, sealed FROM unfinished")
    assert opened(box, ["abcd"]) == ""
    assert "7" in opened(store.unfinished(survey, derived("abcd", "name").hex()) or b"", ["abcd"])


def test_nothing_of_a_draft_is_left_when_the_survey_has_ended(tmp_path: Path) -> None:
    store, survey, links = field.begin(tmp_path)
    for person in range(20):
        store.submit(survey, links[person], field.payload(person, Random(person)))
    store.keep_unfinished(survey, "a" * 64, sealed("abcd", 7))
    [(name, box)] = query(field.copied(store.settings), "SELECT name, sealed FROM unfinished")
    store.close(survey)
    store.engine.dispose()
    left = b"".join(field.everything([store.settings.instance]).values())
    assert name not in left
    assert box[:64] not in left
