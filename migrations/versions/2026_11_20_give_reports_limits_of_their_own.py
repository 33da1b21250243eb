"""Give rounds a day to reach the head by, and returned reports a limit of their own

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('campaign') as batch_op:
        batch_op.add_column(sa.Column('head_by', sa.Date(), nullable=True))
    with op.batch_alter_table('submission') as batch_op:
        batch_op.add_column(sa.Column('resubmit_overdue_after', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('submission') as batch_op:
        batch_op.drop_column('resubmit_overdue_after')
    with op.batch_alter_table('campaign') as batch_op:
        batch_op.drop_column('head_by')
