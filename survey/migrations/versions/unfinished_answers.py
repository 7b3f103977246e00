"""Unfinished answers that people sealed to go on with another device."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "unfinished",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_unfinished_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "name", name="pk_unfinished"),
        sqlite_with_rowid=False,
    )
