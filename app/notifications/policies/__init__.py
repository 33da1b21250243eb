"""Reminder policies: who is reminded when and how, written by coordinators, version by version."""
