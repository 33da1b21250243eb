"""Agencies, seats, users and what they may do."""
