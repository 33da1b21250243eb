"""Let policies decide on reminders: whom each step speaks to and how

Revision: 0010, after 0009
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'reminder_policy',
        sa.Column('id', KEY, nullable=False),
        sa.Column('key', sa.String(length=80), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_policy')),
        sa.UniqueConstraint('key', name=op.f('uq_reminder_policy_key')),
    )
    op.create_table(
        'policy_version',
        sa.Column('id', KEY, nullable=False),
        sa.Column('policy_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('steps', sa.Text(), nullable=False),
        sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('saved_by_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ['policy_id'], ['reminder_policy.id'], name=op.f('fk_policy_version_policy_id_reminder_policy')
        ),
        sa.ForeignKeyConstraint(['saved_by_id'], ['user.id'], name=op.f('fk_policy_version_saved_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_version')),
        sa.UniqueConstraint('policy_id', 'number', name=op.f('uq_policy_version_policy_id_number')),
    )
    op.create_table(
        'policy_assignment',
        sa.Column('id', KEY, nullable=False),
        sa.Column('policy_id', KEY, nullable=False),
        sa.Column('scope', sa.Enum('obligation', 'element', 'process', native_enum=False, length=10), nullable=False),
        sa.Column('subject', sa.String(length=220), nullable=False),
        sa.Column('assigned_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('assigned_by_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ['policy_id'], ['reminder_policy.id'], name=op.f('fk_policy_assignment_policy_id_reminder_policy')
        ),
        sa.ForeignKeyConstraint(['assigned_by_id'], ['user.id'], name=op.f('fk_policy_assignment_assigned_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_assignment')),
        sa.UniqueConstraint('scope', 'subject', name=op.f('uq_policy_assignment_scope_subject')),
    )
    with op.batch_alter_table('policy_assignment') as batch_op:
        batch_op.create_index('ix_policy_assignment_policy_id', ['policy_id'], unique=False)
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.add_column(sa.Column('target', sa.String(length=12), nullable=False, server_default='assignee'))
        batch_op.add_column(sa.Column('by', sa.String(length=8), nullable=False, server_default='digest'))
        batch_op.add_column(sa.Column('policy', sa.String(length=80), nullable=False, server_default='standard'))
        batch_op.add_column(sa.Column('outcome', sa.String(length=16), nullable=False, server_default='send'))
        batch_op.add_column(sa.Column('instead_of_id', KEY, nullable=True))
        batch_op.create_foreign_key(op.f('fk_reminder_instead_of_id_user'), 'user', ['instead_of_id'], ['id'])
    with op.batch_alter_table('reminder') as batch_op:
        for name, length in (('target', 12), ('by', 8), ('policy', 80), ('outcome', 16)):
            batch_op.alter_column(name, existing_type=sa.String(length=length), server_default=None)
    op.execute("UPDATE reminder SET outcome = 'nobody' WHERE recipient_id IS NULL")


def downgrade() -> None:
    with op.batch_alter_table('reminder') as batch_op:
        batch_op.drop_constraint(op.f('fk_reminder_instead_of_id_user'), type_='foreignkey')
        for name in ('instead_of_id', 'outcome', 'policy', 'by', 'target'):
            batch_op.drop_column(name)
    op.drop_table('policy_assignment')
    op.drop_table('policy_version')
    op.drop_table('reminder_policy')
