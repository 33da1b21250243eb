"""Let duties say when a year of their data closes

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('obligation') as batch_op:
        batch_op.add_column(sa.Column('closes_month', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('closes_day', sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('obligation') as batch_op:
        batch_op.drop_column('closes_day')
        batch_op.drop_column('closes_month')
