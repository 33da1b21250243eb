"""Let whole cases rest

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

PAUSED_BY_AN_OBSTACLE = """
UPDATE "case" SET paused_at = (
    SELECT min(obstacle.paused_at) FROM obstacle
    WHERE obstacle.blocked_case_id = "case".id AND obstacle.blocked_task_id IS NULL AND obstacle.closed_at IS NULL
)
"""


def upgrade() -> None:
    with op.batch_alter_table('case') as batch_op:
        batch_op.add_column(sa.Column('paused_at', sa.DateTime(timezone=True), nullable=True))
    op.execute(PAUSED_BY_AN_OBSTACLE)


def downgrade() -> None:
    with op.batch_alter_table('case') as batch_op:
        batch_op.drop_column('paused_at')
