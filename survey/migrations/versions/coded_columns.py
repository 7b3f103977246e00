"""Closed waves by columns, what the noise of their publications is made of, and when releases were made."""

import json
import os
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, and turn the rows of waves that are closed already into columns."""
    _tables()
    connection = op.get_bind()
    for survey in connection.scalars(sa.text("SELECT id FROM survey WHERE state = 'closed'")).all():
        _turn(connection, survey)
    op.drop_table("answer")
    op.drop_table("apart")
    _releases()


def _tables() -> None:
    op.create_table(
        "coded_column",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("variable", sa.String(length=160), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("part IN ('rows', 'apart')", name="part_is_known"),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_coded_column_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "part", "variable", name="pk_coded_column"),
    )
    op.create_table(
        "noise",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("secret", sa.LargeBinary(length=32), nullable=False),
        sa.Column("keys", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_noise_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", name="pk_noise"),
    )


def _turn(connection: sa.Connection, survey: str) -> None:
    rows, apart = _names(connection, survey)
    query = sa.text("SELECT coded FROM answer WHERE survey_id = :survey ORDER BY id")
    records = [json.loads(coded) for coded in connection.scalars(query, {"survey": survey})]
    for variable in rows:
        _insert(connection, survey, ("rows", variable), [record[variable] for record in records])
    query = sa.text("SELECT value FROM apart WHERE survey_id = :survey AND variable = :variable ORDER BY id")
    for variable in apart:
        values = connection.scalars(query, {"survey": survey, "variable": variable})
        _insert(connection, survey, ("apart", variable), [json.loads(value) for value in values])
    statement = sa.text("INSERT INTO noise (survey_id, secret, keys) VALUES (:survey, :secret, :keys)")
    noise = {"survey": survey, "secret": os.urandom(32), "keys": os.urandom(8 * len(records))}
    connection.execute(statement, noise)


def _names(connection: sa.Connection, survey: str) -> list[list[str]]:
    """The variables of the rows, and those kept apart."""
    query = sa.text("SELECT codebook, exact_codebook FROM survey WHERE id = :survey")
    books = connection.execute(query, {"survey": survey}).one()
    return [[variable["name"] for variable in json.loads(book)["variables"]] for book in books]


def _insert(
    connection: sa.Connection, survey: str, column: tuple[str, str], values: list[str | float]
) -> None:
    words = sorted(set(values), key=lambda word: (isinstance(word, str), word))
    size = 1 if len(words) <= 1 << 8 else 2 if len(words) <= 1 << 16 else 4
    place = {word: i.to_bytes(size, "little") for i, word in enumerate(words)}
    statement = sa.text(
        "INSERT INTO coded_column (survey_id, part, variable, words, places) "
        "VALUES (:survey, :part, :variable, :words, :places)"
    )
    row = {
        "survey": survey,
        "part": column[0],
        "variable": column[1],
        "words": json.dumps(words, ensure_ascii=False, separators=(",", ":")),
        "places": zlib.compress(b"".join(place[value] for value in values), 1),
    }
    connection.execute(statement, row)


def _releases() -> None:
    """Releases until now were of closed waves: of their only snapshot, with all answers, long ago."""
    with op.batch_alter_table("publication") as table:
        for name, kind in (
            ("snapshot", sa.Integer()),
            ("answers", sa.Integer()),
            ("released", sa.BigInteger()),
        ):
            table.add_column(sa.Column(name, kind, nullable=False, server_default="1"))
    op.execute(
        "UPDATE publication SET released = 0, answers = "
        "(SELECT length(keys) / 8 FROM noise WHERE noise.survey_id = publication.survey_id)"
    )
    with op.batch_alter_table("publication") as table:
        for name in ("snapshot", "answers", "released"):
            table.alter_column(name, server_default=None)
