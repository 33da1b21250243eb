"""Let plans propose reporting duties, which a person confirms or declines

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STATES = ('proposed', 'confirmed', 'declined')


def upgrade() -> None:
    op.create_table(
        'plan_duty',
        sa.Column('id', KEY, nullable=False),
        sa.Column('plan_id', KEY, nullable=False),
        sa.Column('kind', sa.String(length=20), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('who', sa.Text(), nullable=False),
        sa.Column('time_text', sa.Text(), nullable=False),
        sa.Column('first_due', sa.Date(), nullable=True),
        sa.Column('due_is_exclusive', sa.Boolean(), nullable=False),
        sa.Column('roster', sa.Text(), nullable=False),
        sa.Column('source', sa.String(length=40), nullable=False),
        sa.Column('where', sa.String(length=60), nullable=False),
        sa.Column('state', sa.Enum(*STATES, name='dutystate', native_enum=False, length=10), nullable=False),
        sa.Column('decided_by_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(['decided_by_id'], ['user.id'], name=op.f('fk_plan_duty_decided_by_id_user')),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_plan_duty_plan_id_plan')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_duty')),
    )
    with op.batch_alter_table('plan_duty') as batch_op:
        batch_op.create_index(op.f('ix_plan_duty_plan_id'), ['plan_id'], unique=False)


def downgrade() -> None:
    op.drop_table('plan_duty')
