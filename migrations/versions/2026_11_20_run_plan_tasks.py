"""Run plan tasks: assignments, their progress and what coordinating agencies contribute

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
STATES = (
    'assigned', 'clarifying', 'in_progress', 'with_head', 'submitted', 'returned', 'suspended', 'done', 'stopped',
)
CONTRIBUTION_STATES = ('asked', 'given', 'returned', 'accepted', 'waived')


def upgrade() -> None:
    op.create_table(
        'assignment',
        sa.Column('id', KEY, nullable=False),
        sa.Column('plan_task_id', KEY, nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('last_year', sa.Integer(), nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('first_agency_id', KEY, nullable=False),
        sa.Column('group', sa.String(length=60), nullable=True),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('state', sa.Enum(*STATES, name='assignmentstate', native_enum=False, length=12), nullable=False),
        sa.Column('frozen_at', MOMENT, nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('due_is_exclusive', sa.Boolean(), nullable=False),
        sa.Column('due_at', MOMENT, nullable=False),
        sa.Column('overdue_after', MOMENT, nullable=False),
        sa.Column('accepted_at', MOMENT, nullable=True),
        sa.Column('focal_name', sa.String(length=200), nullable=False),
        sa.Column('focal_post', sa.String(length=200), nullable=False),
        sa.Column('focal_phone', sa.String(length=40), nullable=False),
        sa.Column('focal_email', sa.String(length=200), nullable=False),
        sa.Column('rhythm', sa.Enum('month', 'quarter', name='rhythm', native_enum=False, length=10), nullable=True),
        sa.Column(
            'extension',
            sa.Enum('asked', 'granted', 'refused', name='extensionstate', native_enum=False, length=10),
            nullable=True,
        ),
        sa.Column('extended_to', sa.Date(), nullable=True),
        sa.Column('result', sa.Text(), nullable=False),
        sa.Column('result_sent_at', MOMENT, nullable=True),
        sa.Column('returned_at', MOMENT, nullable=True),
        sa.Column('return_reason', sa.Text(), nullable=False),
        sa.Column('checked_at', MOMENT, nullable=True),
        sa.Column('suspended_at', MOMENT, nullable=True),
        sa.Column('suspended_because', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['plan_task_id'], ['plan_task.id'], name=op.f('fk_assignment_plan_task_id_plan_task')
        ),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_assignment_agency_id_agency')),
        sa.ForeignKeyConstraint(['first_agency_id'], ['agency.id'], name=op.f('fk_assignment_first_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_assignment_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment')),
        sa.UniqueConstraint(
            'plan_task_id', 'year', 'agency_id', name=op.f('uq_assignment_plan_task_id_year_agency_id')
        ),
        sa.UniqueConstraint('case_id', name=op.f('uq_assignment_case_id')),
    )
    op.create_index('ix_assignment_agency_id', 'assignment', ['agency_id', 'state'])
    op.create_table(
        'progress_update',
        sa.Column('id', KEY, nullable=False),
        sa.Column('assignment_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=False),
        sa.Column('period_from', sa.Date(), nullable=False),
        sa.Column('period_to', sa.Date(), nullable=False),
        sa.Column('overdue_after', MOMENT, nullable=False),
        sa.Column('filed_at', MOMENT, nullable=True),
        sa.Column('filed_by_id', KEY, nullable=True),
        sa.Column('percent', sa.Integer(), nullable=True),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('difficulties', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['assignment_id'], ['assignment.id'], name=op.f('fk_progress_update_assignment_id_assignment')
        ),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_progress_update_task_id_user_task')),
        sa.ForeignKeyConstraint(['filed_by_id'], ['user.id'], name=op.f('fk_progress_update_filed_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_progress_update')),
        sa.UniqueConstraint('task_id', name=op.f('uq_progress_update_task_id')),
        sa.UniqueConstraint('assignment_id', 'period_to', name=op.f('uq_progress_update_assignment_id_period_to')),
    )
    op.create_table(
        'contribution',
        sa.Column('id', KEY, nullable=False),
        sa.Column('assignment_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('request', sa.Text(), nullable=False),
        sa.Column(
            'state',
            sa.Enum(*CONTRIBUTION_STATES, name='contributionstate', native_enum=False, length=10),
            nullable=False,
        ),
        sa.Column('asked_at', MOMENT, nullable=False),
        sa.Column('asked_by_id', KEY, nullable=True),
        sa.Column('due_at', MOMENT, nullable=False),
        sa.Column('overdue_after', MOMENT, nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('given_at', MOMENT, nullable=True),
        sa.Column('settled_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ['assignment_id'], ['assignment.id'], name=op.f('fk_contribution_assignment_id_assignment')
        ),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_contribution_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_contribution_case_id_case')),
        sa.ForeignKeyConstraint(['asked_by_id'], ['user.id'], name=op.f('fk_contribution_asked_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contribution')),
        sa.UniqueConstraint('case_id', name=op.f('uq_contribution_case_id')),
    )
    op.create_index('ix_contribution_assignment_id', 'contribution', ['assignment_id', 'id'])
    op.create_index(op.f('ix_contribution_agency_id'), 'contribution', ['agency_id'])


def downgrade() -> None:
    op.drop_table('contribution')
    op.drop_table('progress_update')
    op.drop_table('assignment')
