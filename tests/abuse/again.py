"""Put a world back to where it stood: its database is a file, and a file can be copied."""

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import make_url

from app.processes import deployed
from tests.abuse.world import World
from tests.support import units


class Snapshot:
    """A world's database as it was."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._file = Path(str(make_url(world.app.config["SQLALCHEMY_DATABASE_URI"]).database))
        self._kept = world.folder / "as-it-was.db"
        units.dispose(world.app)
        with sqlite3.connect(self._file) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        shutil.copyfile(self._file, self._kept)
        self._cookies = {name: dict(client._cookies) for name, client in world.browsers.items()}

    def restore(self) -> None:
        """Undo everything since; the browsers have the cookies of then again."""
        units.dispose(self._world.app)
        for suffix in ("-wal", "-shm"):
            Path(f"{self._file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(self._kept, self._file)
        deployed.init_app(self._world.app)  # keys of definitions deployed since will be those of others
        for name, client in self._world.browsers.items():
            client._cookies = dict(self._cookies.get(name, {}))
