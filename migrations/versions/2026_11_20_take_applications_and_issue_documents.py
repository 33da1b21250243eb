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


def downgrade() -> None:
    op.drop_table('application')
    op.drop_table('application_draft')
    op.drop_table('issued_document')
