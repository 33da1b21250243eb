"""The commands on amendments of plans."""
