"""Note who reads confidential cases

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MEANS = sa.Enum('page', 'download', 'program', name='means', native_enum=False, length=10)
ONCE = ('case_id', 'user_id', 'means', 'name', 'hour')


def upgrade() -> None:
    op.create_table(
        'case_reading',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('user_id', KEY, nullable=False),
        sa.Column('means', MEANS, nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('hour', sa.DateTime(timezone=True), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_case_reading_case_id_case')),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_case_reading_user_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_case_reading')),
        sa.UniqueConstraint(*ONCE, name=op.f('uq_case_reading_case_id_user_id_means_name_hour')),
    )
    with op.batch_alter_table('case_reading') as batch_op:
        batch_op.create_index('ix_case_reading_user_id', ['user_id'], unique=False)


def downgrade() -> None:
    op.drop_table('case_reading')
