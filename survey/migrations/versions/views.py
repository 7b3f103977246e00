"""Views of the results that researchers keep."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "view",
        sa.Column("survey_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["survey_id"], ["survey.id"], name="fk_view_survey_id"),
        sa.PrimaryKeyConstraint("survey_id", "name", name="pk_view"),
    )
