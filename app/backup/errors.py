"""Why a backup is not made or not restored; nothing has been changed then."""

from app.errors import Conflict, Invalid


class BackupExists(Conflict):
    """There already is a file at the path."""

    slug = "backup-exists"
    message = "%(path)s already exists. Choose another name; a backup is never overwritten."


class DatabaseNotPrepared(Conflict):
    """There are no tables to copy."""

    slug = "database-not-prepared"
    message = "The database has no tables yet. Run `flask --app wsgi db upgrade` first."


class BackupUnreadable(Invalid):
    """The file is not one of our backups, or cut off."""

    slug = "backup-unreadable"
    message = "%(path)s is not a complete backup of this system. Nothing was restored."

    def __init__(self, path: object) -> None:
        super().__init__({}, path=path)


class BackupDamaged(Invalid):
    """A part of the file is not what was written."""

    slug = "backup-damaged"
    message = "%(part)s in the backup is missing or damaged. Nothing was restored; use another backup."

    def __init__(self, part: str) -> None:
        super().__init__({}, part=part)


class TargetNotEmpty(Conflict):
    """Restoring never mixes two histories."""

    slug = "target-not-empty"
    message = (
        "%(where)s is not empty. Restore only into an empty database and an empty STORAGE_DIR: set DATABASE_URL and "
        "STORAGE_DIR to new ones."
    )


class TargetDiffers(Conflict):
    """The tables there are not those that the backup was made from."""

    slug = "target-differs"
    message = (
        "The tables of this database are of another version than the backup. Restore into a database without "
        "tables; it is brought to this version afterwards."
    )
