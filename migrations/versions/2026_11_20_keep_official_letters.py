"""Keep the letters that chase late reports, whom they name, and what the records office gave them

Revision: 0011, after 0010
"""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
KIND = sa.Enum('chase', 'report', name='letterkind', native_enum=False, length=10)
MISSING = sa.Enum('report', 'completion', name='missing', native_enum=False, length=12)


def upgrade() -> None:
    op.create_table(
        'letter_order',
        sa.Column('id', KEY, nullable=False),
        sa.Column('campaign_id', KEY, nullable=False),
        sa.Column('kind', KIND, nullable=False),
        sa.Column('is_each', sa.Boolean(), nullable=False),
        sa.Column('asked', sa.Text(), nullable=False),
        sa.Column('wanted', sa.Integer(), nullable=False),
        sa.Column('chosen', sa.Text(), nullable=False),
        sa.Column('handled', sa.Integer(), nullable=False),
        sa.Column('left_out', sa.Integer(), nullable=False),
        sa.Column('is_discarded', sa.Boolean(), nullable=False),
        sa.Column('drafted_at', MOMENT, nullable=False),
        sa.Column('drafted_by_id', KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ['campaign_id'], ['campaign.id'], name=op.f('fk_letter_order_campaign_id_campaign')
        ),
        sa.ForeignKeyConstraint(['drafted_by_id'], ['user.id'], name=op.f('fk_letter_order_drafted_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_order')),
    )
    with op.batch_alter_table('letter_order') as batch_op:
        batch_op.create_index(op.f('ix_letter_order_campaign_id'), ['campaign_id'], unique=False)
    op.create_table(
        'letter',
        sa.Column('id', KEY, nullable=False),
        sa.Column('order_id', KEY, nullable=False),
        sa.Column('campaign_id', KEY, nullable=False),
        sa.Column('kind', KIND, nullable=False),
        sa.Column('to', sa.String(length=300), nullable=False),
        sa.Column('paper', sa.Text(), nullable=False),
        sa.Column('ask_before', sa.Date(), nullable=False),
        sa.Column('drafted_at', MOMENT, nullable=False),
        sa.Column('number', sa.String(length=60), nullable=True),
        sa.Column('issued_on', sa.Date(), nullable=True),
        sa.Column('issued_year', sa.Integer(), nullable=True),
        sa.Column('signer', sa.String(length=200), nullable=False),
        sa.Column('signed_sha256', sa.String(length=64), nullable=True),
        sa.Column('signed_name', sa.String(length=255), nullable=False),
        sa.Column('signed_type', sa.String(length=120), nullable=False),
        sa.Column('signed_size', sa.Integer(), nullable=False),
        sa.Column('recorded_at', MOMENT, nullable=True),
        sa.Column('withdrawn_at', MOMENT, nullable=True),
        sa.Column('events', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['campaign_id'], ['campaign.id'], name=op.f('fk_letter_campaign_id_campaign')),
        sa.ForeignKeyConstraint(['order_id'], ['letter_order.id'], name=op.f('fk_letter_order_id_letter_order')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
        sa.UniqueConstraint('number', 'issued_year', name=op.f('uq_letter_number_issued_year')),
    )
    with op.batch_alter_table('letter') as batch_op:
        batch_op.create_index(op.f('ix_letter_campaign_id'), ['campaign_id'], unique=False)
        batch_op.create_index(op.f('ix_letter_order_id'), ['order_id'], unique=False)
    op.create_table(
        'letter_agency',
        sa.Column('id', KEY, nullable=False),
        sa.Column('letter_id', KEY, nullable=False),
        sa.Column('submission_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('missing', MISSING, nullable=False),
        sa.Column('told', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_letter_agency_agency_id_agency')),
        sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_agency_letter_id_letter')),
        sa.ForeignKeyConstraint(
            ['submission_id'], ['submission.id'], name=op.f('fk_letter_agency_submission_id_submission')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_agency')),
        sa.UniqueConstraint('letter_id', 'submission_id', name=op.f('uq_letter_agency_letter_id_submission_id')),
    )
    with op.batch_alter_table('letter_agency') as batch_op:
        batch_op.create_index(op.f('ix_letter_agency_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(op.f('ix_letter_agency_submission_id'), ['submission_id'], unique=False)


def downgrade() -> None:
    op.drop_table('letter_agency')
    op.drop_table('letter')
    op.drop_table('letter_order')
