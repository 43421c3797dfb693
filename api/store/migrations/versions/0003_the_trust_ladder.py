"""The trust ladder."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this revision."""
    op.create_table(
        "trust",
        sa.Column("desk_id", sa.String(length=128), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_trust_desk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("desk_id", "version", name=op.f("pk_trust")),
    )
    op.create_table(
        "trust_actions",
        sa.Column("id", sa.String(length=128), nullable=False),
        sa.Column("desk_id", sa.String(length=128), nullable=False),
        sa.Column("ticket_id", sa.String(length=128), nullable=False),
        sa.Column("open_ticket", sa.String(length=128), nullable=True),
        sa.Column("step", sa.String(length=128), nullable=False),
        sa.Column("state", sa.String(length=128), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.String(length=128), nullable=True),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=128), nullable=True),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_trust_actions_desk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trust_actions")),
        sa.UniqueConstraint("desk_id", "open_ticket", name=op.f("uq_trust_actions_desk_id_open_ticket")),
    )
    with op.batch_alter_table("trust_actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trust_actions_desk_id_created"), ["desk_id", "created"], unique=False)

    op.create_table(
        "trust_turns",
        sa.Column("desk_id", sa.String(length=128), nullable=False),
        sa.Column("holder", sa.String(length=128), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_trust_turns_desk_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("desk_id", name=op.f("pk_trust_turns")),
    )


def downgrade() -> None:
    """Go back to the revision before."""
    op.drop_table("trust_turns")
    with op.batch_alter_table("trust_actions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_trust_actions_desk_id_created"))

    op.drop_table("trust_actions")
    op.drop_table("trust")
