"""Keep decisions with their definition, and let a task of a called process name the one its form comes from

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'definition_decision',
        sa.Column('id', KEY, nullable=False),
        sa.Column('definition_id', KEY, nullable=False),
        sa.Column('file', sa.String(length=120), nullable=False),
        sa.Column('source', sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ['definition_id'], ['definition.id'], name=op.f('fk_definition_decision_definition_id_definition')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_definition_decision')),
        sa.UniqueConstraint('definition_id', 'file', name=op.f('uq_definition_decision_definition_id_file')),
    )
    with op.batch_alter_table('user_task') as batch_op:
        batch_op.add_column(sa.Column('definition_id', KEY, nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_user_task_definition_id_definition'), 'definition', ['definition_id'], ['id']
        )


def downgrade() -> None:
    with op.batch_alter_table('user_task') as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_user_task_definition_id_definition'), type_='foreignkey')
        batch_op.drop_column('definition_id')
    op.drop_table('definition_decision')
