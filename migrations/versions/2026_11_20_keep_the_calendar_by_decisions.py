"""Keep the province's days by the decision that changed them, and with each case what its date is worked out from

Revision: 0009, after 0008
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
KINDS = ('day_off', 'worked', 'swap', 'range')


def upgrade() -> None:
    former = _rows('SELECT day, works, name, source, known_from FROM calendar_day')
    op.drop_table('calendar_day')
    _create_changes()
    _create_days()
    for number, row in enumerate(former, 1):
        _keep_as_decision(number, row)
    if former and op.get_bind().dialect.name == 'postgresql':
        op.execute("SELECT setval('calendar_change_id_seq', (SELECT max(id) FROM calendar_change))")
    with op.batch_alter_table('case') as batch_op:
        batch_op.add_column(sa.Column('last_day', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('reading', sa.String(length=12), nullable=False, server_default='later'))
        batch_op.create_index('ix_case_due_at', ['status', 'due_at'])
    with op.batch_alter_table('campaign') as batch_op:
        batch_op.add_column(sa.Column('reading', sa.String(length=12), nullable=False, server_default='later'))
    op.execute(
        'UPDATE campaign SET reading = (SELECT obligation.reading FROM obligation'
        ' WHERE obligation.id = campaign.obligation_id) WHERE obligation_id IS NOT NULL'
    )
    for table in ('case', 'campaign'):
        with op.batch_alter_table(table) as batch_op:
            batch_op.alter_column('reading', server_default=None, existing_type=sa.String(length=12))


def _rows(query: str) -> list[sa.Row]:
    return list(op.get_bind().execute(sa.text(query)))


def _now() -> datetime | str:
    """Return the present as the database keeps it: PostgreSQL would read a text in its server's zone."""
    now = datetime.now(UTC)
    return now if op.get_bind().dialect.name == 'postgresql' else now.strftime('%Y-%m-%d %H:%M:%S.%f')


def _keep_as_decision(number: int, row: sa.Row) -> None:
    """Make a day of the old table a decision of its own."""
    values = {
        'id': number,
        'kind': 'worked' if row.works else 'day_off',
        'name': row.name,
        'source': row.source,
        'known_on': row.known_from,
        'now': _now(),
    }
    op.get_bind().execute(
        sa.text(
            'INSERT INTO calendar_change (id, kind, name, source, document_number, issuer, known_on, entered_at,'
            " withdrawn_because, to_move, moved, settled_at)"
            " VALUES (:id, :kind, :name, :source, '', '', :known_on, :now, '', 0, 0, :now)"
        ),
        values,
    )
    op.get_bind().execute(
        sa.text('INSERT INTO calendar_day (change_id, day, works) VALUES (:id, :day, :works)'),
        {'id': number, 'day': row.day, 'works': row.works},
    )


def _create_changes() -> None:
    op.create_table(
        'calendar_change',
        sa.Column('id', KEY, nullable=False),
        sa.Column('kind', sa.Enum(*KINDS, name='changekind', native_enum=False, length=10), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('source', sa.String(length=300), nullable=False),
        sa.Column('document_number', sa.String(length=60), nullable=False),
        sa.Column('document_date', sa.Date(), nullable=True),
        sa.Column('issuer', sa.String(length=200), nullable=False),
        sa.Column('known_on', sa.Date(), nullable=False),
        sa.Column('corrects_id', KEY, nullable=True),
        sa.Column('entered_at', MOMENT, nullable=False),
        sa.Column('entered_by_id', KEY, nullable=True),
        sa.Column('withdrawn_at', MOMENT, nullable=True),
        sa.Column('withdrawn_by_id', KEY, nullable=True),
        sa.Column('withdrawn_because', sa.Text(), nullable=False),
        sa.Column('to_move', sa.Integer(), nullable=False),
        sa.Column('moved', sa.Integer(), nullable=False),
        sa.Column('settled_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ['corrects_id'], ['calendar_change.id'], name=op.f('fk_calendar_change_corrects_id_calendar_change')
        ),
        sa.ForeignKeyConstraint(['entered_by_id'], ['user.id'], name=op.f('fk_calendar_change_entered_by_id_user')),
        sa.ForeignKeyConstraint(
            ['withdrawn_by_id'], ['user.id'], name=op.f('fk_calendar_change_withdrawn_by_id_user')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_change')),
    )
    op.create_index(op.f('ix_calendar_change_corrects_id'), 'calendar_change', ['corrects_id'])


def _create_days() -> None:
    op.create_table(
        'calendar_day',
        sa.Column('id', KEY, nullable=False),
        sa.Column('change_id', KEY, nullable=False),
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('works', sa.Boolean(), nullable=False),
        sa.Column('withdrawn_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ['change_id'], ['calendar_change.id'], name=op.f('fk_calendar_day_change_id_calendar_change')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_day')),
    )
    op.create_index(op.f('ix_calendar_day_change_id'), 'calendar_day', ['change_id'])
    op.create_index(
        'uq_calendar_day_standing',
        'calendar_day',
        ['day'],
        unique=True,
        sqlite_where=sa.text('withdrawn_at IS NULL'),
        postgresql_where=sa.text('withdrawn_at IS NULL'),
    )


def downgrade() -> None:
    with op.batch_alter_table('campaign') as batch_op:
        batch_op.drop_column('reading')
    with op.batch_alter_table('case') as batch_op:
        batch_op.drop_index('ix_case_due_at')
        batch_op.drop_column('reading')
        batch_op.drop_column('last_day')
    standing = _rows(
        'SELECT d.day, d.works, c.name, c.source, c.known_on FROM calendar_day AS d'
        ' JOIN calendar_change AS c ON c.id = d.change_id WHERE d.withdrawn_at IS NULL'
    )
    op.drop_table('calendar_day')
    op.drop_table('calendar_change')
    op.create_table(
        'calendar_day',
        sa.Column('day', sa.Date(), nullable=False),
        sa.Column('works', sa.Boolean(), nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('source', sa.String(length=300), nullable=False),
        sa.Column('known_from', sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint('day', name=op.f('pk_calendar_day')),
    )
    for row in standing:
        op.get_bind().execute(
            sa.text(
                'INSERT INTO calendar_day (day, works, name, source, known_from)'
                ' VALUES (:day, :works, :name, :source, :known_on)'
            ),
            dict(row._mapping),
        )
