"""`flask user …` and `flask access …`: accounts from the command line, and the table of routes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _
from marshmallow import ValidationError
from marshmallow.validate import Email

from app.clock import utc_now
from app.database import unit_of_work
from app.errors import DomainError
from app.extensions import db
from app.organisation.access_table import replace_table, table
from app.organisation.models import User
from app.organisation.queries.users import user_by_email
from app.organisation.records import locked_user
from app.organisation.roles import SEAT_ROLES, SYSTEM, Role
from app.organisation.service import users
from app.organisation.service.links import invite as send_invitation

user = AppGroup("user", help="Accounts: open, invite, API tokens.")
access = AppGroup("access", help="Which route is open to whom.")


class Address(click.ParamType[str]):
    """An e-mail address."""

    name = "e-mail address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return it, or say what one looks like."""
        try:
            return str(Email()(value))
        except ValidationError:
            self.fail(_("This is not an e-mail address. Example: an@congthuong.lamgiang.example."), param, ctx)


GRANTABLE = [role.value for role in Role if role not in SEAT_ROLES]


@user.command("create")
@click.argument("email", type=Address())
@click.argument("name")
@click.option("--role", type=click.Choice(GRANTABLE), required=True, help="The role to grant.")
def create(email: str, name: str, role: str) -> None:
    """Open an account with a role and mail the invitation; for the first administrator."""

    def work(now: datetime) -> str:
        opened = users.open_account(users.Contact(name, email), SYSTEM, now)
        users.grant_role(opened.id, Role(role), SYSTEM, now)
        send_invitation(opened, SYSTEM, now)
        return _("An invitation is on its way to %(email)s.", email=opened.email)

    click.echo(_carried_out(work))


@user.command("invite")
@click.argument("email")
def invite(email: str) -> None:
    """Mail an invitation again; earlier links stop working."""

    def work(now: datetime) -> str:
        invited = users.invite_again(_known(email).id, SYSTEM, now)
        return _("An invitation is on its way to %(email)s.", email=invited.email)

    click.echo(_carried_out(work))


@user.command("token")
@click.argument("email")
def token(email: str) -> None:
    """Print a new API token of this user on stdout; it is shown this once."""
    click.echo(_carried_out(lambda now: users.issue_token(_known(email).id, SYSTEM, now)))


@user.command("revoke-tokens")
@click.argument("email")
def revoke_tokens(email: str) -> None:
    """Make every API token of this user useless."""

    def work(now: datetime) -> str:
        revoked = users.revoke_tokens(_known(email).id, SYSTEM, now)
        return _("Tokens revoked: %(count)s.", count=revoked)

    click.echo(_carried_out(work))


@access.command("table")
@click.option(
    "--write",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Put the table into this page instead of printing it.",
)
def access_table(write: Path | None) -> None:
    """Print which route is open to which role."""
    printed = table(current_app._get_current_object())  # type: ignore[attr-defined]
    if write is None:
        click.echo(printed)
    else:
        write.write_text(replace_table(write.read_text(), printed))


def _carried_out(work: Callable[[datetime], str]) -> str:
    """Do the work in one unit of work; a refusal is one sentence and exit code 1."""
    try:
        with unit_of_work(db.session):
            return work(utc_now())
    except DomainError as refused:
        raise click.ClickException(_(refused.message, **refused.values)) from refused


def _known(email: str) -> User:
    found = user_by_email(email)
    if found is None:
        raise click.ClickException(_("Nobody has the e-mail address %(email)s here.", email=email))
    return locked_user(found.id)
