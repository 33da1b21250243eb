"""Who is asked: agencies of some kinds as of a day, or named one by one."""

from collections.abc import Sequence
from datetime import date

from flask import current_app
from sqlalchemy import Select, func, select

from app.errors import Invalid
from app.extensions import db
from app.organisation.models import Agency
from app.organisation.queries.members import means
from app.organisation.texts import N_
from app.plans.register import Register

UNKNOWN = N_("The register of agencies does not know this name. Check it, or enter the agency's code.")


def members(kinds: Sequence[str], day: date) -> list[int]:
    """Return the agencies of those kinds that exist on `day`, by name; the department itself is not asked."""
    return list(db.session.scalars(_of_kinds(kinds, day).order_by(Agency.sort_key, Agency.id)))


def count_members(kinds: Sequence[str], day: date) -> int:
    """Return how many agencies `members` would name."""
    return db.session.scalar(_of_kinds(kinds, day).with_only_columns(func.count())) or 0


def named(text: str, field: str, day: date) -> list[int]:
    """Return the agencies named in a text (semicolons or lines apart); raise Invalid at `field` for an unknown one."""
    names = [name.strip() for line in text.splitlines() for name in line.split(";") if name.strip()]
    if not names:
        return []
    register = Register.load(day)
    found = [register.match(name).agency for name in names]
    if None in found:
        raise Invalid({field: [UNKNOWN]})
    return [agency.id for agency in found if agency is not None]


def require_one(text: str, field: str, day: date) -> Agency:
    """Return the one agency that a text names; raise Invalid at `field`."""
    found = named(text, field, day)
    if len(found) != 1:
        raise Invalid({field: [UNKNOWN]})
    return db.session.get_one(Agency, found[0])


def _of_kinds(kinds: Sequence[str], day: date) -> Select[int]:
    return select(Agency.id).where(means(kinds, day), Agency.code != current_app.config["DEPARTMENT_CODE"])
