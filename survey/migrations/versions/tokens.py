"""Tokens by which programs read closed surveys in the name of an account."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "token",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"], name="fk_token_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_token"),
        sa.UniqueConstraint("account", "label", name="uq_token_account_label"),
    )
