"""What the timeline of agencies and users says, derived from each act and what it changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.organisation.labels import ROLES, SUCCESSIONS
from app.organisation.models import SuccessionKind
from app.organisation.roles import Role
from app.timeline.log import Subject
from app.timeline.queries import Entry, entries


@dataclass(frozen=True)
class Line:
    """One line of a history, as the timeline component shows it."""

    symbol: str
    text: str
    at: datetime
    css: str = ""
    quote: str = ""
    links: tuple[tuple[str, str], ...] = ()


def history(subject: Subject, limit: int = 50) -> list[Line]:
    """Return the newest lines of a subject's history."""
    return [_line(entry) for entry in entries(subject, limit=limit)]


def _line(entry: Entry) -> Line:
    symbol, sentence = _SENTENCES.get(entry.action, ("clock-history", lambda _payload: entry.action))
    text = _("%(who)s: %(what)s", who=entry.actor_name, what=sentence(entry.payload)) if not entry.is_erased else ""
    quote = entry.payload.get("reason") or entry.payload.get("note") or entry.payload.get("legal_basis") or ""
    return Line(symbol, text or _("The details were erased."), entry.at, quote=quote)


def _role(payload: Mapping[str, Any]) -> Any:
    return ROLES[Role(payload["role"])]


def _handed_over(payload: Mapping[str, Any]) -> str:
    return _(
        "%(role)s is now %(holder)s, deputy %(deputy)s (before: %(former)s)",
        role=_role(payload),
        holder=payload["after"]["holder"] or _("nobody"),
        deputy=payload["after"]["deputy"] or _("nobody"),
        former=payload["before"]["holder"] or _("nobody"),
    )


def _ended(payload: Mapping[str, Any]) -> str:
    kind = SUCCESSIONS[SuccessionKind(payload["kind"])]
    names = ", ".join(payload["successors"])
    return _("last day %(day)s, %(kind)s %(names)s", day=payload["last_day"], kind=kind, names=names).strip()


def _corrected(payload: Mapping[str, Any]) -> str:
    shown = [f"{before or '–'} → {after or '–'}" for before, after in payload["changes"].values()]
    return _("corrected: %(changes)s", changes="; ".join(shown))


def _contact(values: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (values["name"], values["email"], values["phone"])))


_SENTENCES: dict[str, tuple[str, Callable[[Mapping[str, Any]], str]]] = {
    "agency.entered": ("building", lambda p: _("entered the agency as “%(name)s”", name=p["name"])),
    "agency.corrected": ("pencil", _corrected),
    "agency.ended": ("slash-circle", _ended),
    "seat.handed_over": ("person-check", _handed_over),
    "user.created": ("person-plus", lambda p: _("opened the account for %(email)s", email=p["email"])),
    "user.invited": ("envelope", lambda p: _("sent an invitation to %(email)s", email=p["email"])),
    "user.reset_asked": ("key", lambda _p: _("sent a link to choose a new password")),
    "user.waking_asked": ("key", lambda _p: _("sent a link to wake the account")),
    "user.password_set": ("lock", lambda _p: _("set the password")),
    "user.signed_in": ("person-circle", lambda p: _("signed in from %(address)s", address=p["address"])),
    "user.signed_out": ("box-arrow-right", lambda _p: _("signed out")),
    "user.session_ended": (
        "box-arrow-right",
        lambda p: _("signed out %(address)s", address=p["address"]),
    ),
    "user.other_sessions_ended": ("box-arrow-right", lambda _p: _("signed out everywhere else")),
    "user.preferences_set": ("gear", lambda _p: _("changed language or keyboard settings")),
    "user.corrected": ("pencil", lambda p: f"{_contact(p['before'])} → {_contact(p['after'])}"),
    "user.role_granted": ("shield-check", lambda p: _("granted the role %(role)s", role=_role(p))),
    "user.role_revoked": ("shield-lock", lambda p: _("took back the role %(role)s", role=_role(p))),
    "user.disabled": ("pause-circle", lambda _p: _("disabled the account")),
    "user.enabled": ("play-circle", lambda _p: _("enabled the account")),
    "user.token_issued": ("key", lambda _p: _("issued an API token")),
    "user.tokens_revoked": ("key", lambda _p: _("revoked the API tokens")),
}
