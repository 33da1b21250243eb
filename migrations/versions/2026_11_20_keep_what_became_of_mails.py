"""Keep what became of mails, throttle them, and forget the words of account mails

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    with op.batch_alter_table('outbox_message') as batch_op:
        batch_op.add_column(sa.Column('rank', sa.SmallInteger(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('bounced_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.drop_index('ix_outbox_message_due')
        batch_op.create_index('ix_outbox_message_due', ['status', 'rank', 'next_attempt_at', 'id'], unique=False)
    with op.batch_alter_table('outbox_message') as batch_op:
        batch_op.alter_column('rank', existing_type=sa.SmallInteger(), server_default=None)
    op.execute("UPDATE outbox_message SET rank = 0 WHERE kind = 'account'")
    op.execute("UPDATE outbox_message SET rank = 2 WHERE kind = 'digest'")
    # They carry links that open accounts, and nobody needs them once they are gone out.
    op.execute("UPDATE outbox_message SET text = '', html = NULL WHERE kind = 'account' AND status <> 'queued'")

    op.create_table(
        'mail_minute',
        sa.Column('id', KEY, nullable=False),
        sa.Column('minute', sa.DateTime(timezone=True), nullable=False),
        sa.Column('taken', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_minute')),
    )
    op.create_table(
        'message_event',
        sa.Column('id', KEY, nullable=False),
        sa.Column('key', sa.String(length=100), nullable=False),
        sa.Column('message_id', KEY, nullable=False),
        sa.Column('recipient_id', KEY, nullable=True),
        sa.Column(
            'kind',
            sa.Enum('opened', 'bounced', 'delayed', 'answered', name='eventkind', native_enum=False, length=10),
            nullable=False,
        ),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('status', sa.String(length=12), nullable=False),
        sa.Column('reason', sa.String(length=500), nullable=False),
        sa.Column('address', sa.String(length=320), nullable=False),
        sa.Column('recorded_through', KEY, nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['message_id'], ['outbox_message.id'], name=op.f('fk_message_event_message_id_outbox_message')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_message_event')),
        sa.UniqueConstraint('key', name=op.f('uq_message_event_key')),
    )
    with op.batch_alter_table('message_event') as batch_op:
        batch_op.create_index('ix_message_event_message_id', ['message_id'], unique=False)
        batch_op.create_index('ix_message_event_kind', ['kind', 'recipient_id', 'id'], unique=False)
        batch_op.create_index(
            'ix_message_event_unrecorded',
            ['id'],
            unique=False,
            sqlite_where=sa.text('recorded_at IS NULL'),
            postgresql_where=sa.text('recorded_at IS NULL'),
        )


def downgrade() -> None:
    op.drop_table('message_event')
    op.drop_table('mail_minute')
    with op.batch_alter_table('outbox_message') as batch_op:
        batch_op.drop_index('ix_outbox_message_due')
        batch_op.create_index('ix_outbox_message_due', ['status', 'next_attempt_at', 'id'], unique=False)
        batch_op.drop_column('bounced_at')
        batch_op.drop_column('rank')
