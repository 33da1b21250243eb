"""The migrations lead to exactly the tables that the models describe, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from app import create_app
from app.extensions import db
from tests.support import units


@pytest.fixture
def bare(database, settings):
    """The application on a database without a table."""
    app = create_app(settings)
    with app.app_context():
        db.drop_all()
        yield app
        db.session.remove()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
        db.drop_all()
        db.create_all()  # for the next test of this worker
    units.dispose(app)


def differences() -> list[object]:
    """What alembic would still change, were it asked."""
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, db.metadata)


@pytest.mark.database
def test_all_migrations_make_the_tables_of_the_models(bare):
    upgrade()
    assert differences() == []


@pytest.mark.database
def test_migrating_twice_changes_nothing(bare):
    upgrade()
    upgrade()
    assert differences() == []


@pytest.mark.database
def test_the_migrations_can_be_taken_back_and_done_again(bare):
    upgrade()
    downgrade(revision="base")
    upgrade()
    assert differences() == []


def test_there_is_one_line_of_migrations():
    assert len(ScriptDirectory("migrations").get_heads()) == 1
