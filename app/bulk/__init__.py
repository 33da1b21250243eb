"""Extend, reassign or remind many at once: a preview, one entry each, undo while nothing has followed."""
