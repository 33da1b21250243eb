"""Let people be away, and agencies be left alone for once

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'absence',
        sa.Column('id', KEY, nullable=False),
        sa.Column('user_id', KEY, nullable=False),
        sa.Column('first_day', sa.Date(), nullable=False),
        sa.Column('last_day', sa.Date(), nullable=False),
        sa.Column('stand_in_id', KEY, nullable=True),
        sa.Column('reason', sa.String(length=200), nullable=False),
        sa.Column('reported_by_id', KEY, nullable=False),
        sa.Column('reported_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_absence_user_id_user')),
        sa.ForeignKeyConstraint(['stand_in_id'], ['user.id'], name=op.f('fk_absence_stand_in_id_user')),
        sa.ForeignKeyConstraint(['reported_by_id'], ['user.id'], name=op.f('fk_absence_reported_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_absence')),
    )
    with op.batch_alter_table('absence') as batch_op:
        batch_op.create_index('ix_absence_user_id', ['user_id', 'last_day'], unique=False)
        batch_op.create_index('ix_absence_last_day', ['last_day'], unique=False)
    op.create_table(
        'reminder_skip',
        sa.Column('id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('reason', sa.String(length=300), nullable=False),
        sa.Column('skipped_by_id', KEY, nullable=False),
        sa.Column('skipped_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_reminder_skip_agency_id_agency')),
        sa.ForeignKeyConstraint(['skipped_by_id'], ['user.id'], name=op.f('fk_reminder_skip_skipped_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_skip')),
        sa.UniqueConstraint('agency_id', 'day', name=op.f('uq_reminder_skip_agency_id_day')),
    )
    with op.batch_alter_table('reminder_skip') as batch_op:
        batch_op.create_index('ix_reminder_skip_day', ['day'], unique=False)


def downgrade() -> None:
    op.drop_table('reminder_skip')
    op.drop_table('absence')
