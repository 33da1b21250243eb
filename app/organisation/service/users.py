"""Open accounts, grant and revoke roles, disable and enable."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from app.errors import Conflict
from app.extensions import db
from app.organisation import sessions
from app.organisation.errors import AccountDisabled
from app.organisation.hooks import account_disabled
from app.organisation.models import ApiToken, RoleGrant, User
from app.organisation.queries.users import UNINVITED, user_by_email
from app.organisation.records import locked_user, of_user
from app.organisation.roles import SEAT_ROLES, Actor, Role
from app.organisation.service.links import close_links, invite
from app.organisation.tokens import digest, new_token
from app.timeline.log import record

INVITED_AT_ONCE = 200  # one press, one unit of work


class NotYourOwnAccount(Conflict):
    """Nobody locks themselves out."""

    slug = "not-your-own-account"
    message = "You cannot do this to your own account. Ask another administrator."


class EmailTaken(Conflict):
    """Somebody has this e-mail address already."""

    slug = "email-taken"
    message = "%(email)s belongs to %(name)s already."


@dataclass(frozen=True)
class Contact:
    """How a person is named and reached."""

    name: str
    email: str
    phone: str = ""


def open_account(contact: Contact, actor: Actor, now: datetime) -> User:
    """Open an account without a password; an invitation lets its owner choose one."""
    taken = user_by_email(contact.email)
    if taken is not None:
        raise EmailTaken(email=taken.email, name=taken.name)
    user = User(name=contact.name, email=contact.email.strip().lower(), phone=contact.phone)
    db.session.add(user)
    db.session.flush()  # its timeline needs the key
    record(of_user(user.id), "user.created", actor, now, name=user.name, email=user.email)
    return user


def account_of(contact: Contact, actor: Actor, now: datetime, *, send_invitation: bool) -> User:
    """Return the account with the contact's address, opened (and invited) if there is none yet."""
    known = user_by_email(contact.email)
    if known is not None:
        return known
    user = open_account(contact, actor, now)
    if send_invitation:
        invite(user, actor, now)
    return user


def invite_again(user_id: int, actor: Actor, now: datetime) -> User:
    """Send a new invitation; earlier links stop working."""
    user = locked_user(user_id)
    invite(user, actor, now)
    return user


def invite_uninvited(actor: Actor, now: datetime) -> int:
    """Invite people who have an account and were never written to, at most INVITED_AT_ONCE; return how many."""
    waiting = db.session.scalars(select(User.id).where(*UNINVITED).order_by(User.id).limit(INVITED_AT_ONCE)).all()
    for user_id in waiting:
        invite(locked_user(user_id), actor, now)
    return len(waiting)


def correct_contact(user_id: int, contact: Contact, actor: Actor, now: datetime) -> User:
    """Change how a person is named or reached; a new e-mail address ends sessions and open links."""
    user = locked_user(user_id)
    email = contact.email.strip().lower()
    taken = user_by_email(email)
    if taken is not None and taken.id != user.id:
        raise EmailTaken(email=taken.email, name=taken.name)
    before = {"name": user.name, "email": user.email, "phone": user.phone}
    if email != user.email:
        sessions.end_all(user.id)
        close_links(user.id, now)
    user.name, user.email, user.phone = contact.name, email, contact.phone
    after = {"name": user.name, "email": user.email, "phone": user.phone}
    record(of_user(user.id), "user.corrected", actor, now, before=before, after=after)
    return user


def grant_role(user_id: int, role: Role, actor: Actor, now: datetime) -> None:
    """Grant a role at the department; granting it twice changes nothing."""
    if role in SEAT_ROLES:
        raise ValueError(f"{role} comes with a seat")
    user = locked_user(user_id)
    if _grant_of(user.id, role) is None:
        db.session.add(RoleGrant(user_id=user.id, role=role, granted_at=now, granted_by_id=actor.id))
        record(of_user(user.id), "user.role_granted", actor, now, role=role.value, name=user.name)


def revoke_role(user_id: int, role: Role, actor: Actor, now: datetime) -> None:
    """Take a granted role back, from the next request on. Raises NotYourOwnAccount for one's own administration."""
    if actor.id == user_id and role is Role.administrator:
        raise NotYourOwnAccount
    user = locked_user(user_id)
    grant = _grant_of(user.id, role)
    if grant is not None:
        db.session.delete(grant)
        record(of_user(user.id), "user.role_revoked", actor, now, role=role.value, name=user.name)


def disable(user_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Close the account at once: sessions, API tokens and open links end with it. Raises NotYourOwnAccount."""
    if actor.id == user_id:
        raise NotYourOwnAccount
    user = locked_user(user_id)
    if user.disabled_at is not None:
        return
    user.disabled_at = now
    ended = sessions.end_all(user.id)
    revoked = _delete_tokens(user.id)
    close_links(user.id, now)
    for listener in account_disabled:
        listener(user.id)
    facts = {"reason": reason, "sessions_ended": ended, "tokens_revoked": revoked}
    record(of_user(user.id), "user.disabled", actor, now, name=user.name, **facts)


def enable(user_id: int, actor: Actor, now: datetime) -> None:
    """Open a disabled account again; its password still holds."""
    user = locked_user(user_id)
    if user.disabled_at is not None:
        user.disabled_at = None
        record(of_user(user.id), "user.enabled", actor, now, name=user.name)


def issue_token(user_id: int, actor: Actor, now: datetime) -> str:
    """Issue an API token and return it; it is shown once and never again. Raises AccountDisabled."""
    user = locked_user(user_id)
    if user.disabled_at is not None:
        raise AccountDisabled(name=user.name)
    token = new_token()
    db.session.add(ApiToken(user_id=user.id, token_digest=digest(token), issued_at=now))
    record(of_user(user.id), "user.token_issued", actor, now, name=user.name)
    return token


def revoke_tokens(user_id: int, actor: Actor, now: datetime) -> int:
    """Revoke all API tokens of a user; return how many."""
    user = locked_user(user_id)
    revoked = _delete_tokens(user.id)
    record(of_user(user.id), "user.tokens_revoked", actor, now, name=user.name, tokens_revoked=revoked)
    return revoked


def _grant_of(user_id: int, role: Role) -> RoleGrant | None:
    return db.session.scalar(select(RoleGrant).where(RoleGrant.user_id == user_id, RoleGrant.role == role))


def _delete_tokens(user_id: int) -> int:
    tokens = db.session.scalars(delete(ApiToken).where(ApiToken.user_id == user_id).returning(ApiToken.id))
    return len(tokens.all())
