"""The commands on obstacles, and what follows from their steps."""
