"""Enrol enterprises in the measurement assurance programme: survey, points, analysis, programmes, reviews, help

Revision: 0017, after 0016
"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
HELP = sa.Enum('guided', 'supported', name='help', native_enum=False, length=10)
STAGE = sa.Enum('selection', 'rating', name='stage', native_enum=False, length=10)
STATE = sa.Enum(
    'applied', 'completing', 'selecting', 'analysing', 'drafting', 'with_head', 'in_force', 'reviewing', 'rating',
    'with_ministry', 'rated', 'finished', 'refused', 'withdrawn', 'stalled',
    name='state', native_enum=False, length=14,
)  # fmt: skip


def upgrade() -> None:
    op.create_table(
        'surveyed_enterprise',
        sa.Column('id', KEY, nullable=False),
        sa.Column('name', sa.String(length=300), nullable=False),
        sa.Column('search_key', sa.String(length=400), nullable=False),
        sa.Column('tax_code', sa.String(length=14), nullable=False),
        sa.Column('address', sa.String(length=300), nullable=False),
        sa.Column('sector', sa.String(length=40), nullable=False),
        sa.Column('need', sa.Text(), nullable=False),
        sa.Column('instruments', sa.Text(), nullable=False),
        sa.Column('surveyed_on', sa.Date(), nullable=False),
        sa.Column('entered_at', MOMENT, nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_surveyed_enterprise')),
        sa.UniqueConstraint('tax_code', name=op.f('uq_surveyed_enterprise_tax_code')),
    )
    with op.batch_alter_table('surveyed_enterprise') as batch_op:
        batch_op.create_index(op.f('ix_surveyed_enterprise_search_key'), ['search_key'], unique=False)
    op.create_table(
        'enrolment',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=True),
        sa.Column('name', sa.String(length=300), nullable=False),
        sa.Column('search_key', sa.String(length=400), nullable=False),
        sa.Column('tax_code', sa.String(length=14), nullable=False),
        sa.Column('sector', sa.String(length=40), nullable=False),
        sa.Column('wish', HELP, nullable=False),
        sa.Column('help', HELP, nullable=True),
        sa.Column('state', STATE, nullable=False),
        sa.Column('application', sa.Text(), nullable=False),
        sa.Column('applied_at', MOMENT, nullable=False),
        sa.Column('selected_on', sa.Date(), nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('review_on', sa.Date(), nullable=True),
        sa.Column('proposed_class', sa.String(length=60), nullable=False),
        sa.Column('proposed_on', sa.Date(), nullable=True),
        sa.Column('committee_on', sa.Date(), nullable=True),
        sa.Column('sent_on', sa.Date(), nullable=True),
        sa.Column('published_on', sa.Date(), nullable=True),
        sa.Column('published_class', sa.String(length=60), nullable=False),
        sa.Column('publication', sa.String(length=200), nullable=False),
        sa.Column('ended_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_enrolment_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_enrolment_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment')),
        sa.UniqueConstraint('case_id', name=op.f('uq_enrolment_case_id')),
    )
    with op.batch_alter_table('enrolment') as batch_op:
        batch_op.create_index(op.f('ix_enrolment_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index(op.f('ix_enrolment_tax_code'), ['tax_code'], unique=False)
        batch_op.create_index('ix_enrolment_state', ['state', 'id'], unique=False)
    op.create_table(
        'enrolment_score',
        sa.Column('id', KEY, nullable=False),
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('stage', STAGE, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('criterion', sa.String(length=300), nullable=False),
        sa.Column('points', sa.Integer(), nullable=False),
        sa.Column('maximum', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ['enrolment_id'], ['enrolment.id'], name=op.f('fk_enrolment_score_enrolment_id_enrolment')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_enrolment_score')),
        sa.UniqueConstraint(
            'enrolment_id', 'stage', 'number', name=op.f('uq_enrolment_score_enrolment_id_stage_number')
        ),
    )
    op.create_table(
        'situation_group',
        sa.Column('id', KEY, nullable=False),
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('current_state', sa.Text(), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=False),
        sa.Column('gap', sa.Text(), nullable=False),
        sa.Column('cause', sa.Text(), nullable=False),
        sa.Column('proposal', sa.Text(), nullable=False),
        sa.Column('unit', sa.String(length=200), nullable=False),
        sa.Column('deadline', sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ['enrolment_id'], ['enrolment.id'], name=op.f('fk_situation_group_enrolment_id_enrolment')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_situation_group')),
        sa.UniqueConstraint('enrolment_id', 'number', name=op.f('uq_situation_group_enrolment_id_number')),
    )
    op.create_table(
        'programme_version',
        sa.Column('id', KEY, nullable=False),
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(length=400), nullable=False),
        sa.Column('period_from', sa.Date(), nullable=False),
        sa.Column('period_to', sa.Date(), nullable=False),
        sa.Column('content', sa.Text(), nullable=False),
        sa.Column('drafted_at', MOMENT, nullable=False),
        sa.Column('approved_on', sa.Date(), nullable=True),
        sa.Column('approval_number', sa.String(length=60), nullable=False),
        sa.Column('approved_by', sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ['enrolment_id'], ['enrolment.id'], name=op.f('fk_programme_version_enrolment_id_enrolment')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_version')),
        sa.UniqueConstraint('enrolment_id', 'number', name=op.f('uq_programme_version_enrolment_id_number')),
    )
    op.create_table(
        'programme_review',
        sa.Column('id', KEY, nullable=False),
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('version_id', KEY, nullable=False),
        sa.Column('parts', sa.Text(), nullable=False),
        sa.Column('filed_at', MOMENT, nullable=False),
        sa.Column('accepted_at', MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ['enrolment_id'], ['enrolment.id'], name=op.f('fk_programme_review_enrolment_id_enrolment')
        ),
        sa.ForeignKeyConstraint(
            ['version_id'], ['programme_version.id'], name=op.f('fk_programme_review_version_id_programme_version')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_programme_review')),
        sa.UniqueConstraint('enrolment_id', 'number', name=op.f('uq_programme_review_enrolment_id_number')),
    )
    op.create_table(
        'assistance',
        sa.Column('id', KEY, nullable=False),
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('task_id', KEY, nullable=False),
        sa.Column('help', HELP, nullable=False),
        sa.Column('given_on', sa.Date(), nullable=False),
        sa.Column('content', sa.String(length=400), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_assistance_enrolment_id_enrolment')),
        sa.ForeignKeyConstraint(['task_id'], ['user_task.id'], name=op.f('fk_assistance_task_id_user_task')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_assistance')),
    )
    with op.batch_alter_table('assistance') as batch_op:
        batch_op.create_index(op.f('ix_assistance_enrolment_id'), ['enrolment_id'], unique=False)
        batch_op.create_index('ix_assistance_given', ['help', 'given_on'], unique=False)


def downgrade() -> None:
    op.drop_table('assistance')
    op.drop_table('programme_review')
    op.drop_table('programme_version')
    op.drop_table('situation_group')
    op.drop_table('enrolment_score')
    op.drop_table('enrolment')
    op.drop_table('surveyed_enterprise')
