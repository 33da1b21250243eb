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


def downgrade() -> None:
    op.drop_table('issued_document')
