"""Keep each reason of a pause by itself

Revision: 0025, after 0024
"""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
REASON = sa.Enum('obstacle', 'extension', name='pausereason', native_enum=False, length=10)

HAVE_OBSTACLES = """
UPDATE "case" SET has_obstacles = true
WHERE id IN (SELECT blocked_case_id FROM obstacle WHERE blocked_case_id IS NOT NULL)
"""
OF_OBSTACLES = """
INSERT INTO pause (case_id, task_id, reason, number, since)
SELECT blocked_case_id, blocked_task_id, 'obstacle', id, paused_at FROM obstacle
WHERE paused_at IS NOT NULL AND closed_at IS NULL AND blocked_case_id IS NOT NULL
"""
# What rested because more time was asked for: the open tasks of such a case, unless an obstacle had paused them before.
OF_REQUESTS = """
INSERT INTO pause (case_id, task_id, reason, number, since)
SELECT case_id, id, 'extension', 0, paused_at FROM user_task
WHERE status = 'open' AND paused_at IS NOT NULL AND (
    case_id IN (SELECT case_id FROM submission WHERE extension = 'asked')
    OR case_id IN (SELECT case_id FROM drafting_time_request WHERE state = 'asked')
)
"""
# A task of an open obstacle whose pause had ended too early rests again.
REST_AGAIN = """
UPDATE user_task SET paused_at = (
    SELECT min(pause.since) FROM pause WHERE pause.task_id = user_task.id
)
WHERE status = 'open' AND paused_at IS NULL AND id IN (SELECT task_id FROM pause WHERE task_id IS NOT NULL)
"""


def upgrade() -> None:
    op.create_table(
        'pause',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=True),
        sa.Column('reason', REASON, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_pause_case_id_case')),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_pause_task_id_user_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_pause')),
    )
    with op.batch_alter_table('pause') as batch_op:
        batch_op.create_index('ix_pause_case_id', ['case_id', 'reason', 'number'], unique=False)
        batch_op.create_index('ix_pause_task_id', ['task_id'], unique=False)
    with op.batch_alter_table('case') as batch_op:
        batch_op.add_column(sa.Column('has_obstacles', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('case') as batch_op:
        batch_op.alter_column('has_obstacles', server_default=None)
    for statement in (HAVE_OBSTACLES, OF_OBSTACLES, OF_REQUESTS, REST_AGAIN):
        op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table('case') as batch_op:
        batch_op.drop_column('has_obstacles')
    op.drop_table('pause')
