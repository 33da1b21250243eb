"""Support laboratories: their files, gaps, nonconformities, outcomes, and the bodies that accredit them

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
BODIES = (
    ('Văn phòng Công nhận chất lượng quốc gia (BoA)', 'VILAS'),
    ('AOSC, Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam', 'VLAT, VLAC, VLAM'),
)
FIELDS = ('calibration', 'testing', 'medical')
PHASES = (
    'intake', 'survey', 'agreement', 'training', 'documents', 'operation', 'internal_audit', 'management_review',
    'application', 'assessment', 'corrections', 'decision', 'recognition', 'maintenance',
    'refused', 'withdrawn', 'system_only', 'closed',
)
STATES = ('unassessed', 'met', 'partial', 'missing', 'not_applicable')
OUTCOMES = ('system', 'accredited', 'registered', 'designated')


def upgrade() -> None:
    bodies = op.create_table(
        'accreditation_body',
        sa.Column('id', KEY, nullable=False),
        sa.Column('name', sa.String(length=200), nullable=False),
        sa.Column('programmes', sa.String(length=200), nullable=False),
        sa.Column('is_active', sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_accreditation_body')),
        sa.UniqueConstraint('name', name=op.f('uq_accreditation_body_name')),
    )
    op.bulk_insert(bodies, [{'name': name, 'programmes': codes, 'is_active': True} for name, codes in BODIES])
    _create_files()
    _create_findings()
    _create_outcomes()


def _create_files() -> None:
    op.create_table(
        'laboratory_support',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('laboratory', sa.String(length=300), nullable=False),
        sa.Column('laboratory_key', sa.String(length=400), nullable=False),
        sa.Column('field', sa.Enum(*FIELDS, name='field', native_enum=False, length=12), nullable=False),
        sa.Column('wanted_scope', sa.Text(), nullable=False),
        sa.Column('phase', sa.Enum(*PHASES, name='phase', native_enum=False, length=20), nullable=False),
        sa.Column('phase_since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('eligibility', sa.String(length=12), nullable=False),
        sa.Column('eligibility_reason', sa.Text(), nullable=False),
        sa.Column('support_amount', sa.Numeric(12, 1), nullable=True),
        sa.Column('own_amount', sa.Numeric(12, 1), nullable=True),
        sa.Column('agreed_until', sa.Date(), nullable=True),
        sa.Column('accreditation_body', sa.String(length=200), nullable=False),
        sa.Column('end_reason', sa.Text(), nullable=False),
        sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_laboratory_support_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_laboratory_support')),
        sa.UniqueConstraint('case_id', name=op.f('uq_laboratory_support_case_id')),
    )
    with op.batch_alter_table('laboratory_support') as batch_op:
        batch_op.create_index(op.f('ix_laboratory_support_laboratory_key'), ['laboratory_key'], unique=False)
        batch_op.create_index('ix_laboratory_support_phase', ['phase', 'id'], unique=False)


def _create_findings() -> None:
    op.create_table(
        'gap_item',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('clause', sa.String(length=10), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('state', sa.Enum(*STATES, name='gapstate', native_enum=False, length=16), nullable=False),
        sa.Column('evidence', sa.Text(), nullable=False),
        sa.Column('gap', sa.Text(), nullable=False),
        sa.Column('action', sa.Text(), nullable=False),
        sa.Column('who', sa.String(length=200), nullable=False),
        sa.Column('until', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_gap_item_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_gap_item')),
        sa.UniqueConstraint('case_id', 'clause', name=op.f('uq_gap_item_case_id_clause')),
    )
    op.create_table(
        'nonconformity',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('clause', sa.String(length=10), nullable=False),
        sa.Column('is_major', sa.Boolean(), nullable=False),
        sa.Column('finding', sa.Text(), nullable=False),
        sa.Column('assessed_on', sa.Date(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('action', sa.Text(), nullable=False),
        sa.Column('corrected_on', sa.Date(), nullable=True),
        sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_nonconformity_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_nonconformity')),
        sa.UniqueConstraint('case_id', 'number', name=op.f('uq_nonconformity_case_id_number')),
    )


def _create_outcomes() -> None:
    op.create_table(
        'laboratory_outcome',
        sa.Column('id', KEY, nullable=False),
        sa.Column('case_id', KEY, nullable=False),
        sa.Column('kind', sa.Enum(*OUTCOMES, name='outcomekind', native_enum=False, length=12), nullable=False),
        sa.Column('achieved_on', sa.Date(), nullable=False),
        sa.Column('number', sa.String(length=60), nullable=False),
        sa.Column('issuer', sa.String(length=200), nullable=False),
        sa.Column('scope', sa.Text(), nullable=False),
        sa.Column('valid_until', sa.Date(), nullable=True),
        sa.Column('attachment_id', KEY, nullable=True),
        sa.Column('ended_on', sa.Date(), nullable=True),
        sa.Column('end_reason', sa.Text(), nullable=False),
        sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['attachment_id'], ['attachment.id'], name=op.f('fk_laboratory_outcome_attachment_id_attachment')
        ),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_laboratory_outcome_case_id_case')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_laboratory_outcome')),
        sa.UniqueConstraint(
            'case_id', 'kind', 'achieved_on', name=op.f('uq_laboratory_outcome_case_id_kind_achieved_on')
        ),
    )
    with op.batch_alter_table('laboratory_outcome') as batch_op:
        batch_op.create_index('ix_laboratory_outcome_kind', ['kind', 'achieved_on'], unique=False)


def downgrade() -> None:
    for table in ('laboratory_outcome', 'nonconformity', 'gap_item', 'laboratory_support', 'accreditation_body'):
        op.drop_table(table)
