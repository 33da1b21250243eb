"""Know where in a case a task stands

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('user_task') as batch_op:
        batch_op.add_column(sa.Column('call_path', sa.String(length=400), nullable=False, server_default=''))


def downgrade() -> None:
    with op.batch_alter_table('user_task') as batch_op:
        batch_op.drop_column('call_path')
