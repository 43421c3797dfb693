"""What a job has found, where that is no proposal."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    with op.batch_alter_table("jobs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("outcome", sa.JSON(), nullable=True))


def downgrade() -> None:
    """Go back to the revision before; what-ifs, for which it has no room, are lost."""
    op.execute("DELETE FROM jobs WHERE kind = 'what_if'")
    # In place: were the table made anew, dropping the old one would take the events of all jobs with it.
    op.drop_column("jobs", "outcome")
