"""Let people move dates, act on many at once, and subscribe to their calendars

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
KINDS = ('extend', 'reassign', 'remind')
OUTCOMES = ('waiting', 'done', 'refused', 'undone', 'kept')


def upgrade() -> None:
    for table in ('case', 'user_task'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('moved_at', MOMENT, nullable=True))
    op.create_table(
        'date_move',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=True),
        sa.Column('moved_at', MOMENT, nullable=False),
        sa.Column('moved_by_id', KEY, nullable=True),
        sa.Column('before', sa.Text(), nullable=False),
        sa.Column('taken_back_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_date_move_case_id_case')),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_date_move_task_id_user_task')),
        sa.ForeignKeyConstraint(['moved_by_id'], ['user.id'], name=op.f('fk_date_move_moved_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_date_move')),
    )
    op.create_index(op.f('ix_date_move_case_id'), 'date_move', ['case_id'])
    op.create_index(op.f('ix_date_move_task_id'), 'date_move', ['task_id'])
    op.create_table(
        'calendar_feed',
        sa.Column('id', KEY, nullable=False),
        sa.Column('user_id', KEY, nullable=False),
        sa.Column('token_digest', sa.String(length=64), nullable=False),
        sa.Column('days_before', sa.Integer(), nullable=False),
        sa.Column('issued_at', MOMENT, nullable=False),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_calendar_feed_user_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
        sa.UniqueConstraint('user_id', name=op.f('uq_calendar_feed_user_id')),
        sa.UniqueConstraint('token_digest', name=op.f('uq_calendar_feed_token_digest')),
    )
    op.create_table(
        'bulk_action',
        sa.Column('id', KEY, nullable=False),
        sa.Column('key', sa.String(length=80), nullable=False),
        sa.Column('kind', sa.Enum(*KINDS, name='bulkkind', native_enum=False, length=10), nullable=False),
        sa.Column('order', sa.Text(), nullable=False),
        sa.Column('made_at', MOMENT, nullable=False),
        sa.Column('made_by_id', KEY, nullable=False),
        sa.Column('undone_at', MOMENT, nullable=True),
        sa.Column('undone_by_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(['made_by_id'], ['user.id'], name=op.f('fk_bulk_action_made_by_id_user')),
        sa.ForeignKeyConstraint(['undone_by_id'], ['user.id'], name=op.f('fk_bulk_action_undone_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_action')),
        sa.UniqueConstraint('key', name=op.f('uq_bulk_action_key')),
    )
    op.create_index(op.f('ix_bulk_action_made_by_id'), 'bulk_action', ['made_by_id'])
    op.create_table(
        'bulk_item',
        sa.Column('id', KEY, nullable=False),
        sa.Column('action_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=True),
        sa.Column('outcome', sa.Enum(*OUTCOMES, name='outcome', native_enum=False, length=10), nullable=False),
        sa.Column('why', sa.Text(), nullable=False),
        sa.Column('before', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(['action_id'], ['bulk_action.id'], name=op.f('fk_bulk_item_action_id_bulk_action')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_bulk_item_case_id_case')),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_bulk_item_task_id_user_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_bulk_item')),
        sa.UniqueConstraint('action_id', 'case_id', 'task_id', name=op.f('uq_bulk_item_action_id_case_id_task_id')),
    )
    op.create_index(op.f('ix_bulk_item_case_id'), 'bulk_item', ['case_id'])
    op.create_index(op.f('ix_bulk_item_task_id'), 'bulk_item', ['task_id'])
    op.create_index('ix_bulk_item_outcome', 'bulk_item', ['action_id', 'outcome', 'id'])


def downgrade() -> None:
    for table in ('bulk_item', 'bulk_action', 'calendar_feed', 'date_move'):
        op.drop_table(table)
    for table in ('user_task', 'case'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column('moved_at')
