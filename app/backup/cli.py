"""`flask backup …`: create, restore, release."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import flask_migrate
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from app.backup import archive, creating, restoring
from app.backup.archive import Manifest, Reader
from app.clock import utc_now
from app.database import unit_of_work
from app.errors import DomainError
from app.extensions import db
from app.files.store import FileStore
from app.timeline.hold import release_sending

backup = AppGroup("backup", help="Everything in one file: the database and the attached files.")


@backup.command("create")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def create_command(path: Path) -> None:
    """Write a backup to PATH; people may go on working meanwhile."""
    with _sentences(), unit_of_work(db.session, writes=False):
        manifest = creating.create(path, _store(), utc_now())
    click.echo(_("Backup written to %(path)s.", path=path))
    _describe(manifest)
    click.echo(_("The signing key in ANCHOR_DIR is not part of it. Keep a copy of that folder elsewhere."))


@backup.command("restore")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False))
def restore_command(path: Path) -> None:
    """Restore PATH into an empty database and an empty STORAGE_DIR; nothing is sent until `backup release`."""
    with _sentences(), archive.reading(path) as reader:
        _prepare(reader)
        with unit_of_work(db.session):
            restoring.restore(reader, _store(), utc_now())
        if reader.manifest.revision:
            flask_migrate.upgrade()
    click.echo(_("Restored from %(path)s.", path=path))
    _describe(reader.manifest)
    click.echo(_("This copy sends nothing and does no due work until you run `flask --app wsgi backup release`."))


@backup.command("release")
def release_command() -> None:
    """Let a restored copy send again."""
    with unit_of_work(db.session):
        was_held = release_sending()
    click.echo(_("This copy sends again.") if was_held else _("Nothing was held back."))


def _prepare(reader: Reader) -> None:
    """Give an empty database the tables that the backup was made from."""
    with unit_of_work(db.session, writes=False):
        is_prepared = restoring.has_tables()
    if not is_prepared and reader.manifest.revision:
        flask_migrate.upgrade(revision=reader.manifest.revision)


def _describe(manifest: Manifest) -> None:
    rows = sum(part.rows for part in manifest.tables.values())
    text = _(
        "%(rows)s rows of %(tables)s tables, %(files)s files.",
        rows=rows,
        tables=len(manifest.tables),
        files=len(manifest.files),
    )
    click.echo(text)
    click.echo(f"sha256 {manifest.digest}")


def _store() -> FileStore:
    return FileStore(current_app.config["STORAGE_DIR"])


@contextmanager
def _sentences() -> Iterator[None]:
    """End with the sentence of a refusal, or of what the system says about the file."""
    try:
        yield
    except DomainError as refusal:
        click.echo(_(refusal.message, **refusal.values), err=True)
        sys.exit(1)
    except OSError as error:
        where = {"path": error.filename or "", "why": error.strerror or ""}
        click.echo(
            _("%(path)s cannot be read or written (%(why)s). Name a path in a folder of yours.", **where), err=True
        )
        sys.exit(1)
