"""Deadlines: time phrases, working calendar and legal due rules; values in, values out."""
