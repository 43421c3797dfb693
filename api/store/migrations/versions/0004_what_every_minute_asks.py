"""Indexes for what is asked of the trust ladder every minute, however long a desk has been there."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_INDEXES = (
    ("decisions", ["desk_id", "id"]),
    ("decisions", ["desk_id", "ticket_id"]),
    ("trust_actions", ["desk_id", "ticket_id"]),
    ("trust_actions", ["desk_id", "due"]),
    ("trust_actions", ["desk_id", "ended"]),
)


def upgrade() -> None:
    """Go to this revision."""
    for table, columns in _INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)


def downgrade() -> None:
    """Go back to the revision before."""
    for table, columns in reversed(_INDEXES):
        op.drop_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table_name=table)
