"""Read letters."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, undefer

from app.documents.letters.errors import LetterNotFound
from app.documents.letters.models import Letter, LetterAgency, LetterOrder
from app.documents.paper import Paper, paper_from_json
from app.extensions import db
from app.organisation.models import RoleGrant, User
from app.organisation.roles import Role

NAMED = 300  # agencies shown on a letter's page


@dataclass(frozen=True)
class OrderCounts:
    """How many letters an order has made so far, and how many of them have a number."""

    letters: int = 0
    issued: int = 0


def require_letter(letter_id: int, *, locked: bool = False) -> Letter:
    """Return the letter with its document; raise LetterNotFound."""
    query = (
        select(Letter)
        .where(Letter.id == letter_id)
        .options(undefer(Letter.paper))
        .execution_options(populate_existing=locked)
    )
    letter: Letter | None = db.session.scalar(query.with_for_update(of=Letter) if locked else query)
    if letter is None:
        raise LetterNotFound
    return letter


def require_order(order_id: int, *, locked: bool = False) -> LetterOrder:
    """Return the order; raise LetterNotFound when there is none, or all its drafts were discarded."""
    order = db.session.get(LetterOrder, order_id, with_for_update=locked or None, populate_existing=locked)
    if order is None or order.is_discarded:
        raise LetterNotFound
    return order


def printed(letter: Letter, *, shows_people: bool = True) -> Paper:
    """Return the document of a letter, with its number once it is issued, for some without the names of people."""
    paper = paper_from_json(letter.paper)
    if letter.number and letter.issued_on:
        paper = paper.issued(letter.number, letter.issued_on, letter.signer)
    return paper if shows_people else paper.without_people()


def letters_of(campaign_id: int, limit: int = 200) -> list[Letter]:
    """Return the letters of a round, newest first; of an order that drafted one to each, see `letters_of_order`."""
    query = (
        select(Letter)
        .join(LetterOrder, LetterOrder.id == Letter.order_id)
        .where(Letter.campaign_id == campaign_id, (LetterOrder.is_each.is_(False)) | Letter.number.is_not(None))
        .order_by(Letter.id.desc())
        .limit(limit)
    )
    return list(db.session.scalars(query))


def orders_to_each(campaign_id: int) -> list[LetterOrder]:
    """Return the orders of one letter to each that are not discarded, newest first."""
    query = select(LetterOrder).where(
        LetterOrder.campaign_id == campaign_id, LetterOrder.is_each, LetterOrder.is_discarded.is_(False)
    )
    return list(db.session.scalars(query.order_by(LetterOrder.id.desc())))


def count_orders(order_ids: Sequence[int]) -> dict[int, OrderCounts]:
    """Return how many letters the orders have made, in one query."""
    rows = db.session.execute(
        select(Letter.order_id, func.count(), func.count(Letter.number))
        .where(Letter.order_id.in_(order_ids))
        .group_by(Letter.order_id)
    )
    counted = {order_id: OrderCounts(int(letters), int(issued)) for order_id, letters, issued in rows}
    return {order_id: counted.get(order_id, OrderCounts()) for order_id in order_ids}


def letters_of_order(order_id: int, after: int = 0, limit: int = 100, *, with_paper: bool = False) -> list[Letter]:
    """Return one page of an order's letters, from the one after id `after` on."""
    query = select(Letter).where(Letter.order_id == order_id, Letter.id > after).order_by(Letter.id).limit(limit)
    return list(db.session.scalars(query.options(undefer(Letter.paper)) if with_paper else query))


def parts_of_order(order_id: int, size: int) -> list[tuple[int, int, int]]:
    """Return the parts that an order is packed in: (id before the first letter, number of the first, of the last)."""
    ids = list(db.session.scalars(select(Letter.id).where(Letter.order_id == order_id).order_by(Letter.id)))
    return [(ids[start] - 1, start + 1, min(start + size, len(ids))) for start in range(0, len(ids), size)]


def named_in(letter_id: int, limit: int = NAMED) -> list[LetterAgency]:
    """Return the agencies that the letter names, in its order."""
    query = (
        select(LetterAgency)
        .where(LetterAgency.letter_id == letter_id)
        .options(joinedload(LetterAgency.agency), joinedload(LetterAgency.submission))
        .order_by(LetterAgency.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def counts_named(letter_ids: Sequence[int]) -> dict[int, int]:
    """Return how many agencies each of the letters names, in one query."""
    rows = db.session.execute(
        select(LetterAgency.letter_id, func.count())
        .where(LetterAgency.letter_id.in_(letter_ids))
        .group_by(LetterAgency.letter_id)
    )
    return {letter_id: int(count) for letter_id, count in rows}


def count_named(letter_id: int) -> tuple[int, int]:
    """Return how many agencies the letter names, and on how many cases its latest event does not stand yet."""
    row = db.session.execute(
        select(func.count(), func.count().filter(LetterAgency.told < Letter.events))
        .select_from(LetterAgency)
        .join(Letter, Letter.id == LetterAgency.letter_id)
        .where(LetterAgency.letter_id == letter_id)
    ).one()
    return int(row[0]), int(row[1])


def contacts() -> list[User]:
    """Return the people of the department whom agencies may ask: specialists and coordinators, by name."""
    query = (
        select(User)
        .where(
            User.disabled_at.is_(None),
            User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_((Role.specialist, Role.coordinator)))),
        )
        .order_by(User.sort_key)
    )
    return list(db.session.scalars(query))


def latest_order() -> LetterOrder | None:
    """Return the newest order, of any round: its signer and division are offered again."""
    return db.session.scalar(select(LetterOrder).order_by(LetterOrder.id.desc()).limit(1))
