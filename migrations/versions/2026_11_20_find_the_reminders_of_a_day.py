"""Find the reminders of a day

Revision: 0013, after 0012
"""

from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.create_index('ix_reminder_day', ['day', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.drop_index('ix_reminder_day')
