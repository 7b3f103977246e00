"""The methods of each survey, as people tell them for its reports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "methods",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_methods_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", name="pk_methods"),
    )
