"""Links sent by mail that let their holder choose a password: invitation, reset, waking a dormant account.

The address carries a signed random token, the database its digest: neither a leaked database nor a guessed
address opens an account.
"""

from datetime import datetime, timedelta
from urllib.parse import urljoin

from flask import current_app
from itsdangerous import BadSignature, Signer
from sqlalchemy import select, update

from app.extensions import db
from app.organisation import sessions, throttle
from app.organisation.counting import rows_touched
from app.organisation.errors import AccountDisabled, LinkNotUsable
from app.organisation.mail import account_mail
from app.organisation.models import AccountLink, LinkPurpose, User
from app.organisation.records import locked_user, of_user
from app.organisation.roles import SYSTEM, Actor
from app.organisation.tokens import digest, new_token
from app.timeline.log import record
from app.timeline.outbox import ACCOUNT, enqueue

VALID_FOR = {
    LinkPurpose.invitation: timedelta(days=7),
    LinkPurpose.reset: timedelta(hours=1),
    LinkPurpose.waking: timedelta(hours=1),
}
_ACTIONS = {
    LinkPurpose.invitation: "user.invited",
    LinkPurpose.reset: "user.reset_asked",
    LinkPurpose.waking: "user.waking_asked",
}


def invite(user: User, actor: Actor, now: datetime) -> None:
    """Send an invitation that lasts seven days; an earlier link stops working."""
    if user.disabled_at is not None:
        raise AccountDisabled(name=user.name)
    user.invited_at = now
    send_link(user, LinkPurpose.invitation, actor, now)


def ask_for_reset(email: str, remote: str, now: datetime) -> throttle.Count:
    """Mail a link to whoever owns the account, if there is one; the answer does not tell.

    An account that was invited but never opened gets its invitation again.
    """
    counted = throttle.count([throttle.links_for(email), throttle.address(remote)], now)
    if counted.is_refused:
        return counted
    user = db.session.scalar(select(User).where(User.email == email.strip().lower()).with_for_update())
    if user is not None and user.disabled_at is None:
        purpose = LinkPurpose.reset if user.password_hash else LinkPurpose.invitation
        send_link(user, purpose, SYSTEM, now)
    return counted


def send_link(user: User, purpose: LinkPurpose, actor: Actor, now: datetime) -> None:
    """Close the user's earlier links and mail a new one; the caller holds the user locked."""
    close_links(user.id, now)
    token = new_token()
    link = AccountLink(
        user_id=user.id,
        purpose=purpose,
        token_digest=digest(token),
        issued_at=now,
        expires_at=now + VALID_FOR[purpose],
    )
    db.session.add(link)
    db.session.flush()  # the message's key names the link
    address = urljoin(current_app.config["PUBLIC_URL"], f"/account/link/{_signer().sign(token).decode()}")
    words = account_mail(purpose, user, address, link.expires_at)
    enqueue(
        key=f"account-link:{link.id}",
        recipient_id=user.id,
        address=user.email,
        subject=words.subject,
        text=words.text,
        html=words.html,
        now=now,
        kind=ACCOUNT,
    )
    record(of_user(user.id), _ACTIONS[purpose], actor, now, email=user.email, expires_at=link.expires_at)


def usable_link(signed: str, now: datetime) -> tuple[AccountLink, User]:
    """Return the link and its user; raise LinkNotUsable when it was used, replaced, is too old or forged."""
    try:
        token = _signer().unsign(signed).decode()
    except BadSignature:
        raise LinkNotUsable from None
    found = db.session.execute(
        select(AccountLink, User)
        .join(User, User.id == AccountLink.user_id)
        .where(
            AccountLink.token_digest == digest(token),
            AccountLink.closed_at.is_(None),
            AccountLink.expires_at > now,
            User.disabled_at.is_(None),
        )
    ).first()
    if found is None:
        raise LinkNotUsable
    return found[0], found[1]


def redeem(signed: str, password_hash: str, now: datetime) -> User:
    """Use the link up: set the password, end all sessions, forget the count of guesses; return the user."""
    link, user = usable_link(signed, now)
    throttle.forget(throttle.account(user.email))
    unused = update(AccountLink).where(AccountLink.id == link.id, AccountLink.closed_at.is_(None))
    if rows_touched(unused.values(closed_at=now)) != 1:
        raise LinkNotUsable
    user = locked_user(user.id)
    set_password(user, password_hash, Actor(user.id, user.name), now)
    return user


def set_password(user: User, hashed: str, actor: Actor, now: datetime, *, keep: int | None = None) -> None:
    """Give the user, locked, a new password; every session but the one to keep ends, and so do open links."""
    user.password_hash, user.password_set_at = hashed, now
    ended = sessions.end_all(user.id, keep=keep)
    close_links(user.id, now)
    record(of_user(user.id), "user.password_set", actor, now, sessions_ended=ended)


def close_links(user_id: int, now: datetime) -> None:
    """Make every open link of the user useless."""
    still_open = update(AccountLink).where(AccountLink.user_id == user_id, AccountLink.closed_at.is_(None))
    db.session.execute(still_open.values(closed_at=now))


def _signer() -> Signer:
    return Signer(current_app.config["SECRET_KEY"], salt=b"account-link")
