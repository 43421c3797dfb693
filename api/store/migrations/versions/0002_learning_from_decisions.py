"""What decisions were made on, and weights that learn from them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "learning",
        sa.Column("desk_id", sa.String(length=128), nullable=False),
        sa.Column("mode", sa.String(length=128), nullable=False),
        sa.Column("frozen", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_learning_desk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("desk_id", name=op.f("pk_learning")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.add_column(sa.Column("priced", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("understood", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("withdrawn", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("unlearned", sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column("proposal_id", existing_type=sa.String(length=128), nullable=True)

    with op.batch_alter_table("weights", schema=None) as batch_op:
        # All weights so far were set by people, or came with the data.
        batch_op.add_column(sa.Column("origin", sa.String(length=128), nullable=False, server_default="hand"))
        batch_op.add_column(sa.Column("learned", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("undone", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("weights", schema=None) as batch_op:
        batch_op.alter_column("origin", existing_type=sa.String(length=128), server_default=None)


def downgrade() -> None:
    """Go back to the revision before; what it has no room for is lost."""
    op.execute("DELETE FROM decisions WHERE proposal_id IS NULL")
    with op.batch_alter_table("weights", schema=None) as batch_op:
        batch_op.drop_column("undone")
        batch_op.drop_column("learned")
        batch_op.drop_column("origin")

    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.alter_column("proposal_id", existing_type=sa.String(length=128), nullable=False)
        batch_op.drop_column("unlearned")
        batch_op.drop_column("withdrawn")
        batch_op.drop_column("understood")
        batch_op.drop_column("priced")

    op.drop_table("learning")
