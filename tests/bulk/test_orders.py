"""What was chosen and ordered survives being kept as text."""

import json
from datetime import date

from app.bulk import orders
from app.bulk.orders import Extend, Reassign, Remind, Whom
from app.bulk.targets import Chosen
from tests.support.clock import NOW

LATER = Extend(date(2026, 12, 11), "Bão số 12", "215/UBND-KGVX", date(2026, 11, 19), "UBND tỉnh")


def test_keys_that_are_none_are_left_out():
    assert Chosen.read(["c1", "t2", "x3", "c", "t2", "c1;drop"]) == Chosen((1,), (2,))


def test_orders_come_back_as_they_were_kept():
    for order in (LATER, Reassign(None, "x"), Remind(Whom.with_head, "lời", NOW)):
        assert orders.read(order.kind, orders.kept(order)) == order
    assert json.loads(orders.kept(LATER))["day"] == "2026-12-11"
