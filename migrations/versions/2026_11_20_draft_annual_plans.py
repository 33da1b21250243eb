"""Draft annual plans: draftings, proposals, the rows of the draft, opinions on it

Revision: 0015, after 0014
"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STATUSES = ('opening', 'collecting', 'closing', 'consolidating', 'issued')
STATES = ('not_started', 'drafting', 'with_head', 'submitted', 'returned', 'accepted')
RESPONSES = ('accepted', 'partly', 'explained')


def upgrade() -> None:
    op.create_table(
        'drafting',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('title', sa.String(length=300), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('legal_basis', sa.Text(), nullable=False),
        sa.Column('instructions', sa.Text(), nullable=False),
        sa.Column('period_from', sa.Date(), nullable=False),
        sa.Column('period_to', sa.Date(), nullable=False),
        sa.Column('proposals_due', sa.Date(), nullable=False),
        sa.Column('opinions_due', sa.Date(), nullable=False),
        sa.Column('report_due_on', sa.Date(), nullable=False),
        sa.Column('report_due_is_exclusive', sa.Boolean(), nullable=False),
        sa.Column('roster', sa.Text(), nullable=False),
        sa.Column('finance_agency_id', KEY, nullable=False),
        sa.Column('overdue_after', sa.DateTime(timezone=True), nullable=False),
        sa.Column('status', sa.Enum(*STATUSES, name='draftingstatus', native_enum=False, length=14), nullable=False),
        sa.Column('rows_version', sa.Integer(), nullable=False),
        sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('plan_id', KEY, nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_drafting_case_id_case')),
        sa.ForeignKeyConstraint(
            ['finance_agency_id'], ['agency.id'], name=op.f('fk_drafting_finance_agency_id_agency')
        ),
        sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_drafting_plan_id_plan')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_drafting')),
        sa.UniqueConstraint('case_id', name=op.f('uq_drafting_case_id')),
        sa.UniqueConstraint('plan_id', name=op.f('uq_drafting_plan_id')),
    )
    op.create_table(
        'plan_opinion',
        sa.Column('id', KEY, nullable=False),
        sa.Column('drafting_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('round', sa.Integer(), nullable=False),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('agrees', sa.Boolean(), nullable=True),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('document_number', sa.String(length=60), nullable=False),
        sa.Column('given_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('response', sa.Enum(*RESPONSES, name='response', native_enum=False, length=10), nullable=True),
        sa.Column('explanation', sa.Text(), nullable=False),
        sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_plan_opinion_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_plan_opinion_case_id_case')),
        sa.ForeignKeyConstraint(['drafting_id'], ['drafting.id'], name=op.f('fk_plan_opinion_drafting_id_drafting')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_opinion')),
        sa.UniqueConstraint('case_id', name=op.f('uq_plan_opinion_case_id')),
        sa.UniqueConstraint(
            'drafting_id', 'agency_id', 'round', name=op.f('uq_plan_opinion_drafting_id_agency_id_round')
        ),
    )
    with op.batch_alter_table('plan_opinion') as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_opinion_agency_id'), ['agency_id'], unique=False)

    op.create_table(
        'plan_proposal',
        sa.Column('id', KEY, nullable=False),
        sa.Column('drafting_id', KEY, nullable=False),
        sa.Column('agency_id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=True),
        sa.Column('state', sa.Enum(*STATES, name='proposalstate', native_enum=False, length=12), nullable=False),
        sa.Column('is_nil', sa.Boolean(), nullable=False),
        sa.Column('rows', sa.Text(), nullable=False),
        sa.Column('row_count', sa.Integer(), nullable=False),
        sa.Column('first_submitted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('returned_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['agency_id'], ['agency.id'], name=op.f('fk_plan_proposal_agency_id_agency')),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_plan_proposal_case_id_case')),
        sa.ForeignKeyConstraint(['drafting_id'], ['drafting.id'], name=op.f('fk_plan_proposal_drafting_id_drafting')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_proposal')),
        sa.UniqueConstraint('case_id', name=op.f('uq_plan_proposal_case_id')),
        sa.UniqueConstraint('drafting_id', 'agency_id', name=op.f('uq_plan_proposal_drafting_id_agency_id')),
    )
    with op.batch_alter_table('plan_proposal') as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_proposal_agency_id'), ['agency_id'], unique=False)
        batch_op.create_index('ix_plan_proposal_state', ['drafting_id', 'state'], unique=False)

    op.create_table(
        'draft_row',
        sa.Column('id', KEY, nullable=False),
        sa.Column('drafting_id', KEY, nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('group_heading', sa.String(length=300), nullable=False),
        sa.Column('content', sa.Text(), nullable=False),
        sa.Column('result', sa.Text(), nullable=False),
        sa.Column('lead', sa.String(length=1000), nullable=False),
        sa.Column('coordinating', sa.String(length=1000), nullable=False),
        sa.Column('time', sa.String(length=200), nullable=False),
        sa.Column('funding_source', sa.String(length=300), nullable=False),
        sa.Column('funding', sa.BigInteger(), nullable=True),
        sa.Column('allocated', sa.BigInteger(), nullable=True),
        sa.Column('finance_opinion', sa.Text(), nullable=False),
        sa.Column('proposal_id', KEY, nullable=True),
        sa.Column('is_dropped', sa.Boolean(), nullable=False),
        sa.Column('merged_into_id', KEY, nullable=True),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['drafting_id'], ['drafting.id'], name=op.f('fk_draft_row_drafting_id_drafting')),
        sa.ForeignKeyConstraint(
            ['merged_into_id'], ['draft_row.id'], name=op.f('fk_draft_row_merged_into_id_draft_row')
        ),
        sa.ForeignKeyConstraint(
            ['proposal_id'], ['plan_proposal.id'], name=op.f('fk_draft_row_proposal_id_plan_proposal')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_row')),
    )
    with op.batch_alter_table('draft_row') as batch_op:
        batch_op.create_index('ix_draft_row_position', ['drafting_id', 'position'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_row_proposal_id'), ['proposal_id'], unique=False)


def downgrade() -> None:
    for table in ('draft_row', 'plan_proposal', 'plan_opinion', 'drafting'):
        op.drop_table(table)
