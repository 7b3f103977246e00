"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make surveys with their frame, the box, the answers, publications and accounts."""
    _surveys()
    _field()
    _results()
    _accounts()


def _surveys() -> None:
    op.create_table(
        "survey",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("wave", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=12), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("key_check", sa.LargeBinary(), nullable=True),
        sa.Column("codebook", sa.Text(), nullable=True),
        sa.Column("exact_codebook", sa.Text(), nullable=True),
        sa.Column("recoding", sa.Text(), nullable=True),
        sa.Column("swept", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (codebook IS NOT NULL)", name="closed_has_codebook"),
        sa.CheckConstraint("(state = 'closed') = (key_check IS NULL)", name="closed_has_no_key"),
        sa.CheckConstraint("mode IN ('anonymous', 'open')", name="mode_is_known"),
        sa.CheckConstraint("state = 'closed' OR NOT swept", name="swept_is_closed"),
        sa.CheckConstraint("state IN ('draft', 'open', 'closed')", name="state_is_known"),
        sa.PrimaryKeyConstraint("id", name="pk_survey"),
        sa.UniqueConstraint("name", "wave", name="uq_survey_name_wave"),
    )
    op.create_table(
        "stratum",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_stratum_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "code", name="pk_stratum"),
    )
    op.create_table(
        "participant",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=80), nullable=False),
        sa.Column("stratum", sa.String(length=80), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_participant_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "person", name="pk_participant"),
        sa.UniqueConstraint("survey_id", "code_hash", name="uq_participant_survey_id_code_hash"),
        sa.UniqueConstraint("survey_id", "secret_hash", name="uq_participant_survey_id_secret_hash"),
        sqlite_with_rowid=False,
    )


def _field() -> None:
    op.create_table(
        "used",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_used_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "mark", name="pk_used"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "box",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_box_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "id", name="pk_box"),
        sqlite_with_rowid=False,
    )


def _results() -> None:
    op.create_table(
        "answer",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("coded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_answer_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "id", name="pk_answer"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "apart",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("variable", sa.String(length=160), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_apart_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "id", name="pk_apart"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publication",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_publication_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "release", name="pk_publication"),
    )


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_account"),
    )
    op.create_table(
        "session",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("expires", sa.Integer(), nullable=False),
        sa.Column("idle_until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"], name="fk_session_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_session"),
    )
