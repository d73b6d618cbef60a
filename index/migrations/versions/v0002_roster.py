"""Agencies that a roster lists, and what a refusal hung on."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two columns."""
    op.add_column("agencies", sa.Column("rostered", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("rejections", sa.Column("conditions", sa.Text()))
