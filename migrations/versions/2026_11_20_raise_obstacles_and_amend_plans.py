"""Raise obstacles and amend plans

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STATES = ('triage', 'clarifying', 'guiding', 'confirming', 'escalated', 'ended')
OUTCOMES = ('solved', 'silent', 'unclear', 'joined', 'cancelled')
ACTS = ('change', 'add', 'drop')


def upgrade() -> None:
    with op.batch_alter_table('plan') as batch_op:
        batch_op.add_column(sa.Column('amends_id', KEY, nullable=True))
        batch_op.create_foreign_key(op.f('fk_plan_amends_id_plan'), 'plan', ['amends_id'], ['id'])
        batch_op.create_unique_constraint(op.f('uq_plan_amends_id'), ['amends_id'])
    with op.batch_alter_table('plan_task') as batch_op:
        batch_op.add_column(sa.Column('replaces_id', KEY, nullable=True))
        batch_op.create_foreign_key(op.f('fk_plan_task_replaces_id_plan_task'), 'plan_task', ['replaces_id'], ['id'])
        batch_op.create_unique_constraint(op.f('uq_plan_task_replaces_id'), ['replaces_id'])
    _create_amendments()
    _create_obstacles()


def _create_amendments() -> None:
    op.create_table(
        'plan_amendment',
        sa.Column('id', KEY, nullable=False),
        sa.Column('plan_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('asked_by_case_id', KEY, nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('new_plan_id', KEY, nullable=True),
        sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['asked_by_case_id'], ['case.id'], name=op.f('fk_plan_amendment_asked_by_case_id_case')
        ),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_plan_amendment_case_id_case')),
        sa.ForeignKeyConstraint(['new_plan_id'], ['plan.id'], name=op.f('fk_plan_amendment_new_plan_id_plan')),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_plan_amendment_plan_id_plan')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_amendment')),
        sa.UniqueConstraint('case_id', name=op.f('uq_plan_amendment_case_id')),
        sa.UniqueConstraint('new_plan_id', name=op.f('uq_plan_amendment_new_plan_id')),
    )
    with op.batch_alter_table('plan_amendment') as batch_op:
        batch_op.create_index(op.f('ix_plan_amendment_asked_by_case_id'), ['asked_by_case_id'], unique=False)
        batch_op.create_index('ix_plan_amendment_plan_id', ['plan_id'], unique=False)
    op.create_table(
        'amendment_change',
        sa.Column('id', KEY, nullable=False),
        sa.Column('amendment_id', KEY, nullable=False),
        sa.Column('act', sa.Enum(*ACTS, name='rowact', native_enum=False, length=10), nullable=False),
        sa.Column('task_id', KEY, nullable=True),
        sa.Column('group_path', sa.Text(), nullable=False),
        sa.Column('cells', sa.Text(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['amendment_id'], ['plan_amendment.id'], name=op.f('fk_amendment_change_amendment_id_plan_amendment')
        ),
        sa.ForeignKeyConstraint(['task_id'], ['plan_task.id'], name=op.f('fk_amendment_change_task_id_plan_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_change')),
        sa.UniqueConstraint('amendment_id', 'task_id', name=op.f('uq_amendment_change_amendment_id_task_id')),
    )


def _create_obstacles() -> None:
    op.create_table(
        'obstacle',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('raised_by_id', KEY, nullable=True),
        sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('what', sa.Text(), nullable=False),
        sa.Column('since', sa.Date(), nullable=False),
        sa.Column('cause', sa.Text(), nullable=False),
        sa.Column('proposal', sa.Text(), nullable=False),
        sa.Column('blocked_case_id', KEY, nullable=True),
        sa.Column('blocked_task_id', KEY, nullable=True),
        sa.Column('plan_id', KEY, nullable=True),
        sa.Column('plan_task_id', KEY, nullable=True),
        sa.Column('state', sa.Enum(*STATES, name='obstaclestate', native_enum=False, length=12), nullable=False),
        sa.Column('outcome', sa.Enum(*OUTCOMES, name='outcome', native_enum=False, length=12), nullable=True),
        sa.Column('joined_to_id', KEY, nullable=True),
        sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_obstacle_agency_id_agency')),
        sa.ForeignKeyConstraint(['blocked_case_id'], ['case.id'], name=op.f('fk_obstacle_blocked_case_id_case')),
        sa.ForeignKeyConstraint(
            ['blocked_task_id'], ['user_task.id'], name=op.f('fk_obstacle_blocked_task_id_user_task')
        ),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_obstacle_case_id_case')),
        sa.ForeignKeyConstraint(['joined_to_id'], ['obstacle.id'], name=op.f('fk_obstacle_joined_to_id_obstacle')),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_obstacle_plan_id_plan')),
        sa.ForeignKeyConstraint(['plan_task_id'], ['plan_task.id'], name=op.f('fk_obstacle_plan_task_id_plan_task')),
        sa.ForeignKeyConstraint(['raised_by_id'], ['user.id'], name=op.f('fk_obstacle_raised_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_obstacle')),
        sa.UniqueConstraint('case_id', name=op.f('uq_obstacle_case_id')),
    )
    with op.batch_alter_table('obstacle') as batch_op:
        batch_op.create_index('ix_obstacle_agency_id', ['agency_id', 'id'], unique=False)
        batch_op.create_index('ix_obstacle_blocked_case_id', ['blocked_case_id'], unique=False)
        batch_op.create_index(op.f('ix_obstacle_joined_to_id'), ['joined_to_id'], unique=False)
        batch_op.create_index('ix_obstacle_open', ['closed_at', 'raised_at', 'id'], unique=False)
        batch_op.create_index('ix_obstacle_plan_task_id', ['plan_task_id'], unique=False)


def downgrade() -> None:
    op.drop_table('obstacle')
    op.drop_table('amendment_change')
    op.drop_table('plan_amendment')
    with op.batch_alter_table('plan_task') as batch_op:
        batch_op.drop_constraint(op.f('uq_plan_task_replaces_id'), type_='unique')
        batch_op.drop_constraint(op.f('fk_plan_task_replaces_id_plan_task'), type_='foreignkey')
        batch_op.drop_column('replaces_id')
    with op.batch_alter_table('plan') as batch_op:
        batch_op.drop_constraint(op.f('uq_plan_amends_id'), type_='unique')
        batch_op.drop_constraint(op.f('fk_plan_amends_id_plan'), type_='foreignkey')
        batch_op.drop_column('amends_id')
