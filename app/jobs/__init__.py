"""Scheduler entry points: what is done on every tick, the worker that ticks, and the commands."""
