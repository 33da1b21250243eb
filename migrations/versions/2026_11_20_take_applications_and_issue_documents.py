"""Take applications, issue documents, review plans

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
REVIEW_KIND = sa.Enum('interim', 'final', name='reviewkind', native_enum=False, length=10)
REVIEW_STATE = sa.Enum(
    'preparing', 'opening', 'gathering', 'drafting', 'approved', name='reviewstate', native_enum=False, length=10
)
ASSESSMENT_STATE = sa.Enum(
    'asked', 'with_head', 'submitted', 'returned', 'taken_in', 'not_sent',
    name='assessmentstate', native_enum=False, length=10,
)


def upgrade() -> None:
    op.create_table(
        'issued_document',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=False),
        sa.Column('title', sa.String(length=400), nullable=False),
        sa.Column('number', sa.String(length=60), nullable=False),
        sa.Column('issued_on', sa.Date(), nullable=False),
        sa.Column('signer', sa.String(length=120), nullable=False),
        sa.Column('signer_post', sa.String(length=160), nullable=False),
        sa.Column('attachment_id', KEY, nullable=True),
        sa.Column('recorded_at', MOMENT, nullable=False),
        sa.Column('recorded_by_id', KEY, nullable=True),
        sa.Column('corrected_at', MOMENT, nullable=True),
        sa.Column('corrected_by_id', KEY, nullable=True),
        sa.Column('correction_reason', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['attachment_id'], ['attachment.id'], name=op.f('fk_issued_document_attachment_id_attachment')
        ),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_issued_document_case_id_case')),
        sa.ForeignKeyConstraint(
            ['corrected_by_id'], ['user.id'], name=op.f('fk_issued_document_corrected_by_id_user')
        ),
        sa.ForeignKeyConstraint(['recorded_by_id'], ['user.id'], name=op.f('fk_issued_document_recorded_by_id_user')),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_issued_document_task_id_user_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_issued_document')),
        sa.UniqueConstraint('task_id', name=op.f('uq_issued_document_task_id')),
    )
    with op.batch_alter_table('issued_document') as batch_op:
        batch_op.create_index(op.f('ix_issued_document_case_id'), ['case_id'], unique=False)
    op.create_table(
        'application_draft',
        sa.Column('id', KEY, nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('token_digest', sa.String(length=64), nullable=False),
        sa.Column('data', sa.Text(), nullable=False),
        sa.Column('saved_at', MOMENT, nullable=False),
        sa.Column('expires_at', MOMENT, nullable=False),
        sa.Column('email', sa.String(length=200), nullable=False),
        sa.Column('agreed_at', MOMENT, nullable=True),
        sa.Column('confirm_digest', sa.String(length=64), nullable=True),
        sa.Column('confirm_until', MOMENT, nullable=True),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_application_draft')),
        sa.UniqueConstraint('confirm_digest', name=op.f('uq_application_draft_confirm_digest')),
        sa.UniqueConstraint('token_digest', name=op.f('uq_application_draft_token_digest')),
    )
    with op.batch_alter_table('application_draft') as batch_op:
        batch_op.create_index(op.f('ix_application_draft_expires_at'), ['expires_at'], unique=False)
    op.create_table(
        'application',
        sa.Column('id', KEY, nullable=False),
        sa.Column('kind', sa.String(length=40), nullable=False),
        sa.Column('tracking_code', sa.String(length=16), nullable=False),
        sa.Column('email', sa.String(length=200), nullable=False),
        sa.Column('data', sa.Text(), nullable=False),
        sa.Column('notice', sa.Text(), nullable=False),
        sa.Column('agreed_at', MOMENT, nullable=False),
        sa.Column('confirmed_at', MOMENT, nullable=False),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('corrected_at', MOMENT, nullable=True),
        sa.Column('withdrawn_at', MOMENT, nullable=True),
        sa.Column('erased_at', MOMENT, nullable=True),
        sa.Column('erased_reason', sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_application_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_application')),
        sa.UniqueConstraint('case_id', name=op.f('uq_application_case_id')),
        sa.UniqueConstraint('tracking_code', name=op.f('uq_application_tracking_code')),
    )
    with op.batch_alter_table('application') as batch_op:
        batch_op.create_index('ix_application_kind', ['kind', 'id'], unique=False)
    op.create_table(
        'review',
        sa.Column('id', KEY, nullable=False),
        sa.Column('plan_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('kind', REVIEW_KIND, nullable=True),
        sa.Column('state', REVIEW_STATE, nullable=False),
        sa.Column('period_from', sa.Integer(), nullable=True),
        sa.Column('period_to', sa.Integer(), nullable=True),
        sa.Column('due_on', sa.Date(), nullable=True),
        sa.Column('begun_at', MOMENT, nullable=False),
        sa.Column('frozen_at', MOMENT, nullable=True),
        sa.Column('gathered_at', MOMENT, nullable=True),
        sa.Column('held_on', sa.Date(), nullable=True),
        sa.Column('conclusions', sa.Text(), nullable=False),
        sa.Column('approved_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_review_case_id_case')),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_review_plan_id_plan')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_review')),
        sa.UniqueConstraint('case_id', name=op.f('uq_review_case_id')),
    )
    with op.batch_alter_table('review') as batch_op:
        batch_op.create_index(op.f('ix_review_plan_id'), ['plan_id'], unique=False)
    op.create_table(
        'self_assessment',
        sa.Column('id', KEY, nullable=False),
        sa.Column('review_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('state', ASSESSMENT_STATE, nullable=False),
        sa.Column('sent_at', MOMENT, nullable=True),
        sa.Column('taken_in_at', MOMENT, nullable=True),
        sa.Column('data', sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_self_assessment_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_self_assessment_case_id_case')),
        sa.ForeignKeyConstraint(['review_id'], ['review.id'], name=op.f('fk_self_assessment_review_id_review')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_self_assessment')),
        sa.UniqueConstraint('case_id', name=op.f('uq_self_assessment_case_id')),
        sa.UniqueConstraint('review_id', 'agency_id', name=op.f('uq_self_assessment_review_id_agency_id')),
    )
    with op.batch_alter_table('self_assessment') as batch_op:
        batch_op.create_index(op.f('ix_self_assessment_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index('ix_self_assessment_state', ['review_id', 'state'], unique=False)
    op.create_table(
        'assessed_task',
        sa.Column('id', KEY, nullable=False),
        sa.Column('assessment_id', KEY, nullable=False),
        sa.Column('plan_task_id', KEY, nullable=False),
        sa.Column('percent', sa.Integer(), nullable=False),
        sa.Column('achieved', sa.Text(), nullable=False),
        sa.Column('cause', sa.Text(), nullable=False),
        sa.Column('proposal', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['assessment_id'], ['self_assessment.id'], name=op.f('fk_assessed_task_assessment_id_self_assessment')
        ),
        sa.ForeignKeyConstraint(
            ['plan_task_id'], ['plan_task.id'], name=op.f('fk_assessed_task_plan_task_id_plan_task')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_assessed_task')),
        sa.UniqueConstraint(
            'assessment_id', 'plan_task_id', name=op.f('uq_assessed_task_assessment_id_plan_task_id')
        ),
    )
    with op.batch_alter_table('assessed_task') as batch_op:
        batch_op.create_index(op.f('ix_assessed_task_plan_task_id'), ['plan_task_id'], unique=False)


def downgrade() -> None:
    op.drop_table('assessed_task')
    op.drop_table('self_assessment')
    op.drop_table('review')
    op.drop_table('application')
    op.drop_table('application_draft')
    op.drop_table('issued_document')
