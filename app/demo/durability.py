"""Load faster: the story can be told again from its beginning, so no commit of it waits for the disk."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

# In WAL mode SQLite stays whole all the same; only the newest commits could be lost with the machine's power.
_ORDERS = {"sqlite": "PRAGMA synchronous=NORMAL", "postgresql": "SET synchronous_commit TO off"}


@contextmanager
def not_waiting_for_the_disk(engine: Engine) -> Iterator[None]:
    """Have the connections made meanwhile confirm a commit before it is on the disk."""
    order = _ORDERS[engine.dialect.name]

    def relax(connection: Any, _record: Any) -> None:
        cursor = connection.cursor()
        cursor.execute(order)
        cursor.close()
        connection.commit()  # PostgreSQL takes the order back with its transaction

    engine.dispose()
    event.listen(engine, "connect", relax)
    try:
        yield
    finally:
        event.remove(engine, "connect", relax)
        engine.dispose()
