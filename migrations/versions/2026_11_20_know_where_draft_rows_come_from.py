"""Know which row of an issued plan a draft row goes on with, and which row it became

Revision: 0026, after 0025
"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('draft_row') as batch_op:
        batch_op.add_column(sa.Column('origin_id', KEY, nullable=True))
        batch_op.add_column(sa.Column('plan_task_id', KEY, nullable=True))
        batch_op.create_foreign_key(op.f('fk_draft_row_origin_id_plan_task'), 'plan_task', ['origin_id'], ['id'])
        batch_op.create_foreign_key(op.f('fk_draft_row_plan_task_id_plan_task'), 'plan_task', ['plan_task_id'], ['id'])
        batch_op.create_unique_constraint(op.f('uq_draft_row_plan_task_id'), ['plan_task_id'])


def downgrade() -> None:
    with op.batch_alter_table('draft_row') as batch_op:
        batch_op.drop_constraint(op.f('uq_draft_row_plan_task_id'), type_='unique')
        batch_op.drop_constraint(op.f('fk_draft_row_plan_task_id_plan_task'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_draft_row_origin_id_plan_task'), type_='foreignkey')
        batch_op.drop_column('plan_task_id')
        batch_op.drop_column('origin_id')
