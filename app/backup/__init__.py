"""Backups: everything in one file, correct while people work, restorable into SQLite or PostgreSQL."""
