"""Note when a mail was first tried, and which reminders stand on a timeline

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('outbox_message') as batch_op:
        batch_op.add_column(sa.Column('first_tried_at', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.add_column(sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.drop_column('recorded_at')
    with op.batch_alter_table('outbox_message') as batch_op:
        batch_op.drop_column('first_tried_at')
