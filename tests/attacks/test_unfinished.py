"""A thief of database, log, backups and all links before unfinished answers sealed for another device."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from survey.respondent import scripts
from survey.respondent.elsewhere import LISTS
from tests.attacks import field
from tests.attacks.attack import query
from tests.attacks.drafts import COST, derived, part, sealed

PEOPLE, SIZE = 40, 4096
CHEAP = 2**4
"""The cost of a try here; that of a device is 2,048 times as much."""

WORDS = LISTS["kk"].read_text("utf-8").split()
FOUR = " ".join(WORDS[:4])


def box_of(secret: str, person: int, invitation: str = "") -> bytes:
    return sealed(derived(secret, f"field/1 {invitation}", CHEAP), [["truth", str(person)]], SIZE)


def name_of(secret: str, invitation: str = "") -> bytes:
    return part(derived(secret, f"field/1 {invitation}", CHEAP), "name")


def opened(box: bytes, codes: Iterable[str], invitation: str = "") -> str:
    """What a draft says to somebody who tries these codes."""
    for code in codes:
        key = AESGCM(part(derived(code, f"field/1 {invitation}", CHEAP), "key"))
        for start in (0, 12):  # as the device sealed it, or behind a nonce of the server
            try:
                return key.decrypt(box[start : start + 12], box[start + 12 :], b"").decode()
            except (InvalidTag, ValueError):
                continue
    return ""


def test_a_draft_under_a_key_from_the_link_is_open_to_whoever_has_the_links(tmp_path: Path) -> None:
    _, _, links = field.begin(tmp_path)
    naive = sqlite3.connect(tmp_path / "naive.sqlite")
    naive.execute("CREATE TABLE draft (name BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID")
    for person in range(PEOPLE):
        name = sha256(links[person].encode()).digest()
        naive.execute("INSERT INTO draft VALUES (?, ?)", (name, box_of(links[person], person)))
    found = dict(naive.execute("SELECT name, sealed FROM draft"))
    linked = [
        opened(found[sha256(link.encode()).digest()], [link]).split('"')[3] == str(person)
        for person, link in links.items()
        if person < PEOPLE
    ]
    assert sum(linked) == PEOPLE


def test_ours_tell_a_thief_with_all_links_nothing(tmp_path: Path) -> None:
    store, survey, links = field.begin(tmp_path)
    drawn = {person: " ".join(secrets.choice(WORDS) for _ in range(4)) for person in range(PEOPLE)}
    for person, four in drawn.items():
        name = name_of(four, links[person])
        store.keep_unfinished(survey, name.hex(), box_of(four, person, links[person]))
    copy = field.copied(store.settings)
    rows = query(copy, "SELECT name, sealed FROM unfinished")
    guesses = [*links.values(), *(link[:12] for link in links.values())]
    known = {name_of(guess) for guess in guesses} | {sha256(one.encode()).digest() for one in guesses}
    assert len(rows) == PEOPLE
    assert {len(box) for _, box in rows} == {SIZE + 28}
    assert not known & {name for name, _ in rows}
    assert not any(opened(box, guesses[:40]) for _, box in rows[:10])
    everything = copy.database + copy.log
    for person, four in drawn.items():
        name = name_of(four, links[person])
        assert not [told for told in (four.encode(), name, name.hex().encode()) if told in everything]


def test_without_the_key_file_even_the_words_open_nothing(tmp_path: Path) -> None:
    store, survey, _ = field.begin(tmp_path)
    store.keep_unfinished(survey, name_of(FOUR).hex(), box_of(FOUR, 7))
    [(_, box)] = query(field.copied(store.settings), "SELECT name, sealed FROM unfinished")
    assert opened(box, [FOUR]) == ""
    assert "7" in opened(store.unfinished(survey, name_of(FOUR).hex()) or b"", [FOUR])


def test_with_the_key_file_each_try_is_good_for_one_person_only(tmp_path: Path) -> None:
    """One search must not open the drafts of everybody: with another invitation the words say nothing."""
    _, _, links = field.begin(tmp_path)
    box = box_of(FOUR, 7, links[7])
    assert "7" in opened(box, [FOUR], links[7])
    assert not any(opened(box, [FOUR], links[person]) for person in range(PEOPLE) if person != 7)
    naive = [box_of(FOUR, person) for person in range(PEOPLE)]  # sealed under the words alone
    assert all(opened(one, [FOUR]) for one in naive)


def test_a_try_costs_memory() -> None:
    """Less than 32 MB do not do: the cost that the script of the page asks for."""
    assert f"grains, {COST})" in Path(scripts.HERE / "elsewhere.js").read_text("utf-8")
    with pytest.raises(ValueError, match="memory"):
        hashlib.scrypt(FOUR.encode(), salt=b"field/1", n=COST, r=8, p=1, maxmem=2**25 - 1)


def test_nothing_of_a_draft_is_left_when_the_survey_has_ended(tmp_path: Path) -> None:
    store, survey, links = field.begin(tmp_path)
    for person in range(20):
        store.submit(survey, links[person], field.payload(person, Random(person)))
    store.keep_unfinished(survey, "a" * 64, box_of(FOUR, 7))
    [(name, box)] = query(field.copied(store.settings), "SELECT name, sealed FROM unfinished")
    store.close(survey)
    store.engine.dispose()
    left = b"".join(field.everything([store.settings.instance]).values())
    assert name not in left
    assert box[:64] not in left
