"""Stores as they are often made, to see that the attacks can see."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from tests.attacks.field import Copy

AUTOINCREMENT = "CREATE TABLE response (id INTEGER PRIMARY KEY AUTOINCREMENT, answers TEXT)"
HIDDEN_ROWID = "CREATE TABLE response (id BLOB PRIMARY KEY, answers TEXT)"
NEVER_VACUUMED = "CREATE TABLE response (id BLOB PRIMARY KEY, answers TEXT) WITHOUT ROWID"


def run(file: Path, order: Sequence[int], table: str, text: str = "") -> Copy:
    """People answer in `order`; a flag says who has answered, the answers stand in `table`."""
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE participant (name INTEGER PRIMARY KEY, completed TEXT)")
    connection.executemany("INSERT INTO participant VALUES (?, 'N')", [(person,) for person in sorted(order)])
    connection.execute(table)
    key = "NULL" if "AUTOINCREMENT" in table else "randomblob(16)"
    for person in order:
        connection.execute("UPDATE participant SET completed = 'Y' WHERE name = ?", (person,))
        answers = json.dumps({"truth": person, "comment": text})
        connection.execute(f"INSERT INTO response (id, answers) VALUES ({key}, ?)", (answers,))
        connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return Copy(file.read_bytes(), b"")


def sealed_without_padding(texts: dict[int, str]) -> dict[int, int]:
    """Person -> the length of the response, encrypted as it is."""
    return {person: len(secrets.token_bytes(28 + len(text.encode()))) for person, text in texts.items()}
