"""Take replies to drafts of plans on paper, and requests for more time for them

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
CHANNELS = ('system', 'document_system', 'paper', 'email')
STATES = ('asked', 'granted', 'refused', 'lapsed')


def upgrade() -> None:
    with op.batch_alter_table('plan_proposal') as batch_op:
        batch_op.add_column(sa.Column('overdue_after', MOMENT, nullable=True))
    op.create_table(
        'paper_reply',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('element', sa.String(length=60), nullable=False),
        sa.Column('channel', sa.Enum(*CHANNELS, name='channel', native_enum=False, length=16), nullable=False),
        sa.Column('received_at', MOMENT, nullable=False),
        sa.Column('number', sa.String(length=60), nullable=False),
        sa.Column('signed_on', sa.Date(), nullable=False),
        sa.Column('signer', sa.String(length=120), nullable=False),
        sa.Column('entries', sa.Text(), nullable=False),
        sa.Column('attachment_id', KEY, nullable=True),
        sa.Column('recorded_at', MOMENT, nullable=False),
        sa.Column('recorded_by_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_paper_reply_case_id_case')),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_paper_reply_agency_id_agency')),
        sa.ForeignKeyConstraint(
            ['attachment_id'], ['attachment.id'], name=op.f('fk_paper_reply_attachment_id_attachment')
        ),
        sa.ForeignKeyConstraint(['recorded_by_id'], ['user.id'], name=op.f('fk_paper_reply_recorded_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_reply')),
    )
    with op.batch_alter_table('paper_reply') as batch_op:
        batch_op.create_index(op.f('ix_paper_reply_case_id'), ['case_id'], unique=False)
    op.create_table(
        'drafting_time_request',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('request_case_id', KEY, nullable=True),
        sa.Column('asked_until', sa.Date(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('asked_at', MOMENT, nullable=False),
        sa.Column('state', sa.Enum(*STATES, name='timerequeststate', native_enum=False, length=10), nullable=False),
        sa.Column('granted_until', sa.Date(), nullable=True),
        sa.Column('refusal', sa.Text(), nullable=False),
        sa.Column('decided_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_drafting_time_request_case_id_case')),
        sa.ForeignKeyConstraint(
            ['request_case_id'], ['case.id'], name=op.f('fk_drafting_time_request_request_case_id_case')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_drafting_time_request')),
        sa.UniqueConstraint('request_case_id', name=op.f('uq_drafting_time_request_request_case_id')),
    )
    with op.batch_alter_table('drafting_time_request') as batch_op:
        batch_op.create_index(op.f('ix_drafting_time_request_case_id'), ['case_id'], unique=False)


def downgrade() -> None:
    op.drop_table('drafting_time_request')
    op.drop_table('paper_reply')
    with op.batch_alter_table('plan_proposal') as batch_op:
        batch_op.drop_column('overdue_after')
