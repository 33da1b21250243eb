"""`flask timeline …`: check that nobody has rewritten the past."""

import sys

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from app.clock import utc_now
from app.database import unit_of_work
from app.extensions import db
from app.files.store import FileStore
from app.timeline.anchor import Anchor
from app.timeline.findings import Finding, Kind
from app.timeline.heads import keep_copies, seal
from app.timeline.verify import verify

timeline = AppGroup("timeline", help="The append-only log of who did what, when.")


@timeline.command("verify")
def verify_command() -> None:
    """Check chains, payloads, heads, signatures, copies and files; exit 1 when something is wrong."""
    anchor, store = Anchor(current_app.config["ANCHOR_DIR"]), FileStore(current_app.config["STORAGE_DIR"])
    with unit_of_work(db.session, writes=False):
        report = verify(anchor, store)
    for finding in report.findings:
        click.echo(sentence(finding))
    click.echo(
        _(
            "Checked: %(entries)s entries, %(heads)s daily heads, %(files)s files. Not yet sealed: %(unsealed)s.",
            entries=report.entries,
            heads=report.heads,
            files=report.files,
            unsealed=report.unsealed,
        )
    )
    if report.findings:
        click.echo(ngettext("%(num)s thing is wrong.", "%(num)s things are wrong.", len(report.findings)))
        sys.exit(1)
    click.echo(_("Nothing is wrong."))


@timeline.command("seal")
def seal_command() -> None:
    """Make yesterday's head now instead of waiting for the worker."""
    anchor = Anchor(current_app.config["ANCHOR_DIR"])
    with unit_of_work(db.session):
        day = seal(anchor, utc_now())
    with unit_of_work(db.session):
        keep_copies(anchor)
    click.echo(_("Sealed up to %(day)s.", day=day.isoformat()) if day else _("There was nothing to seal."))


def sentence(finding: Finding) -> str:
    """Return a finding in words: what is wrong, and where."""
    where = finding.where
    match finding.kind:
        case Kind.entry_changed:
            return _("%(where)s: the entry was changed after it was written.", where=where)
        case Kind.entries_missing:
            return _("%(where)s: entries are missing.", where=where)
        case Kind.order_changed:
            return _("%(where)s: the entry does not follow the one before it.", where=where)
        case Kind.payload_changed:
            return _("%(where)s: what the entry says was changed.", where=where)
        case Kind.payload_missing:
            return _("%(where)s: what the entry said is gone without a reason.", where=where)
        case Kind.payload_erased_unexplained:
            return _("%(where)s: what the entry said was erased, but nobody recorded it.", where=where)
        case Kind.head_mismatch:
            return _("%(where)s: entries up to this day's head were added, removed or changed.", where=where)
        case Kind.head_forged:
            return _("%(where)s: the head of this day was not signed with our key.", where=where)
        case Kind.head_missing:
            return _("%(where)s: this day's head is anchored but gone from the database.", where=where)
        case Kind.head_differs_from_copy:
            return _("%(where)s: this day's head is not the one that was anchored.", where=where)
        case Kind.copy_missing:
            return _("%(where)s: the anchored copy of this day's head is gone.", where=where)
        case Kind.copy_unreadable:
            return _("%(where)s: the anchored copy of this day's head cannot be read.", where=where)
        case Kind.key_missing:
            return _("%(where)s: the signing key is missing. Put it back from its copy.", where=where)
        case Kind.file_missing:
            return _("%(where)s: an attached file is missing.", where=where)
        case Kind.file_damaged:
            return _("%(where)s: an attached file was changed or damaged.", where=where)
