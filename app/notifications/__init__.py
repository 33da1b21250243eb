"""Reminders and messages: who is told what and when, the outbox's sender, and the proof that it arrived."""
