"""Obstacles (khó khăn, vướng mắc): raised by agencies, resolved with guidance or by a decision from above."""
